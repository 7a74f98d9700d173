"""Formatted text, as Telegram reads it: what becomes of it, and the very words of each refusal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, Formatted, cleaned, utf16, with_found
from bot.sandbox.entities_html import parse_html
from bot.sandbox.entities_markdown import parse_markdown, parse_markdown_v2
from bot.sandbox.limits import Refused

Flat = list[tuple[Any, ...]]


def flat(formatted: Formatted) -> Flat:
    return [(e.type, e.offset, e.length, *e.extra.values()) for e in formatted.entities]


HTML: list[tuple[str, str, Flat]] = [
    ("<b>Awa</b> &amp; Marc", "Awa & Marc", [("bold", 0, 3)]),
    ("<STRONG>a</STRONG><em>b</em><ins>c</ins><del>d</del>", "abcd",
     [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)]),
    ("👍<b>oui</b>", "👍oui", [("bold", 2, 3)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<b></b>vide", "vide", []),
    ("&lt;b&gt; &quot;x&quot; &#233; &#xe9; &nbsp; &", '<b> "x" é é &nbsp; &', []),
    ('<a href="https://example.org/a?b=1&amp;c=2">lien</a>', "lien",
     [("text_link", 0, 4, "https://example.org/a?b=1&c=2")]),
    ("<a>example.org</a>", "example.org", [("text_link", 0, 11, "http://example.org/")]),
    ("<a href='tg://user?id=7'>Awa</a>", "Awa", [("text_mention", 0, 3, {"id": 7})]),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1, "python")]),
    ("<code>1.1.A</code>", "1.1.A", [("code", 0, 5)]),
    ('<code class="language-python">x</code>', "x", [("code", 0, 1)]),
    ("<blockquote expandable>long</blockquote>", "long", [("expandable_blockquote", 0, 4)]),
    ("<blockquote>court</blockquote>", "court", [("blockquote", 0, 5)]),
    ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1),
      ("spoiler", 1, 1)]),
    ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍",
     [("custom_emoji", 0, 2, "5368324170671202286")]),
    ("<b >a</b >", "a", [("bold", 0, 1)]),
    ("<b>a</>", "a", [("bold", 0, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
def test_html_becomes(source: str, text: str, entities: Flat) -> None:
    formatted = parse_html(source)
    assert (formatted.text, flat(formatted)) == (text, entities)


BAD_HTML = {
    "a < b": "Unsupported start tag \"\" at byte offset 2",
    "<br>": "Unsupported start tag \"br\" at byte offset 0",
    "é<b>": "Can't find end tag corresponding to start tag \"b\"",
    "é<b></i>": "Unmatched end tag at byte offset 5, expected \"</b>\", found \"</i>\"",
    "é</b>": "Unexpected end tag at byte offset 2",
    "<b": "Unclosed start tag at byte offset 0",
    "<a href": "Unclosed start tag \"a\" at byte offset 0",
    "<a href='x": "Unclosed start tag at byte offset 0",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<span class='x'>x</span>": "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
    "<a href=a/b>x</a>": "Unexpected end of name token at byte offset 8",
}  # fmt: skip


@pytest.mark.parametrize(("source", "words"), BAD_HTML.items())
def test_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


MARKDOWN_V2: list[tuple[str, str, Flat]] = [
    ("*gras* _italique_ __souligné__ ~barré~ ||caché|| `code`",
     "gras italique souligné barré caché code",
     [("bold", 0, 4), ("italic", 5, 8), ("underline", 14, 8), ("strikethrough", 23, 5), ("spoiler", 29, 5),
      ("code", 35, 4)]),
    ("*gras _et italique_*", "gras et italique", [("bold", 0, 16), ("italic", 5, 11)]),
    (r"12\.06 \- 1\_2", "12.06 - 1_2", []),
    (r"[lien](https://example\.org/a\)b)", "lien", [("text_link", 0, 4, "https://example.org/a)b")]),
    ("```python\nx = 1```", "x = 1", [("pre", 0, 5, "python")]),
    ("`1.1.A - !`", "1.1.A - !", [("code", 0, 9)]),
    (">une\n>deux\nsuite", "une\ndeux\nsuite", [("blockquote", 0, 9)]),
    (">une\n>deux||", "une\ndeux", [("expandable_blockquote", 0, 8)]),
    ("![👍](tg://emoji?id=5368324170671202286)", "👍", [("custom_emoji", 0, 2, "5368324170671202286")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), MARKDOWN_V2)
def test_markdown_v2_becomes(source: str, text: str, entities: Flat) -> None:
    formatted = parse_markdown_v2(source)
    assert (formatted.text, flat(formatted)) == (text, entities)


BAD_MARKDOWN_V2 = {
    "12.06": "Character '.' is reserved and must be escaped with the preceding '\\'",
    "a > b": "Character '>' is reserved and must be escaped with the preceding '\\'",
    "é*gras": "Can't find end of Bold entity at byte offset 2",
    "*gras _i*": "Can't find end of Bold entity at byte offset 8",
    "```python\nx": "Can't find end of PreCode entity at byte offset 0",
    "[lien](http": "Can't find end of a URL at byte offset 7",
    ">*a\nb": "Can't find end of Bold entity at byte offset 1",
}


@pytest.mark.parametrize(("source", "words"), BAD_MARKDOWN_V2.items())
def test_markdown_v2_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_markdown_v2(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


MARKDOWN: list[tuple[str, str, Flat]] = [
    ("*gras* _italique_ `code`", "gras italique code", [("bold", 0, 4), ("italic", 5, 8), ("code", 14, 4)]),
    (r"secours\_catholique", "secours_catholique", []),
    ("[lien](https://example.org/)", "lien", [("text_link", 0, 4, "https://example.org/")]),
    ("```js\nx```", "x", [("pre", 0, 1, "js")]),
]


@pytest.mark.parametrize(("source", "text", "entities"), MARKDOWN)
def test_legacy_markdown_becomes(source: str, text: str, entities: Flat) -> None:
    formatted = parse_markdown(source)
    assert (formatted.text, flat(formatted)) == (text, entities)


def test_legacy_markdown_says_where_an_entity_begins() -> None:
    with pytest.raises(Refused, match="Can't find end of the entity starting at byte offset 10"):
        parse_markdown("é : Ghett_up")


def test_a_text_is_trimmed_and_its_entities_with_it() -> None:
    kept = cleaned("\n  Awa\t \r\n", (Entity("bold", 3, 3),))
    assert (kept.text, flat(kept)) == ("Awa", [("bold", 0, 3)])


def test_commands_addresses_and_mentions_are_found() -> None:
    found = with_found(
        Formatted("👍 /start@relais87_bot voir https://example.org/a, awa@example.org ou @marc87 #12juin")
    )
    words = {
        e.type: found.text.encode("utf-16-le")[2 * e.offset : 2 * e.end].decode("utf-16-le")
        for e in found.entities
    }
    assert words == {
        "bot_command": "/start@relais87_bot",
        "url": "https://example.org/a",
        "email": "awa@example.org",
        "mention": "@marc87",
        "hashtag": "#12juin",
    }


def test_a_fraction_is_not_a_command() -> None:
    assert with_found(Formatted("3/4 des classes, 12/06/2026")).entities == ()


@given(st.text(alphabet="ab*_[]()`<>/&;=\"' \n\\!|~>👍é#x1.", max_size=40))
def test_any_text_is_read_or_refused_and_entities_stay_inside(source: str) -> None:
    for parse in (parse_html, parse_markdown, parse_markdown_v2):
        try:
            formatted = parse(source)
        except Refused:
            continue
        for entity in formatted.entities:
            assert 0 <= entity.offset < entity.end <= utf16(formatted.text)


@given(st.text(max_size=60))
def test_escaped_text_passes_as_it_is(text: str) -> None:
    import html

    assert parse_html(html.escape(text, quote=False)).text == text
