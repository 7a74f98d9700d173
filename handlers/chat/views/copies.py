"""Requests for printed copies: lists, one request, what is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.replies import Button, Screen
from bot.copies.model import Request, Side, State
from bot.copies.wording import STATES, facts_of, lines_of
from bot.dialogues.ports import StoredSession
from bot.i18n import NT, Code, Html, T, Text, Translator
from bot.kits.catalogue import kit_of
from bot.kits.model import Kit
from bot.people.directory import entry_of
from bot.people.model import Organisation
from bot.people.naming import shown_name
from handlers.chat.views.basics import (
    LONGEST_VALUE,
    bold,
    clipped,
    go,
    joined,
    menu_row,
    page_of,
    pager,
    valued,
)

TREAT = "t"
"""Argument of the list of what waits to be treated."""
ACTIONS: Mapping[State, Text] = {
    State.ACCEPTED: T("✅ Accept"),
    State.WAITING_DETAIL: T("❓ Ask for a detail"),
    State.SENT_TO_MAKER: T("📨 Sent to the maker"),
    State.SHIPPED: T("🚚 Shipped"),
    State.ASKED: T("✏️ Give the detail"),
    State.RECEIVED: T("📦 Received"),
    State.USED: T("📝 Say how many were handed out"),
    State.REFUSED: T("⛔️ Refuse, with a reason"),
    State.CLOSED: T("🗄 Close"),
}
"""What each move is called, in the order of the buttons."""
TOLD: Mapping[State, Text] = {
    State.ASKED: T("The detail was given."),
    State.WAITING_DETAIL: T("Those who treat it need a detail:"),
    State.ACCEPTED: T("It is accepted: the copies are being prepared."),
    State.SENT_TO_MAKER: T("It was sent to the maker, who holds the stock."),
    State.SHIPPED: T("The copies are shipped. Tell me when they are there."),
    State.RECEIVED: T("The copies arrived."),
    State.USED: T("The copies were handed out:"),
    State.CLOSED: T("It is closed."),
    State.REFUSED: T("It is refused. The reason:"),
}
"""What a notice says of each state."""


def list_screen(
    tr: Translator,
    requests: Sequence[Request],
    drafts: Sequence[StoredSession],
    names: Mapping[str, Organisation],
    treating: bool,
    waiting: int | None,
    page: int,
) -> Screen:
    """One's own, with those begun and not sent; or those to treat. ``waiting``: how many need something done;
    None for who treats nothing."""
    shown, page, pages = page_of(requests, page)
    head = T("<b>Requests to treat</b>") if treating else T("<b>Your requests for printed copies</b>")
    lines: list[Html] = [tr.html(head), Html("")]
    rows: list[tuple[Button, ...]] = []
    for draft in () if treating or page else drafts:
        label = T("Go on: {kit}, not sent yet", kit=draft.about["kit"])
        rows.append((go(tr, label, "brouillon", draft.id),))
    if not requests:
        none = (
            T("Nothing waits for you here.")
            if treating
            else T("None yet. A kit's card says whether it is printed.")
        )
        lines.append(tr.html(none))
    for request in shown:
        who = _name(names, request.organisation_id) if treating else ""
        lines.append(_line(tr, request, who))
        rows.append(
            (go(tr, f"{request.label} {request.kit_id} {clipped(who, 20)}".strip(), "demande", request.id),)
        )
    rows += pager(tr, "demandes", TREAT if treating else "", page, pages)
    if treating:
        rows.append((go(tr, T("Your own requests"), "demandes"),))
    elif waiting is not None:
        label = NT("📬 {count} to treat", "📬 {count} to treat", waiting)
        rows.append((go(tr, label, "demandes", TREAT),))
    rows.append((go(tr, T("📦 Kits"), "kits"),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def request_screen(
    tr: Translator,
    request: Request,
    sides: frozenset[Side],
    names: Mapping[str, Organisation],
    problem: Text | None = None,
) -> Screen:
    """A request as it stands, with what those sides can do about it now."""
    kit, language = kit_of(request.kit_id), tr.language.code
    state = T("<b>{number}</b>: {state}", number=request.label, state=STATES[request.state])
    lines = [tr.html(problem) if problem else None, tr.html(state)]
    lines += [bold(tr, T("{kit}: {name}", kit=kit.id, name=kit.label(language)))] if kit else []
    lines += [Html(f"• {tr.html(line)}") for line in lines_of(request, language)]
    lines += [Html(""), valued(tr, T("For"), _name(names, request.organisation_id))]
    asking = names.get(request.organisation_id)
    if asking is not None and not asking.checked and sides - {Side.REQUESTER}:
        lines.append(tr.html(T("⚠️ No coordinator has checked this organisation yet.")))
    if request.holder_id:
        lines.append(valued(tr, T("Stock"), _name(names, request.holder_id)))
    lines += [valued(tr, label, clipped(tr(value), LONGEST_VALUE)) for label, value in facts_of(request)]
    lines += _said(tr, request)
    if request.over and request.state is State.ASKED:
        lines += [Html(""), Html(f"⚠️ {tr.html(OVER)}")]
    rows = [
        (go(tr, label, "avancer", f"{request.id}.{request.revision}.{to}"),)
        for to, label in ACTIONS.items()
        if request.may_go(to, sides)
    ]
    return Screen(joined(*lines), (*rows, (go(tr, T("Back to the list"), "demandes"),), menu_row(tr)))


OVER = T(
    "It goes over this organisation's ceiling of the year, or nobody has checked the organisation yet: "
    "a coordinator has to agree."
)


def sure_screen(tr: Translator, request: Request) -> Screen:
    """Closing cannot be undone: ask."""
    text = T("Close {number}? Nothing more can be done with it; it stays to be read.", number=request.label)
    yes = go(tr, T("Yes, close it"), "avancer", f"{request.id}.{request.revision}.{State.CLOSED}!")
    return Screen(tr.html(text), ((yes,), (go(tr, T("No, keep it"), "demande", request.id),)))


def which_organisation_screen(tr: Translator, kit: Kit, organisations: Sequence[Organisation]) -> Screen:
    """Someone who speaks for several organisations says for which this time."""
    rows = tuple((go(tr, shown_name(o), "demanderkit", f"{kit.id}.{o.id}"),) for o in organisations)
    return Screen(tr.html(T("For which organisation?")), (*rows, menu_row(tr)))


def begun_screen(tr: Translator, kit: Kit, organisation: Organisation, draft: StoredSession) -> Screen:
    """A request for this kit is under way: go on with it, or begin another."""
    rows = (
        (go(tr, T("Go on with it"), "brouillon", draft.id),),
        (go(tr, T("A new request"), "demanderkit", f"{kit.id}.{organisation.id}.new"),),
        menu_row(tr),
    )
    text = T("You have a request for {kit} under way. Go on with it, or begin another?", kit=Code(kit.id))
    return Screen(tr.html(text), rows)


# Endings


def asked(tr: Translator, request: Request) -> Screen:
    """The request is on its way: its number and its lines."""
    language = tr.language.code
    head = T("<b>Sent: {number}.</b> Thank you.", number=Code(request.label))
    what = T("{kit}, by {date}:", kit=Code(request.kit_id), date=request.by_when)
    holder = entry_of(request.holder_id) if request.holder_id else None
    lines = [tr.html(head), Html(""), tr.html(what)]
    lines += [Html(f"• {tr.html(line)}") for line in lines_of(request, language)]
    if holder is not None:
        told = T("{organisation}, which holds the stock, and the coordinators read it.",
                 organisation=holder.acronym or holder.name)  # fmt: skip
    else:
        told = T("The coordinators read it.")
    lines += [
        Html(""),
        tr.html(told),
        tr.html(T("You are told of each change. /demandes shows where it stands.")),
    ]
    if request.over:
        lines.append(Html(f"⚠️ {tr.html(OVER)}"))
    return Screen(joined(*lines), ((_see(tr, request),), menu_row(tr)))


def moved(tr: Translator, value: tuple[Request, str | None]) -> Screen:
    """A question, an answer or a refusal is on its way."""
    request, _ = value
    text = T("Done: {number} is now “{state}”. The others are told.", number=Code(request.label),
             state=STATES[request.state])  # fmt: skip
    return Screen(tr.html(text), ((_see(tr, request),), menu_row(tr)))


def handed_out(tr: Translator, value: tuple[Request, str | None]) -> Screen:
    """Thanks; and the report made of it, to check."""
    request, draft = value
    lines = (
        tr.html(T("Thank you: noted on {number}.", number=Code(request.label))),
        tr.html(T("I made the draft of a report from it, with its actions of the roadmap. Check and send it: "
                  "it then counts in the follow-up table.")),
    )  # fmt: skip
    rows = ((go(tr, T("📝 Check the report"), "brouillon", draft or ""),), (_see(tr, request),), menu_row(tr))
    return Screen(joined(*lines), rows)


# Notices


def new_screen(tr: Translator, request: Request, organisation: Organisation) -> Screen:
    """For those who treat: something was asked."""
    head = T(
        "<b>New request {number}</b>: {organisation}",
        number=request.label,
        organisation=shown_name(organisation),
    )
    lines = [tr.html(head), tr.html(_what(request))]
    if request.over:
        lines.append(Html(f"⚠️ {tr.html(OVER)}"))
    return Screen(joined(*lines), ((_see(tr, request),), menu_row(tr)))


def told_screen(tr: Translator, request: Request, state: State) -> Screen:
    """For the other side: where it stands now, and the words that go with it."""
    words = {State.WAITING_DETAIL: request.question, State.ASKED: request.answer,
             State.REFUSED: request.reason, State.USED: request.handed_out}.get(state, "")  # fmt: skip
    lines = [
        tr.html(T("<b>{number}</b>: {state}", number=request.label, state=STATES[state])),
        tr.html(_what(request)),
        Html(""),
        tr.html(TOLD[state]),
        tr.html(T("<blockquote>{words}</blockquote>", words=words)) if words else None,
    ]
    rows: list[tuple[Button, ...]] = [(_see(tr, request),)]
    if state is State.WAITING_DETAIL and request.state is state:
        to = f"{request.id}.{request.revision}.{State.ASKED}"
        rows.insert(0, (go(tr, ACTIONS[State.ASKED], "avancer", to),))
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def how_many_screen(tr: Translator, request: Request) -> Screen:
    """For those who asked: the one question, once its day is over."""
    lines = (
        tr.html(T("<b>How many were handed out, and to whom?</b>")),
        tr.html(T("{number}: {what} You had asked for them by {date}.", number=request.label,
                  what=_what(request), date=request.by_when)),
        tr.html(T("One sentence, totals only. I ask once.")),
    )  # fmt: skip
    to = f"{request.id}.{request.revision}.{State.USED}"
    rows = ((go(tr, ACTIONS[State.USED], "avancer", to),), (_see(tr, request),), menu_row(tr))
    return Screen(joined(*lines), rows)


# Within


def _what(request: Request) -> Text:
    return NT("{kit}, {count} copy.", "{kit}, {count} copies.", request.total, kit=request.kit_id)


def _said(tr: Translator, request: Request) -> list[Html]:
    pairs = ((T("Question"), request.question), (T("Answer"), request.answer), (T("Reason"), request.reason),
             (T("Handed out"), request.handed_out))  # fmt: skip
    given = [valued(tr, label, clipped(words, LONGEST_VALUE)) for label, words in pairs if words]
    return [Html(""), *given] if given else []


def _see(tr: Translator, request: Request) -> Button:
    return go(tr, T("See the request"), "demande", request.id)


def _name(names: Mapping[str, Organisation], organisation_id: str) -> str:
    return shown_name(names[organisation_id]) if organisation_id in names else organisation_id


def _line(tr: Translator, request: Request, who: str) -> Html:
    line = T("• <b>{number}</b> {kit}, {count}, by {date}: {state}", number=request.label, kit=request.kit_id,
             count=request.total, date=request.by_when, state=STATES[request.state])  # fmt: skip
    return tr.html(T("{line} ({organisation})", line=line, organisation=clipped(who, 40)) if who else line)
