"""A form of one's own in the chat: a Markdown table that a person opens with /questionnaire.

The dialogue is as small as one can be: its answers are kept for the test to look at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TypeVar

import pytest

from bot.conversation.replies import Screen
from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.forms.load import load_xform
from bot.forms.session import Engine, Kind
from bot.forms.xlsform import markdown_sheets, to_xform
from bot.i18n import Html, Text
from handlers.chat import forms, register
from handlers.chat.turn import Turn
from handlers.chat.views import endings
from tests.chat.conftest import Scene
from tests.chat.golden import does, reads

SENT = "Reçu."
TOLD: dict[Kind, list[str]] = {}
"""The stories that are about each kind of question."""
Story = TypeVar("Story", bound=Callable[..., object])


def story(*kinds: Kind) -> Callable[[Story], Story]:
    """Says which kinds of questions a story is about."""

    def tell(test: Story) -> Story:
        for kind in kinds:
            TOLD.setdefault(kind, []).append(test.__name__)
        return test

    return tell


@dataclass
class Questionnaire(NothingProposed):
    """The dialogue, and what it was sent."""

    name: str = "questionnaire"
    form: str = ""
    review: bool = True
    sent: list[dict[str, str]] = field(default_factory=list)

    @property
    def short(self) -> Mapping[str, Text]:
        """Questions are shown by their labels."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Keep the answers."""
        self.sent.append({name: value for name, value in values.items() if name != "instanceID"})
        return Ended("questionnaire_sent")


@dataclass
class Asked:
    """A person at a form."""

    scene: Scene
    version: str
    dialogue: Questionnaire

    async def opens(self, *acts: str) -> str:
        """Awa opens the form, and goes on."""
        return await self.does("/questionnaire", *acts)

    async def does(self, *acts: str) -> str:
        """What Awa does, as in ``tests.chat.golden``; the screen at the end."""
        return await does(self.scene.awa, *acts)

    @property
    def screen(self) -> str:
        """The newest message of the bot with its buttons."""
        return reads(self.scene.awa.last)

    async def sends(self, act: Awaitable[None]) -> str:
        """What Awa sends besides words; the screen at the end."""
        await act
        return self.screen

    async def answers(self, *acts: str) -> dict[str, str]:
        """The last acts, then what was sent in the end."""
        await self.does(*acts)
        assert self.dialogue.sent, f"nothing was sent:\n{self.screen}"
        return self.dialogue.sent[-1]


def asked(
    scene: Scene,
    patch: pytest.MonkeyPatch,
    table: str,
    files: Mapping[str, bytes] | None = None,
    review: bool = False,
) -> Asked:
    """The form on stage. ``review``: whether there is a recap before it is sent."""
    xform = to_xform(markdown_sheets(dedent(table), "essai"), "essai")
    engine = Engine(load_xform(xform, files))
    version, host = engine.form.version, scene.relais.services.host
    dialogue = Questionnaire(review=review)
    patch.setitem(host.dialogues, dialogue.name, dialogue)  # type: ignore[arg-type]
    patch.setitem(host.desk.library._by_version, version, engine)
    patch.setitem(endings.ENDINGS, "questionnaire_sent", _sent)  # type: ignore[arg-type]

    async def begin(turn: Turn) -> None:
        forms.show(turn, await host.open(dialogue.name, turn.seat, version=version))

    screen = register.Screen("questionnaire", begin)
    patch.setitem(register.BY_NAME, "questionnaire", screen)  # type: ignore[arg-type]
    return Asked(scene, version, dialogue)


def _sent(tr: object, value: object) -> Screen:
    return Screen(Html(SENT))
