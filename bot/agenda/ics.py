"""The agenda as a calendar file (RFC 5545), with alarms, in a person's language. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from bot.agenda.model import Event, Occurrence, told
from bot.i18n import T, Translator

PRODUCT = "-//Relais 8.7//Agenda//FR"
DOMAIN = "relais87.invalid"
"""Ends the identifiers of entries: they must be unique in the world, and no such domain ever exists."""
ALARM_AT = time(9)
"""The hour of alarms: an entry lasts the whole day, which begins at midnight where its reader is."""
ALARMS = 3
"""Alarms of an entry: the last ones before it. A phone that rings for two months is muted."""
BEFORE_AN_HOUR = (timedelta(days=1), timedelta(hours=1))
"""Alarms of what begins at an hour."""
BEYOND = 21
"""Days before which no alarm rings: longer leads are for reminders."""


def calendar_file(
    occurrences: Iterable[Occurrence], tr: Translator, at: datetime, refresh: timedelta | None = None
) -> bytes:
    """Entries of whole days for the occurrences, as text in UTF-8; ``at``: when the file was made;
    ``refresh``: how often who subscribed to it should ask again (RFC 7986, 5.7), none for a file."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", tr(T("Agenda 8.7")))
    if refresh is not None:
        calendar.add("name", tr(T("Agenda 8.7")))
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 3600)}H")  # what Outlook reads
    for occurrence in occurrences:
        calendar.add_component(_entry(occurrence, tr, at))
    content: bytes = calendar.to_ical()
    return content


def _entry(occurrence: Occurrence, tr: Translator, at: datetime) -> Entry:
    event, language = occurrence.event, tr.language.code
    name = occurrence.label(language)
    sure = occurrence.precision == "day" and not occurrence.tentative
    entry = Entry()
    own = event.id if event.own else occurrence.turn  # the same, whatever day it is moved to
    entry.add("uid", f"{own.replace('@', '-')}@{DOMAIN}")
    entry.add("dtstamp", at)
    entry.add("summary", name if sure else tr(T("{name} (date to be confirmed)", name=name)))
    timed = occurrence.starts_at is not None and occurrence.start == occurrence.end
    entry.add("dtstart", occurrence.starts_at if timed else occurrence.start)
    if not timed:
        entry.add("dtend", occurrence.end + timedelta(days=1))  # the first day after: RFC 5545, 3.6.1
    entry.add("transp", "OPAQUE" if timed else "TRANSPARENT")
    if occurrence.version:
        entry.add("sequence", occurrence.version)
    if occurrence.where:
        entry.add("location", occurrence.where)
    entry.add("status", "CONFIRMED" if sure else "TENTATIVE")
    said = [told(event.aside, language), told(event.hint, language)]
    if any(said):
        entry.add("description", "\n".join(text for text in said if text))
    if event.url or occurrence.link:
        entry.add("url", event.url or occurrence.link)
    if timed:
        for before in BEFORE_AN_HOUR:
            entry.add_component(_alarm(-before, name))
        return entry
    for lead in _alarms(event):
        entry.add_component(_alarm(timedelta(hours=ALARM_AT.hour) - timedelta(days=lead), name))
    return entry


def _alarms(event: Event) -> tuple[int, ...]:
    """Days before; none for what is not spoken of before it is over."""
    if event.never_before:
        return ()
    return tuple(sorted(lead for lead in event.lead_days if lead <= BEYOND)[:ALARMS])


def _alarm(trigger: timedelta, name: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", trigger)
    return alarm
