"""Words as a search sees them: no accents, no case, no punctuation.

Used wherever what a person typed meets a list of names (organisations, places, materials).
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ø", "o"), ("ł", "l"), ("đ", "d"))
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670]")
"""Accents of Latin, Greek, Cyrillic; vowel signs of Hebrew and Arabic."""
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Small letters, no accents, single spaces: ``L'Île-Saint-Denis`` to ``l ile saint denis``."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    bare = bare.casefold()
    for joined, apart in _LIGATURES:
        bare = bare.replace(joined, apart)
    return _NOT_WORD.sub(" ", bare).strip()


def squeeze(text: str) -> str:
    """Folded and without spaces, for acronyms: ``C.F.E - C.G.C`` -> ``cfecgc``."""
    return fold(text).replace(" ", "")
