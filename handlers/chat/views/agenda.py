"""The agenda, to read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import Kind, Occurrence, told
from bot.conversation.replies import Button, Screen
from bot.i18n import Code, Html, T, Text, Translator
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager

MOST = 80
ON_A_PAGE = 6


def agenda_screen(tr: Translator, coming: Sequence[Occurrence], page: int, signed_up: bool = False) -> Screen:
    """What comes, the nearest first; for who signed up, the way to their own events."""
    shown, page, pages = page_of(coming, page, ON_A_PAGE)
    lines = [tr.html(T("<b>Agenda</b>, the nearest first")), Html("")]
    rows: list[tuple[Button, ...]] = []
    for occurrence in shown:
        name = occurrence.label(tr.language.code)
        mark = "★ " if occurrence.event.kind is Kind.DAY else ""
        line = T("• {mark}<b>{name}</b>: {date}", mark=mark, name=name, date=when(occurrence))
        lines.append(tr.html(line))
        rows.append((go(tr, clipped(name, 50), "agenda", occurrence.event.id),))
    remind = (go(tr, T("🔔 Be reminded"), "rappels"), go(tr, T("🗓 Into my calendar"), "calendrier"))
    own = ((go(tr, T("📌 Our events"), "evenement"), go(tr, T("✉️ Letters"), "lettres")),) if signed_up else ()
    return Screen(joined(*lines), (*rows, *pager(tr, "agenda", "", page, pages), remind, *own, menu_row(tr)))


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


def calendar_screen(tr: Translator) -> Screen:
    """Said under a calendar file."""
    text = T(
        "Open the file: your phone or your office adds the dates, with alarms. It does not change by itself: "
        "ask for it again when a date moves."
    )
    return Screen(tr.html(text), ((go(tr, T("Back to the agenda"), "agenda"),), menu_row(tr)))


def event_screen(tr: Translator, occurrence: Occurrence, coordinates: bool = False) -> Screen:
    """One event: its name, its date, what it can be used for, the actions it serves; its settings, for who
    coordinates."""
    event, language = occurrence.event, tr.language.code
    lines = [bold(tr, occurrence.label(language)), tr.html(when(occurrence))]
    if aside := told(event.aside, language):
        lines += [Html(""), tr.html(aside)]
    if hint := told(event.hint, language):
        lines += [Html(""), tr.html(hint)]
    if event.owner:
        lines.append(tr.html(T("Held by: {owner}", owner=event.owner)))
    if event.url:
        lines.append(tr.html(T("{address}", address=Code(event.url))))
    codes = tuple(go(tr, code, "tableau", code) for code in event.codes[:4])
    to_calendar = ((go(tr, T("🗓 Into my calendar"), "calendrier", occurrence.key),),)
    rows = (
        *((codes,) if codes else ()),
        *to_calendar,
        *(((go(tr, T("⚙️ Settings of this date"), "reglages", event.id),),) if coordinates else ()),
        (go(tr, T("Back to the agenda"), "agenda"),),
        menu_row(tr),
    )
    return Screen(joined(*lines), rows)
