"""The ladder of a local authority."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commitments.model import LADDER, Ladder, Step
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Code, Html, T, Text, Translator
from bot.people.model import Organisation
from bot.people.naming import shown_name
from bot.roadmap.model import label, plan
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row

DONE, TO_DO = "✅", "⬜"
TOWNS_SHOWN = 40


def ladder_screen(tr: Translator, town: Organisation, ladder: Ladder, ticked: Step | None = None) -> Screen:
    """The five steps and how many were taken; ``ticked``: the step just taken, and the report it could be."""
    total = len(LADDER)
    lines = [
        bold(tr, shown_name(town)),
        tr.html(
            NT("Commitment: {count} of {total}", "Commitments: {count} of {total}", ladder.count, total=total)
        ),
        Html(DONE * ladder.count + TO_DO * (total - ladder.count)),
        Html(""),
    ]  # fmt: skip
    lines += [tr.html(_said(step, ladder)) for step in LADDER]
    rows = [_tick(tr, town, ladder, step) for step in LADDER]
    if ticked is not None and ticked in ladder.taken:
        lines += [Html(""), tr.html(_fits(ticked, tr.language.code))]
        report = T("📝 Report it under {code}", code=Code(LADDER[ticked].action))
        rows.insert(0, (go(tr, report, "engagements", f"{town.id}.!{ticked}"),))
    if ticked is Step.CLAUSE:
        rows.append((go(tr, T("🛒 Procurement"), "achats"),))
    lines += [Html(""), tr.html(T("Tap a step when it is done; tap it again to take it back."))]
    return Screen(joined(*lines), (*rows, (go(tr, T("📦 Kits"), "kits"),), menu_row(tr)))


def _said(step: Step, ladder: Ladder) -> Text:
    since, name = ladder.taken.get(step), LADDER[step].label
    if since is None:
        return T("{mark} {step}", mark=TO_DO, step=name)
    return T("{mark} {step}, since {date}", mark=DONE, step=name, date=since)


def _tick(tr: Translator, town: Organisation, ladder: Ladder, step: Step) -> tuple[Button, ...]:
    """A tap takes the step, or takes it back."""
    mark, sign = (DONE, "-") if step in ladder.taken else (TO_DO, "+")
    label_ = T("{mark} {step}", mark=mark, step=LADDER[step].label)
    return (go(tr, label_, "engagements", f"{town.id}.{sign}{step}"),)


def _fits(step: Step, reader: str) -> Text:
    code = LADDER[step].action
    name = clipped(label(plan().actions[code], reader), 90)
    return T("What you did fits action {code}: {name}. Report it, so that it counts?", code=Code(code),
             name=name)  # fmt: skip


def which_town_screen(tr: Translator, towns: Sequence[Organisation]) -> Screen:
    """Someone who speaks for several authorities says for which."""
    rows = tuple((go(tr, shown_name(one), "engagements", one.id),) for one in towns)
    return Screen(tr.html(T("For which local authority?")), (*rows, menu_row(tr)))


def towns_screen(tr: Translator, towns: Sequence[tuple[Organisation, Ladder]]) -> Screen:
    """For coordinators: who is where on the ladder."""
    lines = [tr.html(T("<b>Commitments of local authorities</b>"))]
    for town, ladder in towns[:TOWNS_SHOWN]:
        said = T("• {town}: {count} of {total}", town=clipped(shown_name(town), 60), count=ladder.count,
                 total=len(LADDER))  # fmt: skip
        lines.append(tr.html(said))
    if not towns:
        lines.append(tr.html(T("None yet.")))
    return Screen(joined(*lines), ((go(tr, T("👥 Members"), "membres"),), menu_row(tr)))
