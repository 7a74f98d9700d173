"""What phones really send: the same thing twice, old buttons, odd messages, signs that mean markup elsewhere.

Each gets a clear answer and loses nothing.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.people.naming import candidates
from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import plain
from tests.chat.reporting import (
    SENTENCE,
    answers,
    asks,
    awa_reports_up_to,
    button,
    data_of,
    drafts,
    presses,
    reaches,
)
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

# The same update twice


async def test_each_kind_of_update_delivered_twice_changes_nothing_the_second_time(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await awa.says("rhsf", times=2)
    assert asks(awa, "known_by"), "the second delivery is not taken for the answer to the next question"
    await presses(awa, "nous-mêmes", times=2)
    assert button(awa.last, "☑ Ce que nous avons vu"), "a box ticked twice would be empty again"
    await presses(awa, "Terminé", times=2)
    assert asks(awa, "evidence")
    await awa.sends_document("bilan.txt", b"75 enfants, 3 classes", times=2)
    assert "1 fichier" in awa.last.text
    await presses(awa, "Terminé", times=2)
    assert asks(awa, "difficulty")
    await awa.says("/passer", times=2)
    assert asks(awa, "usage")
    await presses(awa, "mise en avant", times=2)
    await presses(awa, "Envoyer", times=2)
    assert (await scene.rows())["contributions"] == 1


async def test_what_a_repeated_update_already_said_is_not_said_again(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    before = len(awa.messages)
    await awa.says("rhsf", times=3)
    assert len(awa.messages) == before + 2, "her words once, the next question once"


async def test_a_start_sent_twice_shows_one_question(scene: Scene) -> None:
    await scene.awa.says("/start", times=2)
    assert [message.text for message in scene.awa.messages].count(scene.awa.last.text) == 1


# Buttons that no longer act


async def test_a_button_of_an_older_step_never_acts_and_shows_where_she_is(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    partners = awa.last
    skip = data_of(partners, "Passer")
    await awa.says("rhsf")
    before = await drafts(scene)
    await awa.forges(skip, partners)
    assert await drafts(scene) == before
    assert asks(awa, "known_by")
    assert awa.toasts, "the phone says that the button is of an earlier step"


async def test_every_button_of_an_older_screen_is_harmless(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "proposal")
    screen = awa.last
    datas = [b["callback_data"] for row in screen.message.markup["inline_keyboard"] for b in row]
    await presses(awa, "C'est juste")
    before = await answers(scene)
    for data in datas:
        if data.startswith("s:"):
            await awa.forges(data, screen)
            assert await answers(scene) == before, data
            assert asks(awa, "partners"), data


async def test_a_double_tap_acts_once(scene: Scene) -> None:
    scene.sandbox.journal.forgive(
        "not_modified"
    )  # the phone sent the second tap before the first was answered
    awa = await awa_reports_up_to(scene, "difficulty")
    question = awa.last
    label = button(question, "Passer")
    assert label is not None
    await asyncio.gather(awa.taps_again_on(question, label), awa.taps_again_on(question, label))
    assert asks(awa, "usage"), "two taps side by side pass over one question, not two"


async def test_a_double_tap_on_send_makes_one_contribution(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "recap")
    recap = awa.last
    label = button(recap, "Envoyer")
    assert label is not None
    await asyncio.gather(*(awa.taps_again_on(recap, label) for _ in range(3)))
    assert (await scene.rows())["contributions"] == 1
    assert button(awa.last, "La voir"), "what the first tap showed keeps its buttons"


async def test_a_button_of_a_finished_report_says_so(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "recap")
    send = data_of(awa.last, "Envoyer")
    await presses(awa, "Envoyer")
    await awa.forges(send, awa.last)
    assert (await scene.rows())["contributions"] == 1
    assert awa.toasts
    assert button(awa.last, "La voir")


async def test_a_coordinator_s_old_button_does_not_decide_again(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    await presses(claire, "La lire")
    dossier = claire.last
    validate = data_of(dossier, "Valider")
    await presses(claire, "Valider")
    said = len(awa.messages)
    await claire.forges(validate, dossier)
    assert len(awa.messages) == said, "Awa is told once"


# Signs that are markup elsewhere

ODD = "Café_* [Les] <Amis> & Cie `~ 😀👩🏽‍🏫 «ñ» \\ {x}"
ARABIC = "ورشة عمل مع الشباب"


@pytest.mark.parametrize("words", [ODD, ARABIC, "Fête\u202egnorts", "<b>gras</b> &amp; &lt;"])
async def test_any_signs_come_back_as_they_were_written(scene: Scene, words: str) -> None:
    awa, claire = scene.awa, scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    await awa.says("/declarer")
    await awa.says(f"{words} : atelier au collège avec le kit, 3 classes, le 12 juin")
    await presses(awa, "C'est juste")
    await awa.says(words)
    while button(awa.last, "Aucune de celles-ci"):
        await presses(awa, "Aucune de celles-ci")
    assert asks(awa, "known_by")
    await presses(awa, "Passer")
    await awa.says(words)  # what the proof is
    assert bare(words) in bare(awa.last.text)
    await presses(awa, "Terminé")
    await awa.says(words)  # a difficulty
    await awa.says(words)  # a lesson
    await presses(awa, "mise en avant")
    assert bare(awa.last.text).count(bare(words)) >= 4, (
        "title, partner, proof, difficulty, lesson: in the recap"
    )
    await presses(awa, "Envoyer")
    assert bare(words) in bare(claire.last.text), "in the notice"
    await presses(claire, "La lire")
    assert bare(claire.last.text).count(bare(words)) >= 4, "in the dossier"
    await presses(claire, "Demander")
    await presses(claire, "Lieu")
    await claire.says(f"Où ? {words}")
    assert bare(words) in bare(awa.last.text), "in the question"
    await presses(awa, "Répondre")
    assert bare(words) in bare(awa.last.text)
    await awa.says("93200")
    await presses(claire, "La lire")
    await presses(claire, "Valider")
    await awa.says("/tableau 1.4.C")
    assert bare(words[:30]) in bare(awa.last.text), "in the table"
    await awa.says("/suivi")
    assert bare(words[:10]) in bare(awa.last.text)


def bare(text: str) -> str:
    """Without the marks that keep directions apart."""
    return "".join(char for char in text if char not in "\u2066\u2067\u2068\u2069\u200f\u200e")


async def test_a_text_of_4096_characters_is_told_how_long_it_may_be(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    before = await answers(scene)
    await awa.says("é" * 4096)
    assert "4 096" in bare(awa.last.text).replace("\u202f", " ").replace("\xa0", " ")
    assert asks(awa, "difficulty"), "the question is still there"
    assert await answers(scene) == before


async def test_the_longest_answer_is_kept_whole_and_every_screen_still_fits(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    awa = await awa_reports_up_to(scene, "difficulty")
    longest = ("Les salles sont trop petites & loin. " * 200)[:3999]
    await awa.says(longest)
    await awa.says(longest)
    await presses(awa, "mise en avant")
    await presses(awa, "Envoyer")
    await presses(claire, "La lire")
    assert longest.strip() in await scene.everything_stored()


async def test_a_long_first_sentence_is_a_title_that_fits_everywhere(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(scene.awa)
    await scene.awa.says("/declarer")
    await scene.awa.says("atelier au collège avec le kit, 3 classes, " + "dans la salle des fêtes, " * 120)
    await presses(scene.awa, "C'est juste")
    await scene.awa.says("/recap")


# Messages that are no answer


async def sends_a_sticker(awa: Person) -> None:
    await awa.sends_sticker()


async def sends_a_voice_message(awa: Person) -> None:
    await awa.sends_voice()


async def sends_a_location(awa: Person) -> None:
    await awa.sends_location(48.9, 2.34)


async def sends_a_contact(awa: Person) -> None:
    await awa.sends_contact("+33611223344", "Fatou", user_id=None)


async def sends_a_poll(awa: Person) -> None:
    await other_message(awa, "poll")


async def sends_a_video(awa: Person) -> None:
    await other_message(awa, "video")


async def sends_a_game_of_dice(awa: Person) -> None:
    await other_message(awa, "dice")


async def other_message(person: Person, kind: str) -> None:
    """Kinds that the sandbox's phones do not send: the update as the Bot API shapes it."""
    options = [{"persistent_id": "0", "text": "oui", "voter_count": 0}]
    content = {
        "poll": {
            "id": "1", "question": "Oui ?", "options": options, "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "allows_revoting": True, "members_only": False, "type": "regular",
            "allows_multiple_answers": False,
        },
        "video": {
            "file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1,
            "file_size": 9_000_000,
        },
        "dice": {"emoji": "🎲", "value": 3},
    }  # fmt: skip
    await person._send(person._acts._post(person.id, {kind: content[kind]})[1])


ODD_MESSAGES = (
    sends_a_sticker,
    sends_a_voice_message,
    sends_a_location,
    sends_a_contact,
    sends_a_poll,
    sends_a_video,
    sends_a_game_of_dice,
)


@pytest.mark.parametrize("step", ["what", "proposal", "partners", "known_by", "difficulty", "usage", "recap"])
async def test_something_else_in_place_of_an_answer_loses_nothing(scene: Scene, step: str) -> None:
    awa = await awa_reports_up_to(scene, step)
    before = await drafts(scene)
    for sends in ODD_MESSAGES:
        await sends(awa)
        assert "⚠️" in awa.last.text, f"she is told: {sends.__name__}"
        assert asks(awa, step), "and the question is shown again"
        assert await drafts(scene) == before


async def test_something_else_out_of_the_blue_is_answered(scene: Scene) -> None:
    for person in (scene.awa, scene.marc):
        if person is scene.awa:
            await awa_signs_up(person)
        for sends in (
            sends_a_sticker,
            sends_a_voice_message,
            sends_a_location,
            sends_a_poll,
            sends_a_contact,
        ):
            said = len(person.messages)
            await sends(person)
            assert len(person.messages) == said + 2, f"{person} sends {sends.__name__}: one answer"


async def test_an_edited_message_edits_the_answer_it_gave_and_she_stays_where_she_is(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await awa.says("rhsf")
    await awa.edits("Secours catholique - Caritas France")
    assert asks(awa, "known_by")
    assert "Votre réponse à « Avec quels partenaires ? » est changée." in plain(awa.last.text)
    await presses(awa, "Terminé" if button(awa.last, "Terminé") else "Passer")
    await awa.says("/recap")
    assert "caritas" in plain(awa.last.text).casefold()
    assert "rhsf" not in plain(awa.last.text).casefold()


async def test_a_file_where_none_is_expected_is_not_kept(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    before = await drafts(scene)
    await awa.sends_document("notes.txt", b"des notes")
    assert asks(awa, "difficulty")
    assert "⚠️" in awa.last.text
    assert await drafts(scene) == before
    assert (await scene.rows())["files"] == 0


async def test_in_a_group_the_bot_keeps_quiet(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    before = await scene.rows()
    calls = len(scene.sandbox.journal.of())
    update = {
        "update_id": 999_999_001,
        "message": {
            "message_id": 1,
            "date": 1_781_000_000,
            "chat": {"id": -100_123, "type": "supergroup", "title": "Bénévoles"},
            "from": {"id": scene.awa.id, "is_bot": False, "first_name": "Awa"},
            "text": "/declarer",
        },
    }
    assert scene.sandbox.on_update is not None
    await scene.sandbox.on_update(update)
    assert await scene.rows() == before
    assert len(scene.sandbox.journal.of()) == calls


# Order and time


async def test_two_messages_sent_together_are_taken_in_order(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    await asyncio.gather(awa.says("rhsf"), awa.says("passer"), awa.says("passer"))
    assert asks(awa, "difficulty")
    assert "Ressources Humaines" in str((await answers(scene))["answers"]) or "rhsf" in str(
        await answers(scene)
    )


async def test_fifty_people_at_once_each_get_their_own_answers(scene: Scene) -> None:
    known = await organisations(scene)
    people = [scene.newcomer(f"Personne {number}") for number in range(50)]

    async def reports(number: int, person: Person) -> None:
        await signs_up(person, "Association locale", known[number], "Seine-Saint-Denis")
        await person.says(f"atelier au collège avec le kit, {number + 2} classes, le 12 juin")
        assert f"{number + 2} classes" in person.last.text, person.last.text

    await asyncio.gather(*(reports(number, person) for number, person in enumerate(people)))
    reported = [draft["body"]["answers"] for draft in await drafts(scene) if draft["dialogue"] == "report"]
    assert sorted(one["/report/what"] for one in reported) == sorted(
        f"atelier au collège avec le kit, {number + 2} classes, le 12 juin" for number in range(50)
    )


async def organisations(scene: Scene) -> list[str]:
    """Names of the directory that are found by typing them, one organisation each."""
    async with scene.relais.database.reading():
        found = await scene.relais.repositories.organisations.all()
        matches = [await candidates(one.name, scene.relais.repositories.organisations, 1) for one in found]
    return [match[0].name for (match,) in matches if match[1]]


@pytest.mark.parametrize("leap", [timedelta(days=-1), timedelta(days=31)])
async def test_a_clock_that_leaps_loses_no_answer(scene: Scene, leap: timedelta) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    scene.clock.instant += leap
    await awa.says("rhsf")
    assert asks(awa, "known_by")
    await presses(awa, "Passer")
    await presses(awa, "Passer")
    await presses(awa, "Passer")
    await presses(awa, "mise en avant")
    await presses(awa, "Envoyer")
    assert (await scene.rows())["contributions"] == 1
    assert "2026, 6, 12" in await scene.everything_stored()


async def test_a_draft_waits_for_weeks_at_any_step(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "difficulty")
    await presses(awa, "Enregistrer et quitter")
    scene.clock.instant += timedelta(weeks=7)
    await awa.says("/suivi")
    await presses(awa, SENTENCE[:20])
    assert asks(awa, "difficulty")


async def test_signing_up_by_typing_alone(scene: Scene) -> None:
    """Everything can be done with words and numbers, for those who cannot or do not tap."""
    awa = scene.awa
    await awa.starts()
    await awa.says("1")
    await awa.says("association locale")
    await awa.says("Ghett'up")
    await awa.says("93")
    await reaches(awa, "what")
