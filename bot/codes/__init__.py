"""Codes: links and QR codes of a place or a meeting; what they open, how often, and nobody behind."""
