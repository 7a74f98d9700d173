"""The order of updates: one after the other within a chat, chats side by side, danger before all."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

CHATS_AT_ONCE = 64
"""Chats handled side by side. The database has one writer: more would only queue there."""


def _tapped(update: object) -> tuple[int, int]:
    """The chat and the message of a tap; zeros for anything else."""
    query = update.callback_query if isinstance(update, Update) else None
    message = query.message if query is not None else None
    return (message.chat.id, message.message_id) if message is not None else (0, 0)


def _chat(update: object) -> int:
    """The chat whose updates follow each other; that of the person alone, for what is typed in any chat."""
    if not isinstance(update, Update):
        return 0
    where = update.effective_chat or update.effective_user
    return where.id if where is not None else 0


class ChatOrder(BaseUpdateProcessor):
    """Serialises the updates of each chat; an urgent one waits for none. Locks live while waited on."""

    def __init__(self, urgent: Callable[[Update], bool], chats_at_once: int = CHATS_AT_ONCE) -> None:
        super().__init__(chats_at_once * 4)  # our own semaphore lets urgent ones pass
        self._urgent = urgent
        self._side_by_side = asyncio.Semaphore(chats_at_once)
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}
        self._tapped: Counter[tuple[int, int]] = Counter()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run the update's coroutine when those before it in its chat are done."""
        if isinstance(update, Update) and self._urgent(update):
            await coroutine
            return
        chat = _chat(update)
        tapped, waits = _tapped(update), True
        self._tapped[tapped] += 1
        lock, waiting = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = (lock, waiting + 1)
        try:
            async with lock, self._side_by_side:
                self._begins(tapped)
                waits = False
                await coroutine
        finally:
            if waits:
                self._begins(tapped)
            lock, waiting = self._locks[chat]
            if waiting == 1:
                del self._locks[chat]
            else:
                self._locks[chat] = (lock, waiting - 1)

    def tap_waits(self, chat_id: int, message_id: int) -> bool:
        """Whether a tap on that message waits for its turn."""
        return self._tapped[chat_id, message_id] > 0

    def _begins(self, tapped: tuple[int, int]) -> None:
        self._tapped[tapped] -= 1
        if not self._tapped[tapped]:
            del self._tapped[tapped]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
