"""Choices: one, several, in order; long lists by pages and by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogues.readers import Doubt, Look, Option, Read, Reading, Refused, Surroundings
from bot.folding import fold
from bot.forms.session import Choice, Choices, Question
from bot.i18n import T

OFFERED = 6
"""Readings of a word that is not sure, on buttons."""
LONG = 10
"""Past so many choices they come by pages, and can be searched."""
LONG_IN_COLUMNS = 20
"""The same where the form puts choices side by side: they take less room."""
PAGE = 8
MOST_FOUND = 80
"""Choices that a search keeps: ten pages."""


@dataclass(frozen=True)
class Window:
    """The choices on screen, each with its place in the list from 0."""

    shown: tuple[tuple[int, Choice], ...] = ()
    page: int = 0
    pages: int = 1
    search: str = ""
    total: int = 0
    """Choices in all, or those found by a search."""

    @property
    def paged(self) -> bool:
        """Whether only a part of the list is on screen."""
        return self.pages > 1 or bool(self.search)


def window(question: Question, pending: Mapping[str, Any]) -> Window:
    """The choices to show now: all of a short list, a page of a long one or of what a search found."""
    choices, search = question.choices, str(pending.get("search", ""))
    places = _searched(choices, search) if search else range(len(choices))
    if len(choices) <= (LONG_IN_COLUMNS if "columns" in question.appearance else LONG):
        places, pages, page = range(len(choices)), 1, 0
    else:
        pages = max(1, -(-len(places) // PAGE))
        page = min(max(int(pending.get("page", 0)), 0), pages - 1)
        places = places[page * PAGE : (page + 1) * PAGE]
    shown = tuple((at, choice_at(choices, at)) for at in places)
    found = len(_searched(choices, search)) if search else len(choices)
    return Window(shown, page, pages, search, found)


def choice_at(choices: Choices | Sequence[Choice], at: int) -> Choice:
    """The choice at a place of the list."""
    found = choices[at]
    assert isinstance(found, Choice)
    return found


def values_of(choices: Choices | Sequence[Choice]) -> list[str]:
    """What each choice stores, in the order of the list."""
    return choices.values() if isinstance(choices, Choices) else [choice.value for choice in choices]


def name_of(choice: Choice) -> str:
    """What a choice is called: its label, else its picture's name, else what it stores."""
    return choice.label or next(iter(choice.media.values()), "") or choice.value


def one(question: Question, words: str, around: Surroundings) -> Reading:
    """A choice by its number, its name or the beginning of it; a long list is searched."""
    found = _matching(question.choices, words)
    if len(found) == 1:
        return Read(found[0].value)
    if len(found) > OFFERED and len(question.choices) > LONG:
        return _search(words)
    if found:
        options = tuple(Option(choice.value, name_of(choice)) for choice in found[:OFFERED])
        return Doubt(T("Which one is it?"), options)
    return _elsewhere(question, words)


def several(question: Question, words: str, around: Surroundings) -> Reading:
    """Choices by number or name, separated by commas: the whole answer."""
    values = []
    for part in _parts(words):
        found = _matching(question.choices, part)
        if len(found) != 1:
            if len(question.choices) > LONG and _searched(question.choices, words):
                return _search(words)
            return _no_choice(part)
        values.append(found[0].value)
    return Read(" ".join(in_order(question.choices, values)))


def ranked(question: Question, words: str, around: Surroundings) -> Reading:
    """All the choices in order, by number or name, separated by commas (or blanks between numbers)."""
    parts = _parts(words)
    if len(parts) == 1 and all(part.isdigit() for part in words.split()):
        parts = words.split()
    values: list[str] = []
    for part in parts:
        found = _matching(question.choices, part)
        if len(found) != 1:
            return Refused(
                T("“{part}” is not one of the choices: tap them, or write their numbers.", part=part)
            )
        values.append(found[0].value)
    values = completed(question, list(dict.fromkeys(values)))
    if len(values) < len(question.choices):
        return Refused(
            T("Write all {count} in order, the first one first: for example 2, 1, 3.",
              count=len(question.choices))
        )  # fmt: skip
    return Read(" ".join(values))


def _no_choice(part: str) -> Refused:
    return Refused(T("“{part}” is not one of the choices: tap them, or write their numbers.", part=part))


def toggled(question: Question, argument: str, around: Surroundings) -> Reading | None:
    """``<place>.<0|1>``: that choice off or on, whatever it was. None for no such choice."""
    place, _, wanted = argument.partition(".")
    value = _value_at(question, place)
    if value is None:
        return None
    ticked = [one for one in question.value.split() if one != value]
    if wanted != "0":
        ticked.append(value)
    return Read(" ".join(in_order(question.choices, ticked)), more=True)


def rank_tapped(question: Question, argument: str, around: Surroundings) -> Reading | None:
    """The next one in order, by its place in the list; the last one left takes its place by itself."""
    value = _value_at(question, argument.partition(".")[0])
    if value is None:
        return None
    ranked_now = question.value.split()
    if value not in ranked_now:
        ranked_now.append(value)
    return Read(" ".join(completed(question, ranked_now)), more=True)


def rank_done(question: Question) -> Reading:
    """All of them are in order, or say that they are not."""
    if len(question.value.split()) < len(question.choices):
        return Refused(T("Not everything is in order yet: tap the next one."))
    return Read(question.value)


def rank_undone(question: Question) -> str:
    """Without the last one; with two, they go together, since the second places itself."""
    values = question.value.split()
    whole = len(values) == len(question.choices) and len(values) > 1
    return " ".join(values[: -2 if whole else -1])


def completed(question: Question, values: list[str]) -> list[str]:
    """With the only one left, if only one is."""
    left = [value for value in values_of(question.choices) if value not in values]
    return [*values, *left] if len(left) == 1 else values


def in_order(choices: Choices | Sequence[Choice], values: Sequence[str]) -> list[str]:
    """Values in the order of the list, each once."""
    rank = {value: at for at, value in enumerate(values_of(choices))}
    return sorted(dict.fromkeys(values), key=lambda value: rank.get(value, len(rank)))


def _value_at(question: Question, place: str) -> str | None:
    at = int(place) if place.isdigit() and len(place) < 7 else len(question.choices)
    return choice_at(question.choices, at).value if at < len(question.choices) else None


def _parts(words: str) -> list[str]:
    parts = words.replace(";", ",").replace("،", ",").replace("\n", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _matching(choices: Choices | Sequence[Choice], words: str) -> list[Choice]:
    """The choices that words mean: by number, by name, by the beginning of a name."""
    key = fold(words)
    exact = [choice for choice in choices if key and fold(name_of(choice)) == key]
    if exact:
        return exact
    if key.isdigit():
        at = int(key) - 1
        return [choice_at(choices, at)] if 0 <= at < len(choices) else []
    return [choice for choice in choices if key and fold(name_of(choice)).startswith(key)]


def _search(words: str) -> Look:
    return Look({"search": words[:60], "page": 0})


def _elsewhere(question: Question, words: str) -> Reading:
    """Nothing begins so: perhaps a name holds the words."""
    places = _searched(question.choices, words)
    if len(places) > OFFERED:
        return _search(words)
    if places:
        found = [choice_at(question.choices, at) for at in places]
        return Doubt(T("Which one is it?"), tuple(Option(choice.value, name_of(choice)) for choice in found))
    if len(question.choices) > LONG:
        return Refused(T("Nothing in the list holds these words. Try fewer letters, or look at the pages."))
    return Refused(T("This is not among the choices: tap one, or write its number or its name."))


def _searched(choices: Choices | Sequence[Choice], words: str) -> Sequence[int]:
    """Places of the choices whose name holds the words, those that begin with them first."""
    if not fold(words):
        return ()
    if isinstance(choices, Choices):
        found = choices.search(words, MOST_FOUND)
        wanted = {choice.value for choice in found}
        place = {value: at for at, value in enumerate(choices.values()) if value in wanted}
        return [place[choice.value] for choice in found]
    return [at for at, choice in enumerate(choices) if fold(words) in fold(name_of(choice))][:MOST_FOUND]
