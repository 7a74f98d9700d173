"""What codes need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.codes.model import Code


class Codes(Protocol):
    """Codes, how often they were opened, and the organisations that came through them."""

    async def add(self, code: Code) -> None: ...

    async def add_missing(self, codes: Sequence[Code]) -> None:
        """Those whose identifier is not there yet."""
        ...

    async def get(self, code_id: str) -> Code | None: ...

    async def of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[Code]:
        """Theirs, those that are open first, then the newest."""
        ...

    async def close(self, code_id: str, at: datetime) -> None:
        """It counts no more. What it counted stays."""
        ...

    async def count(self, code_id: str, update_id: int) -> bool:
        """One more opening of an open code; the same update once only. Nothing of who opened is given."""
        ...

    async def signed_up(self, code_id: str) -> None:
        """One more person signed up from it. Nothing of who did is given."""
        ...

    async def attend(self, code_id: str, organisation_id: str) -> bool:
        """An organisation came through it. Returns False when it had already."""
        ...

    async def attending(self, code_id: str) -> Sequence[str]:
        """Ids of the organisations that did."""
        ...
