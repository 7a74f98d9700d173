"""Where rights are told in foreign languages: materials of the catalogue, and services with their source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bot.kits.catalogue import kit_of, nearest_languages
from bot.kits.model import Kit


@dataclass(frozen=True)
class Told:
    """A material that tells rights, as the catalogue has it today."""

    kit: Kit
    source: str
    checked_on: date


@dataclass(frozen=True)
class Service:
    """A service or page: ``languages`` named by its page, ``more`` how many others it states."""

    id: str
    label: Mapping[str, str] = field(hash=False)
    languages: tuple[str, ...]
    source: str
    checked_on: date
    more: int = 0


@dataclass(frozen=True)
class Held:
    """What is held for someone who reads a language: in it, near it, and in languages nobody states."""

    language: str
    in_it: tuple[Told, ...]
    others: tuple[Told, ...]
    """Not in it: the languages they exist in are offered, the nearest first."""

    @property
    def nearest(self) -> tuple[str, ...]:
        """The languages to offer instead, the nearest first; empty when it is held."""
        if self.in_it:
            return ()
        return tuple(
            dict.fromkeys(code for one in self.others for code in nearest_languages(one.kit, self.language))
        )


def held(language: str) -> Held:
    """What tells rights in a language, and what tells them in others."""
    every = tuple(_told())
    in_it = tuple(one for one in every if language in one.kit.languages)
    return Held(language, in_it, tuple(one for one in every if one not in in_it))


def languages_held() -> tuple[str, ...]:
    """Every language in which something is held, the most held first."""
    every = [code for one in _told() for code in one.kit.languages]
    return tuple(sorted(dict.fromkeys(every), key=lambda code: -every.count(code)))


@cache
def pages() -> tuple[Service, ...]:
    """Services and official pages, in their order."""
    return tuple(Service(**{**row, "languages": tuple(row["languages"])}) for row in _raw()["service"])


def _told() -> list[Told]:
    rows = [(kit_of(row["kit"]), row) for row in _raw()["told"]]
    return [
        Told(kit, row["source"], row["checked_on"]) for kit, row in rows if kit is not None and kit.handed_out
    ]


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.reference") / "data" / "rights.toml").read_text("utf-8"))
