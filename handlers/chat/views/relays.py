"""What an organisation forwards, and what came of it."""

from __future__ import annotations

from html import escape

from bot.codes.relays import Relay
from bot.conversation.replies import Screen
from bot.i18n import NT, Html, T, Translator
from bot.people.naming import shown_name
from handlers.chat.views.basics import go, joined, menu_row


def message(tr: Translator, relay: Relay, link: str) -> Screen:
    """To be forwarded as it is. No buttons: those that act here would be lost, or lead nowhere, elsewhere."""
    return Screen(
        joined(
            tr.html(T("<b>Forced labour and child labour exist in France too.</b>")),
            tr.html(
                T(
                    "Relais 8.7 gathers awareness kits ready to use, the dates, and who to call. "
                    "Associations, elected members and local authorities report there in minutes what they "
                    "do. No account is needed to read."
                )
            ),
            Html(""),
            Html(escape(link)),
            Html(""),
            tr.html(T("Passed on by {organisation}.", organisation=shown_name(relay.organisation))),
        )
    )


def counts_screen(tr: Translator, relay: Relay) -> Screen:
    """How often the link was opened, how many signed up from it: nobody's name."""
    name = shown_name(relay.organisation)
    lines = [
        tr.html(T("<b>To forward</b>: the message above")),
        tr.html(T("Its link is the own link of {organisation}, always the same.", organisation=name)),
        Html(""),
        tr.html(NT("Opened {count} time.", "Opened {count} times.", relay.opened)),
        tr.html(
            NT(
                "{count} person signed up from this link.",
                "{count} people signed up from this link.",
                relay.people,
            )
        ),
        tr.html(
            NT(
                "{count} organisation came through it.",
                "{count} organisations came through it.",
                relay.organisations,
            )
        ),
        tr.html(T("These are counts alone: nobody's name is kept with them.")),
    ]
    return Screen(joined(*lines), ((go(tr, T("All your codes"), "codes"),), menu_row(tr)))
