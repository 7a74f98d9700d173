"""The methods of the Bot API. Importing this package registers them all."""

from bot.sandbox.methods import albums, chats, editing, media, profile, queries, sending, updates

__all__ = ["albums", "chats", "editing", "media", "profile", "queries", "sending", "updates"]
