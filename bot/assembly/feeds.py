"""The calendar to subscribe to, in each language: read from the database, kept a minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.agenda.feed import Feed, feed
from bot.catalogues import translator
from bot.clock import Clock, paris_day
from bot.i18n import LANGUAGES
from bot.timetable.actions import TimetableActions
from storage.database import Database

FRESH = timedelta(minutes=1)
"""However often it is asked for, it is made no more often."""


@dataclass
class Feeds:
    """Called with a language; None for one that we do not speak. Holds at most one feed a language."""

    database: Database
    timetable: TimetableActions
    clock: Clock
    _made: dict[str, tuple[datetime, Feed]] = field(default_factory=dict)

    async def __call__(self, language: str) -> Feed | None:
        """The feed, as coordinators set the agenda a minute ago at most."""
        if language not in LANGUAGES:
            return None
        now = self.clock.now()
        made, before = self._made.get(language, (None, None))
        if before is not None and made is not None and timedelta() <= now - made < FRESH:
            return before
        async with self.database.reading():
            among = await self.timetable.events()
        found = feed(translator(language), now, paris_day(now), among, before)
        self._made[language] = (now, found)
        return found
