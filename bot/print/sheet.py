"""What stands on a kit, as the plain values that the templates read: words, numbers, figures, pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import segno
from babel import Locale

from bot.catalogues import LocalFormats
from bot.i18n import FSI, LANGUAGES, PDI
from bot.print.logo import as_svg, redrawn
from bot.print.model import Order, Public
from bot.print.texts import Texts, texts
from bot.print.words import apart, link_of, tidy
from bot.reference.figures import Estimate, current, estimates
from bot.safeguards.helplines import Helpline, helplines

URGENT = ("police", "europe", "silent", "child")
"""Helplines printed large, whatever the public: no kit without 17, 112, 114 and 119."""
ALSO = {
    Public.EVERYONE: ("victims",),
    Public.YOUNG: ("victims",),
    Public.PROFESSIONALS: ("victims", "referral"),
}
"""Helplines printed smaller, of which no hours are promised."""

MODERN_SLAVERY = ("people-2021", "forced-labour-2021", "forced-marriage-2021")
"""One edition, never mixed with another: ids of bot/reference."""

Sheet = Mapping[str, Any]


def sheet_of(order: Order) -> Sheet:
    """The values of one kit. Raises the problems of bot.print.problems."""
    said = texts(order.language)
    words = said.said[order.public]
    town, event = tidy(order.town), tidy(order.event)
    return {
        "lang": "fil" if order.language == "tl" else order.language,
        "rtl": LANGUAGES[order.language].rtl,
        "title": words.title,
        "lead": words.lead,
        "signs": {"title": words.signs_title, "lines": words.signs},
        "acts": {"title": words.acts_title, "lines": words.acts},
        "avoid": {"title": said.common["avoid_title"], "lines": said.common["avoid"]},
        "day": said.days[order.world_day] if order.world_day else "",
        "numbers": _numbers(order.public, said),
        "figures": _figures(order.language, said),
        "town": apart(town),
        "event": apart(event),
        "on": apart(_formats(order.language).date(order.on)) if order.on else "",
        "name": " – ".join(filter(None, (words.title, town, event))),
        "code": _code(order, said),
        "logo": _logo(order, said, town or event),
    }


def _formats(language: str) -> LocalFormats:
    return LocalFormats(Locale.parse(language))


def _numbers(public: Public, said: Texts) -> Sheet:
    known = {line.id: line for line in helplines()}
    return {
        "title": said.common["numbers_title"],
        "free": said.common["free"] if all(_always_free(known[name]) for name in URGENT) else "",
        "urgent": [_number(known[name], said) for name in URGENT],
        "also": [_number(known[name], said) for name in ALSO[public]],
    }


def _always_free(line: Helpline) -> bool:
    return line.hours == "24/7" and line.hours_verified and line.cost.startswith("free")


def _number(line: Helpline, said: Texts) -> Sheet:
    shown = line.number.replace(" ", "\u00a0")
    return {"number": f"{FSI}{shown}{PDI}", "label": said.helplines[line.id]}


def _figures(language: str, said: Texts) -> Sheet:
    """The estimates with, in small, who made them and when; of child labour, the one of today."""
    known = {one.id: one for one in estimates()}
    slavery, children = [known[name] for name in MODERN_SLAVERY], current("children")[0]
    shown = [
        {"value": _millions(one, language, said), "label": said.common[one.subject]}
        for one in (*slavery, children)
    ]
    return {
        "title": said.common["figures_title"],
        "shown": shown,
        "sources": [
            _source(slavery[0], "about_slavery", said),
            _source(children, "about_children", said),
        ],
    }


def _millions(one: Estimate, language: str, said: Texts) -> str:
    value: str = said.common["million"].format(value=_formats(language).number(one.value // 1_000_000))
    return value.replace(" ", "\u00a0")


def _source(one: Estimate, subject: str, said: Texts) -> str:
    makers = said.common["comma"].join(said.makers.get(maker, maker) for maker in one.makers)
    told: str = said.common["source"].format(
        subject=said.common[subject], makers=makers, about=one.about, published=one.published
    )
    return told


def _code(order: Order, said: Texts) -> Sheet | None:
    """The QR code, dark on white with its quiet border: phones read nothing else as surely."""
    if not order.link:
        return None
    link = link_of(order.link)
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=3, light="#fff", xmldecl=False)
    return {
        "svg": out.getvalue().decode(),
        "alt": said.alt["code"].format(link=link),
        "label": said.common["scan"],
    }


def _logo(order: Order, said: Texts, owner: str) -> Sheet | None:
    if order.logo is None:
        return None
    picture = redrawn(order.logo)
    alt = said.alt["logo"].format(name=owner) if owner else said.alt["logo_alone"]
    return {"svg": as_svg(picture), "alt": alt, "wide": picture.width / picture.height}
