"""Screens: values in, text and buttons out. Nothing is decided here."""
