"""Rows and files: what the product remembers. Implements the features' ports; knows no action, no handler."""
