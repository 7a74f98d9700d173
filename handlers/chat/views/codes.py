"""QR codes: what a scan shows, and the pages of those who hang them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from bot.codes.model import KINDS, Code, CodeKind, Found, Opening
from bot.conversation.replies import Button, Screen
from bot.i18n import LANGUAGES, NT, RLM, Html, T, Text, Translator
from bot.i18n import Code as Written
from bot.kits.catalogue import kit_of
from bot.people.model import Actor, Organisation
from bot.people.naming import shown_name
from bot.print.model import Public
from bot.print.orders import reviewed
from bot.print.signs import Ending, Sign
from bot.print.texts import Texts
from handlers.chat.views.basics import (
    EMERGENCY,
    bold,
    clipped,
    go,
    in_columns,
    joined,
    menu_row,
    page_of,
    pager,
    valued,
)
from handlers.chat.views.printing import NOT_READ

NAMED = 30
"""Organisations of a meeting that its page names."""

ODD: Mapping[Found, Text] = {
    Found.UNKNOWN: T(
        "This link leads to no code that I know: it may be cut short. Here is the information all the same."
    ),
    Found.CLOSED: T("This code is closed: it counts no more. Here is the information all the same."),
}


def information_screen(
    tr: Translator, said: Texts, language: str, opening: Opening, actor: Actor | None
) -> Screen:
    """What anyone can do, what should alert, what not to do: in the phone's language. Then the ways on."""
    odd = ODD.get(opening.found)
    first = tr.html(odd) if odd else _whose(tr, opening)
    trace = [tr.html(T("Nothing of you is kept: openings are only counted."))]
    if opening.found is Found.OPEN and opening.code and opening.code.kind is CodeKind.MEETING:
        trace.append(tr.html(T("Who signs up from here has their organisation counted at this meeting.")))
    if _passed_on(opening) and opening.owner is not None:
        trace.append(
            tr.html(
                T(
                    "Who signs up from here is counted for {organisation}, in figures alone.",
                    organisation=shown_name(opening.owner),
                )
            )
        )
    text = joined(first, Html(""), _told(said, language), Html(""), *trace)
    return Screen(text, _ways_on(tr, opening, actor))


def _whose(tr: Translator, opening: Opening) -> Html | None:
    if opening.code is None or opening.owner is None:
        return None
    name = shown_name(opening.owner)
    if _passed_on(opening):
        return tr.html(T("Passed on by <b>{organisation}</b>", organisation=name))
    return tr.html(T("<b>{label}</b>, {organisation}", label=opening.code.label, organisation=name))


def _passed_on(opening: Opening) -> bool:
    """Whether it is the link that an organisation forwards."""
    return opening.code is not None and opening.code.kind is CodeKind.RELAY


def _told(said: Texts, language: str) -> Html:
    words, common = said.said[Public.EVERYONE], said.common
    lines = [f"<b>{escape(words.title)}</b>", escape(words.lead)]
    for title, points in (
        (words.acts_title, words.acts),
        (words.signs_title, words.signs),
        (common["avoid_title"], common["avoid"]),
    ):
        lines += ["", f"<b>{escape(title)}</b>", *(f"• {escape(point)}" for point in points)]
    mark = RLM if LANGUAGES[language].rtl else ""
    return Html("\n".join(mark + line if line else line for line in lines))


def _ways_on(tr: Translator, opening: Opening, actor: Actor | None) -> tuple[tuple[Button, ...], ...]:
    code = opening.code if opening.found is Found.OPEN else None
    rows: list[tuple[Button, ...]] = []
    kit = kit_of(code.kit) if code and code.kit else None
    if kit is not None and kit.handed_out:
        rows.append((go(tr, f"📦 {clipped(kit.label(tr.language.code), 40)}", "kits", kit.id),))
    rows.append((go(tr, T("📦 Kits"), "kits"), go(tr, T("📅 Agenda"), "agenda")))
    if code is not None and code.kind is CodeKind.MEETING:
        rows += _meeting(tr, code, actor)
    if code is not None and code.kind is CodeKind.RELAY and (actor is None or not actor.organisations):
        rows.append((go(tr, T("🙋 Sign up for an organisation"), "inscription", code.payload),))
    rows.append((go(tr, T("What this is"), "public"), go(tr, EMERGENCY, "urgence")))
    return tuple(rows)


def _meeting(tr: Translator, code: Code, actor: Actor | None) -> list[tuple[Button, ...]]:
    """At a meeting: sign up, for a newcomer; for a member, count the organisation they speak for."""
    if actor is None or not actor.organisations:
        return [(go(tr, T("🙋 I am here for an organisation: sign up"), "inscription", code.payload),)]
    return [
        (
            go(
                tr,
                T("🙋 Count {name}", name=clipped(shown_name(one), 30)),
                "present",
                f"{code.payload}.{one.id}",
            ),
        )
        for one in actor.organisations
    ]


def present_screen(tr: Translator, code: Code, organisation: Organisation) -> Screen:
    """The organisation is counted."""
    name = shown_name(organisation)
    text = T("Noted: {organisation} takes part in “{label}”.", organisation=name, label=code.label)
    return Screen(tr.html(text), (menu_row(tr),))


def codes_screen(tr: Translator, codes: Sequence[Code], page: int) -> Screen:
    """One's codes, those that are open first."""
    shown, page, pages = page_of(codes, page)
    lines = [
        tr.html(T("<b>QR codes of your places and meetings</b>")),
        tr.html(
            T(
                "Whoever scans one reads what they can do and who to call, without an account. "
                "Openings are counted, with nobody behind."
            )
        ),
    ]
    lines += [Html(""), *(_line(tr, code) for code in shown)] if shown else []
    rows = [(go(tr, f"{_sign(code)} {clipped(code.label, 40)}", "code", code.id),) for code in shown]
    make = (go(tr, T("➕ Make a code"), "nouveaucode"),)
    relay = (go(tr, T("📣 A message to forward, with your link"), "relais"),)
    return Screen(joined(*lines), (make, relay, *rows, *pager(tr, "codes", "", page, pages), menu_row(tr)))


def code_screen(tr: Translator, code: Code, link: str, attending: Sequence[Organisation]) -> Screen:
    """A code: its link, how often it was opened, who came through it, its files."""
    kit = kit_of(code.kit) if code.kit else None
    lines = [
        bold(tr, code.label),
        tr.html(KINDS[code.kind]),
        tr.html(T("Closed: it counts no more.")) if not code.open else None,
        Html(""),
        valued(tr, T("Link"), T("{address}", address=Written(link))),
        valued(tr, T("Material"), kit.label(tr.language.code)) if kit else None,
        tr.html(NT("Opened {count} time.", "Opened {count} times.", code.opened)),
        *_came(tr, code, attending),
    ]
    rows: list[tuple[Button, ...]] = [
        (go(tr, T("🖨 A4 sign to print"), "imprimercode", code.id),),
        (go(tr, T("🔳 The code alone"), "imprimercode", f"{code.id}.{Ending.PICTURE}"),),
    ]
    if code.open:
        rows.append((go(tr, T("Close this code"), "fermercode", code.id),))
    return Screen(joined(*lines), (*rows, (go(tr, T("All your codes"), "codes"),), menu_row(tr)))


def _came(tr: Translator, code: Code, attending: Sequence[Organisation]) -> list[Html]:
    """How many organisations, and the names of those that a coordinator has checked."""
    if code.kind is not CodeKind.MEETING:
        return []
    counted = NT(
        "{count} organisation came through it.", "{count} organisations came through it.", len(attending)
    )
    names = sorted(shown_name(one) for one in attending if one.checked)[:NAMED]
    return [tr.html(counted), *(tr.html(T("• {name}", name=name)) for name in names)]


def made(tr: Translator, code: Code) -> Screen:
    """An ending: the code exists."""
    text = T("<b>{label}</b>: your code is ready. Print its sign, or see its link.", label=code.label)
    rows = (
        (go(tr, T("🖨 A4 sign to print"), "imprimercode", code.id),),
        (go(tr, T("See this code"), "code", code.id), go(tr, T("All your codes"), "codes")),
        menu_row(tr),
    )
    return Screen(tr.html(text), rows)


def for_whom_screen(
    tr: Translator, organisations: Sequence[Organisation], screen: str = "nouveaucode"
) -> Screen:
    """In whose name? The answer opens ``screen``."""
    rows = [(go(tr, shown_name(one), screen, one.id),) for one in organisations]
    return Screen(tr.html(T("In the name of which organisation?")), (*rows, menu_row(tr)))


def languages_screen(tr: Translator, code: Code) -> Screen:
    """In which language? Languages are named in themselves: who reads them finds them."""
    text = joined(bold(tr, code.label), tr.html(T("In which language?")))
    buttons = [go(tr, one.name, "imprimercode", f"{code.id}.{key}") for key, one in LANGUAGES.items()]
    back = (go(tr, T("Back to the code"), "code", code.id),)
    return Screen(text, (*in_columns(buttons, 2), back, menu_row(tr)))


def given_screen(tr: Translator, code: Code, sign: Sign) -> Screen:
    """The file that follows, and what to know before printing it."""
    lines = [bold(tr, code.label), tr.html(T("Try it with a phone before you print many."))]
    if sign.ending is Ending.PAGE and not reviewed(sign.language):
        lines.append(tr.html(NOT_READ))
    again = (go(tr, T("In another language"), "imprimercode", code.id),)
    return Screen(joined(*lines), (again, (go(tr, T("Back to the code"), "code", code.id),), menu_row(tr)))


def close_screen(tr: Translator, code: Code) -> Screen:
    """Sure? What is printed with it cannot be called back."""
    text = T(
        "Close “{label}”? Who scans it still reads the information, but nothing is counted any more. "
        "A closed code cannot be opened again.",
        label=code.label,
    )
    rows = (
        (go(tr, T("Yes, close this code"), "fermercode", f"{code.id}!"),),
        (go(tr, T("No, keep it open"), "code", code.id),),
    )
    return Screen(tr.html(text), rows)


def _line(tr: Translator, code: Code) -> Html:
    opened = NT("Opened {count} time.", "Opened {count} times.", code.opened)
    state = T("{label}: closed. {opened}", label=code.label, opened=opened)
    if code.open:
        state = T("{label}: {opened}", label=code.label, opened=opened)
    return Html(f"• {tr.html(state)}")


def _sign(code: Code) -> str:
    return "🔳" if code.open else "▫️"
