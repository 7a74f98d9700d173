"""Figures, dates and codes as people write them, and what the recap and the coordinator then read."""

from __future__ import annotations

import re

import pytest

from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, plain, screen
from tests.chat.steps import awa_signs_up, claire_signs_up

TITLE = "Animation"


def line(person: Person, label: str) -> str:
    """The value of a line of the newest recap or dossier."""
    for row in plain(person.last.text).splitlines():
        if row.startswith(f"{label} : "):
            return row.removeprefix(f"{label} : ")
    return ""


async def at(scene: Scene, question: str) -> Person:
    """Awa has come to a question of her report, with nothing that her sentence could say."""
    awa = scene.awa
    await awa_signs_up(awa)
    await does(awa, "/declarer", TITLE, "[C'est juste]")
    if question != "codes":
        await does(awa, "1.4.C")
    if question == "period":
        await does(awa, "[Passer]")
    return awa


async def sent_and_read(scene: Scene, label: str) -> str:
    """Awa sends her report; the line as the coordinator reads it."""
    await claire_signs_up(scene.claire)
    await does(scene.awa, "/recap", "[Envoyer]", "[Oui]", "[Envoyer]")
    await does(scene.claire, "[La lire]")
    return line(scene.claire, label)


# S63 and S64


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1628 élèves", "1 628 élèves"),
        ("4 713 élèves", "4 713 élèves"),
        ("62,7%", "Part : 62,7 %"),
        ("1,2M€", "1 200 000 euros"),
        ("44,5 millions d'euros", "44 500 000 euros"),
        ("une trentaine d'étudiants", "environ 30 étudiants"),
        ("plus d'une dizaine de participants", "au moins 10 participants"),
        ("près de 50 %", "Part : environ 50 %"),
        ("2h", "2 heures"),
        ("trois cents élèves", "300 élèves"),
        ("vingt-et-un participants", "21 participants"),
        ("3 classes, environ 75 élèves", "3 classes, environ 75 élèves"),
        ("au moins 40 personnes formées", "au moins 40 personnes formées"),
    ],
)
async def test_a_figure_is_read_as_written_and_reaches_the_coordinator(
    scene: Scene, typed: str, read: str
) -> None:
    awa = await at(scene, "figures")
    assert (await does(awa, typed)).startswith("Quand ?")
    await does(awa, "/recap")
    assert line(awa, "Chiffres") == read
    assert await sent_and_read(scene, "Chiffres") == read


@pytest.mark.parametrize(
    ("typed", "asked", "option", "read"),
    [
        ("1.200 élèves", "Comment faut-il lire 1.200 élèves ?", "1 200 élèves", "1 200 élèves"),
        ("12 séances de 2h", "12 séances de 2 heures : 24 heures en tout ?", "24 heures",
         "12 séances, 24 heures"),
    ],
)  # fmt: skip
async def test_a_doubtful_figure_is_asked(
    scene: Scene, typed: str, asked: str, option: str, read: str
) -> None:
    awa = await at(scene, "figures")
    assert (await does(awa, typed)).startswith(asked)
    await does(awa, "/recap")
    assert line(awa, "Chiffres") == "non rempli", "nothing is kept before the answer"
    await does(awa, "[✏️ Chiffres]", typed, f"[{option}]")
    assert line(awa, "Chiffres") == read
    assert await sent_and_read(scene, "Chiffres") == read


async def test_a_doubt_may_be_answered_by_its_number_its_words_or_anew(scene: Scene) -> None:
    awa = await at(scene, "figures")
    await does(awa, "/recap", "[✏️ Chiffres]", "1.200 élèves", "1")
    assert line(awa, "Chiffres") == "1 200 élèves"
    await does(awa, "[✏️ Chiffres]", "1.200 élèves", "1 200 élèves")
    assert line(awa, "Chiffres") == "1 200 élèves"
    await does(awa, "[✏️ Chiffres]", "1.200 élèves", "plutôt 1250 élèves")
    assert line(awa, "Chiffres") == "1 250 élèves"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("environ 30", "Que compte environ 30 ? Écrivez-le avec le mot"),
        ("beaucoup", "Je n'y lis aucun chiffre."),
        ("👍", "Je n'y lis aucun chiffre."),
    ],
)
async def test_what_is_no_figure_is_said_and_asked_again(scene: Scene, typed: str, said: str) -> None:
    awa = await at(scene, "figures")
    seen = await does(awa, typed)
    assert seen.startswith(f"⚠️ {said}")
    assert "\nQuels chiffres ?\n" in seen


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("about thirty students", "about 30 students"),
        ("1,200 pupils", "1,200 pupils"),
        ("€1.2M", "1,200,000 euros"),
        ("more than a dozen participants", "at least 12 participants"),
        ("three hundred pupils", "300 pupils"),
    ],
)
async def test_figures_in_english(scene: Scene, typed: str, read: str) -> None:
    grace = scene.newcomer("Grace", "en")
    await grace.starts()
    await does(grace, "I accept", "Local association", "Ghett'up", "93")
    await does(grace, "/report", "Activity", "[That is right]", "1.4.C", typed, "/recap")
    shown = [row for row in grace.last.text.splitlines() if row.startswith("Figures")]
    assert shown == [f"Figures: {read}"]


# S65


async def test_a_calendar_year_across_two_reporting_years_is_asked_and_marked(scene: Scene) -> None:
    awa = await at(scene, "period")
    seen = await does(awa, "en 2022")
    assert seen.startswith("en 2022 : quels mois ? L'année de rapport va de mai à avril.")
    assert "[De janvier à décembre 2022]" in seen
    assert "[Seulement l'année de rapport 2022-2023]" in seen
    await does(awa, "[De janvier à décembre 2022]", "/recap")
    assert line(awa, "Dates") == "du 1er janvier 2022 au 31 décembre 2022"
    assert await sent_and_read(scene, "Dates") == "du 1er janvier 2022 au 31 décembre 2022"
    assert "⚠️ Ses dates sont à cheval sur deux années de rapport." in screen(scene.claire)


async def test_only_the_part_in_one_reporting_year_is_not_marked(scene: Scene) -> None:
    awa = await at(scene, "period")
    await does(awa, "en 2022", "[Seulement l'année de rapport 2022-2023]", "/recap")
    assert line(awa, "Dates") == "du 1er mai 2022 au 31 décembre 2022"
    assert await sent_and_read(scene, "Dates") == "du 1er mai 2022 au 31 décembre 2022"
    assert "à cheval" not in screen(scene.claire)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("le 12 juin", "12 juin 2026"),
        ("12/06/2026", "12 juin 2026"),
        ("juin 2026", "du 1er juin 2026 au 30 juin 2026"),
        ("du 3 au 5 mai 2026", "du 3 mai 2026 au 5 mai 2026"),
        ("hier", "19 juin 2026"),
    ],
)
async def test_dates_as_people_write_them(scene: Scene, typed: str, read: str) -> None:
    awa = await at(scene, "period")
    assert (await does(awa, typed)).startswith("Avec quels partenaires ?")
    await does(awa, "/recap")
    assert line(awa, "Dates") == read


async def test_what_is_no_date_is_said(scene: Scene) -> None:
    awa = await at(scene, "period")
    assert (await does(awa, "un jour")).startswith("⚠️ Je n'y lis pas de date.")


# S66


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3.1", ["3.1"]),
        ("1.1 a", ["1.1.A"]),
        ("11a", ["1.1.A"]),
        ("1.4.C et 2.2.E", ["1.4.C", "2.2.E"]),
        ("1-4-c", ["1.4.C"]),
    ],
)
async def test_codes_as_people_write_them(scene: Scene, typed: str, kept: list[str]) -> None:
    awa = await at(scene, "codes")
    assert (await does(awa, typed)).startswith("Quels chiffres ?")
    seen = await does(awa, "/recap")
    shown = seen.partition("Actions :")[2].partition("Chiffres :")[0]
    assert re.findall(r"(?:^ |• )([1-3]\.\S+)", shown) == kept


async def test_a_code_that_does_not_exist_is_answered_with_those_that_do(scene: Scene) -> None:
    awa = await at(scene, "codes")
    seen = await does(awa, "1.1.G")
    assert seen.startswith("⚠️ 1.1.G n'existe pas")
    assert "A" in seen.splitlines()[0]
    assert "E" in seen.splitlines()[0]
    assert "\nÀ quelles actions de la feuille de route" in seen


async def test_more_than_three_codes_are_too_many(scene: Scene) -> None:
    awa = await at(scene, "codes")
    seen = await does(awa, "1.1.A, 1.1.B, 1.1.C, 1.1.D")
    assert seen.startswith("⚠️")
    assert "3" in seen.splitlines()[0]


async def test_words_in_place_of_a_code_are_matched_and_asked(scene: Scene) -> None:
    awa = await at(scene, "codes")
    seen = await does(awa, "ateliers en classe avec les enseignants")
    assert seen.startswith("Quelle action s'en approche le plus ?")
    assert "[1.4.C Donner aux enseignants des contenus pour la classe]" in seen
    assert (await does(awa, "[1.4.C…")).startswith("Quels chiffres ?")


async def test_a_code_alone_opens_its_line_of_the_table(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    assert (await does(scene.awa, "1.4 c")).startswith("1.4.C. Donner aux enseignants")
    assert "1.1.G n'existe pas" in await does(scene.awa, "1.1.G")
