"""S32 and the ways into the kits: theme, day, language, words; without an account, and without a row."""

from __future__ import annotations

from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen


async def test_s32_public_gives_kits_and_days_without_sign_up(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    assert "Ouvert à tous, sans compte" in await does(ali, "/public")
    assert "Grand public" in await does(ali, "[📦 Kits]")
    seen = await does(ali, "[Grand public]")
    assert "Prêt" in seen
    assert "12 juin" in await does(ali, "/public", "[📅 Agenda]")
    assert str(ali.id) not in await scene.everything_stored()
    rows = await scene.rows()
    assert not any(rows[table] for table in ("inbox", "chats", "members", "form_sessions"))


async def test_by_theme_by_day_by_language(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    seen = await does(ali, "/kits", "[Par thème]", "[Traite des êtres humains]")
    assert seen.startswith("Traite des êtres humains")
    assert "K03" in seen
    seen = await does(ali, "/kits", "[Par jour]", "[Journée mondiale contre le travail des enfants]")
    assert seen.startswith("Journée mondiale contre le travail des enfants")
    assert "K02" in seen
    seen = await does(ali, "/kits", "[Par langue]", "[arabe]")
    assert seen.startswith("arabe")
    assert "K03" in seen


async def test_pages_keep_what_was_asked(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    first = await does(ali, "/kits theme:traite")
    second = await does(ali, "[Suivant]")
    assert second != first
    assert second.startswith("Traite des êtres humains")
    assert await does(ali, "[Précédent]") == first


async def test_several_at_once_as_people_type_them(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    seen = await does(ali, "/kits dépliant en arabe")
    assert seen.startswith("« dépliant », arabe")
    assert "K03" in seen
    assert plain(await does(ali, "/kits theme:traite langue:arabe")).startswith(
        "Traite des êtres humains, arabe"
    )
    assert "Journée mondiale contre le travail des enfants" in await does(ali, "/kits 12 juin")


async def test_a_language_nobody_made_one_in_can_be_asked_for(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    seen = await does(ali, "/kits langue:espagnol theme:traite")
    assert "On ne dit d'aucun qu'il existe dans cette langue" in plain(seen)
    await does(ali, "[K03…")
    assert "N'existe pas dans cette langue : espagnol." in screen(ali)
    assert has(ali, "Le demander dans cette langue")


async def test_what_means_nothing_is_said(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    assert "Je ne connais rien qui s'appelle « blablabla »" in plain(
        await does(ali, "/kits langue:blablabla")
    )
    assert "Aucun support ne répond à tout cela" in plain(await does(ali, "/kits cacao theme:esclavage"))
    for odd in ("/kits theme:", "/kits " + "langue:arabe " * 40, "/kits ::::", "/kits jour:" + "x" * 900):
        await does(ali, odd)
        assert has(ali, "Menu"), odd
    assert (await scene.rows())["inbox"] == 0
