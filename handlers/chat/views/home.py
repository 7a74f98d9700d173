"""The first words, the menu, help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.replies import Screen
from bot.i18n import Html, T, Text, Translator
from bot.people.kinds import LOCAL_AUTHORITY
from bot.people.model import Actor
from bot.people.naming import shown_name
from bot.people.privacy import what_it_is
from bot.surveys.model import Survey
from handlers.chat.views.basics import EMERGENCY, bullets, go, joined, menu_row
from handlers.chat.views.surveys import to_fill

SHOWN = 3
"""Forms that the menu names; /remplir lists them all."""


def welcome_screen(tr: Translator, notice: Sequence[Text]) -> Screen:
    """What this is and is not, and the privacy notice: read before anything is asked."""
    lines = [*(tr.html(text) for text in what_it_is()), Html(""), *(tr.html(text) for text in notice)]
    rows = (
        (go(tr, "🌐 Français · English · …", "langue"),),
        (go(tr, T("Look around without signing up"), "public"), go(tr, EMERGENCY, "urgence")),
    )
    return Screen(joined(*lines), rows)


def menu_screen(tr: Translator, actor: Actor | None, surveys: Sequence[Survey] = ()) -> Screen:
    """What can be done here."""
    if actor is None or not actor.organisations:
        return public_screen(tr)
    names = ", ".join(shown_name(organisation) for organisation in actor.organisations)
    lines = [
        tr.html(T("<b>{organisation}</b>", organisation=names)),
        tr.html(T("What would you like to do? One sentence about what you did is enough to start a report.")),
    ]
    rows = [
        (go(tr, T("📝 Report what you did"), "declarer"),),
        *((to_fill(tr, survey),) for survey in surveys[:SHOWN]),
        (go(tr, T("📂 My drafts and contributions"), "suivi"),),
        (go(tr, T("📊 The roadmap"), "tableau"), go(tr, T("📦 Kits"), "kits")),
        (go(tr, T("📅 Agenda"), "agenda"), go(tr, T("🔔 Reminders"), "rappels")),
        (go(tr, T("👤 Profile"), "profil"),),
    ]
    if any(organisation.kind == LOCAL_AUTHORITY for organisation in actor.organisations):
        rows.append((go(tr, T("🪜 Our commitments"), "engagements"),))
    if actor.coordinates:
        rows.append((go(tr, T("✅ To validate"), "file"), go(tr, T("👥 Members"), "membres")))
        rows.append(
            (go(tr, T("📦 Edit the catalogue"), "catalogue"), go(tr, T("🪜 Towns"), "engagements", "all"))
        )
        rows.append(
            (
                go(tr, T("🏷 Organisations to check"), "organisations"),
                go(tr, T("📋 Forms of your own"), "formulaires"),
            )
        )
        rows.append(
            (
                go(tr, T("📣 Messages to many"), "diffuser"),
                go(tr, T("📬 Printed copies to treat"), "demandes", "t"),
            )
        )
    rows.append((go(tr, EMERGENCY, "urgence"),))
    return Screen(joined(*lines), tuple(rows))


def public_screen(tr: Translator) -> Screen:
    """What anyone can read."""
    lines = (
        *(tr.html(text) for text in what_it_is()),
        Html(""),
        tr.html(T("Open to all, without an account:")),
    )
    rows = (
        (go(tr, T("📦 Kits"), "kits"), go(tr, T("📅 Agenda"), "agenda")),
        (go(tr, T("📊 The roadmap"), "tableau"), go(tr, T("🔢 Figures"), "chiffres")),
        (go(tr, T("⚖️ Rights"), "droits"), go(tr, T("🛒 Procurement"), "achats")),
        (go(tr, T("🔎 Resources"), "ressources"),),
        (go(tr, T("Your data"), "confidentialite"),),
        (go(tr, T("Sign up to report"), "start"),),
        (go(tr, EMERGENCY, "urgence"),),
    )
    return Screen(joined(*lines), rows)


def help_screen(tr: Translator) -> Screen:
    """How it works, in a few lines."""
    lines = [
        T("/declarer to report: one sentence is enough, I read the rest in it and ask only what is missing."),
        T("/suivi to find your drafts and see where your contributions stand."),
        T("/tableau 1.4 to see what was done under a priority, /tableau 2.2.E under an action."),
        T("/kits and /agenda for materials and dates, /chiffres for figures that can be quoted."),
        T("/rappels to choose what I remind you of: nothing is sent that you did not ask for."),
        T("/retour, /passer and /plustard work at every step; so do the words on the buttons."),
        T("/langue to change the language, /profil for your organisation, /confidentialite for your data."),
        T("/urgence if someone is in danger: at any time, nothing is kept."),
    ]
    body = joined(tr.html(T("<b>How it works</b>")), bullets(tr.html(line) for line in lines))
    return Screen(body, (menu_row(tr),))


def newcomer_screen(tr: Translator) -> Screen:
    """Words from someone who did not sign up: where to go. The words are not kept."""
    text = T(
        "I did not keep your message: I do not know your organisation yet. "
        "/start takes less than a minute; kits and agenda are open to all."
    )
    rows = (
        (go(tr, T("Sign up to report"), "start"),),
        (go(tr, T("Look around without signing up"), "public"), go(tr, EMERGENCY, "urgence")),
    )
    return Screen(tr.html(text), rows)


def puzzled_screen(tr: Translator, actor: Actor) -> Screen:
    """Too few words to guess what is meant."""
    menu = menu_screen(tr, actor)
    text = T("I did not understand these words, and did not keep them. Here is what you can do:")
    return Screen(joined(tr.html(text), Html(""), menu.text), menu.rows)
