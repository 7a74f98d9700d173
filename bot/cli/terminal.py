"""What commands share: the operator's language, settings or exit 2, logs."""

from __future__ import annotations

import sys

from telegram.error import InvalidToken, TelegramError

from bot.catalogues import translator
from bot.errors import Problem
from bot.i18n import T, Text, Translator, language_of
from bot.settings import Settings, SettingsProblem, environment, load
from bot.telemetry import configure

ASKED_WRONGLY = 2


def operator() -> Translator:
    """The language of the terminal: LC_ALL, LC_MESSAGES or LANG; English when they say nothing we speak."""
    spoken = environment()
    tag = spoken.get("LC_ALL") or spoken.get("LC_MESSAGES") or spoken.get("LANG") or "en"
    plain = tag.split(".")[0]
    return translator("en" if plain in ("C", "POSIX") else language_of(plain))


def settings_or_exit(telegram: bool = True) -> Settings:
    """The settings; when they do not allow a start, one clear line and exit code 2."""
    try:
        settings = load(environment(), telegram=telegram)
    except SettingsProblem as problem:
        print(operator()(problem.text), file=sys.stderr)
        raise SystemExit(ASKED_WRONGLY) from None
    configure(settings.log_level, settings.log_format)
    return settings


def refused(text: Text) -> int:
    """Say on one line why a command does not go on; its exit code."""
    print(operator()(text), file=sys.stderr)
    return ASKED_WRONGLY


def no_bot_api(error: TelegramError, settings: Settings) -> Text:
    """Why the Bot API server could not be asked."""
    if isinstance(error, InvalidToken):
        return T("The Bot API server refuses this token: look at TELEGRAM_BOT_TOKEN.")
    why = type(error).__name__
    return T("{url} does not answer as a Bot API server: {why}.", url=settings.api_url, why=why)


def no_storage(problem: Problem | OSError) -> Text:
    """Why the database or the data folder could not be used."""
    return problem.text if isinstance(problem, Problem) else T("The data folder cannot be written to.")
