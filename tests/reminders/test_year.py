"""A year of reminders for five hundred people in eight time zones, through the database and the courier.

Every message must be explained by a rule, worked out here anew from what was chosen and what was sent. To
renew ``year.txt`` after a change that is meant, delete it and run this test twice: the first writes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.agenda.calendar import occurrence_of, sending_rules
from bot.agenda.model import Kind, Occurrence
from bot.agenda.themes import audiences_of, theme_of
from bot.agenda.workdays import SATURDAY, holidays
from bot.places.finding import place_of
from bot.telemetry import configure
from tests.reminders.year import (
    MEMBERS,
    STOPPED,
    Group,
    Postman,
    Sent,
    groups,
    ledger,
    played,
    product,
    sign_up,
)

GOLDEN = Path(__file__).with_name("year.txt")
WEEK = timedelta(days=7)


async def test_a_year_of_five_hundred_people(tmp_path: Path) -> None:
    configure("error")
    everyone = groups()
    assert sum(len(group.members) for group in everyone) == MEMBERS
    async with product(tmp_path) as (relais, postman):
        await sign_up(relais, everyone)
        await played(relais, everyone)
        sent = await ledger(relais)
    each_left_once(sent, postman)
    theirs: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        theirs[one.member_id].append(one)
    none_twice(sent)
    for group in everyone:
        for name in group.members:
            all_explained(group, theirs[name])
        those_alike_are_told_the_same(group, theirs)
    text = shown(everyone, theirs)
    if not GOLDEN.exists():
        GOLDEN.write_text(text, encoding="utf-8")
        pytest.fail("year.txt was written: read it, then run again")
    assert text == GOLDEN.read_text(encoding="utf-8")


def each_left_once(sent: Sequence[Sent], postman: Postman) -> None:
    """What the ledger says was sent is what arrived, message for message, at that instant."""
    arrived = Counter((at, chat) for at, chat, _ in postman.pushed)
    assert arrived == Counter((one.at, int(one.member_id[1:]) + 1) for one in sent)
    assert all(text for _, _, text in postman.pushed)


def none_twice(sent: Sequence[Sent]) -> None:
    told = Counter((one.member_id, key, offset) for one in sent for key, offset in one.reminders)
    assert [what for what, times in told.items() if times > 1] == []


@cache
def known(key: str) -> Occurrence:
    """What a turn tells."""
    found = occurrence_of(key)
    assert found is not None, key
    return found


def official(key: str, offset: int) -> bool:
    """An official day on the day itself: said on any day of the week."""
    return offset == 0 and known(key).event.kind is Kind.DAY


def all_explained(group: Group, sent: Sequence[Sent]) -> None:
    """Within hours and limits, wanted, and late for a reason alone."""
    assert not sent or (group.wish.choices.themes and not group.wish.silent)
    rules, days = sending_rules(), [one.local.date() for one in sent]
    assert len(set(days)) == len(days), "two in a day"
    for one, day in zip(sent, days, strict=True):
        assert rules.send_from <= one.local.time() < rules.send_until
        assert sum(day - WEEK < other <= day for other in days) <= rules.max_push_per_week
        if not any(official(*reminder) for reminder in one.reminders):
            assert not quiet(group, day), day
        for key, offset in one.reminders:
            wanted(group, key, offset)
            late(group, key, offset, day, sent)


def wanted(group: Group, key: str, offset: int) -> None:
    """It is for them, of a kind they chose, not earlier than they want; a check is over."""
    event, choices = known(key).event, group.wish.choices
    kinds, wish = (group.kind,), group.wish
    assert audiences_of(kinds, bool(group.organisation.groups), wish.coordinates) & set(event.audience), key
    assert theme_of(event, offset) in choices.themes, key
    assert choices.furthest is None or -offset <= choices.furthest, key
    assert not event.never_before or offset > 0, key
    regular = {-lead for lead in event.lead_days} | set(event.followup_days)
    assert offset in regular or wish.puts_off, f"{key}: {offset} is none of its days"


def quiet(group: Group, day: date) -> bool:
    """A weekend, or a holiday where they are."""
    place = place_of(group.place)
    assert place is not None
    return day.weekday() >= SATURDAY or day in holidays(day.year, place.department)


def late(group: Group, key: str, offset: int, day: date, sent: Sequence[Sent]) -> None:
    """Each day that it waited has its reason."""
    one = known(key)
    after = offset in one.event.followup_days  # counted from its end; what was put off, from its beginning
    waited = (one.end if after else one.start) + timedelta(days=offset)
    assert waited <= day, f"{key} {offset} was told too early"
    while waited < day:
        assert reason(group, waited, sent), f"{group.number}: {key} {offset}: why not on {waited}?"
        waited += timedelta(days=1)


def reason(group: Group, day: date, sent: Sequence[Sent]) -> str:
    """Why nothing more could be said on a day; "" when it could."""
    before = [one.local.date() for one in sent]
    kept = [one.local.date() for one in sent if any(official(*reminder) for reminder in one.reminders)]
    reasons = {
        "a day of quiet": quiet(group, day),
        "a message that day": day in before,
        "two that week": sum(day - WEEK < other < day for other in before) >= 2,
        "room for an official day": any(
            day < other < day + WEEK and sum(other - WEEK < one <= day for one in before) >= 1
            for other in kept
        ),
        "the bot was down": day in (STOPPED[0].date(), STOPPED[1].date()),
    }
    return ", ".join(words for words, holds in reasons.items() if holds)


def those_alike_are_told_the_same(group: Group, theirs: Mapping[str, Sequence[Sent]]) -> None:
    said = {tuple((one.at, one.reminders) for one in theirs[name]) for name in group.members}
    assert len(said) == 1, group.number


def shown(everyone: Sequence[Group], theirs: Mapping[str, Sequence[Sent]]) -> str:
    """The year of each group, and what it comes to."""
    lines = [
        f"A year of reminders, from 1 May 2026 to 30 April 2027: {MEMBERS} people in eight time zones,",
        "by groups of people who are alike. Hours are those of where they are.",
        "Down: 29 July 20:00 UTC to 30 July 12:00 UTC.",
    ]
    for group in everyone:
        year = theirs[group.members[0]]
        about = f"{group.zone.key}, {group.kind}, {group.wish.words}"
        lines += ["", f"{len(group.members)} x {about}: {len(year)} messages each"]
        lines += [line(one) for one in year]
    return "\n".join(lines) + "\n"


def line(sent: Sent) -> str:
    said = []
    for key, offset in sent.reminders:
        when = "on the day" if offset == 0 else f"{-offset} before" if offset < 0 else f"{offset} after"
        said.append(f"{known(key).event.id} ({when})")
    return f"  {sent.local:%Y-%m-%d %a %H:%M}  {' + '.join(said)}"
