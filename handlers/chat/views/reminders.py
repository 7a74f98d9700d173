"""Reminders: what one is told, and what they look like."""

from __future__ import annotations

from datetime import date

from bot.agenda.calendar import sending_rules
from bot.agenda.due import Push
from bot.agenda.model import Kind, ReminderDay, told
from bot.agenda.themes import theme_of
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Html, T, Text, Translator
from bot.kits.catalogue import for_day
from bot.reminders.model import LEADS, THEMES, Choices
from handlers.chat.views import gatherings
from handlers.chat.views.agenda import when
from handlers.chat.views.basics import clipped, go, joined, menu_row

REPORTED = (Kind.DAY, Kind.VISIBILITY, Kind.OWN)
"""Events after which people are asked what they did."""


def choices_screen(tr: Translator, choices: Choices, pushes: bool, bot_name: str) -> Screen:
    """Each kind, on or off in one tap."""
    rules = sending_rules()
    lines = [
        tr.html(T("<b>Reminders</b>: choose what I tell you")),
        tr.html(T("At most one message a day, two a week, on working days, {start} to {end} where you are.",
                  start=f"{rules.send_from:%H:%M}", end=f"{rules.send_until:%H:%M}")),
        Html(""),
    ]  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    for theme, (name, meaning) in THEMES.items():
        on = theme in choices.themes
        mark = "🔔" if on else "🔕"
        lines.append(tr.html(T("{mark} <b>{name}</b>: {meaning}", mark=mark, name=name, meaning=meaning)))
        label = T("🔕 Stop: {name}", name=name) if on else T("🔔 Tell me: {name}", name=name)
        rows.append((go(tr, label, "rappels", f"{'-' if on else '+'}{theme}"),))
    if choices.themes:
        early = NT("Nothing earlier than {count} day before.", "Nothing earlier than {count} days before.",
                   choices.furthest) if choices.furthest else T("As early as is useful.")  # fmt: skip
        lines += [Html(""), tr.html(early)]
        rows.append(tuple(_lead(tr, days) for days in (*LEADS, 0) if days != (choices.furthest or 0)))
        rows.append((go(tr, T("🔕 Stop them all"), "rappels", "-"),))
    if not pushes:
        lines += [
            Html(""),
            tr.html(T("You asked me not to write first: nothing is sent until you allow it.")),
        ]
        rows.append((go(tr, T("Allow it"), "notifications"),))
    group = T("A group of your organisation can follow the official days too: add me to it, then one of its "
              "administrators sends /suivre@{bot} there.", bot=bot_name)  # fmt: skip
    lines += [Html(""), tr.html(group)]
    rows.append((go(tr, T("📅 Agenda"), "agenda"),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def _lead(tr: Translator, days: int) -> Button:
    if not days:
        return go(tr, T("As early as useful"), "rappels", "<0")
    return go(tr, NT("{count} day before", "{count} days before", days), "rappels", f"<{days}")


def put_off_screen(tr: Translator, until: date) -> Screen:
    """Said again later."""
    text = T("I will remind you again from {date} on.", date=until)
    return Screen(tr.html(text), ((go(tr, T("Your reminders"), "rappels"),), menu_row(tr)))


def reminder_screen(tr: Translator, push_id: str, push: Push) -> Screen:
    """A notice: what is near, or was; what to do about it; and how to be told later, or no more."""
    lines: list[Html] = []
    for one in push.reminders:
        lines += [Html(""), *announcement_lines(tr, one, push.day)]
    rows = [row for one in push.reminders for row in _ways(tr, one)]
    snooze = tuple(
        go(tr, NT("In {count} day", "In {count} days", days), "redire", f"{push_id}.{days}")
        for days in sending_rules().snooze_days
    )
    shared = [one for one in push.reminders if not one.occurrence.event.own]
    kinds = dict.fromkeys(theme_of(one.occurrence.event, one.offset) for one in shared)
    stops = (
        *((go(tr, T("🔕 Stop: {name}", name=THEMES[theme][0]), "rappels", f"-{theme}"),) for theme in kinds),
        *gatherings.stop_rows(tr, [one.occurrence for one in push.reminders if one.occurrence.event.own]),
    )
    again = tr.html(T("Tell you again later?"))
    return Screen(joined(*lines, Html(""), again), (*rows, snooze, *stops, menu_row(tr)))


def announcement_lines(tr: Translator, one: ReminderDay, today: date) -> list[Html]:
    """What one date says on a day: how near it is and what it is for; once it is over, what was done?"""
    occurrence, language = one.occurrence, tr.language.code
    event, name = occurrence.event, occurrence.label(language)
    if asks(one):
        return [tr.html(T("<b>{name}</b> was on {date}. What did you do for it?", name=name,
                          date=occurrence.start))]  # fmt: skip
    lines = [tr.html(_head(name, one, today))]
    lines += [tr.html(text) for text in (told(event.aside, language), told(event.hint, language)) if text]
    return lines


def asks(one: ReminderDay) -> bool:
    """Whether it asks what was done: once the day is over."""
    return one.day > one.occurrence.end and one.occurrence.event.kind in REPORTED


def _head(name: str, one: ReminderDay, today: date) -> Text:
    left = (one.occurrence.start - today).days
    date_ = when(one.occurrence)
    if left == 0:
        return T("Today: <b>{name}</b>", name=name)
    if left == 1:
        return T("Tomorrow: <b>{name}</b>", name=name)
    if left > 1:
        return NT("In {count} day: <b>{name}</b>, {date}", "In {count} days: <b>{name}</b>, {date}", left,
                  name=name, date=date_)  # fmt: skip
    return T("<b>{name}</b>: {date}", name=name, date=date_)


def _ways(tr: Translator, one: ReminderDay) -> list[tuple[Button, ...]]:
    """From a day to its kits, then to the report."""
    event = one.occurrence.event
    if event.own:
        return gatherings.reminder_rows(tr, one.occurrence, asks(one))
    label = clipped(one.occurrence.label(tr.language.code), 30)
    if asks(one):
        return [(go(tr, T("📝 Say what you did"), "declarer", f"@{event.id}"),)]
    ways: list[tuple[Button, ...]] = [(go(tr, T("📅 {name}", name=label), "agenda", event.id),)]
    if for_day(event.id):
        ways.insert(0, (go(tr, T("📦 Kits of the day"), "kits", event.id),))
    return ways
