"""Events of organisations and meetings: lists, cards, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.agenda.model import Kind as AgendaKind
from bot.agenda.model import Occurrence, ReminderDay
from bot.agenda.recurrence import reminder_days
from bot.conversation.replies import Button, Screen
from bot.gatherings.model import (
    ANSWERS,
    KINDS,
    KIT_PUBLIC,
    Answer,
    Card,
    Gathering,
    Sort,
    State,
    occurrence_of,
)
from bot.i18n import NT, Code, Html, T, Text, Translator, listed
from bot.people.kinds import KINDS as ORGANISATION_KINDS
from bot.people.naming import shown_name
from bot.places.finding import place_of
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager, valued

MARKS = {Answer.YES: "✅", Answer.MAYBE: "🤔", Answer.NO: "❌"}
ON_A_PAGE = 6


def list_screen(tr: Translator, sort: Sort, held: Sequence[Gathering], page: int) -> Screen:
    """Those one holds, and how to plan another."""
    shown, page, pages = page_of(held, page, ON_A_PAGE)
    meeting = sort is Sort.MEETING
    name = "reunion" if meeting else "evenement"
    head = T("<b>Meetings</b> that you call") if meeting else T("<b>Events</b> of your organisation")
    more = (
        T("Prepare one: you see how many people it invites before anyone is told.")
        if meeting
        else T("Plan one: your organisation is reminded of it, with the kits that fit and the report after.")
    )
    lines = [tr.html(head), tr.html(more), Html("")]
    rows: list[tuple[Button, ...]] = []
    for one in shown:
        lines.append(tr.html(T("• <b>{name}</b>: {date}", name=one.title, date=when(one))))
        rows.append((go(tr, clipped(one.title, 50), "evenement", one.id),))
    new = T("➕ Prepare a meeting") if meeting else T("➕ Plan an event")
    rows.insert(0, (go(tr, new, name, "new"),))
    return Screen(joined(*lines), (*rows, *pager(tr, name, "", page, pages), menu_row(tr)))


def when(one: Gathering) -> Text:
    """Its days and its hour; that it was cancelled, or waits to be called."""
    shown = T("{date}", date=one.day) if one.day == one.last_day else T(
        "from {start} to {end}", start=one.day, end=one.last_day
    )  # fmt: skip
    if one.at is not None:
        shown = T("{date}, {time}", date=shown, time=one.at)
    if one.state is State.CANCELLED:
        return T("{date} (cancelled)", date=shown)
    return T("{date} (nobody is invited yet)", date=shown) if one.state is State.DRAFT else shown


def where(tr: Translator, one: Gathering) -> list[Html]:
    """Its place, its address, its link."""
    place = place_of(one.place) if one.place else None
    lines = [valued(tr, T("Place"), place.label(tr.language.code))] if place else []
    if one.address:
        lines.append(valued(tr, T("Address or room"), one.address))
    if one.link:
        lines.append(tr.html(T("{address}", address=Code(one.link))))
    return lines


def card_screen(tr: Translator, card: Card, today: date, head: Text | None = None) -> Screen:
    """One event or meeting, and what this person can do about it."""
    one = card.gathering
    lines = [tr.html(head), Html("")] if head is not None else []
    lines += [bold(tr, one.title), tr.html(when(one)), *where(tr, one)]
    if card.owner is not None:
        lines.append(tr.html(T("Held by: {owner}", owner=shown_name(card.owner))))
    if one.sort is Sort.EVENT:
        lines += _event_lines(tr, card, today)
    else:
        lines += _meeting_lines(tr, card)
    rows = _event_rows(tr, card, today) if one.sort is Sort.EVENT else _meeting_rows(tr, card, today)
    back = (go(tr, T("Back to the agenda"), "agenda"),)
    return Screen(joined(*lines), (*rows, back, menu_row(tr)))


# Events


def _event_lines(tr: Translator, card: Card, today: date) -> list[Html]:
    one = card.gathering
    lines = [valued(tr, T("Sort"), KINDS[one.kind])] if one.kind in KINDS else []
    if one.state is not State.PLANNED:
        return lines
    if card.mine and card.owner is not None and not card.owner.checked:
        lines.append(tr.html(T("Others read of it once a coordinator has checked your organisation.")))
    if not card.reply.muted and (card.mine or card.reply.follows):
        ahead = [day for day in reminder_days(occurrence_of(one)) if day.day > today]
        if ahead:
            lines += [Html(""), tr.html(T("Reminders to come: {days}.", days=leads(ahead)))]
    return lines


def leads(days: Sequence[ReminderDay]) -> Text | str:
    """ "30 days before, 7 days before, the day itself, 14 days after"."""
    return listed([_lead(one.offset) for one in days])


def _lead(offset: int) -> Text:
    if offset == 0:
        return T("the day itself")
    if offset < 0:
        return NT("{count} day before", "{count} days before", -offset)
    return NT("{count} day after", "{count} days after", offset)


def _event_rows(tr: Translator, card: Card, today: date) -> list[tuple[Button, ...]]:
    one = card.gathering
    if one.state is State.CANCELLED:
        return []
    rows: list[tuple[Button, ...]] = []
    if one.day <= today and card.mine:
        rows.append((go(tr, T("📝 Say what you did"), "declarer", f"@{one.agenda_id}"),))
    if not one.over(today):
        rows.append((go(tr, T("📦 Kits that fit"), "kits", KIT_PUBLIC[one.kind]),))
        told = not card.reply.muted and (card.mine or card.reply.follows)
        label = T("🔕 No reminder of it") if told else T("🔔 Remind me of it")
        rows.append((go(tr, label, "suivredate", f"{one.id}{'-' if told else '+'}"),))
        rows.append((_calendar(tr, one),))
    return rows + (_change_rows(tr, one, today) if card.mine else [])


def _calendar(tr: Translator, one: Gathering) -> Button:
    return go(tr, T("🗓 Into my calendar"), "calendrier", occurrence_of(one).key)


def _change_rows(tr: Translator, one: Gathering, today: date) -> list[tuple[Button, ...]]:
    if one.over(today):
        return []
    return [
        (
            go(tr, T("📅 Change the date"), "deplacer", one.id),
            go(tr, T("🚫 Cancel it"), "annuler", one.id),
        ),
        (go(tr, T("✏️ Change its name, place or link"), "corriger", one.id),),
    ]


def correct_screen(tr: Translator, one: Gathering) -> Screen:
    """Which line to change."""
    text = T("What changes in <b>{name}</b>? Those it concerns are told.", name=one.title)
    names = {"title": T("Name"), "place": T("Place"), "address": T("Address or room"), "link": T("Link")}
    rows = [
        (go(tr, label, "corriger", f"{one.id}.{field}"),)
        for field, label in names.items()
        if field != "address" or one.place
    ]
    return Screen(tr.html(text), (*rows, (go(tr, T("See it"), "evenement", one.id),), menu_row(tr)))


def sure_screen(tr: Translator, one: Gathering) -> Screen:
    """Before cancelling: who is told."""
    text = T("Cancel <b>{name}</b>, {date}? Those it concerns are told once. This cannot be undone.",
             name=one.title, date=when(one))  # fmt: skip
    rows = (
        (go(tr, T("Yes, cancel it"), "annuler", f"{one.id}.{one.revision}"),),
        (go(tr, T("No, keep it"), "evenement", one.id),),
    )
    return Screen(tr.html(text), rows)


def which_screen(tr: Translator, organisations: Sequence[tuple[str, str]]) -> Screen:
    """Someone who speaks for several organisations says for which this time."""
    rows = tuple((go(tr, name, "evenement", f"new@{key}"),) for key, name in organisations)
    return Screen(tr.html(T("For which organisation?")), (*rows, menu_row(tr)))


# Meetings


def _meeting_lines(tr: Translator, card: Card) -> list[Html]:
    one, tally = card.gathering, card.tally
    lines: list[Html] = []
    if tally is not None:
        lines += [Html(""), *_invited_lines(tr, one)]
        people = NT("{count} person", "{count} people", tally.invited)
        places = NT("{count} organisation", "{count} organisations", tally.organisations)
        if one.state is State.DRAFT:
            lines.append(tr.html(T("Would invite: {people}, {places}.", people=people, places=places)))
        else:
            lines.append(tr.html(T("Invitations: {people}, {places}.", people=people, places=places)))
            lines += [tr.html(counted(answer, tally.counts[answer])) for answer in Answer]
            silent = NT("No answer: {count}", "No answer: {count}", tally.silent)
            lines.append(tr.html(silent))
    if card.invited and card.reply.answer is not None:
        lines += [Html(""), tr.html(T("Your answer: {answer}.", answer=ANSWERS[card.reply.answer]))]
    if one.notes and (card.mine or card.invited):
        lines += [Html(""), bold(tr, T("Notes")), tr.html(one.notes)]
    return lines


def counted(answer: Answer, count: int) -> Text:
    """ "✅ Yes, I come: 3"."""
    return T("{mark} {answer}: {count}", mark=MARKS[answer], answer=ANSWERS[answer], count=count)


def _invited_lines(tr: Translator, one: Gathering) -> list[Html]:
    groups = [ORGANISATION_KINDS[key].label for key in one.audience.kinds if key in ORGANISATION_KINDS]
    areas = [place.label(tr.language.code) for code in one.audience.areas if (place := place_of(code))]
    parts: list[Text | str] = [*groups, *areas]
    if one.invited:
        named = len(one.invited)
        parts.append(NT("{count} organisation by name", "{count} organisations by name", named))
    return [tr.html(T("Invited: {whom}.", whom=listed(parts) if parts else T("every member")))]


def _meeting_rows(tr: Translator, card: Card, today: date) -> list[tuple[Button, ...]]:
    one = card.gathering
    if one.state is State.CANCELLED:
        return []
    rows: list[tuple[Button, ...]] = []
    if one.state is State.DRAFT:
        if card.tally is not None and card.tally.invited:
            rows.append((go(tr, T("📨 Send the invitations"), "convoquer", f"{one.id}.{one.revision}"),))
        return rows + _change_rows(tr, one, today)
    if card.invited and not one.over(today):
        rows += answer_rows(tr, one)
        rows.append((_calendar(tr, one),))
    if card.invited and not one.notes:
        wants = card.reply.wants_notes
        label = T("📝 No notes, thank you") if wants else T("📝 Send me the notes")
        rows.append((go(tr, label, "voirnotes", f"{one.id}{'-' if wants else '+'}"),))
    if card.mine:
        if one.day <= today:
            rows.append((go(tr, T("📝 Write the notes"), "compterendu", one.id),))
        rows += _change_rows(tr, one, today)
    return rows


def answer_rows(tr: Translator, one: Gathering) -> list[tuple[Button, ...]]:
    """Yes, maybe, no."""
    buttons = [
        go(
            tr,
            T("{mark} {answer}", mark=MARKS[answer], answer=ANSWERS[answer]),
            "repondre",
            f"{one.id}.{answer}",
        )
        for answer in Answer
    ]
    return [tuple(buttons[:2]), (buttons[2],)]


# What is told


def called_screen(tr: Translator, one: Gathering) -> Screen:
    """An invitation."""
    head = tr.html(T("<b>You are invited</b>: {name}", name=one.title))
    lines = [head, tr.html(when(one)), *where(tr, one), Html(""), tr.html(T("Do you come?"))]
    notes = (go(tr, T("📝 Send me the notes"), "voirnotes", f"{one.id}+"),)
    rows = (*answer_rows(tr, one), (_calendar(tr, one),), notes, menu_row(tr))
    return Screen(joined(*lines), rows)


def moved_screen(tr: Translator, one: Gathering) -> Screen:
    """Another date."""
    head = tr.html(T("<b>The date changed</b>: {name}", name=one.title))
    lines = [head, tr.html(when(one)), *where(tr, one)]
    rows = answer_rows(tr, one) if one.sort is Sort.MEETING else []
    if rows:
        lines += [Html(""), tr.html(T("What you answered still counts. Change it if you need to:"))]
    see = (go(tr, T("See it"), "evenement", one.id), _calendar(tr, one))
    return Screen(joined(*lines), (*rows, see, menu_row(tr)))


def changed_screen(tr: Translator, one: Gathering) -> Screen:
    """Another name, place or link."""
    head = tr.html(T("<b>Changed</b>: {name}", name=one.title))
    see = (go(tr, T("See it"), "evenement", one.id), _calendar(tr, one))
    return Screen(joined(head, tr.html(when(one)), *where(tr, one)), (see, menu_row(tr)))


def cancelled_screen(tr: Translator, one: Gathering) -> Screen:
    """It does not take place."""
    text = T("<b>Cancelled</b>: {name}, {date}.", name=one.title, date=T("{date}", date=one.day))
    return Screen(tr.html(text), ((go(tr, T("Back to the agenda"), "agenda"),), menu_row(tr)))


def notes_screen(tr: Translator, one: Gathering) -> Screen:
    """What was said."""
    head = tr.html(T("<b>Notes</b>: {name}, {date}", name=one.title, date=when(one)))
    see = (go(tr, T("See it"), "evenement", one.id),)
    return Screen(joined(head, Html(""), tr.html(one.notes or "")), (see, menu_row(tr)))


# In reminders


def reminder_rows(tr: Translator, occurrence: Occurrence, asks: bool) -> list[tuple[Button, ...]]:
    """From a reminder to its event: report it once it is over, kits and card before."""
    own = occurrence.event.id
    gathering_id = own.partition(".")[2]
    if asks:
        return [(go(tr, T("📝 Say what you did"), "declarer", f"@{own}"),)]
    label = T("📅 {name}", name=clipped(occurrence.label(tr.language.code), 30))
    rows: list[tuple[Button, ...]] = [(go(tr, label, "evenement", gathering_id),)]
    if occurrence.event.kind is AgendaKind.OWN:
        rows.insert(0, (go(tr, T("📦 Kits that fit"), "kits", KIT_PUBLIC[occurrence.event.themes[0]]),))
    return rows


def stop_rows(tr: Translator, occurrences: Sequence[Occurrence]) -> list[tuple[Button, ...]]:
    """Hear of it no more."""
    return [
        (
            go(
                tr,
                T("🔕 Stop: {name}", name=clipped(one.label(tr.language.code), 30)),
                "suivredate",
                f"{one.event.id.partition('.')[2]}-",
            ),
        )
        for one in occurrences
    ]


# Endings


def planned(tr: Translator, card: Card) -> Screen:
    """An event is planned."""
    return card_screen(tr, card, card.gathering.planned_on, T("<b>It is planned.</b>"))


def ready(tr: Translator, card: Card) -> Screen:
    """A meeting is prepared."""
    head = T("<b>Read it again</b>: nobody is invited before you send the invitations.")
    return card_screen(tr, card, card.gathering.planned_on, head)


def moved(tr: Translator, card: Card) -> Screen:
    """Moved by who holds it."""
    return card_screen(
        tr, card, card.gathering.planned_on, T("<b>The date changed.</b> Those it concerns are told.")
    )


def corrected(tr: Translator, card: Card) -> Screen:
    """Another name, place or link."""
    head = T("<b>It is changed.</b> Those it concerns are told.")
    return card_screen(tr, card, card.gathering.planned_on, head)


def noted(tr: Translator, card: Card) -> Screen:
    """Notes were written."""
    text = T("The notes are sent to those who come or asked for them.")
    return card_screen(tr, card, card.gathering.last_day, text)
