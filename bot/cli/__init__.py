"""The command line: relais87 run | demo | tour | tick | import | kits | suggest | forms | db | doctor.

Each command is a module that is imported only when it is asked for: `relais87 suggest` should not wait for
the web server to load.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.cli.parser import make_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 something failed, 2 asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    parser = make_parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "module"):
        parser.print_help()
        return 2
    try:
        return _run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


def _run(options: argparse.Namespace) -> int:
    gc.disable()  # nothing that is imported is garbage: looking for some takes a fifth of the start
    module = import_module(f"bot.cli.{options.module}")
    gc.freeze()
    gc.enable()
    code: int = module.command(options)
    return code
