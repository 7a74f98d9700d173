"""What screens share: lines, buttons, pages, and the screen of a problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.conversation.buttons import Go
from bot.conversation.replies import Button, Rows, Screen
from bot.i18n import Html, T, Text, Translator

Item = TypeVar("Item")

LONGEST_LABEL = 38
"""Characters of a button's label that a small phone shows whole."""
PAGE = 8
"""Lines of a list on one screen."""
LONGEST_VALUE = 300
"""Characters of a person's own text repeated in a recap: enough to recognise it."""

MENU = T("Menu")
EMERGENCY = T("In danger?")


def joined(*lines: Html | None) -> Html:
    """Lines one under the other; None leaves no line, an empty one leaves a gap."""
    return Html("\n".join(line for line in lines if line is not None).strip())


def bold(tr: Translator, text: Text | str) -> Html:
    """A sentence or a person's words, in bold."""
    return Html(f"<b>{tr.html(text)}</b>")


def valued(tr: Translator, label: Text | str, value: Text | str) -> Html:
    """A label and its value on one line."""
    return tr.html(T("<b>{label}:</b> {value}", label=label, value=value))


def go(tr: Translator, label: Text | str, screen: str, argument: str = "") -> Button:
    """A button to a screen that can be opened at any time."""
    return Button(clipped(tr(label), 60), str(Go(screen, argument)))


def menu_row(tr: Translator) -> tuple[Button, ...]:
    """The way home, and the way to help, under every screen that is not a form."""
    return (go(tr, MENU, "menu"), go(tr, EMERGENCY, "urgence"))


def clipped(text: str, length: int = LONGEST_LABEL) -> str:
    """Text no longer than a length, cut at a word where possible."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at = head.rfind(" ")
    return (head[:at] if at > length * 0.6 else head).rstrip(" ,;:") + "…"


def in_columns(buttons: Sequence[Button], columns: int) -> Rows:
    """Buttons side by side."""
    return tuple(tuple(buttons[i : i + columns]) for i in range(0, len(buttons), columns))


def page_of(items: Sequence[Item], page: int, size: int = PAGE) -> tuple[Sequence[Item], int, int]:
    """The items of a page, the page really shown (from 0) and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = min(max(page, 0), pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def pager(tr: Translator, screen: str, argument: str, page: int, pages: int) -> Rows:
    """Buttons to the pages beside this one."""
    row = []
    if page > 0:
        row.append(go(tr, T("Previous"), screen, f"{argument}~{page - 1}"))
    if page < pages - 1:
        row.append(go(tr, T("Next"), screen, f"{argument}~{page + 1}"))
    return (tuple(row),) if row else ()


def paged(argument: str) -> tuple[str, int]:
    """An argument and the page asked for: ``1.4~2`` is ("1.4", 2)."""
    head, _, page = argument.partition("~")
    return head, int(page) if page.isdigit() and len(page) < 5 else 0


def bullets(lines: Iterable[str]) -> Html:
    """A list, one line each."""
    return Html("\n".join(f"• {line}" for line in lines))


def problem_screen(tr: Translator, text: Text) -> Screen:
    """What went wrong, and the ways on."""
    return Screen(tr.html(text), (menu_row(tr),))
