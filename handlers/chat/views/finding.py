"""Finding materials by theme, day or language, and by several things at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.agenda.calendar import event_of
from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import Html, T, Text, Translator, listed
from bot.kits import finding
from bot.kits.finding import THEMES, Wanted
from bot.kits.languages import language_name
from bot.kits.model import PUBLICS, Kit
from handlers.chat.views.basics import bold, clipped, go, in_columns, joined, menu_row, page_of, pager
from handlers.chat.views.kits import button, line

ASKED = 5
"""Materials shown when none is said to exist in a language: to open, and ask for it."""


def themes_screen(tr: Translator) -> Screen:
    """On which theme?"""
    buttons = [go(tr, label, "kits", f"theme:{key}") for key, label in THEMES.items()]
    return _choice(tr, T("On which theme?"), T("Several at once: /kits theme:traite langue:arabe"), buttons)


def days_screen(tr: Translator) -> Screen:
    """For which day of the agenda?"""
    named = [(event.id, told(event.label, tr.language.code)) for event in finding.days()]
    buttons = [go(tr, name, "kits", day) for day, name in named]
    return _choice(
        tr, T("For which day?"), T("A day can be typed as well: /kits 12 juin"), buttons, columns=1
    )


def languages_screen(tr: Translator) -> Screen:
    """In which language? Those that materials are said to exist in."""
    reader = tr.language.code
    buttons = [go(tr, language_name(code, reader), "kits", f"langue:{code}") for code in finding.languages()]
    return _choice(
        tr, T("In which language?"), T("Another one? Type its name: /kits langue:espagnol"), buttons
    )


WAYS: Mapping[str, Callable[[Translator], Screen]] = {
    "themes": themes_screen,
    "days": days_screen,
    "languages": languages_screen,
}
"""Ways into the catalogue besides publics and words, by what follows /kits."""


def found_screen(tr: Translator, asked: Wanted, kits: Sequence[Kit], argument: str, page: int) -> Screen:
    """The materials that answer all that was asked; when none does, what to do then."""
    head = bold(tr, listed(_asked(tr, asked)) or T("Awareness kits and materials"))
    odd = [
        tr.html(T("I know nothing called “{words}”.", words=clipped(words, 60))) for words in asked.unknown
    ]
    back = ((go(tr, T("Other kits"), "kits"),), menu_row(tr))
    if not kits:
        return _nothing(tr, asked, [head, *odd], back)
    shown, page, pages = page_of(kits, page)
    lines = [head, *odd, Html(""), *(line(tr, kit) for kit in shown)]
    turning = pager(tr, "kits", argument, page, pages) if len(argument.encode()) <= 50 else ()
    return Screen(joined(*lines), (*(button(tr, kit) for kit in shown), *turning, *back))


def _nothing(
    tr: Translator, asked: Wanted, lines: list[Html], back: tuple[tuple[Button, ...], ...]
) -> Screen:
    """None: without its language there may be some, in which it can be asked for."""
    others = (
        finding.found(Wanted(asked.public, asked.theme, asked.day, "", asked.words)) if asked.language else ()
    )
    if not others:
        lines.append(tr.html(T("No material answers all of this. Ask for less, or choose a public.")))
        return Screen(joined(*lines), back)
    text = T("None is said to exist in this language. Open one to ask for it in that language:")
    rows = [
        (
            go(
                tr,
                f"{kit.id} {clipped(kit.label(tr.language.code), 40)}",
                "kits",
                f"{kit.id} {asked.language}",
            ),
        )
        for kit in others[:ASKED]
    ]
    return Screen(joined(*lines, tr.html(text)), (*rows, *back))


def _asked(tr: Translator, asked: Wanted) -> list[Text | str]:
    event = event_of(asked.day)
    named: list[Text | str] = []
    if asked.words:
        named.append(T("“{words}”", words=clipped(asked.words, 60)))
    named += [labels[key] for key, labels in ((asked.public, PUBLICS), (asked.theme, THEMES)) if key]
    named += [told(event.label, tr.language.code)] if event else []
    named += [language_name(asked.language, tr.language.code)] if asked.language else []
    return named


def _choice(tr: Translator, head: Text, more: Text, buttons: Sequence[Button], columns: int = 2) -> Screen:
    rows = (*in_columns(buttons, columns), (go(tr, T("Other kits"), "kits"),), menu_row(tr))
    return Screen(joined(bold(tr, head), tr.html(more)), rows)
