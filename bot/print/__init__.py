"""Printing: our own awareness kit as PDF and pictures. Values in, bytes out; CPU work, for a thread."""
