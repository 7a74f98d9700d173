"""The agenda: when days and cycles come back, and what may be said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.calendar import event_of, events, known, sending_rules, upcoming
from bot.agenda.model import Event, Kind, MonthEnds, Monthly, Yearly
from bot.agenda.recurrence import occurrences, reminder_days, speakable

YEARS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def event(event_id: str) -> Event:
    found = event_of(event_id)
    assert found is not None
    return found


def days(event_id: str, year: int) -> list[str]:
    found = occurrences(event(event_id), date(year, 1, 1), date(year, 12, 31))
    return [one.start.isoformat() if one.start == one.end else f"{one.start}/{one.end}" for one in found]


def test_the_agenda_is_whole():
    assert len(events()) == 37
    assert len({one.id for one in events()}) == 37
    for one in events():
        assert set(one.label) == {"fr", "en"}
        assert set(one.hint) in ({"fr", "en"}, set())
        assert one.audience
    assert {one.kind for one in events()} == {kind for kind in Kind if kind not in (Kind.OWN, Kind.MEETING)}


@pytest.mark.parametrize(
    ("event_id", "year", "expected"),
    [
        ("journee-12-juin", 2026, ["2026-06-12"]),
        ("journee-30-juillet", 2026, ["2026-07-30"]),
        ("journee-18-octobre", 2026, ["2026-10-18"]),
        ("forum-rapport", 2023, ["2023-05-30"]),
        ("forum-rapport", 2026, ["2026-05-26"]),
        ("forum-rapport", 2027, ["2027-05-25"]),
        ("point-etapes", 2026, ["2026-01-31", "2026-07-31", "2026-10-31"]),
        ("relecture-organisations", 2026, ["2026-05-02/2026-05-15"]),
        ("clp", 2022, ["2022-12-01/2022-12-02"]),
        ("clp", 2026, ["2026-12-01/2026-12-02"]),
        ("jad-workers", 2022, ["2022-09-14/2022-09-21"]),
        ("jad-workers", 2026, ["2026-09-01/2026-09-30"]),
        ("cpcj", 2023, ["2023-05-22/2023-05-26"]),
        ("sciences-po", 2027, ["2027-01-01/2027-04-30"]),
        ("cible-2030", 2030, ["2030-12-31"]),
        ("cible-2030", 2029, []),
        ("info-rhsf", 2026, []),
        ("grands-evenements", 2024, ["2024-01-01/2024-12-31"]),
        ("journee-12-juin", 2001, []),
        ("lettre-collectif", 2026, [f"2026-{month:02}-05" for month in range(1, 13)]),
    ],
)
def test_each_event_falls_on_its_days(event_id, year, expected):
    assert days(event_id, year) == expected


def test_30_july_bears_the_name_the_united_nations_give_it():
    day = upcoming(date(2026, 7, 30), limit=1)[0]
    assert day.label("en") == "World Day against Trafficking in Persons"
    assert "traite" in day.label("fr")
    assert "travail forcé" not in day.label("fr")
    assert "travail forcé" in day.event.aside["fr"]


def test_a_language_without_labels_reads_its_fallback():
    day = upcoming(date(2026, 7, 30), limit=1)[0]
    assert day.label("uk") == day.label("en")
    assert day.label("ar") == day.label("fr")


def test_what_is_to_come_is_in_order_and_within_the_window():
    today = date(2026, 6, 1)
    found = upcoming(today, until=date(2026, 10, 31))
    assert [one.event.id for one in found if one.event.kind is Kind.DAY] == [
        "journee-12-juin",
        "journee-30-juillet",
        "journee-18-octobre",
    ]
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert len(upcoming(today, limit=2)) == 2


def test_a_theme_is_asked_alone():
    found = upcoming(date(2026, 1, 1), theme="travail_enfants")
    assert [one.event.id for one in found] == ["journee-12-juin"]


def test_days_from_outside_the_sources_are_off_until_wanted():
    assert not any(one.event.origin == "outside" for one in upcoming(date(2026, 11, 1), audiences=None))
    wanted = replace(event("journee-2-decembre"), enabled=True)
    assert upcoming(date(2026, 11, 1), among=[wanted])[0].start == date(2026, 12, 2)


def test_the_public_does_not_read_what_is_for_coordinators():
    public = {one.event.id for one in upcoming(date(2026, 1, 1))}
    assert "depot-formulaire" not in public
    assert "depot-formulaire" in {one.event.id for one in upcoming(date(2026, 1, 1), audiences=None)}


@given(YEARS, st.integers(0, 800))
def test_checks_never_appear_before_they_are_over(today, length):
    found = upcoming(today, until=today + timedelta(days=length), audiences=None)
    assert not any(one.event.never_before for one in found)


def test_a_check_may_be_spoken_of_once_it_is_over():
    raid = occurrences(event("jad-workers"), date(2022, 1, 1), date(2022, 12, 31))[0]
    assert not speakable(raid, date(2022, 9, 1))
    assert not speakable(raid, date(2022, 9, 21))
    assert speakable(raid, date(2022, 9, 22))


@given(YEARS, YEARS)
def test_whatever_the_window_occurrences_touch_it_in_order_and_once(one, other):
    start, end = min(one, other), max(one, other)
    end = min(end, start + timedelta(days=900))
    for each in events():
        found = occurrences(each, start, end)
        assert all(o.start <= end and o.end >= start and o.start <= o.end for o in found)
        assert len({o.key for o in found}) == len(found)
        assert list(found) == sorted(found, key=lambda o: (o.start, o.end))


@given(YEARS)
def test_two_windows_side_by_side_miss_nothing(middle):
    start, end = middle - timedelta(days=200), middle + timedelta(days=200)
    for each in events():
        whole = {o.key for o in occurrences(each, start, end)}
        parts = {o.key for o in occurrences(each, start, middle)} | {
            o.key for o in occurrences(each, middle + timedelta(days=1), end)
        }
        assert whole == parts


def test_a_date_set_by_a_coordinator_takes_the_place_of_the_landmark():
    forum = event("forum-rapport")
    real = known("2026-06-02")
    found = occurrences(forum, date(2026, 1, 1), date(2026, 12, 31), dated=[real])
    assert [(one.start.isoformat(), one.tentative) for one in found] == [("2026-06-02", False)]
    assert occurrences(forum, date(2026, 1, 1), date(2026, 12, 31))[0].tentative


def test_dates_are_read_to_the_year_the_month_and_the_day():
    assert (known("2024").precision, known("2024").end) == ("year", date(2024, 12, 31))
    assert (known("2022-12").precision, known("2022-12").end) == ("month", date(2022, 12, 31))
    assert known("2022-02").end == date(2022, 2, 28)
    assert known("2022-09-14/2022-09-21").end == date(2022, 9, 21)


def test_short_months_and_new_year():
    nothing = Event("x", Kind.CYCLE, {"fr": "x", "en": "x"})
    end_of_month = replace(nothing, rule=Monthly(31))
    found = occurrences(end_of_month, date(2027, 2, 1), date(2027, 2, 28))
    assert [one.start for one in found] == [date(2027, 2, 28)]
    holidays = replace(nothing, rule=Yearly(12, 20, 1, 5))
    assert occurrences(holidays, date(2027, 1, 2), date(2027, 1, 3))[0].start == date(2026, 12, 20)
    leap = replace(nothing, rule=MonthEnds((2,)))
    assert occurrences(leap, date(2028, 1, 1), date(2028, 12, 31))[0].start == date(2028, 2, 29)


def test_reminders_fall_before_on_and_after_the_day():
    july = occurrences(event("journee-30-juillet"), date(2026, 7, 1), date(2026, 7, 31))[0]
    planned = {one.offset: one.day for one in reminder_days(july)}
    assert planned[-60] == date(2026, 5, 31)
    assert planned[0] == date(2026, 7, 30)
    assert planned[30] == date(2026, 8, 29)
    assert 5 not in planned


def test_nothing_is_due_before_a_check_nor_for_a_month_without_a_day():
    raid = occurrences(event("jad-workers"), date(2022, 1, 1), date(2022, 12, 31))[0]
    hasty = replace(raid, event=replace(raid.event, lead_days=(30, 1)))
    assert all(one.day > raid.end for one in reminder_days(hasty))
    vague = occurrences(event("cit"), date(2027, 1, 1), date(2027, 12, 31))[0]
    assert reminder_days(vague) == ()


def test_sending_rules_keep_nights_quiet():
    rules = sending_rules()
    assert rules.timezone == "Europe/Paris"
    assert rules.send_from.hour == 9
    assert rules.send_until.hour == 18
    assert rules.max_push_per_week == 2
    assert rules.late_tolerance == timedelta(hours=36)
