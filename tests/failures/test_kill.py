"""Kill -9 at every step of J1: no acknowledged answer is lost, no answered question asked again, no double.

Each story below is the whole journey with the bot killed at every update at one point of its handling,
started again, and gone on with. It is SIGKILL, sent by the process to itself there (tests/support/fuse.py).
The full matrix runs in forks of a process that has imported everything; a sample of every point runs in
processes started from nothing, as a service manager does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.folding import fold
from bot.places.finding import find
from bot.sandbox.sandbox import Sandbox
from storage.database import Database
from storage.tables.contributions import (
    codes,
    contributions,
    evidence,
    figures,
    partners,
)
from storage.tables.delivery import inbox, notices
from storage.tables.people import consents, members
from tests.chat.reporting import SENTENCE
from tests.failures.bots import Bot, Nursery, bot_beside
from tests.failures.journey import TOWN, Step, journey

EVERY_UPDATE = ("come", "decided", "committed", "half", "said")
NOTICES = ("claimed", "pushed")

ASKED_OF_AWA = (
    "Acceptez-vous", "Au nom de qui", "Comment s'appelle", "Où agissez-vous", "Qu'avez-vous fait",
    "dans votre phrase", "Avec quels partenaires", "Comment le savez-vous", "un justificatif",
    "une difficulté", "avez-vous appris", "peut-il vous citer", "Récapitulatif", "Dans quelle commune ? Où",
)  # fmt: skip
"""The questions of the journey, in order, by some of their words."""


async def plays(bot: Bot, steps: Iterable[Step], points: Iterable[str]) -> None:
    """The journey, one kill a step at the points given in turn; notices have theirs where there are any."""
    await bot.start()
    for step, point in zip(steps, points, strict=False):
        due = bool(point) and (step.pushes or point not in NOTICES)
        if due:
            bot.arm(point)
        await step.does()
        if due:
            await bot.dies(point)
            await bot.start()
        await bot.until(lambda step=step: step.done() and not bot.sandbox.updates.ready(), step.reads)
    await bot.until(lambda: not bot.sandbox.activity.in_flight, "its last call")


async def story(tmp_path: Path, points: Iterable[str], nursery: Nursery | None = None, url: str = "") -> Bot:
    """The journey with its kills, and everything that must hold at the end."""
    sandbox = Sandbox()
    awa, _, claire = sandbox.three_people()
    async with bot_beside(sandbox, tmp_path, claire.id, url, nursery) as bot:
        await plays(bot, journey(awa, claire), points)
        await settled(bot, url or f"sqlite:///{tmp_path}/data/relais87.db")
    # A reply sent again because it was not noted as sent: it changes nothing, and answers the same tap again.
    sandbox.journal.forgive("not_modified", "query_answered")
    sandbox.journal.check()
    database = Database(url or f"sqlite:///{tmp_path}/data/relais87.db")
    try:
        await one_contribution_with_every_answer(database)
        await notices_once_at_most(database, sandbox)
    finally:
        await database.close()
    no_answered_question_again(sandbox, awa.id)
    return bot


async def settled(bot: Bot, url: str) -> None:
    """Wait until every reply and notice left or is unknown."""
    database = Database(url)

    async def nothing_left() -> bool:
        async with database.reading():
            open_notices = await database.unit.execute(
                select(notices.c.id).where(notices.c.outcome.in_(("queued", "claimed")))
            )
            unsent = await database.unit.execute(
                select(inbox.c.update_id).where(inbox.c.replies.is_not(None))
            )
            return not open_notices.all() and not unsent.all()

    try:
        for _ in range(200):
            if await nothing_left():
                return
            await bot.moment()
    finally:
        await database.close()
    raise AssertionError("replies or notices neither left nor are unknown")


async def one_contribution_with_every_answer(database: Database) -> None:
    """Nothing acknowledged is lost, nothing is there twice."""
    async with database.reading():
        (found,) = (await database.unit.execute(select(contributions))).all()
        coded, counted, joined, proved = [
            (await database.unit.execute(select(table))).all()
            for table in (codes, figures, partners, evidence)
        ]
        assert len((await database.unit.execute(select(members))).all()) == 2
        assert len((await database.unit.execute(select(consents))).all()) == 2
    assert (found.state, found.organisation_id, found.title) == ("validated", "ghettup", SENTENCE)
    assert (found.place, found.period_start.isoformat()) == (place_code(TOWN), "2026-06-12")
    assert (found.known_by, found.difficulty, found.highlight) == (
        ["observation"],
        "salles trop petites",
        True,
    )
    assert sorted(row.code for row in coded) == ["1.4.C", "2.2.E"]
    assert sorted((row.key, int(row.value)) for row in counted) == [("classes", 3), ("pupils", 75)]
    assert len(joined) == 1
    assert [row.name for row in proved] == ["les feuilles de présence"]


def place_code(name: str) -> str:
    """The code of a place, by its name."""
    return find(name, 1)[0].place.code


async def notices_once_at_most(database: Database, sandbox: Sandbox) -> None:
    """Each notice is in the ledger once; the person read it once, or it is unknown, never twice."""
    async with database.reading():
        rows = (await database.unit.execute(select(notices))).all()
    outcomes = {row.kind: row.outcome for row in rows}
    assert len(rows) == 4
    assert set(outcomes) == {
        "contribution_sent", "contribution_returned", "contribution_answered", "contribution_validated",
    }  # fmt: skip
    said = {
        "contribution_sent": "Nouvelle : C-0001",
        "contribution_returned": "Une question sur C-0001",
        "contribution_answered": "Réponse reçue : C-0001",
        "contribution_validated": "C-0001 est validée",
    }
    sent = [fold(str(record.fields.get("text"))) for record in sandbox.journal.of("sendMessage") if record.ok]
    for kind, words in said.items():
        times = sum(fold(words) in text.replace(" b ", " ") for text in sent)
        assert times <= 1, f"{kind} was said {times} times"
        assert times == 1 or outcomes[kind] == "unknown", f"{kind}: {outcomes[kind]}, never said"


def no_answered_question_again(sandbox: Sandbox, chat: int) -> None:
    """Once the next question was shown, the one before is not asked again."""
    asked = []
    for record in sandbox.journal.of("sendMessage", "editMessageText"):
        if record.ok and int(record.fields["chat_id"]) == chat:
            text = fold(str(record.fields["text"]))
            asked += [number for number, words in enumerate(ASKED_OF_AWA) if fold(words) in bare(text)]
    in_order = [number for number, _ in itertools.groupby(asked)]
    assert in_order == list(range(len(ASKED_OF_AWA))), [ASKED_OF_AWA[number] for number in in_order]


def bare(text: str) -> str:
    """Folded text without the letters that its markup leaves."""
    return " ".join(word for word in text.split() if word not in ("b", "i", "blockquote"))


@pytest.mark.parametrize("point", EVERY_UPDATE)
async def test_killed_at_every_update_of_the_journey(tmp_path: Path, nursery: Nursery, point: str) -> None:
    bot = await story(tmp_path, itertools.repeat(point), nursery)
    assert bot.deaths == 35, "one at each update"


@pytest.mark.parametrize("point", NOTICES)
async def test_killed_while_telling_the_other_person(tmp_path: Path, nursery: Nursery, point: str) -> None:
    bot = await story(tmp_path, itertools.repeat(point), nursery)
    assert bot.deaths == 4, "one at each notice"


async def test_killed_at_every_update_on_postgresql(
    tmp_path: Path, nursery: Nursery, postgres_url: str
) -> None:
    bot = await story(tmp_path, itertools.cycle(EVERY_UPDATE), nursery, postgres_url)
    assert bot.deaths == 35


async def test_killed_and_started_from_nothing(tmp_path: Path) -> None:
    """Each point once in processes started as a service manager does, along the whole journey."""
    apart = ("",) * 6
    points = itertools.chain(*((*apart, point) for point in EVERY_UPDATE), itertools.repeat(""))
    bot = await story(tmp_path, points)
    assert bot.deaths == len(EVERY_UPDATE)


async def test_an_undisturbed_journey_is_the_same(tmp_path: Path, nursery: Nursery) -> None:
    bot = await story(tmp_path, itertools.repeat(""), nursery)
    assert bot.deaths == 0
