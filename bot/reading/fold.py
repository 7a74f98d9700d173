"""Text made plain for reading: no accents, no capitals, ordinary spaces, digits 0 to 9; length unchanged."""

from __future__ import annotations

import unicodedata

_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "٫": ",", "٬": " ", "٪": "%", "،": ",", "≈": "~", "∼": "~", "≃": "~",
}  # fmt: skip


def nfc(text: str) -> str:
    """The composed form: what every offset in this package refers to."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, accents off, every decimal digit of any script as ASCII, spaces plain.

    In: text in NFC. Out: as many characters, so that offsets hold in both.
    """
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if char < "\x7f":
        return char.lower() if char >= " " else " "
    if char in _PLAIN:
        return _PLAIN[char]
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char
