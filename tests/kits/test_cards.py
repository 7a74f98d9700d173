"""Each entry of the catalogue, in every language of the interface: what a person sees of it."""

from __future__ import annotations

import re

import pytest

from bot.catalogues import translator
from bot.conversation.replies import Screen
from bot.i18n import LANGUAGES
from bot.kits.catalogue import catalogue, kits, nearest_languages
from bot.kits.model import PUBLICS, Kit
from bot.sandbox.entities_html import parse_html
from bot.sandbox.limits import value as limit
from handlers.chat.views import kits as view

ISOLATES = re.compile("[\u2066-\u2069]")
HOLE = re.compile(r"\{\w*\}")
EVERY = [pytest.param(kit, code, id=f"{kit.id}-{code}") for kit in kits() for code in LANGUAGES]


def within_limits(screen: Screen) -> None:
    """What Telegram takes, whole on a phone, and a way on."""
    assert 0 < len(screen.text.encode("utf-16-le")) // 2 <= limit("text_too_long")
    assert parse_html(screen.text).text.strip()
    assert not HOLE.search(screen.text)
    assert screen.rows
    for row in screen.rows:
        for button in row:
            assert 0 < len(button.label) <= 64
            assert not HOLE.search(button.label)
            assert len((button.data or "").encode()) <= limit("callback_data")


@pytest.mark.parametrize(("kit", "code"), EVERY)
def test_each_entry_renders_in_each_language(kit: Kit, code: str) -> None:
    tr = translator(code)
    if not kit.handed_out:
        screen = view.restricted_screen(tr)
        within_limits(screen)
        assert kit.id not in screen.text
        assert "http" not in screen.text
        assert kit.label(code) not in screen.plain
        return
    screen = view.kit_screen(tr, kit, wishes={"es": 3, "zh": 1})
    within_limits(screen)
    assert kit.label(code) in ISOLATES.sub("", screen.plain)
    assert kit.id in screen.plain
    assert not [line for line in screen.plain.splitlines() if line.rstrip().endswith(":")], (
        "a label, no value"
    )
    for missing in ("es", "uk", "ar"):
        within_limits(view.language_screen(tr, kit, missing, nearest_languages(kit, missing)))
    for one in (view.offered_screen, view.ready_screen):
        within_limits(one(tr, kit))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("public", PUBLICS)
def test_each_list_renders_in_each_language(public: str, code: str) -> None:
    tr = translator(code)
    found = [kit for kit in catalogue() if public in kit.reaches]
    for page in range(3):
        within_limits(view.list_screen(tr, PUBLICS[public], found, public, page))
