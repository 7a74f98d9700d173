"""What people want printed, made safe to print: their names of places and events, the target of a QR code.

Nothing here is about Typst's markup: words reach the templates as data and are never read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from bot.i18n import FSI, PDI, T
from bot.print.problems import LinkRefused, WordsTooLong, WordsUnprintable

LONGEST = 120
"""Characters of a name: the square picture has room for two such names, a logo and a code."""
LONGEST_LINK = 300
"""Characters of a link: beyond, a QR code is too fine for a phone a metre away."""

_UNBROKEN = re.compile(r"[^\s-]{20}(?=[^\s-])")
_BREAK = "\u200b"
_FOREIGN = re.compile(
    "[^\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u0400-\u045f\u0490-\u0491\u0621-\u063a\u0640-\u0652\u0660-\u066c"
    "\u0671-\u06d3\u060c\u061b\u061f\u1e80-\u1e85\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2116]"
)
"""What Noto Sans and Amiri do not both reach through each other; a test prints every character allowed."""
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
_WEB = ("http", "https")


def tidy(words: str) -> str:
    """Words on one line: no control, no invisible or direction mark, single spaces.

    Raises WordsTooLong over LONGEST characters, WordsUnprintable for what the fonts lack.
    """
    words = unicodedata.normalize("NFC", words)
    seen = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in words)
    words = " ".join("".join(c for c in seen if unicodedata.category(c) not in ("Cf", "Cs", "Co")).split())
    if len(words) > LONGEST:
        raise WordsTooLong(T("This is too long to be printed: at most {count} characters.", count=LONGEST))
    foreign = dict.fromkeys(_FOREIGN.findall(words))
    if foreign:
        raise WordsUnprintable(
            T("These characters cannot be printed: {characters}", characters=" ".join(list(foreign)[:10]))
        )
    return words


def apart(words: str) -> str:
    """Words that keep their own direction in a line, and may be cut where they have no space."""
    return f"{FSI}{_UNBROKEN.sub(lambda met: met[0] + _BREAK, words)}{PDI}" if words else ""


def link_of(words: str) -> str:
    """A web address as a QR code may carry it. Raises LinkRefused."""
    words = words.strip()
    try:
        there = urlsplit(words)
        whole = there.scheme in _WEB and "." in (there.hostname or "") and "@" not in there.netloc
    except ValueError:
        whole = False
    plain = words.isascii() and words.isprintable() and not _UNSAFE.search(words)
    if not (whole and plain and len(words) <= LONGEST_LINK):
        raise LinkRefused(
            T(
                "This is no web address: it starts with https:// and has at most {count} characters.",
                count=LONGEST_LINK,
            )
        )
    return words
