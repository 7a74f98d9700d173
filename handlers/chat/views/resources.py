"""Resources: what was found, or the nearest words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import Code, Html, T, Text, Translator, listed
from bot.kits.languages import language_name
from bot.people.directory import entry_of
from bot.reference.resources import OTHER, Found, Resource, country_name, offered
from handlers.chat.views.basics import clipped, go, in_columns, joined, menu_row, page_of, pager, valued

ON_A_PAGE = 5
LONGEST_ARGUMENT = 40
"""Bytes of words that a button carries back."""


def home_screen(tr: Translator, missed: Mapping[str, int]) -> Screen:
    """How to search; for coordinators, what was searched in vain."""
    lines = [
        tr.html(T("<b>Resources</b> on forced and child labour, by country, sector, theme or language")),
        tr.html(T("Write what you look for: /ressources cocoa, /ressources Malaysia")),
    ]
    if missed:
        said = [
            T("{word} {count}", word=T("other words") if word == OTHER else word, count=count)
            for word, count in missed.items()
        ]
        lines += [Html(""), valued(tr, T("Searched in vain"), listed(said))]
    buttons = [go(tr, word, "ressources", word) for word in offered(tr.language.code)]
    return Screen(joined(*lines), (*in_columns(buttons, 3), (go(tr, T("📦 Kits"), "kits"),), menu_row(tr)))


def found_screen(tr: Translator, words: str, resources: Sequence[Resource], page: int) -> Screen:
    """What matches, each with its source and the day it was read."""
    shown, page, pages = page_of(resources, page, ON_A_PAGE)
    lines = [tr.html(T("<b>Resources</b>: “{words}”", words=clipped(words, 60)))]
    for one in shown:
        lines += [Html(""), *(tr.html(line) for line in _lines(one, tr.language.code))]
    kits = tuple(go(tr, one.kit, "kits", one.kit) for one in shown if one.kit)
    rows: list[tuple[Button, ...]] = [kits] if kits else []
    if len(words.encode()) <= LONGEST_ARGUMENT:
        rows += pager(tr, "ressources", words, page, pages)
    return Screen(joined(*lines), (*rows, (go(tr, T("Search again"), "ressources"),), menu_row(tr)))


def _lines(one: Resource, reader: str) -> list[Text]:
    name = clipped(told(one.title, reader), 160)
    lines = [T("• <b>{name}</b>", name=name)]
    makers = [entry.acronym or entry.name for entry in map(entry_of, one.by) if entry]
    if makers:
        lines.append(T("By: {makers}", makers=", ".join(makers)))
    where = [country_name(code, reader) for code in one.countries]
    spoken = [language_name(code, reader) for code in one.languages[:10]]
    if where:
        lines.append(T("Countries: {countries}", countries=listed(where)))
    if spoken:
        lines.append(T("Languages: {languages}", languages=listed(spoken)))
    if one.link:
        lines.append(T("{address}", address=Code(one.link)))
    if one.checked_on is not None:
        lines.append(T("Source: {source}, read on {date}", source=one.source, date=one.checked_on))
    else:
        lines.append(T("Source: {source}", source=one.source))
    return lines


def nothing_screen(tr: Translator, words: str, found: Found, counted: bool) -> Screen:
    """Nothing matches: the nearest words that find something; the search counted, or to be counted."""
    shown = clipped(words, 60)
    lines = [tr.html(T("Nothing matches “{words}” yet. Nearest:", words=shown))]
    rows: list[tuple[Button, ...]] = [
        *in_columns([go(tr, word, "ressources", word) for word in found.near], 2)
    ]
    if counted:
        lines.append(tr.html(T("It is counted as missing, without you or your words.")))
    elif len(words.encode()) <= LONGEST_ARGUMENT:
        rows.append((go(tr, T("Tell that it is missing"), "manque", words),))
    return Screen(joined(*lines), (*rows, (go(tr, T("Search again"), "ressources"),), menu_row(tr)))


def counted_screen(tr: Translator) -> Screen:
    """The search is counted."""
    text = T("Thank you: it is counted as missing, without you or your words.")
    return Screen(tr.html(text), ((go(tr, T("Search again"), "ressources"),), menu_row(tr)))
