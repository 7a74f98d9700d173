"""S19: an organisation's own event: reminders still ahead, moved, cancelled, followed, reported."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar
from sqlalchemy import select

from bot.assembly import jobs_of
from bot.clock import PARIS
from bot.sandbox.people import Person
from storage.tables.gatherings import gatherings, gatherings_told
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up
from tests.chat.test_surveys import file_of

FESTIVAL = ("/evenement nouveau", "Festival des quais", "[Festival, salon ou spectacle]", "20 juillet 2026")
LEFT = ("[Passer]", "15:00", "L'Île-Saint-Denis", "[Passer]", "[Passer]", "[Notre organisation seule]")


async def at(scene: Scene, when: str) -> dict[str, int]:
    """One pass of the reminders at an instant in Paris."""
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)
    return dict(await jobs_of(scene.relais).remind())


async def awa_plans(scene: Scene, on: str = "2026-05-01T10:00") -> str:
    """Awa plans the festival; its id."""
    scene.clock.instant = datetime.fromisoformat(on).replace(tzinfo=PARIS)
    await awa_signs_up(scene.awa)
    await does(scene.awa, *FESTIVAL, *LEFT, "[Envoyer]")
    return await the_id(scene)


async def the_id(scene: Scene) -> str:
    async with scene.relais.database.reading():
        return str((await scene.relais.database.unit.execute(select(gatherings.c.id))).scalar_one())


async def agenda(person: Person) -> str:
    """All the pages of the agenda."""
    return "\n".join([await does(person, f"/agenda ~{page}") for page in range(5)])


async def told(scene: Scene) -> list[int]:
    """The leads told, in order."""
    async with scene.relais.database.reading():
        asked = select(gatherings_told.c.lead).order_by(gatherings_told.c.told_at)
        return list((await scene.relais.database.unit.execute(asked)).scalars())


async def every_day(scene: Scene, first: str, last: str) -> list[tuple[str, str]]:
    """A pass at ten each day; the day and the first line of each message that Awa gets."""
    seen, day = [], datetime.fromisoformat(first)
    while day <= datetime.fromisoformat(last):
        before = len(scene.awa.messages)
        await at(scene, day.strftime("%Y-%m-%dT10:00"))
        if len(scene.awa.messages) > before:
            seen.append((day.strftime("%d/%m"), screen(scene.awa).splitlines()[0]))
        day = datetime.fromordinal(day.toordinal() + 1)
    return seen


async def test_a_festival_on_20_july_planned_on_1_may_has_what_is_still_ahead(scene: Scene) -> None:
    await awa_plans(scene)
    assert screen(scene.awa).startswith("C'est prévu.\n\nFestival des quais\n20 juillet 2026, 15:00")
    assert "Rappels à venir : 30 jours avant, 7 jours avant, le jour même, 14 jours après." in screen(
        scene.awa
    )
    seen = await every_day(scene, "2026-05-02", "2026-08-31")
    assert seen == [
        ("22/06", "Dans 28 jours : Festival des quais, 20 juillet 2026"),  # 20 June is a Saturday
        ("13/07", "Dans 7 jours : Festival des quais, 20 juillet 2026"),
        ("20/07", "Aujourd'hui : Festival des quais"),
        ("03/08", "Festival des quais a eu lieu le 20 juillet 2026. Qu'avez-vous fait à cette occasion ?"),
    ]
    assert await told(scene) == [-30, -7, 0, 14]


async def test_moving_the_date_plans_anew_and_tells_none_twice(scene: Scene) -> None:
    await awa_plans(scene)
    await every_day(scene, "2026-05-02", "2026-07-14")
    assert await told(scene) == [-30, -7]
    await does(scene.awa, f"/evenement {await the_id(scene)}", "[📅 Changer la date]")
    await does(scene.awa, "3 août 2026", "[Passer]", "[Passer]")
    assert screen(scene.awa).startswith("La date est changée.")
    seen = await every_day(scene, "2026-07-15", "2026-09-15")
    assert [first for _, first in seen] == [
        "Aujourd'hui : Festival des quais",
        "Festival des quais a eu lieu le 3 août 2026. Qu'avez-vous fait à cette occasion ?",
    ]
    assert await told(scene) == [-30, -7, 0, 14], "7 days before was told for the first date"


async def test_colleagues_are_told_once_that_it_moved_and_once_that_it_is_cancelled(scene: Scene) -> None:
    event = await awa_plans(scene, "2026-05-04T10:00")
    await signs_up(scene.marc, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    await does(
        scene.awa, f"/evenement {event}", "[📅 Changer la date]", "21 juillet 2026", "[Passer]", "16:00"
    )
    assert screen(scene.marc).startswith("La date a changé : Festival des quais\n21 juillet 2026, 16:00")
    await does(scene.awa, f"/evenement {event}", "[🚫 L'annuler]", "[Oui, l'annuler]")
    assert screen(scene.marc).startswith("Annulé : Festival des quais, 21 juillet 2026.")
    before = len(scene.marc.messages)
    await does(scene.awa, f"/annuler {event}.1", f"/annuler {event}.2")
    assert await every_day(scene, "2026-05-05", "2026-08-15") == []
    assert len(scene.marc.messages) == before, "cancelled once, and nothing more is said of it"
    assert "Festival" not in await agenda(scene.marc)


async def test_the_report_begins_with_what_the_event_tells(scene: Scene) -> None:
    await awa_plans(scene)
    await every_day(scene, "2026-07-30", "2026-08-03")
    await does(scene.awa, "[📝 Dire ce que vous avez fait]")
    recap = await does(scene.awa, "2.2.E", "/recap")
    assert "Festival des quais" in recap
    assert "20 juillet 2026" in recap
    assert "L'Île-Saint-Denis (93)" in recap


async def test_from_the_reminder_to_kits_that_fit_and_to_silence(scene: Scene) -> None:
    await awa_plans(scene)
    await every_day(scene, "2026-07-10", "2026-07-13")
    await does(scene.awa, "[🔕 Arrêter : Festival des quais]")
    assert "Grand public" in await does(scene.awa, "[📦 Kits qui conviennent]")
    assert await every_day(scene, "2026-07-14", "2026-08-15") == []


async def test_put_off_for_three_days(scene: Scene) -> None:
    await awa_plans(scene)
    await every_day(scene, "2026-07-13", "2026-07-13")
    await does(scene.awa, "[Dans 3 jours]")
    seen = await every_day(scene, "2026-07-14", "2026-07-20")
    assert [first for _, first in seen] == [
        "Dans 4 jours : Festival des quais, 20 juillet 2026",
        "Aujourd'hui : Festival des quais",
    ]


async def test_others_read_of_it_only_when_it_is_meant_for_them(scene: Scene) -> None:
    event = await awa_plans(scene, "2026-05-04T10:00")
    await signs_up(scene.marc, "Collectivité locale", "Mairie de L'Île-Saint-Denis", "93450")
    assert "Festival" not in await agenda(scene.marc)
    assert "n'est plus là" in await does(scene.marc, f"/evenement {event}")
    assert "n'est plus là" in await does(scene.marc, f"/evenement {event}", f"/annuler {event}.0")


async def test_a_follower_is_reminded_and_the_organisation_is_not_its_own_to_change(scene: Scene) -> None:
    scene.clock.instant = datetime(2026, 5, 4, 10, 0, tzinfo=PARIS)
    await awa_signs_up(scene.awa)
    everyone = (*LEFT[:-1], "[Tous les membres]")
    await does(scene.awa, *FESTIVAL, *everyone, "[Envoyer]")
    await claire_signs_up(scene.claire)
    assert "Festival des quais : 20 juillet 2026" in await agenda(scene.claire)
    await does(scene.claire, f"/evenement {await the_id(scene)}", "[🔔 Me le rappeler]")
    assert not has(scene.claire, "🚫 L'annuler")
    await at(scene, "2026-07-13T10:00")
    assert screen(scene.claire).startswith("Dans 7 jours : Festival des quais")


async def test_an_event_goes_into_a_calendar_at_its_hour(scene: Scene) -> None:
    await awa_plans(scene, "2026-05-04T10:00")
    await does(scene.awa, f"/evenement {await the_id(scene)}", "[🗓 Dans mon calendrier]")
    _, content = file_of(scene.awa, scene)
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    assert entry["SUMMARY"] == "Festival des quais"
    assert entry.decoded("DTSTART").isoformat() == "2026-07-20T15:00:00+02:00"
    assert entry["LOCATION"] == "L'Île-Saint-Denis"
    await does(scene.awa, "/calendrier")
    _, content = file_of(scene.awa, scene)
    assert "Festival des quais" in [str(one["SUMMARY"]) for one in Calendar.from_ical(content).walk("VEVENT")]


async def test_bad_answers_are_said_and_nothing_is_lost(scene: Scene) -> None:
    scene.clock.instant = datetime(2026, 5, 4, 10, 0, tzinfo=PARIS)
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/evenement nouveau", "Fête", "[Autre]")
    assert "Ce jour est passé." in await does(scene.awa, "1er mai 2026")
    await does(scene.awa, "20 juillet 2026")
    assert "ne peut pas finir avant" in await does(scene.awa, "19 juillet 2026")
    await does(scene.awa, "21 juillet 2026", "[Passer]", "[Passer]")
    assert "Un lien commence par https://" in await does(scene.awa, "ghettup.fr")
    await does(scene.awa, "https://ghettup.fr/fete", "[Notre organisation seule]", "[Envoyer]")
    assert "du 20 juillet 2026 au 21 juillet 2026" in screen(scene.awa)


async def test_who_is_forgotten_leaves_the_event_to_their_organisation(scene: Scene) -> None:
    event = await awa_plans(scene, "2026-05-04T10:00")
    await does(scene.awa, f"/suivredate {event}-")
    assert '"events_and_meetings": [' in await does(scene.awa, "/mesdonnees")
    await does(scene.awa, "/supprimer", "[Oui…")
    rows = await scene.rows()
    assert (rows["gatherings"], rows["gathering_replies"], rows["gatherings_told"]) == (1, 0, 0)
    async with scene.relais.database.reading():
        row = (await scene.relais.database.unit.execute(select(gatherings))).one()
    assert row.author_id is None


async def test_nothing_after_an_emergency_card(scene: Scene) -> None:
    await awa_plans(scene)
    await does(scene.awa, "/urgence")
    assert (await at(scene, "2026-07-20T10:00"))["messages"] == 0
