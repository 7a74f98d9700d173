"""Long texts cut where a reader would: balanced, whole, within Telegram's limit."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import Html
from bot.telegram.splitting import LONGEST, split

TAGS = ("b", "i", "blockquote", "code")
WORDS = st.text(alphabet=st.sampled_from("aé ل😀\n<>&\"'👩🏽‍🏫 .x"), min_size=0, max_size=60)


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> str:
    """Telegram's HTML as the product writes it: escaped words, tags one in the other."""
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        words = html.escape(draw(WORDS))
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            pieces.append(f"<{tag}>{draw(markup(depth=depth - 1))}{words}</{tag}>")
        else:
            pieces.append(words * draw(st.integers(1, 4)))
    return "".join(pieces)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def visible(text: str) -> str:
    """What a reader sees, without spaces: cuts take the place of some."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def is_balanced(text: str) -> bool:
    opened: list[str] = []
    for slash, name in re.findall(r"<(/?)(\w+)[^>]*>", text):
        if slash:
            if not opened or opened.pop() != name:
                return False
        else:
            opened.append(name)
    return not opened


@settings(max_examples=300, deadline=None)
@given(markup(), st.integers(200, 400))
def test_parts_are_within_the_limit_balanced_and_together_the_whole(text: str, longest: int) -> None:
    parts = split(Html(text), longest)
    assert all(units(part) <= longest for part in parts)
    assert all(is_balanced(part) for part in parts)
    assert visible("".join(parts)) == visible(text)
    assert len(parts) == 1 or all(visible(part) for part in parts), "no empty message"


def test_a_text_that_fits_is_left_as_it_is() -> None:
    text = Html("<b>Récapitulatif</b>\n" + "é" * 4000)
    assert split(text) == [text]


def test_it_is_cut_between_paragraphs_first() -> None:
    first, second = "a" * 3000, "b" * 3000
    assert split(Html(f"{first}\n\n{second}")) == [first, second]


def test_a_link_is_never_cut_inside_its_address() -> None:
    link = '<a href="https://exemple.org/une page">ici</a> '
    for part in split(Html(link * 200)):
        assert is_balanced(part)
        assert part.count('<a href="https://exemple.org/une page">') == part.count("</a>")


def test_emoji_count_as_telegram_counts_them() -> None:
    parts = split(Html("😀" * 3000))
    assert [units(part) <= LONGEST for part in parts] == [True] * len(parts)
    assert "".join(parts) == "😀" * 3000


def test_nothing_empty_is_left_when_the_cut_falls_on_a_closing_tag() -> None:
    for extra in range(60, 70):
        parts = split(Html(f"<b>{'a' * (400 - extra)}</b>"), 340)
        assert all(visible(part) for part in parts)
