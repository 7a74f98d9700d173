"""Letters, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.letters.model import Issue, Publisher
from bot.people.model import Member
from storage.database import Database
from storage.members import as_member
from storage.tables.letters import letter_issues, letter_publishers, letter_readers
from storage.tables.people import members
from storage.upsert import add_unless_there


class SqlLetters:
    """Implements bot.letters.ports.Letters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_member(self, member_id: str) -> Sequence[str]:
        """The letters that a member subscribed to."""
        asked = select(letter_readers.c.letter).where(letter_readers.c.member_id == member_id)
        return list((await self._database.unit.execute(asked.order_by(letter_readers.c.letter))).scalars())

    async def subscribe(self, letter: str, member_id: str, at: datetime) -> None:
        """Nothing happens when they already did."""
        values = {"letter": letter, "member_id": member_id, "since": at}
        await add_unless_there(self._database.unit, letter_readers, values)

    async def unsubscribe(self, letter: str, member_id: str) -> bool:
        """Returns whether they had subscribed."""
        theirs = (letter_readers.c.letter == letter, letter_readers.c.member_id == member_id)
        return (await self._database.unit.execute(delete(letter_readers).where(*theirs))).rowcount > 0

    async def readers(self, letter: str) -> Sequence[Member]:
        """Members who subscribed to it, the first first."""
        asked = (
            select(members)
            .join(letter_readers, letter_readers.c.member_id == members.c.id)
            .where(letter_readers.c.letter == letter)
            .order_by(letter_readers.c.since, members.c.id)
        )
        return [as_member(row) for row in await self._database.unit.execute(asked)]

    async def publishers(self, letter: str) -> Sequence[Publisher]:
        """Those who publish it or ask to."""
        asked = select(letter_publishers).where(letter_publishers.c.letter == letter)
        rows = await self._database.unit.execute(asked.order_by(letter_publishers.c.id))
        return [Publisher(**row._mapping) for row in rows]

    async def publisher(self, request_id: str) -> Publisher | None:
        """One of them."""
        asked = select(letter_publishers).where(letter_publishers.c.id == request_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return None if row is None else Publisher(**row._mapping)

    async def ask(self, publisher: Publisher) -> bool:
        """Keep a request. False when that member publishes or asked already."""
        values = {
            "id": publisher.id,
            "letter": publisher.letter,
            "member_id": publisher.member_id,
            "organisation_id": publisher.organisation_id,
            "allowed": publisher.allowed,
        }
        return await add_unless_there(self._database.unit, letter_publishers, values)

    async def allow(self, request_id: str, allowed: bool) -> None:
        """Allow it; or take it away, a right that was given too."""
        theirs = letter_publishers.c.id == request_id
        if allowed:
            changed = update(letter_publishers).where(theirs).values(allowed=True)
            await self._database.unit.execute(changed)
        else:
            await self._database.unit.execute(delete(letter_publishers).where(theirs))

    async def add(self, issue: Issue, same: str) -> bool:
        """Keep an issue. False when that letter had that link (in its one form) before."""
        values = {
            "id": issue.id,
            "letter": issue.letter,
            "same": same,
            "link": issue.link,
            "words": issue.words,
            "published_at": issue.published_at,
            "published_by": issue.published_by,
        }
        return await add_unless_there(self._database.unit, letter_issues, values)

    async def issue(self, issue_id: str) -> Issue | None:
        """The issue of that identifier."""
        asked = select(letter_issues).where(letter_issues.c.id == issue_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        if row is None:
            return None
        return Issue(row.id, row.letter, row.link, row.words, row.published_at, row.published_by)
