"""The tables, one file per feature. ``METADATA`` knows them all: migrations are compared with it."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage.tables import base

# The naming convention comes first: it applies to the tables declared after it.
from storage.tables import contributions, delivery, dialogues, kits, organisations, people, reminders, surveys  # isort: skip
from storage.tables import commitments, reference  # isort: skip

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "base",
    "commitments",
    "contributions",
    "delivery",
    "dialogues",
    "kits",
    "organisations",
    "people",
    "reference",
    "reminders",
    "surveys",
]
