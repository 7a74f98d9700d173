"""The shared agenda, as coordinators set it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Html, T, Text, Translator, listed
from bot.timetable.model import Entry
from handlers.chat.views.agenda import when
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager

ON_A_PAGE = 8


def list_screen(tr: Translator, entries: Sequence[Entry], page: int) -> Screen:
    """Every event, those hidden too."""
    shown, page, pages = page_of(entries, page, ON_A_PAGE)
    lines = [
        tr.html(T("<b>The shared agenda</b>: choose what to change")),
        tr.html(T("Changes stand over the data and can be taken back; who made them is noted.")),
    ]
    rows: list[tuple[Button, ...]] = []
    for one in shown:
        mark = "👁" if one.event.enabled else "🙈"
        changed = "" if one.change.empty else " ✏️"
        label = T("{mark} {name}{changed}", mark=mark, name=clipped(_name(tr, one), 44), changed=changed)
        rows.append((go(tr, label, "reglages", one.event.id),))
    return Screen(joined(*lines), (*rows, *pager(tr, "reglages", "", page, pages), menu_row(tr)))


def _name(tr: Translator, entry: Entry) -> str:
    return told(entry.event.label, tr.language.code)


def named(tr: Translator, entry: Entry) -> Text:
    """Which event a question is about, and when it is now."""
    date = when(entry.coming) if entry.coming is not None else T("no date yet")
    return T("{name}: {date}", name=_name(tr, entry), date=date)


def entry_screen(tr: Translator, entry: Entry) -> Screen:
    """One event, and what can be changed of it."""
    event, coming = entry.event, entry.coming
    lines: list[Html] = [bold(tr, _name(tr, entry))]
    lines.append(tr.html(when(coming) if coming is not None else T("no date yet")))
    lines.append(tr.html(T("In the agenda: yes") if event.enabled else T("In the agenda: no")))
    if event.never_before:
        lines.append(tr.html(T("A check: nothing is ever said of it before it is over.")))
    elif event.lead_days:
        days = listed([str(lead) for lead in event.lead_days])
        lines.append(tr.html(T("Reminders, in days before: {days}", days=days)))
    if not entry.change.empty:
        dates = len(entry.change.dates)
        moved = NT("{count} date changed", "{count} dates changed", dates)
        lines += [Html(""), tr.html(T("Set by a coordinator: {dates}.", dates=moved))]
    return Screen(joined(*lines), (*_rows(tr, entry), menu_row(tr)))


def _rows(tr: Translator, entry: Entry) -> list[tuple[Button, ...]]:
    event = entry.event
    toggle = (
        go(tr, T("🙈 Hide it"), "reglages", f"{event.id}-")
        if event.enabled
        else go(tr, T("👁 Show it"), "reglages", f"{event.id}+")
    )
    rows: list[tuple[Button, ...]] = [(go(tr, T("📅 Change the date"), "fixerdate", event.id), toggle)]
    if not event.never_before:
        rows.append((go(tr, T("⏰ Change the reminders"), "fixerrappels", event.id),))
    if not entry.change.empty:
        rows.append((go(tr, T("↩️ As the data says"), "reglages", f"{event.id}="),))
    rows.append((go(tr, T("Back to the list"), "reglages"),))
    return rows
