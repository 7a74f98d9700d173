"""The catalogues: fresh, complete where a language is offered, and faithful to their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from string import Formatter

import pytest
from babel.messages.catalog import Message

from bot.catalogues import po_path, read_catalogue, translated
from bot.extract import gather, stale
from bot.i18n import LANGUAGES

TELEGRAM_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
OFFERED = [code for code, language in LANGUAGES.items() if language.complete]
PLAIN_SPACE_BEFORE = re.compile(r" [?!;:»]|« ")


def translations(code: str) -> Iterator[tuple[Message, str, str]]:
    """Each translated form with the source it stands for."""
    for message in read_catalogue(po_path(code), code):
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            if message.string:
                yield message, message.id, str(message.string)
        else:
            for place, form in enumerate(message.string):
                if form:
                    yield message, message.id[min(place, 1)], form


def holes(sentence: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


class Tags(HTMLParser):
    """Reads the tags of a sentence; ``faults`` says what Telegram would refuse."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.faults: list[str] = []
        self.feed(sentence)
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TELEGRAM_TAGS:
            self.faults.append(f"<{tag}> is not Telegram's")
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def test_the_catalogues_are_fresh() -> None:
    found = gather()
    assert stale(found) == [], "run `make messages`"
    assert found.problems == []


@pytest.mark.parametrize("code", OFFERED)
def test_a_language_that_is_offered_is_complete(code: str) -> None:
    catalogue = read_catalogue(po_path(code), code)
    assert [message.id for message in catalogue if message.id and not translated(message)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_translation_keeps_the_holes_of_its_source(code: str) -> None:
    wrong = []
    for message, source, form in translations(code):
        wanted, given = holes(source), holes(form)
        optional = {"count"} if not isinstance(message.id, str) else set()  # "one kit", "two kits" in words
        if not wanted - optional <= given <= wanted | optional:
            wrong.append((source, form))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_tags_are_balanced_and_the_same_in_each_language(code: str) -> None:
    wrong = []
    for _message, source, form in translations(code):
        if Tags(form).faults or sorted(Tags(form).seen) != sorted(Tags(source).seen):
            wrong.append((source, form, Tags(form).faults))
    assert wrong == []


def test_sources_are_sentences_that_can_be_filled() -> None:
    for message in gather().places:
        for sentence in [message] if isinstance(message, str) else message:
            assert sentence == sentence.strip(), f"no space around: {sentence!r}"
            assert all(name.isidentifier() for name in holes(sentence)), f"holes have names: {sentence!r}"
            assert not Tags(sentence).faults, sentence


def test_french_keeps_its_punctuation_with_the_word_before() -> None:
    """A no-break space (narrow or not) stands before ? ! ; : and inside quotation marks."""
    wrong = [form for _message, _source, form in translations("fr") if PLAIN_SPACE_BEFORE.search(form)]
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "faults"),
    [
        ("<b>a</b> <i>b</i>", 0),
        ("<b>a", 1),
        ("a</b>", 1),
        ("<p>a</p>", 1),
        ("<b><i>a</b></i>", 2),
        ("a < b", 0),
    ],
)
def test_the_tags_test_sees_what_it_should(sentence: str, faults: int) -> None:
    assert len(Tags(sentence).faults) == faults
