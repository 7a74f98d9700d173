"""Telegram ids as they may appear in logs: a keyed hash, whose key never leaves the installation."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path

from bot.ids import Ids

KEY_FILE = "telemetry.key"
KEY_PARTS = 5  # 50 characters of 30: more than 240 bits
LENGTH = 12
_DIGITS = "0123456789abcdefghijklmnopqrstuv"


@dataclass(frozen=True)
class Pseudonyms:
    """Hides Telegram ids. The same id gives the same word here, another word in another installation."""

    key: bytes = field(repr=False)

    @classmethod
    def of_installation(cls, data: Path, ids: Ids) -> Pseudonyms:
        """With the key kept in the data folder, made the first time; readable by its owner alone."""
        path = data / KEY_FILE
        data.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls(path.read_bytes())
        key = "".join(ids.new() for _ in range(KEY_PARTS)).encode()
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
        return cls(key)

    def who(self, telegram_id: int) -> str:
        """``p`` and twelve characters: enough to follow one person in a log, not to find them."""
        number = int.from_bytes(hmac.digest(self.key, str(telegram_id).encode(), hashlib.sha256)[:8], "big")
        return "p" + "".join(_DIGITS[number >> (5 * place) & 31] for place in range(LENGTH))
