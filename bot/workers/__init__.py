"""Drivers of the periodic jobs."""
