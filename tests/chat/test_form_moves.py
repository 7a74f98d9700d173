"""Moving about in a form of coordinators: long lists, repeats, the recap, languages, edits, haste."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.sandbox.people import Person, Seen
from tests.chat.asking import SENT, Asked
from tests.chat.conftest import Scene
from tests.chat.golden import has, plain, written
from tests.chat.reporting import data_of

Ask = Callable[..., Asked]

# Long lists

TOWNS = [
    "Aubervilliers",
    "Bobigny",
    "Bondy",
    "Drancy",
    "Épinay-sur-Seine",
    "Courneuve",
    "Bourget",
    "Montreuil",
    "Noisy-le-Grand",
    "Noisy-le-Sec",
    "Pantin",
    "Saint-Denis",
    "Saint-Ouen",
    "Sevran",
]
LONG = (
    "| survey |\n| | type | name | label |\n| | {kind} ville | v | Quelle ville ? |\n"
    "| | text | t | Et puis ? |\n"
    "| choices |\n| | list_name | name | label |\n"
    + "".join(f"| | ville | v{at} | {name} |\n" for at, name in enumerate(TOWNS))
)


async def test_a_long_list_comes_by_pages_and_is_searched_by_typing(ask: Ask) -> None:
    form = ask(LONG.format(kind="select_one"))
    seen = await form.opens()
    assert seen.endswith(
        written(
            """
            14 choix : écrivez quelques lettres pour en trouver un.
            Page 1 sur 2

            Étape 1 sur 2
            [Aubervilliers]
            [Bobigny]
            [Bondy]
            [Drancy]
            [Épinay-sur-Seine]
            [Courneuve]
            [Bourget]
            [Montreuil]
            [Suivant]
            [Passer]
            [Enregistrer et quitter] [En danger ?]
            """
        )
    )
    seen = await form.does("[Suivant]")
    assert "[Noisy-le-Grand]" in seen
    assert "[Sevran]\n[Précédent]" in seen
    seen = await form.does("noisy")
    assert "[Noisy-le-Grand]\n[Noisy-le-Sec]" in seen
    assert await form.answers("noisy-le-sec", "fin") == {"v": "v9", "t": "fin"}


async def test_a_word_that_many_names_hold_narrows_the_list(ask: Ask) -> None:
    form = ask(LONG.format(kind="select_multiple"))
    await form.opens()
    seen = await form.does("saint")
    assert "Trouvé pour « saint » : 2." in seen
    assert "[☐ Saint-Denis]\n[☐ Saint-Ouen]\n[Toute la liste]" in seen
    seen = await form.does("[☐ Saint-Denis]")
    assert "Choisi : Saint-Denis" in seen
    assert "[☑ Saint-Denis]" in seen, "the search stays while boxes are ticked"
    await form.does("[Toute la liste]", "[Suivant]", "[☐ Sevran]")
    assert "Choisi : Saint-Denis, Sevran" in form.screen
    assert "« Marseille » n'est pas parmi les choix" in await form.does("Marseille")
    await form.does("[Terminé]")
    assert await form.answers("fin") == {"v": "v11 v13", "t": "fin"}


async def test_a_list_from_a_file_of_thousands_is_searched(ask: Ask) -> None:
    rows = "".join(f"c{at},Commune {at}\n" for at in range(5000)) + "sd,Saint-Denis\n"
    form = ask(
        "| survey |\n| | type | name | label | appearance |\n"
        "| | select_one_from_file communes.csv | c | Quelle commune ? | autocomplete |",
        files={"communes.csv": f"name,label\n{rows}".encode()},
    )
    seen = await form.opens()
    assert "5 001 choix" in seen
    assert "Page 1 sur 626" in seen
    assert "Rien dans la liste ne contient ces mots" in await form.does("zzz")
    seen = await form.does("mune 49")
    assert "Trouvé pour « mune 49 » : 80." in seen
    assert "[Commune 49]\n[Commune 490]" in seen
    assert await form.answers("saint-denis") == {"c": "sd"}


# Repeats

FAMILY = """
    | survey |
    | | type | name | label | required |
    | | text | lieu | Où ? | |
    | | begin repeat | m | Atelier | |
    | | text | titre | Son titre ? | yes |
    | | integer | n | Combien de personnes ? | |
    | | end repeat | | | |
    | | text | fin | Un mot de la fin ? | |
    """


async def two_workshops(form: Asked) -> str:
    """Two workshops and the last word: the recap."""
    await form.opens("Bobigny")
    if "Y en a-t-il" in form.screen:
        await form.does("oui")
    return await form.does("Droits", "12", "oui", "Risques", "passer", "non", "merci")


async def test_a_repeat_asks_for_another_one(ask: Ask) -> None:
    form = ask(FAMILY, review=True)
    await form.opens("Bobigny")
    if "Y en a-t-il" in form.screen:
        await form.does("[Oui, ajouter]")
    assert form.screen.startswith("Atelier 1\nSon titre ?")
    seen = await form.does("Droits", "12")
    assert seen == written(
        """
        Atelier
        Jusqu'ici : 1
        Y en a-t-il d'autres ?
        [Oui, ajouter] [Non, continuer]
        [Retour]
        [Enregistrer et quitter] [En danger ?]
        """
    )
    assert "Combien de personnes ?" in await form.does("[Retour]"), "back leads into the last one"


async def test_one_instance_is_opened_edited_deleted_and_added_from_the_recap(ask: Ask) -> None:
    form = ask(FAMILY, review=True)
    seen = await two_workshops(form)
    assert (
        "Atelier 1\nSon titre ? : Droits\nCombien de personnes ? : 12\n\nAtelier 2\nSon titre ? : Risques"
        in seen
    )
    assert "[▸ Atelier 1] [▸ Atelier 2]\n[Ajouter : Atelier]" in seen
    seen = await form.does("[▸ Atelier 2]")
    assert seen.startswith("Atelier 2\n\n")
    assert "Droits" not in seen
    await form.does("[✏️ Son titre ?]", "Risques au travail")
    seen = await form.does("[▸ Atelier 1]", "[Supprimer : Atelier 1]")
    assert "2 réponses partent avec, pour de bon." in seen
    assert "Droits" in await form.does("retour")
    seen = await form.does("[▸ Atelier 1]", "[Supprimer : Atelier 1]", "[Oui, le supprimer]")
    assert "Droits" not in seen
    assert "Atelier 1\nSon titre ? : Risques au travail" in seen
    seen = await form.does("[Ajouter : Atelier]")
    assert seen.startswith("Atelier 2\nSon titre ?")
    seen = await form.does("Débat", "8", "non")
    assert "Atelier 2\nSon titre ? : Débat\nCombien de personnes ? : 8" in seen


async def test_a_repeat_begun_by_no_can_still_be_filled_from_the_recap(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | relevant |
        | | select_one on | oui | Des ateliers ? | |
        | | begin repeat | m | Atelier | ${oui} = 'o' |
        | | text | titre | Son titre ? | |
        | | end repeat | | | |
        | choices |
        | | list_name | name | label |
        | | on | o | Oui |
        | | on | n | Non |
        """,
        review=True,
    )
    seen = await form.opens("[Non]")
    assert "Ajouter" not in seen
    seen = await form.does("[✏️ Des ateliers ?]", "[Oui]")
    assert "Son titre ?" in seen or "Y en a-t-il" in seen, "the branch that opens is asked before the recap"


# The recap


async def test_the_recap_leads_to_the_first_gap(ask: Ask) -> None:
    form = ask(
        """
        | survey |
        | | type | name | label | required |
        | | text | a | Un ? | |
        | | text | b | Deux ? | yes |
        | | text | c | Trois ? | yes |
        """,
        review=True,
    )
    seen = await form.opens("un", "/recap")
    assert "Deux ? : à remplir (nécessaire)" in seen
    assert "[Aller aux 2 réponses qui manquent]" in seen
    assert (await form.does("[Aller aux…")).startswith("Deux ?")
    seen = await form.does("deux")
    assert "[Aller à la réponse qui manque]" in seen, "back at the recap"
    assert "Trois ?" in await form.does("[Envoyer]")
    assert await form.answers("trois", "[Envoyer]") == {"a": "un", "b": "deux", "c": "trois"}


async def test_a_long_recap_comes_by_pages_and_keeps_its_page(ask: Ask) -> None:
    rows = "".join(f"| | text | q{at} | Question {at} ? | |\n" for at in range(1, 46))
    form = ask(f"| survey |\n| | type | name | label | required |\n{rows}", review=True)
    seen = await form.opens("/recap")
    assert "Page 1 sur 3" in seen
    assert "Question 20 ?" in seen
    assert "Question 21 ?" not in seen
    seen = await form.does("[Suivant]")
    assert "Question 21 ?" in seen
    seen = await form.does("[✏️ Question 25 ?]", "vingt-cinq")
    assert "Question 25 ? : vingt-cinq" in seen, "on the page that was left"


async def test_answers_of_4000_characters_still_fit(ask: Ask, scene: Scene) -> None:
    rows = "".join(f"| | text | q{at} | Question {at} ? |\n" for at in range(1, 13))
    form = ask(f"| survey |\n| | type | name | label |\n{rows}", review=True)
    await form.opens(*["é" * 3900] * 12)
    assert "Page 1 sur" in form.screen
    assert len(scene.awa.last.text) < 4096


# Languages

BILINGUAL = """
    | survey |
    | | type | name | label::Français (fr) | label::العربية (ar) |
    | | text | a | Où ? | أين؟ |
    | | select_one on | b | Encore ? | مرة أخرى؟ |
    | choices |
    | | list_name | name | label::Français (fr) | label::العربية (ar) |
    | | on | o | Oui | نعم |
    | | on | n | Non | لا |
    """


async def test_the_form_s_language_is_switched_on_the_way_and_answers_stay(ask: Ask, scene: Scene) -> None:
    form = ask(BILINGUAL, review=True)
    assert "[Enregistrer et quitter] [🌐 Langue] [En danger ?]" in await form.opens()
    seen = await form.does("Bobigny", "[🌐 Langue]")
    assert "[Français] [العربية]" in seen
    seen = await form.does("[العربية]")
    assert seen.startswith("مرة أخرى؟")
    assert "[نعم]\n[لا]" in seen
    seen = await form.does("نعم")
    assert "أين؟ : Bobigny" in seen
    assert "مرة أخرى؟ : نعم" in seen
    await form.does("/menu")
    assert "أين؟" in await form.does("/recap"), "the session keeps to its language"
    seen = await form.does("langue", "français")
    assert "Où ? : Bobigny" in seen
    assert await form.answers("[Envoyer]") == {"a": "Bobigny", "b": "o"}


async def test_one_language_leaves_nothing_to_choose(ask: Ask, scene: Scene) -> None:
    form = ask("| survey |\n| | type | name | label |\n| | text | a | Où ? |")
    await form.opens()
    assert not has(scene.awa, "🌐 Langue")


# Edited messages

BRANCHES = """
    | survey |
    | | type | name | label | relevant | constraint |
    | | integer | n | Combien d'ateliers ? | | . < 100 |
    | | text | titre | Le titre du premier ? | ${n} > 0 | |
    | | text | fin | Un mot de la fin ? | | |
    | | text | suite | Et après ? | | |
    """


def said(person: Person, text: str) -> Seen:
    """The person's own message of these words."""
    return next(seen for seen in person.messages if seen.text == text)


async def test_editing_a_message_edits_its_answer_and_tells_what_follows(ask: Ask, scene: Scene) -> None:
    form, awa = ask(BRANCHES, review=True), scene.awa
    await form.opens("3", "Droits", "merci")
    message = said(awa, "3")
    await awa.edits("0", message)
    assert plain(awa.last.text) == written(
        """
        Votre réponse à « Combien d'ateliers ? » est changée. {aside}

        Et après ?

        Étape 3 sur 3
        """
    ).format(aside="Mis de côté, la question ne se pose plus : « Le titre du premier ? ».")
    await awa.edits("2", message)
    assert "Compte de nouveau, avec la réponse d'avant : « Le titre du premier ? »" in form.screen
    await awa.edits("douze mille", message)
    assert "la réponse reste comme avant" in form.screen
    assert form.screen.count("Et après ?") == 1, "she is where she was"
    await awa.edits("Les droits", said(awa, "Droits"))
    kept = await form.answers("rien", "[Envoyer]")
    assert kept == {"n": "2", "titre": "Les droits", "fin": "merci", "suite": "rien"}
    await awa.edits("9", message)
    assert "rien de ce qui était déjà envoyé ne change" in plain(awa.last.text)
    assert form.dialogue.sent == [kept]


async def test_an_edit_leaves_her_at_the_question_she_went_back_to(ask: Ask, scene: Scene) -> None:
    form, awa = ask(BRANCHES, review=True), scene.awa
    await form.opens("3", "Droits", "merci", "[Retour]", "[Retour]")
    assert form.screen.startswith("Le titre du premier ?")
    message = said(awa, "3")
    await awa.edits("5", message)
    assert "\n\nLe titre du premier ?" in form.screen
    await form.does("Les droits", "rien", "[✏️ Un mot de la fin ?]")
    await awa.edits("6", message)
    assert "\n\nUn mot de la fin ?" in form.screen
    assert "Combien d'ateliers ? : 6" in await form.does("merci encore"), "and then back to the recap"


async def test_a_doubt_born_of_an_edit_is_asked_and_then_she_goes_on(ask: Ask, scene: Scene) -> None:
    form, awa = (
        ask("| survey |\n| | type | name | label |\n| | decimal | n | Combien ? |\n| | text | t | Et ? |"),
        scene.awa,
    )
    await form.opens("12")
    await awa.edits("1.200", said(awa, "12"))
    assert form.screen.startswith("Quel nombre est-ce ?")
    assert (await form.does("[1200]")).startswith("Et ?")
    await awa.edits("15", said(awa, "1.200"))
    assert await form.answers("fin") == {"n": "15", "t": "fin"}


async def test_an_edit_reaches_a_draft_that_was_left(ask: Ask, scene: Scene) -> None:
    form, awa = ask(BRANCHES, review=True), scene.awa
    await form.opens("3", "Droits", "[Enregistrer et quitter]")
    await awa.edits("4", said(awa, "3"))
    assert "est changée" in awa.last.text
    await form.does("[Continuer maintenant]", "/recap")
    assert "Combien d'ateliers ? : 4" in form.screen


# Haste


def edits_of(scene: Scene) -> int:
    """How often the bot changed a message."""
    return len(scene.sandbox.journal.of("editMessageText"))


async def test_rapid_taps_all_count_and_make_few_edits(ask: Ask, scene: Scene) -> None:
    form, awa = ask(LONG.format(kind="select_multiple")), scene.awa
    await form.opens()
    screen, before = awa.last, edits_of(scene)
    labels = [f"☐ {name}" for name in TOWNS[:8]]
    pressed = [data_of(screen, label) for label in labels]
    await asyncio.gather(*(awa.forges(data, screen) for data in pressed))
    assert all(f"[☑ {name}]" in form.screen for name in TOWNS[:8]), (
        "every toggle is durable, the last is shown"
    )
    assert edits_of(scene) - before <= 2, "those that a newer tap overtakes are not shown"
    await form.does("[Terminé]")
    assert (await form.answers("fin"))["v"] == " ".join(f"v{at}" for at in range(8))


async def test_a_toggle_tapped_twice_by_a_shaking_hand_stays_on(ask: Ask, scene: Scene) -> None:
    form, awa = ask(LONG.format(kind="select_multiple")), scene.awa
    await form.opens()
    screen = awa.last
    data = data_of(screen, "☐ Bobigny")
    await awa.forges(data, screen)
    await awa.forges(data, screen)
    assert "[☑ Bobigny]" in form.screen
    await form.does("[Terminé]")
    await awa.forges(data, screen)
    assert form.screen.startswith("Et puis ?"), "a toggle of a question that is over does nothing"
    assert (await form.answers("fin"))["v"] == "v1"


@pytest.mark.parametrize("argument", ["m9999-99", "d2026-02-31", "h99", "i5", "zz", "t", "99"])
async def test_a_calendar_s_button_made_up_does_nothing(ask: Ask, scene: Scene, argument: str) -> None:
    form, awa = ask("| survey |\n| | type | name | label |\n| | date | j | Quel jour ? |"), scene.awa
    await form.opens()
    data = data_of(awa.last, "Aujourd'hui")
    await awa.forges(data.rpartition(":")[0] + ":" + argument, awa.last)
    assert "[juin 2026]" in form.screen
    assert form.dialogue.sent == []


async def test_a_form_is_left_and_taken_up_again_where_it_was(ask: Ask, scene: Scene) -> None:
    form, awa = ask("| survey |\n| | type | name | label |\n| | geopoint | ou | Où ? |"), scene.awa
    await form.opens()
    assert awa.keys
    seen = await form.does("[Enregistrer et quitter]")
    assert awa.keys == [], "the key for positions goes"
    again = next(label for label in awa.last.buttons if "maintenant" in plain(label))
    assert "Où ?" in await form.does(f"[{plain(again)}]"), seen
    assert awa.keys
    await awa.sends_location(48.9, 2.3)
    assert SENT in plain(awa.last.text)
    assert awa.keys == []
