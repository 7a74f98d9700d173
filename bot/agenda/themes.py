"""What reminders speak of, for people to choose from; and whom each event concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.agenda.model import Event, Kind


class Theme(StrEnum):
    """A kind of reminder, that a member turns on or off."""

    DAYS = "days"  # official days and big events: near, on the day, after
    KITS = "kits"  # the same, long before: time to choose a kit and have it printed
    PERIOD = "period"  # the year of report: opening, closing, what to read again
    MEETINGS = "meetings"  # the Forum, working groups, trainings, conferences
    LETTERS = "letters"  # newsletters, press reviews


KIT_LEAD = 21
"""Days before a day from which on its reminder is about preparing it: posters take three weeks."""
LETTERS = "abonnes_lettre"
EVERYONE = frozenset(("tous", "grand_public", LETTERS))
"""Audiences that ask for nothing: letters go to whoever turns them on."""
COORDINATION = frozenset(("coordination", "responsables_etapes"))

_BY_KIND: Mapping[str, frozenset[str]] = {
    "local_association": frozenset(("associations", "associations_accompagnantes", "professionnels")),
    "associations_ong": frozenset(("associations", "associations_accompagnantes", "professionnels")),
    "local_authority": frozenset(("collectivites", "ecoles", "professionnels")),
    "administrations": frozenset(("administrations", "ecoles", "professionnels")),
    "partenaires_sociaux": frozenset(("entreprises", "professionnels")),
    "reseaux_entreprises": frozenset(("entreprises", "reseaux_entreprises")),
    "organisations_internationales": frozenset(),
}
"""Audiences of each kind of organisation (bot.people.kinds). The data has no kind for schools: town halls run
them and the State's administrations too."""


def theme_of(event: Event, offset: int) -> Theme:
    """What a reminder of an event is about, so many days before (negative), on or after it."""
    if event.kind in (Kind.DAY, Kind.VISIBILITY):
        return Theme.KITS if offset <= -KIT_LEAD else Theme.DAYS
    if LETTERS in event.audience:
        return Theme.LETTERS
    if event.meeting or event.kind in (Kind.INTERNATIONAL, Kind.TRAINING, Kind.FLOW):
        return Theme.MEETINGS
    return Theme.PERIOD


def audiences_of(kinds: Iterable[str], grouped: bool, coordinates: bool) -> frozenset[str]:
    """The audiences that a member is in: ``kinds`` of their organisations, whether one sits in a working
    group of the Forum, whether they coordinate."""
    kinds = tuple(kinds)
    found = EVERYONE.union(*(_BY_KIND.get(kind, frozenset()) for kind in kinds))
    if kinds:
        found |= {"auteurs"}
    if grouped:
        found |= {"groupes_de_travail", "forum"}
    return found | COORDINATION if coordinates else found
