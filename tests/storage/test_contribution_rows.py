"""Contributions: kept to the letter, changed by one at a time, queued, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.contributions.figures import Figure
from bot.contributions.model import Contribution, Evidence, Held, Partner, Period, Quote, State, TableLine
from bot.reading.model import Bound, Unit
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, change, contribution, later

FULL: dict[str, Any] = {
    "title": "Atelier « esclavage moderne » : 3 classes, ورشة, \U0001f9d1\u200d\U0001f3eb",
    "codes": ("2.2.E", "1.4.C", "3.1"),
    "kind": "formation",
    "period": Period(date(2026, 4, 28), date(2026, 5, 3), "period"),
    "straddles": True,
    "place": "commune:93039",
    "figures": (
        Figure("classes", Decimal(3), Bound.EXACT, "3 classes"),
        Figure("share", Decimal("62.70"), Bound.ABOUT, "environ 62,70 %", Unit.PERCENT),
        Figure("funding", Decimal("44500000"), Bound.AT_LEAST, "plus de 44,5 M€", Unit.EURO),
        Figure("participants", None, Bound.ABOUT, "la quasi-totalité"),
    ),
    "partners": (Partner("Collège Sisley"), Partner("Mairie", "lilesd")),
    "known_by": ("listes", "photos"),
    "evidence": (
        Evidence(link="https://example.org/a?b=1&c=<2>"),
        Evidence(file="ab" * 32, name="salle.jpg"),
    ),
    "difficulty": "Salle fermée\nle matin",
    "lesson": "Prévenir la mairie",
    "highlight": True,
    "quote": Quote.UNNAMED,
    "language": "fr",
    "source": "import",
    "external_ref": "R23-001",
    "digest": "d1",
    "held": Held.PENDING_LITIGATION,
    "decided_at": later(days=2),
    "revision": 4,
}


async def add(repos: Repositories, *given: Contribution) -> None:
    """Put contributions in, each with its first line of history."""
    for one in given:
        await repos.contributions.add(one, change(one.id))


async def test_a_contribution_is_kept_to_the_letter(
    database: Database, repos: Repositories, people: People
) -> None:
    full = contribution("c1", 42, **FULL)
    async with database.transaction():
        await add(repos, full, contribution("c2", 43))
    async with database.reading():
        kept = await repos.contributions.get("c1")
        assert kept == full
        assert kept is not None
        assert [str(figure.value) for figure in kept.figures] == ["3", "62.70", "44500000", "None"]
        assert await repos.contributions.by_number(42) == full
        assert await repos.contributions.by_number(44) is None
        assert await repos.contributions.get("c2") == contribution("c2", 43)
        assert await repos.contributions.external() == {"R23-001": ("c1", "d1")}


async def test_whoever_is_second_writes_nothing(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await add(repos, contribution("c1", 1, **(FULL | {"revision": 0})))
        read = await repos.contributions.get("c1")
    assert read is not None
    validated = replace(read, state=State.VALIDATED, figures=(), codes=("1.1.A",), partners=())
    edited = replace(read, title="Changed meanwhile")
    async with database.transaction():
        assert await repos.contributions.save(validated, change("c1", "validated", "claire")) is True
    async with database.transaction():
        assert await repos.contributions.save(edited, change("c1", "answered")) is False
    async with database.reading():
        assert await repos.contributions.get("c1") == replace(validated, revision=1)
        assert [line.what for line in await repos.contributions.history("c1")] == ["sent", "validated"]


async def test_history_keeps_before_and_after(
    database: Database, repos: Repositories, people: People
) -> None:
    lines = [
        change("c1"),
        change("c1", "returned", "claire", field="figures", note="75 élèves ou 75 classes ?"),
        change("c1", "answered", field="figures", before=None, after=[{"key": "pupils", "value": "75"}]),
        change("c1", "imported", None, before="", after=False),
    ]
    async with database.transaction():
        await repos.contributions.add(contribution("c1", 1), lines[0])
        for revision, line in enumerate(lines[1:]):
            assert await repos.contributions.save(contribution("c1", 1, revision=revision), line)
    async with database.reading():
        assert await repos.contributions.history("c1") == lines


async def test_the_queue_has_the_oldest_first(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for number in range(1, 8):
            await add(repos, contribution(f"c{number}", number, sent_at=later(hours=-number)))
        await add(repos, contribution("old", 20, sent_at=later(days=-30), state=State.RETURNED))
        assert await repos.contributions.queue_length() == 7
        assert [c.number for c in await repos.contributions.queue()] == [7, 6, 5, 4, 3, 2, 1]
        assert [c.number for c in await repos.contributions.queue(offset=2, limit=3)] == [5, 4, 3]
        assert await repos.contributions.queue(offset=50) == []


async def test_what_only_a_human_may_decide_waits_apart(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await add(repos, contribution("c1", 1), contribution("c2", 2, held=Held.INDIVIDUAL_CASE))
        assert [c.number for c in await repos.contributions.queue()] == [1]
        assert [c.number for c in await repos.contributions.queue(held=True)] == [2]
        assert await repos.contributions.queue_length() == 1
        assert await repos.contributions.queue_length(held=True) == 1


async def test_an_organisation_sees_all_its_own(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await add(repos, *(contribution(f"c{n}", n, state=state) for n, state in enumerate(State, 1)))
        await add(repos, contribution("of_town", 9, "lilesd"))
        assert [c.number for c in await repos.contributions.of_organisation("ghettup")] == [5, 4, 3, 2, 1]
        states = {c.state for c in await repos.contributions.live()}
        assert states == {State.SENT, State.RETURNED, State.VALIDATED}


async def test_many_contributions_come_with_their_own_parts(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for number in range(1, 620):
            figure = Figure("pupils", Decimal(number), words=str(number))
            await add(repos, contribution(f"c{number}", number, codes=(f"1.1.{number}",), figures=(figure,)))
        live = await repos.contributions.live()
    assert len(live) == 619
    assert all(c.figures[0].value == c.number and c.codes == (f"1.1.{c.number}",) for c in live)


async def test_the_table_counts_each_contribution_once_a_line(
    database: Database, repos: Repositories, people: People
) -> None:
    def validated(number: int, organisation: str, codes: tuple[str, ...], period: Period) -> Contribution:
        given: dict[str, Any] = {"codes": codes, "period": period, "state": State.VALIDATED}
        return contribution(f"c{number}", number, organisation, **given)

    june, july = date(2026, 6, 12), date(2026, 7, 30)
    async with database.transaction():
        await add(
            repos,
            validated(1, "ghettup", ("1.4.C", "2.2.E"), Period(june, None, "day")),
            validated(2, "ghettup", ("1.4.C", "1.4.A"), Period(date(2026, 1, 1), july, "period")),
            validated(3, "lilesd", ("1.10.A",), Period()),
            validated(4, "lilesd", ("3.1",), Period(june, june, "day")),
            contribution("c5", 5, "lilesd", codes=("1.1.A",)),
        )
        table = await repos.contributions.table()
    assert table == [
        TableLine("1", 3, 2, july),
        TableLine("1.4", 2, 1, july),
        TableLine("1.4.A", 1, 1, july),
        TableLine("1.4.C", 2, 1, july),
        TableLine("1.10", 1, 1, None),
        TableLine("1.10.A", 1, 1, None),
        TableLine("2", 1, 1, june),
        TableLine("2.2", 1, 1, june),
        TableLine("2.2.E", 1, 1, june),
        TableLine("3", 1, 1, june),
        TableLine("3.1", 1, 1, june),
    ]


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("1", [2, 1, 3]), ("1.4", [2, 1]), ("1.4.C", [1]), ("1.1", []), ("3.1", [4]), ("3.1.A", []), ("", [])],
)
async def test_validated_ones_under_a_code(
    database: Database, repos: Repositories, people: People, prefix: str, found: list[int]
) -> None:
    async with database.transaction():
        for number, codes, day in ((1, ("1.4.C",), 5), (2, ("1.4.A", "1.4.B"), 9), (4, ("3.1",), 1)):
            period = Period(date(2026, 6, day), None, "day")
            given: dict[str, Any] = {"codes": codes, "period": period, "state": State.VALIDATED}
            await add(repos, contribution(f"c{number}", number, **given))
        undated = contribution("c3", 3, codes=("1.10.A",), period=Period(), state=State.VALIDATED)
        await add(repos, undated, contribution("c5", 5, codes=("1.4.C",)))
        assert [c.number for c in await repos.contributions.validated(prefix)] == found


async def test_numbers_follow_each_other(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        assert [await repos.contributions.next_number() for _ in range(3)] == [1, 2, 3]

    async def taken_and_dropped() -> None:
        async with database.transaction():
            assert await repos.contributions.next_number() == 4
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await taken_and_dropped()
    async with database.transaction():
        assert await repos.contributions.next_number() == 4


async def test_the_same_line_is_imported_once(
    database: Database, repos: Repositories, people: People
) -> None:
    first = contribution("c1", 1, external_ref="R23-001")
    async with database.transaction():
        await add(repos, first)
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.transaction():
            await add(repos, contribution("c2", 2, external_ref="R23-001"))
    async with database.reading():
        assert await repos.contributions.live() == [first]


async def test_parts_go_with_an_organisation_that_exists(
    database: Database, repos: Repositories, people: People
) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with database.transaction():
            await add(repos, contribution("c1", 1, "nowhere"))
    assert NOON.tzinfo is not None
