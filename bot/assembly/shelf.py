"""Files that replies name: kept ones, and those that are made when they are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.agenda import files as calendars
from bot.catalogues import translator
from bot.conversation.ports import Parcel
from bot.delivery.ports import Files
from bot.kits import files as kit_files
from bot.print import orders, signs
from bot.print.press import print_for, print_sign
from handlers.chat.services import Services
from storage.database import Database


@dataclass(frozen=True)
class Shelf:
    """Files by their hash, for the messenger: reads in a unit of its own."""

    database: Database
    files: Files
    made: Mapping[str, Callable[[str], Awaitable[Parcel | None]]]
    """Files that are made when they are sent: what their address begins with, and who makes them."""

    async def parcel(self, digest: str) -> Parcel | None:
        """The file, if it is kept, or made now."""
        for prefix, make in self.made.items():
            if digest.startswith(prefix):
                return await make(digest)
        async with self.database.reading():
            found = await self.files.read(digest)
        return Parcel(*found) if found else None


@dataclass(frozen=True)
class Calendars:
    """Makes calendar files, with the dates of their reader's own: reads in a unit of its own."""

    database: Database
    services: Services

    async def __call__(self, address: str) -> Parcel | None:
        """The file; None when the agenda holds nothing of it any more."""
        reader, today = calendars.reader_of(address)
        async with self.database.reading():
            actor = await self.services.people.actor_of(reader) if reader else None
            own = await self.services.gatherings.dates(actor, today)
            among = await self.services.timetable.events()
        made = calendars.made(address, translator, own, among)
        return Parcel(made, "agenda.ics", calendars.MEDIA_TYPE) if made else None


@dataclass(frozen=True)
class Press:
    """Kits, printed when they are sent, with the logo that was kept for them."""

    database: Database
    files: Files

    async def parcel(self, address: str) -> Parcel | None:
        """The printed kit."""
        order, logo = orders.order_of(address)
        if logo:
            async with self.database.reading():
                kept = await self.files.read(logo)
            order = replace(order, logo=kept[0] if kept else None)
        printed = await asyncio.to_thread(print_for, order)
        return Parcel(printed.content, printed.name, printed.media_type)


async def sign(address: str) -> Parcel | None:
    printed = await asyncio.to_thread(print_sign, signs.sign_of(address))
    return Parcel(printed.content, printed.name, printed.media_type)


async def catalogue(address: str) -> Parcel | None:
    made = await asyncio.to_thread(kit_files.made, address)
    return Parcel(*made) if made else None
