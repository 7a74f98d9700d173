"""@bot cacao in any chat: materials, figures and who to call, for anyone; nothing is kept of who looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.kits.catalogue import kits
from bot.kits.model import State
from bot.sandbox.model import Json
from tests.chat.conftest import Scene
from tests.chat.golden import does, plain, screen
from tests.chat.steps import awa_signs_up

RESTRICTED = [kit for kit in kits() if kit.state is State.RESTRICTED]


def titles(found: list[Json]) -> list[str]:
    """What the list shows."""
    return [plain(result["title"]) for result in found]


async def test_a_stranger_finds_the_leaflet_for_workers_and_sends_it(scene: Scene) -> None:
    before, ali = await scene.everything_stored(), scene.newcomer("Ali")
    first, *_ = await ali.queries("travailleurs étrangers")
    assert first["id"] == "K03"
    assert plain(first["content"]["text"]).startswith("K03 : ")
    [[button]] = first["markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/{scene.relais.services.bot_name()}?start=kit_K03"
    await ali.picks("travailleurs étrangers", "K03")
    assert len(ali.messages) == 1, "what they send of ours is no word of theirs"
    assert await scene.everything_stored() == before


async def test_cocoa_leads_to_its_initiative(scene: Scene) -> None:
    found = await scene.newcomer("Ali").queries("cacao")
    assert "Initiative française pour un cacao durable" in titles(found)
    assert "un pilier sur le travail des enfants" in found[-1]["content"]["text"]


async def test_associations_are_mapped_by_nobody_from_any_chat(scene: Scene) -> None:
    for name in ("Ghett'up", "RHSF", "Secours Catholique"):
        assert not any(one["id"].startswith("scheme-") for one in await scene.newcomer("Ali").queries(name))


async def test_the_link_of_a_result_opens_the_material_without_a_trace(scene: Scene) -> None:
    before, ali = await scene.everything_stored(), scene.newcomer("Ali")
    await ali.starts("kit_K03")
    assert screen(ali).startswith("K03")
    for odd in (f"kit_{RESTRICTED[0].id}", "kit_K99", "kit_", "kit_K03x"):
        await ali.starts(odd)
        assert "ne mène à aucun code" in "\n".join(plain(seen.text) for seen in ali.messages[-2:]), odd
    assert await scene.everything_stored() == before


async def test_results_are_in_the_language_of_the_phone_or_of_the_member(scene: Scene) -> None:
    assert [one["description"] for one in await scene.newcomer("Ali", "fr").queries("K03")] == ["Prêt"]
    assert [one["description"] for one in await scene.newcomer("Kim", "en").queries("K03")] == ["Ready"]
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/langue en")
    assert [one["description"] for one in await scene.awa.queries("K03")] == ["Ready"]


async def test_filters_work_there_too(scene: Scene) -> None:
    found = await scene.newcomer("Ali").queries("dépliant en arabe")
    assert "K03" in {result["id"] for result in found}
    assert all("arabe" in plain(result["content"]["text"]) for result in found)


async def test_before_any_word_who_to_call_and_what_can_be_had(scene: Scene) -> None:
    first, *others = await scene.newcomer("Ali").queries("")
    assert first["id"] == "card"
    assert "17" in first["content"]["text"]
    assert 5 < len(others) <= 20
    assert all(plain(result["description"]) in ("Prêt", "À l'essai") for result in others[:3])


@pytest.mark.parametrize("words", ["au secours", "help me I am locked in", "ساعدوني"])
async def test_words_of_distress_offer_who_to_call_first(scene: Scene, words: str) -> None:
    before = await scene.everything_stored()
    first, *_ = await scene.newcomer("Ali").queries(words)
    assert first["id"] == "card"
    assert "ne vous écrira pas" not in first["content"]["text"], "it is about our own chat"
    assert await scene.everything_stored() == before


async def test_figures_as_they_may_be_quoted(scene: Scene) -> None:
    found = await scene.newcomer("Ali").queries("combien d'enfants au travail ?")
    figure = next(result for result in found if result["id"].startswith("figure-"))
    assert "138 millions" in plain(figure["content"]["text"])
    assert "2025" in figure["content"]["text"]


@pytest.mark.parametrize("kit", RESTRICTED, ids=lambda kit: kit.id)
async def test_a_restricted_sheet_is_found_by_nothing(scene: Scene, kit: object) -> None:
    for words in (kit.id, kit.label("fr"), kit.label("en")):  # type: ignore[attr-defined]
        found = await scene.newcomer("Ali").queries(words)
        assert kit.id not in {result["id"] for result in found}, words  # type: ignore[attr-defined]
        assert kit.label("fr") not in str(found)  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", ["x" * 256, "🌟🌟", "<b>&lt;", "'; DROP TABLE kits", "rien de tel qwxz"])
async def test_odd_words_give_nothing_and_harm_nothing(scene: Scene, words: str) -> None:
    assert await scene.newcomer("Ali").queries(words) == []


async def test_a_search_answered_too_late_is_let_go(scene: Scene) -> None:
    """The sandbox refuses an answer after some time, as Telegram does: nobody waits for it any more."""
    question, updates = scene.sandbox.acts.ask_inline(scene.newcomer("Ali").id, "cacao")
    scene.clock.advance(hours=1)
    assert scene.clock.now() - question.at >= timedelta(hours=1)
    await scene.sandbox.give(updates, 1)
    assert question.results is None
    scene.sandbox.journal.violations.clear()  # the refusal was asked for
