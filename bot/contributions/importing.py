"""Contributions of organisations that are not on Telegram: read from a file, into the same queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.contributions.incoming import Incoming, Rejected, read_lines
from bot.contributions.model import Change, Contribution, Evidence, Held, Partner, Period, Quote, State
from bot.contributions.periods import straddles
from bot.contributions.ports import Contributions
from bot.i18n import T, Text, listed
from bot.ids import Ids
from bot.people.directory import search
from bot.people.model import Organisation, Standing
from bot.people.naming import as_entry, shown_name
from bot.people.ports import Organisations
from bot.places.finding import find
from bot.places.model import OTHER_PLACE
from bot.safeguards.personal import find_personal

SOURCE = "import"
HELD: dict[Held, Text] = {
    Held.INDIVIDUAL_CASE: T("an individual case"),
    Held.PENDING_LITIGATION: T("a trial under way"),
}


@dataclass(frozen=True)
class Line:
    """A line worth a word: its number in the file, and why."""

    number: int
    reason: Text


@dataclass
class Imported:
    """What became of a file's lines."""

    queued: int = 0
    updated: int = 0
    unchanged: int = 0
    held: list[Line] = field(default_factory=list)
    rejected: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class ImportContributions:
    """Runs inside the caller's transaction: a file enters whole, or not at all when the machine fails."""

    contributions: Contributions
    organisations: Organisations
    ids: Ids

    async def __call__(self, lines: Iterable[str], now: datetime, language: str = "fr") -> Imported:
        """Queue what is new, hold what only a human may decide, change nothing that is already there.

        A line that changed since its import replaces what waits; once a coordinator dealt with it, it is
        rejected: what was decided stays.
        """
        done = Imported()
        known = dict(await self.contributions.external())
        names = await self._known_organisations()
        for read in read_lines(lines):
            if isinstance(read, Rejected):
                done.rejected.append(Line(read.line, listed_reasons(read.reasons)))
                continue
            if found := find_personal(read.title):
                done.rejected.append(Line(read.line, found[0].explain()))
                continue
            there = known.get(read.id)
            if there is not None and there[1] == read.digest:
                done.unchanged += 1
            elif there is not None:
                await self._replace(there[0], read, names, now, done)
            else:
                await self._add(read, names, now, language, done)
        return done

    async def _add(
        self, read: Incoming, names: dict[str, Organisation], now: datetime, language: str, done: Imported
    ) -> None:
        blank = Contribution(
            id=self.ids.new(), number=await self.contributions.next_number(), organisation_id="", title="",
            codes=(), quote=Quote.NAMED, language=language, source=SOURCE, sent_at=now,
        )  # fmt: skip
        contribution = await self._filled(blank, read, names)
        await self.contributions.add(contribution, Change(contribution.id, now, "imported"))
        if read.held is None:
            done.queued += 1
        else:
            done.held.append(Line(read.line, HELD[read.held]))

    async def _replace(
        self,
        contribution_id: str,
        read: Incoming,
        names: dict[str, Organisation],
        now: datetime,
        done: Imported,
    ) -> None:
        before = await self.contributions.get(contribution_id)
        if before is None or before.state is not State.SENT:
            done.rejected.append(
                Line(read.line, T("It was dealt with since its import: change it in the chat."))
            )
            return
        await self.contributions.save(
            await self._filled(before, read, names), Change(contribution_id, now, "imported")
        )
        done.updated += 1

    async def _filled(
        self, contribution: Contribution, read: Incoming, names: dict[str, Organisation]
    ) -> Contribution:
        organisation = await self._organisation(read, names)
        return replace(
            contribution,
            organisation_id=organisation.id,
            title=read.title,
            codes=read.codes,
            kind=read.kind,
            period=Period(read.start, read.end, read.precision),
            straddles=straddles(read.start, read.end),
            place=_place(read.place),
            figures=read.figures,
            partners=tuple(_partner(partner, names) for partner in read.partners),
            evidence=tuple(Evidence(link=link) for link in read.evidence),
            external_ref=read.id,
            digest=read.digest,
            held=read.held,
        )

    async def _known_organisations(self) -> dict[str, Organisation]:
        return {o.id: o for o in await self.organisations.all() if o.standing is not Standing.REFUSED}

    async def _organisation(self, read: Incoming, names: dict[str, Organisation]) -> Organisation:
        """By its identifier, else by its exact name; a new name is proposed to coordinators."""
        if read.organisation_id in names:
            return names[read.organisation_id]
        found = search(read.organisation, [as_entry(o) for o in names.values()], limit=1)
        if found and found[0].sure:
            return names[found[0].entry.id]
        new = Organisation(
            self.ids.new(), read.organisation or read.organisation_id, kind="", standing=Standing.PROPOSED
        )
        await self.organisations.add(new)
        names[new.id] = new
        return new


def listed_reasons(reasons: Iterable[Text]) -> Text:
    """Several reasons as one sentence."""
    joined = listed(list(reasons))
    return joined if isinstance(joined, Text) else T("{reason}", reason=joined)


def _place(words: str | None) -> str | None:
    """A place of the official list when the words are surely one; the words themselves otherwise."""
    if not words:
        return None
    found = find(words, 1)
    return found[0].place.code if found and found[0].sure else OTHER_PLACE + words


def _partner(named: str, names: dict[str, Organisation]) -> Partner:
    organisation = names.get(named)
    return Partner(shown_name(organisation), organisation.id) if organisation else Partner(named)
