"""Builds python-telegram-bot's Application around our dispatcher."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, Update
from telegram.error import TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler
from telegram.request import BaseRequest

from bot.conversation.incoming import Incoming, Tap, never
from bot.telegram.incoming import read
from bot.telegram.order import ChatOrder
from bot.telemetry import Log

os.environ.setdefault("PTB_TIMEDELTA", "true")  # RetryAfter's wait as a timedelta, without a warning

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
"""What we ask the Bot API for: nothing that no handler reads."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Dispatch = Callable[[Incoming], Awaitable[None]]


def build_bot_application(
    token: str,
    bot_url: str,
    file_url: str,
    urgent: Callable[[Incoming], bool],
    request: BaseRequest,
    updates_request: BaseRequest,
) -> AnyApplication:
    """An application without handlers yet. ``urgent`` says which updates wait for no other.

    No persistence, no user_data: everything is in the database between two updates.
    """

    def jumps_the_queue(update: Update) -> bool:
        incoming = read(update, "")
        return incoming is not None and urgent(incoming)

    return (
        Application.builder()
        .token(token)
        .base_url(bot_url)
        .base_file_url(file_url)
        .request(request)
        .get_updates_request(updates_request)
        .concurrent_updates(ChatOrder(jumps_the_queue))
        .updater(None)
        .build()
    )


def connect(application: AnyApplication, dispatch: Dispatch, ignored: Callable[[int], None]) -> None:
    """Give each update to the dispatcher; ``ignored`` is told of those that say nothing to us."""

    def overtaken(incoming: Incoming) -> Callable[[], bool]:
        order, content = application.update_processor, incoming.content
        if not isinstance(order, ChatOrder) or not isinstance(content, Tap) or content.message_id is None:
            return never
        return partial(order.tap_waits, incoming.chat_id, content.message_id)

    async def on_update(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        bot: Bot = application.bot
        incoming = read(update, bot.username)
        if incoming is None:
            ignored(update.update_id)
            return
        began = perf_counter()
        await dispatch(replace(incoming, overtaken=overtaken(incoming)))
        Log.metrics.count("updates_total", kind=type(incoming.content).__name__.lower())
        Log.metrics.observe("update_seconds", perf_counter() - began)

    async def on_error(_: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        Log().failure("update_failed", context.error, kind="update")

    application.add_handler(TypeHandler(Update, on_update))
    application.add_error_handler(on_error)


async def publish_profile(
    bot: Bot,
    language: str | None,
    commands: list[tuple[str, str]],
    in_groups: list[tuple[str, str]],
    description: str,
    in_short: str,
) -> None:
    """The menus of commands and what Telegram says of the bot, in a language (None: for all others).

    A server that does not know these calls is no reason not to answer people.
    """
    menu = [BotCommand(name, says) for name, says in commands]
    of_groups = [BotCommand(name, says) for name, says in in_groups]
    try:
        await bot.set_my_commands(menu, language_code=language)
        await bot.set_my_commands(of_groups, BotCommandScopeAllGroupChats(), language)
        await bot.set_my_description(description, language_code=language)
        await bot.set_my_short_description(in_short, language_code=language)
    except TelegramError as error:
        Log().event("call_refused", method="setMyCommands", code=type(error).__name__)


async def deliver(application: AnyApplication, update: dict[str, Any]) -> None:
    """Handle one update given as the Bot API's JSON, to the end: from a webhook, or a test."""
    read_update = Update.de_json(update, application.bot)
    await application.update_processor.process_update(read_update, application.process_update(read_update))
