"""The catalogue of kits, to read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import LANGUAGES, Code, Html, T, Text, Translator, listed
from bot.kits.model import PUBLICS, STATES, Kit
from bot.people.directory import entry_of
from handlers.chat.views.basics import bold, clipped, go, in_columns, joined, menu_row, page_of, pager, valued


def publics_screen(tr: Translator) -> Screen:
    """For whom?"""
    text = joined(
        tr.html(T("<b>Awareness kits and materials</b>")),
        tr.html(T("For whom? You can also look by words: /kits school")),
    )
    buttons = [go(tr, label, "kits", public) for public, label in PUBLICS.items()]
    return Screen(text, (*in_columns(buttons, 2), menu_row(tr)))


def list_screen(tr: Translator, head: Text, kits: Sequence[Kit], argument: str, page: int) -> Screen:
    """The materials of a public, those that can be had first."""
    shown, page, pages = page_of(kits, page)
    lines = [bold(tr, head), Html(""), *(_line(tr, kit) for kit in shown)]
    rows = [_button(tr, kit) for kit in shown]
    back = (go(tr, T("Other publics"), "kits"),)
    return Screen(joined(*lines), (*rows, *pager(tr, "kits", argument, page, pages), back, menu_row(tr)))


def found_screen(tr: Translator, words: str, kits: Sequence[Kit]) -> Screen:
    """Those that match words, or the ways on when none does."""
    if not kits:
        text = T("Nothing matches “{words}”. Try other words, or choose a public.", words=clipped(words, 60))
        return Screen(tr.html(text), ((go(tr, T("Choose a public"), "kits"),), menu_row(tr)))
    lines = [tr.html(T("Nearest to “{words}”:", words=clipped(words, 60))), Html("")]
    lines += [_line(tr, kit) for kit in kits]
    return Screen(joined(*lines), (*(_button(tr, kit) for kit in kits), menu_row(tr)))


def restricted_screen(tr: Translator) -> Screen:
    """A material for police and justice: not shown here at all."""
    text = T("This material is for police and justice only, through their own channels.")
    return Screen(tr.html(text), ((go(tr, T("Other kits"), "kits"),), menu_row(tr)))


def kit_screen(tr: Translator, kit: Kit) -> Screen:
    """One material: for whom, which form, which languages, who makes it, where it stands."""
    language = tr.language.code
    lines = [
        bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(language))),
        tr.html(STATES[kit.state]),
        Html(""),
        valued(tr, T("For whom"), told(kit.for_whom, language)),
        valued(tr, T("Form"), told(kit.format, language)),
        valued(tr, T("Languages"), _languages(kit)),
        valued(tr, T("Made by"), ", ".join(_maker(maker) for maker in kit.makers)),
    ]
    lines += [tr.html(T("{address}", address=Code(link))) for link in kit.links]
    for update in kit.updates:
        said = told(update.said, language)
        lines += [Html(""), tr.html(T("{news} (read on {source})", news=said, source=update.source))]
    return Screen(joined(*lines), ((go(tr, T("Other kits"), "kits"),), menu_row(tr)))


def _line(tr: Translator, kit: Kit) -> Html:
    name = clipped(kit.label(tr.language.code), 90)
    return tr.html(
        T("• <b>{code}</b> {name}: {count}", code=Code(kit.id), name=name, count=STATES[kit.state])
    )


def _button(tr: Translator, kit: Kit) -> tuple[Button, ...]:
    return (go(tr, f"{kit.id} {clipped(kit.label(tr.language.code), 40)}", "kits", kit.id),)


def _languages(kit: Kit) -> Text | str:
    """The languages stated; that several exist; or that nobody says."""
    if kit.languages:
        return listed([LANGUAGES[code].name if code in LANGUAGES else code for code in kit.languages])
    return T("several, ask its maker") if kit.languages_known == "several" else T("not stated, ask its maker")


def _maker(organisation_id: str) -> str:
    entry = entry_of(organisation_id)
    return (entry.acronym or entry.name) if entry else organisation_id
