"""Safeguards, above everything: emergency card, words of distress, personal data, retention."""
