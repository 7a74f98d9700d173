"""One organisation taking the place of another that was its double."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from storage.tables.codes import code_organisations, codes
from storage.tables.commitments import commitments
from storage.tables.contributions import contributions, partners
from storage.tables.copies import kit_loans, kit_requests
from storage.tables.dialogues import form_sessions
from storage.tables.gatherings import gatherings
from storage.tables.groups import group_followings
from storage.tables.kits import kit_remarks
from storage.tables.letters import letter_publishers
from storage.tables.organisations import memberships
from storage.tables.surveys import submissions
from storage.unit import Unit


async def move(unit: Unit, gone: str, kept: str) -> None:
    """Give everything of ``gone`` to ``kept``. The row of ``gone`` stays: whether to refuse it is not ours.

    Revisions grow, so that who was writing in the old name reads again instead of undoing the move.
    """
    if gone == kept:
        return
    await _move_members(unit, gone, kept)
    await _move_sessions(unit, gone, kept)
    await _move_codes(unit, gone, kept)
    theirs = contributions.c.organisation_id == gone
    moved = {"organisation_id": kept, "revision": contributions.c.revision + 1}
    await unit.execute(update(contributions).where(theirs).values(**moved))
    await unit.execute(
        update(partners).where(partners.c.organisation_id == gone).values(organisation_id=kept)
    )
    planned = update(gatherings).where(gatherings.c.organisation_id == gone)
    await unit.execute(planned.values(organisation_id=kept, revision=gatherings.c.revision + 1))
    published = update(letter_publishers).where(letter_publishers.c.organisation_id == gone)
    await unit.execute(published.values(organisation_id=kept))
    await _move_commitments(unit, gone, kept)
    said = update(kit_remarks).where(kit_remarks.c.organisation_id == gone)
    await unit.execute(said.values(organisation_id=kept))
    answered = update(submissions).where(submissions.c.organisation_id == gone)
    await unit.execute(answered.values(organisation_id=kept))
    told = update(group_followings).where(group_followings.c.organisation_id == gone)
    await unit.execute(told.values(organisation_id=kept))
    lent = update(kit_loans).where(kit_loans.c.organisation_id == gone)
    await unit.execute(lent.values(organisation_id=kept))
    for column in (kit_requests.c.organisation_id, kit_requests.c.holder_id):
        copies = update(kit_requests).where(column == gone)
        await unit.execute(
            copies.values({column: kept, kit_requests.c.revision: kit_requests.c.revision + 1})
        )


async def _move_members(unit: Unit, gone: str, kept: str) -> None:
    there = select(memberships.c.member_id).where(
        memberships.c.organisation_id == kept, memberships.c.until.is_(None)
    )
    double = (
        memberships.c.organisation_id == gone,
        memberships.c.until.is_(None),
        memberships.c.member_id.in_(there),
    )
    await unit.execute(delete(memberships).where(*double))
    moved = update(memberships).where(memberships.c.organisation_id == gone)
    await unit.execute(moved.values(organisation_id=kept))


async def _move_codes(unit: Unit, gone: str, kept: str) -> None:
    """Its codes, and the meetings it came to: where both came, once."""
    await unit.execute(update(codes).where(codes.c.organisation_id == gone).values(organisation_id=kept))
    came = code_organisations.c
    both = select(came.code_id).where(came.organisation_id == kept)
    theirs = came.organisation_id == gone
    await unit.execute(delete(code_organisations).where(theirs, came.code_id.in_(both)))
    await unit.execute(update(code_organisations).where(theirs).values(organisation_id=kept))


async def _move_commitments(unit: Unit, gone: str, kept: str) -> None:
    """A step that both had taken stays as the kept one had it."""
    there = select(commitments.c.step).where(commitments.c.organisation_id == kept)
    double = (commitments.c.organisation_id == gone, commitments.c.step.in_(there))
    await unit.execute(delete(commitments).where(*double))
    moved = update(commitments).where(commitments.c.organisation_id == gone)
    await unit.execute(moved.values(organisation_id=kept))


async def _move_sessions(unit: Unit, gone: str, kept: str) -> None:
    columns = form_sessions.c
    asked = select(columns.id, columns.about).where(columns.organisation_id == gone).with_for_update()
    for row in (await unit.execute(asked)).all():
        moved = {
            "organisation_id": kept,
            "about": _renamed(row.about, gone, kept),
            "revision": columns.revision + 1,
        }
        await unit.execute(update(form_sessions).where(columns.id == row.id).values(**moved))


def _renamed(about: Mapping[str, Any], gone: str, kept: str) -> dict[str, Any]:
    return {key: kept if value == gone else value for key, value in about.items()}
