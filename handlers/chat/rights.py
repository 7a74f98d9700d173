"""/droits and /achats: public cards, each with its source and its date."""

from __future__ import annotations

from bot.i18n import unspoken
from bot.kits.languages import language_named
from bot.reference.procurement import asks_for_a_clause
from bot.reference.rights import held
from handlers.chat.turn import Turn
from handlers.chat.views import rights as view


async def rights(turn: Turn) -> None:
    """What is held in a language: the one named, else the phone's, else the one spoken here."""
    await turn.services.editor.refresh()
    words, spoken = turn.argument.strip(), turn.tr.language.code
    language = language_named(words) if words else _theirs(turn, spoken)
    if language is None:
        turn.show(view.no_such_language_screen(turn.tr, words))
    else:
        turn.show(view.rights_screen(turn.tr, held(language)))


def _theirs(turn: Turn, spoken: str) -> str:
    code = unspoken(turn.incoming.sender_language, spoken)
    return (language_named({"fil": "tl", "in": "id"}.get(code, code)) if code else None) or spoken


async def procurement(turn: Turn) -> None:
    """The cards for public buyers; ``clause``: what to read before writing one."""
    if turn.argument.strip():
        turn.show(view.clause_screen(turn.tr))
    else:
        turn.show(view.buyers_screen(turn.tr))


async def answered(turn: Turn, text: str) -> bool:
    """Answer words that ask us to write a clause. False when they do not."""
    if not asks_for_a_clause(text):
        return False
    turn.say(view.clause_screen(turn.tr))
    return True
