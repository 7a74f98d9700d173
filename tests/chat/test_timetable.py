"""Coordinators set the shared agenda in the chat; what they set is what people read and are told."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from bot.clock import PARIS
from storage.tables.delivery import audit
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.chat.test_reminders import DAYS, at


async def test_another_date_is_what_everyone_reads(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    await does(scene.claire, "/agenda journee-30-juillet", "[⚙️ Réglages de cette date]")
    assert "Rappels, en jours avant : 60, 30, 14, 7, 1, 0" in screen(scene.claire)
    await does(scene.claire, "[📅 Changer la date]", "31 juillet 2026", "[Passer]")
    assert "31 juillet 2026" in screen(scene.claire)
    assert "1 date changée" in screen(scene.claire)
    assert "31 juillet 2026" in await does(scene.awa, "/agenda journee-30-juillet")
    await does(scene.claire, "/reglages journee-30-juillet", "[↩️ Comme dans les données]")
    assert "30 juillet 2026" in await does(scene.awa, "/agenda journee-30-juillet")
    async with scene.relais.database.reading():
        rows = await scene.relais.database.unit.execute(select(audit.c.what, audit.c.about))
    assert list(rows).count(("calendar_changed", "journee-30-juillet")) == 2


async def test_other_lead_times_are_those_on_which_people_are_told(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await does(scene.awa, "/rappels", DAYS)
    await does(scene.claire, "/fixerrappels journee-30-juillet")
    assert "Nombres séparés par des virgules" in await does(scene.claire, "bientôt")
    await does(scene.claire, "10")
    assert (await at(scene, "2026-07-16T09:00"))["messages"] == 0, "14 days before is no lead any more"
    assert (await at(scene, "2026-07-20T09:00"))["messages"] == 1
    assert screen(scene.awa).startswith("Dans 10 jours : Journée mondiale de la lutte contre la traite")


async def test_hidden_it_is_neither_read_nor_told(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await does(scene.awa, "/rappels", DAYS)
    await does(scene.claire, "/reglages journee-30-juillet", "[🙈 Le masquer]")
    assert (await at(scene, "2026-07-30T09:00"))["messages"] == 0
    assert "30 juillet" not in await does(scene.awa, "/agenda")
    await does(scene.claire, "/reglages journee-30-juillet", "[👁 L'afficher]")
    assert (await at(scene, "2026-07-30T10:00"))["messages"] == 1


async def test_of_a_check_nothing_can_be_set_that_would_announce_it(scene: Scene) -> None:
    """S52."""
    await claire_signs_up(scene.claire)
    assert "rien n'en est jamais dit avant sa fin" in await does(scene.claire, "/reglages jad-workers")
    assert not has(scene.claire, "⏰ Changer les rappels")
    assert "n'a pas de rappel avant" in await does(scene.claire, "/fixerrappels jad-workers", "7, 1")
    async with scene.relais.database.reading():
        timetable = scene.relais.services.timetable
        assert not await timetable.may_announce("jad-workers", date(2026, 9, 1))
        assert await timetable.may_announce("journee-30-juillet", date(2026, 7, 1))


async def test_the_next_one_stays_in_its_year(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    scene.clock.instant = datetime(2026, 11, 2, 10, tzinfo=PARIS)
    await does(scene.claire, "/fixerdate journee-30-juillet")
    assert "Le prochain est en 2027" in await does(scene.claire, "30 décembre 2026", "[Passer]")
    await does(scene.claire, "/fixerdate nowhere")
    assert "Cette étape est terminée" in screen(scene.claire)
