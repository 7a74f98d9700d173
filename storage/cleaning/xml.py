"""XML written again with some things left out: prefixes, order and spaces as they were.

The standard library's expat reads it: no entity is ever expanded, a document type is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from storage.cleaning.problems import FileUnreadable

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Attributes = Sequence[tuple[str, str]]
Edit = Callable[[str, Attributes], Attributes | None]
"""Given an element's local name and attributes: its attributes now, or None to leave the element out."""


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rsplit(":", 1)[-1]


def rewrite(xml: bytes, edit: Edit, silenced: frozenset[str] = frozenset()) -> bytes:
    """The document after ``edit`` saw every element; text inside ``silenced`` elements is dropped.

    Raises FileUnreadable when it is not well formed or declares a document type.
    """
    writer = _Writer(edit, silenced)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise FileUnreadable from error
    return (HEAD + "".join(writer.out)).encode()


def _refuse(*_: object) -> None:
    raise FileUnreadable


class _Writer:
    def __init__(self, edit: Edit, silenced: frozenset[str]) -> None:
        self.out: list[str] = []
        self._edit = edit
        self._silenced = silenced
        self._left_out = 0
        self._quiet = 0

    def start(self, name: str, flat: list[str]) -> None:
        if self._left_out:
            self._left_out += 1
            return
        attributes = self._edit(local(name), list(zip(flat[::2], flat[1::2], strict=True)))
        if attributes is None:
            self._left_out = 1
            return
        if self._quiet or local(name) in self._silenced:
            self._quiet += 1
        self.out.append("<" + name + "".join(f" {key}={quoteattr(value)}" for key, value in attributes) + ">")

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        self._quiet = max(0, self._quiet - 1)
        self.out.append(f"</{name}>")

    def text(self, words: str) -> None:
        if not self._left_out and not self._quiet:
            self.out.append(escape(words, {"\r": "&#13;"}))
