"""relais87 import contributions FILE: for contributors who are not on Telegram."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.assembly import import_contributions, prepare_storage, stored
from bot.cli.terminal import ASKED_WRONGLY, operator, settings_or_exit
from bot.clock import SystemClock
from bot.contributions.importing import Imported
from bot.i18n import T
from bot.ids import RandomIds
from bot.settings import Settings


def command(options: argparse.Namespace) -> int:
    """Exit code 1 when a line was rejected, 2 when the file cannot be read."""
    settings = settings_or_exit(telegram=False)
    try:
        lines = list(_lines(options.file))
    except (OSError, UnicodeDecodeError):
        print(operator()(T("{file} cannot be read as UTF-8 text.", file=str(options.file))), file=sys.stderr)
        return ASKED_WRONGLY
    prepare_storage(settings)
    done = asyncio.run(_import(settings, lines))
    show(done, options.json)
    return 1 if done.rejected else 0


def show(done: Imported, as_json: bool) -> None:
    """The counts, and why each rejected line was."""
    tr = operator()
    rejected = [{"line": line.number, "reason": tr(line.reason)} for line in done.rejected]
    held = [{"line": line.number, "reason": tr(line.reason)} for line in done.held]
    if as_json:
        counts = {"queued": done.queued, "held": len(held), "unchanged": done.unchanged}
        more = {"updated": done.updated, "rejected": rejected, "held_lines": held}
        print(json.dumps(counts | more, ensure_ascii=False))
        return
    print(tr(T("Queued: {queued}. Held for a human: {held}. Updated: {updated}. Unchanged: {unchanged}. "
               "Rejected: {rejected}.", queued=done.queued, held=len(held), updated=done.updated,
               unchanged=done.unchanged, rejected=len(rejected))))  # fmt: skip
    for line in (*held, *rejected):
        print(tr(T("line {line}: {reason}", line=line["line"], reason=line["reason"])))


def _lines(file: Path) -> Iterator[str]:
    if str(file) == "-":
        yield from sys.stdin
        return
    with file.open(encoding="utf-8-sig") as lines:
        yield from lines


async def _import(settings: Settings, lines: list[str]) -> Imported:
    """Without Telegram: nothing is sent, coordinators find the queue longer."""
    async with stored(settings) as (database, repos):
        return await import_contributions(database, repos, lines, SystemClock(), RandomIds())
