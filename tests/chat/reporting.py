"""Awa's report, step by step, so that a story can stop at the question it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.catalogues import translator
from bot.folding import fold
from bot.i18n import Text
from bot.sandbox.people import NotOnScreen, Person, Seen
from storage.tables.dialogues import form_sessions
from tests.chat.conftest import Scene
from tests.chat.steps import awa_signs_up

SENTENCE = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"

FORM = Path(__file__).parents[2] / "bot" / "contributions" / "report.form.md"


def asked_in_french(name: str) -> str:
    """What a question asks, as Awa reads it: its label in the form, in French."""
    if name == "proposal":
        return "dans votre phrase"
    if name == "recap":
        return "Récapitulatif"
    row = next(line for line in FORM.read_text().splitlines() if f"| {name} |" in line)
    return translator("fr")(Text(row.split(" | ")[3]))


def button(message: Seen, words: str) -> str | None:
    """The label of the button that holds these words, whatever its marks and accents."""
    wanted = fold(words)
    labels = sorted(message.buttons, key=lambda label: fold(label) != wanted)
    return next((label for label in labels if wanted in fold(label)), None)


def data_of(message: Seen, words: str) -> str:
    """What that button carries, to press it later as a phone that is late does."""
    rows = (message.message.markup or {})["inline_keyboard"]
    return next(str(b["callback_data"]) for row in rows for b in row if b["text"] == button(message, words))


async def presses(person: Person, words: str, times: int = 1) -> None:
    """Tap the newest button that holds these words."""
    for message in reversed(person.messages):
        label = button(message, words)
        if label is not None:
            await person.taps_again_on(message, label, times=times)
            return
    raise NotOnScreen(f"{person.name} sees no button with “{words}”. On screen:\n{person.screen}")


def asks(person: Person, name: str) -> bool:
    """Whether the bot's newest message asks that question."""
    return fold(asked_in_french(name)) in fold(person.last.text)


async def reaches(awa: Person, name: str) -> None:
    """From /declarer to the question of that name, with the answers of the example."""
    await awa.says("/declarer")
    for at, act in (
        ("what", lambda: awa.says(SENTENCE)),
        ("proposal", lambda: presses(awa, "C'est juste")),
        ("partners", lambda: awa.says("rhsf")),
        ("known_by", lambda: presses(awa, "Passer")),
        ("evidence", lambda: presses(awa, "Passer")),
        ("difficulty", lambda: presses(awa, "Passer")),
        ("usage", lambda: presses(awa, "mise en avant")),
    ):
        assert asks(awa, at), f"expected the question {at}, not:\n{awa.last.text}"
        if at == name:
            return
        await act()
    assert asks(awa, name), awa.last.text


async def awa_reports_up_to(scene: Scene, name: str) -> Person:
    """Awa signed up, and stands at that question."""
    await awa_signs_up(scene.awa)
    await reaches(scene.awa, name)
    return scene.awa


async def drafts(scene: Scene) -> list[dict[str, Any]]:
    """Every form session as it is kept: to prove that one did not change."""
    async with scene.relais.database.reading() as _:
        rows = await scene.relais.database.unit.execute(select(form_sessions).order_by(form_sessions.c.id))
        return [dict(row._mapping) for row in rows]


async def answers(scene: Scene) -> dict[str, Any]:
    """The answers of the one report that is open, by question."""
    (draft,) = [one for one in await drafts(scene) if one["dialogue"] == "report" and one["state"] == "open"]
    return dict(draft["body"])
