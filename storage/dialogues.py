"""Where chats stand, form sessions, and the forms they began with. Hot path: one statement per call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from bot.dialogues.ports import Chat, SessionState, StoredSession
from storage.database import Database
from storage.hot import Hot, bound_instant, pack, read_instant, unpack
from storage.tables.dialogues import chats, form_sessions, form_versions
from storage.tables.surveys import form_files
from storage.upsert import add_all, add_unless_there

CHAT_GET = Hot("SELECT chat_id, session_id, live_message_id, language FROM chats WHERE chat_id = :chat_id")
CHAT_SAVE = Hot(
    "INSERT INTO chats (chat_id, session_id, live_message_id, language)"
    " VALUES (:chat_id, :session_id, :live_message_id, :language)"
    " ON CONFLICT (chat_id) DO UPDATE SET session_id = excluded.session_id,"
    " live_message_id = excluded.live_message_id, language = excluded.language"
)
_SESSION = (
    "SELECT id, chat_id, dialogue, form_version, CAST(body AS TEXT), CAST(pending AS TEXT),"
    " CAST(about AS TEXT), organisation_id, member_id, state, revision, created_at, updated_at"
    " FROM form_sessions"
)
SESSION_GET = Hot(f"{_SESSION} WHERE id = :id")
SESSIONS_OF_CHAT = Hot(f"{_SESSION} WHERE chat_id = :chat_id AND state = 'open' ORDER BY updated_at DESC, id")
SESSIONS_OF_ORGANISATION = Hot(
    f"{_SESSION} WHERE organisation_id = :organisation_id AND state = 'open' ORDER BY updated_at DESC, id"
)
SESSION_ADD = Hot(
    "INSERT INTO form_sessions (id, chat_id, dialogue, form_version, body, pending, about, organisation_id,"
    " member_id, state, revision, created_at, updated_at) VALUES (:id, :chat_id, :dialogue, :form_version,"
    " :body, :pending, :about, :organisation_id, :member_id, :state, :revision, :created_at, :updated_at)"
)
SESSION_SAVE = Hot(
    "UPDATE form_sessions SET chat_id = :chat_id, dialogue = :dialogue, form_version = :form_version,"
    " body = :body, pending = :pending, about = :about, organisation_id = :organisation_id,"
    " member_id = :member_id, state = :state, updated_at = :updated_at, revision = revision + 1"
    " WHERE id = :id AND revision = :revision RETURNING revision"
)


class SqlChats:
    """Implements bot.dialogues.ports.Chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Chat:
        """Where the chat stands; a chat never seen stands nowhere."""
        rows = await self._database.unit.fetch(CHAT_GET, {"chat_id": chat_id})
        return Chat(*rows[0]) if rows else Chat(chat_id)

    async def save(self, chat: Chat) -> None:
        """Write where it stands now."""
        values = {
            "chat_id": chat.chat_id,
            "session_id": chat.session_id,
            "live_message_id": chat.live_message_id,
            "language": chat.language,
        }
        await self._database.unit.fetch(CHAT_SAVE, values)

    async def forget(self, chat_id: int) -> None:
        """Drop the row: the chat is as never seen."""
        await self._database.unit.execute(delete(chats).where(chats.c.chat_id == chat_id))


class SqlSessions:
    """Implements bot.dialogues.ports.Sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, session_id: str) -> StoredSession | None:
        """The session, with the revision to save it by."""
        rows = await self._database.unit.fetch(SESSION_GET, {"id": session_id})
        return _session(rows[0]) if rows else None

    async def add(self, session: StoredSession) -> None:
        """A new session."""
        unit = self._database.unit
        await unit.fetch(SESSION_ADD, _values(session, unit.dialect))

    async def save(self, session: StoredSession) -> bool:
        """Write it if its revision is still the stored one. False: somebody was faster."""
        unit = self._database.unit
        return bool(await unit.fetch(SESSION_SAVE, _values(session, unit.dialect)))

    async def delete(self, session_id: str) -> None:
        """Drop the session, and let go of it in its chat."""
        unit = self._database.unit
        await unit.execute(delete(form_sessions).where(form_sessions.c.id == session_id))
        await unit.execute(update(chats).where(chats.c.session_id == session_id).values(session_id=None))

    async def open_of_chat(self, chat_id: int) -> Sequence[StoredSession]:
        """Open sessions of a chat, the last touched first."""
        rows = await self._database.unit.fetch(SESSIONS_OF_CHAT, {"chat_id": chat_id})
        return [_session(row) for row in rows]

    async def open_of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[StoredSession]:
        """Open sessions that belong to any of these organisations, the last touched first in each."""
        found: list[StoredSession] = []
        for organisation_id in dict.fromkeys(organisation_ids):
            values = {"organisation_id": organisation_id}
            rows = await self._database.unit.fetch(SESSIONS_OF_ORGANISATION, values)
            found.extend(_session(row) for row in rows)
        return found


class SqlFormVersions:
    """Implements bot.dialogues.ports.FormVersions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, version: str, name: str, xform: str, files: Mapping[str, bytes] | None = None
    ) -> None:
        """Keep a form; its version is the hash of its content, so the first one kept is the right one."""
        unit = self._database.unit
        values = {"version": version, "name": name, "xform": xform}
        if await add_unless_there(unit, form_versions, values):
            rows = [
                {"version": version, "name": file, "content": content}
                for file, content in (files or {}).items()
            ]
            await add_all(unit, form_files, rows)

    async def xform(self, version: str) -> str | None:
        """The form of that version."""
        asked = select(form_versions.c.xform).where(form_versions.c.version == version)
        found: str | None = (await self._database.unit.execute(asked)).scalar_one_or_none()
        return found

    async def files(self, version: str) -> Mapping[str, bytes]:
        """The lists attached to that version, by name."""
        asked = select(form_files.c.name, form_files.c.content).where(form_files.c.version == version)
        return {row.name: row.content for row in await self._database.unit.execute(asked)}


def _values(session: StoredSession, dialect: str) -> Mapping[str, Any]:
    return {
        "id": session.id,
        "chat_id": session.chat_id,
        "dialogue": session.dialogue,
        "form_version": session.form_version,
        "body": pack(session.body),
        "pending": pack(session.pending),
        "about": pack(session.about),
        "organisation_id": session.organisation_id,
        "member_id": session.member_id,
        "state": session.state.value,
        "revision": session.revision,
        "created_at": bound_instant(session.created_at, dialect),
        "updated_at": bound_instant(session.updated_at, dialect),
    }


def _session(row: Sequence[Any]) -> StoredSession:
    id_, chat_id, dialogue, version, body, pending, about, organisation, member, state, revision, *at = row
    return StoredSession(
        id=id_,
        chat_id=chat_id,
        dialogue=dialogue,
        form_version=version,
        body=unpack(body),
        pending=unpack(pending),
        about=unpack(about),
        organisation_id=organisation,
        member_id=member,
        state=SessionState(state),
        revision=revision,
        created_at=read_instant(at[0]),
        updated_at=read_instant(at[1]),
    )
