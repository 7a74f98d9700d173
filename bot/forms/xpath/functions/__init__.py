"""The OpenRosa function library: one entry per function, with its arity and the way it is compiled."""

from __future__ import annotations

from bot.forms.xpath.functions.registry import LIBRARY, Function

from . import choices, dates, geography, lists, logic, numbers, texts, worldly  # noqa: F401 isort:skip - they fill LIBRARY

__all__ = ["LIBRARY", "Function"]
