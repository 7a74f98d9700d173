"""Every problem the product can name to a person: one catalogue, codes never reused.

Subclasses live beside the feature that raises them; ``all_problems()`` walks them, and a test checks that
each has a code of its own and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from bot.i18n import Text


class Problem(Exception):
    """Something the person can be told. Raise it with its sentence; a handler shows it and loses nothing."""

    code: ClassVar[str] = ""

    def __init__(self, text: Text) -> None:
        super().__init__(self.code)
        self.text = text


def all_problems(root: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """Every kind of problem, the features imported."""
    for kind in root.__subclasses__():
        yield kind
        yield from all_problems(kind)
