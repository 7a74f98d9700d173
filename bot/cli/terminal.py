"""What commands share: the operator's language, settings or exit 2, logs."""

from __future__ import annotations

import sys

from bot.catalogues import translator
from bot.i18n import Translator, language_of
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
