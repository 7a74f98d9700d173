"""S29: reminders of the agenda: asked for, before, on the day, after; put off, stopped, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from icalendar import Calendar
from sqlalchemy import select

from bot.assembly import jobs_of
from bot.clock import PARIS
from storage.tables.reminders import reminders_told
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.chat.test_surveys import file_of

DAYS = "[🔔 Me prévenir : Journées officielles]"


async def at(scene: Scene, when: str) -> dict[str, int]:
    """One pass of the reminders at an instant in Paris; the day's notices with it."""
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)
    return dict(await jobs_of(scene.relais).remind())


async def test_the_thirtieth_of_july(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    assert await at(scene, "2026-07-30T08:45") == {"members": 1, "messages": 0, "reminders": 0, "sent": 0}
    assert await at(scene, "2026-07-30T09:00") == {"members": 1, "messages": 1, "reminders": 1, "sent": 1}
    assert screen(scene.awa) == written("""
        Aujourd'hui : Journée mondiale de la lutte contre la traite d'êtres humains
        Dans la stratégie française, ce jour sert aussi à parler du travail forcé.
        En plein été : relayer en ligne, afficher à la piscine, au festival, à l'accueil social.

        Vous le redire plus tard ?
        [📦 Kits du jour]
        [📅 Journée mondiale de la lutte…]
        [Dans 1 jour] [Dans 3 jours] [Dans 7 jours]
        [🔕 Arrêter : Journées officielles]
        [Menu] [En danger ?]
    """)
    for later in ("2026-07-30T09:15", "2026-07-31T09:00", "2026-08-03T09:00", "2026-08-28T10:00"):
        assert (await at(scene, later))["messages"] == 0, later
    assert (await at(scene, "2026-08-31T09:00"))["messages"] == 1, "29 August is a Saturday"
    assert "a eu lieu le 30 juillet 2026. Qu'avez-vous fait à cette occasion ?" in screen(scene.awa)
    await does(scene.awa, "[📝 Dire ce que vous avez fait]")
    await does(scene.awa, "affichage à la piscine pendant deux semaines")
    assert "2.2.E" in await does(scene.awa, "/recap")


async def test_from_the_day_to_its_kits(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    await at(scene, "2026-07-30T09:00")
    assert "K" in await does(scene.awa, "[📦 Kits du jour]")
    assert screen(scene.awa).startswith("Journée mondiale de la lutte contre la traite")


async def test_nobody_is_told_who_did_not_ask(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await does(scene.claire, "/rappels", DAYS, "[🔕 Arrêter : Journées officielles]")
    before = len(scene.awa.messages) + len(scene.claire.messages)
    assert (await at(scene, "2026-07-30T09:00"))["messages"] == 0
    assert len(scene.awa.messages) + len(scene.claire.messages) == before


async def test_nothing_to_who_asked_for_silence(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS, "/stop")
    assert "Vous m'avez demandé de ne pas écrire en premier" in await does(scene.awa, "/rappels")
    before = len(scene.awa.messages)
    assert await at(scene, "2026-07-30T09:00") == {"members": 0, "messages": 0, "reminders": 0, "sent": 0}
    assert len(scene.awa.messages) == before
    await does(scene.awa, "[L'autoriser]")
    assert (await at(scene, "2026-07-30T10:00"))["messages"] == 1


async def test_stopped_in_one_tap_from_the_reminder_itself(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    await at(scene, "2026-07-23T09:00")
    assert screen(scene.awa).startswith("Dans 7 jours : Journée mondiale de la lutte contre la traite")
    await does(scene.awa, "[🔕 Arrêter : Journées officielles]")
    assert has(scene.awa, "🔔 Me prévenir : Journées officielles")
    assert (await at(scene, "2026-07-30T09:00"))["messages"] == 0


async def test_put_off_for_three_days(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    await at(scene, "2026-07-16T09:00")
    assert screen(scene.awa).startswith("Dans 14 jours")
    seen = await does(scene.awa, "[Dans 3 jours]")
    assert seen.startswith("Je vous le redirai à partir du 19 juillet 2026.")
    assert (await at(scene, "2026-07-17T09:00"))["messages"] == 0
    assert (await at(scene, "2026-07-20T09:00"))["messages"] == 1, "the 19th is a Sunday"
    assert screen(scene.awa).startswith("Dans 10 jours")


async def test_a_button_of_someone_elses_reminder_does_nothing(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    await at(scene, "2026-07-23T09:00")
    await claire_signs_up(scene.claire)
    async with scene.relais.database.reading():
        rows = await scene.relais.database.unit.execute(select(reminders_told.c.push_id))
    await scene.claire.says(f"/redire {rows.scalar_one()}.3")
    async with scene.relais.database.reading():
        claire = await scene.relais.repositories.members.by_telegram(scene.claire.id)
        assert claire is not None
        assert not (await scene.relais.repositories.reminders.choices(claire.id)).snoozed


async def test_a_reminder_kept_back_by_a_stop_is_weighed_again(
    scene: Scene,
) -> None:
    """The bot stopped between making it ready and sending it; at night it does not leave."""
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    jobs = jobs_of(scene.relais)
    scene.clock.instant = datetime(2026, 7, 29, 18, 15, tzinfo=PARIS)
    async with scene.relais.database.transaction():
        assert (await jobs.reminder_actions.remind(scene.clock.now()))["messages"] == 1
    before = len(scene.awa.messages)
    scene.clock.instant = datetime(2026, 7, 29, 22, 0, tzinfo=PARIS)
    await jobs.notices()
    assert len(scene.awa.messages) == before
    assert (await at(scene, "2026-07-30T09:00"))["sent"] == 1
    assert screen(scene.awa).startswith("Aujourd'hui")


async def test_hours_are_those_of_where_the_person_is(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    async with scene.relais.database.transaction():
        repos = scene.relais.repositories
        member = await repos.members.by_telegram(scene.awa.id)
        assert member is not None
        for organisation in await repos.organisations.of_member(member.id):
            await repos.organisations.save(replace(organisation, place="department:988"))
    assert (await at(scene, "2026-07-29T23:30"))["messages"] == 0, "08:30 in Nouméa"
    assert (await at(scene, "2026-07-30T00:30"))["messages"] == 1, "09:30 in Nouméa"


async def test_who_is_forgotten_leaves_no_choice(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/rappels", DAYS)
    await at(scene, "2026-07-30T09:00")
    assert '"kinds": [' in await does(scene.awa, "/mesdonnees")
    rows = await scene.rows()
    assert (rows["reminder_choices"], rows["reminders_told"]) == (1, 1)
    await does(scene.awa, "/supprimer", "[Oui…")
    rows = await scene.rows()
    assert (rows["reminder_choices"], rows["reminders_told"]) == (0, 0)


async def test_the_day_goes_into_a_calendar(scene: Scene) -> None:
    """Without an account: the file arrives, with its alarms."""
    await does(scene.awa, "/calendrier journee-30-juillet@2026-07-30")
    name, content = file_of(scene.awa, scene)
    assert name.endswith(".ics")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["SUMMARY"].startswith("Journée mondiale de la lutte contre la traite")
    assert event.decoded("DTSTART").isoformat() == "2026-07-30"
    assert event.walk("VALARM")
