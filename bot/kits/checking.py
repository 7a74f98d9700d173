"""One entry of a file, checked field by field: what would be kept of it, and everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from bot.agenda.calendar import event_of
from bot.i18n import LANGUAGES, T, Text, listed
from bot.kits.catalogue import packaged
from bot.kits.languages import language_named
from bot.kits.model import PUBLICS, REQUESTERS, State
from bot.kits.rows import FIELDS, FILE, LISTS, TEXTS, UPDATE
from bot.people.directory import entry_of, search
from bot.safeguards.personal import find_personal

KIT_ID = re.compile(r"K[0-9]{2,3}")
UNSHOWN = re.compile("[\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, ends of lines, marks of direction: a label is one line, and keeps to itself."""
KNOWN = ("stated", "implied", "several", "to_adapt", "unknown")
"""How it is known in which languages a material exists."""
LENT = ("", "week")
"""How long a material is lent for; empty: it is not."""
LONGEST: Mapping[str, int] = {"label": 120, "for_whom": 300, "format": 300, "said": 300}
"""Characters: a card with all of them at their longest stays within one message."""
MOST: Mapping[str, int] = {"languages": 60, "makers": 6, "links": 5, "keywords": 30, "file": 8, "update": 3}
"""Values of a list."""
LONGEST_WORD, LONGEST_LINK = 120, 150
CLOSED = "police_justice"
"""Whom restricted materials reach: no public of the catalogue."""

Reasons = list[Text]


def checked(given: Mapping[str, Any], base: Mapping[str, Any]) -> tuple[dict[str, Any], Reasons]:
    """The whole row, what is not given taken from ``base`` (empty for a new material), and what is wrong."""
    reasons: Reasons = [
        T("I know no field “{field}”.", field=str(name)) for name in given if name not in FIELDS
    ]
    row = dict(_empty()) | dict(base)
    for name, value in given.items():
        if name in FIELDS:
            row[name] = _field(name, value, reasons)
    if not KIT_ID.fullmatch(str(row["id"])):
        reasons.append(T("An id is the letter K and two or three figures: K31."))
    if not reasons:
        _together(row, bool(base), reasons)
    return row, reasons


def _empty() -> dict[str, Any]:
    row: dict[str, Any] = {"languages_known": "unknown", "state": "", "version": "", "lent": ""}
    row |= {name: {} for name in TEXTS} | {name: [] for name in LISTS}
    return row | {"update": [], "file": []}


def _field(name: str, value: Any, reasons: Reasons) -> Any:
    if name in TEXTS:
        return _texts(name, value, reasons)
    if name in LISTS:
        return _list(name, value, reasons)
    if name in ("update", "file"):
        return _tables(name, value, reasons)
    if not isinstance(value, str):
        reasons.append(T("“{field}” is a word.", field=name))
        return ""
    if name == "state" and value not in set(State):
        reasons.append(_not_one_of(name, value, list(State)))
    if name == "languages_known" and value not in KNOWN:
        reasons.append(_not_one_of(name, value, KNOWN))
    if name == "lent" and value not in LENT:
        reasons.append(_not_one_of(name, value, LENT))
    if name == "version":
        _words(name, value, reasons)
    return value.strip()


def _not_one_of(name: str, value: str, known: Sequence[str]) -> Text:
    return T(
        "“{field}” is one of {known}, not “{value}”.", field=name, known=", ".join(known), value=value[:40]
    )


def _texts(name: str, value: Any, reasons: Reasons) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        reasons.append(T("“{field}” is a text by language: fr, en...", field=name))
        return {}
    for code, text in value.items():
        if code not in LANGUAGES:
            reasons.append(
                T("“{field}” is read in the bot's languages, and {code} is none.", field=name, code=code)
            )
        _words(name, text, reasons)
    return {code: text.strip() for code, text in value.items() if text.strip()}


def _words(name: str, text: str, reasons: Reasons) -> None:
    longest = LONGEST.get(name, LONGEST_WORD)
    if len(text) > longest:
        reasons.append(T("“{field}” is longer than {count} characters.", field=name, count=longest))
    if UNSHOWN.search(text):
        reasons.append(T("“{field}” holds characters that cannot be shown.", field=name))
    for found in find_personal(text)[:1]:
        reasons.append(found.explain())


def _list(name: str, value: Any, reasons: Reasons) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        reasons.append(T("“{field}” is a list of words.", field=name))
        return []
    if len(value) > MOST.get(name, 30):
        reasons.append(T("“{field}” holds more than {count} values.", field=name, count=MOST.get(name, 30)))
    read = _OF_LIST.get(name, _word)
    kept = []
    for one in value:
        found = read(one.strip())
        if isinstance(found, Text):
            reasons.append(found)
        elif found not in kept:
            kept.append(found)
    return kept


def _word(word: str) -> str | Text:
    if not word or len(word) > LONGEST_WORD or ";" in word or UNSHOWN.search(word):
        return T("A word is empty, longer than {count} characters, or holds a semicolon.", count=LONGEST_WORD)
    seen = find_personal(word)
    return seen[0].explain() if seen else word


def _language(word: str) -> str | Text:
    return language_named(word) or T(
        "I know no language “{word}”: give its code or its name.", word=word[:40]
    )


def _maker(word: str) -> str | Text:
    if entry_of(word) is not None:
        return word
    sure = [match.entry.id for match in search(word, limit=1) if match.sure]
    return sure[0] if sure else T("The directory knows no organisation “{word}”.", word=word[:60])


def _link(word: str) -> str | Text:
    try:
        parts = urlsplit(word)
        fine = parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        fine = False
    if fine and not UNSHOWN.search(word) and not re.search(r"[\s<>\"]", word) and len(word) <= LONGEST_LINK:
        return word
    return T("“{word}” is no address that begins with https://, of {count} characters at most.",
             word=word[:60], count=LONGEST_LINK)  # fmt: skip


def _among(known: Callable[[], Sequence[str]]) -> Callable[[str], str | Text]:
    def read(word: str) -> str | Text:
        if word in known():
            return word
        return T("“{word}” is none of {known}.", word=word[:40], known=", ".join(known()))

    return read


def _day(word: str) -> str | Text:
    return word if event_of(word) is not None else T("The agenda has no day “{word}”.", word=word[:40])


@cache
def _themes() -> tuple[str, ...]:
    return tuple(sorted({theme for kit in packaged() for theme in kit.themes}))


_OF_LIST: Mapping[str, Callable[[str], str | Text]] = {
    "languages": _language,
    "makers": _maker,
    "links": _link,
    "reaches": _among(lambda: (*PUBLICS, CLOSED)),
    "suits": _among(lambda: tuple(REQUESTERS)),
    "themes": _among(_themes),
    "days": _day,
}


def _tables(name: str, value: Any, reasons: Reasons) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        reasons.append(T("“{field}” is a list of tables.", field=name))
        return []
    if len(value) > MOST[name]:
        reasons.append(T("“{field}” holds more than {count} values.", field=name, count=MOST[name]))
    columns, read = (FILE, _file) if name == "file" else (UPDATE, _update)
    kept = []
    for one in value:
        reasons += [T("I know no field “{field}”.", field=str(key)) for key in one if key not in columns]
        kept.append(read({key: one[key] for key in columns if one.get(key)}, reasons))
    return kept


def _file(given: Mapping[str, Any], reasons: Reasons) -> dict[str, Any]:
    """Its licence and its owner's agreement are what makes it a file that may be shown."""
    lacks = [name for name in FILE if name not in given]
    if lacks:
        reasons.append(
            T("A file needs {fields}: without its licence and its owner's agreement it is not shown.",
              fields=", ".join(lacks))
        )  # fmt: skip
        return {}
    readers = {
        "language": _language,
        "link": _link,
        "licence": _word,
        "agreed_by": _maker,
        "agreed_on": _date,
    }
    row: dict[str, Any] = {}
    for name, read in readers.items():
        value = given[name]
        found = read(value.isoformat() if isinstance(value, date) else str(value).strip())
        if isinstance(found, Text):
            reasons.append(found)
        else:
            row[name] = found
    return row


def _date(word: str) -> str | Text:
    try:
        return (datetime.fromisoformat(word).date()).isoformat()
    except ValueError:
        return T("“{word}” is no date: write it as 2026-11-30.", word=word[:40])


def _update(given: Mapping[str, Any], reasons: Reasons) -> dict[str, Any]:
    row: dict[str, Any] = {"said": _texts("said", given.get("said", {}), reasons)}
    source = str(given.get("source", "")).strip()
    if not source or not row["said"]:
        reasons.append(T("An update needs what is said, and its source."))
    row["source"] = source
    if "languages" in given:
        row["languages"] = _list("languages", given["languages"], reasons)
    for name in ("names", "formats"):
        if name in given:
            row[name] = _list(name, given[name], reasons)
    if "state" in given:
        row["state"] = _field("state", given["state"], reasons)
    return row


def _together(row: Mapping[str, Any], known: bool, reasons: Reasons) -> None:
    """What fields owe each other."""
    lacks = [name for name in ("state", "label", "for_whom", "format") if not row[name]]
    if lacks:
        reasons.append(T("A kit needs {fields}.", fields=listed(lacks)))
    if row["label"] and "fr" not in row["label"]:
        reasons.append(T("A kit has its name in French at least."))
    if row["state"] == State.RESTRICTED and (row["links"] or row["file"]):
        reasons.append(T("A restricted material carries no link and no file."))
    published = row["state"] in (State.READY, State.TEST, State.SERVICE)
    if not known and published and not row["links"] and not row["file"] and not row["sources"]:
        reasons.append(T("A kit that people can have needs a link, a file or a source."))
