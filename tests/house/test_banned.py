"""Calls that are made in one place only, and why."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import pytest

from tests.house.sources import Module, called, dotted, modules


@dataclass(frozen=True)
class Ban:
    """Names (as written, aliases of modules included) that only some places may use."""

    names: str
    allowed: tuple[str, ...]
    why: str
    calls_only: bool = True


BANS = {
    "clock": Ban(
        r"(.*\.)?(datetime\.(now|utcnow|today)|date\.today)|time\.(time|time_ns|localtime|gmtime)",
        ("bot/clock.py",),
        "time comes from bot.clock: tests and the tour move it",
    ),
    "chance": Ban(
        r"(random|secrets)\..*|(uuid\.)?uuid[14]|token_(hex|urlsafe|bytes)|os\.urandom",
        ("bot/ids.py", "bot/sandbox/"),
        "identifiers and chance come from bot.ids: tests count (the sandbox plays Telegram's part)",
    ),
    "tasks": Ban(
        r"(.*\.)?(create_task|ensure_future)|threading\.Thread|.*Thread",
        ("bot/workers/", "bot/telegram/", "bot/sandbox/", "bot/cli", "bot/assembly/", "storage/",
         "handlers/chat/bulk.py"),
        "what runs by itself is started, watched and stopped in a few places",
    ),
    "sending": Ban(
        r".*\.(send_(message|photo|document|voice|audio|video|media_group|location|chat_action|sticker|poll)"
        r"|edit_message_\w+|answer_callback_query|delete_messages?|forward_message|copy_message)",
        ("bot/telegram/", "bot/sandbox/"),
        "only bot.telegram sends: it keeps order, pace and limits",
    ),
    "print": Ban(
        r"print",
        ("bot/cli", "bot/extract.py", "bot/docs.py", "bot/places/build.py"),
        "output is logs; the command line alone prints",
    ),
    "environment": Ban(
        r"os\.(environ|getenv|putenv).*",
        ("bot/settings.py", "bot/telegram/application.py"),
        "bot.settings reads the environment (bot.telegram sets a switch of its library)",
        calls_only=False,
    ),
    "patience": Ban(
        r"time\.sleep|requests\..*|urllib\.request\..*|subprocess\..*",
        ("bot/sandbox/", "bot/cli", "bot/forms/apart.py"),
        "the loop never waits: no blocking call (uploads are read in a process apart)",
    ),
    "memory": Ban(
        r".*\.(user_data|chat_data|bot_data|drop_user_data|drop_chat_data)|.*Persistence",
        (),
        "nothing lives in memory between two updates: it would be lost on a kill",
        calls_only=False,
    ),
    "evaluation": Ban(
        r"eval|exec|compile|pickle\.\w+|marshal\.\w+|yaml\.load|__import__",
        (),
        "what people send is never run",
    ),
}  # fmt: skip


def breaches(module: Module, ban: Ban) -> list[str]:
    """Where a module does what only others may."""
    if module.place.startswith(ban.allowed):
        return []
    seeded = {"random.Random"}  # with a seed it is a calculation
    kinds: type | tuple[type, ...] = ast.Call if ban.calls_only else (ast.Attribute, ast.Name)
    pattern = re.compile(ban.names)
    return [
        f"{module.place}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, kinds)
        and pattern.fullmatch(called(node) if ban.calls_only else dotted(node))
        and not (isinstance(node, ast.Call) and called(node) in seeded and node.args)
    ]


@pytest.mark.parametrize("name", BANS)
def test_nobody_does_what_one_place_does(name: str) -> None:
    found = [line for module in modules() for line in breaches(module, BANS[name])]
    assert found == [], f"{BANS[name].why}: {found}"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("clock", "x = datetime.now(UTC)"),
        ("clock", "x = datetime.datetime.utcnow()"),
        ("clock", "x = date.today()"),
        ("clock", "x = time.time()"),
        ("chance", "x = secrets.token_hex(4)"),
        ("chance", "x = uuid4()"),
        ("chance", "x = uuid.uuid4()"),
        ("chance", "x = random.choice(y)"),
        ("chance", "x = random.Random()"),
        ("tasks", "asyncio.create_task(f())"),
        ("tasks", "loop.create_task(f())"),
        ("tasks", "threading.Thread(target=f)"),
        ("sending", "await self._bot.send_message(1, 'x')"),
        ("sending", "await bot.edit_message_text('x')"),
        ("print", "print('x')"),
        ("environment", "x = os.environ['HOME']"),
        ("environment", "x = os.getenv('HOME')"),
        ("patience", "time.sleep(1)"),
        ("memory", "context.user_data['draft'] = x"),
        ("memory", "builder.persistence(PicklePersistence(path))"),
        ("evaluation", "eval(x)"),
        ("evaluation", "pickle.loads(x)"),
    ],
)
def test_the_bans_see_what_they_should(name: str, code: str) -> None:
    assert len(breaches(Module("bot/people/actions.py", code), BANS[name])) >= 1


def test_measuring_time_is_not_reading_the_clock() -> None:
    assert (
        breaches(Module("bot/people/actions.py", "x = time.perf_counter() + time.monotonic()"), BANS["clock"])
        == []
    )
    assert breaches(Module("bot/people/actions.py", "x = re.compile('a')"), BANS["evaluation"]) == []
    assert breaches(Module("bot/people/actions.py", "x = random.Random(seed)"), BANS["chance"]) == []
