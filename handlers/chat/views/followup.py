"""Who fell silent, and plans whose day is past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.clock import paris_day
from bot.contributions.model import Contribution
from bot.contributions.periods import ReportingYear
from bot.conversation.replies import Button, Screen
from bot.followup.model import Silent, YearOnYear
from bot.i18n import NT, Html, T, Text, Translator
from bot.people.kinds import KINDS
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import clipped, go, joined, menu_row, page_of, pager

ON_A_PAGE = 6


def silent_screen(
    tr: Translator, found: YearOnYear, now: datetime, page: int, head: Text | None = None
) -> Screen:
    """Both years by kind, new ones, silent ones; each can be reminded in one tap."""
    last = ReportingYear(found.year.start - 1).label
    lines = [tr.html(head), Html("")] if head is not None else []
    lines.append(tr.html(T("<b>Who reports</b>, {last} then {this}", last=last, this=found.year.label)))
    for kind, (before, current) in found.kinds.items():
        name = KINDS[kind].label if kind in KINDS else kind
        line = T("• {kind}: {before}, then {current}", kind=name, before=before, current=current)
        lines.append(tr.html(line))
    lines.append(tr.html(NT("New this year: {count}", "New this year: {count}", found.new)))
    silent = NT("Silent this year: {count}", "Silent this year: {count}", len(found.silent))
    lines += [Html(""), tr.html(T("<b>{silent}</b>", silent=silent))]
    shown, page, pages = page_of(found.silent, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = []
    for one in shown:
        lines.append(tr.html(_line(one)))
        if one.may_be_reminded(now):
            label = T("🔔 Remind {organisation}", organisation=clipped(shown_name(one.organisation), 40))
            rows.append((go(tr, label, "relancer", one.organisation.id),))
    return Screen(joined(*lines), (*rows, *pager(tr, "relances", "", page, pages), menu_row(tr)))


def _line(one: Silent) -> Text:
    name = shown_name(one.organisation)
    count = NT("{count} contribution last year", "{count} contributions last year", one.last_year)
    if one.reminded_at is not None:
        day = paris_day(one.reminded_at)
        return T("• {name}: {count}, reminded on {date}", name=name, count=count, date=day)
    if not one.reachable:
        return T("• {name}: {count}, nobody to write to", name=name, count=count)
    return T("• {name}: {count}", name=name, count=count)


# Notices


def nudge_screen(tr: Translator, organisation: Organisation, reports: int) -> Screen:
    """For an organisation that reported last year."""
    count = NT("{count} contribution", "{count} contributions", reports)
    text = T(
        "Last year <b>{organisation}</b> reported {count}; nothing has come yet this year. "
        "One sentence about what you did is enough.",
        organisation=shown_name(organisation),
        count=count,
    )
    return Screen(tr.html(text), ((go(tr, T("📝 Report what you did"), "declarer"),), menu_row(tr)))


def planned_screen(tr: Translator, contribution: Contribution) -> Screen:
    """A plan whose day is past."""
    text = T("You had planned <b>{title}</b> ({number}). Did it take place?",
             title=clipped(contribution.title, 200), number=contribution.label)  # fmt: skip
    rows = (
        (go(tr, T("✅ Yes, as planned"), "eulieu", f"{contribution.id}.yes"),),
        (
            go(tr, T("⏳ Not yet"), "eulieu", f"{contribution.id}.later"),
            go(tr, T("❌ It will not"), "eulieu", f"{contribution.id}.no"),
        ),
        menu_row(tr),
    )
    return Screen(tr.html(text), rows)


_SAID: Mapping[str, Text] = {
    "yes": T("Thank you: {number} counts from now on."),
    "later": T("Noted: I will ask again in two weeks. {number} counts in no figure meanwhile."),
    "no": T("Noted: {number} is withdrawn. Nothing of it is counted."),
}


def said_screen(tr: Translator, contribution: Contribution, said: str) -> Screen:
    """What was noted."""
    text = Text(_SAID[said].msgid, {"number": contribution.label})
    see = (go(tr, T("See it"), "contribution", contribution.id),)
    return Screen(tr.html(text), (see, menu_row(tr)))
