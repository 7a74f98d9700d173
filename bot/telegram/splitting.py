"""Texts longer than a message, cut where a reader would: between paragraphs, lines, then words."""

from __future__ import annotations

import re

from telegram.constants import MessageLimit

from bot.i18n import Html

LONGEST = int(MessageLimit.MAX_TEXT_LENGTH)
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def split(text: Html, longest: int = LONGEST) -> list[Html]:
    """Parts of at most ``longest`` UTF-16 units each, tags closed and opened again at each cut.

    Markup counts too: a little stricter than Telegram, which counts what is left once tags are read.
    """
    parts: list[Html] = []
    rest = str(text)
    while _units(rest) > longest:
        head, rest = _cut(rest, longest - 64)  # room for the tags that the cut closes
        opened = _still_open(head)
        parts.append(Html(head + "".join(f"</{name}>" for _, name in reversed(opened))))
        rest = "".join(tag for tag, _ in opened) + rest
    parts.append(Html(rest))
    return parts


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, longest: int) -> tuple[str, str]:
    window = text[:longest]
    while _units(window) > longest:
        window = window[:-1]
    for separator in ("\n\n", "\n", " "):
        at = window.rfind(separator)
        if at > len(window) // 2 and not _inside_tag(window[:at]):
            return window[:at], text[at + len(separator) :]
    while _inside_tag(window) or re.search(r"&[#\w]{0,8}$", window):
        window = window[:-1]
    return window, text[len(window) :]


def _inside_tag(text: str) -> bool:
    return text.rfind("<") > text.rfind(">")


def _still_open(text: str) -> list[tuple[str, str]]:
    opened: list[tuple[str, str]] = []
    for match in _TAG.finditer(text):
        if match[1]:
            if opened:
                opened.pop()
        else:
            opened.append((match[0], match[2]))
    return opened
