"""Letters: what can be read, what was published, who publishes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import Event, told
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Code, Html, T, Translator, listed
from bot.letters.model import Issue, Published, Shelf
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row


def letters_screen(tr: Translator, shelves: Sequence[Shelf]) -> Screen:
    """Each letter, read or not; for coordinators, by how many and who publishes it."""
    lines = [
        tr.html(T("<b>Letters</b>: choose those that you get")),
        tr.html(T("A link and a few words, when its publisher sends it, at working hours where you are.")),
        Html(""),
    ]
    rows: list[tuple[Button, ...]] = []
    for one in shelves:
        name, mark = _name(tr, one.letter), "🔔" if one.subscribed else "🔕"
        lines.append(tr.html(T("{mark} <b>{name}</b>", mark=mark, name=name)))
        if one.subscribers is not None:
            lines.append(tr.html(NT("Read by {count} person", "Read by {count} people", one.subscribers)))
        label = T("🔕 Stop: {name}", name=clipped(name, 40)) if one.subscribed else T(
            "🔔 Get it: {name}", name=clipped(name, 40)
        )  # fmt: skip
        rows.append((go(tr, label, "lettres", f"{one.letter.id}{'-' if one.subscribed else '+'}"),))
        for publisher, organisation in one.publishers:
            whose = shown_name(organisation) if organisation else ""
            lines.append(tr.html(T("Published by somebody of {organisation}", organisation=whose)))
            back = T("Take the right back: {organisation}", organisation=clipped(whose, 30))
            rows.append((go(tr, back, "editeur", f"{publisher.id}-"),))
    rows.append((go(tr, T("✉️ Publish an issue"), "publier"),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def _name(tr: Translator, letter: Event) -> str:
    return told(letter.label, tr.language.code)


def publish_screen(tr: Translator, shelves: Sequence[Shelf]) -> Screen:
    """Which letter; those one may not publish can be asked for."""
    rows = []
    for one in shelves:
        name = clipped(_name(tr, one.letter), 40)
        label = T("✉️ {name}", name=name) if one.publishes else T("Ask to publish: {name}", name=name)
        rows.append((go(tr, label, "publier", one.letter.id if one.publishes else f"{one.letter.id}?"),))
    text = T("Which letter? Only its subscribers get what you send, and a link goes once.")
    return Screen(tr.html(text), (*rows, menu_row(tr)))


def not_yet_screen(tr: Translator, letter: Event) -> Screen:
    """Not allowed yet: how to be."""
    text = T("You may not publish “{name}” yet: a coordinator allows it.", name=_name(tr, letter))
    ask = (go(tr, T("Ask a coordinator"), "publier", f"{letter.id}?"),)
    return Screen(tr.html(text), (ask, menu_row(tr)))


def asked_screen(tr: Translator, letter: Event) -> Screen:
    """The coordinators know."""
    text = T(
        "The coordinators know that you would publish “{name}”. You will be told.", name=_name(tr, letter)
    )
    return Screen(tr.html(text), (menu_row(tr),))


def judged_screen(tr: Translator, letter: Event, allowed: bool) -> Screen:
    """What a coordinator decided."""
    name = _name(tr, letter)
    text = T("They may publish “{name}” from now on.", name=name) if allowed else T(
        "They may not publish “{name}”.", name=name
    )  # fmt: skip
    return Screen(tr.html(text), ((go(tr, T("Letters"), "lettres"),), menu_row(tr)))


def stopped_screen(tr: Translator, letters: Sequence[Event]) -> Screen:
    """Letters stopped, and the way back."""
    if not letters:
        text = T("You get no letter. /stop stops everything that I write first.")
        return Screen(tr.html(text), ((go(tr, T("Letters"), "lettres"),), menu_row(tr)))
    names = listed([_name(tr, one) for one in letters])
    text = T("Stopped: {names}. Everything else goes on.", names=names)
    rows = tuple(
        (go(tr, T("🔔 Get it: {name}", name=clipped(_name(tr, one), 40)), "lettres", f"{one.id}+"),)
        for one in letters
    )
    return Screen(tr.html(text), (*rows, menu_row(tr)))


# Notices


def issue_screen(tr: Translator, letter: Event, issue: Issue) -> Screen:
    """An issue, for its readers."""
    lines = [bold(tr, _name(tr, letter)), tr.html(issue.words) if issue.words else None]
    lines.append(tr.html(T("{address}", address=Code(issue.link))))
    rows = (
        (Button(tr(T("Read it")), url=issue.link),),
        (go(tr, T("🔕 Stop this letter"), "lettres", f"{letter.id}-"),),
        menu_row(tr),
    )
    return Screen(joined(*lines), rows)


def request_screen(tr: Translator, letter: Event, organisation: Organisation, request_id: str) -> Screen:
    """For coordinators: somebody asks to publish."""
    text = T("Somebody of <b>{organisation}</b> asks to publish “{name}”.",
             organisation=shown_name(organisation), name=_name(tr, letter))  # fmt: skip
    rows = (
        (go(tr, T("Allow it"), "editeur", f"{request_id}+"), go(tr, T("No"), "editeur", f"{request_id}-")),
    )
    return Screen(tr.html(text), rows)


def allowed_screen(tr: Translator, letter: Event) -> Screen:
    """For a publisher: it is allowed."""
    text = T("You may publish “{name}” from now on: /publier.", name=_name(tr, letter))
    return Screen(tr.html(text), ((go(tr, T("✉️ Publish an issue"), "publier", letter.id),), menu_row(tr)))


# Endings


def published(tr: Translator, value: Published) -> Screen:
    """An issue left."""
    people = NT("{count} person", "{count} people", value.people)
    text = T("“{name}” is on its way to {people}.", name=_name(tr, value.letter), people=people)
    return Screen(tr.html(text), (menu_row(tr),))
