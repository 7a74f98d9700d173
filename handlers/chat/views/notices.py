"""What notices look like."""

from __future__ import annotations

from bot.contributions.model import Change, Contribution
from bot.conversation.replies import Screen
from bot.i18n import Html, T, Translator
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import clipped, go, joined, menu_row
from handlers.chat.views.contributions import act, question_lines

TITLE = 120


def returned_screen(tr: Translator, contribution: Contribution, question: Change) -> Screen:
    """A coordinator's question, with the button that opens that line alone."""
    head = T("<b>A question on {number}</b>: {title}", number=contribution.label, title=_title(contribution))
    body = joined(tr.html(head), Html(""), *question_lines(tr, question))
    rows = (
        (act(tr, T("Answer"), contribution, "answer"),),
        (go(tr, T("See it whole"), "contribution", contribution.id),),
    )
    return Screen(body, rows)


def validated_screen(tr: Translator, contribution: Contribution) -> Screen:
    """It counts now."""
    text = T("<b>{number} is validated</b>: {title}. It is in the follow-up table and in the report's draft.",
             number=contribution.label, title=_title(contribution))  # fmt: skip
    rows = (tuple(go(tr, code, "tableau", code) for code in contribution.codes), menu_row(tr))
    return Screen(tr.html(text), rows)


def merged_screen(tr: Translator, contribution: Contribution, into: Contribution) -> Screen:
    """It said the same as another."""
    text = T("<b>{number} was merged with {other}</b>: both said the same, its figures count once.",
             number=contribution.label, other=into.label)  # fmt: skip
    return Screen(tr.html(text), ((go(tr, T("See it"), "contribution", contribution.id),), menu_row(tr)))


def to_read_screen(tr: Translator, contribution: Contribution, answered: bool) -> Screen:
    """For coordinators: something to read."""
    if answered:
        text = T("<b>Answered: {number}</b> {title}", number=contribution.label, title=_title(contribution))
    else:
        text = T("<b>New: {number}</b> {title}", number=contribution.label, title=_title(contribution))
    rows = ((go(tr, T("Read it"), "dossier", contribution.id), go(tr, T("The queue"), "file")),)
    return Screen(tr.html(text), rows)


def proposed_screen(tr: Translator, organisation: Organisation) -> Screen:
    """For coordinators: a name to check."""
    text = T("<b>A new organisation</b> to check: {organisation}", organisation=shown_name(organisation))
    return Screen(tr.html(text), ((go(tr, T("See it"), "organisation", organisation.id),),))


def approved_screen(tr: Translator, organisation: Organisation) -> Screen:
    """For its people: the name they proposed is in the directory now."""
    text = T("<b>{organisation}</b> was checked by a coordinator: it is in the directory now.",
             organisation=shown_name(organisation))  # fmt: skip
    return Screen(tr.html(text), (menu_row(tr),))


def refused_screen(tr: Translator, organisation: Organisation) -> Screen:
    """For its people: the name they proposed was not kept, and what to do."""
    text = T(
        "A coordinator did not keep the organisation “{organisation}”: you no longer speak for it here. "
        "If you act for another one, /start takes less than a minute; if this is a mistake, "
        "/confidentialite says whom to write to.",
        organisation=shown_name(organisation),
    )
    return Screen(tr.html(text), ((go(tr, T("Choose another organisation"), "start"),), menu_row(tr)))


def recognised_screen(tr: Translator, organisation: Organisation) -> Screen:
    """For its people: the name they proposed was that of an organisation already there."""
    text = T(
        "The organisation you added was already in the directory: you now speak for {organisation}. "
        "Your drafts and contributions are there.",
        organisation=shown_name(organisation),
    )
    return Screen(tr.html(text), ((go(tr, T("Profile"), "profil"),), menu_row(tr)))


def joined_screen(tr: Translator, organisation: Organisation) -> Screen:
    """For colleagues: somebody joined."""
    text = T(
        "Somebody has just joined {organisation} here: they see its drafts and contributions. "
        "If nobody of yours did, tell a coordinator.",
        organisation=shown_name(organisation),
    )
    return Screen(tr.html(text), ((go(tr, T("Profile"), "profil"),),))


def _title(contribution: Contribution) -> str:
    return clipped(contribution.title, TITLE)
