"""The sign of a code, in every language: one tagged page, the code, the address in words, the numbers."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from bot.i18n import LANGUAGES
from bot.print.press import print_sign
from bot.print.problems import LinkRefused
from bot.print.signs import Ending, Sign, address, file_name, sign_of
from bot.print.texts import texts
from bot.safeguards.card import ESSENTIAL
from tests.print.conftest import read
from tests.print.test_press import flat, structure

LINK = "https://t.me/a_bot_with_a_rather_long_name_x_bot?start=lieu_8fk2m0xwz1"
LONG = (
    "Déléguée du Gouvernement français auprès de l'Organisation internationale du Travail et de ses bureaux"
)


def sign(language: str, label: str = "Piscine", owner: str = "L'Île-Saint-Denis") -> Sign:
    """A page to print."""
    return Sign(Ending.PAGE, language, LINK, label, owner)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "label", ["Piscine", "Rencontre des associations locales du littoral, salle Cézanne"]
)
def test_a_sign_is_one_tagged_page_that_says_all(language: str, label: str) -> None:
    made = print_sign(sign(language, label, LONG))
    [page] = read(made.content)
    said = flat(page)
    shown = LINK.removeprefix("https://")
    if LANGUAGES[language].rtl:  # the reader of PDFs puts words in another order
        assert all(word in said for word in re.findall(r"[^\W\d_]+", f"{shown} {label}"))
    else:
        assert shown in said
        assert flat(label) in said
    assert all(number in said for number in ESSENTIAL)
    with pikepdf.open(io.BytesIO(made.content)) as document:
        [code] = [tag for tag in structure(document.Root.StructTreeRoot.K) if tag.S == "/Figure"]
        assert LINK in str(code.Alt)
        assert str(document.Root.Lang) == ("fil" if language == "tl" else language)


@pytest.mark.parametrize("language", [code for code, one in LANGUAGES.items() if not one.rtl])
def test_who_cannot_scan_is_told_how_to_come_in_their_language(language: str) -> None:
    said, common = flat(read(print_sign(sign(language)).content)[0]), texts(language).common
    assert flat(common["type_it"]) in said
    assert flat(common["nameless"]) in said


def test_a_sign_travels_as_one_line_and_is_named_after_its_place() -> None:
    one = Sign(Ending.PICTURE, "fr", LINK, 'Salle "Cézanne": l\'entrée | 2', "Ghett'up")
    assert sign_of(address(one)) == one
    assert file_name(one) == "code-salle-cezanne-l-entree-2.png"
    assert file_name(sign("ar", "المسبح")) == "code-ar.pdf"


def test_a_link_that_is_none_is_refused() -> None:
    for ending in Ending:
        with pytest.raises(LinkRefused):
            print_sign(Sign(ending, "fr", "javascript:alert(1)", "Piscine"))
