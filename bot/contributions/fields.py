"""The fields of a contribution: their short names, and how a form's answers become them and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.contributions.figures import Figure, as_json, from_json
from bot.contributions.model import Contribution, Evidence, Partner, Period, Quote
from bot.contributions.periods import straddles
from bot.i18n import T, Text

LABELS: Mapping[str, Text] = {
    "what": T("What was done"),
    "codes": T("Actions"),
    "figures": T("Figures"),
    "period": T("Dates"),
    "place": T("Place"),
    "partners": T("Partners"),
    "known_by": T("How it is known"),
    "evidence": T("Proofs"),
    "difficulty": T("Difficulty"),
    "lesson": T("Lesson"),
    "usage": T("How it may be quoted"),
}
"""In the order in which they are asked and shown."""

HIGHLIGHT = "highlight"


def figures_to_wire(figures: tuple[Figure, ...]) -> str:
    """A JSON list; empty when there is none."""
    return json.dumps([as_json(figure) for figure in figures], ensure_ascii=False) if figures else ""


def figures_from_wire(wire: str) -> tuple[Figure, ...]:
    """The figures that a wire holds."""
    return tuple(from_json(row) for row in json.loads(wire or "[]"))


def period_to_wire(period: Period) -> str:
    """``2026-06-12/2026-06-12/day``; empty when unknown."""
    if period.start is None:
        return ""
    return f"{period.start.isoformat()}/{period.end.isoformat() if period.end else ''}/{period.precision}"


def period_from_wire(wire: str) -> Period:
    """The period that a wire says."""
    if not wire:
        return Period()
    start, end, precision = wire.split("/")
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None, precision)


def partners_to_wire(partners: tuple[Partner, ...]) -> str:
    """A JSON list of names and identifiers; empty when there is none."""
    rows = [{"name": partner.name, "id": partner.organisation_id} for partner in partners]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def partners_from_wire(wire: str) -> tuple[Partner, ...]:
    """The partners that a wire names."""
    return tuple(Partner(row["name"], row["id"]) for row in json.loads(wire or "[]"))


def evidence_to_wire(evidence: tuple[Evidence, ...]) -> str:
    """A JSON list of links and kept files; empty when there is none."""
    rows = [{"link": proof.link, "file": proof.file, "name": proof.name} for proof in evidence]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def evidence_from_wire(wire: str) -> tuple[Evidence, ...]:
    """The proofs that a wire holds."""
    return tuple(Evidence(row["link"], row["file"], row["name"]) for row in json.loads(wire or "[]"))


def fill(contribution: Contribution, values: Mapping[str, str]) -> Contribution:
    """The contribution with the form's answers in place of what it held, for the names given."""
    changes: dict[str, Any] = {}
    for name, wire in values.items():
        changes |= _field(name, wire)
    return replace(contribution, **changes)


def _field(name: str, wire: str) -> dict[str, Any]:
    match name:
        case "what":
            return {"title": wire}
        case "codes":
            return {"codes": tuple(wire.split())}
        case "figures":
            return {"figures": figures_from_wire(wire)}
        case "period":
            period = period_from_wire(wire)
            return {"period": period, "straddles": straddles(period.start, period.end)}
        case "place":
            return {"place": wire or None}
        case "partners":
            return {"partners": partners_from_wire(wire)}
        case "known_by":
            return {"known_by": tuple(wire.split())}
        case "evidence":
            return {"evidence": evidence_from_wire(wire)}
        case "difficulty" | "lesson":
            return {name: wire or None}
        case "usage":
            return {
                "highlight": wire == HIGHLIGHT,
                "quote": Quote.NAMED if wire == HIGHLIGHT else Quote(wire),
            }
    return {}


def values_of(contribution: Contribution) -> dict[str, str]:
    """A contribution as the form's answers: empty ones left out."""
    highlighted = contribution.highlight and contribution.quote is Quote.NAMED
    values = {
        "what": contribution.title,
        "codes": " ".join(contribution.codes),
        "figures": figures_to_wire(contribution.figures),
        "period": period_to_wire(contribution.period),
        "place": contribution.place or "",
        "partners": partners_to_wire(contribution.partners),
        "known_by": " ".join(contribution.known_by),
        "evidence": evidence_to_wire(contribution.evidence),
        "difficulty": contribution.difficulty or "",
        "lesson": contribution.lesson or "",
        "usage": HIGHLIGHT if highlighted else contribution.quote.value,
    }
    return {name: value for name, value in values.items() if value}
