"""Texts: parts, tests, joining, digests, regular expressions."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING, Any

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.logic import flat
from bot.forms.xpath.functions.registry import plain, special, spread
from bot.forms.xpath.regex import full_match
from bot.forms.xpath.tree import Call
from bot.forms.xpath.values import Value, to_int, to_number, to_text
from bot.forms.xpath.world import Compiled
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler


def bounded(text: str) -> str:
    """A text, refused when an expression made it longer than any answer needs."""
    if len(text) > limits.STRING_CHARACTERS:
        raise ExpressionFault(
            T("An expression makes a text longer than {limit} characters.", limit=limits.STRING_CHARACTERS)
        )
    return text


plain("string")(to_text)
plain("contains", 2)(lambda text, part: to_text(part) in to_text(text))
plain("starts-with", 2)(lambda text, part: to_text(text).startswith(to_text(part)))
plain("ends-with", 2)(lambda text, part: to_text(text).endswith(to_text(part)))
plain("regex", 2)(lambda text, pattern: full_match(to_text(pattern), to_text(text)))


@spread("concat", 0)
def concat(*arguments: Value) -> str:
    """All values one after the other; a single set of nodes counts each of its nodes."""
    return bounded("".join(map(to_text, flat(arguments))))


@spread("join", 1)
def join(separator: Value, *arguments: Value) -> str:
    """All values with a separator between them."""
    return bounded(to_text(separator).join(map(to_text, flat(arguments))))


@plain("substr", 2, 3)
def substr(text: Value, start: Value, end: Value | None = None) -> str:
    """From a place (from 0, negative from the end) to another, the last left out."""
    whole = to_text(text)
    return whole[_place(start, whole) : len(whole) if end is None else _place(end, whole)]


def _place(value: Value, text: str) -> int:
    number = to_int(to_number(value))
    place = 0 if number != number else int(max(-1e9, min(1e9, number)))
    return min(max(0, place + len(text) if place < 0 else place), len(text))


@plain("substring-before", 2)
def substring_before(text: Value, part: Value) -> str:
    """What precedes the first occurrence, empty when there is none."""
    before, found, _ = to_text(text).partition(to_text(part)) if to_text(part) else ("", "", "")
    return before if found else ""


@plain("substring-after", 2)
def substring_after(text: Value, part: Value) -> str:
    """What follows the first occurrence, empty when there is none."""
    piece = to_text(part)
    return to_text(text).partition(piece)[2] if piece else to_text(text)


@plain("translate", 3)
def translate(text: Value, sources: Value, targets: Value) -> str:
    """Characters replaced one for one; those without a target are left out."""
    source, target = to_text(sources), to_text(targets)
    table: dict[int, str | None] = {}
    for rank, character in enumerate(source):
        table.setdefault(ord(character), target[rank] if rank < len(target) else None)
    return to_text(text).translate(table)


def _own_or_argument(function: Any) -> Any:
    def build(compiler: Compiler, call: Call) -> Compiled:
        if not call.arguments:
            return lambda place: function(place.node.read())
        value = compiler.value(call.arguments[0])
        return lambda place: function(value(place))

    return build


special("string-length", 0, 1)(_own_or_argument(lambda value: float(len(to_text(value)))))
special("normalize-space", 0, 1)(_own_or_argument(lambda value: " ".join(to_text(value).split())))

_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@plain("digest", 2, 3)
def digest(text: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """A digest of the text in UTF-8, base64 unless ``hex`` is asked."""
    name, form = to_text(algorithm), to_text(encoding)
    if name not in _DIGESTS or form not in ("hex", "base64"):
        raise ExpressionFault(
            T("digest() does not know {name}.", name=name if name not in _DIGESTS else form)
        )
    raw = hashlib.new(_DIGESTS[name], to_text(text).encode(), usedforsecurity=False).digest()
    return raw.hex() if form == "hex" else base64.b64encode(raw).decode()


@plain("base64-decode")
def base64_decode(text: Value) -> str:
    """The text that a base64 text holds; empty when it holds none."""
    try:
        return base64.b64decode(to_text(text)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
