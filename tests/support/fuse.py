"""`relais87 run`, killed by itself at a chosen point: the product as it is, wrapped from outside.

``python -m tests.support.fuse run`` is `relais87 run`, but when the folder named by ``RELAIS87_TEST_FUSE``
holds a file named like one of the points below, the process that gets there removes the file and kills itself
with SIGKILL: no handler, no ``finally``, nothing flushed, as when the power goes.

``python -m tests.support.fuse --nursery`` imports everything once and forks such a process for each line it
reads: a fork has read what comes with the product, nothing else; it dies as any other, and starts sooner.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

POINTS = ("come", "decided", "committed", "half", "said", "claimed", "pushed", "noted")
"""An update has come; what it does is in the transaction, not committed; committed, no reply left; one reply
of several left; all left, that is not noted; a notice is claimed, not sent; sent, that is not noted;
noted (of those to many)."""
PR_SET_PDEATHSIG = 1


def blow(point: str) -> None:
    """Die here if the fuse of this point is set."""
    fuse = Path(os.environ["RELAIS87_TEST_FUSE"]) / point
    if fuse.exists():
        fuse.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, point: str) -> None:
    """Die before a method runs."""
    method: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def wrapped(*args: Any, **more: Any) -> Any:
        blow(point)
        return await method(*args, **more)

    setattr(owner, name, wrapped)


def after(owner: Any, name: str, point: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Die once a method has run."""
    method: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def wrapped(*args: Any, **more: Any) -> Any:
        result = await method(*args, **more)
        if when(*args):
            blow(point)
        return result

    setattr(owner, name, wrapped)


def lay() -> None:
    """Put the fuses in."""
    from bot.telegram.messenger import TelegramMessenger
    from handlers.chat.bulk import Bulk
    from handlers.chat.dispatch import Dispatcher
    from storage.inbox import SqlInbox

    before(Dispatcher, "__call__", "come")
    after(SqlInbox, "keep_replies", "decided", lambda _inbox, _update, replies: bool(replies))
    before(TelegramMessenger, "send", "committed")
    after(TelegramMessenger, "_reply", "half")
    after(TelegramMessenger, "send", "said")
    before(TelegramMessenger, "push", "claimed")
    after(TelegramMessenger, "push", "pushed")
    after(Bulk, "_close", "noted")


def set_clock() -> None:
    """Another time of day, when ``RELAIS87_TEST_CLOCK`` says how many seconds from the machine's own."""
    from bot.cli import run
    from bot.clock import SystemClock

    offset = timedelta(seconds=float(os.environ.get("RELAIS87_TEST_CLOCK", "0")))

    class Elsewhen(SystemClock):
        def now(self) -> datetime:
            return super().now() + offset

    if offset:
        run.SystemClock = Elsewhen  # type: ignore[misc]


def die_with_parent() -> None:
    """Leave no process behind when the tests are stopped."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def warm() -> None:
    """Read the files that come with the product (sentences, places, lexicon, forms) once for all forks."""
    import asyncio
    import tempfile

    from bot.assembly import assemble, prepare_storage
    from bot.catalogues import translator
    from bot.clock import SystemClock
    from bot.contributions.extract import extract
    from bot.ids import RandomIds
    from bot.places.finding import find
    from bot.safeguards.distress import calls_for_help
    from bot.safeguards.personal import find_personal
    from bot.sandbox.sandbox import TOKEN
    from bot.settings import load

    sentence = "atelier à Paris avec le kit, 3 classes, le 12 juin"
    for code in ("fr", "en"):
        translator(code)
        extract(sentence, code, SystemClock().now().date())
    find("Paris", 1)
    calls_for_help(sentence)
    find_personal(sentence)

    async def once() -> None:
        await (await assemble(settings, SystemClock(), RandomIds())).database.close()

    with tempfile.TemporaryDirectory() as folder:
        settings = load(
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": "http://127.0.0.1:9",
                "RELAIS87_DATA": folder,
                "RELAIS87_COORDINATORS": "1",
                "RELAIS87_CONTROLLER": "Association Exemple",
                "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
            }
        )
        prepare_storage(settings)
        asyncio.run(once())


def nursery() -> None:
    """Fork a bot for each line of standard input, its environment as JSON; "wait" waits for its end."""
    from bot.cli import main

    lay()
    warm()
    gc.freeze()
    child = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        child = os.fork()
        if child == 0:
            die_with_parent()
            os.environ.update(json.loads(line))
            set_clock()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(main(["run"]))
        print(child, flush=True)


if __name__ == "__main__":
    die_with_parent()
    if sys.argv[1:] == ["--nursery"]:
        nursery()
    else:
        from bot.cli import main

        lay()
        set_clock()
        sys.exit(main(sys.argv[1:]))
