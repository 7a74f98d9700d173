"""A material to inform or train: what it is, for whom, in which languages, whether it is handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.agenda.model import told
from bot.i18n import T, Text


class State(StrEnum):
    """Where a material stands. ``restricted`` ones are never handed out here: no file, no link."""

    READY = "ready"
    TEST = "test"
    IN_PREPARATION = "in_preparation"
    SERVICE = "service"
    RESTRICTED = "restricted"


STATES: Mapping[State, Text] = {
    State.READY: T("Ready"),
    State.TEST: T("Being tested"),
    State.IN_PREPARATION: T("In preparation"),
    State.SERVICE: T("A service, not a document"),
    State.RESTRICTED: T("For police and justice only, through their own channels"),
}

PUBLICS: Mapping[str, Text] = {
    "citizens": T("General public"),
    "schools": T("Schools and pupils"),
    "workers": T("Foreign or precarious workers"),
    "displaced": T("Displaced people and asylum seekers"),
    "children": T("Children and teenagers"),
    "professionals": T("Social, health and other professionals"),
    "companies": T("Companies and buyers"),
    "officials": T("Elected members and officials"),
    "media": T("Journalists"),
}
"""Who reads or sees a material, in the order offered."""

REQUESTERS: Mapping[str, Text] = {
    "commune": T("Town or group of towns"),
    "region": T("Region or department"),
    "association": T("Local association"),
    "school": T("Teacher or school"),
    "popular_education": T("Youth or popular-education federation"),
    "company": T("Company"),
    "social_partner": T("Trade union or employers' organisation"),
    "event": T("Festival, sports or tourism organiser"),
    "professional": T("Health, social or public service"),
    "journalist": T("Journalist or journalism school"),
}
"""Who usually asks for a material, in the order offered."""


@dataclass(frozen=True)
class OutsideUpdate:
    """What was read elsewhere of a material, with its source: shown as such until a coordinator takes it."""

    said: Mapping[str, str] = field(hash=False)
    source: str
    languages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Languages named by the source that have no code."""
    formats: tuple[str, ...] = ()
    state: State | None = None


@dataclass(frozen=True)
class KitFile:
    """A file of a material, at its owner's address: shown only with its licence and its owner's agreement.

    ``agreed_by``: the organisation of the directory that agreed, and on which day.
    """

    language: str
    link: str
    licence: str
    agreed_by: str
    agreed_on: date


@dataclass(frozen=True)
class Kit:
    """A material. Texts are by language; ``makers`` are ids of the directory, ``days`` ids of the agenda.

    ``languages`` are those the documents state; ``languages_known`` says how: stated, implied, several (which
    ones is not said), to_adapt, unknown.
    """

    id: str
    state: State
    labels: Mapping[str, str] = field(hash=False)
    for_whom: Mapping[str, str] = field(hash=False)
    format: Mapping[str, str] = field(hash=False)
    languages: tuple[str, ...] = ()
    languages_known: str = "unknown"
    version: str = ""
    """As its makers name it; remarks on a material under test say which one they are about."""
    makers: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    """What of it exists on paper: copies can be asked for."""
    lent: str = ""
    """``week``: lent by the week, such as an exhibition; empty: it is not lent."""
    links: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    updates: tuple[OutsideUpdate, ...] = ()
    files: tuple[KitFile, ...] = ()

    def __post_init__(self) -> None:
        if self.state is State.RESTRICTED and (self.links or self.files):
            raise ValueError(f"{self.id} is restricted: it may carry no link and no file")

    @property
    def handed_out(self) -> bool:
        """Whether a link or a file of it may ever be shown here."""
        return self.state is not State.RESTRICTED

    @property
    def orderable(self) -> bool:
        """Whether copies or files can be asked for now; the others can only be followed."""
        return self.state in (State.READY, State.TEST)

    @property
    def copied(self) -> bool:
        """Whether printed copies of it can be asked for now."""
        return self.orderable and bool(self.printed)

    def label(self, language: str) -> str:
        """Its name in a language."""
        return told(self.labels, language)

    def exists_in(self, language: str) -> bool | None:
        """Whether the documents say it exists in a language; None when they do not say which ones."""
        if language in self.languages:
            return True
        return False if self.languages_known == "stated" else None
