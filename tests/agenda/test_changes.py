"""What coordinators change of the agenda, and what may be announced when (S52)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.agenda.announce import may_announce
from bot.agenda.calendar import around, event_of, events, occurrence_of, upcoming
from bot.agenda.changes import Change, NewDate, changed
from bot.agenda.model import Event
from bot.agenda.recurrence import occurrences, reminder_days

LETTER, FORUM, CHECK = "lettre-collectif", "forum-rapport", "jad-workers"


def days(among: tuple[Event, ...], event_id: str, year: int) -> list[date]:
    event = event_of(event_id, among)
    assert event is not None
    return [one.start for one in occurrences(event, date(year, 1, 1), date(year, 12, 31))]


def test_one_letter_moves_and_the_eleven_others_stay():
    before = days(events(), LETTER, 2026)
    new = NewDate(before[4], before[4] + timedelta(days=2), before[4] + timedelta(days=2))
    among = changed(events(), {LETTER: Change(LETTER, dates=(new,))})
    after = days(among, LETTER, 2026)
    assert after == sorted({*before, new.start} - {before[4]})
    assert days(among, LETTER, 2027) == days(events(), LETTER, 2027)
    assert len(before) == 12


def test_a_landmark_becomes_a_date_and_its_reminders_follow():
    (landmark,) = days(events(), FORUM, 2027)
    new = NewDate(landmark, date(2027, 6, 3), date(2027, 6, 4))
    among = changed(events(), {FORUM: Change(FORUM, leads=(10, 2), dates=(new,))})
    one = occurrence_of("forum-rapport@2027-06-03", among)
    assert one is not None
    assert (one.end, one.precision, one.tentative) == (date(2027, 6, 4), "day", False)
    assert occurrence_of(f"forum-rapport@{landmark}", among) is None
    told = [(day.offset, day.day) for day in reminder_days(one) if day.offset < 0]
    assert told == [(-10, date(2027, 5, 24)), (-2, date(2027, 6, 1))]
    assert one in around(date(2027, 5, 24), among)
    assert one not in around(date(2027, 5, 24))


def test_hidden_and_shown():
    shown, hidden = "journee-2-decembre", "journee-12-juin"
    among = changed(events(), {shown: Change(shown, True), hidden: Change(hidden, False)})
    found = {one.event.id for one in upcoming(date(2026, 5, 1), audiences=None, among=among)}
    assert shown in found
    assert hidden not in found
    assert not any(one.event.id == hidden for one in around(date(2026, 6, 12), among))


def test_no_change_makes_a_check_speak_before_it_is_over():
    new = NewDate(None, date(2026, 9, 14), date(2026, 9, 21))
    among = changed(events(), {CHECK: Change(CHECK, True, (30, 7, 0), (new,))})
    one = occurrence_of("jad-workers@2026-09-14", among)
    assert one is not None
    assert [day.offset for day in reminder_days(one)] == [60]
    for today in (date(2026, 9, 1), date(2026, 9, 14), date(2026, 9, 21)):
        until = date(2026, 10, 31)
        found = upcoming(today, until=until, audiences=None, among=among)
        assert not any(other.event.id == CHECK for other in found)


@pytest.mark.parametrize(
    ("about", "day", "may"),
    [
        ("jad-workers@2022-09-14", "2022-08-01", False),
        ("jad-workers@2022-09-14", "2022-09-14", False),
        ("jad-workers@2022-09-14", "2022-09-21", False),
        ("jad-workers@2022-09-14", "2022-09-22", True),
        ("jad-workers@2022-09-15", "2022-10-22", False),  # no such occurrence
        ("jad-workers@soon", "2022-10-22", False),
        ("jad-workers", "2026-08-20", False),
        ("jad-workers", "2026-09-15", False),  # some time in September: not over before its end
        ("jad-workers", "2026-10-01", True),
        ("jad-workers", "2027-06-01", False),  # the last one is far: what is meant is to come
        ("jad-annuelles", "2026-10-01", False),  # nobody knows when
        ("journee-12-juin", "2026-01-01", True),
        ("journee-12-juin@2026-06-12", "2026-01-01", True),
    ],
)
def test_joint_action_days_are_never_announced_before(about: str, day: str, may: bool):
    """S52."""
    assert may_announce(about, date.fromisoformat(day)) is may


def test_whatever_the_day_nothing_of_a_check_is_announced_before_its_end():
    checks = [event for event in events() if event.never_before]
    assert len(checks) == 2
    for event in checks:
        for one in occurrences(event, date(2022, 1, 1), date(2028, 12, 31)):
            for ahead in range((one.end - one.start).days + 29):
                day = one.end - timedelta(days=ahead)
                assert not may_announce(one, day)
                assert not may_announce(one.key, day)
                assert not may_announce(event, day), (event.id, day)
