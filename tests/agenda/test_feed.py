"""The calendar to subscribe to: what anyone may read, in each language, the same until it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from bot.agenda.calendar import event_of, events
from bot.agenda.changes import Change, NewDate, changed
from bot.agenda.feed import Feed, address, feed
from bot.agenda.model import Event
from bot.catalogues import translator
from bot.clock import PARIS, paris_day
from bot.i18n import LANGUAGES

NOW = datetime(2026, 6, 20, 10, tzinfo=PARIS)
JULY = "journee-30-juillet"


def made(
    language: str = "fr",
    now: datetime = NOW,
    among: tuple[Event, ...] | None = None,
    before: Feed | None = None,
) -> Feed:
    return feed(translator(language), now, paris_day(now), among or events(), before)


def entries(found: Feed) -> dict[str, Calendar]:
    return {str(one["UID"]): one for one in Calendar.from_ical(found.content).walk("VEVENT")}


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_names_are_those_of_the_language(language: str):
    found = entries(made(language))
    expected = {"en": "World Day against Trafficking in Persons"}
    expected |= dict.fromkeys(("uk", "ru", "tl", "id"), expected["en"])
    french = "Journée mondiale de la lutte contre la traite d'êtres humains"
    assert found[f"{JULY}-2026.1@relais87.invalid"]["SUMMARY"] == expected.get(language, french)


def test_it_rings_and_says_how_often_to_ask_again():
    calendar = Calendar.from_ical(made().content)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT12H"
    triggers = sorted(
        one["TRIGGER"].dt for one in entries(made())[f"{JULY}-2026.1@relais87.invalid"].walk("VALARM")
    )
    assert triggers == [timedelta(hours=9) - timedelta(days=lead) for lead in (7, 1, 0)]


def test_a_moved_date_stays_the_same_entry():
    moved = changed(
        events(),
        {JULY: Change(JULY, dates=(NewDate(date(2026, 7, 30), date(2026, 8, 3), date(2026, 8, 3)),))},
    )
    before, after = entries(made()), entries(made(among=moved))
    assert set(before) == set(after)
    assert after[f"{JULY}-2026.1@relais87.invalid"]["DTSTART"].dt == date(2026, 8, 3)


def test_it_is_the_same_until_it_says_something_else():
    first = made()
    later = made(now=NOW + timedelta(days=3), before=first)
    assert later is first
    hidden = changed(events(), {JULY: Change(JULY, enabled=False)})
    changed_ = made(now=NOW + timedelta(days=3), among=hidden, before=first)
    assert changed_.tag != first.tag
    assert changed_.changed_at == (NOW + timedelta(days=3)).astimezone(UTC)
    assert made(now=NOW + timedelta(days=5)).tag == first.tag, "after a start anew too"


def test_what_is_over_stays_three_months():
    past = entries(made(now=datetime(2026, 9, 1, 10, tzinfo=PARIS)))
    assert f"{JULY}-2026.1@relais87.invalid" in past
    assert f"{JULY}-2026.1@relais87.invalid" not in entries(made(now=datetime(2026, 12, 1, 10, tzinfo=PARIS)))


def test_no_check_before_it_is_over_whatever_its_audience():
    jad = event_of("jad-workers")
    assert jad is not None
    public = replace(jad, audience=("tous",), lead_days=(30, 7))
    for day, there in ((date(2022, 9, 1), False), (date(2022, 9, 21), False), (date(2022, 9, 22), True)):
        found = made(now=datetime(day.year, day.month, day.day, 10, tzinfo=PARIS), among=(public,))
        raid = [one for one in entries(found).values() if one["DTSTART"].dt == date(2022, 9, 14)]
        assert bool(raid) is there, day
        assert not [alarm for one in raid for alarm in one.walk("VALARM")]
        assert bool(entries(found)) is there, "nor the next ones"


def test_what_is_for_coordinators_is_not_in_it():
    assert not any("depot-formulaire" in uid for uid in entries(made()))


@pytest.mark.parametrize(
    ("webhook", "expected"),
    [
        ("https://bot.exemple.org/secret/hook?x=1", "https://bot.exemple.org/agenda/fr.ics"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/agenda/fr.ics"),
        ("", None),
    ],
)
def test_its_address_is_beside_the_webhook(webhook: str, expected: str | None):
    assert address(webhook, "fr") == expected
