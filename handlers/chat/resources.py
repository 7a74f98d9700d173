"""/ressources: what exists on forced and child labour, by country, sector, theme, language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogues.model import Gone
from bot.reference.resources import search
from handlers.chat.turn import Turn
from handlers.chat.views import resources as view
from handlers.chat.views.basics import paged

MISSES_SHOWN = 10


async def resources(turn: Turn) -> None:
    """What can be searched; after words, what matches all of them, or the nearest words that find something.

    A member's search that finds nothing is counted at once, with nobody behind it; a passer-by, of whom
    nothing is written, may tap to count theirs.
    """
    words, page = paged(turn.argument.strip())
    if not words:
        coordinates = turn.actor is not None and turn.actor.coordinates
        missed = await turn.services.misses.most(MISSES_SHOWN) if coordinates else {}
        turn.show(view.home_screen(turn.tr, missed))
        return
    found = search(words, turn.tr.language.code)
    if found.resources:
        turn.show(view.found_screen(turn.tr, words, found.resources, page))
        return
    counted = turn.actor is not None
    if counted:
        await _count(turn, found.missed)
    turn.show(view.nothing_screen(turn.tr, words, found, counted))


async def missing(turn: Turn) -> None:
    """Count what a passer-by did not find; the words come back with the button, and only known ones stay."""
    found = search(turn.argument, turn.tr.language.code)
    if not turn.argument.strip() or found.resources:
        raise Gone
    await _count(turn, found.missed)
    turn.show(view.counted_screen(turn.tr))


async def _count(turn: Turn, words: Sequence[str]) -> None:
    for word in words:
        await turn.services.misses.add(word)
