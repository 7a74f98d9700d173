"""A kit of one's own: the organisation's name and logo, its event and date, a world day, a QR code."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.codes.actions import CodeActions, NotChecked, makers
from bot.codes.model import LONGEST_LABEL, Code, CodeKind
from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Proof, Read, Reading, Refused, Surroundings, WordsOnly
from bot.errors import Problem
from bot.i18n import T, Text
from bot.people.model import Organisation
from bot.people.naming import shown_name
from bot.print.logo import redrawn
from bot.print.model import Order, Public, Shape, WorldDay
from bot.print.orders import address, file_name, printable

OWN = "own"


class LogoReader(WordsOnly):
    """A logo: a picture that can be printed. Wire: where it is kept."""

    accepts_files = True

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Words are no picture."""
        return Refused(T("A picture is expected here, PNG or JPEG. Without a logo, skip this."))

    async def objects(self, content: bytes) -> Text | None:
        """Too heavy, or no picture: said before anything of it is kept."""
        try:
            await asyncio.to_thread(redrawn, content)
        except Problem as problem:
            return problem.text
        return None

    async def read_file(self, proof: Proof, around: Surroundings) -> Reading:
        """The picture."""
        return Read(proof.digest)

    async def show(self, wire: str, language: str) -> Text | str:
        """That there is one."""
        return T("a picture")


@dataclass(frozen=True)
class OurKitDialogue(NothingProposed):
    """The dialogue of /monkit: its end is the printed files, one for each language."""

    codes: CodeActions
    bot_name: Callable[[], str]
    name: str = "ours"
    form: str = "ours"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {
            "logo": T("Logo"),
            "event": T("Event"),
            "on": T("Date"),
            "day": T("World day"),
            "languages": T("Languages"),
            "code": T("QR code"),
        }

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """The files, printed as they are sent. Raises NotChecked when the name is theirs no more."""
        about, event = stored.about, values.get("event", "")
        maker = next((one for one in makers(seat) if one.id == about["maker"]), None)
        if maker is None:
            raise NotChecked
        code = await self._code(seat, maker, event) if values.get("code") == OWN else None
        order, problem = printable(
            Order(
                Public(about["public"]),
                Shape(about["shape"]),
                about["kit_language"],
                town=shown_name(maker),
                event=event,
                on=date.fromisoformat(values["on"]) if event and values.get("on") else None,
                link=code.link(self.bot_name()) if code else "",
                world_day=WorldDay(values["day"]) if values.get("day") else None,
            )
        )
        languages = dict.fromkeys((order.language, *values.get("languages", "").split()))
        orders = tuple(replace(order, language=language) for language in languages)
        files = tuple((address(one, values.get("logo", "")), file_name(one)) for one in orders)
        return Ended("our_kit", (orders, problem), drop=True, gives=files)

    async def _code(self, seat: Seat, maker: Organisation, event: str) -> Code:
        """One of that name, if there is one; else a new one: an event's counts newcomers, as a meeting's."""
        label = (event or shown_name(maker))[:LONGEST_LABEL].strip()
        kind = CodeKind.MEETING if event else CodeKind.PLACE
        for code in await self.codes.theirs(seat):
            if code.open and (code.organisation_id, code.label, code.kind) == (maker.id, label, kind):
                return code
        return await self.codes.make(seat, maker.id, kind, label, kit=None)
