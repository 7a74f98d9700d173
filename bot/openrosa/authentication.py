"""What a server that asks who we are is told: Digest where it offers it, else Basic where nobody can listen.

RFC 7616 (MD5 and SHA-256, qop auth or none) and RFC 7617.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

_PART = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES: Mapping[str, Callable[[bytes], str]] = {
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
}
"""The strongest first."""


class Asking(Protocol):
    """An answer that may ask for authentication."""

    @property
    def asks(self) -> Sequence[str]: ...


@dataclass
class Credentials:
    """A user of a server, for the length of one exchange."""

    user: str
    password: str = field(repr=False)
    _digest: dict[str, str] | None = None
    _basic: bool = False
    _count: int = 0

    def asked(self, answer: Asking) -> bool:
        """Note what a 401 asks for. False when we have nothing to say, or said it already."""
        if not self.user:
            return False
        offered = [challenge for header in answer.asks if (challenge := _challenge(header)) is not None]
        fresh = next((one for name in _HASHES for one in offered if one["algorithm"] == name), None)
        if fresh is not None:
            stale = fresh.get("stale", "").lower() == "true"
            again = self._digest is not None and not stale and fresh["nonce"] == self._digest["nonce"]
            known, self._digest, self._count = self._digest, fresh, 0
            return known is None or (stale and not again)
        basic = any(header.lower().startswith("basic") for header in answer.asks)
        first, self._basic = not self._basic, basic
        return basic and first

    def header(self, method: str, address: str) -> dict[str, str]:
        """The Authorization header for a call, none before the server asked."""
        if self._digest is not None:
            return {"Authorization": self._answer(method, address, self._digest)}
        if self._basic and _private(address):
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        return {}

    def _answer(self, method: str, address: str, challenge: Mapping[str, str]) -> str:
        parts = urlsplit(address)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        digest = _HASHES[challenge["algorithm"]]
        one = digest(f"{self.user}:{challenge['realm']}:{self.password}".encode())
        two = digest(f"{method}:{uri}".encode())
        said = {"username": self.user, "realm": challenge["realm"], "nonce": challenge["nonce"], "uri": uri}
        bare = {"algorithm": challenge["algorithm"]}
        if "auth" in challenge.get("qop", "").replace(",", " ").split():
            self._count += 1
            count = f"{self._count:08x}"
            own = digest(f"{challenge['nonce']}{count}{self.password}".encode())[:16]
            said["response"] = digest(f"{one}:{challenge['nonce']}:{count}:{own}:auth:{two}".encode())
            said["cnonce"] = own
            bare |= {"qop": "auth", "nc": count}
        else:
            said["response"] = digest(f"{one}:{challenge['nonce']}:{two}".encode())
        if "opaque" in challenge:
            said["opaque"] = challenge["opaque"]
        quoted = [f'{name}="{_quoted(value)}"' for name, value in said.items()]
        return "Digest " + ", ".join([*quoted, *(f"{name}={value}" for name, value in bare.items())])


def _challenge(header: str) -> dict[str, str] | None:
    """The parts of a Digest challenge that we can answer."""
    scheme, _, rest = header.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    found = {met[1].lower(): met[2] if met[2] is not None else met[3] for met in _PART.finditer(rest)}
    found["algorithm"] = found.get("algorithm", "MD5").upper()
    return found if found["algorithm"] in _HASHES and {"realm", "nonce"} <= found.keys() else None


def _quoted(value: str) -> str:
    return value if "\\" in value else value.replace('"', '\\"')


def _private(address: str) -> bool:
    """Whether nobody on the way can read a password: encrypted, or this very machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
