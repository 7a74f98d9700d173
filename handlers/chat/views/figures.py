"""Reference figures: value, year, makers; an older one only beside the one that replaced it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agenda.model import told
from bot.conversation.replies import Screen
from bot.i18n import NT, Html, T, Text, Translator, listed
from bot.reference.figures import SUBJECTS, Estimate, current, replaced
from handlers.chat.views.basics import go, joined, menu_row

ORGANISATIONS = {"ILO": T("ILO"), "IOM": T("IOM")}
"""Makers whose initials differ from one language to the other."""


def figures_screen(tr: Translator, estimates: Sequence[Estimate]) -> Screen:
    """The figures asked for, and how to quote them."""
    lines: list[Html] = [tr.html(T("<b>Figures that can be quoted</b>"))]
    for estimate in estimates:
        lines += [Html(""), tr.html(sentence(estimate))]
        lines += [tr.html(_older(old, tr.language.code)) for old in replaced(estimate)]
    lines += [
        Html(""),
        tr.html(T("Quote the year and the makers each time; never mix two editions in one sentence.")),
    ]
    all_of_them = (go(tr, T("All the figures"), "chiffres"),)
    rows = () if len(estimates) == len(current()) else (all_of_them,)
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def sentence(estimate: Estimate) -> Text:
    """A figure as it may be quoted."""
    return T(
        "<b>{subject}: about {value}</b> ({year}; {makers}, published in {published})",
        subject=SUBJECTS[estimate.subject],
        value=_millions(estimate.value),
        year=str(estimate.about),
        makers=_makers(estimate),
        published=str(estimate.published),
    )


def _older(estimate: Estimate, language: str) -> Text:
    return T(
        "It replaces {value} ({year}), quoted in {document}.",
        value=_millions(estimate.value),
        year=str(estimate.about),
        document=told(estimate.quoted_in, language),
    )


def _makers(estimate: Estimate) -> Text | str:
    return listed([ORGANISATIONS.get(maker, maker) for maker in estimate.makers])


def _millions(value: int) -> Text:
    """``50 million``, ``40.3 million``, ``150 billion``: people do not read nine digits."""
    if value % 1_000_000_000 == 0:
        billions = value // 1_000_000_000
        return NT("{count} billion", "{count} billion", billions)
    millions = value / 1_000_000
    if millions == int(millions):
        return NT("{count} million", "{count} million", int(millions))
    return T("{number} million", number=millions)
