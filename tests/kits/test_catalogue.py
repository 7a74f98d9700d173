"""The catalogue: what exists, for whom, in which languages, and what is never handed out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.agenda.calendar import event_of
from bot.kits.catalogue import (
    catalogue,
    for_day,
    for_public,
    for_requester,
    in_language,
    kit_of,
    kits,
    nearest_languages,
    on_theme,
    search,
)
from bot.kits.model import PUBLICS, REQUESTERS, STATES, Kit, State
from bot.people.directory import entry_of
from bot.safeguards.distress import calls_for_help
from bot.safeguards.personal import find_personal


def ids(found: tuple[Kit, ...]) -> list[str]:
    return [kit.id for kit in found]


def kit(kit_id: str) -> Kit:
    found = kit_of(kit_id)
    assert found is not None
    return found


def test_the_catalogue_is_whole():
    assert ids(kits()) == [f"K{number:02}" for number in range(1, 31)]
    for one in kits():
        assert set(one.labels) == set(one.for_whom) == set(one.format) == {"fr", "en"}
        assert one.sources


def test_every_maker_is_in_the_directory_and_every_day_in_the_agenda():
    assert {maker for one in kits() for maker in one.makers if entry_of(maker) is None} == set()
    assert {day for one in kits() for day in one.days if event_of(day) is None} == set()


def test_every_key_has_a_name_people_can_read():
    assert {public for one in catalogue() for public in one.reaches} <= set(PUBLICS)
    assert {who for one in catalogue() for who in one.suits} <= set(REQUESTERS)
    assert {one.state for one in kits()} == set(STATES) == set(State)


def test_restricted_sheets_are_never_handed_out():
    assert [one.id for one in kits() if not one.handed_out] == ["K18", "K19"]
    for one in (kit("K18"), kit("K19")):
        assert one.links == ()
        assert not one.orderable
        assert one not in catalogue()
        assert search(one.id) == ()
        assert search(one.label("fr")) == () or one not in search(one.label("fr"))
        assert all(one not in found for found in map(on_theme, ("traite", "travail_force")))
        with pytest.raises(ValueError, match="restricted"):
            replace(one, links=("https://example.org/file",))


def test_a_town_looks_for_something_for_foreign_workers():
    assert ids(for_public("workers"))[0] == "K03"
    assert "K03" in ids(for_requester("commune"))


def test_a_teacher_finds_the_kit_and_the_workshop():
    found = ids(for_requester("school"))
    assert {"K02", "K15", "K07", "K28"} <= set(found)


def test_what_can_be_had_now_comes_first():
    found = for_requester("commune")
    assert [one.orderable for one in found] == sorted((one.orderable for one in found), reverse=True)
    assert ids(found)[-1] in ("K01", "K06")


@pytest.mark.parametrize("public", PUBLICS)
def test_each_public_finds_something(public):
    assert for_public(public)


@pytest.mark.parametrize("requester", REQUESTERS)
def test_each_requester_finds_something(requester):
    assert for_requester(requester)


def test_materials_by_language_are_those_the_documents_state():
    assert ids(in_language("ar")) == ["K03"]
    assert ids(in_language("es")) == []
    assert "K12" in ids(in_language("en"))


def test_what_was_read_elsewhere_stays_apart_with_its_source():
    tool = kit("K03")
    assert "es" not in tool.languages
    outside = [update for update in tool.updates if "es" in update.languages]
    assert len(outside) == 1
    assert "esclavagemoderne.org" in outside[0].source
    assert len({*tool.languages, *outside[0].languages, *outside[0].names}) == 26
    assert kit("K06").state is State.IN_PREPARATION
    assert kit("K06").updates[0].state is State.READY


def test_a_missing_language_is_said_and_the_nearest_are_offered():
    tool = kit("K03")
    assert tool.exists_in("es") is False
    assert nearest_languages(tool, "es")[:2] == ("en", "fr")
    assert set(nearest_languages(tool, "es")) == set(tool.languages)
    assert nearest_languages(tool, "ar") == ("ar",)
    assert nearest_languages(tool, "be")[:2] == ("ru", "uk")
    assert nearest_languages(kit("K02"), "ar") == ("fr",)


def test_where_the_documents_do_not_say_nobody_guesses():
    assert kit("K04").exists_in("uk") is None
    assert nearest_languages(kit("K04"), "uk") == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("K03", "K03"),
        ("k3", "K03"),
        ("droits des travailleurs", "K03"),
        ("travailleurs étrangers", "K03"),
        ("foreign workers", "K03"),
        ("exposition", "K07"),
        ("expositon dessins", "K07"),
        ("école travail des enfants", "K02"),
        ("teacher", "K02"),
        ("atelier collège", "K15"),
        ("ukraine", "K04"),
        ("asile", "K11"),
        ("journalistes", "K23"),
        ("coeur bleu", "K29"),
    ],
)
def test_words_lead_to_the_material(typed, wanted):
    assert wanted in ids(search(typed))[:3]


@pytest.mark.parametrize("typed", ["", "zzz", "K99", "K", "le la les"])
def test_words_that_mean_nothing_here_give_nothing(typed):
    assert search(typed) == ()


def test_a_day_has_its_materials():
    assert {"K02", "K07", "K15"} <= set(ids(for_day("journee-12-juin")))
    assert ids(for_day("journee-30-juillet")) == ["K29"]


def test_a_label_in_a_language_without_one_falls_back():
    assert kit("K03").label("uk") == kit("K03").label("en")
    assert kit("K03").label("ar") == kit("K03").label("fr")


def test_nothing_in_the_catalogue_names_anyone_or_calls_for_help():
    for one in kits():
        for text in (*one.labels.values(), *one.for_whom.values(), *one.format.values()):
            assert find_personal(text) == ()
            assert not calls_for_help(text)
