"""Numerals in digits, with the separators people use. Doubt is kept: ``1.200`` may be 1,200 or 1.2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# A numeral is not inside a word or a longer numeral ("K03", "1.4.C", "v2").
_NUMERAL = re.compile(
    r"""(?<![\w.,])(?:
        (?P<spaced>\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?)
      | (?P<dotted>\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+)(?![\d])
      | (?P<commas>\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+)(?![\d])
      | (?P<doubtful>[1-9]\d{0,2}[.,]\d{3})(?!\d|[.,]\d)
      | (?P<decimal>\d+[.,]\d+)(?![.,]?\d)
      | (?P<plain>\d+)(?![.,]\d)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Numeral:
    """Digits at ``text[start:end]`` and their readings, the likeliest first (one unless in doubt)."""

    start: int
    end: int
    values: tuple[Decimal, ...]


def numeral_at(folded: str, position: int, decimal: str) -> Numeral | None:
    """The numeral that starts at this position of a folded text.

    ``decimal``: the language's own habit, "comma" (French) or "point" (English).
    """
    match = _NUMERAL.match(folded, position)
    if match is None:
        return None
    kind = match.lastgroup or "plain"
    return Numeral(match.start(), match.end(), _values(kind, match[0], decimal))


def _values(kind: str, text: str, decimal: str) -> tuple[Decimal, ...]:
    if kind == "doubtful":
        return _doubtful(text, decimal)
    if kind == "spaced":
        text = text.replace(" ", "").replace("'", "")
    elif kind == "dotted":
        text = text.replace(".", "")
    elif kind == "commas":
        text = text.replace(",", "")
    return (Decimal(text.replace(",", ".")),)


def _doubtful(text: str, decimal: str) -> tuple[Decimal, ...]:
    """One separator, then three digits. Only the English comma is sure: English uses it for nothing else."""
    thousands = Decimal(text.replace(",", "").replace(".", ""))
    fraction = Decimal(text.replace(",", "."))
    if "," in text:
        return (thousands,) if decimal == "point" else (fraction, thousands)
    return (fraction, thousands) if decimal == "point" else (thousands, fraction)
