"""Danger first: what interrupts, and what must not."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safeguards.distress import Level, calls_for_help, distress, language_heard
from bot.safeguards.phrases import LANGUAGES, phrasebooks
from tests.safeguards.lines import lines

DISTRESS, ORDINARY, CONTRIBUTIONS = lines("distress"), lines("ordinary"), lines("contributions")


@pytest.mark.parametrize("line", DISTRESS)
def test_a_call_for_help_interrupts(line):
    assert calls_for_help(line)


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_talk_of_the_field_does_not_interrupt(line):
    assert not calls_for_help(line)


def test_no_line_of_the_sample_contributions_interrupts():
    assert [line for line in CONTRIBUTIONS if calls_for_help(line)] == []
    assert len(CONTRIBUTIONS) > 150


def test_the_lists_are_as_long_as_they_should_be():
    assert len(DISTRESS) >= 400
    assert len(ORDINARY) >= 150


def test_a_whole_report_made_of_ordinary_lines_does_not_interrupt():
    report = "\n".join(line for line in CONTRIBUTIONS[:60])[:4000]
    assert not calls_for_help(report)


def test_a_call_inside_a_long_report_interrupts():
    report = (
        ". ".join(CONTRIBUTIONS[:40]) + ". Aidez-moi je suis enfermée. " + ". ".join(CONTRIBUTIONS[40:60])
    )
    assert calls_for_help(report[:4096])


def capitals(line: str) -> str:
    return line.upper()


def without_accents(line: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", line) if unicodedata.category(c) != "Mn")


def without_apostrophes(line: str) -> str:
    return line.replace("'", "").replace("’", "")


def typographic_apostrophes(line: str) -> str:
    return line.replace("'", "’")


def decomposed(line: str) -> str:
    return unicodedata.normalize("NFD", line)


def shouted(line: str) -> str:
    return f"!!! {line} !!!"


def with_emoji(line: str) -> str:
    return f"😭 {line} 🙏🙏"


def on_several_lines(line: str) -> str:
    return line.replace(" ", "  \n ", 1) if len(line.split()) > 3 else line + "\n"


@pytest.mark.parametrize(
    "written",
    [
        capitals,
        without_accents,
        without_apostrophes,
        typographic_apostrophes,
        decomposed,
        shouted,
        with_emoji,
    ],
)
def test_however_it_is_written(written):
    missed = [line for line in DISTRESS if not calls_for_help(written(line))]
    assert missed == []


@pytest.mark.parametrize("written", [capitals, without_accents, without_apostrophes, shouted, with_emoji])
def test_ordinary_lines_stay_ordinary_however_they_are_written(written):
    assert [line for line in ORDINARY + CONTRIBUTIONS if calls_for_help(written(line))] == []


def test_stretched_letters_and_look_alikes():
    for line in ("aaaaidez moooi", "heeeelp meeee", "au secouuuurs", "ПОМОГИТЕЕЕЕ", "ساااااعدوني"):
        assert calls_for_help(line), line
    assert calls_for_help("hеlр mе")  # three Cyrillic letters
    assert calls_for_help("𝐡𝐞𝐥𝐩 𝐦𝐞")
    assert calls_for_help("h\u200be\u200bl\u200bp")
    assert calls_for_help("ＨＥＬＰ")


def test_one_slip_in_a_long_word_is_understood_nine_times_in_ten():
    """Words of six letters or more lose, double or swap a letter; the call is still heard."""
    dice = random.Random("distress")
    plain = [line for line in DISTRESS if line.isascii() and any(len(word) >= 6 for word in line.split())]
    heard = 0
    for line in plain:
        words = line.split()
        at = dice.choice([i for i, word in enumerate(words) if len(word) >= 6])
        place = dice.randrange(1, len(words[at]) - 1)
        word = words[at]
        words[at] = dice.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
        heard += calls_for_help(" ".join(words))
    assert heard / len(plain) >= 0.85


def test_subject_words_alone_only_show_the_way_to_the_card():
    assert distress("Rapport sur la traite et la séquestration") is Level.SUBJECT
    assert distress("report on trafficking in persons") is Level.SUBJECT
    assert distress("Réunion à la mairie, 12 participants") is Level.NONE


def test_a_poster_that_quotes_a_call_is_not_a_call():
    assert not calls_for_help("Affiche « aidez-moi, je suis enfermée » posée dans dix gares")
    assert calls_for_help("« aidez-moi, je suis enfermée »")


@given(st.text(max_size=300))
def test_any_text_is_judged(text):
    assert distress(text) in Level


@given(st.text(alphabet="0123456789 .,%€", max_size=60))
def test_figures_never_interrupt(text):
    assert distress(text.replace("911", "").replace("9 1 1", "")) is Level.NONE


def test_every_language_has_its_lists_and_every_list_is_used_by_a_rule():
    assert len(phrasebooks()) == len(LANGUAGES)
    for book in phrasebooks():
        assert book.alone
        assert book.rules


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("au secours", "fr"),
        ("my boss took my passport", "en"),
        ("ساعدوني", "ar"),
        ("мене замкнули", "uk"),
        ("меня заперли", "ru"),
        ("tulungan nyo ako", "tl"),
        ("saya disekap", "id"),
        ("ayuda", None),
        ("atelier à la mairie", None),
    ],
)
def test_the_language_of_the_call_is_known_so_that_the_card_answers_in_it(text, language):
    assert language_heard(text) == language
