"""Making a code: where it stands, its name, maybe a material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.codes.actions import CodeActions
from bot.codes.model import CodeKind
from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text


@dataclass(frozen=True)
class CodeDialogue(NothingProposed):
    """The dialogue of /nouveaucode."""

    codes: CodeActions
    name: str = "code"
    form: str = "code"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"kind": T("Kind"), "label": T("Name"), "kit": T("Material")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """The code exists from here on."""
        kind, kit = CodeKind(values["kind"]), values.get("kit") or None
        organisation = stored.about["maker"]
        code = await self.codes.make(seat, organisation, kind, values["label"], kit)
        return Ended("code_made", code, drop=True)
