"""Text as the words of distress are looked for: one plain spelling for the many ways people type in a hurry.

Accents, capitals, apostrophes, stretched letters (``aideeeez``), doubled letters, look-alike letters of
another alphabet and ornamental characters all come to one form. Lists in data go through the same function.
"""

from __future__ import annotations

import re
import unicodedata

LATIN, CYRILLIC, ARABIC = "latin", "cyrillic", "arabic"

_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_APOSTROPHE = re.compile("['\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07]")
_BREAK = re.compile(r"[.!?;:\n\r\u061f\u061b\u2026\u3002|]+")
_OTHER = re.compile(r"[^\w.]+|_")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-]){2,}[^\W\d_](?!\w)")
_REPEAT = re.compile(r"([^\W\d])\1+")
_ELIDED = re.compile(r"(?<= )(j|m|t|n|d|l|c|qu) (?=[aeiouyh])")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئگ", "اااايهويك")
_LOOKS_LATIN = str.maketrans("аеорсухіјѕԁһкмтвн", "aeopcyxijsdhkmtbh")
_LOOKS_CYRILLIC = str.maketrans("aeopcyxikmtbh", "аеорсухікмтвн")
_HAS_LATIN, _HAS_CYRILLIC = re.compile("[a-z]"), re.compile("[\u0400-\u04ff]")
_HAS_ARABIC = re.compile("[\u0600-\u06ff]")
_LIGATURES = (("œ", "oe"), ("æ", "ae"), ("ł", "l"), ("ø", "o"))


def plain(text: str) -> str:
    """The text as words between single spaces, a full stop alone between sentences, a space at both ends."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    for joined, apart in _LIGATURES:
        text = text.replace(joined, apart)
    text = _APOSTROPHE.sub("", text).translate(_ARABIC_FORMS)
    text = _SPACED.sub(lambda met: re.sub(r"[ .\-]", "", met[0]), text)
    text = _OTHER.sub(" ", _BREAK.sub(" . ", text))
    text = _REPEAT.sub(r"\1", f" {' '.join(text.split())} ")
    text = _ELIDED.sub(r"\1", text)
    if _HAS_CYRILLIC.search(text) and _HAS_LATIN.search(text):
        text = f" {' '.join(map(_one_alphabet, text.split()))} "
    return text


def _one_alphabet(word: str) -> str:
    """A word that mixes alphabets, in the one most of its letters belong to."""
    latin, cyrillic = len(_HAS_LATIN.findall(word)), len(_HAS_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    return word.translate(_LOOKS_LATIN if latin >= cyrillic else _LOOKS_CYRILLIC)


def scripts(text: str) -> set[str]:
    """The alphabets found in a text."""
    tests = ((LATIN, _HAS_LATIN), (CYRILLIC, _HAS_CYRILLIC), (ARABIC, _HAS_ARABIC))
    return {name for name, test in tests if test.search(text)}
