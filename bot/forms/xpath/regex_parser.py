"""Java's regular expressions, read into a small tree."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.forms.problems import ExpressionFault
from bot.i18n import T

Test = Callable[[str], bool]
_COUNT_MAX = 10_000  # of {n,m}
_NESTING = 40


@dataclass(frozen=True)
class One:
    accepts: Test


@dataclass(frozen=True)
class Group:
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Alternative:
    branches: tuple[Item, ...]


@dataclass(frozen=True)
class Repeat:
    item: Item
    least: int
    most: int | None


@dataclass(frozen=True)
class Assertion:
    holds: Callable[[str, int], bool]


@dataclass(frozen=True)
class Look:
    item: Item
    present: bool


Item = One | Group | Alternative | Repeat | Assertion | Look


def _ascii(letters: str) -> Test:
    return lambda c: c in letters


_DIGITS, _LOWER, _UPPER = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PUNCT = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_CLASSES: dict[str, Test] = {
    "d": _ascii(_DIGITS),
    "w": _ascii(_DIGITS + _LOWER + _UPPER + "_"),
    "s": _ascii(" \t\n\r\f\v"),
    "h": _ascii(" \t\u00a0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))),
    "v": _ascii("\n\r\f\v\x85\u2028\u2029"),
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_PROPERTIES: dict[str, Test] = {
    "Alpha": _ascii(_LOWER + _UPPER), "Digit": _CLASSES["d"], "Alnum": _ascii(_DIGITS + _LOWER + _UPPER),
    "Upper": _ascii(_UPPER), "Lower": _ascii(_LOWER), "Punct": _ascii(_PUNCT), "Space": _CLASSES["s"],
    "Blank": _ascii(" \t"), "XDigit": _ascii(_DIGITS + "abcdefABCDEF"), "ASCII": lambda c: c < "\x80",
    "Graph": lambda c: "!" <= c <= "~", "Print": lambda c: " " <= c <= "~",
    "Cntrl": lambda c: c < " " or c == "\x7f",
    "IsAlphabetic": str.isalpha, "IsLetter": str.isalpha, "IsDigit": str.isdigit, "IsUppercase": str.isupper,
    "IsLowercase": str.islower, "IsWhite_Space": str.isspace,
    "IsPunctuation": lambda c: unicodedata.category(c).startswith("P"),
}  # fmt: skip
_SCRIPTS = {
    "Latin": "LATIN", "Arabic": "ARABIC", "Cyrillic": "CYRILLIC", "Greek": "GREEK", "Hebrew": "HEBREW",
    "Thai": "THAI",
    "Devanagari": "DEVANAGARI", "Bengali": "BENGALI", "Ethiopic": "ETHIOPIC", "Hangul": "HANGUL",
    "Han": "CJK",
    "Hiragana": "HIRAGANA", "Katakana": "KATAKANA", "Khmer": "KHMER", "Lao": "LAO", "Myanmar": "MYANMAR",
}  # fmt: skip
_WORD = _CLASSES["w"]


def parse_pattern(pattern: str) -> Item:
    """The tree of a pattern. Raises ExpressionFault on what is wrong or not supported."""
    parser = _Parser(pattern)
    item = parser.alternatives(0)
    if parser.at < len(pattern):
        raise parser.wrong()
    return item


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.text, self.at, self.any_case = pattern, 0, False

    def wrong(self) -> ExpressionFault:
        return ExpressionFault(
            T("The pattern {pattern} of regex() cannot be read.", pattern=self.text), self.at
        )

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def next(self) -> str:
        if self.at >= len(self.text):
            raise self.wrong()
        self.at += 1
        return self.text[self.at - 1]

    def take(self, piece: str) -> bool:
        if self.text.startswith(piece, self.at):
            self.at += len(piece)
            return True
        return False

    def alternatives(self, depth: int) -> Item:
        if depth > _NESTING:
            raise self.wrong()
        branches = [self.sequence(depth)]
        while self.take("|"):
            branches.append(self.sequence(depth))
        return branches[0] if len(branches) == 1 else Alternative(tuple(branches))

    def sequence(self, depth: int) -> Item:
        items: list[Item] = []
        while self.peek() not in ("", "|", ")"):
            if self.take("\\Q"):
                quoted, found, _ = self.text[self.at :].partition("\\E")
                self.at += len(quoted) + (2 if found else 0)
                items += [self.literal(character) for character in quoted]
                if quoted:
                    items.append(self.quantified(items.pop()))
                continue
            items.append(self.quantified(self.item(depth)))
        return items[0] if len(items) == 1 else Group(tuple(items))

    def item(self, depth: int) -> Item:
        character = self.next()
        if character == "(":
            return self.group(depth)
        if character == "[":
            return One(self.character_class(0))
        if character == ".":
            return One(lambda c: c != "\n")
        if character == "^":
            return Assertion(lambda text, at: at == 0)
        if character == "$":
            return Assertion(lambda text, at: at == len(text))
        if character == "\\":
            return self.escape()
        if character in "*+?":
            raise self.wrong()
        return self.literal(character)

    def literal(self, character: str) -> One:
        if self.any_case and character.lower() != character.upper():
            wanted = character.lower()
            return One(lambda c: c.lower() == wanted)
        return One(lambda c: c == character)

    def group(self, depth: int) -> Item:
        wrap: Callable[[Item], Item] = lambda item: item  # noqa: E731
        if self.take("?"):
            if self.take("="):
                wrap = lambda item: Look(item, True)  # noqa: E731
            elif self.take("!"):
                wrap = lambda item: Look(item, False)  # noqa: E731
            elif self.take("i)"):
                self.any_case = True
                return Group(())
            elif self.take("i:"):
                self.any_case = True
            elif self.take("<"):
                if self.peek() in "=!" or ">" not in self.text[self.at :]:
                    raise self.wrong()
                self.at = self.text.index(">", self.at) + 1
            elif not self.take(":"):
                raise self.wrong()
        item = self.alternatives(depth + 1)
        if not self.take(")"):
            raise self.wrong()
        return wrap(item)

    def quantified(self, item: Item) -> Item:
        while True:
            if self.take("*"):
                least, most = 0, None
            elif self.take("+"):
                least, most = 1, None
            elif self.take("?"):
                least, most = 0, 1
            elif self.peek() == "{":
                least, most = self.counts()
            else:
                return item
            if self.peek() == "+":
                raise self.wrong()
            self.take("?")
            item = Repeat(item, least, most)

    def counts(self) -> tuple[int, int | None]:
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : end].partition(",") if end > 0 else ("", "", "")
        if not low.isdecimal() or (high and not high.isdecimal()):
            raise self.wrong()
        self.at = end + 1
        least = int(low)
        most = int(high) if high else (None if comma else least)
        if max(least, most or 0) > _COUNT_MAX or (most is not None and most < least):
            raise self.wrong()
        return least, most

    def escape(self) -> Item:
        if self.peek() == "b":
            self.at += 1
            return Assertion(_at_word_edge)
        if self.peek() == "B":
            self.at += 1
            return Assertion(lambda text, at: not _at_word_edge(text, at))
        if self.peek() in ("A", "z", "Z"):
            start = self.next() == "A"
            return Assertion(lambda text, at: at == (0 if start else len(text)))
        test = self.escaped()
        return self.literal(test) if isinstance(test, str) else One(test)

    def escaped(self) -> str | Test:
        """What follows a backslash: a character, or a class."""
        character = self.next()
        if character in _CLASSES:
            return _CLASSES[character]
        if character.lower() in _CLASSES and character.isupper():
            inner = _CLASSES[character.lower()]
            return lambda c: not inner(c)
        if character in "pP":
            return self.named(character == "P")
        if character in "ux":
            digits = self.text[self.at : self.at + (4 if character == "u" else 2)]
            self.at += len(digits)
            try:
                return chr(int(digits, 16))
            except ValueError:
                raise self.wrong() from None
        if character in _CONTROLS:
            return _CONTROLS[character]
        if character.isalnum():  # back-references and escapes nobody defined
            raise self.wrong()
        return character

    def named(self, negated: bool) -> Test:
        if self.take("{"):
            end = self.text.find("}", self.at)
            name = self.text[self.at : end] if end > 0 else ""
            self.at = end + 1
        else:
            name = self.next()
        test = _property(name)
        if test is None:
            raise self.wrong()
        return (lambda c: not test(c)) if negated else test

    def character_class(self, depth: int) -> Test:
        if depth > _NESTING:
            raise self.wrong()
        negated, tests, singles = self.take("^"), list[Test](), set[str]()
        first = True
        while first or self.peek() != "]":
            first = False
            if self.take("&&"):
                other = self.character_class(depth + 1) if self.take("[") else None
                if other is None or not self.take("]"):
                    raise self.wrong()
                return self.closed(negated, [_both(_any(tests, singles, self.any_case), other)], set())
            if self.take("["):
                tests.append(self.character_class(depth + 1))
                continue
            start = self.class_character(tests)
            if start is None:
                continue
            if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "", "["):
                self.at += 1
                end = self.class_character(tests)
                if end is None or end < start:
                    raise self.wrong()
                tests.append(_between(start, end))
            else:
                singles.add(start)
        self.at += 1
        return self.closed(negated, tests, singles)

    def class_character(self, tests: list[Test]) -> str | None:
        character = self.next()
        if character != "\\":
            return character
        found = self.escaped()
        if isinstance(found, str):
            return found
        tests.append(found)
        return None

    def closed(self, negated: bool, tests: list[Test], singles: set[str]) -> Test:
        test = _any(tests, singles, self.any_case)
        return (lambda c: not test(c)) if negated else test


def _any(tests: list[Test], singles: set[str], any_case: bool) -> Test:
    def accepts(c: str) -> bool:
        return c in singles or any(test(c) for test in tests)

    if any_case:
        return lambda c: accepts(c) or accepts(c.lower()) or accepts(c.upper())
    return accepts


def _both(one: Test, other: Test) -> Test:
    return lambda c: one(c) and other(c)


def _between(start: str, end: str) -> Test:
    return lambda c: start <= c <= end


def _at_word_edge(text: str, at: int) -> bool:
    before = at > 0 and _WORD(text[at - 1])
    return before != (at < len(text) and _WORD(text[at]))


def _property(name: str) -> Test | None:
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    script = _SCRIPTS.get(name.removeprefix("Is").removeprefix("script=").removeprefix("In").capitalize())
    if script is not None and len(name) > 2:
        return lambda c: unicodedata.name(c, "").startswith(script)
    general = name.removeprefix("Is").removeprefix("general_category=")
    if general[:1] in "LMNPSZC" and 1 <= len(general) <= 2:
        return lambda c: unicodedata.category(c).startswith(general)
    return None
