"""The tables, one file per feature. ``METADATA`` knows them all: migrations are compared with it."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage.tables import base

# The naming convention comes first: it applies to the tables declared after it.
from storage.tables import (  # isort: skip
    broadcasts,
    codes,
    commitments,
    contributions,
    copies,
    delivery,
    dialogues,
    followup,
    gatherings,
    groups,
    kits,
    letters,
    organisations,
    people,
    reference,
    reminders,
    surveys,
    timetable,
)

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "base",
    "broadcasts",
    "codes",
    "commitments",
    "contributions",
    "copies",
    "delivery",
    "dialogues",
    "followup",
    "gatherings",
    "groups",
    "kits",
    "letters",
    "organisations",
    "people",
    "reference",
    "reminders",
    "surveys",
    "timetable",
]
