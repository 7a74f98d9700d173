"""Oneself: language, profile, data, leaving."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.replies import Screen
from bot.i18n import LANGUAGES, Html, T, Text, Translator
from bot.people.kinds import KINDS
from bot.people.model import Actor, Organisation, Standing
from bot.people.naming import shown_name
from bot.places.finding import place_of
from handlers.chat.views.basics import bold, go, in_columns, joined, menu_row


def languages_screen(tr: Translator) -> Screen:
    """The languages offered, each by its own name."""
    offered = [
        go(tr, language.name, "langue", code) for code, language in LANGUAGES.items() if language.complete
    ]
    return Screen(tr.html(T("Which language do you prefer?")), (*in_columns(offered, 2), menu_row(tr)))


def language_set_screen(tr: Translator) -> Screen:
    """Said in the new language."""
    return Screen(
        tr.html(T("From now on I write in {language}.", language=tr.language.name)), (menu_row(tr),)
    )


def profile_screen(tr: Translator, actor: Actor) -> Screen:
    """For whom one speaks."""
    lines: list[Html] = [tr.html(T("<b>You speak for</b>"))]
    rows = []
    for organisation in actor.organisations:
        lines += [Html(""), bold(tr, shown_name(organisation)), *organisation_details(tr, organisation)]
        rows.append((go(tr, T("Leave {organisation}", organisation=shown_name(organisation)), "partir",
                        organisation.id),))  # fmt: skip
    writes = T("I may write to you first: yes. /stop ends it.") if actor.member.pushes else T(
        "I may write to you first: no. /notifications allows it."
    )  # fmt: skip
    lines += [Html(""), tr.html(writes)]
    more = (
        (go(tr, T("Speak for another organisation"), "rejoindre"),),
        (go(tr, T("Language"), "langue"), go(tr, T("Your data"), "confidentialite")),
    )
    return Screen(joined(*lines), (*rows, *more, menu_row(tr)))


def organisation_details(tr: Translator, organisation: Organisation) -> list[Html]:
    """What kind of organisation it is, where it acts, and whether it is still to be checked."""
    lines = []
    if organisation.kind in KINDS:
        lines.append(tr.html(KINDS[organisation.kind].label))
    place = place_of(organisation.place) if organisation.place else None
    if place:
        lines.append(tr.html(place.label(tr.language.code)))
    if organisation.standing is Standing.PROPOSED:
        lines.append(tr.html(T("To be checked by a coordinator.")))
    return lines


def leave_screen(tr: Translator, organisation: Organisation) -> Screen:
    """Before leaving: what stays and what ends."""
    text = T(
        "Leave {organisation}? Its drafts and contributions stay with it for your colleagues; "
        "your own access ends at once.",
        organisation=shown_name(organisation),
    )
    rows = (
        (go(tr, T("Yes, leave"), "partir", f"{organisation.id}!yes"),),
        (go(tr, T("No, stay"), "profil"),),
    )
    return Screen(tr.html(text), rows)


def left_screen(tr: Translator, organisation: Organisation) -> Screen:
    """Done."""
    text = T("You no longer speak for {organisation}.", organisation=shown_name(organisation))
    return Screen(tr.html(text), (menu_row(tr),))


def privacy_screen(tr: Translator, notice: Sequence[Text]) -> Screen:
    """The notice, and what one can do about one's data."""
    rows = (
        (go(tr, T("See what is kept about me"), "mesdonnees"), go(tr, T("Forget me"), "supprimer")),
        menu_row(tr),
    )
    return Screen(joined(*(tr.html(text) for text in notice)), rows)


def data_screen(tr: Translator, held: str) -> Screen:
    """Everything held, in a form that can be carried elsewhere."""
    body = joined(tr.html(T("<b>Everything kept about you</b>")), tr.html(T("<pre>{data}</pre>", data=held)))
    return Screen(body, ((go(tr, T("Forget me"), "supprimer"),), menu_row(tr)))


def erase_screen(tr: Translator) -> Screen:
    """Before forgetting: what stays."""
    text = T(
        "Forget you? Your account, your consent and your place in your organisations go. What your "
        "organisations reported stays with them, without a trace of you. This cannot be undone."
    )
    rows = ((go(tr, T("Yes, forget me"), "supprimer", "yes"),), (go(tr, T("No"), "menu"),))
    return Screen(tr.html(text), rows)


def erased_screen(tr: Translator) -> Screen:
    """Done."""
    text = T(
        "You are forgotten. To erase this chat on your devices, delete it in Telegram. Goodbye, thank you."
    )
    return Screen(tr.html(text))


def stopped_screen(tr: Translator) -> Screen:
    """The product is silent."""
    return Screen(tr.html(T("I no longer write first. /notifications allows it again.")), (menu_row(tr),))


def notified_screen(tr: Translator) -> Screen:
    """The product may write again."""
    text = T(
        "I may write to you again: questions on your contributions, reminders you ask for. /stop ends it."
    )
    return Screen(tr.html(text), (menu_row(tr),))
