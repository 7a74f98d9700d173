"""Choices as buttons: one tap, toggles, an order; long labels numbered in the text, long lists by pages."""

from __future__ import annotations

from bot.conversation.replies import Button, Rows
from bot.dialogues.kinds.choices import Window, name_of
from bot.dialogues.model import Scene
from bot.forms.session import Choice, Question
from bot.i18n import Html, T, Translator
from handlers.chat.views.basics import LONGEST_LABEL, LONGEST_VALUE, clipped, in_columns
from handlers.chat.views.forms.parts import button, media_lines, page_line, pages

CHOICES_IN_TEXT = 12
"""Past so many characters over a button's width, choices are numbered in the text instead."""
LONGEST_IN_TEXT = 300
"""Characters of a choice written in the text."""
SIDE_BY_SIDE = frozenset(
    {"likert", "compact", "quickcompact", "horizontal", "horizontal-compact", "columns-pack", "columns-flex"}
)
"""Appearances that put as many choices in a row as fit."""
WIDTHS = ((3, 6), (8, 4), (14, 3), (20, 2))
"""Characters of the longest label, and how many such buttons a small phone shows side by side."""

Given = tuple[list[Html], Rows]


def one(tr: Translator, scene: Scene, question: Question) -> Given:
    """A tap answers."""
    buttons = [
        button(tr, scene, _marked(label, choice.value == question.value), "c", at)
        for at, choice, label in _labels(scene, question)
    ]
    return _listed(tr, scene, question, buttons)


def several(tr: Translator, scene: Scene, question: Question) -> Given:
    """Taps toggle, each saying what it wants: tapping twice does no harm."""
    ticked = set(question.value.split())
    buttons = []
    for at, choice, label in _labels(scene, question):
        on = choice.value in ticked
        buttons.append(button(tr, scene, f"{'☑' if on else '☐'} {label}", "t", f"{at}.{0 if on else 1}"))
    lines, rows = _listed(tr, scene, question, buttons)
    if ticked and scene.window.paged:
        chosen = clipped(question.shown, LONGEST_VALUE)
        lines = [Html(""), tr.html(T("Chosen: {answer}", answer=chosen)), *lines]
    return lines, rows


def ranked(tr: Translator, scene: Scene, question: Question) -> Given:
    """Those in order are in the text, the others on buttons."""
    order = question.value.split()
    names = {choice.value: name_of(choice) for choice in question.choices if choice.value in order}
    lines = [Html(""), tr.html(T("Tap them in order, the first one first."))] if not order else [Html("")]
    lines += [Html(f"{rank}. {tr.html(names.get(value, value))}") for rank, value in enumerate(order, 1)]
    left = [
        (at, choice, label) for at, choice, label in _labels(scene, question) if choice.value not in order
    ]
    buttons = [button(tr, scene, label, "t", at) for at, _, label in left]
    listed, rows = _listed(tr, scene, question, buttons)
    return [*lines, *listed], rows


def _labels(scene: Scene, question: Question) -> list[tuple[int, Choice, str]]:
    """The choices on screen with what their button says: their number when names are too long for it."""
    numbered = _numbered(scene.window)
    return [(at, choice, str(at + 1) if numbered else name_of(choice)) for at, choice in scene.window.shown]


def _numbered(window: Window) -> bool:
    return any(len(name_of(choice)) > LONGEST_LABEL + CHOICES_IN_TEXT for _, choice in window.shown)


def _marked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _listed(tr: Translator, scene: Scene, question: Question, buttons: list[Button]) -> Given:
    window, lines = scene.window, []
    if _numbered(window):
        listed = [(at, clipped(name_of(choice), LONGEST_IN_TEXT)) for at, choice in window.shown]
        lines += [Html(""), *(Html(f"{at + 1}. {tr.html(name)}") for at, name in listed)]
    lines += _media(tr, window)
    rows = in_columns(buttons, _columns(question, window))
    if window.paged:
        lines += [Html(""), *_where(tr, window)]
        rows = (*rows, *pages(tr, scene, window.page, window.pages))
    if window.search:
        rows = (*rows, (button(tr, scene, T("The whole list"), "all"),))
    return lines, rows


def _where(tr: Translator, window: Window) -> list[Html]:
    if window.search and not window.total:
        return [tr.html(T("Nothing found for “{words}”.", words=window.search))]
    if window.search:
        told = T("Found for “{words}”: {count}.", words=window.search, count=window.total)
    else:
        told = T("{count} choices: write a few letters to find one.", count=window.total)
    return [tr.html(told), *([page_line(tr, window.page, window.pages)] if window.pages > 1 else [])]


def _media(tr: Translator, window: Window) -> list[Html]:
    """Files that go with the choices, by name."""
    lines = []
    for _, choice in window.shown:
        for told in media_lines(tr, choice.media):
            lines.append(Html(f"{tr.html(name_of(choice))} ({told})"))
    return [Html(""), *lines] if lines else []


def _columns(question: Question, window: Window) -> int:
    names = [len(name_of(choice)) for _, choice in window.shown]
    if _numbered(window):
        return 4
    for token in question.appearance:
        head, _, count = token.rpartition("-")
        if head == "columns" and count.isdigit():
            return min(max(int(count), 1), 6)
    if SIDE_BY_SIDE & question.appearance:
        return next((columns for width, columns in WIDTHS if max(names, default=0) <= width), 1)
    return 2 if "columns" in question.appearance else 1
