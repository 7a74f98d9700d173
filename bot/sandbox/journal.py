"""A record of every call of the bot, and of every violation: what it sent that Telegram would refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.limits import Refused


@dataclass(frozen=True)
class Record:
    """One call: what was asked, what came of it. ``limit`` names the entry that refused it."""

    at: datetime
    method: str
    fields: dict[str, Any]
    files: tuple[str, ...]
    code: int
    description: str = ""
    limit: str = ""
    blamed: bool = False
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.code == 200

    def __str__(self) -> str:
        said = str(self.fields)
        return f"{self.method}: {self.code} {self.description} ({said[:200]})"


class Journal:
    """What the bot did, in order."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._forgiven: set[str] = set()

    def add(self, record: Record) -> None:
        """Keeps a call."""
        self.records.append(record)

    def of(self, *methods: str) -> list[Record]:
        """The calls of some methods, in order; of all but getUpdates when none is named."""
        return [r for r in self.records if r.method in methods or (not methods and r.method != "getUpdates")]

    @property
    def violations(self) -> list[Record]:
        """The calls that Telegram would have refused and that the bot should not have made."""
        return [record for record in self.records if record.blamed and record.limit not in self._forgiven]

    def forgive(self, *limits: str) -> None:
        """These refusals are expected in this test."""
        self._forgiven.update(limits)

    def clear(self) -> None:
        """Forgets everything."""
        self.records.clear()
        self._forgiven.clear()

    def check(self) -> None:
        """Raises AssertionError, readable, when there is any violation."""
        found = self.violations
        assert not found, "Telegram would refuse:\n" + "\n".join(f"  {record}" for record in found)


def refusal(
    at: datetime, method: str, fields: dict[str, Any], files: Iterable[str], refused: Refused
) -> Record:
    """The record of a refused call."""
    limit = refused.limit
    return Record(
        at, method, fields, tuple(files), limit.code, refused.description, limit.name, limit.blamed
    )  # fmt: skip
