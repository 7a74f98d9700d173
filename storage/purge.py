"""Forgetting what was kept long enough."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, exists, func, literal, select, update

from bot.delivery.model import Outcome
from bot.followup.model import ASKED as PLAN_ASKED
from bot.reminders.model import KIND as REMINDER
from storage.database import Database
from storage.inbox import SqlInbox
from storage.members import SqlMembers
from storage.tables.broadcasts import broadcasts
from storage.tables.copies import kit_loans, kit_requests
from storage.tables.delivery import audit, notices
from storage.tables.dialogues import chats, form_sessions
from storage.tables.followup import planned_contributions
from storage.tables.gatherings import gatherings
from storage.tables.groups import group_announcements
from storage.tables.kits import kit_changes
from storage.tables.people import members
from storage.tables.reminders import reminders_told
from storage.tables.surveys import dropped_files

OPEN = (Outcome.QUEUED.value, Outcome.CLAIMED.value)
"""What is still to leave, or leaving."""


class SqlPurge:
    """Implements handlers.ticks.ports.Purge."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def updates_before(self, instant: datetime) -> int:
        """Numbers of updates whose replies left."""
        return await SqlInbox(self._database).forget_before(instant)

    async def drafts_before(self, instant: datetime) -> int:
        """Form sessions not touched since; then chats that lead nowhere: no session left, no member."""
        unit = self._database.unit
        gone = await unit.execute(delete(form_sessions).where(form_sessions.c.updated_at < instant))
        kept = select(form_sessions.c.chat_id)
        people = select(members.c.telegram_id)
        stray = chats.c.chat_id.not_in(kept) & chats.c.chat_id.not_in(people)
        await unit.execute(delete(chats).where(stray))
        dangling = chats.c.session_id.is_not(None) & chats.c.session_id.not_in(select(form_sessions.c.id))
        await unit.execute(update(chats).where(dangling).values(session_id=None))
        return gone.rowcount

    async def dropped_before(self, instant: datetime) -> int:
        """Files that coordinators sent towards a form since accepted, or given up; changes of the catalogue
        that nobody applied."""
        unit = self._database.unit
        await unit.execute(delete(kit_changes).where(kit_changes.c.shown_at < instant))
        gone = delete(dropped_files).where(dropped_files.c.received_at < instant)
        return (await unit.execute(gone)).rowcount

    async def reminders_before(self, instant: datetime) -> int:
        """What members and groups were reminded of, and the messages that told it."""
        unit = self._database.unit
        await unit.execute(delete(group_announcements).where(group_announcements.c.told_at < instant))
        told = await unit.execute(delete(reminders_told).where(reminders_told.c.told_at < instant))
        old = (notices.c.kind == REMINDER) & (notices.c.due_at < instant)
        return told.rowcount + (await unit.execute(delete(notices).where(old))).rowcount

    async def requests_before(self, instant: datetime) -> int:
        """Requests for printed copies that nothing happened to since, ended or not; with weeks of loans."""
        await self._database.unit.execute(delete(kit_loans).where(kit_loans.c.week < instant.date()))
        gone = delete(kit_requests).where(kit_requests.c.changed_at < instant)
        return (await self._database.unit.execute(gone)).rowcount

    async def gatherings_before(self, day: date) -> int:
        """Events and meetings over since, with what was said of them and told."""
        gone = delete(gatherings).where(gatherings.c.last_day < day)
        return (await self._database.unit.execute(gone)).rowcount

    async def log_before(self, instant: datetime) -> int:
        """Messages to many that ended, what was sent of itself to whom, who did what; a question about a plan
        stays while it waits for its answer: it is asked once. Returns how many, the last aside."""
        unit = self._database.unit
        ended = await unit.execute(delete(broadcasts).where(broadcasts.c.ended_at < instant))
        key = literal(f"{PLAN_ASKED}:").concat(planned_contributions.c.contribution_id).concat(":%")
        waits = exists().where(notices.c.kind == PLAN_ASKED, notices.c.key.like(key))
        await unit.execute(delete(audit).where(audit.c.at < instant))
        told = (notices.c.closed_at < instant) & notices.c.outcome.not_in(OPEN) & ~waits
        return ended.rowcount + (await unit.execute(delete(notices).where(told))).rowcount

    async def members_unseen_since(self, instant: datetime) -> int:
        """Members who have not written since (or since they joined): forgotten as /supprimer does."""
        unit = self._database.unit
        seen = func.coalesce(members.c.seen_at, members.c.joined_at)
        unseen = (await unit.execute(select(members.c.id).where(seen < instant))).scalars().all()
        for member_id in unseen:
            await SqlMembers(self._database).erase(member_id, instant)
        return len(unseen)
