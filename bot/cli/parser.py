"""What the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(prog="relais87", description="Relais 8.7, a Telegram bot.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    run = commands.add_parser("run", help="run the bot on Telegram (long polling, or --webhook)")
    run.add_argument("--webhook", metavar="URL", help="public https address that Telegram should call")
    run.set_defaults(module="run")

    demo = commands.add_parser("demo", help="the bot, a local Telegram and three people in a web page")
    demo.add_argument("--port", type=int, default=8087, help="port of the page (default 8087; 0: any)")
    demo.add_argument("--no-browser", action="store_true", help="only print the address")
    demo.add_argument("--data", type=Path, default=Path(".demo"), help="folder for its data (default .demo)")
    demo.set_defaults(module="demo")

    tour = commands.add_parser("tour", help="play the journeys and print them; exit 0 if all held")
    tour.add_argument("--quiet", action="store_true", help="print only what did not hold")
    tour.set_defaults(module="tour")

    tick = commands.add_parser("tick", help="run one pass of a periodic job by hand")
    tick.add_argument("name", help="notices, replies, kits, remind, forward or tidy")
    tick.add_argument("--at", metavar="ISO", help="as if at this instant (default: now)")
    tick.set_defaults(module="tick")

    imports = commands.add_parser("import", help="take in what was written elsewhere")
    kinds = imports.add_subparsers(title="what", metavar="WHAT", required=True)
    contributions = kinds.add_parser("contributions", help="contributions, one JSON object a line")
    contributions.add_argument("file", type=Path, help="the file, or - for standard input")
    contributions.add_argument("--json", action="store_true", help="print the counts as JSON")
    contributions.set_defaults(module="imports")

    exports = commands.add_parser("export", help="write what people answered")
    things = exports.add_subparsers(title="what", metavar="WHAT", required=True)
    survey = things.add_parser("survey", help="the answers of a form of the coordinators' own")
    survey.add_argument("name", help="the form's identifier, or its title")
    survey.add_argument("--format", choices=("xlsx", "csv", "json", "xml"), default="xlsx")
    survey.add_argument("--out", type=Path, required=True, help="the file to write")
    survey.add_argument("--labels", metavar="LANGUAGE", help="headers and choices as labels in it, not names")
    survey.set_defaults(module="exports")

    kits = commands.add_parser("kits", help="edit the catalogue of kits")
    acts = kits.add_subparsers(title="what", metavar="WHAT", required=True)
    edited = acts.add_parser("import", help="take in an edited catalogue: whole, or nothing of it")
    edited.add_argument("file", type=Path, help="a file .toml or .xlsx, as written by kits export")
    edited.add_argument("--dry-run", action="store_true", help="only say what would change")
    edited.set_defaults(module="kits", verb="import")
    current = acts.add_parser("export", help="write the catalogue in force, to edit it")
    current.add_argument("--format", choices=("toml", "xlsx"), default="toml")
    current.add_argument("--out", type=Path, required=True, help="the file to write")
    current.set_defaults(module="kits", verb="export")

    suggest = commands.add_parser("suggest", help="action codes for a sentence")
    suggest.add_argument("text", nargs="*", help="the sentence")
    suggest.add_argument("--lines", action="store_true", help="read one text a line, print one JSON a line")
    suggest.set_defaults(module="suggest")

    forms = commands.add_parser("forms", help="check or replay XLSForms")
    verbs = forms.add_subparsers(title="what", metavar="WHAT", required=True)
    check = verbs.add_parser("check", help="problems of a form, with their rows; exit 1 if there are errors")
    check.add_argument("file", type=Path)
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.set_defaults(module="forms", verb="check")
    replay = verbs.add_parser("replay", help="the line protocol of conformance scorers, on standard input")
    replay.set_defaults(module="forms", verb="replay")

    database = commands.add_parser("db", help="the database's schema")
    database.add_argument("verb", choices=["upgrade", "revision"], help="bring it up to date, or say where")
    database.set_defaults(module="db")

    doctor = commands.add_parser("doctor", help="what is configured and what is missing")
    doctor.set_defaults(module="doctor")
    return parser
