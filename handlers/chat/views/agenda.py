"""The agenda, to read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import Kind, Occurrence, told
from bot.conversation.replies import Button, Screen
from bot.i18n import Code, Html, T, Text, Translator
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager

MOST = 80
CHOOSE = "?"
"""Begins the argument of the screen on which a month, a theme or a department is chosen."""
ON_A_PAGE = 6


def agenda_screen(tr: Translator, coming: Sequence[Occurrence], page: int) -> Screen:
    """What comes, the nearest first."""
    shown, page, pages = page_of(coming, page, ON_A_PAGE)
    lines = [tr.html(T("<b>Agenda</b>, the nearest first")), Html("")]
    rows: list[tuple[Button, ...]] = []
    for occurrence in shown:
        lines.append(tr.html(line_of(tr, occurrence)))
        rows.append(to_event(tr, occurrence))
    rows.extend(pager(tr, "agenda", "", page, pages))
    rows.append((go(tr, T("🔎 Month, theme, department"), "agenda", CHOOSE),))
    remind = (go(tr, T("🔔 Be reminded"), "rappels"), go(tr, T("🗓 Into my calendar"), "calendrier"))
    return Screen(joined(*lines), (*rows, remind, menu_row(tr)))


def line_of(tr: Translator, occurrence: Occurrence) -> Text:
    """A date on one line of a list; a star before an official day."""
    mark = "★ " if occurrence.event.kind is Kind.DAY else ""
    name = occurrence.label(tr.language.code)
    return T("• {mark}<b>{name}</b>: {date}", mark=mark, name=name, date=when(occurrence))


def to_event(tr: Translator, occurrence: Occurrence) -> tuple[Button, ...]:
    """A row that opens it: that very occurrence, of what comes back."""
    key = occurrence.event.id if occurrence.event.own else occurrence.key
    return (go(tr, clipped(occurrence.label(tr.language.code), 50), "agenda", key),)


def when(occurrence: Occurrence) -> Text:
    """The day, the days or the month; a landmark is said as such."""
    if occurrence.precision == "month":
        shown = T("in {month} {year}", month=MONTH_NAMES[occurrence.start.month - 1],
                  year=str(occurrence.start.year))  # fmt: skip
    elif occurrence.precision == "year":
        shown = T("in {year}", year=str(occurrence.start.year))
    elif occurrence.start == occurrence.end:
        shown = T("{date}", date=occurrence.start)
    else:
        shown = T("from {start} to {end}", start=occurrence.start, end=occurrence.end)
    return T("{date} (to be confirmed)", date=shown) if occurrence.tentative else shown


MONTH_NAMES = (
    T("January"), T("February"), T("March"), T("April"), T("May"), T("June"), T("July"), T("August"),
    T("September"), T("October"), T("November"), T("December"),
)  # fmt: skip


def calendar_screen(tr: Translator, address: str | None) -> Screen:
    """Said under a calendar file; with the ``address`` of the one that keeps itself up to date, if any."""
    lines = [tr.html(T(
        "Open the file: your phone or your office adds the dates, with alarms. It does not change by itself: "
        "ask for it again when a date moves."
    ))]  # fmt: skip
    if address is not None:
        lines += [Html(""), tr.html(T(
            "To have changes by themselves, subscribe your calendar to this address: {address}. It has the "
            "dates that all may read, not your own events: those are in the file alone.",
            address=Code(address),
        ))]  # fmt: skip
    return Screen(joined(*lines), ((go(tr, T("Back to the agenda"), "agenda"),), menu_row(tr)))


def event_screen(
    tr: Translator, occurrence: Occurrence, coordinates: bool = False, *, over: bool = False
) -> Screen:
    """One event: its name, its date, what it can be used for, the actions it serves; its settings, for who
    coordinates. One that is ``over`` goes into no calendar."""
    event, language = occurrence.event, tr.language.code
    date = T("{date}: over", date=when(occurrence)) if over else when(occurrence)
    lines = [bold(tr, occurrence.label(language)), tr.html(date)]
    if aside := told(event.aside, language):
        lines += [Html(""), tr.html(aside)]
    if hint := told(event.hint, language):
        lines += [Html(""), tr.html(hint)]
    if event.owner:
        lines.append(tr.html(T("Held by: {owner}", owner=event.owner)))
    if event.url:
        lines.append(tr.html(T("{address}", address=Code(event.url))))
    codes = tuple(go(tr, code, "tableau", code) for code in event.codes[:4])
    to_calendar = () if over else ((go(tr, T("🗓 Into my calendar"), "calendrier", occurrence.key),),)
    rows = (
        *((codes,) if codes else ()),
        *to_calendar,
        *(((go(tr, T("⚙️ Settings of this date"), "reglages", event.id),),) if coordinates else ()),
        (go(tr, T("Back to the agenda"), "agenda"),),
        menu_row(tr),
    )
    return Screen(joined(*lines), rows)
