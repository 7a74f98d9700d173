"""relais87 export survey NAME: what people answered, as a file."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.assembly import exports_of, prepare_storage, stored
from bot.cli.terminal import ASKED_WRONGLY, operator, settings_or_exit
from bot.folding import fold
from bot.i18n import T
from bot.settings import Settings
from bot.surveys.model import Survey


def command(options: argparse.Namespace) -> int:
    """Exit code 2 when there is no such form, or several, or the file cannot be written."""
    tr = operator()
    settings = settings_or_exit(telegram=False)
    prepare_storage(settings)
    found, content = asyncio.run(_export(settings, options))
    if content is None:
        known = ", ".join(sorted({survey.form_id for survey in found})) or "-"
        print(tr(T("No form of that name. There are: {names}.", names=known)), file=sys.stderr)
        return ASKED_WRONGLY
    try:
        options.out.write_bytes(content)
    except OSError:
        print(tr(T("{file} cannot be written.", file=str(options.out))), file=sys.stderr)
        return ASKED_WRONGLY
    return 0


async def _export(settings: Settings, options: argparse.Namespace) -> tuple[list[Survey], bytes | None]:
    async with stored(settings) as (database, repos):
        async with database.reading():
            surveys = list(await repos.surveys.all())
            named = [one for one in surveys if options.name in (one.id, one.form_id)]
            named = named or [one for one in surveys if fold(one.title) == fold(options.name)]
            if not named:
                return surveys, None
            # Of a form opened again after it was closed, the latest.
            export = await exports_of(repos)(named[0], options.format, options.labels)
        return surveys, export.make()
