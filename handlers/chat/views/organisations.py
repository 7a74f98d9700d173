"""Who takes part, and new organisations to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Html, T, Translator
from bot.people.kinds import KINDS
from bot.people.model import Organisation
from bot.people.naming import shown_name
from bot.places.finding import place_of
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row

SHOWN = 8


def members_screen(tr: Translator, counts: Mapping[str, int]) -> Screen:
    """Organisations with at least one member, by kind; an organisation may sit in several groups."""
    lines = [tr.html(T("<b>Organisations taking part</b>")), Html("")]
    for key, kind in KINDS.items():
        count = NT("{count} organisation", "{count} organisations", counts.get(key, 0))
        lines.append(tr.html(T("• {kind}: {count}", kind=kind.label, count=count)))
    rows = ((go(tr, T("🏷 Organisations to check"), "organisations"),), menu_row(tr))
    return Screen(joined(*lines), rows)


def proposed_screen(tr: Translator, organisations: Sequence[Organisation]) -> Screen:
    """Names that wait."""
    if not organisations:
        return Screen(tr.html(T("No organisation waits to be checked.")), (menu_row(tr),))
    head = NT("{count} organisation waits to be checked.", "{count} organisations wait to be checked.",
              len(organisations))  # fmt: skip
    rows = tuple((go(tr, clipped(shown_name(o), 50), "organisation", o.id),) for o in organisations[:SHOWN])
    return Screen(tr.html(head), (*rows, menu_row(tr)))


def organisation_screen(tr: Translator, organisation: Organisation, alike: Sequence[Organisation]) -> Screen:
    """One of them: approve, refuse, or say which known one it is."""
    lines = [bold(tr, shown_name(organisation))]
    if organisation.kind in KINDS:
        lines.append(tr.html(KINDS[organisation.kind].label))
    place = place_of(organisation.place) if organisation.place else None
    if place:
        lines.append(tr.html(place.label(tr.language.code)))
    rows: list[tuple[Button, ...]] = [
        (
            go(tr, T("Approve"), "juger", f"{organisation.id}+"),
            go(tr, T("Refuse"), "juger", f"{organisation.id}-"),
        )
    ]
    for other in alike:
        label = T("It is {organisation}", organisation=clipped(shown_name(other), 45))
        rows.append((go(tr, label, "juger", f"{organisation.id}={other.id}"),))
    rows.append((go(tr, T("It is another one of the directory"), "reconnaitre", organisation.id),))
    return Screen(joined(*lines), (*rows, (go(tr, T("Back to the list"), "organisations"),), menu_row(tr)))
