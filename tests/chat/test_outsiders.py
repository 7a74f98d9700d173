"""Forged buttons, coordinators' commands, other people's drafts: nothing is given, and it is noted."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.sandbox.people import Person
from bot.telemetry import configure
from handlers.chat.register import SCREENS
from storage.tables.delivery import audit
from tests.chat.conftest import Scene
from tests.chat.reporting import asks, awa_reports_up_to, data_of, drafts, presses
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

COORDINATORS = [name for screen in SCREENS if screen.coordinators for name in (screen.name, *screen.aliases)]


async def audited(scene: Scene) -> Sequence[str]:
    """What the audit trail holds of refusals, as text."""
    async with scene.relais.database.reading():
        rows = (await scene.relais.database.unit.execute(select(audit))).all()
    return [str(tuple(row)) for row in rows if row.what == "access_refused"]


async def contribution_of_awa(scene: Scene) -> str:
    """Claire signed up, Awa sent a contribution; its identifier."""
    await claire_signs_up(scene.claire)
    awa = await awa_reports_up_to(scene, "recap")
    await presses(awa, "Envoyer")
    return data_of(awa.last, "La voir").rpartition(":")[2]


async def nothing_came(scene: Scene, outsider: Person, callback_data: str) -> None:
    """The outsider presses a button of their own making: no message, no words on a toast; and it is noted."""
    said, toasts, noted = len(outsider.messages), len(outsider.toasts), len(await audited(scene))
    before = (await drafts(scene), (await scene.rows())["contributions"])
    shown = [message.text for message in outsider.messages]
    await outsider.forges(callback_data)
    assert len(outsider.messages) == said, f"{callback_data}: {outsider.last.text}"
    assert [message.text for message in outsider.messages] == shown
    assert len(outsider.toasts) == toasts, callback_data
    assert (await drafts(scene), (await scene.rows())["contributions"]) == before
    found = await audited(scene)
    assert len(found) == noted + 1, f"{callback_data} is noted"
    assert str(outsider.id) not in found[-1], "under a pseudonym"


@pytest.mark.parametrize("signed_up", [False, True])
async def test_forged_buttons_get_nothing(scene: Scene, signed_up: bool) -> None:
    contribution = await contribution_of_awa(scene)
    if signed_up:
        await signs_up(scene.marc, "Association locale", "RHSF", "Paris")
    await scene.marc.says("/menu")
    for data in (
        f"c:{contribution}:0:validate",
        f"c:{contribution}:1:validate",
        f"c:{contribution}:0:ask",
        f"c:{contribution}:0:merge:{contribution}",
        f"c:{contribution}:0:withdraw!",
        f"c:{contribution}:0:answer",
        f"g:contribution:{contribution}",
        f"g:dossier:{contribution}",
        "g:file",
        "g:juger:ghettup+",
        "g:juger:ghettup-",
        "g:juger:ghettup=rhsf",
        "g:organisation:ghettup",
        "g:organisations",
        "g:membres",
        "g:rapport",
        "x:nonsense",
        "nonsense",
    ):
        await nothing_came(scene, scene.marc, data)


async def test_a_stranger_s_session_cannot_be_entered(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    skip = data_of(awa.last, "Passer")
    session = skip.split(":")[1]
    marc = scene.marc
    await marc.says("/menu")
    for data in (skip, f"s:{session}:2:x", f"s:{session}:2:r", f"s:{session}:2:f", f"g:brouillon:{session}"):
        await nothing_came(scene, marc, data)
    await awa.says("rhsf")
    assert asks(awa, "known_by"), "Awa goes on undisturbed"


async def test_a_colleague_of_another_organisation_cannot_enter_a_draft(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    session = data_of(awa.last, "Passer").split(":")[1]
    await signs_up(scene.marc, "Association locale", "RHSF", "Paris")
    await scene.marc.says("/menu")
    await nothing_came(scene, scene.marc, f"g:brouillon:{session}")
    await scene.marc.says("/suivi")
    assert "atelier" not in scene.marc.last.text


async def test_a_guessed_contribution_says_nothing_of_what_exists(scene: Scene) -> None:
    await contribution_of_awa(scene)
    await signs_up(scene.marc, "Association locale", "RHSF", "Paris")
    await scene.marc.says("/menu")
    await nothing_came(scene, scene.marc, "g:contribution:zzzzzzzzzz")
    await nothing_came(scene, scene.marc, "c:zzzzzzzzzz:0:validate")


@pytest.mark.parametrize("signed_up", [False, True])
async def test_coordinators_commands_do_not_exist_for_others(scene: Scene, signed_up: bool) -> None:
    await contribution_of_awa(scene)
    outsider = scene.marc
    if signed_up:
        await signs_up(outsider, "Association locale", "RHSF", "Paris")
    await outsider.says("/nimporte")
    unknown = outsider.last.text
    for command in COORDINATORS:
        noted = len(await audited(scene))
        await outsider.says(f"/{command} C-0001")
        assert outsider.last.text == unknown, f"/{command} answers as a command that does not exist"
        assert "C-0001" not in outsider.last.text
        assert len(await audited(scene)) == noted + 1, f"/{command} is noted"


async def test_coordinators_commands_are_in_nobody_else_s_menu(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    assert not set(scene.awa.menu) & set(COORDINATORS)
    await scene.awa.says("/menu")
    assert "file" not in [data.partition(":")[2] for data in datas(scene.awa)]


def datas(person: Person) -> list[str]:
    rows = (person.last.message.markup or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row]


async def test_what_is_refused_is_logged_under_a_pseudonym(scene: Scene) -> None:
    heard = io.StringIO()
    await awa_signs_up(scene.awa)
    configure("debug", strict=True, stream=heard)
    await scene.awa.says("/file")
    lines = [json.loads(line) for line in heard.getvalue().splitlines()]
    (refused,) = [line for line in lines if line["event"] == "access_refused"]
    assert refused["who"].startswith("p")
    assert str(scene.awa.id) not in heard.getvalue()


async def test_who_left_an_organisation_enters_its_drafts_no_more(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "partners")
    session = data_of(awa.last, "Passer").split(":")[1]
    await awa.says("/profil")
    await presses(awa, "Quitter Ghett'up")
    await presses(awa, "Oui, quitter")
    await nothing_came(scene, awa, f"g:brouillon:{session}")
    await nothing_came(scene, awa, f"s:{session}:2:k")


async def test_huge_or_broken_callback_data_is_harmless(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    for data in (
        "s:" + "9" * 60,
        "s:a:-1:k",
        "c::::",
        "g:",
        "g::",
        "s:a:1:c:99999999999999999999",
        "\u202e",
        "s:é:1:k",
    ):
        said = len(scene.awa.messages)
        await scene.awa.forges(data)
        assert len(scene.awa.messages) == said, data
