"""The network and the database in trouble: nothing acknowledged is lost, and people are told what to do."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.catalogues import translator
from bot.sandbox.faults import Fault, cut, error, flood, hang
from bot.sandbox.people import Person
from storage.database import Database
from storage.errors import StorageUnavailable
from tests.chat.conftest import Scene
from tests.chat.reporting import SENTENCE, answers, asks, awa_reports_up_to, presses, reaches
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.chat.trouble import every_tick, without_its_database


def bot_messages(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.message.sender != person.id]


# Replies to people


@pytest.mark.parametrize(
    "fault",
    [flood(1), error(500), error(502), error(504), cut(), hang()],
    ids=lambda fault: f"{fault.kind}{fault.code or ''}",
)
async def test_a_question_whose_sending_fails_once_arrives_all_the_same(scene: Scene, fault: Fault) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    scene.sandbox.faults.next("sendMessage", fault)
    await awa.says("rhsf")
    assert asks(awa, "known_by")


@pytest.mark.parametrize("fault", [cut(after=True), hang(after=True), error(500, after=True)], ids=str)
async def test_a_question_that_arrived_without_our_knowing_is_there_twice_at_most(
    scene: Scene, fault: Fault
) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    scene.sandbox.faults.next("sendMessage", fault)
    await awa.says("rhsf")
    shown = bot_messages(awa)
    assert shown.count(shown[-1]) <= 2
    assert asks(awa, "known_by")
    await presses(awa, "Passer")
    assert asks(awa, "evidence")


async def test_the_wait_that_telegram_asks_is_obeyed(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    scene.sandbox.faults.next("sendMessage", flood(2))
    began = time.monotonic()
    await awa.says("rhsf")
    assert time.monotonic() - began >= 2
    assert asks(awa, "known_by")


async def test_a_longer_wait_keeps_the_reply_and_a_later_pass_sends_it(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    scene.sandbox.faults.next("sendMessage", flood(300))
    await awa.says("rhsf")
    assert "/report/partners" in str(await answers(scene)), "the answer is kept"
    scene.clock.instant += timedelta(minutes=6)
    await every_tick(scene)
    assert asks(awa, "known_by")
    said = len(awa.messages)
    await every_tick(scene)
    assert len(awa.messages) == said, "once"


async def test_replies_kept_leave_before_newer_ones(scene: Scene) -> None:
    scene.sandbox.journal.forgive("not_modified")  # both turns take the buttons of the same message away
    awa = await awa_reports_up_to(scene, "partners")
    scene.sandbox.faults.next("sendMessage", flood(300))
    await awa.says("rhsf")
    await awa.says("passer")
    shown = bot_messages(awa)
    assert "justificatif" in shown[-1]
    assert "Comment le savez-vous" in shown[-2], "in the order of the answers"
    await every_tick(scene)
    assert bot_messages(awa) == shown, "and the pass that follows has nothing old to say"


async def test_of_several_replies_only_those_that_did_not_leave_are_sent_again(scene: Scene) -> None:
    awa = scene.awa
    scene.sandbox.faults.next("setMyCommands", error(500))
    await awa.says("/langue")
    scene.sandbox.faults.next("sendMessage", flood(300), times=1)
    await awa.starts()  # two messages: what this is, then the first question
    await every_tick(scene)
    shown = bot_messages(awa)
    assert len([text for text in shown if "Relais 8.7 porte" in text]) == 1
    assert len([text for text in shown if "Acceptez-vous" in text]) == 1


async def test_someone_who_blocked_the_bot_stops_nothing(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await awa.blocks_the_bot()
    await presses(scene.claire, "La lire")
    await presses(scene.claire, "Valider")
    await every_tick(scene)
    assert (await scene.rows())["contributions"] == 1


async def test_a_hail_of_trouble_loses_no_answer(scene: Scene) -> None:
    """A call in five fails, one way or another; Awa goes on as people do, looking at her screen."""
    kinds = (flood(1), error(502), cut(), cut(after=True), error(500, after=True))
    scene.sandbox.journal.forgive("not_modified", "query_answered")
    await awa_signs_up(scene.awa)
    scene.sandbox.faults.at_random(0.2, seed=87, kinds=kinds)
    await reaches(scene.awa, "recap")
    await presses(scene.awa, "Envoyer")
    scene.sandbox.faults.clear()
    await every_tick(scene)
    assert (await scene.rows())["contributions"] == 1
    stored = await scene.everything_stored()
    assert SENTENCE in stored


# The database


@pytest.fixture
def apology() -> str:
    """What people read when nothing can be saved."""
    return translator("fr")(StorageUnavailable().text)


async def test_a_database_that_is_gone_is_said_and_nothing_is_half_done(scene: Scene, apology: str) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    async with without_its_database(scene):
        await awa.says("rhsf")
        assert awa.last.text == apology
        await presses(awa, "Passer")
        assert awa.last.text == apology
        await scene.marc.says("/menu")
        assert scene.marc.last.text == apology
    await awa.says("rhsf")
    assert asks(awa, "known_by"), "as if nothing had happened"


async def test_a_full_disk_is_said_and_nothing_is_half_done(scene: Scene, apology: str) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    before = await answers(scene)
    await limit_pages(scene.relais.database, growing=False)
    await awa.says("les salles sont trop petites, " * 130)
    assert awa.last.text == apology
    await limit_pages(scene.relais.database, growing=True)
    assert await answers(scene) == before
    await awa.says("salles trop petites")
    assert not asks(awa, "difficulty")
    assert "salles trop petites" in await scene.everything_stored()


async def limit_pages(database: Database, *, growing: bool) -> None:
    """SQLite's own stop: past so many pages it answers as on a full disk (SQLITE_FULL)."""
    async with database.transaction():
        unit = database.unit
        pages = (await unit.execute(text("PRAGMA page_count"))).scalar_one()
        most = 1_000_000_000 if growing else pages
        await unit.execute(text(f"PRAGMA max_page_count = {most}"))


async def test_another_process_that_writes_for_three_seconds_only_makes_people_wait(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    path = scene.relais.settings.data / "relais87.db"
    locked = threading.Event()

    def import_beside() -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        locked.set()
        time.sleep(3)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=import_beside)
    thread.start()
    await asyncio.to_thread(locked.wait)
    began = time.monotonic()
    await awa.says("rhsf")
    thread.join()
    assert asks(awa, "known_by")
    assert time.monotonic() - began > 2


async def test_a_full_disk_under_the_files_is_said(
    scene: Scene, apology: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    awa = await awa_reports_up_to(scene, "evidence")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.files._write", full)
    await awa.sends_document("bilan.txt", b"75")
    assert apology in awa.last.text
    monkeypatch.undo()
    await awa.sends_document("bilan.txt", b"75")
    assert "1 fichier" in awa.last.text
