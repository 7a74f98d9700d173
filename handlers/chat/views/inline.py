"""Results to send in any chat: each whole in itself, its buttons addresses."""

from __future__ import annotations

from bot.conversation.replies import Button, Finding, Screen
from bot.i18n import Html, T, Translator
from bot.kits.model import STATES, Kit
from bot.people.directory import DirectoryEntry
from bot.reference.figures import SUBJECTS, Estimate
from bot.safeguards.card import Card
from handlers.chat.views.basics import bold, clipped, joined
from handlers.chat.views.figures import sentence
from handlers.chat.views.kits import described

KIT_LINK = "kit_"
"""What the payload of a link to a material begins with: its number follows."""


def kit_finding(tr: Translator, kit: Kit, bot_name: str) -> Finding:
    """A material: what it is, for whom, in which languages, and a button to its page here."""
    link = f"https://t.me/{bot_name}?start={KIT_LINK}{kit.id}"
    open_it = Button(tr(T("Open it in Relais 8.7")), url=link)
    title = f"{kit.id} {kit.label(tr.language.code)}"
    return Finding(
        kit.id, clipped(title, 80), tr(STATES[kit.state]), _screen(tr, described(tr, kit), open_it)
    )


def figure_finding(tr: Translator, estimate: Estimate) -> Finding:
    """A figure, with its year and its makers: as it may be quoted."""
    text = tr.html(sentence(estimate))
    screen = Screen(text)
    return Finding(
        f"figure-{estimate.id}", tr(SUBJECTS[estimate.subject]), clipped(screen.plain, 100), _screen(tr, text)
    )


def scheme_finding(tr: Translator, entry: DirectoryEntry) -> Finding:
    """A national scheme or initiative, as the official documents tell of it."""
    role, url = entry.role or "", entry.url
    text = joined(bold(tr, entry.name), tr.html(T("{text}", text=role)) if role else None)
    site = (Button(tr(T("Website")), url=url),) if url else ()
    return Finding(
        f"scheme-{entry.id}", clipped(entry.name, 80), clipped(role, 100), _screen(tr, text, *site)
    )


def card_finding(tr: Translator, card: Card) -> Finding:
    """The emergency card, to send to someone in danger."""
    title, in_short = T("In danger: who to call"), T("17, 112, 114 in silence, 119 for a child")
    return Finding("card", tr(title), tr(in_short), Screen(card.html()))


def _screen(tr: Translator, text: Html, *buttons: Button) -> Screen:
    screen = Screen(joined(text), (buttons,) if buttons else ())
    return screen.right_to_left() if tr.language.rtl else screen
