"""Forgetting a person in every table that knows them. One place, so that a new table is not overlooked:
a test looks for the person's identifiers in every column afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, delete, null, or_, update

from bot.delivery.model import Outcome
from bot.dialogues.ports import SessionState
from storage.tables.broadcasts import broadcast_pens, broadcasts
from storage.tables.contributions import changes, contributions
from storage.tables.copies import kit_requests
from storage.tables.delivery import inbox, notices
from storage.tables.dialogues import chats, form_sessions
from storage.tables.gatherings import gathering_replies, gatherings, gatherings_told
from storage.tables.kits import kit_follows
from storage.tables.letters import letter_issues, letter_publishers, letter_readers
from storage.tables.organisations import memberships, organisations
from storage.tables.people import consents, members, roles
from storage.tables.reminders import reminder_choices, reminders_told
from storage.tables.timetable import calendar_changes
from storage.unit import Unit

NO_CHAT = 0
"""Chat of a draft that an organisation keeps when the person who began it is forgotten."""
NOT_SENT = (Outcome.QUEUED.value, Outcome.CLAIMED.value)


async def forget(unit: Unit, member_id: str, telegram_id: int) -> None:
    """Remove a person: what is theirs goes; what is their organisations' stays, under no one's name.

    A private chat has the Telegram id of its person. The update being answered stays until its reply left.
    The audit is not rewritten: the identifiers in it lead to no one once the member's row is gone.
    """
    await _forget_dialogues(unit, member_id, telegram_id)
    await _forget_delivery(unit, member_id, telegram_id)
    for table, column in (
        (contributions, contributions.c.author_id),
        (changes, changes.c.by),
        (kit_requests, kit_requests.c.asked_by),
        (organisations, organisations.c.proposed_by),
        (broadcasts, broadcasts.c.created_by),
        (broadcasts, broadcasts.c.approved_by),
        (gatherings, gatherings.c.author_id),
        (calendar_changes, calendar_changes.c.changed_by),
        (letter_issues, letter_issues.c.published_by),
    ):
        await unit.execute(update(table).where(column == member_id).values({column: None}))
    await unit.execute(delete(memberships).where(memberships.c.member_id == member_id))
    for theirs in (
        kit_follows, reminder_choices, reminders_told, broadcast_pens, gathering_replies, gatherings_told,
        letter_readers, letter_publishers, consents,
    ):  # fmt: skip
        await unit.execute(delete(theirs).where(theirs.c.member_id == member_id))
    await unit.execute(delete(roles).where(roles.c.telegram_id == telegram_id))
    await unit.execute(delete(members).where(members.c.id == member_id))


async def _forget_dialogues(unit: Unit, member_id: str, telegram_id: int) -> None:
    sessions = form_sessions.c
    theirs = or_(sessions.member_id == member_id, sessions.chat_id == telegram_id)
    draft = and_(sessions.organisation_id.is_not(None), sessions.state == SessionState.OPEN.value)
    await unit.execute(delete(form_sessions).where(theirs, ~draft))
    # A colleague may go on with a draft of the organisation; a save under way in the old name must fail.
    orphan = {
        "chat_id": case((sessions.chat_id == telegram_id, NO_CHAT), else_=sessions.chat_id),
        "member_id": case((sessions.member_id == member_id, null()), else_=sessions.member_id),
        "revision": sessions.revision + 1,
    }
    await unit.execute(update(form_sessions).where(theirs).values(**orphan))
    await unit.execute(delete(chats).where(chats.c.chat_id == telegram_id))


async def _forget_delivery(unit: Unit, member_id: str, telegram_id: int) -> None:
    to_them = notices.c.member_id == member_id
    await unit.execute(delete(notices).where(to_them, notices.c.outcome.in_(NOT_SENT)))
    nobody: dict[str, Any] = {"member_id": None, "key": notices.c.id, "payload": {}}
    await unit.execute(update(notices).where(to_them).values(**nobody))
    await unit.execute(delete(inbox).where(inbox.c.chat_id == telegram_id, inbox.c.replies.is_not(None)))
