"""Words as a search sees them: no accents, no case, no punctuation.

Used wherever what a person typed meets a list of names (organisations, places, materials).
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Small letters, no accents, single spaces: ``L'Île-Saint-Denis`` to ``l ile saint denis``."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.casefold().translate(_LIGATURES)).strip()


def squeeze(text: str) -> str:
    """Folded and without spaces, for acronyms: ``C.F.E - C.G.C`` -> ``cfecgc``."""
    return fold(text).replace(" ", "")
