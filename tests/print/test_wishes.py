"""What people want on their kit, hostile or clumsy: printed as words, or refused with a reason."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image

from bot.i18n import LANGUAGES
from bot.print import logo as logos
from bot.print.model import PAGES, Order, Public, Shape, WorldDay
from bot.print.press import _pdf, print_kit
from bot.print.problems import LinkRefused, LogoTooHeavy, LogoUnreadable, WordsTooLong, WordsUnprintable
from bot.print.sheet import sheet_of
from bot.print.words import LONGEST, link_of, tidy
from tests.print.conftest import picture, read

MM = 72 / 25.4

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/a:1.0.0": *',
    "*$_`<a>@b\\ #let x = 1",
    '"), title: ("',
    "{}{subject}%s",
    "= = = // /* */ --- ~",
    "]]] #panic() [[[",
    "Ville-Très-Longue-" * 6,
    "A" * LONGEST,
    "Ш" * LONGEST,
    "مدينة " * 20,
    "‮suineD-tniaS‬ \u2066x\u2069\u200f",
    "Saint\nDenis\t\x00\x07\x1b[31m",
    "Łódź, Đà Nẵng, Şanlıurfa, Київ",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("shape", "language"), [*((shape, "fr") for shape in Shape), (Shape.POSTER, "ar")])
def test_hostile_names_are_words(name: str, shape: Shape, language: str) -> None:
    made = print_kit(Order(Public.PROFESSIONALS, shape, language, town=name, event=name))
    assert tidy(name) in made.title
    if shape is not Shape.SQUARE:
        with pikepdf.open(io.BytesIO(made.content)) as document:
            assert len(document.pages) == PAGES[shape]


def test_markup_is_printed_letter_by_letter() -> None:
    made = print_kit(Order(Public.EVERYONE, Shape.POSTER, "en", town='#read("/etc/passwd") *a* $x$'))
    got = " ".join(read(made.content))
    assert '#read("/etc/passwd") *a* $x$' in got
    assert "root:" not in got


@pytest.mark.parametrize("size", [(900, 60), (300, 300), (60, 900)])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", Shape)
def test_everything_at_its_longest_still_fits(shape: Shape, language: str, size: tuple[int, int]) -> None:
    order = Order(
        Public.PROFESSIONALS,
        shape,
        language,
        town="Mw" * (LONGEST // 2),
        event="Mw " * (LONGEST // 3),
        on=date(2027, 9, 30),
        link="https://example.org/" + "a" * 270,
        logo=picture(size=size),
        world_day=WorldDay.ANTI_TRAFFICKING,
    )
    assert outside(shape, order, print_kit(order).content) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("public", Public)
@pytest.mark.parametrize("shape", Shape)
def test_nothing_runs_over_a_margin_or_a_fold(shape: Shape, public: Public, language: str) -> None:
    town, event = "Villeneuve-Saint-Georges", "Forum des associations"
    order = Order(public, shape, language, town=town, event=event, world_day=WorldDay.TRAFFICKING)
    assert outside(shape, order) == []


def outside(shape: Shape, order: Order, made: bytes = b"") -> list[str]:
    """Letters nearer than 4 mm to an edge of the page, 3 mm to a fold; the square is read as a PDF.

    ``made``: the kit, when it was printed before.
    """
    paper = made if made and shape is not Shape.SQUARE else _pdf(shape, sheet_of(order))
    document = pypdfium2.PdfDocument(paper)
    found = []
    try:
        for number, page in enumerate(document):
            wide, high = page.get_size()
            text = page.get_textpage()
            folds = _folds(number, order.language) if shape is Shape.LEAFLET else []
            for index in range(text.count_chars()):
                if not text.get_text_range(index, 1).strip():
                    continue
                left, bottom, right, top = text.get_charbox(index)
                edge = left < 4 * MM or right > wide - 4 * MM or bottom < 4 * MM or top > high - 4 * MM
                if edge or any(left < fold + 3 * MM and right > fold - 3 * MM for fold in folds):
                    found.append(
                        f"{text.get_text_range(index, 1)} on page {number + 1} at {left:.0f} {bottom:.0f}"
                    )
    finally:
        document.close()
    return found


def _folds(page: int, language: str) -> list[float]:
    """Where a side of the leaflet is folded, in points from its left."""
    first = (97 if page == 0 else 100) * MM
    folds = [first, first + 100 * MM]
    return [297 * MM - fold for fold in folds] if LANGUAGES[language].rtl else folds


def test_marks_of_direction_are_taken_off() -> None:
    assert tidy("\u202eabc\u202c\u200f  d\u2066e\u2069\n f") == "abc de f"


def test_too_long_is_said() -> None:
    with pytest.raises(WordsTooLong):
        tidy("a" * (LONGEST + 1))


@pytest.mark.parametrize("words", ["Paris 😀", "東京", "ዓለም", "a\u0900"])
def test_what_fonts_lack_is_said(words: str) -> None:
    with pytest.raises(WordsUnprintable) as said:
        tidy(words)
    assert "characters" in said.value.text.values


def test_typst_itself_would_refuse_what_fonts_lack() -> None:
    sheet = {**sheet_of(Order(Public.EVERYONE, Shape.POSTER, "fr", town="x")), "town": "😀"}
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        _pdf(Shape.POSTER, sheet)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_character_allowed_is_in_a_font(language: str) -> None:
    allowed = [chr(code) for code in range(0x20, 0x3000) if _allowed(chr(code))]
    assert len(allowed) > 900
    sheet = dict(sheet_of(Order(Public.EVERYONE, Shape.SLIDES, language, town="x")))
    for start in range(0, len(allowed), 300):
        sheet["event"] = " ".join(allowed[start : start + 300])
        assert _pdf(Shape.SLIDES, sheet)


def _allowed(char: str) -> bool:
    try:
        return bool(tidy(char))
    except WordsUnprintable:
        return False


@pytest.mark.parametrize(
    "link",
    [
        "", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://localhost", "example.org",
        "https://a@example.org", "https://exämple.org", "https://example.org/a b", 'https://example.org/"',
        "https://[::1", "https://example.org/" + "a" * 300, "tel:17",
    ],
)  # fmt: skip
def test_links_that_are_no_web_address(link: str) -> None:
    with pytest.raises(LinkRefused):
        link_of(link)


def test_links_that_are() -> None:
    for link in ("https://t.me/relais_bot?start=piscine", " http://example.org "):
        assert link_of(link) == link.strip()


def broken() -> bytes:
    """A PNG cut in its middle."""
    whole = picture(size=(400, 400), mode="RGB")
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    """A small file of many pixels."""
    return picture(size=(10_000, 4_001), mode="1")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"", LogoUnreadable),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", LogoUnreadable),
        (lambda: b"%PDF-1.7", LogoUnreadable),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, LogoUnreadable),
        (lambda: picture("GIF"), LogoUnreadable),
        (lambda: picture("TIFF"), LogoUnreadable),
        (lambda: picture(size=(900, 10)), LogoUnreadable),
        (broken, LogoUnreadable),
        (bomb, LogoTooHeavy),
        (lambda: picture(size=(20_000, 20_000), mode="1"), LogoTooHeavy),
        (lambda: b"\x89PNG" + b"\x00" * logos.MAX_BYTES, LogoTooHeavy),
    ],
)
def test_bad_logos(make: Callable[[], bytes], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        print_kit(Order(Public.EVERYONE, Shape.POSTER, "fr", logo=make()))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_logos_of_every_kind(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    drawn = logos.redrawn(picture(kind, (2_000, 500), mode))
    assert (drawn.mode, drawn.size) == ("RGBA", (900, 225))


def test_nothing_written_beside_the_pixels_is_kept() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    Image.new("RGB", (200, 100)).save(out, "JPEG", exif=exif, comment=b"secret")
    drawn = logos.redrawn(out.getvalue())
    assert drawn.size == (100, 200), "upright"
    assert drawn.info == {}
    assert "secret" not in logos.as_svg(drawn)


def test_a_logo_with_no_town_still_has_its_words(logo: bytes) -> None:
    assert sheet_of(Order(Public.EVERYONE, Shape.POSTER, "uk", logo=logo))["logo"]["alt"] == "Логотип"
