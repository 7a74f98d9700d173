"""Kinds of organisation offered at sign-up, and which one the directory suggests.

Two kinds are local (an association, an authority): they count in no working group of the Forum. The five
others are the Forum's working groups, keyed as in the roadmap. One organisation may sit in several (MEDEF in
two). The kind belongs to the organisation, never to the person: a social partner's label beside a name would
reveal union membership (GDPR article 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.i18n import T, Text
from bot.people.directory import DirectoryEntry

LOCAL_ASSOCIATION = "local_association"
LOCAL_AUTHORITY = "local_authority"


@dataclass(frozen=True)
class Kind:
    """A kind of organisation: its stored key, what people read, whether it is one of the Forum's groups."""

    key: str
    label: Text
    working_group: bool = True


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(LOCAL_ASSOCIATION, T("Local association"), working_group=False),
        Kind(LOCAL_AUTHORITY, T("Local authority"), working_group=False),
        Kind("associations_ong", T("National association, NGO or semi-public body")),
        Kind("administrations", T("State administration")),
        Kind("partenaires_sociaux", T("Trade union or employers' organisation")),
        Kind("reseaux_entreprises", T("Business or business network")),
        Kind("organisations_internationales", T("International or European organisation")),
    )
}
"""In the order offered: the two the product is made for come first."""

_LOCAL: Mapping[str, str] = {"association_locale": LOCAL_ASSOCIATION, "collectivite": LOCAL_AUTHORITY}

# Where no document names a group, the nature of a body suggests one; the person or a coordinator confirms.
_LIKELY: Mapping[str, str] = {
    "association_ong": "associations_ong",
    "collectif": "associations_ong",
    "organisme_parapublic": "associations_ong",
    "administration": "administrations",
    "operateur": "administrations",
    "service_enquete": "administrations",
    "organisation_syndicale": "partenaires_sociaux",
    "organisation_patronale": "partenaires_sociaux",
    "reseau_entreprises": "reseaux_entreprises",
    "entreprise": "reseaux_entreprises",
    "investisseur": "reseaux_entreprises",
    "organisation_internationale": "organisations_internationales",
    "institution_europeenne": "organisations_internationales",
}


@dataclass(frozen=True)
class Suggestion:
    """Kinds to propose for an organisation; ``certain`` when they need no confirmation."""

    kinds: tuple[str, ...]
    certain: bool


def kinds_of(entry: DirectoryEntry) -> Suggestion:
    """The kinds of an organisation of the directory: by its documents, else by its nature, else none."""
    if entry.type in _LOCAL:
        return Suggestion((_LOCAL[entry.type],), certain=True)
    groups = tuple(group for group in entry.groups if group in KINDS)
    if groups:
        return Suggestion(groups, certain=entry.group_source == "source")
    likely = _LIKELY.get(entry.type)
    return Suggestion((likely,) if likely else (), certain=False)


def working_groups(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the kinds that count in a working group of the Forum."""
    return tuple(key for key in kinds if key in KINDS and KINDS[key].working_group)
