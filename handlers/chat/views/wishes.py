"""The agenda of a month, a theme, a department: what was found, and what can be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.agenda.model import Occurrence
from bot.agenda.wishes import THEMES, Wish
from bot.conversation.replies import Button, Rows, Screen
from bot.i18n import Code, Html, T, Text, Translator
from bot.places.finding import place_of
from handlers.chat.views.agenda import CHOOSE, MONTH_NAMES, ON_A_PAGE, line_of, to_event
from handlers.chat.views.basics import clipped, go, in_columns, joined, menu_row, page_of, pager

MONTHS_OFFERED = 12
LONGEST_TYPED = 60
"""Characters of what was typed that are said again."""


@dataclass(frozen=True)
class Offer:
    """What can be tapped: months from ``today`` on, the themes that something comes of for that person, the
    department (its number) of their organisation."""

    today: date
    themes: Sequence[str]
    home: str | None = None


def wished_screen(tr: Translator, found: Sequence[Occurrence], wish: Wish, today: date, page: int) -> Screen:
    """What the agenda has of it, in order; a month that is over says so, and each date that is."""
    shown, page, pages = page_of(found, page, ON_A_PAGE)
    over = wish.last_day is not None and wish.last_day < today
    heading = tr.html(T("<b>Agenda</b>: {what}", what=_said(tr, wish)))
    lines = [heading, *_notes(tr, wish, over), Html("")]
    for one in shown:
        line = line_of(tr, one)
        lines.append(tr.html(T("{line} (over)", line=line) if one.end < today else line))
    if not found:
        lines.append(tr.html(_nothing(over)))
    rows = [to_event(tr, one) for one in shown]
    rows.extend(pager(tr, "agenda", str(wish), page, pages))
    return Screen(joined(*lines), (*rows, *_beside(tr, wish, today), *_ways_on(tr, wish), menu_row(tr)))


def _notes(tr: Translator, wish: Wish, over: bool) -> list[Html]:
    notes = [tr.html(T("This month is over: here is what was."))] if over else []
    if wish.department is not None:
        notes.append(tr.html(
            T("Events of organisations are those held there that you may read of. The other dates are for "
              "the whole country.")
        ))  # fmt: skip
    return notes


def _nothing(over: bool) -> Text:
    if over:
        return T("The agenda has nothing of that time.")
    return T("Nothing is planned in the agenda for that. Dates are added during the year: look again.")


def _said(tr: Translator, wish: Wish) -> str:
    """``June 2027, Trafficking in human beings, La Réunion (department 974)``."""
    place = place_of(f"department:{wish.department}") if wish.department else None
    parts = [
        month_of(wish.month) if wish.month else None,
        THEMES[wish.theme] if wish.theme else None,
        place.label(tr.language.code) if place else None,
    ]
    return ", ".join(tr(part) for part in parts if part is not None)


def month_of(month: date) -> Text:
    """``June 2027``."""
    return T("{month} {year}", month=MONTH_NAMES[month.month - 1], year=str(month.year))


def _beside(tr: Translator, wish: Wish, today: date) -> Rows:
    """The months before and after the one shown."""
    row = [
        go(tr, T("{arrow} {month}", arrow=arrow, month=month_of(one.month)), "agenda", str(one))
        for arrow, one in (("◀", wish.moved(-1)), ("▶", wish.moved(1)))
        if one.month is not None and one.shown(today)
    ]
    return (tuple(row),) if row else ()


def _ways_on(tr: Translator, wish: Wish) -> Rows:
    return (
        (
            go(tr, T("🔎 Choose otherwise"), "agenda", f"{CHOOSE}{wish}"),
            go(tr, T("All that comes"), "agenda"),
        ),
    )


def choices_screen(tr: Translator, wish: Wish, offer: Offer) -> Screen:
    """Months, themes and departments to tap; what was chosen before stays and is marked."""
    lines = [tr.html(T("<b>Agenda</b>: which dates?"))]
    if str(wish):
        lines.append(tr.html(T("Chosen: {what}.", what=_said(tr, wish))))
    return Screen(joined(*lines, Html(""), tr.html(_how())), _choices(tr, wish, offer))


def unknown_screen(tr: Translator, typed: str, offer: Offer, *, far: bool) -> Screen:
    """Of what was typed, part means nothing here, or is too far away; and what is possible."""
    said = clipped(typed, LONGEST_TYPED)
    text = (
        T("The agenda does not go as far as “{typed}”.", typed=said)
        if far
        else T("I know no month, theme or department called “{typed}”.", typed=said)
    )
    return Screen(joined(tr.html(text), Html(""), tr.html(_how())), _choices(tr, Wish(), offer))


def _how() -> Text:
    return T(
        "Tap, or type after the command: {month} for a month (a past one with its year), {theme} for a "
        "theme, {number} or {name} for a department, or several at once.",
        month=Code("/agenda juin"), theme=Code("/agenda traite"), number=Code("/agenda 974"),
        name=Code("/agenda La Réunion"),
    )  # fmt: skip


def _choices(tr: Translator, wish: Wish, offer: Offer) -> Rows:
    first = Wish(offer.today.replace(day=1))
    ahead = [month for months in range(MONTHS_OFFERED) if (month := first.moved(months).month)]
    months = [_choice(tr, month_of(one), wish, replace(wish, month=one)) for one in ahead]
    themes = [_choice(tr, THEMES[key], wish, replace(wish, theme=key)) for key in offer.themes]
    place = place_of(f"department:{offer.home}") if offer.home else None
    there = replace(wish, department=offer.home)
    homes = [_choice(tr, place.label(tr.language.code), wish, there)] if place else []
    return (
        *in_columns(months, 3), *in_columns(themes, 2), *in_columns(homes, 1),
        (go(tr, T("All that comes"), "agenda"),), menu_row(tr),
    )  # fmt: skip


def _choice(tr: Translator, label: Text, before: Wish, chosen: Wish) -> Button:
    """To what was chosen with one thing more; marked when it was there already."""
    shown = T("✓ {label}", label=label) if chosen == before else label
    return go(tr, shown, "agenda", str(chosen))
