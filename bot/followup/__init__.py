"""What coordinators come back to: plans whose day is past, organisations that fell silent."""
