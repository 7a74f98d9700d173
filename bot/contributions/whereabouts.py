"""Words of a sentence that may name a place. Candidates only: the room of places says which are real."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.fold import fold, nfc

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_LITTLE = r"(?:(?:de|du|des|la|le|les|en|sur|sous|l’|l'|d’|d'|lès|et)[ -]?){0,3}"
_WORD = rf"{_CAPITAL}[\w’']{{0,30}}\w"
_WORDS = rf"{_WORD}(?:[ -]{_LITTLE}{_WORD}){{0,6}}"  # bounded: no text may keep the reader busy
_NAME = rf"(?:[Ll][’']|[Ll]a |[Ll]es? )?{_WORDS}(?: ?\((?:\d{{2,3}}|2[AB])\))?"
# "à", "en", "in" say where; "de" only may. A school's or a person's name follows no preposition of place.
_HERE = r"[àÀ]|[Ee]n|[Dd]ans|[Pp]rès d[e’']|[Ii]n|[Aa]t|[Nn]ear|[Aa]ux?|[Ss]ur|[Vv]ers"
_SURE = re.compile(rf"(?<!\w)(?:{_HERE}) ?({_NAME})")
_PERHAPS = re.compile(rf"(?<!\w)(?:de |d[’']|from |of )({_NAME})")
_BRACKETED = re.compile(rf"({_WORDS} ?\((?:\d{{2,3}}|2[AB])\))")
_POSTCODE = re.compile(
    rf"(?<![\d.,])((?:0[1-9]|[1-8]\d|9[0-8])\d{{3}})(?: ({_WORDS}))?(?![\d.,]*\d|\s+[a-z]|\s*[€%])"
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:dans le|departement|dept\.?|dep\.?|in the|le) (\d{2}|97\d|2[ab])(?!\w|[ .,]?\d)"
    r"(?! (?!et\b|and\b)[a-z])"
)
_LOWER = re.compile(r"(?<!\w)(?:à|in|near) ([a-zà-öø-ÿ][\w’'-]{2,}(?: (?:sur|sous|lès|en) [\w-]+)?)(?!\w)")
_ONLINE = re.compile(
    r"(?<!\w)(?:en ligne|en visio\w*|visioconference|a distance|online|remotely|by video)(?!\w)"
)
_INSTITUTIONS = """
alliance forum etat etats conseil comite ministere onu ue union europeenne lab kit journee journees jour le la
les un une des mr mme m monsieur madame covid internet facebook instagram whatsapp telegram zoom teams secours
croix secretariat direction guide exposition college lycee ecole mairie maison association projet
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
january february march april may june july august september october november december
lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
english french anglais francais
"""
_NOT_PLACES = frozenset(_INSTITUTIONS.split())
# Common words after "à" or "in", for texts typed without capitals.
_COMMON_WORDS = """
tous toutes cette cet leur leurs notre votre nos vos plusieurs destination partir travers domicile distance
propos nouveau nouvelle venir bord savoir partager faire lutter mieux moins peu peine part temps pied
reperer prevenir former aider accueillir sensibiliser identifier deux trois quatre cinq dix
the our this that their order time total all english french addition person public schools school class front
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class PlaceWords:
    """Words that may name a place, at ``text[start:end]``; ``digits``: they hold a postcode or a number."""

    words: str
    start: int
    end: int
    digits: bool = False


def place_words(text: str) -> tuple[PlaceWords, ...]:
    """Candidates, the likeliest first: after "à" or "in", with a department's number, then after "de"."""
    text = nfc(text)
    folded = fold(text)
    found = [
        *(_of(match, 0) for match in _POSTCODE.finditer(text) if match[2] or _alone(text, match)),
        *(_of(match, 1) for match in _BRACKETED.finditer(text)),
        *(_of(match, 1) for match in _SURE.finditer(text)),
        *(
            PlaceWords(match[1].upper(), match.start(1), match.end(1), True)
            for match in _NUMBERED.finditer(folded)
        ),
        *(_of(match, 1) for match in _PERHAPS.finditer(text)),
        *(PlaceWords(text[match.start() : match.end()], *match.span()) for match in _ONLINE.finditer(folded)),
    ]
    kept = _distinct([one for one in found if _plausible(one.words)])
    if not kept:
        lower = (_of(match, 1) for match in _LOWER.finditer(text))
        kept = _distinct([one for one in lower if fold(one.words).split()[0] not in _COMMON])
    return tuple(kept)


def _of(match: re.Match[str], group: int) -> PlaceWords:
    words = match[group].strip()
    return PlaceWords(words, match.start(group), match.end(group), any(char.isdigit() for char in words))


def _alone(text: str, match: re.Match[str]) -> bool:
    """Five digits without a name are a postcode only in brackets or after a comma at the end."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return before.endswith("(") or (before.endswith(",") and not after)


def _plausible(words: str) -> bool:
    """Not an acronym (CCEM), not a month, not an institution."""
    bare = re.sub(r"\(.*\)|\d+", "", words).strip()
    if not bare:
        return True
    letters = [char for char in bare if char.isalpha()]
    if (
        len(letters) > 1
        and all(char.isupper() for char in letters)
        and not any(char.isdigit() for char in words)
    ):
        return False
    first = re.split(r"[ '’-]", fold(bare).removeprefix("l'").removeprefix("la ").removeprefix("le "))[0]
    return first not in _NOT_PLACES


def _distinct(found: list[PlaceWords]) -> list[PlaceWords]:
    """The first of those that overlap."""
    kept: list[PlaceWords] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept
