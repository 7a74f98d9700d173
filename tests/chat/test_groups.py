"""A group chat of an association follows the agenda: who may ask, what is announced there, what ends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.assembly import jobs_of
from bot.clock import PARIS
from bot.delivery.pacing import Pacer
from bot.people.model import Standing
from bot.sandbox.faults import cut, error, flood
from bot.sandbox.model import Message
from bot.sandbox.people import Person, Seen
from storage.tables.groups import group_followings
from tests.chat.conftest import Scene
from tests.chat.golden import does, reads, written
from tests.chat.steps import awa_signs_up, claire_signs_up

LINK = "https://t.me/relais87_bot"


@dataclass
class Room:
    """A group as a test sees it."""

    scene: Scene
    id: int

    async def hears(self, person: Person, text: str) -> None:
        """Someone writes in it."""
        await self.scene.sandbox.give(self.scene.sandbox.acts.say(person.id, text, chat=self.id))

    @property
    def heard(self) -> list[str]:
        """What the bot said there, oldest first, as people read it."""
        return [reads(Seen(one)) for one in self.of_bot]

    @property
    def of_bot(self) -> list[Message]:
        """The bot's messages there."""
        world = self.scene.sandbox.world
        return [one for one in world.on_screen(self.id) if one.sender == world.bot.id]


@pytest.fixture
def room(scene: Scene) -> Room:
    """The volunteers' group of Ghett'up: Awa owns it, Marc is in it."""
    group = scene.sandbox.world.add_group("Bénévoles", [scene.awa.id, scene.marc.id], creator=scene.awa.id)
    return Room(scene, group.id)


async def at(scene: Scene, when: str) -> dict[str, int]:
    """One pass over the groups at an instant in Paris."""
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)
    return dict(await jobs_of(scene.relais).groups())


async def followed(scene: Scene) -> list[int]:
    """The numbers of the groups that follow."""
    async with scene.relais.database.reading():
        return list((await scene.relais.database.unit.execute(select(group_followings.c.chat_id))).scalars())


async def test_the_thirtieth_of_july_in_a_group(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre@relais87_bot")
    assert room.heard == [
        written("""
        Ce groupe suit l'agenda, pour Ghett'up.
        J'y annoncerai les journées officielles : deux semaines avant, le jour même, une fois après. Je ne lis et ne garde rien de ce que vous écrivez.
        Un administrateur l'arrête par /arreter@relais87_bot, ou en me retirant du groupe.
        [M'écrire en privé]
    """)  # noqa: E501
    ]
    assert await at(scene, "2026-07-16T08:45") == {"due": 0, "sent": 0}, "not before nine"
    assert await at(scene, "2026-07-16T09:00") == {"due": 1, "sent": 1}
    assert room.heard[1].startswith("Dans 14 jours : Journée mondiale de la lutte contre la traite")
    for quiet in ("2026-07-16T09:15", "2026-07-23T09:00", "2026-07-29T09:00"):
        assert (await at(scene, quiet))["due"] == 0, quiet
    assert (await at(scene, "2026-07-30T09:00"))["sent"] == 1
    assert room.heard[2] == written("""
        Aujourd'hui : Journée mondiale de la lutte contre la traite d'êtres humains
        Dans la stratégie française, ce jour sert aussi à parler du travail forcé.
        En plein été : relayer en ligne, afficher à la piscine, au festival, à l'accueil social.
        [M'écrire en privé]
    """)
    assert (await at(scene, "2026-08-29T09:00"))["due"] == 0, "a Saturday"
    assert (await at(scene, "2026-08-31T09:00"))["sent"] == 1
    assert "a eu lieu le 30 juillet 2026. Qu'avez-vous fait à cette occasion ?" in room.heard[3]
    buttons = [
        button
        for one in room.of_bot
        for row in (one.markup or {}).get("inline_keyboard", [])
        for button in row
    ]
    assert {button.get("url") for button in buttons} == {LINK}, "no button of a private chat"
    assert len(room.heard) == 4


async def test_who_administers_nothing_is_not_answered(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.marc, "/start", "[J'accepte]")
    await room.hears(scene.marc, "/suivre")
    assert (room.heard, await followed(scene)) == ([], [])
    await room.hears(scene.awa, "/suivre")
    await room.hears(scene.marc, "/arreter")
    assert (len(room.heard), await followed(scene)) == (1, [room.id])


async def test_an_administrator_who_is_not_the_owner_may(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    group = scene.sandbox.world.add_group("Bureau", [scene.awa.id, scene.marc.id], creator=scene.marc.id)
    group.roles[scene.awa.id] = "administrator"
    room = Room(scene, group.id)
    await room.hears(scene.awa, "/suivre")
    assert await followed(scene) == [group.id]
    await room.hears(scene.marc, "/arreter")
    assert room.heard[1].startswith("Je n'annonce plus rien dans ce groupe."), "whoever administers it"
    assert await followed(scene) == []


async def test_who_did_not_sign_up_is_told_why(scene: Scene, room: Room) -> None:
    before = await scene.rows()
    await room.hears(scene.awa, "/suivre")
    assert room.heard[0].startswith("Pour que ce groupe suive l'agenda, inscrivez-vous d'abord")
    assert await scene.rows() == before


async def test_an_organisation_that_nobody_checked_has_no_group(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await _stands(scene, Standing.PROPOSED)
    await room.hears(scene.awa, "/suivre")
    assert room.heard[0].startswith("Votre organisation n'a pas encore été vérifiée")
    assert await followed(scene) == []
    await _stands(scene, Standing.APPROVED)
    await room.hears(scene.awa, "/suivre")
    assert await followed(scene) == [room.id]
    await _stands(scene, Standing.REFUSED)
    assert (await at(scene, "2026-07-30T09:00"))["due"] == 0, "refused since: told nothing"


async def _stands(scene: Scene, standing: Standing) -> None:
    """What a coordinator decides of Awa's organisation."""
    async with scene.relais.database.transaction():
        repos = scene.relais.repositories
        member = await repos.members.by_telegram(scene.awa.id)
        assert member is not None
        for organisation in await repos.organisations.of_member(member.id):
            await repos.organisations.save(replace(organisation, standing=standing))


async def test_stopping_and_beginning_again_says_nothing_twice(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    assert (await at(scene, "2026-07-30T09:00"))["sent"] == 1
    await room.hears(scene.awa, "/arreter")
    rows = await scene.rows()
    assert (rows["group_followings"], rows["group_announcements"]) == (0, 0)
    await room.hears(scene.awa, "/suivre")
    assert (await at(scene, "2026-07-30T09:30"))["due"] == 0


async def test_put_out_of_the_group_it_stops(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    await scene.sandbox.give(scene.sandbox.acts.put_out(scene.marc.id, room.id))
    assert await followed(scene) == []
    assert (await at(scene, "2026-07-30T09:00"))["due"] == 0


async def test_a_403_ends_it(scene: Scene, room: Room) -> None:
    """Removed while the bot was down: it learns it when it writes."""
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    scene.sandbox.world.chats[room.id].members.discard(scene.sandbox.world.bot.id)
    assert await at(scene, "2026-07-30T09:00") == {"due": 1, "sent": 0}
    assert await followed(scene) == []


async def test_a_supergroup_goes_on_under_its_new_number(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    assert (await at(scene, "2026-07-16T09:00"))["sent"] == 1
    await scene.sandbox.give(scene.sandbox.acts.upgrade(scene.awa.id, room.id))
    (moved,) = await followed(scene)
    assert moved < room.id
    assert (await at(scene, "2026-07-16T09:15"))["due"] == 0, "told under its old number"
    assert (await at(scene, "2026-07-30T09:00"))["sent"] == 1
    assert len(room.heard) == 2
    assert Room(scene, moved).heard[0].startswith("Aujourd'hui")


async def test_asked_to_wait_it_is_said_later_in_doubt_never_again(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    scene.sandbox.faults.next("sendMessage", flood(20))
    assert await at(scene, "2026-07-16T09:00") == {"due": 1, "sent": 0}
    assert await at(scene, "2026-07-16T09:15") == {"due": 1, "sent": 1}
    scene.sandbox.faults.next("sendMessage", cut(after=True))
    assert await at(scene, "2026-07-30T09:00") == {"due": 1, "sent": 0}
    assert (await at(scene, "2026-07-30T09:15"))["due"] == 0
    assert [text.split(":")[0].strip() for text in room.heard[1:]] == ["Dans 14 jours", "Aujourd'hui"]


async def test_too_late_it_stays_silent(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    assert (await at(scene, "2026-07-18T09:00"))["due"] == 0, "a Saturday, two days after"
    assert (await at(scene, "2026-07-20T09:00"))["due"] == 0, "two weeks before was missed"
    assert len(room.heard) == 1


async def test_hours_are_those_of_the_organisation(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    async with scene.relais.database.transaction():
        repos = scene.relais.repositories
        member = await repos.members.by_telegram(scene.awa.id)
        assert member is not None
        for organisation in await repos.organisations.of_member(member.id):
            await repos.organisations.save(replace(organisation, place="department:988"))
    assert (await at(scene, "2026-07-29T23:30"))["due"] == 0, "08:30 in Nouméa"
    assert (await at(scene, "2026-07-30T00:30"))["sent"] == 1, "09:30 in Nouméa"


async def test_nothing_else_works_and_nothing_is_kept(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    before = await scene.rows()
    for words in (
        "Rendez-vous chez Mariam à 18 h",
        "/declarer une sortie",
        "/menu",
        "/supprimer",
    ):
        await room.hears(scene.awa, words)
    assert len(room.heard) == 1
    assert await scene.rows() == before
    assert "Mariam" not in await scene.everything_stored()


async def test_the_emergency_card_behaves_as_ever(scene: Scene, room: Room) -> None:
    await room.hears(scene.marc, "/urgence")
    assert "17" in room.heard[0]


async def test_in_the_language_of_who_asked(scene: Scene) -> None:
    john = scene.newcomer("John", "en")
    await john.starts()
    await does(john, "[I accept]", "[Local association]", "Ghett'up", "Seine-Saint-Denis")
    group = scene.sandbox.world.add_group("Volunteers", [john.id], creator=john.id)
    await Room(scene, group.id).hears(john, "/follow")
    assert Room(scene, group.id).heard[0].startswith("This group follows the agenda, for Ghett'up.")
    assert (await at(scene, "2026-07-30T09:00"))["sent"] == 1
    assert Room(scene, group.id).heard[1].startswith("Today: ")


async def test_a_fault_of_telegram_about_who_administers_is_silence(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    scene.sandbox.faults.next("getChatMember", error(400))
    await room.hears(scene.awa, "/suivre")
    assert (room.heard, await followed(scene)) == ([], [])
    await room.hears(scene.awa, "/suivre")
    assert await followed(scene) == [room.id]


async def test_groups_have_a_menu_of_their_own(scene: Scene, room: Room) -> None:
    await scene.relais.greet()
    menu = scene.sandbox.core.profile.menu_for(room.id, scene.awa.id, "fr", group=True)
    assert [one["command"] for one in menu] == ["suivre", "arreter", "urgence"]


async def test_a_day_that_coordinators_hide_is_not_announced(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await room.hears(scene.awa, "/suivre")
    await does(scene.claire, "/reglages journee-30-juillet", "[🙈 Le masquer]")
    assert (await at(scene, "2026-07-16T09:00"))["due"] == 0
    await does(scene.claire, "/reglages journee-30-juillet", "[👁 L'afficher]")
    assert (await at(scene, "2026-07-16T09:15"))["sent"] == 1


async def test_a_group_that_just_got_twenty_messages_waits_its_minute(scene: Scene, room: Room) -> None:
    await awa_signs_up(scene.awa)
    await room.hears(scene.awa, "/suivre")
    passed = [0.0]

    async def wait(seconds: float) -> None:
        passed[0] += seconds

    pacer = Pacer(now=lambda: passed[0], sleep=wait)
    for _ in range(20):
        pacer.spoke(room.id)
    scene.clock.instant = datetime(2026, 7, 16, 9, tzinfo=PARIS)
    assert (await replace(scene.relais.announcer, pacer=pacer)())["sent"] == 1
    assert passed[0] >= 60
