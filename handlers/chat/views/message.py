"""A message to many as people get it, with the link of their own organisation where it holds one."""

from __future__ import annotations

from dataclasses import replace

from bot.broadcasts.content import Link, Version
from bot.broadcasts.holes import fill
from bot.conversation.buttons import Go
from bot.conversation.replies import Button, Enclosed, Screen
from bot.i18n import Html, T, Translator
from handlers.chat.views.basics import go


def written(tr: Translator, version: Version) -> Screen:
    """The message as people see it; under it its buttons, and the way to be left in peace."""
    rows = [(_link(one),) for one in version.links]
    enclosed = Enclosed(version.media.kind, version.media.file_id) if version.media else None
    return Screen(Html(version.html), (*rows, (go(tr, T("🔕 No more messages"), "stop"),)), None, enclosed)


def filled(screen: Screen, link: str) -> Screen:
    """A message with the link of a reader's organisation in its place, in the text and on buttons."""
    rows = tuple(
        tuple(replace(one, url=fill(one.url, link)) if one.url else one for one in row) for row in screen.rows
    )
    return replace(screen, text=Html(fill(screen.text, link)), rows=rows)


def hole(tr: Translator) -> str:
    """What to type where that link comes."""
    return "{lien}" if tr.language.code == "fr" else "{link}"


def _link(link: Link) -> Button:
    if not link.to.startswith("/"):
        return Button(link.label, url=link.to)
    name, _, argument = link.to[1:].partition(" ")
    return Button(link.label, str(Go(name, argument)))
