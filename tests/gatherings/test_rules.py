"""Own dates by pure rules: what is still ahead, who is invited, who is reminded, when a notice may leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.calendar import events, sending_rules
from bot.agenda.due import Listener, Push, Told, due
from bot.agenda.hours import next_moment, open_day
from bot.agenda.recurrence import occurrences, reminder_days
from bot.agenda.themes import Theme, audiences_of
from bot.gatherings.actions import ahead
from bot.gatherings.model import (
    Answer,
    Gathering,
    Reach,
    Reply,
    Sort,
    State,
    leads_ahead,
    occurrence_of,
    readable,
    reminded,
)
from bot.gatherings.telling import pressing
from bot.letters.model import same_link
from bot.people.model import Organisation, Standing
from bot.surveys.model import Audience

PARIS, TAHITI = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Tahiti")
RULES = sending_rules()
GHETTUP = Organisation("ghettup", "Ghett'up", "local_association", place="commune:93066")
TOWN = Organisation("lilesd", "L'Île-Saint-Denis", "local_authority", place="commune:93039")
CFDT = Organisation(
    "cfdt", "CFDT", "partenaires_sociaux", groups=("partenaires_sociaux",), place="commune:75056"
)
FESTIVAL = Gathering("f", Sort.EVENT, "Festival", date(2026, 7, 20), date(2026, 7, 20), date(2026, 5, 1),
                     organisation_id="ghettup")  # fmt: skip
MEETING = Gathering("m", Sort.MEETING, "Réunion", date(2026, 7, 6), date(2026, 7, 6), date(2026, 6, 1),
                    at=time(14, 30), audience=Audience(("partenaires_sociaux",)))  # fmt: skip
AWA = Listener(PARIS, audiences_of(("local_association",), False, False), frozenset(Theme))


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def said(push: Push | None) -> list[tuple[str, int]]:
    return [] if push is None else [(one.occurrence.event.id, one.offset) for one in push.reminders]


@pytest.mark.parametrize(
    ("planned_on", "leads"),
    [
        (date(2025, 12, 1), (180, 90, 30, 7, 0)),
        (date(2026, 5, 1), (30, 7, 0)),
        (date(2026, 6, 19), (30, 7, 0)),
        (date(2026, 6, 20), (7, 0)),
        (date(2026, 7, 19), (0,)),
        (date(2026, 7, 20), ()),
        (date(2026, 8, 1), ()),
    ],
)
def test_a_festival_on_20_july_has_only_the_reminders_still_ahead(planned_on: date, leads: tuple[int, ...]):
    """S19."""
    festival = replace(FESTIVAL, planned_on=planned_on)
    assert leads_ahead(festival) == leads
    assert [day.offset for day in reminder_days(occurrence_of(festival)) if day.offset > 0] == [14]


def test_its_key_stays_when_its_date_moves_and_that_of_a_meeting_does_not():
    later = date(2026, 9, 1)
    assert occurrence_of(replace(FESTIVAL, day=later)).key == occurrence_of(FESTIVAL).key == "own.f"
    assert occurrence_of(replace(MEETING, day=later)).key != occurrence_of(MEETING).key


def test_it_is_told_within_hours_on_working_days_and_on_the_day_itself():
    festival = replace(FESTIVAL, day=date(2026, 7, 18), last_day=date(2026, 7, 18))  # a Saturday
    one = occurrence_of(festival)
    assert due(at("2026-07-11T10:00"), [one], RULES, AWA, []) is None, "7 days before is a Saturday"
    assert said(due(at("2026-07-13T10:00"), [one], RULES, AWA, [])) == [("own.f", -7)]
    assert said(due(at("2026-07-18T10:00"), [one], RULES, AWA, [])) == [("own.f", 0)]
    assert due(at("2026-07-18T08:59"), [one], RULES, AWA, []) is None
    assert due(at("2026-07-18T10:00"), [one], RULES, replace(AWA, pushes=False), []) is None
    nobody = replace(AWA, themes=frozenset(), audiences=frozenset())
    assert said(due(at("2026-07-18T10:00"), [one], RULES, nobody, [])) == [("own.f", 0)], "no kind is needed"


def test_it_shares_one_message_with_the_agenda_and_its_limits():
    june = [one for event in events() if event.id == "journee-12-juin"
            for one in occurrences(event, date(2026, 6, 1), date(2026, 6, 30))]  # fmt: skip
    own = occurrence_of(replace(FESTIVAL, day=date(2026, 6, 12), last_day=date(2026, 6, 12)))
    assert said(due(at("2026-06-05T09:00"), [*june, own], RULES, AWA, [])) == [
        ("journee-12-juin", -7),
        ("own.f", -7),
    ]
    full = [Told("a@x", 0, date(2026, 6, 2)), Told("b@x", 0, date(2026, 6, 3))]
    assert due(at("2026-06-05T09:00"), [own], RULES, AWA, full) is None, "two this week already"


def test_a_meeting_is_told_the_last_working_day_before_whatever_else_was_told():
    one = occurrence_of(MEETING)  # a Monday
    full = [Told("a@x", 0, date(2026, 7, 1)), Told("b@x", 0, date(2026, 7, 2))]
    assert due(at("2026-07-02T10:00"), [one], RULES, AWA, full) is None
    assert said(due(at("2026-07-03T09:00"), [one], RULES, AWA, full)) == [("own.m", -1)]
    for late in ("2026-07-04T10:00", "2026-07-05T10:00", "2026-07-06T09:00"):
        assert due(at(late), [one], RULES, AWA, []) is None, late
    told = [Told(one.key, -1, date(2026, 7, 3))]
    assert due(at("2026-07-03T12:00"), [one], RULES, AWA, told) is None


def test_nothing_is_said_of_a_meeting_that_began():
    morning = replace(MEETING, day=date(2026, 7, 8), last_day=date(2026, 7, 8), at=time(9, 30))
    one = occurrence_of(morning)
    assert said(due(at("2026-07-08T09:15"), [one], RULES, AWA, [])) == [("own.m", -1)], "the bot was stopped"
    assert due(at("2026-07-08T09:30"), [one], RULES, AWA, []) is None


def test_yes_and_maybe_are_reminded_no_and_silence_are_not():
    """S02."""
    before, eve = date(2026, 6, 10), date(2026, 7, 3)
    for answer, wanted in ((Answer.YES, True), (Answer.MAYBE, True), (Answer.NO, False)):
        assert reminded(MEETING, Reply(answer, before), False) is wanted
    assert not reminded(MEETING, None, False)
    assert not reminded(MEETING, Reply(follows=True), True)
    assert not reminded(MEETING, Reply(Answer.YES, eve), False), "who answers that very day knows"
    assert not reminded(MEETING, Reply(Answer.YES, before, muted=True), False)
    assert not reminded(replace(MEETING, state=State.CANCELLED), Reply(Answer.YES, before), False)


@pytest.mark.parametrize(
    ("audience", "invited", "who"),
    [
        (Audience(), (), {"ghettup", "lilesd", "cfdt"}),
        (Audience(("partenaires_sociaux",)), (), {"cfdt"}),
        (Audience((), ("department:93",)), (), {"ghettup", "lilesd"}),
        (Audience(("local_authority",), ("department:93",)), (), {"lilesd"}),
        (Audience(("local_authority",), ("department:75",)), (), set()),
        (Audience(), ("ghettup",), {"ghettup"}),
        (Audience(("partenaires_sociaux",)), ("ghettup",), {"ghettup", "cfdt"}),
    ],
)
def test_who_is_invited(audience: Audience, invited: tuple[str, ...], who: set[str]):
    meeting = replace(MEETING, audience=audience, invited=invited)
    assert {one.id for one in (GHETTUP, TOWN, CFDT) if meeting.invites(one)} == who
    refused = replace(GHETTUP, standing=Standing.REFUSED)
    assert not meeting.invites(refused)


def test_who_reads_of_an_event():
    everyone = replace(FESTIVAL, reach=Reach.ALL)
    towns = replace(FESTIVAL, reach=Reach.KINDS, audience=Audience(("local_authority",)))
    unchecked = replace(GHETTUP, standing=Standing.PROPOSED)
    for event, reader, owner, may in (
        (FESTIVAL, GHETTUP, GHETTUP, True),
        (FESTIVAL, TOWN, GHETTUP, False),
        (everyone, TOWN, GHETTUP, True),
        (everyone, TOWN, unchecked, False),
        (everyone, unchecked, unchecked, True),
        (towns, TOWN, GHETTUP, True),
        (towns, CFDT, GHETTUP, False),
    ):
        assert readable(event, (reader,), owner) is may
    assert not readable(everyone, (), GHETTUP)
    assert not readable(replace(MEETING, state=State.DRAFT), (CFDT,), None)


def test_a_notice_leaves_at_the_next_decent_hour_where_its_reader_is():
    """Every half hour of a year, in two zones: never earlier, never at night, on a weekend or a holiday."""
    now = at("2026-03-01T00:00")
    for zone in (PARIS, TAHITI):
        for step in range(0, 2 * 24 * 365, 7):
            instant = now + timedelta(minutes=30 * step)
            moment = next_moment(instant, zone)
            local = moment.astimezone(zone)
            assert moment >= instant
            assert RULES.send_from <= local.time() < RULES.send_until
            assert open_day(local.date())
            assert next_moment(moment, zone) == moment
    assert next_moment(at("2026-05-07T19:00"), PARIS) == at("2026-05-11T09:00")


def test_what_cannot_wait_does_not():
    moment = at("2026-07-06T09:00")
    assert pressing(MEETING, at("2026-07-05T20:00"), moment), "at 14:30, told at 9: too late to be of use"
    assert not pressing(replace(MEETING, at=time(22)), at("2026-07-05T20:00"), moment)
    assert not pressing(MEETING, at("2026-07-06T15:00"), moment), "it began"
    assert ahead(MEETING, at("2026-07-06T14:29"))
    assert not ahead(MEETING, at("2026-07-06T14:30"))
    assert ahead(replace(MEETING, at=None), at("2026-07-06T23:59"))


@pytest.mark.parametrize(
    "other",
    ["https://exemple.org/a", "https://exemple.org/a/", "HTTPS://Exemple.ORG/a", " https://exemple.org/a#b"],
)
def test_links_that_are_the_same(other: str):
    assert same_link(other) == "https://exemple.org/a"
    assert same_link(f"{other.strip().split('#')[0]}?n=2") != same_link(other)
