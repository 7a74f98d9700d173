"""Which reminders are due: whom they concern, when they leave, how many, and what is never said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.calendar import events, occurrence_of, sending_rules
from bot.agenda.due import Listener, Push, Told, due, is_official, may_leave
from bot.agenda.model import Event, Kind, Known, Occurrence
from bot.agenda.recurrence import occurrences
from bot.agenda.themes import Theme, audiences_of, theme_of
from bot.agenda.workdays import holidays, is_workday

PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")
AWA = Listener(PARIS, audiences_of(("local_association",), False, False), frozenset(Theme))
RULES = sending_rules()
ALL = tuple(
    one
    for event in events()
    if event.enabled
    for one in occurrences(event, date(2026, 1, 1), date(2027, 12, 31))
)


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def of(*ids: str) -> tuple[Occurrence, ...]:
    return tuple(one for one in ALL if one.event.id in ids)


def said(push: Push | None) -> list[tuple[str, int]]:
    return [] if push is None else [(one.occurrence.event.id, one.offset) for one in push.reminders]


JULY = of("journee-30-juillet")


def test_the_thirtieth_of_july_at_nine_then_nothing_then_one_question():
    """S29."""
    assert said(due(at("2026-07-30T09:00"), JULY, RULES, AWA, [])) == [("journee-30-juillet", 0)]
    told = [Told("journee-30-juillet@2026.1", 0, date(2026, 7, 30))]
    for day in range(1, 30):
        assert due(at("2026-07-30T09:00") + timedelta(days=day), JULY, RULES, AWA, told) is None, day
    assert said(due(at("2026-08-31T09:00"), JULY, RULES, AWA, told)) == [("journee-30-juillet", 30)], (
        "29 August 2026 is a Saturday: on Monday"
    )


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ("2026-07-30T08:59", 0),
        ("2026-07-30T09:00", 1),
        ("2026-07-30T18:29", 1),
        ("2026-07-30T18:30", 0),
    ],
)
def test_within_hours_alone(when: str, wanted: int):
    assert len(said(due(at(when), JULY, RULES, AWA, []))) == wanted


def test_hours_are_the_members_own():
    tahitian = replace(AWA, zone=TAHITI)
    assert due(at("2026-07-30T09:00"), JULY, RULES, tahitian, []) is None, "it is the evening before there"
    assert said(due(at("2026-07-30T09:00", TAHITI), JULY, RULES, tahitian, [])) == [("journee-30-juillet", 0)]


def test_weekends_wait_but_for_the_day_itself():
    """18 October 2026 is a Sunday; the 17th, one day before, a Saturday."""
    october = of("journee-18-octobre")
    assert due(at("2026-10-17T10:00"), october, RULES, AWA, []) is None
    push = due(at("2026-10-18T10:00"), october, RULES, AWA, [])
    assert said(push) == [("journee-18-octobre", 0)], "and the day before is not said any more"
    assert push is not None
    assert is_official(push)
    assert said(due(at("2026-10-19T10:00"), october, RULES, AWA, [])) == [("journee-18-octobre", 0)], "late"
    assert due(at("2026-10-20T09:00"), october, RULES, AWA, []) is None, "past 36 hours"


def test_a_public_holiday_waits_for_the_next_day_of_work():
    """1 May 2026 is a Friday and a holiday: the period's opening is told on Monday."""
    opening = of("periode-ouverture")
    for day in ("2026-05-01", "2026-05-02", "2026-05-03"):
        assert due(at(f"{day}T10:00"), opening, RULES, AWA, []) is None
    assert said(due(at("2026-05-04T09:00"), opening, RULES, AWA, [])) == [("periode-ouverture", 0)]


def test_a_stop_of_the_bot_is_forgiven_for_36_hours():
    lead = of("journee-12-juin")  # 21 days before: Friday 22 May 2026; Monday 25 May is Whit Monday
    assert due(at("2026-05-22T10:00"), lead, RULES, AWA, []) is not None
    for late in ("2026-05-23T10:00", "2026-05-26T09:00"):
        assert due(at(late), lead, RULES, AWA, []) is None
    seven = at("2026-06-05T09:00")
    assert due(seven + timedelta(hours=9), lead, RULES, AWA, []) is not None


def test_several_make_one_message():
    push = due(at("2026-06-05T09:00"), of("journee-12-juin", "lettre-collectif"), RULES, AWA, [])
    assert said(push) == [("lettre-collectif", 0), ("journee-12-juin", -7)]


def test_one_a_day_two_a_week():
    june = of("journee-12-juin")
    told = [Told("other@2026-06-05", 0, date(2026, 6, 5))]
    assert due(at("2026-06-05T12:00"), june, RULES, AWA, told) is None, "one today already"
    assert due(at("2026-06-08T09:00"), june, RULES, AWA, told) is not None, "on Monday then"
    week = [Told("a@x", 0, date(2026, 6, 2)), Told("b@x", 0, date(2026, 6, 3))]
    assert due(at("2026-06-05T09:00"), june, RULES, AWA, week) is None, "two this week already"
    assert said(due(at("2026-06-09T09:00"), june, RULES, AWA, week)) == [("journee-12-juin", -7)]


def test_room_is_kept_for_an_official_day():
    """A letter on 10 June gives way: the 12th would be the third message in seven days."""
    both = of("journee-12-juin", "revue-presse-rhsf")
    told = [Told("journee-12-juin@2026.1", -7, date(2026, 6, 8))]
    assert due(at("2026-06-10T09:00"), both, RULES, AWA, told) is None
    assert said(due(at("2026-06-12T09:00"), both, RULES, AWA, told))[0] == ("journee-12-juin", 0)


def test_only_to_who_asked():
    assert due(at("2026-07-30T09:00"), JULY, RULES, replace(AWA, themes=frozenset()), []) is None
    assert due(at("2026-07-30T09:00"), JULY, RULES, replace(AWA, pushes=False), []) is None
    letters = replace(AWA, themes=frozenset((Theme.LETTERS,)))
    assert due(at("2026-07-30T09:00"), JULY, RULES, letters, []) is None


def test_only_to_whom_it_concerns():
    form = of("depot-formulaire")
    assert due(at("2026-06-09T09:00"), form, RULES, AWA, []) is None
    claire = replace(AWA, audiences=audiences_of((), False, True))
    assert said(due(at("2026-06-09T09:00"), form, RULES, claire, [])) == [("depot-formulaire", -21)]


def test_long_before_is_about_kits():
    days_alone = replace(AWA, themes=frozenset((Theme.DAYS,)))
    assert due(at("2026-06-30T09:00"), JULY, RULES, days_alone, []) is None, "30 days before"
    assert said(due(at("2026-06-30T09:00"), JULY, RULES, AWA, [])) == [("journee-30-juillet", -30)]
    assert due(at("2026-06-30T09:00"), JULY, RULES, replace(AWA, furthest=7), []) is None
    assert said(due(at("2026-07-23T09:00"), JULY, RULES, replace(AWA, furthest=7), [])) == [
        ("journee-30-juillet", -7)
    ]


def test_put_off_for_three_days():
    key = "journee-30-juillet@2026.1"
    told = [Told(key, -7, date(2026, 7, 23))]
    later = replace(AWA, snoozed={key: date(2026, 7, 28)})
    assert due(at("2026-07-27T09:00"), JULY, RULES, later, told) is None
    assert said(due(at("2026-07-28T09:00"), JULY, RULES, later, told)) == [("journee-30-juillet", -2)]
    told = [*told, Told(key, -2, date(2026, 7, 28))]
    assert due(at("2026-07-29T09:00"), JULY, RULES, later, told) is None, "room for the day itself"
    assert said(due(at("2026-07-30T09:00"), JULY, RULES, later, told)) == [("journee-30-juillet", 0)]


def test_nothing_of_a_check_before_it_is_over():
    check = Event("c", Kind.OPERATION, {"fr": "Contrôle"}, audience=("tous",), lead_days=(7, 1, 0),
                  followup_days=(2,), never_before=True)  # fmt: skip
    one = Occurrence(check, date(2026, 9, 14), date(2026, 9, 21))
    moment = at("2026-08-20T09:00")
    while moment < at("2026-09-23T09:00"):
        assert due(moment, [one], RULES, replace(AWA, snoozed={one.key: moment.date()}), []) is None or (
            moment.date() > one.end
        )
        assert due(moment, [one], RULES, AWA, []) is None
        moment += timedelta(days=1)
    assert said(due(at("2026-09-23T09:00"), [one], RULES, AWA, [])) == [("c", 2)]


def test_a_message_made_ready_leaves_that_day_within_hours():
    friday, saturday = date(2026, 6, 12), date(2026, 6, 13)
    assert may_leave(at("2026-06-12T18:29"), friday, False, RULES, PARIS)
    assert not may_leave(at("2026-06-12T18:31"), friday, False, RULES, PARIS)
    assert not may_leave(at("2026-06-15T10:00"), friday, False, RULES, PARIS)
    assert not may_leave(at("2026-06-13T10:00"), saturday, False, RULES, PARIS)
    assert may_leave(at("2026-06-13T10:00"), saturday, True, RULES, PARIS)


def test_each_reminder_of_the_agenda_has_a_theme():
    found = {(event.id, theme_of(event, -lead)) for event in events() for lead in event.lead_days}
    assert {theme for _, theme in found} == set(Theme)
    assert ("periode-cloture", Theme.PERIOD) in found
    assert ("forum-rapport", Theme.MEETINGS) in found


def test_the_eleven_holidays_of_2026():
    assert len(holidays(2026)) == 11
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} < holidays(2026)
    assert not is_workday(date(2026, 7, 14))
    assert is_workday(date(2026, 7, 15))


@pytest.mark.parametrize(
    ("department", "day"),
    [
        ("971", date(2026, 5, 27)), ("972", date(2026, 5, 22)), ("973", date(2026, 6, 10)),
        ("974", date(2027, 12, 20)), ("976", date(2026, 4, 27)), ("977", date(2026, 10, 9)),
        ("978", date(2026, 5, 28)), ("978", date(2026, 5, 27)), ("57", date(2026, 4, 3)),
        ("67", date(2028, 12, 26)), ("68", date(2028, 4, 14)),
    ],
)  # fmt: skip
def test_holidays_of_one_department_alone(department: str, day: date):
    """Days of abolition overseas; Good Friday and 26 December in Moselle and Alsace. None is a weekend."""
    assert not is_workday(day, department)
    assert is_workday(day)
    assert is_workday(day, "93")


def test_the_number_of_holidays_in_each_department():
    wanted = {"93": 11, "67": 13, "974": 12, "978": 13, "987": 11}
    assert {department: len(holidays(2026, department)) for department in wanted} == wanted


def test_nobody_is_reminded_on_a_holiday_of_their_own_department():
    """10 June, one week before an event of the 17th, is a Wednesday, and a holiday in Guyane alone."""
    (june,) = of("journee-12-juin")[:1]
    event = replace(june.event, lead_days=(7,), followup_days=())
    moved = replace(june, event=event, start=date(2026, 6, 17), end=date(2026, 6, 17))
    cayenne = replace(AWA, zone=ZoneInfo("America/Cayenne"), department="973")
    ten = at("2026-06-10T10:00", ZoneInfo("America/Cayenne"))
    assert said(due(ten, [moved], RULES, replace(cayenne, department=None), [])) == [("journee-12-juin", -7)]
    assert due(ten, [moved], RULES, cayenne, []) is None
    assert said(due(ten + timedelta(days=1), [moved], RULES, cayenne, [])) == [("journee-12-juin", -7)]
    assert not may_leave(ten, date(2026, 6, 10), False, RULES, cayenne.zone, "973")


def test_meetings_are_told_by_the_data():
    meetings = {event.id for event in events() if event.meeting}
    assert {"forum-rapport", "reunions-thematiques", "lab87-mensuel"} <= meetings
    assert all(theme_of(event, -7) is Theme.MEETINGS for event in events() if event.meeting)
    assert theme_of(replace(events()[3], meeting=True), 0) is Theme.MEETINGS


def test_an_event_whose_date_moves_is_not_told_again():
    """Told a week before 30 September; then it moves to 14 October: only "tomorrow" is left to say."""
    known = Event(
        "reunion", Kind.CYCLE, {"fr": "Réunion"}, meeting=True, audience=("tous",), lead_days=(7, 1)
    )
    (first,) = occurrences(
        known, date(2026, 1, 1), date(2026, 12, 31), [Known(date(2026, 9, 30), date(2026, 9, 30))]
    )
    (moved,) = occurrences(
        known, date(2026, 10, 1), date(2026, 10, 31), [Known(date(2026, 10, 14), date(2026, 10, 14))]
    )
    assert (first.turn, first.key == moved.key) == (moved.turn, False)
    (one,) = due(at("2026-09-23T09:00"), [first], RULES, AWA, []).reminders  # type: ignore[union-attr]
    told = [Told(one.occurrence.turn, one.offset, date(2026, 9, 23))]
    for day in (date(2026, 10, day) for day in range(1, 13)):
        assert due(at(f"{day}T09:00"), [moved], RULES, AWA, told) is None, day
    assert said(due(at("2026-10-13T09:00"), [moved], RULES, AWA, told)) == [("reunion", -1)]


def test_turns_are_counted_within_their_year_whatever_window_is_asked():
    (letters,) = [event for event in events() if event.id == "lettre-collectif"]
    (may,) = occurrences(letters, date(2026, 5, 1), date(2026, 5, 31))
    assert may.turn == "lettre-collectif@2026.5"
    assert occurrence_of(may.turn) == occurrence_of(may.key) == may
    for wrong in (
        "lettre-collectif@2026.13",
        "lettre-collectif@2026.x",
        "lettre-collectif@0000.1",
        "x@2026.1",
    ):
        assert occurrence_of(wrong) is None, wrong
