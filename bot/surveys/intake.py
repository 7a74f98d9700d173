"""What coordinators send towards a form: read before the unit of work, where it can do no harm."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from bot.conversation.incoming import Attachment
from bot.conversation.ports import Transactions
from bot.forms.apart import examine_apart
from bot.people.model import Actor
from bot.surveys.ports import Checked, Checker, Surveys

FORMS = (".xlsx", ".xlsm", ".xls", ".md")
LISTS = (".csv", ".xml", ".geojson")
MOST_FILES = 30
"""Lists of one form: real ones have five at most."""


@dataclass(frozen=True)
class Drop:
    """A file received towards a form, and what it makes of the whole."""

    name: str
    form: str = ""
    """Name of the form's file; empty while only lists came."""
    checked: Checked | None = None
    files: Mapping[str, bytes] | None = None
    """The lists that came, this one included."""


def wanted(actor: Actor | None, content: Attachment) -> bool:
    """Whether a file is a form or one of its lists, from someone who may open forms."""
    coordinates = actor is not None and actor.coordinates
    return coordinates and content.kind == "document" and ending(content.name) in (*FORMS, *LISTS)


def ending(name: str) -> str:
    """``.xlsx``, in small letters."""
    return PurePath(name).suffix.lower()


@dataclass(frozen=True)
class Intake:
    """Reads a file with those that came before it."""

    work: Transactions
    surveys: Surveys
    checker: Checker

    async def __call__(self, actor: Actor, name: str, content: bytes) -> Drop:
        """What it makes. Slow, and outside any unit of work."""
        async with self.work.reading():
            there = dict(await self.surveys.drop_files(actor.member.id))
        there[name] = content
        forms = [known for known in there if ending(known) in FORMS]
        lists = {known: there[known] for known in there if ending(known) in LISTS}
        form = name if ending(name) in FORMS else (forms[-1] if forms else "")
        if not form or len(lists) > MOST_FILES:
            return Drop(name, files=lists)
        return Drop(name, form, await self.checker.check(form, there[form], lists), lists)


class CheckedApart:
    """Implements bot.surveys.ports.Checker by a process of its own with limits."""

    async def check(self, name: str, content: bytes, files: Mapping[str, bytes]) -> Checked:
        """Findings, and the form when there is no error."""
        opened = await asyncio.to_thread(examine_apart, name, content, files)
        return Checked(
            opened.findings,
            opened.xform,
            opened.form_id,
            opened.title,
            opened.version,
            opened.languages,
            opened.asked,
            opened.used,
        )
