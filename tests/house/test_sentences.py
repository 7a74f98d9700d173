"""No human sentence outside the catalogues.

A string that could reach a person is written ``T("...")``. This test walks the code and stops at every other
string that reads like one: two words in a row, or a letter with an accent. What it lets pass is listed here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import Module, above, called, dotted, modules, parents

WORD = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
TWO_WORDS = re.compile(rf"{WORD}[,;:.!?]?\s{WORD}")
PATTERN = re.compile(
    r"\(\?|\\[wsdbWSDB]|\[[^\]]+-[^\]]+\]|\]\||A-Z|a-z"
)  # what regular expressions are written with
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"

TRANSLATED = {"T", "NT"}
"""What makes a sentence translatable."""

NOT_SHOWN_CALLS = {
    "str.maketrans",
    "re.compile", "re.sub", "re.split", "re.match", "re.fullmatch", "re.search", "re.findall", "re.finditer",
    "text", "sqlalchemy.text", "sa.text", "DDL", "TypeVar", "NewType", "namedtuple", "warnings.warn",
}  # fmt: skip
"""Patterns, SQL and names: read by machines."""

REASONS = {
    "bot/sandbox/": "a server beside the bot: Telegram's own words; its page has its own dictionary",
    "bot/cli": "help of the command line is for operators",
    "bot/extract.py": "a tool for developers",
    "bot/docs.py": "writes pages for developers",
    "bot/telemetry/": "logs and figures are for operators",
    "bot/settings.py:Exemple": "an example to copy",
    "bot/settings.py:info json": "a value of a setting",
    "bot/settings.py:debug console": "a value of a setting",
    "bot/telegram/outcomes.py": "the Bot API's words, to compare with",
    "bot/telegram/messenger.py:not modified": "the Bot API's words, to compare with",
    "bot/places/gazetteer.py:En ligne": "a place's name, in French as the official list; English beside it",
    "bot/forms/replay.py": "a protocol between programs",
    "bot/contributions/duplicates.py:union": "names of places to compare with",
    "bot/contributions/duplicates.py:france et ue": "names of places to compare with",
    "handlers/ticks/jobs.py": "what a job is for, to operators, in the help of the command line",
    "bot/i18n.py": "names of languages in themselves",
    "handlers/chat/views/home.py:Français": "names of languages in themselves",
}
"""Places (or ``place:words``) whose strings never reach a member, and why."""


def excused(module: Module, words: str) -> bool:
    """Whether the list above lets a string pass."""
    for place in REASONS:
        where, _, what = place.partition(":")
        if module.place.startswith(where) and what in words:
            return True
    return False


def read_by_machines(module: Module, node: ast.expr, of: dict[ast.AST, ast.AST]) -> bool:
    """Whether what is around a string shows that no person reads it."""
    for higher in above(node, of):
        if isinstance(higher, ast.Raise | ast.Assert):
            return True  # for developers: what people are told is a Problem, which takes a Text
        if called(higher).split(".")[-1] in TRANSLATED or called(higher) in NOT_SHOWN_CALLS:
            return True
        if isinstance(higher, ast.Set | ast.Compare):
            return True  # compared with what was read
        if isinstance(higher, ast.Dict) and node in higher.keys:
            return (
                isinstance(node, ast.Constant) and node.value.isascii() and node.value.islower()
            )  # looked up
        if isinstance(higher, ast.Attribute) and higher.attr == "split" and higher.value is node:
            return True  # a list of words to look for
        if isinstance(higher, ast.Expr):
            return higher.value is node  # a docstring
        if isinstance(higher, ast.Assign):
            return any(f"{dotted(target)}.split()" in module.text for target in higher.targets)
        if isinstance(higher, ast.stmt):
            return False
    return False


def reads_like_a_sentence(words: str) -> bool:
    """Two words in a row, or a word with a letter that code has no use for."""
    if words.startswith("<?xml") or PATTERN.search(words):
        return False
    foreign = any(char.isalpha() and not char.isascii() for char in words)
    return bool(TWO_WORDS.search(words)) or (foreign and sum(map(str.isalpha, words)) > 1)


def strings(tree: ast.AST, of: dict[ast.AST, ast.AST]) -> Iterator[tuple[ast.expr, str]]:
    """Each string of a module; one with holes as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else HOLE for p in node.values)
            yield node, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if isinstance(of.get(node), ast.JoinedStr):
                continue
            yield node, node.value


def sentences(module: Module) -> list[str]:
    """Strings of a module that could be sentences, with their line."""
    of = parents(module.tree)
    return [
        f"{module.place}:{node.lineno}: {words[:70]!r}"
        for node, words in strings(module.tree, of)
        if reads_like_a_sentence(words)
        and not read_by_machines(module, node, of)
        and not excused(module, words)
    ]


def test_every_sentence_is_in_the_catalogues() -> None:
    found = [line for module in modules("bot", "handlers") for line in sentences(module)]
    assert found == [], "write T(...) around what a person may read:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('say("Thank you very much")', 1),
        ('label = "Déclarer"', 1),
        ('button(f"Sent to {name} today")', 1),
        ('button(f"{count} kits sent")', 1),
        ('path = f"{folder}/{name}.po"', 0),
        ('label = "Да"', 1),
        ('table = {"œ": "oe"}', 0),
        ('say("Pas d’accord")', 1),
        ('return {"text": "Not found, sorry"}', 1),
        ('say(T("Thank you very much"))', 0),
        ('say(NT("one kit sent", "some kits sent", n))', 0),
        ('"""What it does, in words."""', 0),
        ('raise ValueError("this is for developers")', 0),
        ('x = re.compile("two words")', 0),
        ('x = "deux mots".split()', 0),
        ('x = say("deux mots")', 1),
        ('x = y in {"deux mots", "trois mots"} or z == "deux mots"', 0),
        ('x = {"select one": 1}', 0),
        ('x = {"Select one": 1, "key": "Select one"}', 2),
        ('X = "deux mots"\nY = set(X.split())', 0),
        ('log.event("update_repeated")', 0),
        ('def f():\n    "What it does."\n    return "Bonne journée"', 1),
    ],
)
def test_the_test_sees_what_it_should(code: str, count: int) -> None:
    assert len(sentences(Module("handlers/chat/example.py", code))) == count


def test_each_exception_is_still_needed() -> None:
    """An exception whose place or words are gone is taken out of the list."""
    later = ("bot/cli", "bot/docs.py")
    used = {
        place
        for place in REASONS
        for module in modules("bot", "handlers")
        if module.place.startswith(place.partition(":")[0]) and place.partition(":")[2] in module.text
    }
    assert REASONS.keys() - used <= set(later)
