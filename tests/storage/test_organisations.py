"""Organisations: who speaks for them, doubles merged, the directory put in without undoing anyone's work."""

from __future__ import annotations

from dataclasses import replace

from bot.contributions.model import Partner
from bot.people.directory import DirectoryEntry, directory
from bot.people.model import Consent, Organisation, Standing
from storage.database import Database
from storage.repositories import Repositories
from storage.seed import seed_directory
from tests.storage.cast import NOON, People, change, contribution, later, member, session


async def test_an_organisation_comes_back_as_it_was(
    database: Database, repos: Repositories, people: People
) -> None:
    full = Organisation(
        "medef",
        "Mouvement des entreprises de France",
        "partenaires_sociaux",
        acronym="MEDEF",
        aliases=("Medef", "مديف"),
        groups=("partenaires_sociaux", "reseaux_entreprises"),
        place="region:11",
        standing=Standing.APPROVED,
    )
    async with database.transaction():
        await repos.organisations.add(full)
    async with database.reading():
        assert await repos.organisations.get("medef") == full
        assert await repos.organisations.get("nothing") is None
        assert [o.id for o in await repos.organisations.all()] == ["ghettup", "lilesd", "medef"]
        assert await repos.organisations.standing(Standing.PROPOSED) == [people.town]
        assert await repos.organisations.standing(Standing.REFUSED) == []


async def test_text_that_a_database_would_refuse_is_kept_all_the_same(
    database: Database, repos: Repositories
) -> None:
    async with database.transaction():
        await repos.organisations.add(Organisation("odd", "Tout\x00 un art \ud83d", "local_association"))
    async with database.reading():
        kept = await repos.organisations.get("odd")
    assert kept is not None
    assert kept.name == "Tout\ufffd un art \ufffd"


async def test_several_people_and_a_handover(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.organisations.join("marc", "ghettup", later(days=1))
        await repos.organisations.join("marc", "ghettup", later(days=2))
        assert await repos.organisations.members_of("ghettup") == [people.awa, people.marc]
        assert await repos.organisations.of_member("marc") == [people.town, people.ghettup]
        await repos.organisations.leave("awa", "ghettup", later(days=3))
        assert await repos.organisations.members_of("ghettup") == [people.marc]
        assert await repos.organisations.of_member("awa") == []
        await repos.organisations.join("awa", "ghettup", later(days=4))
        assert await repos.organisations.members_of("ghettup") == [people.marc, people.awa]
        counted = await repos.organisations.count_members()
        assert counted == [(people.ghettup, 2), (people.town, 1)]


async def test_a_double_gives_everything_to_the_other(
    database: Database, repos: Repositories, people: People
) -> None:
    double = Organisation("double", "Ghettup 93", "local_association", standing=Standing.PROPOSED)
    about = {"organisation": "double", "field": "title"}
    async with database.transaction():
        await repos.organisations.add(double)
        ines = member("ines", 600)
        await repos.members.add(ines, Consent("ines", "2026-1", "fr", NOON))
        for who in ("ines", "awa"):
            await repos.organisations.join(who, "double", later(days=1))
        await repos.sessions.add(session("draft", 600, organisation_id="double", about=about))
        mine = contribution("c1", 1, "double")
        theirs = contribution("c2", 2, "lilesd", partners=(Partner("Ghettup 93", "double"),))
        for sent in (mine, theirs):
            await repos.contributions.add(sent, change(sent.id))
    async with database.transaction():
        before = await repos.sessions.get("draft")
        await repos.organisations.replace("double", "ghettup")
    assert before is not None
    async with database.transaction():
        assert {m.id for m in await repos.organisations.members_of("ghettup")} == {"awa", "ines"}
        assert await repos.organisations.members_of("double") == []
        (draft,) = await repos.sessions.open_of_organisations(["ghettup"])
        assert draft.about == {"organisation": "ghettup", "field": "title"}
        assert [c.id for c in await repos.contributions.of_organisation("ghettup")] == ["c1"]
        partner = await repos.contributions.get("c2")
        assert partner is not None
        assert partner.partners == (Partner("Ghettup 93", "ghettup"),)
        assert await repos.sessions.save(before) is False, "a save in the old name would undo the move"
        assert await repos.contributions.save(mine, change("c1")) is False
        assert await repos.organisations.get("double") == double, "refusing it is the caller's decision"
        await repos.organisations.replace("ghettup", "ghettup")
        assert [c.id for c in await repos.contributions.of_organisation("ghettup")] == ["c1"]


async def test_the_directory_is_put_in_once(database: Database, repos: Repositories) -> None:
    assert await seed_directory(database) == len(directory()) == 208
    assert await seed_directory(database) == 0
    async with database.reading():
        everyone = await repos.organisations.all()
        ccem = await repos.organisations.get("ccem")
    assert len(everyone) == 208
    assert {o.standing for o in everyone} == {Standing.LISTED}
    assert ccem is not None
    assert (ccem.acronym, ccem.kind) == ("CCEM", "associations_ong")


async def test_the_directory_never_overwrites_people(database: Database, repos: Repositories) -> None:
    old = DirectoryEntry("ccem", "Comité esclavage", "association_ong", groups=("associations_ong",))
    other = DirectoryEntry("rhsf", "RHSF", "association_ong", groups=("associations_ong",))
    proposed = Organisation("ics", "Le nom donné par Awa", "local_association", standing=Standing.PROPOSED)
    async with database.transaction():
        await repos.organisations.add(proposed)
    assert await seed_directory(database, [old, other]) == 2
    async with database.transaction():
        ccem = await repos.organisations.get("ccem")
        assert ccem is not None
        edited = replace(ccem, name="Comité, corrigé par Claire", place="commune:75056")
        await repos.organisations.save(edited)
    newer = [
        replace(old, name="Comité contre l'esclavage moderne", acronym="CCEM"),
        replace(other, name="Ressources humaines sans frontières", acronym="RHSF"),
        DirectoryEntry("ics", "Initiative for Compliance", "reseau_entreprises"),
    ]
    assert await seed_directory(database, newer) == 1
    async with database.reading():
        assert await repos.organisations.get("ccem") == edited
        assert await repos.organisations.get("ics") == proposed
        rhsf = await repos.organisations.get("rhsf")
    assert rhsf is not None
    assert rhsf.name == "Ressources humaines sans frontières"
