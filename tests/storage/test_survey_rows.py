"""Forms of the coordinators' own, and what people answered, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.dialogues.ports import SessionState
from bot.people.audience import Audience
from bot.surveys.model import Counts, Passed, Passing, Submission, Survey, SurveyState, Version
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later, session

NEEDS = Survey("s1", "needs", "Besoins", "v1", created_at=NOON, created_by="claire")
OPEN = replace(
    NEEDS,
    state=SurveyState.OPEN,
    next_version="v2",
    audience=Audience(("local_association",), ("region:11",), ("fr",)),
    until=date(2026, 6, 30),
    opened_at=later(hours=1),
)


def submission(name: str, **given: object) -> Submission:
    """Answers of Ghett'up."""
    sent = Submission(f"uuid:{name}", "s1", "v1", "ghettup", NOON, "<data><a>é\x00</a></data>")
    return replace(sent, **given)  # type: ignore[arg-type]


@pytest.fixture
async def needs(database: Database, repos: Repositories, people: People) -> Survey:
    """Claire's form, not open yet."""
    async with database.transaction():
        await repos.surveys.add(NEEDS)
    return NEEDS


async def test_a_survey_comes_back_as_it_was(database: Database, repos: Repositories, needs: Survey) -> None:
    async with database.transaction():
        assert await repos.surveys.get("s1") == needs
        assert await repos.surveys.save(OPEN)
        assert not await repos.surveys.save(OPEN), "its revision has grown: whoever is second writes nothing"
    async with database.reading():
        assert await repos.surveys.get("s1") == replace(OPEN, revision=1)
        assert await repos.surveys.get("s2") is None


async def test_which_survey_a_file_belongs_to(database: Database, repos: Repositories, needs: Survey) -> None:
    async with database.transaction():
        assert (await repos.surveys.by_form("needs")) == needs
        assert await repos.surveys.by_form("other") is None
        assert await repos.surveys.save(replace(needs, state=SurveyState.CLOSED))
        assert await repos.surveys.by_form("needs") is None, "a closed one is not renewed"
        await repos.surveys.add(replace(needs, id="s2", created_at=later(hours=1)))
        assert [one.id for one in await repos.surveys.all()] == ["s2", "s1"]
        assert await repos.surveys.open() == []


async def test_versions_in_order_and_each_once(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    first = Version("s1", "v1", 1, "besoins.xlsx", NOON)
    second = Version("s1", "v2", 2, "besoins-2.xlsx", later(hours=1))
    async with database.transaction():
        for version in (second, first, replace(first, number=3)):
            await repos.surveys.add_version(version)
        assert await repos.surveys.versions("s1") == [first, second]


async def test_lists_stay_with_their_version(database: Database, repos: Repositories) -> None:
    files = {"communes.csv": b"name,label\n", "zones.geojson": bytes(range(256))}
    async with database.transaction():
        await repos.form_versions.keep("v1", "needs", "<x/>", files)
        await repos.form_versions.keep("v1", "needs", "<x/>", {"other.csv": b""})
        await repos.form_versions.keep("v2", "needs", "<y/>")
    async with database.reading():
        assert await repos.form_versions.files("v1") == files
        assert await repos.form_versions.files("v2") == {}


async def test_files_towards_a_form_last_a_day(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.surveys.keep_file("claire", "a.csv", b"1", NOON)
        await repos.surveys.keep_file("claire", "a.csv", b"2", later(hours=1))
        await repos.surveys.keep_file("claire", "form.xlsx", b"PK\x00", later(hours=2))
        assert await repos.surveys.drop_files("claire") == {"a.csv": b"2", "form.xlsx": b"PK\x00"}
        assert await repos.surveys.drop_files("awa") == {}
        await repos.surveys.forget_file("claire", "form.xlsx")
        assert await SqlPurge(database).dropped_before(later(hours=1)) == 0
        assert await SqlPurge(database).dropped_before(later(hours=2)) == 1
        assert await repos.surveys.drop_files("claire") == {}


async def test_who_is_there_with_each_organisation(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.organisations.join("awa", "lilesd", later(hours=1))
        await repos.organisations.leave("marc", "lilesd", later(hours=1))
    async with database.reading():
        found = [(member.id, organisation.id) for member, organisation in await repos.surveys.people()]
    assert found == [("awa", "ghettup"), ("awa", "lilesd")]


async def test_counts_leave_previews_and_other_surveys_out(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    about = {"survey": "s1"}
    drafts = [
        replace(session("d1", 5), dialogue="survey", about=about),
        replace(session("d2", 5), dialogue="survey", about={"survey": "s2"}),
        replace(session("d3", 5), dialogue="survey_preview", about=about),
        replace(session("d4", 5), dialogue="survey", about=about, state=SessionState.FINISHED),
    ]
    async with database.transaction():
        for draft in drafts:
            await repos.sessions.add(draft)
        assert await repos.submissions.add(submission("a"))
        assert not await repos.submissions.add(submission("a")), "the same instance twice is there once"
        assert await repos.surveys.counts("s1") == Counts(sent=1, drafts=1)


async def test_answers_come_back_in_order_and_follow_a_merge(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    async with database.transaction():
        for name in ("a", "b"):
            await repos.submissions.add(submission(name))
        await repos.organisations.replace("ghettup", "lilesd")
    async with database.reading():
        found = await repos.submissions.of_survey("s1")
    assert [one.instance_id for one in found] == ["uuid:a", "uuid:b"]
    assert {one.organisation_id for one in found} == {"lilesd"}
    assert found[0].xml == "<data><a>é\ufffd</a></data>", "what a database cannot hold is marked"


async def test_forgetting_who_made_a_survey_keeps_the_survey(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    async with database.transaction():
        await repos.surveys.keep_file("claire", "a.csv", b"1", NOON)
        await repos.members.erase("claire", NOON)
        kept = await repos.surveys.get("s1")
        assert kept is not None
        assert kept.created_by is None
        assert await repos.surveys.drop_files("claire") == {}


# On their way to another server


async def test_each_is_claimed_once_and_a_cut_claim_comes_back(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    async with database.transaction():
        for name in ("a", "b"):
            await repos.submissions.add(submission(name))
    async with database.transaction():
        ((first, tried),) = await repos.submissions.claim(NOON, 1)
        assert (first.instance_id, tried) == ("uuid:a", 1)
        ((second, _),) = await repos.submissions.claim(NOON, 5)
        assert second.instance_id == "uuid:b"
        assert await repos.submissions.claim(later(minutes=9), 5) == []
        again = await repos.submissions.claim(later(minutes=10), 5)
        assert [(one.instance_id, tries) for one, tries in again] == [("uuid:a", 2), ("uuid:b", 2)]


async def test_what_becomes_of_them(database: Database, repos: Repositories, needs: Survey) -> None:
    async with database.transaction():
        for name in ("a", "b", "c"):
            await repos.submissions.add(submission(name))
        await repos.submissions.claim(NOON, 3)
        await repos.submissions.settle("uuid:a", True, NOON, "201")
        await repos.submissions.settle("uuid:b", False, NOON, "404 no such form")
        await repos.submissions.defer("uuid:c", later(minutes=2), "500")
        counts = {Passing.TAKEN: 1, Passing.REFUSED: 1, Passing.QUEUED: 1}
        assert await repos.submissions.passed("s1") == Passed(counts, "404 no such form")
        assert await repos.submissions.claim(later(minutes=1), 3) == []
        assert await repos.submissions.retry("s1", later(minutes=3)) == 1
        found = await repos.submissions.claim(later(minutes=3), 3)
        assert sorted((one.instance_id, tries) for one, tries in found) == [("uuid:b", 1), ("uuid:c", 2)]


async def test_two_processes_never_claim_the_same(
    database: Database, repos: Repositories, needs: Survey
) -> None:
    async with database.transaction():
        for number in range(12):
            await repos.submissions.add(submission(f"i{number}"))

    async def one() -> list[str]:
        async with database.transaction():
            return [found.instance_id for found, _ in await repos.submissions.claim(NOON, 3)]

    taken = [name for names in await asyncio.gather(*(one() for _ in range(6))) for name in names]
    assert len(taken) == len(set(taken)) == 12
