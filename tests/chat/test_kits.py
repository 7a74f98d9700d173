"""S24, S25: a kit that is not ready yet, a language that is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assembly import jobs_of
from bot.catalogues import translator
from bot.kits import actions, catalogue
from bot.kits.languages import language_named
from bot.kits.model import State
from handlers.chat.views.kits import kit_screen
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen
from tests.chat.steps import awa_signs_up, claire_signs_up


def made_ready(monkeypatch: pytest.MonkeyPatch, kit_id: str) -> None:
    """The catalogue says from now on that it is ready."""
    kit = catalogue.kit_of(kit_id)
    assert kit is not None
    ready = replace(kit, state=State.READY)
    monkeypatch.setattr(actions, "kit_of", {kit_id: ready}.get)


async def test_awa_waits_for_the_local_kit_and_is_told_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await awa_signs_up(scene.awa)
    seen = await does(scene.awa, "/kits K01")
    assert "En préparation" in seen
    await does(scene.awa, "[🔔 Me prévenir…", "[🔕 Ne plus me prévenir]", "[🔔 Me prévenir…")
    jobs = jobs_of(scene.relais)
    assert await jobs.kits() == {"told": 0}, "it is not ready"

    made_ready(monkeypatch, "K01")
    assert await jobs.kits() == {"told": 1}
    await jobs.notices()
    assert screen(scene.awa).startswith("K01 est prêt : Kit local")
    scene.clock.advance(days=40)
    assert await jobs.kits() == {"told": 0}, "once, and never again"


async def test_awa_changed_her_mind(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/kits K01", "[🔔 Me prévenir…", "[🔕 Ne plus me prévenir]")
    made_ready(monkeypatch, "K01")
    assert await jobs_of(scene.relais).kits() == {"told": 0}


async def test_who_forgets_us_waits_for_nothing(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/kits K01", "[🔔 Me prévenir…")
    assert (await scene.rows())["kit_follows"] == 1
    await does(scene.awa, "/supprimer", "[Oui…")
    assert (await scene.rows())["kit_follows"] == 0


async def test_ghettup_offers_to_help_and_claire_knows(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await does(scene.awa, "/kits K01", "[🤝 Aider à le faire]")
    assert "savent que votre organisation" in screen(scene.awa)
    assert "Ghett'up aiderait à faire K01" in screen(scene.claire)
    before = len(scene.claire.messages)
    await does(scene.awa, "/kits K01", "[🤝 Aider à le faire]")
    assert len(scene.claire.messages) == before, "once for an organisation"


async def test_spanish_is_missing_the_wish_is_counted_with_nobody_behind(scene: Scene) -> None:
    seen = await does(scene.awa, "/kits K03 espagnol")  # Awa has no account
    assert "N'existe pas dans cette langue : espagnol." in seen
    assert "Existe en : anglais, français" in seen
    await does(scene.awa, "[Le demander dans cette langue]")
    await does(scene.awa, "/kits K03 Spanish", "[Le demander dans cette langue]")
    rows = await scene.rows()
    assert (rows["kit_wishes"], rows["members"]) == (1, 0)
    await claire_signs_up(scene.claire)
    assert "Langues manquantes : espagnol 2" in await does(scene.claire, "/kits K03")
    assert "manquantes" not in await does(scene.awa, "/kits K03")


async def test_an_english_profile_asks_for_spanish_and_is_given_what_there_is(scene: Scene) -> None:
    ben = scene.newcomer("Ben", "en")
    seen = await does(ben, "/kits K03 Spanish")
    assert "Not available in this language: Spanish." in seen
    assert "Available: English, French, Arabic, Ukrainian, Russian, Tagalog, Indonesian" in seen
    await does(ben, "[Ask for it in that language]")
    assert "Its maker sees how often, and nothing of you" in screen(ben)
    assert (await scene.rows())["kit_wishes"] == 1


async def test_an_arabic_file_is_shown_unbroken_in_either_direction(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    link = "https://www.esclavagemoderne.org/outil-العربية.pdf"
    file = f"""[[kit]]
id = "K03"
[[kit.file]]
language = "ar"
link = "{link}"
licence = "CC BY 4.0"
agreed_by = "ccem"
agreed_on = 2026-11-02
"""
    await scene.claire.sends_document("k.toml", file.encode())
    await does(scene.claire, "[✅ Appliquer…")
    assert link in await does(scene.awa, "/kits K03")
    kit = catalogue.kit_of("K03")
    assert kit is not None
    assert f"\u2066{link}\u2069" in kit_screen(translator("ar"), kit).text, (
        "apart from the sentence around it"
    )


async def test_arabic_is_there_and_klingon_is_nowhere(scene: Scene) -> None:
    assert "Existe dans cette langue : arabe." in await does(scene.awa, "/kits K03 arabe")
    assert not has(scene.awa, "Le demander dans cette langue")
    assert "Je ne connais pas de langue appelée « blablabla »" in await does(scene.awa, "/kits K03 blablabla")


async def test_a_restricted_sheet_stays_closed_whatever_is_added(scene: Scene) -> None:
    for asked in ("/kits K18 arabe", "/kits K18", "/voeukit K18.ar"):
        seen = await does(scene.awa, asked)
        assert "OCLTI" not in plain(seen), asked


@pytest.mark.parametrize(
    ("words", "code"),
    [("espagnol", "es"), ("Spanish", "es"), ("español", "es"), ("العربية", "ar"), ("dari", "prs"),
     ("Ourdou", "ur"), ("tl", "tl"), ("tagalog", "tl"), ("", None), ("xx yy", None), ("'; DROP TABLE", None)],
)  # fmt: skip
def test_languages_as_people_name_them(words: str, code: str | None) -> None:
    assert language_named(words) == code
