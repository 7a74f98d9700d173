"""relais87 db: the database's schema."""

from __future__ import annotations

import argparse

from bot.cli.terminal import settings_or_exit
from storage.schema import current, head, upgrade


def command(options: argparse.Namespace) -> int:
    """Bring it up to date, or say where it is; exit code 1 when it is behind."""
    settings = settings_or_exit(telegram=False)
    settings.data.mkdir(parents=True, exist_ok=True)
    if options.verb == "upgrade":
        upgrade(settings.database_url)
    revision = current(settings.database_url)
    print(revision or "empty")
    return 0 if revision == head() else 1
