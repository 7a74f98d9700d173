"""The order of updates: one after the other within a chat, chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

CHATS_AT_ONCE = 64
"""Chats handled side by side. The database has one writer: more would only queue there."""


class ChatOrder(BaseUpdateProcessor):
    """Serialises the updates of each chat. Locks live as long as somebody waits on them."""

    def __init__(self, chats_at_once: int = CHATS_AT_ONCE) -> None:
        super().__init__(chats_at_once)
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run the update's coroutine when those before it in its chat are done."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
        lock, waiting = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = (lock, waiting + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, waiting = self._locks[chat]
            if waiting == 1:
                del self._locks[chat]
            else:
                self._locks[chat] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
