"""Every kit in every language comes out whole, tagged, and says what it should."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from PIL import Image

from bot.i18n import LANGUAGES
from bot.print.model import PAGES, SQUARE_SIDE, Order, Public, Shape, WorldDay
from bot.print.press import print_kit
from bot.print.sheet import sheet_of
from bot.print.texts import ACTS, AVOIDED, SIGNS, texts
from bot.safeguards.card import ESSENTIAL
from tests.print.conftest import LINK, printed, read

PAPERS = [shape for shape in Shape if shape is not Shape.SQUARE]
MILLIMETRES = 72 / 25.4
SIZES = {Shape.POSTER: (297, 420), Shape.LEAFLET: (297, 210), Shape.SLIDES: (297, 167)}


def flat(text: str) -> str:
    """Words between single spaces, without hyphens (some end a line) nor invisible marks."""
    return " ".join(re.sub("[\u200b\u2066-\u2069\ufffe]|-\\s*", "", text.replace("\u202f", " ")).split())


def structure(node: Any) -> list[pikepdf.Dictionary]:
    """Every element of a tag tree, in order."""
    if isinstance(node, pikepdf.Array):
        return [found for one in node for found in structure(one)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return ([node] if "/S" in node else []) + (structure(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("public", Public)
@pytest.mark.parametrize("shape", PAPERS)
def test_a_paper_kit_is_whole_and_tagged(shape: Shape, public: Public, language: str) -> None:
    made = printed(public, shape, language)
    with pikepdf.open(io.BytesIO(made.content)) as document:
        root = document.Root
        assert len(document.pages) == PAGES[shape]
        wide, high = (float(side) / MILLIMETRES for side in document.pages[0].mediabox[2:])
        assert (round(wide), round(high)) == SIZES[shape]
        assert root.MarkInfo.Marked
        assert str(root.Lang) == ("fil" if language == "tl" else language)
        assert str(document.docinfo.Title) == made.title
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "pdfuaid" in root.Metadata.read_bytes().decode()
        tags = structure(root.StructTreeRoot.K)
        alternatives = [str(tag.Alt) for tag in tags if tag.S == "/Figure"]
        assert len(alternatives) == 2
        assert all(alternatives)
        assert any(LINK in alternative for alternative in alternatives)
        assert next(str(tag.S) for tag in tags if str(tag.S).startswith("/H")) == "/H1"
        fonts = [font for page in document.pages for font in page.resources.Font.values()]
        for font in fonts:
            described = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("public", Public)
def test_a_square_is_a_picture_of_the_right_size(public: Public, language: str) -> None:
    made = printed(public, Shape.SQUARE, language)
    with Image.open(io.BytesIO(made.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (SQUARE_SIDE, SQUARE_SIDE))
    assert all(number in made.said for number in ESSENTIAL)
    assert texts(language).said[public].title in made.said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", PAPERS)
def test_the_vital_numbers_are_on_every_paper(shape: Shape, language: str) -> None:
    for public in Public:
        words = " ".join(read(printed(public, shape, language).content)).split()
        assert set(ESSENTIAL) <= set(words)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if not LANGUAGES[code].rtl])
@pytest.mark.parametrize("public", Public)
def test_what_is_printed_reads_back(public: Public, language: str) -> None:
    got = flat(" ".join(read(printed(public, Shape.SLIDES, language).content)))
    said = texts(language)
    lines = (
        *said.said[public].signs,
        *said.said[public].acts,
        *said.common["avoid"],
        said.said[public].title,
    )
    assert [line for line in lines if flat(line) not in got] == []
    assert flat("L'Île-Saint-Denis") in got


@pytest.mark.parametrize("public", Public)
@pytest.mark.parametrize("shape", PAPERS)
def test_arabic_copies_as_it_was_written(public: Public, shape: Shape) -> None:
    """Letters in their logical order and plain form: no presentation form, no reversed word."""
    got = " ".join(read(printed(public, shape, "ar").content))
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", got)
    said = texts("ar").said[public]
    wanted = re.findall("[\u0621-\u064a]+", " ".join((said.title, said.lead, *said.signs, *said.acts)))
    assert [word for word in wanted if word not in got] == []
    assert flat(said.acts_title) in flat(got)


def test_arabic_pages_are_turned_right_to_left() -> None:
    with pikepdf.open(io.BytesIO(printed(Public.YOUNG, Shape.LEAFLET, "ar").content)) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_of_nobody_in_particular(shape: Shape, language: str) -> None:
    bare = Order(Public.EVERYONE, shape, language)
    assert print_kit(bare).content == print_kit(bare).content, "the same order, the same bytes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_sentence(language: str) -> None:
    there, french = texts(language), texts("fr")
    assert there.common.keys() == french.common.keys()
    assert there.helplines.keys() == french.helplines.keys()
    assert there.days.keys() == {str(day) for day in WorldDay}
    assert there.alt.keys() == french.alt.keys()
    assert len(there.common["avoid"]) == AVOIDED
    for said in there.said.values():
        assert (len(said.signs), len(said.acts)) == (SIGNS, ACTS)
        assert all((said.title, said.lead, said.signs_title, said.acts_title, *said.signs, *said.acts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_a_figure_or_a_number_of_its_own(language: str) -> None:
    said = texts(language)
    sentences = [*said.common.values(), *said.common["avoid"], *said.helplines.values(), *said.alt.values()]
    for one in said.said.values():
        sentences += [one.title, one.lead, *one.signs, *one.acts]
    assert [words for words in sentences if isinstance(words, str) and re.search(r"\d", words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_carry_their_year_and_their_makers(language: str) -> None:
    figures = sheet_of(Order(Public.EVERYONE, Shape.POSTER, language))["figures"]
    assert [re.sub(r"\D", "", one["value"]) for one in figures["shown"]] == ["50", "28", "22", "138"]
    slavery, children = figures["sources"]
    assert "2021" in slavery
    assert "2022" in slavery
    assert "Walk Free" in slavery
    assert all(year in children for year in ("2024", "2025"))


def test_days_have_the_names_their_makers_gave() -> None:
    assert "World Day against Trafficking in Persons" in texts("en").days[WorldDay.TRAFFICKING]
    for language in LANGUAGES:
        dates = [re.findall(r"\d+", texts(language).days[day])[0] for day in WorldDay]
        assert dates == ["12", "30", "18"]


def test_referral_is_for_professionals_alone() -> None:
    """Ac.Sé takes calls of professionals: its address is on no kit of the public."""
    for public in Public:
        got = " ".join(read(printed(public, Shape.LEAFLET, "fr").content))
        assert ("acse-alc.org" in got) is (public is Public.PROFESSIONALS)
