"""Every kind of question, as Awa meets it in a form that coordinators made: read aloud, tapped or typed.

Each story says which kinds it is about; a kind without a way to be answered, a screen and a story fails here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image

from bot.clock import PARIS
from bot.dialogues.kinds import WAYS
from bot.forms.session import Kind
from handlers.chat.views.forms.kinds import KINDS
from tests.chat.asking import SENT, TOLD, Asked, story
from tests.chat.conftest import Scene
from tests.chat.golden import has, plain, tap, written
from tests.support.media import SECRET, film, voice

Ask = Callable[..., Asked]


def test_each_kind_of_question_has_a_way_a_screen_and_a_story() -> None:
    assert set(WAYS) == set(Kind)
    assert set(KINDS) == set(Kind)
    assert set(TOLD) == set(Kind), f"no story tells {set(Kind) - set(TOLD)}"


# Words and figures


@story(Kind.TEXT, Kind.BARCODE)
async def test_words_are_kept_as_typed(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | hint | required |
        | | text | quoi | Qu'avez-vous fait ? | Une phrase suffit. | yes |
        | | barcode | kit | Le numéro de la malette ? | | |
        """
    )
    assert await form.opens() == written(
        """
        Qu'avez-vous fait ?
        Une phrase suffit.

        Étape 1 sur 2
        [Enregistrer et quitter] [En danger ?]
        """
    )
    assert await form.answers("Un atelier & <b>deux</b> débats", "3401597") == {
        "quoi": "Un atelier & <b>deux</b> débats",
        "kit": "3401597",
    }


@story(Kind.INTEGER, Kind.DECIMAL)
@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("integer", "1 628", "1628"),
        ("integer", "soixante-quinze", "75"),
        ("integer", "١٢", "12"),
        ("integer", "-3", "-3"),
        ("decimal", "12,5", "12.5"),
        ("decimal", "12.5", "12.5"),
        ("decimal", "١٢٫٥", "12.5"),
        ("decimal", "moins 3,5", "-3.5"),
    ],
)
async def test_a_number_is_read_in_figures_of_any_script(ask: Ask, kind: str, typed: str, kept: str) -> None:
    form = ask(f"| survey |\n| | type | name | label |\n| | {kind} | n | Combien ? |")
    await form.opens()
    assert await form.answers(typed) == {"n": kept}


@story(Kind.DECIMAL)
async def test_a_doubtful_number_is_asked(ask: Ask) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | decimal | n | Combien ? |")
    assert (await form.opens("1.200")).startswith("Quel nombre est-ce ?")
    assert await form.answers("2") == {"n": "1.2"}


@story(Kind.INTEGER)
async def test_a_doubt_that_the_form_settles_is_not_asked(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | constraint | constraint_message |
        | | decimal | n | Combien ? | . < 100 | Moins de cent, s'il vous plaît. |
        """
    )
    assert "Moins de cent, s'il vous plaît." in await form.opens("250")
    assert await form.answers("1.200") == {"n": "1.2"}


@story(Kind.RANGE)
async def test_a_range_of_few_steps_is_tapped(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | parameters | appearance |
        | | range | note | Quelle note ? | start=0 end=10 step=2 | |
        | | range | avis | Votre avis ? | start=1 end=5 step=1 | rating |
        | | range | part | Quelle part ? | start=0 end=100 step=1 | |
        """
    )
    assert "[0] [2] [4] [6] [8]\n[10]" in await form.opens()
    seen = await form.does("[6]")
    assert "[1 ★]\n[2 ★★]\n[3 ★★★]" in seen
    seen = await form.does("4")
    assert "Écrivez un nombre de 0 à 100." in seen, "too many steps for buttons"
    assert "Un nombre de 0 à 100 est attendu." in await form.does("101")
    assert await form.answers("57") == {"note": "6", "avis": "4", "part": "57"}


# Choices

AVIS = """
        | choices |
        | | list_name | name | label |
        | | avis | non | Non |
        | | avis | peu | Un peu |
        | | avis | oui | Beaucoup |
        """


@story(Kind.SELECT_ONE)
async def test_one_choice_is_one_tap_or_its_name_or_its_number(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | appearance |
        | | select_one avis | a | Utile ? | quick |
        | | select_one avis | b | Clair ? | likert |
        | | select_one avis | c | Assez long ? | columns |
        """
        + AVIS
    )
    assert "[Non]\n[Un peu]\n[Beaucoup]" in await form.opens()
    assert "[Non] [Un peu] [Beaucoup]" in await form.does("[Un peu]")
    assert "[Non] [Un peu]\n[Beaucoup]" in await form.does("beau")
    assert await form.answers("1") == {"a": "peu", "b": "oui", "c": "non"}


@story(Kind.SELECT_ONE)
async def test_long_choices_are_numbered_in_the_text(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label |
        | | select_one raison | r | Pourquoi ? |
        | choices |
        | | list_name | name | label |
        | | raison | temps | Nous n'avons pas trouvé le temps de préparer la séance avec l'équipe |
        | | raison | salle | La salle n'était pas libre |
        """
    )
    seen = await form.opens()
    assert "1. Nous n'avons pas trouvé le temps de préparer la séance avec l'équipe\n2. La salle" in seen
    assert "[1] [2]" in seen
    assert await form.answers("[2]") == {"r": "salle"}


@story(Kind.SELECT_MULTIPLE)
async def test_several_choices_are_toggled_then_done(ask: Ask) -> None:
    table = (
        "| survey |\n| | type | name | label |\n| | select_multiple avis | a | Lesquels ? |\n"
        "| | text | suite | Et puis ? |\n" + AVIS
    )
    form = ask(table)
    seen = await form.opens("[☐ Non]", "[☐ Beaucoup]")
    assert "[☑ Non]\n[☐ Un peu]\n[☑ Beaucoup]\n[Terminé]" in seen
    await form.does("[☑ Non]", "terminé")
    assert await form.answers("rien") == {"a": "oui", "suite": "rien"}


@story(Kind.SELECT_MULTIPLE)
async def test_several_choices_are_typed_as_numbers_or_names(ask: Ask) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | select_multiple avis | a | Lesquels ? |\n" + AVIS)
    assert "« peut-être » n'est pas parmi les choix" in await form.opens("1, peut-être")
    assert await form.answers("3, non") == {"a": "non oui"}


@story(Kind.RANK)
async def test_an_order_is_tapped_from_first_to_last_with_undo(ask: Ask) -> None:
    form = ask(
        "| survey |\n| | type | name | label |\n| | rank avis | a | Dans quel ordre ? |\n"
        "| | rank avis | b | Et celui-ci ? |\n" + AVIS
    )
    assert "Touchez-les dans l'ordre" in await form.opens()
    seen = await form.does("[Beaucoup]")
    assert "1. Beaucoup" in seen
    assert "[Non]\n[Un peu]\n[Annuler le dernier]" in seen.replace("[Retour] ", "")
    seen = await form.does("[Non]")
    assert "1. Beaucoup\n2. Non\n3. Un peu" in seen, "the last one places itself"
    assert "1. Beaucoup\n\n" in await form.does("annuler le dernier")
    assert "Tout n'est pas encore classé" in await form.does("terminé")
    await form.does("[Un peu]", "[Terminé]")
    assert "Écrivez les 3 dans l'ordre" in await form.does("2")
    assert await form.answers("2, 1, 3") == {"a": "oui peu non", "b": "peu non oui"}


# Things to read


@story(Kind.NOTE, Kind.ACKNOWLEDGE)
async def test_notes_are_read_together_and_acknowledged_with_one_button(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | required |
        | | note | n1 | Merci de prendre cinq minutes. | |
        | | note | n2 | Aucun nom n'est demandé. | |
        | | acknowledge | lu | Vous avez lu la charte. | yes |
        | | acknowledge | vu | Et la notice. | |
        """
    )
    assert await form.opens() == written(
        """
        Merci de prendre cinq minutes.

        Aucun nom n'est demandé.

        Vous avez lu la charte.

        Étape 1 sur 2
        [J'ai lu]
        [Enregistrer et quitter] [En danger ?]
        """
    )
    assert "Touchez le bouton" in await form.does("peut-être")
    await form.does("[J'ai lu]")
    assert await form.answers("oui") == {"lu": "OK", "vu": "OK"}


# Days and times


@story(Kind.DATE)
async def test_a_day_is_tapped_on_a_calendar(ask: Ask) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | date | jour | Quel jour ? |")
    assert await form.opens() == written(
        """
        Quel jour ?

        Touchez un jour, ou écrivez-le : 20 juin 2026.

        Étape 1 sur 1
        [‹] [juin 2026] [›]
        [lu] [ma] [me] [je] [ve] [sa] [di]
        [1] [2] [3] [4] [5] [6] [7]
        [8] [9] [10] [11] [12] [13] [14]
        [15] [16] [17] [18] [19] [[20]] [21]
        [22] [23] [24] [25] [26] [27] [28]
        [29] [30] [·] [·] [·] [·] [·]
        [Aujourd'hui]
        [Passer]
        [Enregistrer et quitter] [En danger ?]
        """
    )
    assert "[‹] [mai 2026] [›]" in await form.does("[‹]")
    assert "[‹] [2026] [›]\n[janv.] [févr.] [mars]" in await form.does("[mai 2026]")
    assert "[2016] [2017] [2018]" in await form.does("[2026]")
    assert "[‹] [2019] [›]" in await form.does("[2019]")
    assert "[‹] [févr. 2019] [›]".replace("févr.", "février") in await form.does("[févr.]")
    assert await form.answers("[14]") == {"jour": "2019-02-14"}


@story(Kind.DATE)
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 juin", "2026-06-12"),
        ("le 3 juillet", "2026-07-03"),
        ("hier", "2026-06-19"),
        ("12/06/2025", "2025-06-12"),
        ("١٢/٠٦/٢٠٢٥", "2025-06-12"),
        ("aujourd'hui", "2026-06-20"),
        ("12", "2026-06-12"),
    ],
)
async def test_a_day_is_typed_as_people_write_it(ask: Ask, typed: str, kept: str) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | date | jour | Quel jour ? |")
    await form.opens()
    assert await form.answers(typed) == {"jour": kept}


@story(Kind.DATE)
async def test_a_year_left_unsaid_is_asked_when_both_are_far(ask: Ask) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | date | jour | Quel jour ? |")
    seen = await form.opens("20 décembre")
    assert "[20 décembre 2025]\n[20 décembre 2026]" in seen
    assert await form.answers("[20 décembre 2026]") == {"jour": "2026-12-20"}


@story(Kind.DATE)
async def test_the_rule_of_the_form_says_which_year_was_meant(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | constraint |
        | | date | jour | Quel jour ? | . <= today() |
        """
    )
    await form.opens()
    assert await form.answers("20 décembre") == {"jour": "2025-12-20"}


@story(Kind.DATE)
async def test_a_month_or_a_year_is_enough_where_the_form_says_so(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | appearance |
        | | date | mois | Quel mois ? | month-year |
        | | date | an | Quelle année ? | year |
        | | date | mois2 | Et après ? | month-year |
        | | date | an2 | Et encore ? | year |
        """,
        review=True,
    )
    assert "[avr.] [mai] [juin]" in await form.opens()
    assert "[2025] [2026] [2027]" in await form.does("[juin]")
    await form.does("[2025]", "mars 2024")
    seen = await form.does("2023")
    assert (
        "Quel mois ? : juin 2026\nQuelle année ? : 2025\nEt après ? : mars 2024\nEt encore ? : 2023" in seen
    )
    kept = {"mois": "2026-06-01", "an": "2025-01-01", "mois2": "2024-03-01", "an2": "2023-01-01"}
    assert await form.answers("[Envoyer]") == kept


@story(Kind.TIME)
async def test_a_time_is_tapped_hours_then_minutes_or_typed(ask: Ask) -> None:
    form = ask(
        "| survey |\n| | type | name | label |\n| | time | debut | Début ? |\n| | time | fin | Fin ? |"
    )
    assert "[06 h] [07 h] [08 h] [09 h] [10 h] [11 h]" in await form.opens()
    assert "[09:20] [09:25] [09:30] [09:35]" in await form.does("[09 h]")
    assert "[06 h]" in await form.does("[Une autre heure]")
    await form.does("[10 h]", "[10:30]")
    assert "Je n'y lis pas d'heure" in await form.does("tôt")
    kept = await form.answers("midi et quart")
    assert [kept["debut"][:5], kept["fin"][:5]] == ["10:30", "12:15"]


@story(Kind.DATETIME)
async def test_a_moment_is_a_day_then_a_time(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label |
        | | dateTime | a | Quand ? |
        | | dateTime | b | Et puis ? |
        | | dateTime | c | Enfin ? |
        """
    )
    await form.opens()
    assert "Jour : 12 juin 2026" in await form.does("[12]")
    assert "[‹] [juin 2026] [›]" in await form.does("[Un autre jour]")
    await form.does("[13]", "[14 h]", "[14:30]")
    await form.does("le 3 mai 2026 à 9h05")
    assert "Jour : 4 mai 2026" in await form.does("4 mai 2026")
    kept = await form.answers("8h du soir")
    assert [kept[name][:16] for name in "abc"] == ["2026-06-13T14:30", "2026-05-03T09:05", "2026-05-04T20:00"]


async def test_in_arabic_the_week_runs_from_right_to_left(ask: Ask, scene: Scene) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | date | j | أي يوم؟ |\n| | range | n | كم؟ |")
    await reads_arabic(scene)
    await form.opens()
    rows = scene.awa.last.rows
    assert plain(rows[0][1]) == "يونيو 2026"
    assert rows[2] == ["7", "6", "5", "4", "3", "2", "1"]
    assert rows[1][-1] == "إثنين", "Monday stands on the right"
    await tap(scene.awa, rows[0][0])
    assert plain(scene.awa.last.rows[0][1]) == "يوليو 2026", "the left arrow goes on"
    assert all(line.startswith("\u200f") for line in scene.awa.last.text.splitlines() if line)


async def reads_arabic(scene: Scene) -> None:
    """Awa's chat speaks Arabic from now on, though not every sentence is translated yet."""
    database, chats = scene.relais.database, scene.relais.repositories.chats
    async with database.transaction():
        chat = await chats.get(scene.awa.id)
        await chats.save(replace(chat, language="ar"))


@story(Kind.DATE)
async def test_the_day_given_as_an_example_is_not_over(ask: Ask, scene: Scene) -> None:
    scene.clock.instant = datetime(2026, 12, 3, 10, 0, tzinfo=PARIS)
    form = ask("| survey |\n| | type | name | label |\n| | date | jour | Quel jour ? |")
    seen = await form.opens()
    example = re.search(r"écrivez-le : (.+)\.", seen)
    assert example
    assert example[1] == "3 décembre 2026"
    assert await form.answers(example[1]) == {"jour": "2026-12-03"}


# Positions


@story(Kind.GEOPOINT)
async def test_a_position_is_sent_with_a_key_that_goes_afterwards(ask: Ask, scene: Scene) -> None:
    form = ask(
        "| survey |\n| | type | name | label |\n| | geopoint | ou | Où était-ce ? |\n"
        "| | text | t | Et puis ? |"
    )
    awa = scene.awa
    assert (await form.opens()).startswith("Où était-ce ?")
    assert awa.keys == [["📍 Envoyer ma position"]]
    await awa.sends_location(48.9356, 2.3539, accuracy=12.0)
    assert form.screen.startswith("Et puis ?")
    assert awa.keys == []
    seen = await form.does("[Retour]")
    assert "Jusqu'ici : 48.93560, 2.35390 (à 12 m près)" in seen
    assert awa.keys == [["📍 Envoyer ma position"]]
    await form.does("[Garder…")
    assert (await form.answers("fin"))["ou"].split()[:2] == ["48.9356", "2.3539"]


@story(Kind.GEOPOINT)
@pytest.mark.parametrize(
    "typed",
    [
        "48.9356 2.3539",
        "48,9356; 2,3539",
        "48°56'08.16\"N 2°21'14.04\"E",
        "https://maps.example/?q=48.9356,2.3539",
    ],
)
async def test_a_position_is_typed(ask: Ask, typed: str) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | geopoint | ou | Où était-ce ? |")
    assert "écrivez la latitude et la longitude" in await form.opens("Saint-Denis")
    kept = await form.answers(typed)
    assert [round(float(part), 4) for part in kept["ou"].split()[:2]] == [48.9356, 2.3539]


@story(Kind.GEOTRACE, Kind.GEOSHAPE)
async def test_lines_and_outlines_are_points_one_after_the_other(ask: Ask, scene: Scene) -> None:
    form = ask(
        "| survey |\n| | type | name | label |\n| | geotrace | trajet | Le trajet ? |\n"
        "| | geoshape | aire | Le terrain ? |"
    )
    awa = scene.awa
    await form.opens()
    await awa.sends_location(48.90, 2.30)
    assert "1 point : envoyez le suivant" in form.screen
    assert "Il faut au moins 2 points." in await form.does("terminé")
    await awa.sends_location(48.91, 2.31)
    await awa.sends_location(10.0, 10.0)
    assert "2 points : envoyez le suivant" in await form.does("[Annuler le dernier]")
    seen = await form.does("[Terminé]")
    assert "Un point à chaque angle" in seen
    assert awa.keys, "the key stays for the next one"
    await form.does("48.90 2.30; 48.91 2.31; 48.92 2.30")
    kept = await form.answers("[Terminé]")
    assert len(kept["trajet"].split(";")) == 2
    corners = [corner.strip() for corner in kept["aire"].split(";")]
    assert len(corners) == 4
    assert corners[0] == corners[-1], "the last side closes by itself"
    assert awa.keys == []


# Files


def photo(colour: tuple[int, int, int] = (10, 200, 30)) -> bytes:
    """A photo that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


async def kept_file(scene: Scene, wire: str) -> tuple[bytes, str, str]:
    """What is kept of the file of an answer."""
    found = await scene.relais.repositories.files.read(wire.partition(".")[0])
    assert found is not None
    return found


@story(Kind.IMAGE, Kind.AUDIO, Kind.VIDEO)
async def test_media_are_sent_kept_at_once_and_stripped(ask: Ask, scene: Scene) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label |
        | | image | photo | Une photo de l'affiche ? |
        | | audio | son | Un mot de bilan ? |
        | | video | film | Un extrait ? |
        """,
        review=True,
    )
    awa = scene.awa
    assert "Une photo est attendue ici" in await form.opens()
    assert "Une photo est attendue ici" in await form.does("plus tard")
    await awa.sends_document("affiche.jpg", photo())
    assert "Un son est attendu ici" in form.screen
    await awa.sends_voice(sound=voice())
    assert "Une vidéo est attendue ici" in form.screen
    await awa.sends_video(film())
    assert "Une photo de l'affiche ? : une photo\nUn mot de bilan ? : un enregistrement" in form.screen
    kept = await form.answers("[Envoyer]")
    assert [kept[name].rpartition(".")[2] for name in ("photo", "son", "film")] == ["jpg", "ogg", "mp4"]
    for wire in kept.values():
        content, _, _ = await kept_file(scene, wire)
        assert SECRET not in content


@story(Kind.IMAGE, Kind.FILE)
async def test_the_wrong_kind_of_media_is_not_kept_and_the_right_one_is_said(ask: Ask, scene: Scene) -> None:
    form = ask(
        "| survey |\n| | type | name | label |\n| | image | p | Une photo ? |\n| | file | f | Une pièce ? |"
    )
    awa = scene.awa
    await form.opens()
    await awa.sends_voice(sound=voice())
    assert "Ce n'est pas le genre de fichier attendu ici" in form.screen
    assert "Une photo est attendue ici" in form.screen
    await awa.sends_document("photo.jpg", b"\xff\xd8\xff not a picture")
    assert form.screen.startswith("⚠️")
    assert "Une photo ?" in form.screen, "the question is still there"
    await awa.sends_document("grosse.jpg", 21_000_000)
    assert "20 Mo" in form.screen
    assert (await scene.rows())["files"] == 0
    await awa.sends_photo(photo())
    await awa.sends_document("bilan.txt", b"75 enfants, 3 classes")
    kept = form.dialogue.sent[-1]
    assert (await kept_file(scene, kept["f"]))[1] == "bilan.txt"


@story(Kind.IMAGE)
async def test_an_album_fills_as_many_instances_as_it_has_photos(ask: Ask, scene: Scene) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label |
        | | begin repeat | vue | Photo de l'atelier |
        | | image | photo | Une photo ? |
        | | end repeat | | |
        | | image | affiche | Et l'affiche ? |
        """,
        review=True,
    )
    awa = scene.awa
    await form.opens(*([] if "Une photo ?" in await form.opens() else ["oui"]))
    await awa.sends_album([photo((i * 60, 0, 0)) for i in range(3)])
    assert "Jusqu'ici : 3" in form.screen
    await form.does("non")
    await awa.sends_album([photo((0, i * 60, 9)) for i in range(3)])
    assert "le premier de votre album est gardé, pas les autres" in plain(
        "\n".join(seen.text for seen in awa.messages[-4:])
    )
    assert (await scene.rows())["files"] == 4
    assert SENT in await form.does("[Envoyer]") or form.dialogue.sent


# What helps to answer


async def test_guidance_stands_behind_a_button_and_media_are_named(ask: Ask, scene: Scene) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | guidance_hint | media::image |
        | | text | t | Que montre l'affiche ? | Décrivez-la sans nommer personne. | affiche.png |
        """
    )
    seen = await form.opens()
    assert "Image : affiche.png" in seen
    assert "Décrivez-la" not in seen
    seen = await form.does("[En savoir plus]")
    assert "Décrivez-la sans nommer personne." in seen
    assert not has(scene.awa, "En savoir plus")
    assert "Décrivez-la" not in await form.does("moins")
