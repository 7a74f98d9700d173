"""@bot and words, in any chat: kits, figures, who to call, to send there. For anyone; nothing is kept."""

from __future__ import annotations

from functools import cache

from bot.conversation.replies import Finding
from bot.kits import finding
from bot.people.directory import DirectoryEntry, directory, search
from bot.reference.figures import current, subject_asked
from bot.safeguards.card import ELSEWHERE, card
from bot.safeguards.distress import calls_for_help
from handlers.chat import emergency
from handlers.chat.turn import Turn
from handlers.chat.views import inline as view

SCHEME, SCHEMES = "dispositif", 3
"""What the directory calls a national scheme; how many are offered."""
KITS = 20
"""Kits offered at once: more than anyone scrolls through."""


def findings(turn: Turn, words: str) -> list[Finding]:
    """What matches the words; who to call first when they call for help, or when there are none yet."""
    words = " ".join(words.split())
    tr, bot = turn.tr, turn.services.bot_name()
    called = view.card_finding(tr, card(emergency.language_for(turn), without=ELSEWHERE))
    asked = finding.wanted(words, tr)
    kits = [view.kit_finding(tr, kit, bot) for kit in finding.found(asked)[:KITS]]
    if not words:
        return [called, *kits]
    subject = subject_asked(words) or subject_asked(f"combien {words}")
    figures = [view.figure_finding(tr, one) for one in current(subject)] if subject else []
    schemes = [view.scheme_finding(tr, found.entry) for found in search(words, _schemes(), SCHEMES)]
    return [*([called] if calls_for_help(words) else []), *kits, *figures, *schemes]


@cache
def _schemes() -> tuple[DirectoryEntry, ...]:
    """National schemes and initiatives. Associations are left out: nobody maps them from any chat."""
    return tuple(entry for entry in directory() if entry.type == SCHEME)
