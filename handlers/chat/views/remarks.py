"""Remarks on a kit under test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.replies import Screen
from bot.i18n import NT, Code, Html, T, Text, Translator
from bot.kits.model import Kit
from bot.kits.remarks import LEVELS, Remark
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager

ON_A_PAGE = 4
LONGEST = 700
"""Characters of a remark among others; a notice shows it whole up to LONGEST_ALONE."""
LONGEST_ALONE = 3000


def begins(kit: Kit, reader: str) -> Text:
    """What the remarks are about."""
    name = clipped(kit.label(reader), 80)
    if not kit.version:
        return T("Remarks on {kit}, {name}. No pupil's name.", kit=kit.id, name=name)
    return T("Remarks on {kit}, {name}, version {version}. No pupil's name.", kit=kit.id, name=name,
             version=kit.version)  # fmt: skip


def sent(tr: Translator, remark: Remark) -> Screen:
    """The remark is with its makers."""
    text = T("<b>Thank you.</b> Your remark on {kit} is with its makers and the coordinators, "
             "under the name of your organisation alone.", kit=Code(remark.kit_id))  # fmt: skip
    rows = (
        (go(tr, T("📝 Report the class too"), "declarer", "new"),),
        (go(tr, T("See it"), "kits", remark.kit_id),),
    )
    return Screen(tr.html(text), (*rows, menu_row(tr)))


def notice_screen(tr: Translator, kit: Kit, remark: Remark, organisation: Organisation | None) -> Screen:
    """For makers and coordinators: what a class made of it."""
    head = T("<b>A remark on {kit}</b>: {name}", kit=Code(kit.id), name=kit.label(tr.language.code))
    lines = [tr.html(head), *_lines(tr, remark, organisation, LONGEST_ALONE)]
    return Screen(joined(*lines), ((go(tr, T("All the remarks"), "remarques", kit.id),), menu_row(tr)))


def remarks_screen(
    tr: Translator, kit: Kit, found: Sequence[Remark], names: Mapping[str, Organisation], page: int
) -> Screen:
    """Every remark on a kit, the newest first, each with the version it is about."""
    shown, page, pages = page_of(found, page, ON_A_PAGE)
    lines = [bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(tr.language.code)))]
    lines.append(tr.html(NT("{count} remark", "{count} remarks", len(found))))
    for one in shown:
        lines += [Html(""), *_lines(tr, one, names.get(one.organisation_id or ""), LONGEST)]
    rows = (*pager(tr, "remarques", kit.id, page, pages), (go(tr, T("See it"), "kits", kit.id),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def _lines(tr: Translator, one: Remark, organisation: Organisation | None, longest: int) -> list[Html]:
    who: Text | str = shown_name(organisation) if organisation else T("an organisation")
    pupils = NT("{count} pupil", "{count} pupils", one.class_size)
    head = T("<b>{organisation}</b>, {level}, {date}, {pupils} (version {version})", organisation=who,
             level=LEVELS.get(one.level, LEVELS["other"]), date=one.day, pupils=pupils,
             version=one.version or "-")  # fmt: skip
    return [tr.html(head), tr.html(T("“{words}”", words=clipped(one.words, longest)))]
