"""S28, S16: a code hung at the swimming pool, one handed round at a meeting; nobody is behind an opening."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.codes.actions import CodeActions
from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen, tap, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up
from tests.chat.test_our_kit import text_of
from tests.chat.test_surveys import file_of


async def marc_makes(scene: Scene, kind: str, label: str, kit: str = "[Passer]") -> str:
    """Marc, of the town hall, makes a code; what its link carries after ``start=``."""
    if not scene.marc.messages:
        await signs_up(scene.marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")
    await does(scene.marc, "/codes", "[➕ Créer un code]", f"[{kind}…", label, kit)
    seen = await does(scene.marc, "[Voir ce code]")
    return seen.partition("?start=")[2].split()[0]


def told(person: Person) -> str:
    """All that the bot said to a person, with its buttons."""
    return "\n".join(plain(f"{seen.text} {seen.buttons}") for seen in person.messages)


async def comes(person: Person, organisation: str) -> None:
    """A newcomer at a meeting signs up from its code, for an organisation known or not."""
    await does(
        person, "[🙋 Je viens pour une organisation…", "[J'accepte]", "[Association locale]", organisation
    )
    for add in (f"Oui, ajouter « {organisation} »", f"Aucune de celles-ci : ajouter « {organisation} »"):
        if has(person, add):
            await tap(person, add)
    await person.says("93")


async def opened(scene: Scene, label: str) -> str:
    """What Marc reads of a code."""
    return await does(scene.marc, "/codes", f"[🔳 {label}]")


async def test_s28_a_scan_at_the_pool_informs_and_leaves_nobody_behind(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    before, ali = await scene.rows(), scene.newcomer("Ali")
    await ali.starts(payload)
    *_, card, page = ali.messages
    assert "17" in card.text
    assert "114" in card.text
    assert "ne vous écrira pas" not in plain(card.text), "nobody called for help: reminders go on"
    assert plain(page.text).startswith(
        written("""
        Piscine, Ville de L'Île-Saint-Denis

        L'esclavage existe encore. Apprenons à le voir.
        """)
    )
    assert "Ce que vous pouvez faire\n• Danger immédiat : appelez, même dans le doute." in plain(page.text)
    assert not any("inscri" in label for label in page.buttons), "not sign-up"
    assert await scene.rows() == before, "one more opening is no row"
    assert "Ouvert 1 fois." in await opened(scene, "Piscine")
    assert str(ali.id) not in await scene.everything_stored()


async def test_s28_openings_are_counted_once_each_whoever_opens(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    before = await scene.rows()
    people = [scene.newcomer(f"Passant {number}") for number in range(30)]
    for person in people:
        await person.starts(payload)
    await people[0].says(f"/start {payload}", times=2)
    await people[0].says(f"/start {payload}")
    assert "Ouvert 32 fois." in await opened(scene, "Piscine")
    rows, stored = await scene.rows(), await scene.everything_stored()
    del rows["inbox"], before["inbox"]  # Marc reads his page
    assert rows == before
    assert not any(str(person.id) in stored for person in people)


async def test_a_member_who_scans_leaves_no_trace_either(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    await awa_signs_up(scene.awa)
    before = await scene.everything_stored()
    await scene.awa.starts(payload)
    after = await scene.everything_stored()
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all("Piscine" in line for line in changed), "its counter alone"


@pytest.mark.parametrize(
    ("phone", "words", "button"),
    [
        ("fr", "Ce que vous pouvez faire", "De quoi il s'agit"),
        ("en", "What you can do", "What this is"),
        ("ar", "ما يمكنك فعله", "De quoi il s'agit"),
        ("uk", "Що ви можете зробити", "De quoi il s'agit"),
        ("xx", "Ce que vous pouvez faire", "De quoi il s'agit"),
    ],
)
async def test_s16_each_phone_reads_in_its_language_if_there_is_one(
    scene: Scene, phone: str, words: str, button: str
) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    person = scene.newcomer("Passante", phone)
    await person.starts(payload)
    assert words in person.last.text
    assert has(person, button)


@pytest.mark.parametrize(
    "payload",
    ["lieu_", "evt_zzzzzzzzzz", "lieu_'; DROP TABLE codes", "%", "lieu_%", "../../etc", "🌟", "x" * 64,
     "lieu_" + "0" * 300, "evt_{real}"],
)  # fmt: skip
async def test_a_forged_or_cut_payload_is_said_and_informs_all_the_same(scene: Scene, payload: str) -> None:
    real = (await marc_makes(scene, "Un lieu", "Piscine")).removeprefix("lieu_")
    before, ali = await scene.everything_stored(), scene.newcomer("Ali")
    await ali.says("/start " + payload.replace("{real}", real))
    assert "ne mène à aucun code que je connaisse" in told(ali)
    assert "Ce que vous pouvez faire" in told(ali)
    assert "17" in ali.messages[1].text
    assert await scene.everything_stored() == before


async def test_distress_after_start_is_heard_first(scene: Scene) -> None:
    await scene.newcomer("Ali").says("/start au secours")
    assert (await scene.rows())["inbox"] == 0


async def test_a_count_that_fails_is_not_the_problem_of_who_scans(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")

    async def fails(*_: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(CodeActions, "count", fails)
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    assert [seen.text for seen in ali.messages if "a échoué" in seen.text] == []
    assert "Ce que vous pouvez faire" in told(ali)


async def test_a_closed_code_informs_and_counts_no_more(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    await does(scene.marc, "[Fermer ce code]", "[Oui, le fermer]")
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    assert "Ce code est fermé" in told(ali)
    assert "Ce que vous pouvez faire" in told(ali)
    seen = await does(scene.marc, "/codes", "[▫️ Piscine]")
    assert "Ouvert 0 fois." in seen
    assert not has(scene.marc, "Fermer ce code")


async def test_s16_nine_people_scan_and_nine_organisations_are_counted(scene: Scene) -> None:
    payload = await marc_makes(scene, "Une rencontre", "Rencontre du 20 juin")
    await claire_signs_up(scene.claire)
    names = ["Les Amis du Quai", "Étoile du Port", "Maison Ouverte", "Solidarité Canal", "Voix de Marseille",
             "Jardins Partagés", "Lire Ensemble", "Femmes du Sud", "Ghett'up"]  # fmt: skip
    for number, name in enumerate(names):
        person = scene.newcomer(f"Personne {number}", "en" if number == 4 else "fr")
        before = await scene.rows()
        await person.starts(payload)
        assert await scene.rows() == before, "the tag travels in the button alone"
        if number == 4:
            await does(person, "[🙋 I am here for an organisation: sign up]", "[I accept]")
            await does(person, "[Local association]", name, f"[Yes, add “{name}”]", "13")
            continue
        await comes(person, name)
        assert "Bienvenue" in screen(person)
    seen = await opened(scene, "Rencontre du 20 juin")
    assert "Ouvert 9 fois." in seen
    assert "9 organisations sont venues par ce code." in seen
    assert "• Ghett'up" in seen
    assert "Les Amis du Quai" not in seen, "no coordinator has checked that name"
    again = scene.newcomer("Une collègue")
    await again.starts(payload)
    await does(
        again, "[🙋 Je viens pour une organisation…", "[J'accepte]", "[Association locale]", "Ghett'up", "93"
    )
    assert "9 organisations" in await opened(scene, "Rencontre du 20 juin"), "an organisation counts once"


async def test_s16_a_sign_up_begun_before_takes_the_meeting_too(scene: Scene) -> None:
    payload = await marc_makes(scene, "Une rencontre", "Rencontre du 20 juin")
    await does(scene.awa, "/start", "[J'accepte]", "[Association locale]")
    await scene.awa.starts(payload)
    await does(scene.awa, "[🙋 Je viens pour une organisation…", "Ghett'up", "Seine-Saint-Denis")
    assert "1 organisation est venue" in await opened(scene, "Rencontre du 20 juin")


async def test_s16_who_says_no_leaves_nothing(scene: Scene) -> None:
    payload = await marc_makes(scene, "Une rencontre", "Rencontre du 20 juin")
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    await does(ali, "[🙋 Je viens pour une organisation…", "[Non, merci]")
    assert str(ali.id) not in await scene.everything_stored()
    assert "0 organisation" in await opened(scene, "Rencontre du 20 juin")


async def test_s16_a_member_counts_their_organisation(scene: Scene) -> None:
    payload = await marc_makes(scene, "Une rencontre", "Rencontre du 20 juin")
    await awa_signs_up(scene.awa)
    await scene.awa.starts(payload)
    await does(scene.awa, "[🙋 Compter Ghett'up]")
    assert screen(scene.awa).startswith("C'est noté : Ghett'up participe à « Rencontre du 20 juin ».")
    assert "1 organisation est venue" in await opened(scene, "Rencontre du 20 juin")
    for forged in (f"g:present:{payload}.rhsf", "g:present:evt_zzzzzzzzzz.ghettup", "g:present:"):
        await scene.awa.forges(forged)
    assert "1 organisation est venue" in await opened(scene, "Rencontre du 20 juin")


async def test_the_sign_says_the_place_the_numbers_and_the_address_in_words(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    await does(scene.marc, "[🖨 Affichette A4…", "[Français]")
    name, content = file_of(scene.marc, scene)
    assert name == "code-piscine-fr.pdf"
    said = text_of(content)
    assert f"start={payload}" in said
    assert all(words in said for words in ("Piscine", "L'Île-Saint-Denis", "17", "112", "114", "119"))
    await does(scene.marc, "[Revenir au code]", "[🔳 Le code seul]")
    name, content = file_of(scene.marc, scene)
    assert name == "code-piscine.png"
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size[0] >= 500


async def test_a_code_may_lead_to_a_material(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Collège", kit="K02")
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    await does(ali, "[📦 Kit…")
    assert screen(ali).startswith("K02")


async def test_names_that_cannot_be_printed_are_said(scene: Scene) -> None:
    await signs_up(scene.marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")
    await does(scene.marc, "/nouveaucode", "[Un lieu…")
    for label, answer in (
        ("Piscine 🌟", "ne peuvent pas être imprimés"),
        ("x" * 61, "trop long pour être imprimé"),
        ("...", "Il faut un nom"),
        ("Mme Diallo 06 12 34 56 78", "nom d'une personne"),
    ):
        assert answer in plain(await does(scene.marc, label)), label
    assert "votre code est prêt" in await does(scene.marc, "Piscine", "rien de tel qwxz", "[Passer]")


async def test_only_a_checked_organisation_makes_codes_and_sees_its_own(scene: Scene) -> None:
    payload = await marc_makes(scene, "Un lieu", "Piscine")
    code = payload.partition("_")[2]
    await claire_signs_up(scene.claire)
    awa = scene.awa
    await awa.starts()
    await does(awa, "[J'accepte]", "[Association locale]", "Quai Neuf", "[Oui, ajouter « Quai Neuf »]", "974")
    assert "aura vérifié le nom" in await does(awa, "/codes")
    await does(scene.claire, "[La voir]", "[Approuver]")
    assert "Piscine" not in await does(awa, "/codes")
    for theirs in (f"/code {code}", f"/imprimercode {code}.fr", f"/fermercode {code}!"):
        assert "Cette étape est terminée" in plain(await does(awa, theirs)), theirs
    assert "Ouvert 0 fois." in await opened(scene, "Piscine")
    assert "moins d'une minute" in await does(scene.newcomer("Ali"), "/codes")


async def test_an_organisation_that_was_a_double_keeps_its_codes(scene: Scene) -> None:
    """Where both came to a meeting, they count once."""
    payload = await marc_makes(scene, "Une rencontre", "Rencontre du 20 juin")
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await scene.awa.starts(payload)
    await does(scene.awa, "[🙋 Compter Ghett'up]")
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    await comes(ali, "Getup Banlieue")
    assert "2 organisations" in await opened(scene, "Rencontre du 20 juin")
    async with scene.relais.database.transaction():
        repos = scene.relais.repositories
        [double] = [one for one in await repos.organisations.all() if one.name == "Getup Banlieue"]
        await repos.organisations.replace(double.id, "ghettup")
    assert "1 organisation est" in await opened(scene, "Rencontre du 20 juin")
