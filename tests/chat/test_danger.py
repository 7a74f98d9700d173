"""Danger first (S49, S53, S55): the card from any state, nothing of what was typed kept, sent on or told.

And personal data in free text: refused before it is stored, erased from the chat, a total offered instead.
"""

from __future__ import annotations

import asyncio
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.faults import hang
from bot.sandbox.people import Person
from bot.telemetry import configure
from tests.chat.conftest import Scene
from tests.chat.reporting import answers, asks, awa_reports_up_to, button, drafts, presses
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.chat.trouble import every_tick, without_its_database

CALL = "une femme est enfermée chez son patron aidez-moi"
VITAL = ("17", "112", "114", "119")
SAMPLES = Path(__file__).parents[2] / "bot" / "cli" / "data" / "contributions.jsonl"


@pytest.fixture
async def lines(scene: Scene) -> io.StringIO:
    """Everything that is logged, down to the smallest detail."""
    heard = io.StringIO()
    configure("debug", strict=True, stream=heard)
    return heard


def is_card(person: Person) -> bool:
    """Whether the newest message is the emergency card."""
    return all(number in person.last.text for number in VITAL)


def said_by_bot(person: Person) -> int:
    return sum(message.message.sender != person.id for message in person.messages)


# From a chat never seen


@pytest.mark.parametrize(
    "words", ["au secours", "/urgence", "/start au secours", "help", "aidez moi je suis enfermée"]
)
async def test_a_stranger_gets_the_card_in_one_message_and_leaves_no_row(scene: Scene, words: str) -> None:
    before = await scene.rows()
    stranger = scene.newcomer("Quelqu'un")
    await stranger.says(words)
    assert is_card(stranger)
    assert said_by_bot(stranger) == 1
    assert await scene.rows() == before


async def test_nothing_of_a_call_is_stored_nor_logged(scene: Scene, lines: io.StringIO) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    before = await drafts(scene)
    told = len(scene.claire.messages)
    await awa.says(CALL)
    assert is_card(awa)
    after = await drafts(scene)
    assert [one["body"] for one in after] == [one["body"] for one in before], "the draft waits as it was"
    for words in ("enfermée", "patron", "aidez"):
        assert words not in await scene.everything_stored()
        assert words not in lines.getvalue()
    assert len(scene.claire.messages) == told, "nobody is told"
    assert "urgence" not in lines.getvalue(), "not even that the card was opened"


async def test_the_draft_goes_on_afterwards(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    await awa.says(CALL)
    await awa.says("/suivi")
    await presses(awa, "atelier")
    assert asks(awa, "difficulty")


@pytest.mark.parametrize(
    "step", ["what", "proposal", "partners", "known_by", "evidence", "difficulty", "usage", "recap"]
)
async def test_the_button_and_the_command_work_at_every_step(scene: Scene, step: str) -> None:
    awa = await awa_reports_up_to(scene, step)
    before = [one["body"] for one in await drafts(scene)]
    await presses(awa, "En danger")
    assert is_card(awa)
    await awa.says("/urgence")
    assert is_card(awa)
    await awa.says("au secours")
    assert is_card(awa)
    assert [one["body"] for one in await drafts(scene)] == before


async def test_it_opens_in_the_middle_of_signing_up(scene: Scene) -> None:
    awa = scene.awa
    await awa.starts()
    assert button(awa.last, "En danger") or button(awa.messages[-2], "En danger")
    await awa.says("au secours")
    assert is_card(awa)
    await awa.starts()
    await presses(awa, "J'accepte")
    await awa.says("on me bat tous les soirs aidez moi")
    assert is_card(awa)


async def test_every_screen_has_a_way_to_the_card(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    for command in ("/menu", "/suivi", "/tableau", "/tableau 1.4.C", "/aide", "/profil", "/langue", "/kits",
                    "/agenda", "/confidentialite", "/stop", "/rien"):  # fmt: skip
        await awa.says(command)
        assert button(awa.last, "En danger") or "/urgence" in awa.last.text, command


async def test_an_edited_message_and_a_caption_count_too(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    await awa.says("les feuilles de présence")
    await awa.edits(CALL)
    assert is_card(awa)
    await awa.says("/suivi")
    await presses(awa, "atelier")
    await awa.sends_document("photo.txt", b"rien", caption="au secours je suis enfermée")
    assert is_card(awa)
    assert (await scene.rows())["files"] == 0, "the file that came with it is not kept"
    assert "enfermée" not in await scene.everything_stored()


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("au secours", "Danger immédiat"),
        ("please help me, I am locked in", "Immediate danger"),
        ("النجدة", "\u0661\u0667|17"),
        ("допоможіть мені", "17"),
        ("помогите", "17"),
        ("saklolo", "17"),
        ("tolong saya", "17"),
    ],
)
async def test_the_card_comes_in_the_language_of_the_call(scene: Scene, words: str, heard: str) -> None:
    plain = scene.newcomer("Quelqu'un", language="fr")
    await plain.says("/urgence")
    french = plain.last.text
    stranger = scene.newcomer("Quelqu'un", language="fr")
    await stranger.says(words)
    assert is_card(stranger)
    assert (stranger.last.text == french) == (words == "au secours"), "in the language heard, not the phone's"


# Nothing follows


async def test_ninety_days_later_nothing_was_sent(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await awa.says("/urgence")
    said = said_by_bot(awa)
    await presses(claire, "La lire")
    await presses(claire, "Valider")
    for _ in range(90):
        scene.clock.instant += timedelta(days=1)
        await every_tick(scene)
    assert said_by_bot(awa) == said
    await awa.says("/menu")
    assert any("validée" in message.text for message in awa.messages), "shown once she writes herself"


async def test_a_stranger_who_called_is_never_written_to(scene: Scene) -> None:
    stranger = scene.newcomer("Quelqu'un")
    await stranger.says("au secours")
    for _ in range(90):
        scene.clock.instant += timedelta(days=1)
        await every_tick(scene)
    assert said_by_bot(stranger) == 1


# When everything else fails


async def test_the_card_is_served_when_the_database_is_gone(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    async with without_its_database(scene):
        for person, words in ((scene.awa, CALL), (scene.newcomer("Quelqu'un"), "au secours")):
            await person.says(words)
            assert is_card(person)


async def test_a_slow_file_in_the_same_chat_does_not_delay_the_card(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    scene.sandbox.faults.next("getFile", hang())
    slow = asyncio.ensure_future(awa.sends_document("bilan.txt", b"75"))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(1.0):
        await awa.says("au secours")
    assert is_card(awa)
    assert not slow.done(), "the file is still being waited for"
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)


async def test_the_person_s_message_is_taken_out_on_request(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await awa.says(CALL)
    assert any("enfermée" in message.text for message in awa.messages)
    await presses(awa, "Effacer mon message")
    assert not any("enfermée" in message.text for message in awa.messages)
    assert is_card(awa)


# Personal data


@pytest.mark.parametrize(
    "words",
    [
        "Mme A., 34 ans, logée 12 rue des Lilas",
        "Mme A., née en 1980, a été exploitée par son employeur",
        "le foyer est au 12 rue des Lilas à Saint-Denis",
        "appelez-la au 06 11 22 33 44",
    ],
)
@pytest.mark.parametrize("step", ["what", "partners", "difficulty"])
async def test_personal_data_is_refused_erased_and_not_stored(
    scene: Scene, lines: io.StringIO, step: str, words: str
) -> None:
    awa = await awa_reports_up_to(scene, step)
    before = await answers(scene)
    await awa.says(words)
    assert asks(awa, step)
    assert "⚠️" in awa.last.text
    assert not any(words in message.text for message in awa.messages), "taken out of the chat"
    assert (await answers(scene))["answers"] == before["answers"]
    for piece in ("Lilas", "née en 1980", "06 11 22"):
        assert piece not in await scene.everything_stored()
        assert piece not in lines.getvalue()


async def test_a_total_is_offered_instead(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    await awa.says("Mme A., 34 ans, logée 12 rue des Lilas")
    assert "total" in awa.last.text
    await awa.says("1 femme logée")
    assert not asks(awa, "difficulty")


async def test_after_two_tries_an_optional_question_is_passed_over_and_said_so(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    await awa.says("Mme A., 34 ans, logée 12 rue des Lilas")
    assert asks(awa, "difficulty")
    await awa.says("Mme A., née en 1980")
    assert asks(awa, "usage")
    assert "passé" in awa.last.text
    assert "Lilas" not in await scene.everything_stored()


async def test_a_required_question_is_never_passed_over(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "what")
    for _ in range(4):
        await awa.says("Mme A., 34 ans, logée 12 rue des Lilas")
        assert asks(awa, "what")


async def test_personal_data_in_a_caption_or_an_edit_is_not_kept(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    await awa.sends_document("bilan.txt", b"75", caption="Mme A., 34 ans, logée 12 rue des Lilas")
    await awa.edits("Mme A., née en 1980", awa.messages[-2])
    assert "Lilas" not in await scene.everything_stored()
    assert "née en 1980" not in await scene.everything_stored()


async def test_personal_data_out_of_the_blue_starts_no_report(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await scene.awa.says("Mme A., 34 ans, a été logée 12 rue des Lilas à Saint-Denis")
    assert "Lilas" not in await scene.everything_stored()
    assert not any("Lilas" in message.text for message in scene.awa.messages), "taken out of the chat"


async def test_a_coordinator_s_question_is_checked_too(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await presses(scene.claire, "La lire")
    await presses(scene.claire, "Demander")
    await presses(scene.claire, "Lieu")
    await scene.claire.says("Est-ce bien Mme Traoré, née en 1980 ?")
    assert "⚠️" in scene.claire.last.text
    assert "Traoré" not in await scene.everything_stored()


@pytest.mark.parametrize("name", ["Tout un art", "MaMaMa", "Avec Nous"])
async def test_names_of_organisations_pass(scene: Scene, name: str) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await awa.says(name)
    while button(awa.last, "Aucune de celles-ci"):
        await presses(awa, "Aucune de celles-ci")
    assert asks(awa, "known_by")
    await presses(awa, "Passer")
    await presses(awa, "Passer")
    await awa.says(f"{name} nous a prêté une salle trop petite")
    assert not asks(awa, "difficulty")
    assert name in await scene.everything_stored()


async def test_none_of_the_94_sample_titles_is_refused(scene: Scene) -> None:
    titles = [json.loads(line)["title"] for line in SAMPLES.read_text().splitlines()]
    assert len(titles) == 94
    await awa_signs_up(scene.awa)
    for title in titles:
        await scene.awa.says("/declarer")
        if button(scene.awa.last, "nouvelle déclaration"):
            await presses(scene.awa, "nouvelle déclaration")
        assert asks(scene.awa, "what")
        await scene.awa.says(title)
        assert not is_card(scene.awa), title
        assert not asks(scene.awa, "what"), f"refused: {title}\n{scene.awa.last.text}"
