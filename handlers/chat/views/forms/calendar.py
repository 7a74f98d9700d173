"""Days and times as buttons: a month with arrows, a year's months, years; hours, then minutes by five.

Rows run the way the language is read: in Arabic the week begins on the right. What the buttons carry is told
in bot.dialogues.kinds.days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from bot.conversation.replies import Button, Rows
from bot.dialogues.kinds.days import FIRST_YEAR, LAST_YEAR, MONTH_YEAR, YEAR, YEARS_SHOWN
from bot.dialogues.model import Scene
from bot.forms.session import Question
from bot.i18n import Html, Month, T, Text, Translator
from handlers.chat.views.basics import in_columns
from handlers.chat.views.forms.parts import INERT, button

Given = tuple[list[Html], Rows]
MINUTES = range(0, 60, 5)
EMPTY = "·"


def day(tr: Translator, scene: Scene, question: Question) -> Given:
    """The calendar, as fine as the form asks."""
    example = scene.today  # no other day is as sure to be neither past nor far
    if YEAR in question.appearance:
        return [Html(""), tr.html(T("Tap a year, or write it."))], _years(tr, scene, question)
    if MONTH_YEAR in question.appearance:
        told = T("Tap a month, or write it: {month}.", month=Month(example))
        return [Html(""), tr.html(told)], _month_or_years(tr, scene, question)
    return [Html(""), tr.html(T("Tap a day, or write it: {date}.", date=example))], _month(
        tr, scene, question
    )


def clock(tr: Translator, scene: Scene, question: Question) -> Given:
    """Hours, then minutes."""
    hour = scene.stored.pending.get("hour")
    if isinstance(hour, int):
        told = T("Now the minutes, or write the time: 14:30.")
        return [Html(""), tr.html(told)], _minutes(tr, scene, hour)
    return [Html(""), tr.html(T("Tap the hour, or write the time: 14:30."))], _hours(tr, scene)


def moment(tr: Translator, scene: Scene, question: Question) -> Given:
    """The day, then the time."""
    try:
        chosen = date.fromisoformat(str(scene.stored.pending.get("day", "")))
    except ValueError:
        return day(tr, scene, question)
    lines, rows = clock(tr, scene, question)
    again = button(tr, scene, T("Another day"), "a", f"m{chosen.isoformat()[:7]}")
    return [Html(""), tr.html(T("Day: {date}", date=chosen)), *lines], (*rows, (again,))


def _ordered(tr: Translator, cells: Sequence[Button]) -> tuple[Button, ...]:
    """A row as the language reads it: the messenger always lays the first one on the left."""
    return tuple(reversed(cells)) if tr.language.rtl else tuple(cells)


def _arrows(
    tr: Translator, scene: Scene, before: str | None, title: tuple[Text | str, str], after: str | None
) -> Rows:
    """Back and on, around a title that leads one level up; an end of time has no arrow."""
    row = [button(tr, scene, title[0], "a", title[1])]
    if before is not None:
        row.insert(0, button(tr, scene, "›" if tr.language.rtl else "‹", "a", before))
    if after is not None:
        row.append(button(tr, scene, "‹" if tr.language.rtl else "›", "a", after))
    return (_ordered(tr, row),)


def _shown_month(scene: Scene, question: Question) -> date:
    """The month looked at; at first that of the answer, else this one."""
    for text in (f"{scene.stored.pending.get('month', '')}-01", question.value[:10]):
        try:
            return date.fromisoformat(text).replace(day=1)
        except ValueError:
            continue
    return scene.today.replace(day=1)


def _month(tr: Translator, scene: Scene, question: Question) -> Rows:
    if "year" in scene.stored.pending or "years" in scene.stored.pending:
        return _month_or_years(tr, scene, question, picks="m")
    first = _shown_month(scene, question)
    names = [button(tr, scene, name, INERT) for name in tr.formats.weekdays()]
    blank = button(tr, scene, EMPTY, INERT)
    lead, length = monthrange(first.year, first.month)
    cells = [blank] * lead
    for number in range(1, length + 1):
        value = first.replace(day=number)
        cells.append(button(tr, scene, _day_label(scene, question, value), "a", f"d{value.isoformat()}"))
    cells += [blank] * (-len(cells) % 7)
    weeks = [_ordered(tr, row) for row in in_columns(cells, 7)]
    title = (T("{month}", month=Month(first)), f"y{first.year}")
    today = button(tr, scene, T("Today"), "a", f"d{scene.today.isoformat()}")
    return (
        *_arrows(tr, scene, _beside(first, -1), title, _beside(first, 1)),
        _ordered(tr, names),
        *weeks,
        (today,),
    )


def _day_label(scene: Scene, question: Question, value: date) -> str:
    if question.value.startswith(value.isoformat()):
        return f"✓{value.day}"
    return f"[{value.day}]" if value == scene.today else str(value.day)


def _beside(first: date, months: int) -> str | None:
    index = first.year * 12 + first.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return f"m{year:04d}-{month:02d}" if FIRST_YEAR <= year <= LAST_YEAR else None


def _month_or_years(tr: Translator, scene: Scene, question: Question, picks: str = "d") -> Rows:
    """A year's months; ``picks``: whether a month is the answer (d) or opens its days (m)."""
    if "years" in scene.stored.pending:
        return _years(tr, scene, question, opens=True)
    year = scene.stored.pending.get("year")
    year = year if isinstance(year, int) else _shown_month(scene, question).year
    cells = [
        button(tr, scene, name, "a", f"{picks}{year:04d}-{number:02d}" + ("-01" if picks == "d" else ""))
        for number, name in enumerate(tr.formats.months(), start=1)
    ]
    before = f"y{year - 1}" if year > FIRST_YEAR else None
    after = f"y{year + 1}" if year < LAST_YEAR else None
    rows = tuple(_ordered(tr, row) for row in in_columns(cells, 3))
    return (*_arrows(tr, scene, before, (str(year), f"Y{year - year % YEARS_SHOWN}"), after), *rows)


def _years(tr: Translator, scene: Scene, question: Question, opens: bool = False) -> Rows:
    """Twelve years; ``opens``: a year leads to its months instead of being the answer."""
    first = scene.stored.pending.get("years")
    if not isinstance(first, int):
        year = _shown_month(scene, question).year
        first = year - year % YEARS_SHOWN
    first = min(max(first, FIRST_YEAR), LAST_YEAR - YEARS_SHOWN + 1)
    years = range(first, first + YEARS_SHOWN)
    cells = [button(tr, scene, str(year), "a", f"y{year}" if opens else f"d{year}-01-01") for year in years]
    before = f"Y{max(first - YEARS_SHOWN, FIRST_YEAR)}" if first > FIRST_YEAR else None
    after = f"Y{first + YEARS_SHOWN}" if first + YEARS_SHOWN <= LAST_YEAR else None
    rows = tuple(_ordered(tr, row) for row in in_columns(cells, 3))
    title = (f"{years[0]}–{years[-1]}", f"Y{first}")
    return (*_arrows(tr, scene, before, title, after), *rows)


def _hours(tr: Translator, scene: Scene) -> Rows:
    cells = [button(tr, scene, f"{hour:02d} h", "a", f"h{hour}") for hour in range(24)]
    return tuple(_ordered(tr, row) for row in in_columns(cells, 6))


def _minutes(tr: Translator, scene: Scene, hour: int) -> Rows:
    cells = [button(tr, scene, f"{hour:02d}:{minute:02d}", "a", f"i{minute}") for minute in MINUTES]
    rows = tuple(_ordered(tr, row) for row in in_columns(cells, 4))
    return (*rows, (button(tr, scene, T("Another hour"), "a", "w"),))
