"""Kits: materials to inform and train; what exists, for whom, in which languages."""
