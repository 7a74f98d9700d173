"""Printing: our own awareness kit as PDF and pictures. Values in, bytes out; pure, and CPU work: call it in a thread."""
