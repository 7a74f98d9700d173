"""/declarer: say what was done."""

from __future__ import annotations

from dataclasses import replace

from bot.agenda.calendar import event_of
from bot.agenda.model import Event
from bot.contributions.fields import period_to_wire
from bot.contributions.model import Period
from bot.gatherings.model import OWN, Gathering, GatheringGone
from bot.i18n import T
from bot.people.actions import signed_up
from bot.people.model import Organisation
from handlers.chat import drafts, forms
from handlers.chat.turn import Turn
from handlers.chat.views import report as view

NEW = "new"


async def begin(turn: Turn) -> None:
    """Start a report, or offer the draft that is open; ask for which organisation when there are several.

    ``@journee-12-juin`` after it: what is reported is about that day."""
    actor = signed_up(turn.seat)
    chosen, about, event_id = turn.argument.partition("@")
    if event_id.startswith(OWN):
        await _about_own(turn, event_id.removeprefix(OWN))
        return
    event = event_of(event_id)
    open_drafts = [] if chosen or event else await drafts.reports(turn)
    if open_drafts:
        turn.show(view.resume_or_new_screen(turn.tr, open_drafts))
        return
    organisation = next((o for o in actor.organisations if o.id == chosen), None)
    if organisation is None and len(actor.organisations) > 1:
        turn.show(view.which_organisation_screen(turn.tr, actor.organisations, about=f"{about}{event_id}"))
        return
    await _open(turn, organisation or actor.organisations[0], event)


async def from_sentence(turn: Turn, text: str) -> None:
    """A sentence out of the blue is a report's first answer: a draft the person can drop at once."""
    actor = signed_up(turn.seat)
    if len(actor.organisations) > 1:
        turn.say(view.which_organisation_screen(turn.tr, actor.organisations, again=True))
        return
    host = turn.services.host
    scene = await host.open("report", turn.seat, organisation_id=actor.organisations[0].id)
    scene = await host.says(scene.stored, turn.seat, text)
    note = T("I started a report from your sentence; “Delete this draft” if it is not one.")
    forms.show(turn, replace(scene, note=note))


async def _about_own(turn: Turn, gathering_id: str) -> None:
    """A report about an event of one's own: its name, its days and its place are there already."""
    card = await turn.services.gatherings.card(turn.seat, gathering_id)
    organisation_id = card.gathering.organisation_id
    if not card.mine or organisation_id is None:
        raise GatheringGone
    values = _known_of(card.gathering)
    forms.show(
        turn,
        await turn.services.host.open("report", turn.seat, organisation_id=organisation_id, values=values),
    )


def _known_of(event: Gathering) -> dict[str, str]:
    """What an event tells of the report about it, in the notation of the report's form."""
    precision = "day" if event.day == event.last_day else "period"
    values = {
        "what": event.title,
        "period": period_to_wire(Period(event.day, event.last_day, precision)),
        "place": event.place or "",
    }
    return {name: value for name, value in values.items() if value}


async def _open(turn: Turn, organisation: Organisation, event: Event | None = None) -> None:
    """Begin it; what is said of a day of the agenda counts under the first action that day serves."""
    values = {"codes": event.codes[0]} if event is not None and event.codes else {}
    scene = await turn.services.host.open("report", turn.seat, organisation_id=organisation.id, values=values)
    forms.show(turn, scene)
