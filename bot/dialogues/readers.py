"""Readers turn what a person typed or sent into an answer of a form, when the form asks for one.

A question whose appearance holds ``reader-figures`` is read by the reader named ``figures``. The form keeps
the reader's own notation (the wire): a string that only the reader needs to understand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bot.i18n import Text
from bot.safeguards.personal import Kind as Personal

PREFIX = "reader-"
NONE: frozenset[Personal] = frozenset()


@dataclass(frozen=True)
class Option:
    """One of several readings, for the person to choose."""

    wire: str
    label: Text | str


@dataclass(frozen=True)
class Read:
    """Understood: the answer to record. ``more``: the person may add to it before going on."""

    wire: str
    more: bool = False


@dataclass(frozen=True)
class Doubt:
    """Understood in several ways, or not surely: ask."""

    question: Text
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Refused:
    """Not understood, or not acceptable: say why and what would be."""

    why: Text


@dataclass(frozen=True)
class Look:
    """Nothing to record yet: show the question otherwise (another month, an hour chosen, words searched)."""

    pending: Mapping[str, Any]


Reading = Read | Doubt | Refused | Look


@dataclass(frozen=True)
class Proof:
    """A file the person sent, already kept: its hash, name and kind."""

    digest: str
    name: str


@dataclass(frozen=True)
class Sent:
    """What a chat calls a file that came (photo, voice, document...), its media type, the album it is of."""

    sent_as: str
    media_type: str = ""
    album: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a reader may know besides the words."""

    language: str
    today: date
    wire: str | None = None
    """The answer so far."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The other answers, by question name."""
    pending: Mapping[str, Any] = field(default_factory=dict)
    """What the chat shows besides: page, month, hour chosen, words searched."""


class Reader(Protocol):
    """Reads one kind of answer."""

    @property
    def accepts_files(self) -> bool: ...

    @property
    def lets_through(self) -> frozenset[Personal]:
        """What looks personal elsewhere and is what is asked here: the address of an organisation."""
        ...

    async def read(self, words: str, around: Surroundings) -> Reading:
        """What the words mean as an answer."""
        ...

    async def objects(self, content: bytes) -> Text | None:
        """Why a file that came cannot be an answer, said before anything of it is kept."""
        ...

    async def read_file(self, proof: Proof, around: Surroundings) -> Reading:
        """What a file means as an answer (only when ``accepts_files``)."""
        ...

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """Answers worth a button before anything is typed."""
        ...

    async def show(self, wire: str, language: str) -> Text | str:
        """An answer in words."""
        ...


class WordsOnly:
    """What most readers share: no files, no offers."""

    accepts_files = False
    lets_through: frozenset[Personal] = NONE

    async def objects(self, content: bytes) -> Text | None:
        """Nothing to say: no file is expected."""
        return None

    async def read_file(self, proof: Proof, around: Surroundings) -> Reading:
        """Never called: this reader accepts no files."""
        raise NotImplementedError

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """None."""
        return ()
