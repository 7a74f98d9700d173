"""Speaks to servers of ODK Central's and KoboToolbox's kind: the OpenRosa submission API."""
