"""Reminders of the agenda: what each member chose to be told, and the notices that tell it."""
