"""What is kept about a person, and forgetting them: /mesdonnees, /supprimer, time that passes, logs."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.assembly import jobs_of
from bot.clock import PARIS
from bot.people.privacy import NOTICE_VERSION
from bot.sandbox.people import Person
from bot.telemetry import configure
from storage.tables.contributions import contributions
from storage.tables.dialogues import form_sessions
from storage.tables.people import consents, members
from tests.chat.conftest import Scene
from tests.chat.reporting import SENTENCE, asks, awa_reports_up_to, presses, reaches
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up
from tests.chat.trouble import every_tick


async def rows_of(scene: Scene, table) -> list:
    async with scene.relais.database.reading():
        return list((await scene.relais.database.unit.execute(select(table))).all())


async def member_of(scene: Scene, person: Person):
    return next((row for row in await rows_of(scene, members) if row.telegram_id == person.id), None)


async def columns_that_hold(scene: Scene, *needles: str) -> list[str]:
    """Every column of every table whose values hold one of these, as text."""
    found = []
    for table in SQLModel.metadata.sorted_tables:
        for row in await rows_of(scene, table):
            for name, value in row._mapping.items():
                if any(needle in json.dumps(value, default=str, ensure_ascii=False) for needle in needles):
                    found.append(f"{table.name}.{name}")
    return found


# Consent, and seeing one's data


async def test_consent_is_kept_with_its_text_its_language_and_its_date(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    (consent,) = await rows_of(scene, consents)
    assert consent.text_version == NOTICE_VERSION
    assert consent.language == "fr"
    assert consent.given_at == scene.clock.now()


async def test_without_consent_nothing_is_kept(scene: Scene) -> None:
    await scene.awa.starts()
    await presses(scene.awa, "Non, merci")
    assert await rows_of(scene, members) == []
    assert await rows_of(scene, consents) == []


async def test_mesdonnees_shows_all_that_is_held(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await scene.awa.says("/mesdonnees")
    held = json.loads(scene.awa.last.text[scene.awa.last.text.index("{") :])
    assert held["telegram_id"] == scene.awa.id
    assert held["organisations"] == ["Ghett'up"]
    assert held["consents"][0]["text"] == NOTICE_VERSION
    assert held["messages_to_you"] == {}


async def test_mesdonnees_counts_what_was_sent_to_the_person(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await scene.awa.says("/rappels +days")
    scene.clock.instant = datetime.fromisoformat("2026-07-30T10:00").replace(tzinfo=PARIS)
    assert (await jobs_of(scene.relais).remind())["messages"] == 1
    await scene.awa.says("/mesdonnees")
    held = json.loads(scene.awa.last.text[scene.awa.last.text.index("{") :])
    assert held["messages_to_you"] == {"reminder": 1}


async def test_the_name_on_the_phone_is_never_kept(scene: Scene) -> None:
    person = scene.sandbox.person("Prunelle", "fr", last_name="Quatresous", username="prunelle87")
    await signs_up(person, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    await reaches(person, "recap")
    await presses(person, "Envoyer")
    assert await columns_that_hold(scene, "Prunelle", "Quatresous", "prunelle87") == []


# Forgetting


async def forgets(person: Person) -> None:
    await person.says("/supprimer")
    await presses(person, "Oui, m'oublier")


async def test_supprimer_leaves_nothing_of_the_person_in_any_column(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await presses(scene.claire, "La lire")
    await presses(scene.claire, "Demander")
    await presses(scene.claire, "Lieu")
    await scene.claire.says("Dans quelle commune ?")
    await presses(awa, "Répondre")
    await awa.says("93200")
    member = await member_of(scene, awa)
    assert await columns_that_hold(scene, str(awa.id)), "she was known"
    await forgets(awa)
    assert await columns_that_hold(scene, str(awa.id)) == []
    left = await columns_that_hold(scene, member.id)
    assert set(left) <= {"audit.by", "erasures.member_id"}, left
    (contribution,) = await rows_of(scene, contributions)
    assert contribution.title == SENTENCE, "what her organisation reported stays with it"
    assert contribution.author_id is None


async def test_her_drafts_stay_with_her_organisation_and_not_with_her(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await signs_up(scene.marc, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    await forgets(awa)
    assert await columns_that_hold(scene, str(awa.id)) == []
    await scene.marc.says("/suivi")
    await presses(scene.marc, "atelier")
    assert asks(scene.marc, "partners"), "a colleague goes on"


async def test_a_forgotten_person_gets_nothing_and_may_come_back(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await forgets(awa)
    said = len(awa.messages)
    await presses(scene.claire, "La lire")
    await presses(scene.claire, "Valider")
    await every_tick(scene)
    assert len(awa.messages) == said
    await awa_signs_up(awa)
    await awa.says("/suivi")
    assert "C-0001" in awa.last.text, "through her organisation, as any colleague"


async def test_who_did_not_sign_up_is_told_that_nothing_is_kept(scene: Scene) -> None:
    before = await scene.rows() | {"inbox": 0}
    await scene.marc.says("/mesdonnees")
    assert "rien" in scene.marc.last.text.casefold()
    await scene.marc.says("/supprimer")
    after = await scene.rows()
    assert {k: v for k, v in after.items() if k != "inbox"} == {
        k: v for k, v in before.items() if k != "inbox"
    }


# Time passes


async def test_drafts_left_six_months_are_gone(scene: Scene) -> None:
    await awa_reports_up_to(scene, "partners")
    scene.clock.instant += timedelta(days=175)
    await every_tick(scene)
    assert any(row.dialogue == "report" for row in await rows_of(scene, form_sessions))
    scene.clock.instant += timedelta(days=10)
    await every_tick(scene)
    assert not any(row.dialogue == "report" for row in await rows_of(scene, form_sessions))


async def test_an_account_without_use_for_24_months_is_forgotten(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    scene.clock.instant += timedelta(days=715)
    await every_tick(scene)
    assert await member_of(scene, scene.awa)
    scene.clock.instant += timedelta(days=20)
    await every_tick(scene)
    assert await columns_that_hold(scene, str(scene.awa.id)) == []


async def test_an_account_in_use_is_not_forgotten(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    for _ in range(9):
        scene.clock.instant += timedelta(days=90)
        await scene.awa.says("/suivi")
        await every_tick(scene)
    assert await member_of(scene, scene.awa), "two years after she joined, a day after she wrote"


async def test_what_was_answered_leaves_no_chat_number_behind(scene: Scene) -> None:
    await scene.awa.says("/tableau 1.4")
    await scene.marc.says("/langue")
    scene.clock.instant += timedelta(days=200)
    await every_tick(scene)
    assert await columns_that_hold(scene, str(scene.awa.id), str(scene.marc.id)) == []


# Logs


@pytest.mark.parametrize("shape", ["json", "console"])
async def test_logs_of_a_whole_journey_hold_no_words_no_name_no_number(scene: Scene, shape: str) -> None:
    heard = io.StringIO()
    configure("debug", shape, strict=True, stream=heard)
    awa, claire = scene.awa, scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    await reaches(awa, "difficulty")
    await awa.says("salles trop petites")
    await awa.says("réserver plus tôt")
    await presses(awa, "mise en avant")
    await presses(awa, "Envoyer")
    await presses(claire, "La lire")
    await presses(claire, "Demander")
    await presses(claire, "Lieu")
    await claire.says("Dans quelle commune ?")
    await presses(awa, "Répondre")
    await awa.says("L'Île-Saint-Denis")
    await presses(claire, "La lire")
    await presses(claire, "Valider")
    await awa.forges("c:forged:0:validate")
    await awa.says("au secours")
    await every_tick(scene)
    logged = heard.getvalue()
    assert "notice_closed" in logged, "something is logged"
    typed = [message.text for person in (awa, claire) for message in person.messages]
    mine = [m.text for p in (awa, claire) for m in p.messages if m.message.sender == p.id]
    assert len(typed) > 20
    for words in (*mine, "salles", "atelier", "collège", "commune", "Île-Saint-Denis", "secours", "Ghett"):
        assert words.startswith("/") or words not in logged, words
    for name in ("Awa", "Claire", "Marc"):
        assert not re.search(rf"\b{name}\b", logged)
    for person in (awa, claire):
        assert str(person.id) not in logged
    assert scene.sandbox.token not in logged
