"""What a broadcast says: one version per language, with at most one picture or document, and buttons.

Limits are the Bot API's: 4,096 characters in a message, 1,024 under a picture or a document. Markup counts
too, so that no version is ever cut in two.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from bot.broadcasts.holes import HOLE, at_longest
from bot.errors import Problem
from bot.i18n import NT, T
from bot.safeguards.personal import Kind, find_personal

LONGEST = 4096
LONGEST_CAPTION = 1024
MOST_BUTTONS = 6
LONGEST_LABEL = 40
OPENS = ("declarer", "kits", "notrekit", "agenda", "calendrier", "rappels", "chiffres", "tableau", "remplir")
"""Screens that a button of a broadcast may open: those that anyone may see."""
NOBODY = frozenset({Kind.PUPIL, Kind.BIRTH, Kind.DOCUMENT, Kind.AGE})
"""What makes someone recognisable: never in a message to many. Public contacts and office-holders may be."""

_LEADS = r"https://\S+|/\w+(?: \S+)?|(?i:" + HOLE.pattern + ")"
_BUTTON = re.compile(rf"^(?P<label>.+?)\s*(?:=>?|→)\s*(?P<to>{_LEADS})$")
_EMOJI = re.compile(r"</?tg-emoji[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Unfit(Problem):
    """What was written cannot be sent to many."""

    code = "broadcast_unfit"


@dataclass(frozen=True)
class Media:
    """A picture or a document that Telegram holds already."""

    kind: str
    """``photo`` or ``document``."""
    file_id: str


@dataclass(frozen=True)
class Link:
    """A button: to an address, a screen of ours (``/kits cacao``), or each reader's own link (a hole)."""

    label: str
    to: str


@dataclass(frozen=True)
class Version:
    """The message in one language. ``html``: Telegram's own markup, empty under a picture alone."""

    html: str
    media: Media | None = None
    links: tuple[Link, ...] = ()

    @property
    def plain(self) -> str:
        """Its words, without markup."""
        return unescape(_TAG.sub("", self.html)).strip()

    @property
    def personal(self) -> bool:
        """Whether it holds the link of each reader's organisation."""
        return any(HOLE.search(text) for text in (self.html, *(one.to for one in self.links)))

    def to_json(self) -> dict[str, Any]:
        """As kept."""
        media = [self.media.kind, self.media.file_id] if self.media else None
        return {"html": self.html, "media": media, "links": [[one.label, one.to] for one in self.links]}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Version:
        """The version that ``to_json`` wrote."""
        media = Media(*data["media"]) if data["media"] else None
        return Version(data["html"], media, tuple(Link(*one) for one in data["links"]))


def written(text: str, html: str, media: Media | None = None) -> Version:
    """The version that a message makes. ``html``: its markup, "" when it has none. Raises Unfit."""
    markup = _EMOJI.sub("", html or escape(text, quote=False)).strip()
    if not markup and media is None:
        raise Unfit(T("There is nothing in it yet: write a text, or send a picture or a document."))
    longest = LONGEST_CAPTION if media else LONGEST
    if len(HOLE.findall(text)) != len(HOLE.findall(markup)):
        raise Unfit(
            T("Write {hole} in one go, with the same formatting from one end to the other.", hole="{lien}")
        )
    units = len(at_longest(markup).encode("utf-16-le")) // 2
    if units > longest:
        raise Unfit(
            NT(
                "This is {count} character too long: a message holds {longest}, fewer with formatting. "
                "Nothing of what was there before changed.",
                "This is {count} characters too long: a message holds {longest}, fewer with formatting. "
                "Nothing of what was there before changed.",
                units - longest,
                longest=longest,
            )
        )
    found = [one for one in find_personal(text) if one.kind in NOBODY]
    if found:
        raise Unfit(found[0].explain())
    return Version(markup, media)


def links(text: str) -> tuple[Link, ...]:
    """Buttons as typed, one a line: ``Read it = https://…``, ``The kits = /kits``. Raises Unfit."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_BUTTONS:
        raise Unfit(NT("{count} button at most.", "{count} buttons at most.", MOST_BUTTONS))
    return tuple(_link(line) for line in lines)


def _link(line: str) -> Link:
    met = _BUTTON.match(line)
    if met is None:
        raise Unfit(
            T(
                "I cannot read the button “{line}”. One a line, its name and where it leads: "
                "“Read it = https://…” or “The kits = /kits”.",
                line=line[:60],
            )
        )
    label, to = met["label"].strip(), met["to"]
    if len(label) > LONGEST_LABEL:
        raise Unfit(
            T("“{label}” is too long for a button: {count} characters at most.", label=label[:60],
              count=LONGEST_LABEL)
        )  # fmt: skip
    if to.startswith("/") and to[1:].split()[0] not in OPENS:
        commands = ", ".join(f"/{name}" for name in OPENS)
        raise Unfit(T("A button can open {commands}, or an address that begins with https://.",
                      commands=commands))  # fmt: skip
    if to.startswith("/") and len(to.encode()) > 60:
        raise Unfit(T("“{to}” is too long for a button.", to=to[:60]))
    return Link(label, to)


def digest(versions: Mapping[str, Version]) -> str:
    """What tells one message from another, whoever wrote it: the same words sent again have the same."""
    told = {code: [v.plain, v.media.file_id if v.media else ""] for code, v in sorted(versions.items())}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:32]
