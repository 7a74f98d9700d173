"""Settings: the only module that reads the environment.

``load()`` gives a complete, checked ``Settings`` or raises one ``SettingsProblem`` that names everything
missing or wrong in one line. Nothing is half-started. ``SETTINGS`` is the registry: documentation is made
from it.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import Problem
from bot.i18n import Code, T, Text
from bot.ids import Ids, RandomIds

PREFIX = "RELAIS87_"
TELEGRAM = "https://api.telegram.org"
TOKEN_SHAPE = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
LOCAL_TOKEN_SHAPE = re.compile(r"[A-Za-z0-9:_-]+")  # Bot API servers for tests accept shorter ones
SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")  # setWebhook's rule for secret_token
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("json", "console")


@dataclass(frozen=True)
class Setting:
    """One variable: its name, what it is for, what holds when it is absent, an example to copy."""

    name: str
    meaning: Text
    default: str = ""
    secret: bool = False
    example: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "TELEGRAM_BOT_TOKEN",
        T("the bot's token, given by @BotFather"),
        secret=True,
        example="123456789:AA...",
    ),
    Setting(
        "TELEGRAM_API_URL",
        T("the Bot API server to speak to"),
        default=TELEGRAM,
        example="http://127.0.0.1:9000",
    ),
    Setting(
        "DATABASE_URL",
        T("where the database is: sqlite:///path or postgresql://user@host/name"),
        default="sqlite:///<RELAIS87_DATA>/relais87.db",
        secret=True,
        example="postgresql://relais87@localhost/relais87",
    ),
    Setting(
        "RELAIS87_DATA", T("the folder of the embedded database and of evidence files"), default="./data"
    ),
    Setting(
        "RELAIS87_COORDINATORS",
        T("Telegram ids of the first coordinators, separated by commas or spaces"),
        example="70000001, 70000002",
    ),
    Setting(
        "RELAIS87_CONTROLLER",
        T("who answers for the data (the controller): required on Telegram, shown in the privacy notice"),
        example="Association Exemple",
    ),
    Setting(
        "RELAIS87_PRIVACY_CONTACT",
        T("where people write about their data: required on Telegram, shown in the privacy notice"),
        example="donnees@exemple.org",
    ),
    Setting(
        "RELAIS87_WEBHOOK_SECRET",
        T("what Telegram repeats with each update sent to the webhook; made at each start when absent"),
        secret=True,
        example="letters-digits_dashes",
    ),
    Setting(
        "RELAIS87_WEBHOOK_LISTEN", T("address and port the webhook listens on"), default="127.0.0.1:8080"
    ),
    Setting(
        "RELAIS87_SECOND_APPROVAL",
        T("whether another coordinator approves each message to many: yes or no"),
        default="yes",
    ),
    Setting(
        "RELAIS87_BULK_RATE",
        T("messages to many a second: 30 are free; up to 1000 are paid for to Telegram"),
        default="30",
    ),
    Setting(
        "RELAIS87_OPENROSA_URL",
        T("the ODK or KoboToolbox server that answers of forms are passed on to: what precedes /submission"),
        secret=True,
        example="https://central.exemple.org/v1/projects/7",
    ),
    Setting("RELAIS87_OPENROSA_USER", T("the account on that server"), example="relais@exemple.org"),
    Setting("RELAIS87_OPENROSA_PASSWORD", T("its password"), secret=True),
    Setting("RELAIS87_LOG", T("level and shape of the logs"), default="info json", example="debug console"),
)


class SettingsProblem(Problem):
    """The environment does not allow a start. ``problems`` holds each reason, the sentence all of them."""

    code = "settings"

    def __init__(self, problems: Sequence[Text]) -> None:
        self.problems = tuple(problems)
        listed = reduce(lambda one, then: T("{one}; {then}", one=one, then=then), self.problems)
        super().__init__(T("Settings: {problems}", problems=listed))


@dataclass(frozen=True)
class Settings:
    """Everything the environment says, checked. Secrets stay out of its repr.

    ``token`` is empty when loaded for a command that does not speak to Telegram.
    """

    data: Path
    database_url: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    token: str = field(repr=False, default="")
    api_url: str = TELEGRAM
    coordinators: frozenset[int] = frozenset()
    controller: str = ""
    privacy_contact: str = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8080
    webhook_url: str = ""
    """The address given with --webhook, where the outside world reaches us; "" without a webhook."""
    second_approval: bool = True
    bulk_rate: int = 30
    openrosa_url: str = field(repr=False, default="")
    openrosa_user: str = ""
    openrosa_password: str = field(repr=False, default="")
    log_level: str = "info"
    log_format: str = "json"

    @property
    def bot_url(self) -> str:
        """What precedes the token in the address of a method."""
        return f"{self.api_url}/bot"

    @property
    def file_url(self) -> str:
        """What precedes the token in the address of a file."""
        return f"{self.api_url}/file/bot"

    @property
    def local(self) -> bool:
        """Whether the Bot API server is on this machine: a demonstration or a test, not Telegram."""
        return is_loopback(self.api_url)


def environment() -> Mapping[str, str]:
    """The process's environment, for the command line."""
    return os.environ


def load(environ: Mapping[str, str], *, telegram: bool = True, ids: Ids | None = None) -> Settings:
    """Read and check the settings; ``telegram`` says whether the command needs to reach the Bot API.

    Raises SettingsProblem, with every reason at once.
    """
    reader = _Reader(environ)
    api_url = reader.api_url()
    data = Path(reader.text("RELAIS87_DATA"))
    host, port = reader.listen()
    level, log_format = reader.log()
    settings = Settings(
        data=data,
        database_url=reader.database(data),
        webhook_secret=reader.webhook_secret(ids or RandomIds()),
        token=reader.token(api_url, required=telegram),
        api_url=api_url,
        coordinators=reader.coordinators(),
        controller=reader.named("RELAIS87_CONTROLLER", required=telegram and not is_loopback(api_url)),
        privacy_contact=reader.named(
            "RELAIS87_PRIVACY_CONTACT", required=telegram and not is_loopback(api_url)
        ),
        webhook_host=host,
        webhook_port=port,
        second_approval=reader.yes_or_no("RELAIS87_SECOND_APPROVAL"),
        bulk_rate=reader.whole("RELAIS87_BULK_RATE", 1, 1000),
        openrosa_url=reader.openrosa(),
        openrosa_user=reader.text("RELAIS87_OPENROSA_USER"),
        openrosa_password=reader.text("RELAIS87_OPENROSA_PASSWORD"),
        log_level=level,
        log_format=log_format,
    )
    if reader.problems:
        raise SettingsProblem(reader.problems)
    return settings


def unknown(environ: Mapping[str, str]) -> Iterator[str]:
    """Variables that carry our prefix and mean nothing to us: most likely typing errors."""
    known = {setting.name for setting in SETTINGS}
    return (name for name in sorted(environ) if name.startswith(PREFIX) and name not in known)


def is_loopback(url: str) -> bool:
    """Whether an address is this very machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Reader:
    """Reads one variable at a time and gathers what is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[Text] = []

    def text(self, name: str) -> str:
        setting = next(setting for setting in SETTINGS if setting.name == name)
        return self._environ.get(name, "").strip() or setting.default

    def named(self, name: str, required: bool) -> str:
        value = self.text(name)
        if required and not value:
            meaning = next(setting.meaning for setting in SETTINGS if setting.name == name)
            self.problems.append(T("{name} is missing: {meaning}", name=Code(name), meaning=meaning))
        return value

    def wrong(self, name: str, why: Text) -> None:
        self.problems.append(T("{name} is wrong: {why}", name=Code(name), why=why))

    def token(self, api_url: str, required: bool) -> str:
        name = "TELEGRAM_BOT_TOKEN"
        value = self.named(name, required)
        shape = LOCAL_TOKEN_SHAPE if is_loopback(api_url) else TOKEN_SHAPE
        if value and required and not shape.fullmatch(value):
            self.wrong(name, T("a token is digits, a colon, then 35 characters, as @BotFather gave it"))
        return value

    def api_url(self) -> str:
        name = "TELEGRAM_API_URL"
        value = self.text(name).rstrip("/")
        try:
            parts = urlsplit(value)
            parts.port  # noqa: B018 - reading it raises when it is not a port
            right = (
                parts.scheme in ("http", "https")
                and parts.hostname
                and not parts.query
                and not parts.fragment
            )
        except ValueError:
            right = False
        if not right:
            self.wrong(
                name, T("an address such as {example} is expected", example=Code("http://127.0.0.1:9000"))
            )
            return TELEGRAM
        return value

    def openrosa(self) -> str:
        """An address that nobody can listen to on the way: what people wrote goes there."""
        name = "RELAIS87_OPENROSA_URL"
        value = self.text(name).rstrip("/").removesuffix("/submission")
        try:
            parts = urlsplit(value)
            right = bool(parts.hostname) and not parts.username and not parts.query and not parts.fragment
            safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(value))
        except ValueError:
            right = safe = False
        if value and not (right and safe):
            self.wrong(name, T("an address that begins with https:// is expected, without a password in it"))
            return ""
        return value

    def database(self, data: Path) -> str:
        name = "DATABASE_URL"
        given = self._environ.get(name, "").strip()
        if not given:
            return f"sqlite:///{data / 'relais87.db'}"
        scheme, _, rest = given.partition("://")
        if scheme in ("postgres", "postgresql", "postgresql+psycopg") and rest:
            return f"postgresql://{rest}"
        if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1 and ":memory:" not in rest:
            return given
        self.wrong(name, T("{shape} is expected", shape=Code("sqlite:///path | postgresql://user@host/name")))
        return ""

    def coordinators(self) -> frozenset[int]:
        name = "RELAIS87_COORDINATORS"
        words = re.split(r"[,;\s]+", self.text(name).strip(" ,;"))
        bad = [word for word in words if word and not re.fullmatch(r"[1-9][0-9]{0,15}", word)]
        if bad:
            self.wrong(name, T("{words}: a Telegram id is a number", words=", ".join(bad)))
        return frozenset(int(word) for word in words if word and word not in bad)

    def yes_or_no(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in ("yes", "no"):
            self.wrong(name, T("choose among {words}", words=Code("yes no")))
        return value != "no"

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.text(name)
        if not value.isdecimal() or not least <= int(value) <= most:
            self.wrong(name, T("a number from {least} to {most} is expected", least=least, most=most))
            return least
        return int(value)

    def webhook_secret(self, ids: Ids) -> str:
        name = "RELAIS87_WEBHOOK_SECRET"
        value = self.text(name) or f"{ids.new()}-{ids.new()}-{ids.new()}"
        if not SECRET_SHAPE.fullmatch(value):
            self.wrong(name, T("letters, digits, - and _ only, at most 256 of them"))
        return value

    def listen(self) -> tuple[str, int]:
        name = "RELAIS87_WEBHOOK_LISTEN"
        host, _, port = self.text(name).rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            self.wrong(name, T("{shape} is expected", shape=Code("host:port")))
            return "127.0.0.1", 8080
        return host.strip("[]"), int(port)

    def log(self) -> tuple[str, str]:
        name = "RELAIS87_LOG"
        level, shape = "info", "json"
        for word in re.split(r"[,\s]+", self.text(name).lower()):
            if word in LEVELS:
                level = word
            elif word in FORMATS:
                shape = word
            else:
                self.wrong(name, T("choose among {words}", words=Code(" ".join((*LEVELS, *FORMATS)))))
                break
        return level, shape
