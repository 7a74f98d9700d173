"""S31 and J3: messages to many, written, aimed, approved by another, sent once to each."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import select, update

from bot.assembly import jobs_of
from bot.broadcasts.content import OPENS
from bot.clock import PARIS
from bot.delivery.pacing import Pacer
from bot.sandbox.faults import cut, error, flood
from bot.sandbox.people import Person
from handlers.chat.register import BY_NAME
from storage.tables.broadcasts import broadcasts
from storage.tables.delivery import notices
from storage.tables.people import members
from tests.broadcasts.test_pacing import Time
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, reads, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

NEWS = "Le 12 juin approche : commandez vos kits avant le 20 mai."
TO_ALL = ("[🎯 Pour qui]", "[Passer]", "[Passer]", "[Passer]", "[Toutes]")


@dataclass
class Many:
    """Claire and Denis coordinate; Awa, Marc and Fatou are members."""

    scene: Scene
    denis: Person
    fatou: Person

    @property
    def claire(self) -> Person:
        return self.scene.claire

    async def writes(self, text: str = NEWS, *, to: tuple[str, ...] = TO_ALL) -> None:
        """Claire writes in French and says for whom."""
        await does(self.claire, "/diffuser", "[✍️ En écrire un]", "[✍️ Texte]", "[Français]", text, *to)

    async def approved(self, text: str = NEWS, *, to: tuple[str, ...] = TO_ALL) -> None:
        """Claire writes and asks, Denis approves."""
        await self.writes(text, to=to)
        await does(self.claire, "[📨 Le soumettre à un second coordinateur]")
        await does(self.denis, "[Lire le message]", "[✅ Approuver : il part]")

    async def passes(self, pacer: Pacer | None = None) -> dict[str, int]:
        """One pass of what sends messages to many, in no time."""
        relais, time = self.scene.relais, Time()
        pacer = pacer or Pacer(30, time.now, time.sleep)
        jobs = replace(jobs_of(relais), bulk=replace(relais.bulk, pacer=pacer))
        return dict(await jobs.broadcast())

    def at(self, when: str) -> None:
        """The clock goes to an instant in Paris."""
        self.scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)

    def window(self, person: Person) -> str:
        """The newest message that shows how it goes."""
        return reads([seen for seen in person.messages if seen.text.startswith("Message n")][-1])

    async def outcomes(self) -> dict[str, int]:
        """How the rows of the ledger stand."""
        counts: dict[str, int] = {}
        async with self.scene.relais.database.reading():
            asked = select(notices.c.outcome).where(notices.c.broadcast_id.is_not(None))
            for outcome in (await self.scene.relais.database.unit.execute(asked)).scalars():
                counts[outcome] = counts.get(outcome, 0) + 1
        return counts

    def got(self, text: str = NEWS) -> dict[str, int]:
        """How many times each member got it."""
        people = {"awa": self.scene.awa, "marc": self.scene.marc, "fatou": self.fatou}
        return {
            name: sum(plain(seen.text) == plain(text) for seen in person.messages)
            for name, person in people.items()
        }


@pytest.fixture
async def many(scene: Scene) -> Many:
    """Five people, on a Monday; Denis is the second coordinator."""
    denis, fatou = scene.newcomer("Denis"), scene.newcomer("Fatou")
    scene.clock.instant = datetime(2026, 5, 11, 10, 0, tzinfo=PARIS)
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await signs_up(scene.marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")
    await signs_up(fatou, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    await signs_up(denis, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    repos = scene.relais.repositories
    async with scene.relais.database.transaction():
        await repos.members.set_coordinators([scene.claire.id, denis.id])
    return Many(scene, denis, fatou)


async def test_written_by_one_approved_by_another_sent_to_each(many: Many) -> None:
    """J3."""
    await many.writes()
    assert screen(many.claire) == written("""
        Message n° 1 : brouillon
        Français : Le 12 juin approche : commandez vos kits avant le 20 mai.
        Les personnes d'autres langues reçoivent la version : Français.
        Pour : toutes les organisations
        5 personnes le recevraient aujourd'hui (Français : 5).
        Quand : dès qu'il est approuvé, aux heures permises
        Si le bot est arrêté à ce moment : jusqu'à 6 heures de retard il part quand même, jusqu'à 36 heures on vous le demande, au-delà il est abandonné.
        [👁 Le voir tel qu'il sera]
        [✍️ Texte] [🎯 Pour qui]
        [🕘 Quand] [📅 Sujet]
        [📨 Le soumettre à un second coordinateur]
        [🗑 L'annuler] [Tous les messages]
        [Menu] [En danger ?]
    """)  # noqa: E501
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    assert not has(many.claire, "✅ Approuver : il part"), "whoever wrote it does not approve it"
    assert screen(many.denis).startswith("Un message à diffuser vous attend : Le 12 juin approche")
    assert await many.outcomes() == {}, "nothing is written before it is approved"
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    assert await many.outcomes() == {"queued": 5}
    assert await many.passes() == {"broadcasts": 1, "messages": 5}
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}
    assert reads(many.scene.awa.last) == f"{NEWS}\n[🔕 Ne plus recevoir]"
    assert many.window(many.claire) == written("""
        Message n° 1 : envoyé
        Le 12 juin approche : commandez vos kits avant le 20 mai.
        5 remis, sur 5.
        Approuvé le 11 mai 2026 à 10:00 ; part à compter du 11 mai 2026, 10:00.
        [🔄 Où il en est] [Tous les messages]
        [Menu] [En danger ?]
    """)
    assert await many.passes() == {"broadcasts": 0, "messages": 0}
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}, "once each"


async def test_one_who_blocked_the_bot(many: Many) -> None:
    """S31: two of three get it, the third is marked inactive; the same draft is refused."""
    only = ("[🎯 Pour qui]", "[☐ Association locale]", "[Terminé]", "[Passer]", "[Passer]", "[Toutes]")
    many.fatou.closes_the_account()
    await many.approved(to=only)
    assert await many.passes() == {"broadcasts": 1, "messages": 3}
    assert "2 remis, 1 bloqué, sur 3." in many.window(many.claire)
    async with many.scene.relais.database.reading():
        asked = select(members.c.state).where(members.c.telegram_id == many.fatou.id)
        assert (await many.scene.relais.database.unit.execute(asked)).scalar_one() == "blocked"
    await many.writes(to=only)
    assert "Le même message a été approuvé le 11 mai 2026 (n° 1)" in await does(
        many.claire, "[📨 Le soumettre à un second coordinateur]"
    )
    assert await many.outcomes() == {"sent": 2, "stopped": 1}


async def test_paused_half_way_then_resumed_reaches_each_once(many: Many) -> None:
    """S31: what stops half-way goes on where it was."""
    await many.approved()
    passing = asyncio.create_task(many.passes(Pacer(4)))
    for _ in range(200):
        if "sent" in await many.outcomes():
            break
        await asyncio.sleep(0.02)
    await does(many.denis, "/diffuser", "[1. Le 12 juin…]", "[⏸ Suspendre]")
    await passing
    halfway = await many.outcomes()
    assert 1 <= halfway["sent"] < 5
    assert halfway["sent"] + halfway["queued"] == 5
    many.scene.clock.advance(minutes=2)
    assert await many.passes() == {"broadcasts": 0, "messages": 0}, "paused"
    await does(many.denis, "[▶️ Continuer]")
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}
    assert await many.outcomes() == {"sent": 5}


async def test_a_cut_call_is_unknown_and_never_sent_again(many: Many) -> None:
    await many.approved()
    many.scene.sandbox.faults.next("sendMessage", cut(after=True))  # the window that shows how it goes
    many.scene.sandbox.faults.next("sendMessage", cut(after=True), times=2)
    await many.passes()
    many.scene.clock.advance(minutes=5)
    await many.passes()
    assert all(times <= 1 for times in many.got().values())
    counts = await many.outcomes()
    assert counts["unknown"] >= 1
    assert counts["unknown"] + counts["sent"] == 5
    assert "inconnu" in await does(many.denis, "/diffuser", "[1. Le 12 juin…]")


async def test_a_server_that_asks_to_wait_is_obeyed(many: Many) -> None:
    await many.approved()
    await does(many.denis, "/diffuser")
    many.scene.sandbox.faults.next("sendMessage", flood(1), times=3)
    await many.passes()
    many.scene.clock.advance(seconds=90)
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}
    assert await many.outcomes() == {"sent": 5}


async def test_ten_refusals_in_a_row_pause_it(many: Many) -> None:
    """By itself, and both coordinators are told."""
    crowd = [many.scene.newcomer(f"Membre {number}") for number in range(12)]
    for one in crowd:
        await signs_up(one, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    await many.approved()
    await does(many.claire, "/menu")
    many.scene.sandbox.faults.next("sendMessage", error(500), times=10**6)
    await many.passes()
    many.scene.sandbox.faults.clear()
    counts = await many.outcomes()
    assert 10 <= counts["unknown"] < 17
    await jobs_of(many.scene.relais).notices()
    assert "s'est suspendu de lui-même" in screen(many.claire)
    assert "s'est suspendu de lui-même" in screen(many.denis)


async def test_at_night_it_waits_for_the_morning(many: Many) -> None:
    """J3: each by the clock of where they act."""
    many.at("2026-05-11T22:00")
    await many.approved()
    assert await many.passes() == {"broadcasts": 1, "messages": 0}
    many.at("2026-05-12T08:59")
    assert await many.passes() == {"broadcasts": 1, "messages": 0}
    many.at("2026-05-12T09:00")
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}


async def test_on_a_day_and_at_a_time(many: Many) -> None:
    await many.writes()
    assert "choisissez un autre moment" in await does(
        many.claire, "[🕘 Quand]", "[Un jour, à une heure]", "16 mai", "10:00"
    ), "a Saturday"
    await does(many.claire, "/retour", "18 mai", "10:00")
    assert "Quand : le 18 mai 2026 à 10:00, heure de Paris" in screen(many.claire)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    assert await many.passes() == {"broadcasts": 0, "messages": 0}
    many.at("2026-05-18T10:01")
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}


@pytest.mark.parametrize(
    ("hours", "says"), [(5, "5 remis"), (20, "faut-il encore l'envoyer"), (60, "abandonné")]
)
async def test_the_bot_was_stopped_at_its_hour(many: Many, hours: int, says: str) -> None:
    """Sent, asked or dropped, by the rule that was shown."""
    await many.writes()
    await does(many.claire, "[🕘 Quand]", "[Un jour, à une heure]", "18 mai", "10:00")
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    many.at("2026-05-18T10:00")
    many.scene.clock.advance(hours=hours)
    await many.passes()
    assert says in await does(many.denis, "/diffuser", "[1. Le 12 juin…]")
    expected = {5: {"sent": 5}, 20: {"queued": 5}, 60: {"cancelled": 5}}
    assert await many.outcomes() == expected[hours]


async def test_who_asked_for_silence_gets_nothing(many: Many) -> None:
    """Neither those who did before, nor those who do between the approval and the message."""
    await does(many.scene.awa, "/stop")
    await many.writes()
    assert "1 autre personne a demandé le silence" in screen(many.claire)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await does(many.scene.marc, "/stop")
    await many.passes()
    assert many.got() == {"awa": 0, "marc": 0, "fatou": 1}
    await does(many.scene.marc, "/menu")
    assert many.got()["marc"] == 0, "not when they come back either"
    assert await many.outcomes() == {"sent": 3, "stopped": 1}
    assert await many.passes() == {"broadcasts": 0, "messages": 0}, "it is over"


async def test_each_in_their_language(many: Many) -> None:
    async with many.scene.relais.database.transaction():
        english = update(members).where(members.c.telegram_id == many.scene.marc.id).values(language="en")
        await many.scene.relais.database.unit.execute(english)
    await many.writes()
    await does(many.claire, "[✍️ Texte]", "[English]", "12 June is near.")
    assert "(Français : 4, English : 1)" in screen(many.claire)
    await does(many.claire, "[👁 Le voir tel qu'il sera]")
    assert "English : voici ce que les gens reçoivent." in plain(many.claire.screen)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 0, "fatou": 1}
    assert many.got("12 June is near.") == {"awa": 0, "marc": 1, "fatou": 0}


async def test_a_picture_with_words_and_buttons(many: Many) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (400, 300), "orange").save(photo, "JPEG")
    await does(many.claire, "/diffuser", "[✍️ En écrire un]", "[✍️ Texte]", "[Français]")
    await many.claire.sends_photo(photo.getvalue(), "Affiche du 12 juin")
    await does(many.claire, "[✍️ Texte]", "[Boutons]")
    assert "Je ne comprends pas le bouton" in await does(many.claire, "Les kits")
    assert "Un bouton peut ouvrir" in await does(many.claire, "La file = /file")
    await does(many.claire, "Les kits = /kits cacao\nLire = https://www.alliance87.org/?a=b", *TO_ALL)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await many.passes()
    seen = many.scene.awa.last
    assert seen.content["photo"]
    assert reads(seen) == "Affiche du 12 juin\n[Les kits]\n[Lire]\n[🔕 Ne plus recevoir]"
    assert "cacao" in await does(many.scene.awa, "[Les kits]")
    assert many.scene.awa.messages[-1] != seen


async def test_formatting_arrives_as_it_was_typed(many: Many) -> None:
    await does(many.claire, "/diffuser", "[✍️ En écrire un]", "[✍️ Texte]", "[Français]")
    bold = [{"type": "bold", "offset": 3, "length": 7}]
    await many.claire.says("Le 12 juin & <après>", entities=bold)
    await does(many.claire, *TO_ALL, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await many.passes()
    assert many.scene.awa.last.text == "Le 12 juin & <après>"
    assert many.scene.awa.last.content["entities"] == bold


async def test_what_cannot_be_sent_is_said_and_changes_nothing(many: Many) -> None:
    await many.writes()
    await does(many.claire, "[✍️ Texte]", "[✓ Français]")
    assert "C'est trop long de 104 caractères" in await does(many.claire, "<" * 1050)
    assert "C'est trop long" not in await does(many.claire, NEWS)
    for text, why in (
        ("Karim B., élève de 5e, né le 3 mai 2014, a été aidé.", "Personne ne doit être reconnaissable"),
    ):
        await does(many.claire, "[✍️ Texte]", "[✓ Français]")
        assert why in await does(many.claire, text)
        assert "Karim" not in await many.scene.everything_stored()
    await many.claire.sends_sticker()
    await many.claire.sends_voice()
    assert plain(NEWS) in await does(many.claire, "/diffuser", "[1. Le 12 juin…]")


async def test_whom_it_may_be_for(many: Many) -> None:
    """Those that have not reported; who waits for a kit; a kit that does not exist."""
    await does(many.scene.awa, "/suivrekit K01+")
    await does(
        many.scene.awa, "/declarer", "atelier au collège avec le kit, 3 classes, le 5 mai", "[C'est juste]",
        "/recap", "[Envoyer]", "[Oui]", "[Envoyer]",
    )  # fmt: skip
    await many.writes(to=(*TO_ALL[:-1], "[Celles qui n'ont rien déclaré…]"))
    assert "2 personnes le recevraient" in screen(many.claire), screen(many.claire)
    await does(many.claire, *TO_ALL[:-1], "[Qui attend un kit…]")
    assert "Il n'y a pas de kit K99" in await does(many.claire, "K99")
    assert "1 personne le recevrait" in await does(many.claire, "k1")


async def test_checks_are_never_announced(many: Many) -> None:
    """S52."""
    await many.writes()
    await does(many.claire, "[📅 Sujet]")
    while not any(button.startswith("🚫") for button in many.claire.last.buttons):
        await does(many.claire, "[Suivant]")
    assert "sont des contrôles : on n'en dit rien avant" in await does(many.claire, "[🚫…]")
    assert "Sujet :" not in screen(many.claire)


async def test_two_taps_at_once_approve_once(many: Many) -> None:
    """The second sees where it stands."""
    await many.writes()
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]")
    async with many.scene.relais.database.reading():
        [one] = await many.scene.relais.repositories.broadcasts.latest(1)
    for _ in range(2):
        await does(many.denis, f"/decider {one.id}.{one.revision}.ok")
    assert "Ce message a changé entre-temps." in screen(many.denis)
    assert await many.outcomes() == {"queued": 5}


async def test_without_the_role_there_is_no_trace_of_it(many: Many) -> None:
    """J3."""
    await many.writes()
    async with many.scene.relais.database.reading():
        [one] = (await many.scene.relais.database.unit.execute(select(broadcasts.c.id))).scalars()
    for command in ("/diffuser", f"/diffusion {one}", f"/decider {one}.3.ok", f"/essayer {one}"):
        assert "Je ne connais pas cette commande." in await does(many.scene.awa, command)
    assert "diffuser" not in many.scene.awa.menu


async def test_a_forgotten_member_leaves_the_ledger(many: Many) -> None:
    await many.approved()
    await does(many.scene.marc, "/supprimer", "[Oui, m'oublier]")
    await many.passes()
    assert await many.outcomes() == {"sent": 4}


def test_buttons_open_screens_that_anyone_may_see() -> None:
    assert all(not BY_NAME[name].coordinators for name in OPENS)


async def test_one_coordinator_sends_alone_where_the_settings_say_so(many: Many) -> None:
    """RELAIS87_SECOND_APPROVAL=no."""
    object.__setattr__(many.scene.relais.services.broadcasts, "second_approval", False)
    await many.writes()
    assert not has(many.claire, "📨 Le soumettre à un second coordinateur")
    await does(many.claire, "[✅ L'envoyer]")
    await many.passes()
    assert many.got() == {"awa": 1, "marc": 1, "fatou": 1}
