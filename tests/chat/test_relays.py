"""S18: a network forwards a message with its own link; who signs up from it is counted for the network."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, reads, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up
from tests.chat.test_broadcasts import TO_ALL, Many, many
from tests.chat.test_codes import comes, told

__all__ = ["many"]

TOWN = "Ville de L'Île-Saint-Denis"
TO_TOWNS = ("[🎯 Pour qui]", "[☐ Collectivité locale]", "[Terminé]", "[Passer]", "[Passer]", "[Toutes]")
INVITATION = "Élus, faites suivre à votre réseau : {lien}"


async def marc_signs_up(scene: Scene) -> None:
    """Marc, of the town hall of L'Île-Saint-Denis."""
    await signs_up(scene.marc, "Collectivité locale", TOWN, "L'Île-Saint-Denis")


def payload_in(text: str) -> str:
    """What the first link of a text carries."""
    return plain(text).partition("?start=")[2].split()[0]


async def forwarded(scene: Scene) -> str:
    """Marc asks for his message; what its link carries."""
    await scene.marc.says("/relais")
    return payload_in(scene.marc.messages[-2].text)


async def signs_up_from_here(person: Person, organisation: str) -> None:
    """A newcomer who opened a relay's link signs up from its button."""
    await does(person, "[🙋 M'inscrire pour une organisation]", "[J'accepte]", "[Association locale]")
    await person.says(organisation)
    if has(person, f"Oui, ajouter « {organisation} »"):
        await does(person, f"[Oui, ajouter « {organisation} »]")
    await person.says("93")


async def test_s18_a_message_ready_to_forward(scene: Scene) -> None:
    await marc_signs_up(scene)
    await does(scene.marc, "/codes", "[📣 Un message à transférer, avec votre lien]")
    message, counts = scene.marc.messages[-2:]
    name, payload = scene.relais.services.bot_name(), payload_in(message.text)
    assert payload.startswith("rel_")
    assert plain(reads(message)) == plain(
        written(f"""
        Le travail forcé et le travail des enfants existent aussi en France.
        Relais 8.7 réunit des kits de sensibilisation prêts à l'emploi, les dates et les numéros à appeler. Associations, élus et collectivités y déclarent en quelques minutes ce qu'ils font. Aucun compte n'est nécessaire pour lire.

        https://t.me/{name}?start={payload}

        Transmis par Ville de L'Île-Saint-Denis.
        """)  # noqa: E501
    )
    assert message.buttons == [], "what is forwarded has no button that would lead nowhere"
    assert plain(reads(counts)).startswith(
        plain(
            written("""
        À transférer : le message ci-dessus
        Son lien est propre à Ville de L'Île-Saint-Denis, toujours le même.

        Ouvert 0 fois.
        0 personne s'est inscrite par ce lien.
        """)
        )
    )


async def test_s18_who_signs_up_from_the_link_is_counted_and_nobody_named(scene: Scene) -> None:
    await marc_signs_up(scene)
    payload = await forwarded(scene)
    before = await scene.rows()
    people = [scene.newcomer(f"Élue {number}") for number in range(3)]
    for person in people:
        await person.starts(payload)
        assert f"Transmis par {TOWN}" in plain(told(person))
        assert f"Qui s'inscrit d'ici est compté pour {TOWN}, sans aucun nom." in plain(told(person))
    assert await scene.rows() == before, "an opening is no row"
    await signs_up_from_here(people[0], "Ghett'up")
    await signs_up_from_here(people[1], "Ghett'up")
    assert await forwarded(scene) == payload, "always the same"
    seen = screen(scene.marc)
    assert "Ouvert 3 fois." in seen
    assert "2 personnes se sont inscrites par ce lien." in seen
    assert "1 organisation est venue" in seen
    assert "Ghett'up" not in told(scene.marc), "nobody's name, not even an organisation's"
    stored, code = await scene.everything_stored(), payload.removeprefix("rel_")
    assert not any(code in line and str(one.id) in line for line in stored.splitlines() for one in people)
    assert sum(code in line for line in stored.splitlines()) == 2, "the code, and the organisation that came"


async def test_s18_who_declines_or_has_an_account_is_not_counted(scene: Scene) -> None:
    await marc_signs_up(scene)
    await awa_signs_up(scene.awa)
    payload = await forwarded(scene)
    await scene.awa.starts(payload)
    assert not any("M'inscrire" in button for button in scene.awa.last.buttons)
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    await does(ali, "[🙋 M'inscrire pour une organisation]", "[Non, merci]")
    await scene.awa.forges(f"g:present:{payload}.ghettup")
    await forwarded(scene)
    assert "Ouvert 2 fois." in screen(scene.marc)
    assert "0 personne" in screen(scene.marc)
    assert "0 organisation" in screen(scene.marc)
    assert str(ali.id) not in await scene.everything_stored()


async def test_who_leaves_and_comes_back_by_the_link_is_no_new_person(scene: Scene) -> None:
    await marc_signs_up(scene)
    await awa_signs_up(scene.awa)
    payload = await forwarded(scene)
    await does(scene.awa, "/partir ghettup!yes")
    await scene.awa.starts(payload)
    await does(scene.awa, "[🙋 M'inscrire pour une organisation]", "[Association locale]", "Ghett'up", "93")
    await forwarded(scene)
    assert "0 personne" in screen(scene.marc)
    assert "1 organisation" in screen(scene.marc)


async def test_only_a_checked_organisation_forwards(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    await scene.awa.starts()
    await does(scene.awa, "[J'accepte]", "[Association locale]", "Quai Neuf", "[Oui, ajouter « Quai Neuf »]")
    await scene.awa.says("974")
    rows = await scene.rows()
    assert "aura vérifié le nom" in await does(scene.awa, "/relais")
    assert (await scene.rows())["codes"] == rows["codes"]
    assert "moins d'une minute" in await does(scene.newcomer("Ali"), "/relais")


async def test_with_two_organisations_it_asks_which(scene: Scene) -> None:
    await marc_signs_up(scene)
    await does(scene.marc, "/rejoindre", "[Association locale]", "Ghett'up", "93")
    assert "Au nom de quelle organisation" in await does(scene.marc, "/relais")
    await does(scene.marc, "[Ghett'up]")
    assert "Transmis par Ghett'up." in plain(scene.marc.messages[-2].text)


async def test_its_code_is_neither_listed_nor_closed_with_those_on_walls(scene: Scene) -> None:
    await marc_signs_up(scene)
    code = (await forwarded(scene)).removeprefix("rel_")
    assert "rel_" not in await does(scene.marc, "/codes")
    for command in (f"/code {code}", f"/fermercode {code}!", f"/imprimercode {code}.fr"):
        assert "Cette étape est terminée" in plain(await does(scene.marc, command)), command


async def test_an_organisation_that_was_a_double_keeps_what_its_link_counted(scene: Scene) -> None:
    await marc_signs_up(scene)
    old = await forwarded(scene)
    one = scene.newcomer("Élue")
    await one.starts(old)
    await signs_up_from_here(one, "Ghett'up")
    async with scene.relais.database.transaction():
        repos = scene.relais.repositories
        [town] = [each for each in await repos.organisations.all() if each.name == TOWN]
        await repos.organisations.replace(town.id, "rhsf")
    assert await forwarded(scene) != old
    other = scene.newcomer("Autre élue")
    await other.starts(old)
    await signs_up_from_here(other, "Ghett'up")
    await forwarded(scene)
    assert "Ouvert 2 fois." in screen(scene.marc)
    assert "2 personnes" in screen(scene.marc)
    assert "1 organisation est" in screen(scene.marc)


# The same link in a message to many


async def test_s18_a_message_to_networks_holds_the_own_link_of_each(many: Many) -> None:
    scene = many.scene
    await many.writes(INVITATION, to=TO_TOWNS)
    assert "Il contient un lien propre à chaque organisation" in plain(screen(many.claire))
    await does(many.claire, "[👁 Le voir tel qu'il sera]")
    assert "Le lien est un exemple" in plain(told(many.claire))
    assert "?start=rel_exemple" in told(many.claire)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    before = (await scene.rows())["codes"]
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    assert (await scene.rows())["codes"] == before + 1, "made when it is approved, one an organisation"
    await many.passes()
    assert plain(scene.marc.last.text).startswith("Élus, faites suivre à votre réseau : https://t.me/")
    payload = payload_in(scene.marc.last.text)
    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    await signs_up_from_here(ali, "Ghett'up")
    assert await forwarded(scene) == payload
    assert "1 personne s'est inscrite par ce lien." in screen(scene.marc)


async def test_each_reads_the_link_of_their_own_organisation_on_a_button_too(many: Many) -> None:
    await many.writes("Faites suivre.", to=())
    await does(many.claire, "[✍️ Texte]", "[Boutons]", "S'inscrire = { LIEN }\nLes kits = /kits", *TO_ALL)
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await many.passes()
    urls = {
        person.name: button["url"]
        for person in (many.scene.awa, many.scene.marc, many.fatou)
        for row in (person.last.message.markup or {})["inline_keyboard"]
        for button in row
        if "url" in button
    }
    assert all("?start=rel_" in url for url in urls.values())
    assert urls["Awa"] == urls["Fatou"], "both of Ghett'up"
    assert urls["Awa"] != urls["Marc"]


async def test_a_member_of_an_unchecked_organisation_reads_the_link_of_the_bot(many: Many) -> None:
    ali, name = many.scene.newcomer("Ali"), many.scene.relais.services.bot_name()
    await ali.starts()
    await does(ali, "[J'accepte]", "[Association locale]", "Quai Neuf", "[Oui, ajouter « Quai Neuf »]", "93")
    await many.writes(INVITATION)
    assert "1 parmi elles ne représente aucune organisation vérifiée" in plain(screen(many.claire))
    await does(many.claire, "[📨 Le soumettre à un second coordinateur]")
    await does(many.denis, "[Lire le message]", "[✅ Approuver : il part]")
    await many.passes()
    assert f"https://t.me/{name}\n" in plain(reads(ali.last))


async def test_without_the_link_no_code_is_made(many: Many) -> None:
    before = (await many.scene.rows())["codes"]
    await many.approved("Rien à transférer {ici}.")
    await many.passes()
    assert (await many.scene.rows())["codes"] == before
    assert plain(many.scene.marc.last.text) == "Rien à transférer {ici}."


async def test_the_link_needs_the_name_of_the_bot(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    await many.writes(INVITATION)
    nameless = property(lambda _: None)
    monkeypatch.setattr(type(many.scene.relais.application.bot), "username", nameless)
    asked = "[📨 Le soumettre à un second coordinateur]"
    assert "Le nom du bot n'est pas encore connu" in await does(many.claire, asked)
    await does(many.claire, "/diffuser", "[✍️ En écrire un]", "[✍️ Texte]", "[Français]")
    assert "{lien} ne peut pas devenir un lien" in await does(many.claire, INVITATION)
    assert await many.outcomes() == {}


async def test_a_link_cut_by_formatting_is_said(many: Many) -> None:
    await does(many.claire, "/diffuser", "[✍️ En écrire un]", "[✍️ Texte]", "[Français]")
    await many.claire.says("Lisez {lien}", entities=[{"type": "bold", "offset": 6, "length": 3}])
    assert "Écrivez {lien} d'un seul tenant" in plain(many.claire.last.text)


async def test_a_newcomer_at_a_meeting_is_still_counted_there(scene: Scene) -> None:
    """The two kinds of codes that count do not mix."""
    await marc_signs_up(scene)
    await does(scene.marc, "/codes", "[➕ Créer un code]", "[Une rencontre…", "Assises", "[Passer]")
    seen = await does(scene.marc, "[Voir ce code]")
    ali = scene.newcomer("Ali")
    await ali.starts(payload_in(seen))
    await comes(ali, "Ghett'up")
    assert "1 organisation est venue" in await does(scene.marc, "/codes", "[🔳 Assises]")
    code = payload_in(seen).partition("_")[2]
    rows = [line for line in (await scene.everything_stored()).splitlines() if code in line]
    assert not any(str(ali.id) in line for line in rows), "who came is not kept, once they are counted"
    await forwarded(scene)
    assert "0 personne" in screen(scene.marc)
