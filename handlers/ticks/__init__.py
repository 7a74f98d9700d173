"""Periodic jobs: each makes one pass and returns counts."""
