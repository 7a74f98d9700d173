"""relais87 kits: take in an edited catalogue, or write the one in force to edit it."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.assembly import editor_of, prepare_storage, stored
from bot.cli.terminal import ASKED_WRONGLY, operator, settings_or_exit
from bot.clock import SystemClock
from bot.i18n import T
from bot.ids import RandomIds
from bot.kits.catalogue import kits
from bot.kits.editing import Proposal, Rights, Verdict
from bot.kits.editor import OPERATOR
from bot.kits.files import export
from bot.kits.given import ReadFile
from bot.kits.intake import read_file
from bot.settings import Settings


def command(options: argparse.Namespace) -> int:
    """Exit code 1 when a line was refused (nothing is applied then), 2 when a file cannot be opened."""
    settings = settings_or_exit(telegram=False)
    return _export(settings, options) if options.verb == "export" else _import(settings, options)


def _import(settings: Settings, options: argparse.Namespace) -> int:
    tr = operator()
    try:
        content = options.file.read_bytes()
    except OSError:
        print(tr(T("{file} cannot be read.", file=str(options.file))), file=sys.stderr)
        return ASKED_WRONGLY
    prepare_storage(settings)
    proposal = asyncio.run(_weighed(settings, read_file(options.file.name, content), not options.dry_run))
    _show(proposal)
    return 1 if proposal.refused else 0


def _show(proposal: Proposal) -> None:
    tr = operator()
    if proposal.problem is not None:
        print(tr(proposal.problem))
        return
    counts = {str(verdict): proposal.count(verdict) for verdict in Verdict}
    print(tr(T("New: {new}. Changed: {changed}. Unchanged: {unchanged}. Refused: {refused}.", **counts)))
    for line in proposal.lines:
        for reason in line.reasons:
            print(f"{tr(line.where)}: {line.kit_id or '-'}: {tr(reason)}")
        if line.changes:
            print(f"{line.kit_id}: {', '.join(change.field for change in line.changes)}")


async def _weighed(settings: Settings, file: ReadFile, apply: bool) -> Proposal:
    """What it changes, applied unless it was only to be shown."""
    clock = SystemClock()
    async with stored(settings) as (database, repos), database.transaction():
        editor = editor_of(repos, RandomIds())
        proposal = await editor.weigh(file, Rights(everything=True))
        if apply:
            await editor.apply(proposal, OPERATOR, clock.now())
        return proposal


def _export(settings: Settings, options: argparse.Namespace) -> int:
    prepare_storage(settings)
    asyncio.run(_refreshed(settings))
    try:
        options.out.write_bytes(export(options.format, kits()))
    except OSError:
        print(operator()(T("{file} cannot be written.", file=str(options.out))), file=sys.stderr)
        return ASKED_WRONGLY
    return 0


async def _refreshed(settings: Settings) -> None:
    async with stored(settings) as (database, repos), database.reading():
        await editor_of(repos, RandomIds()).refresh()
