"""The hole in a message to many that becomes the own link of each reader's organisation: ``{lien}``."""

from __future__ import annotations

import re

from bot.codes.model import LONGEST_LINK

HOLE = re.compile(r"\{\s*(?:lien|link)\s*\}", re.IGNORECASE)
"""As people type it, in French or in English."""
EXAMPLE = "rel_exemple"
"""What the link of a preview carries: the code of nobody."""


def fill(text: str, link: str) -> str:
    """The text with each hole filled. ``link``: an address, that needs no escaping in HTML."""
    return HOLE.sub(lambda _: link, text)


def at_longest(text: str) -> str:
    """The text as long as it can become."""
    return fill(text, "x" * LONGEST_LINK)
