"""Calendar files: read again by a library, and laid out as RFC 5545 wants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from bot.agenda.calendar import occurrence_of
from bot.agenda.files import COORDINATORS, EVERYONES, address, made
from bot.agenda.ics import calendar_file
from bot.agenda.model import Event, Kind, Occurrence
from bot.catalogues import translator

TODAY = date(2026, 6, 20)
JULY = "journee-30-juillet@2026-07-30"


def opened(what: str, language: str = "fr") -> Calendar:
    content = made(address(what, language, TODAY), translator)
    assert content is not None
    return Calendar.from_ical(content)


def test_one_day_in_french():
    (entry,) = opened(JULY).walk("VEVENT")
    assert entry["SUMMARY"] == "Journée mondiale de la lutte contre la traite d'êtres humains"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 7, 30), date(2026, 7, 31))
    assert "travail forcé" in entry["DESCRIPTION"]
    triggers = sorted(alarm["TRIGGER"].dt for alarm in entry.walk("VALARM"))
    assert triggers == [timedelta(hours=9) - timedelta(days=lead) for lead in (7, 1, 0)]


def test_one_day_in_english():
    (entry,) = opened(JULY, "en").walk("VEVENT")
    assert entry["SUMMARY"] == "World Day against Trafficking in Persons"


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_all_dates_have_identifiers_of_their_own(language: str):
    entries = opened(EVERYONES, language).walk("VEVENT")
    assert len(entries) >= 6
    assert len({str(entry["UID"]) for entry in entries}) == len(entries)
    assert len(opened(COORDINATORS, language).walk("VEVENT")) > len(entries)


def test_lines_are_folded_and_end_as_the_standard_says():
    content = made(address(EVERYONES, "fr", TODAY), translator)
    assert content is not None
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_same_day_makes_the_same_file():
    assert made(address(JULY, "fr", TODAY), translator) == made(address(JULY, "fr", TODAY), translator)


def test_a_landmark_is_said_as_such():
    forum = occurrence_of("forum-rapport@2027-05-25")
    assert forum is not None
    assert forum.tentative
    (entry,) = opened("forum-rapport@2027-05-25").walk("VEVENT")
    assert entry["STATUS"] == "TENTATIVE"
    assert entry["SUMMARY"].endswith("(date à confirmer)")


def test_a_check_rings_no_alarm():
    check = Event("c", Kind.OPERATION, {"fr": "Contrôle"}, lead_days=(7, 0), never_before=True)
    content = calendar_file(
        [Occurrence(check, TODAY, TODAY)], translator("fr"), datetime(2026, 6, 20, tzinfo=UTC)
    )
    assert b"VALARM" not in content


def test_no_check_to_come_is_in_any_file():
    for entry in opened(COORDINATORS).walk("VEVENT"):
        assert "action communes" not in entry["SUMMARY"]


@pytest.mark.parametrize(
    "what", ["", "nothing", "nothing@2026-07-30", "journee-30-juillet@2026-07-31", "@", "x@y"]
)
def test_what_is_not_in_the_agenda(what: str):
    assert made(address(what, "fr", TODAY), translator) is None
