"""S54 and S43: rights in foreign languages, public procurement: sources, dates, and no advice."""

from __future__ import annotations

import pytest

from bot.kits.catalogue import kit_of
from bot.reference.procurement import asks_for_a_clause, cards
from bot.reference.rights import held, pages
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen
from tests.chat.steps import awa_signs_up, claire_signs_up


async def test_a_ukrainian_phone_gets_ukrainian_without_an_account(scene: Scene) -> None:
    olena = scene.newcomer("Olena", "uk")
    before = await scene.rows()
    seen = await does(olena, "/droits")
    assert "Existe dans cette langue : ukrainien." in seen
    assert "K03 Outil illustré sur les droits des travailleurs" in seen
    assert "lu le 20 novembre 2026" in seen
    assert "pas un conseil juridique" in seen
    assert any(button.startswith("🖨") for button in olena.last.buttons)
    assert await scene.rows() == before


async def test_a_language_that_nobody_holds_is_said_and_the_nearest_given(scene: Scene) -> None:
    seen = await does(scene.awa, "/droits espagnol")
    assert "Rien dans cette langue : espagnol. Les plus proches : anglais, français" in seen
    assert has(scene.awa, "Demander K03 dans cette langue")
    seen = await does(scene.newcomer("Ana", "pt"), "/droits")
    assert "Rien dans cette langue : portugais." in seen
    assert "Je ne connais pas de langue appelée « klingonais »" in await does(scene.awa, "/droits klingonais")


async def test_a_language_added_to_the_catalogue_is_held_at_once(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    more = ", ".join(f'"{code}"' for code in (*_k03_languages(), "es"))
    await scene.claire.sends_document("k.toml", f'[[kit]]\nid = "K03"\nlanguages = [{more}]\n'.encode())
    await does(scene.claire, "[✅ Appliquer…")
    assert "Existe dans cette langue : espagnol." in await does(scene.awa, "/droits es")


def _k03_languages() -> tuple[str, ...]:
    kit = kit_of("K03")
    assert kit is not None
    return kit.languages


async def test_official_sources_have_their_address_and_their_date(scene: Scene) -> None:
    seen = await does(scene.awa, "/droits en")
    for one in pages():
        assert one.source in seen
    assert "0 806 000 126" in seen
    assert "français, et 12 autres à certaines heures" in seen


async def test_a_buyer_reads_three_cards_with_their_sources(scene: Scene) -> None:
    seen = await does(scene.marc, "/achats")
    for told in ("le devoir d'exclure", "anormalement basse", "huit conventions", "Occitanie"):
        assert told in seen
    assert seen.count("Source : ") == len(cards()) == 3
    assert seen.count("lu le 20 novembre 2026") == 3


@pytest.mark.parametrize("words", ["rédige ma clause", "Écris-moi une clause sociale", "write my clause"])
async def test_a_clause_is_not_written_public_sources_are_given(scene: Scene, words: str) -> None:
    await awa_signs_up(scene.awa)
    for person in (scene.awa, scene.marc):
        await does(person, words)
        seen = screen(person)
        assert "ce serait un conseil juridique" in seen
        assert "https://www.ics-asso.org/documentation" in seen
        assert "https://www.ilo.org" in seen
        assert has(person, "K09")
    assert (await scene.rows())["form_sessions"] == 1, "Awa's sign-up, and no report begun"


@pytest.mark.parametrize(
    "words",
    [
        "clause sociale ajoutée dans trois marchés de la ville",
        "rédige",
        "nous avons écrit une clause avec l'acheteur",
    ],
)
def test_what_was_done_is_no_request(words: str) -> None:
    assert not asks_for_a_clause(words)


def test_nothing_restricted_is_named_among_rights() -> None:
    assert all(one.kit.handed_out for one in (*held("fr").in_it, *held("fr").others))
