"""What ``relais87 doctor`` finds: what is configured, what is missing, what is about to go wrong.

It only looks. Whatever needs another room (the database, the emergency card, Telegram) comes as a probe.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from bot.catalogues import DOMAIN, LOCALES, po_path, read_catalogue, translated
from bot.clock import Clock
from bot.i18n import LANGUAGES, NT, Code, T, Text
from bot.settings import SETTINGS, Settings, SettingsProblem, load, unknown

FREE_BYTES_WANTED = 500_000_000  # evidence of some hundred contributions, and room for the database to grow
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)  # this version did not exist before: an earlier clock is wrong
PROBE_FILE = ".doctor"


class Level(StrEnum):
    """How much a finding matters: an error forbids a start."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One thing found."""

    level: Level
    text: Text


@dataclass(frozen=True)
class Probes:
    """What the doctor asks of other rooms. A probe that raises is a finding, not a crash."""

    database: Callable[[str], str]
    """Given DATABASE_URL, connects and returns the schema's revision."""
    card_lacks: Callable[[], Sequence[str]]
    """The numbers that the emergency card should hold and does not."""
    stale_numbers: Callable[[datetime], Sequence[str]]
    """The helplines not checked for too long at an instant."""
    telegram: Callable[[Settings], str] | None = None
    """Asks the Bot API who the bot is, and returns its name. Left out when the network should not be used."""
    free_bytes: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free


def diagnose(environ: Mapping[str, str], probes: Probes, clock: Clock) -> list[Finding]:
    """Everything worth telling, in the order a person would check it."""
    return [
        *_settings(environ),
        *_data_folder(environ, probes),
        *_database(environ, probes),
        *_telegram(environ, probes),
        *_emergency_card(probes, clock),
        *_locales(),
        *_clock(clock),
    ]


def _settings(environ: Mapping[str, str]) -> Iterator[Finding]:
    for setting in SETTINGS:
        name, value = Code(setting.name), environ.get(setting.name, "").strip()
        if value and setting.secret:
            yield Finding(Level.OK, T("{name} is set (not shown)", name=name))
        elif value:
            yield Finding(Level.OK, T("{name} is {value}", name=name, value=Code(value)))
        elif setting.default:
            shown = Code(setting.default)
            yield Finding(Level.OK, T("{name} is not set: {value} is used", name=name, value=shown))
        else:
            yield Finding(Level.OK, T("{name} is not set", name=name))
    try:
        settings = load(environ)
    except SettingsProblem as problem:
        yield from (Finding(Level.ERROR, text) for text in problem.problems)
    else:
        if not settings.local and settings.api_url.startswith("http:"):
            yield Finding(
                Level.WARNING, T("The Bot API is reached without encryption: keep it on a network of yours.")
            )
        if not settings.coordinators:
            name = Code("RELAIS87_COORDINATORS")
            yield Finding(Level.WARNING, T("Nobody is a coordinator yet: set {name}.", name=name))
    for other in unknown(environ):
        yield Finding(Level.WARNING, T("{name} means nothing here: a typing error?", name=Code(other)))


def _readable(environ: Mapping[str, str]) -> Settings | None:
    """The settings when what does not concern Telegram is right."""
    try:
        return load(environ, telegram=False)
    except SettingsProblem:
        return None


def _data_folder(environ: Mapping[str, str], probes: Probes) -> Iterator[Finding]:
    settings = _readable(environ)
    if settings is None:
        return
    folder, shown = settings.data, Code(str(settings.data))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / PROBE_FILE
        probe.write_bytes(b"written to see that it can be")
        probe.unlink()
        free = probes.free_bytes(folder)
    except OSError as problem:
        why = type(problem).__name__
        yield Finding(
            Level.ERROR,
            T("The data folder {folder} cannot be written to ({why}).", folder=shown, why=Code(why)),
        )
        return
    yield Finding(Level.OK, T("The data folder {folder} can be written to.", folder=shown))
    megabytes = free // 1_000_000
    level = Level.OK if free >= FREE_BYTES_WANTED else Level.WARNING
    yield Finding(level, T("{megabytes} MB are free in it.", megabytes=megabytes))


def _database(environ: Mapping[str, str], probes: Probes) -> Iterator[Finding]:
    settings = _readable(environ)
    if settings is None:
        return
    kind = Code(settings.database_url.partition("://")[0])
    try:
        revision = probes.database(settings.database_url)
    except Exception as problem:  # a probe may fail in any way: each is a finding
        why = Code(type(problem).__name__)
        yield Finding(Level.ERROR, T("The database ({kind}) does not answer ({why}).", kind=kind, why=why))
    else:
        shown = Code(revision or "-")
        yield Finding(
            Level.OK, T("The database ({kind}) answers, at revision {revision}.", kind=kind, revision=shown)
        )


def _telegram(environ: Mapping[str, str], probes: Probes) -> Iterator[Finding]:
    if probes.telegram is None:
        return
    try:
        name = probes.telegram(load(environ))
    except SettingsProblem:
        return
    except Exception as problem:  # as above
        why = Code(type(problem).__name__)
        yield Finding(Level.ERROR, T("The Bot API does not answer ({why}).", why=why))
    else:
        yield Finding(Level.OK, T("The Bot API knows this bot as {name}.", name=Code(name)))


def _emergency_card(probes: Probes, clock: Clock) -> Iterator[Finding]:
    lacks = probes.card_lacks()
    if lacks:
        missing = Code(", ".join(lacks))
        yield Finding(Level.ERROR, T("The emergency card lacks {numbers}.", numbers=missing))
    else:
        yield Finding(Level.OK, T("The emergency card is complete."))
    stale = probes.stale_numbers(clock.now())
    if stale:
        shown = Code(", ".join(stale))
        yield Finding(
            Level.WARNING,
            NT(
                "{count} number of the emergency card needs a check on its owner's site: {numbers}",
                "{count} numbers of the emergency card need a check on their owners' sites: {numbers}",
                len(stale),
                numbers=shown,
            ),
        )


def _locales(locales: Path = LOCALES) -> Iterator[Finding]:
    template = locales / f"{DOMAIN}.pot"
    if not template.exists():
        yield Finding(
            Level.ERROR, T("The catalogues are missing: {path} is not there.", path=Code(str(template)))
        )
        return
    total = len(read_catalogue(template, "en"))
    for code, language in LANGUAGES.items():
        done = sum(map(translated, read_catalogue(po_path(code, locales), code)))
        level = Level.WARNING if language.complete and done < total else Level.OK
        yield Finding(
            level,
            T("{language}: {done} sentences of {total}", language=language.name, done=done, total=total)
            if language.complete
            else T(
                "{language}: {done} sentences of {total}, not offered yet",
                language=language.name,
                done=done,
                total=total,
            ),
        )


def _clock(clock: Clock) -> Iterator[Finding]:
    now = clock.now()
    if now < EARLIEST:
        yield Finding(Level.ERROR, T("The machine's clock is wrong: it says {instant}.", instant=now))
    else:
        yield Finding(Level.OK, T("The clock says {instant} (Paris time).", instant=now))
