"""Events of organisations and meetings: own dates, beside the agenda that everyone shares."""
