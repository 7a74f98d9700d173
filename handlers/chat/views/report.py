"""Before a report: which draft, which organisation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.replies import Screen
from bot.dialogues.drafts import Draft
from bot.i18n import T, Translator
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import clipped, go, joined, menu_row

SHOWN = 4


def resume_or_new_screen(tr: Translator, drafts: Sequence[Draft]) -> Screen:
    """A report is already begun: go on with it, or begin another."""
    rows = [
        (go(tr, T("Go on: {title}", title=clipped(tr(draft.title), 40)), "brouillon", draft.session_id),)
        for draft in drafts[:SHOWN]
    ]
    rows.append((go(tr, T("A new report"), "declarer", "new"),))
    text = T("You have a report under way. Go on with it, or begin another?")
    return Screen(tr.html(text), (*rows, menu_row(tr)))


def which_organisation_screen(
    tr: Translator, organisations: Sequence[Organisation], again: bool = False, about: str = ""
) -> Screen:
    """Someone who speaks for several organisations says for which this time; then ``again`` what was done.

    ``about``: what the report is about, carried on to it.
    """
    rows = tuple((go(tr, shown_name(o), "declarer", f"{o.id}{about}"),) for o in organisations)
    more = tr.html(T("Choose it, then send your sentence again: it was not kept.")) if again else None
    return Screen(joined(tr.html(T("For which organisation?")), more), (*rows, menu_row(tr)))
