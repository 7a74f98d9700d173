"""/tableau: the follow-up table, from the whole plan down to one action; the report's first draft."""

from __future__ import annotations

from bot.roadmap.codes import Codes, read_codes
from bot.roadmap.model import plan
from handlers.chat.turn import Turn
from handlers.chat.views import table as view
from handlers.chat.views.basics import paged, problem_screen


async def table(turn: Turn) -> None:
    """The whole table, or an axis, a priority, an action, by its code."""
    argument, page = paged(turn.argument.strip())
    if not argument or argument in plan().axes:
        await open_code(turn, argument, page)
        return
    codes = read_codes(argument)
    if codes is None:
        turn.show(problem_screen(turn.tr, view.NO_CODE))
    else:
        await open_codes(turn, codes, page)


async def open_codes(turn: Turn, codes: Codes, page: int = 0) -> None:
    """The first code read; or what exists, when it does not."""
    if codes.codes:
        await open_code(turn, codes.codes[0], page)
    else:
        turn.show(problem_screen(turn.tr, codes.unknown[0].reason))


async def open_code(turn: Turn, code: str, page: int = 0) -> None:
    """One level of the plan, with what was validated under it."""
    lines = await turn.services.contributions.table()
    if code in plan().actions:
        found = await turn.services.contributions.under(code)
        names = await turn.services.review.names(found)
        turn.show(view.action_screen(turn.tr, code, lines.get(code), found, names, page))
    else:
        turn.show(view.level_screen(turn.tr, code, lines))


async def report(turn: Turn) -> None:
    """/rapport: the draft of questions 1 to 3, each line with the contribution it comes from."""
    axis, page = paged(turn.argument.strip() or "1")
    axis = axis if axis in plan().axes else "1"
    found = await turn.services.contributions.under(axis)
    turn.show(view.report_screen(turn.tr, axis, found, await turn.services.review.names(found), page))
