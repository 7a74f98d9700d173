"""A small bot with buttons, for tests of the sandbox itself."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.sandbox import Sandbox
from bot.sandbox.inprocess import InProcess

MENU = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Déclarer une action", callback_data="report")],
        [
            InlineKeyboardButton("Kits", callback_data="kits"),
            InlineKeyboardButton("Site", url="https://example.org"),
        ],
    ]
)


async def greet(update: Update, context: Any) -> None:
    assert update.effective_user is not None
    assert update.message is not None
    await update.message.reply_html(f"<b>Bonjour {update.effective_user.first_name}</b>", reply_markup=MENU)


async def press(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("C’est parti")
    if query.data == "report":
        await query.edit_message_text("Racontez en une phrase.")


async def echo(update: Update, context: Any) -> None:
    assert update.message is not None
    await asyncio.sleep(0.05)
    said = update.message.text or update.message.caption or "un fichier"
    await update.message.reply_text(f"Vous avez dit : {said[:1000]}")


async def search(update: Update, context: Any) -> None:
    assert update.inline_query is not None
    await update.inline_query.answer([])


def application(sandbox: Sandbox, url: str | None = None) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot: over HTTP when there is a URL, without sockets otherwise."""
    builder = ApplicationBuilder().token(sandbox.token)
    if url:
        builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    else:
        for part in (builder.request, builder.get_updates_request):
            part(HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)}))
    app = builder.build()
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CallbackQueryHandler(press))
    app.add_handler(InlineQueryHandler(search))
    app.add_handler(MessageHandler(filters.ALL & ~filters.UpdateType.EDITED_MESSAGE, echo))
    return app
