"""The last screen of each dialogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.contributions.model import Contribution
from bot.conversation.replies import Screen
from bot.dialogues.model import Ended
from bot.i18n import Code, Html, T, Translator
from bot.people.model import Actor, Organisation, Standing
from bot.people.naming import shown_name
from handlers.chat.views import (
    broadcasts,
    codes,
    copies,
    gatherings,
    letters,
    printing,
    remarks,
    surveys,
    timetable,
)
from handlers.chat.views.basics import go, joined, menu_row
from handlers.chat.views.person import organisation_details


def declined(tr: Translator, _: Any) -> Screen:
    """Consent was not given: nothing is kept."""
    text = T("Understood: nothing of yours is kept. Kits, agenda and the roadmap stay open to you.")
    return Screen(tr.html(text), (menu_row(tr),))


def welcome(tr: Translator, actor: Actor) -> Screen:
    """The profile card of a new member."""
    lines = [tr.html(T("<b>Welcome.</b> You speak for:"))]
    for organisation in actor.organisations:
        lines.append(tr.html(T("<b>{organisation}</b>", organisation=shown_name(organisation))))
        lines += organisation_details(tr, organisation)
        if organisation.standing is Standing.PROPOSED:
            lines.append(tr.html(T("You can report at once.")))
    lines += [Html(""), tr.html(T("To report, just say in one sentence what you did, or press /declarer."))]
    rows = (
        (go(tr, T("📝 Report what you did"), "declarer"), go(tr, T("👤 Profile"), "profil")),
        menu_row(tr),
    )
    return Screen(joined(*lines), rows)


def report_sent(tr: Translator, contribution: Contribution) -> Screen:
    """The contribution is in the queue."""
    lines: tuple[Html, ...] = (
        tr.html(T("<b>Sent: {number}.</b> Thank you.", number=Code(contribution.label))),
        tr.html(T("A coordinator will read it, and may ask you one question. /suivi shows where it stands.")),
    )
    if contribution.planned:
        planned = T(
            "It is planned: it counts in no figure yet. Once it is over I will ask you if it took place."
        )
        lines = (*lines, tr.html(planned))
    see = go(tr, T("See it"), "contribution", contribution.id)
    return Screen(joined(*lines), ((see,), menu_row(tr)))


def answered(tr: Translator, contribution: Contribution) -> Screen:
    """The answer went back to the coordinator."""
    text = T(
        "Thank you: {number} went back to the coordinator with your answer.", number=Code(contribution.label)
    )
    return Screen(tr.html(text), ((go(tr, T("See it"), "contribution", contribution.id),), menu_row(tr)))


def returned(tr: Translator, contribution: Contribution) -> Screen:
    """The coordinator's question is on its way."""
    text = T("{number} went back to its author with your question.", number=Code(contribution.label))
    return Screen(tr.html(text), ((go(tr, T("Next in the queue"), "file"),), menu_row(tr)))


def recognised(tr: Translator, organisation: Organisation) -> Screen:
    """A proposed organisation was a known one."""
    text = T("Noted: it is {organisation}. Its people and drafts are there now.",
             organisation=shown_name(organisation))  # fmt: skip
    return Screen(tr.html(text), ((go(tr, T("Back to the list"), "organisations"),), menu_row(tr)))


ENDINGS: Mapping[str, Callable[[Translator, Any], Screen]] = {
    "declined": declined,
    "welcome": welcome,
    "report_sent": report_sent,
    "answered": answered,
    "returned": returned,
    "recognised": recognised,
    "code_made": codes.made,
    "our_kit": printing.own,
    "remark_sent": remarks.sent,
    "survey_sent": surveys.sent,
    "survey_tried": surveys.tried,
    "survey_audience": surveys.ready,
    "broadcast_shown": broadcasts.again,
    "copies_asked": copies.asked,
    "copies_moved": copies.moved,
    "copies_told": copies.handed_out,
    "calendar_set": timetable.entry_screen,
    "letter_published": letters.published,
    "event_planned": gatherings.planned,
    "meeting_ready": gatherings.ready,
    "gathering_moved": gatherings.moved,
    "gathering_corrected": gatherings.corrected,
    "notes_sent": gatherings.noted,
}


def ending_screen(tr: Translator, ended: Ended) -> Screen:
    """How a dialogue ended."""
    return ENDINGS[ended.screen](tr, ended.value)
