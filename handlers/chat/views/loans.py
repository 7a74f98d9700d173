"""A kit that is lent by the week: free weeks, those reserved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.conversation.replies import Button, Screen
from bot.copies.loans import Loan
from bot.i18n import Code, Html, T, Text, Translator
from bot.kits.model import Kit
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import bold, go, in_columns, joined, menu_row, page_of, pager

OFFERED = 8
"""Free weeks on one screen."""
SHOWN = 10
"""Reserved weeks on one screen."""


def calendar_screen(
    tr: Translator,
    kit: Kit,
    free: Sequence[date],
    held: Sequence[Loan],
    names: Mapping[str, Organisation],
    page: int = 0,
    problem: Text | None = None,
) -> Screen:
    """Weeks to choose from, and those that the person may free. ``problem``: why a week was not had."""
    shown, page, pages = page_of(free, page, OFFERED)
    lines: list[Html | None] = [
        tr.html(problem) if problem else None,
        bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(tr.language.code))),
        tr.html(T("It is lent by the week, from a Monday on. Which one? You can also write a day of it: "
                  "/emprunter {kit} 15 June", kit=kit.id)),
    ]  # fmt: skip
    if not free:
        lines.append(tr.html(T("No week is free in the year that comes.")))
    rows: list[tuple[Button, ...]] = []
    rows += in_columns([_week(tr, kit, week) for week in shown], 2)
    rows += pager(tr, "emprunter", kit.id, page, pages)
    if held:
        lines += [Html(""), tr.html(T("Reserved:"))]
    for loan in held[:SHOWN]:
        who = shown_name(names[loan.organisation_id]) if loan.organisation_id in names else ""
        lines.append(Html(f"• {tr.html(T('{date}: {organisation}', date=loan.week, organisation=who))}"))
        label = T("Free: {date}", date=loan.week)
        rows.append((go(tr, label, "liberer", _at(loan)),))
    rows.append((go(tr, T("See it"), "kits", kit.id),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def reserved_screen(tr: Translator, kit: Kit, loan: Loan, organisation: Organisation) -> Screen:
    """The week is theirs."""
    text = T(
        "<b>Reserved</b> for {organisation}: {kit}, the week of {date}. Those who lend it are told; "
        "if they have to free the week, you are told here.",
        organisation=shown_name(organisation), kit=Code(kit.id), date=loan.week,
    )  # fmt: skip
    rows = (
        (go(tr, T("Free: {date}", date=loan.week), "liberer", _at(loan)),),
        _back(tr, kit.id),
        menu_row(tr),
    )
    return Screen(tr.html(text), rows)


def which_organisation_screen(
    tr: Translator, kit: Kit, week: date, organisations: Sequence[Organisation]
) -> Screen:
    """Someone who speaks for several organisations says for which this time."""
    rows = tuple(
        (go(tr, shown_name(one), "emprunter", f"{kit.id}.{week.isoformat()}.{one.id}"),)
        for one in organisations
    )
    return Screen(tr.html(T("For which organisation?")), (*rows, menu_row(tr)))


def sure_screen(tr: Translator, loan: Loan) -> Screen:
    """Somebody else may take the week: ask."""
    text = T("Free the week of {date}? Others can then reserve it.", date=loan.week)
    rows = ((go(tr, T("Yes, free it"), "liberer", f"{_at(loan)}!"),), _back(tr, loan.kit_id))
    return Screen(tr.html(text), rows)


def reserved_notice(tr: Translator, kit: Kit, loan: Loan, organisation: Organisation) -> Screen:
    """For those who lend: a week was reserved."""
    text = T("<b>{organisation}</b> reserved {kit} for the week of {date}.",
             organisation=shown_name(organisation), kit=Code(kit.id), date=loan.week)  # fmt: skip
    return Screen(tr.html(text), (_back(tr, kit.id), menu_row(tr)))


def freed_notice(tr: Translator, kit: Kit, loan: Loan, organisation: Organisation) -> Screen:
    """For the other side: a reservation is undone."""
    text = T("The week of {date} is free again: {kit} is no longer reserved for {organisation}.",
             organisation=shown_name(organisation), kit=Code(kit.id), date=loan.week)  # fmt: skip
    return Screen(tr.html(text), (_back(tr, kit.id), menu_row(tr)))


def _week(tr: Translator, kit: Kit, week: date) -> Button:
    return go(tr, T("{date}", date=week), "emprunter", f"{kit.id}.{week.isoformat()}")


def _at(loan: Loan) -> str:
    return f"{loan.kit_id}.{loan.week.isoformat()}.{loan.organisation_id}"


def _back(tr: Translator, kit_id: str) -> tuple[Button, ...]:
    return (go(tr, T("📅 The weeks"), "emprunter", kit_id),)
