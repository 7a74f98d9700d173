"""Broadcasts: their list, one of them, what people get, how it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.agenda.calendar import event_of
from bot.agenda.model import Event, told
from bot.broadcasts.content import OPENS
from bot.broadcasts.model import Broadcast, Only, Overview, State, Tally, Target, Why, parts_missing
from bot.clock import PARIS, paris_day
from bot.conversation.replies import Button, Rows, Screen
from bot.delivery.model import Outcome
from bot.i18n import LANGUAGES, NT, Html, T, Text, Translator, listed
from handlers.chat.views.basics import bold, clipped, go, joined, menu_row, page_of, pager, valued
from handlers.chat.views.message import hole
from handlers.chat.views.surveys import in_words

STATES: Mapping[State, Text] = {
    State.DRAFT: T("draft"),
    State.WAITING: T("waits for a second coordinator"),
    State.SENDING: T("being sent"),
    State.PAUSED: T("paused"),
    State.DONE: T("sent"),
    State.CANCELLED: T("cancelled"),
    State.DROPPED: T("dropped: its moment was missed by too much"),
}
WHYS: Mapping[Why, Text] = {
    Why.ASKED: T("A coordinator paused it."),
    Why.ERRORS: T("It paused by itself: too many messages in a row did not pass."),
    Why.OVERDUE: T("The bot was stopped at its hour, more than 6 hours: is it still worth sending?"),
}
PARTS: Mapping[Only, Text] = {
    Only.SILENT: T("those that have not reported in this period"),
    Only.COORDINATORS: T("coordinators alone"),
    Only.DAYS: T("who asked to be reminded of official days"),
    Only.LETTERS: T("who asked for newsletters"),
    Only.KIT: T("who waits for a kit or asked for it"),
}
OWN_LINK = T(
    "It holds a link of each organisation's own: who signs up from it is counted for that organisation."
)
RULE = T(
    "If the bot is stopped at that moment: up to 6 hours late it is still sent, up to 36 hours you are "
    "asked, later it is dropped."
)


# Coordinators: the list, one of them


def list_screen(tr: Translator, found: Sequence[Broadcast], page: int) -> Screen:
    """Those there are, the latest first: the log of who sent what, when."""
    lines = [tr.html(T("<b>Messages to many</b>")), Html("")]
    shown, page, pages = page_of(found, page)
    rows: list[tuple[Button, ...]] = [(go(tr, T("✍️ Write one"), "diffuser", "new"),)]
    for one in shown:
        lines.append(Html(f"• {tr.html(_line(one))}"))
        rows.append((go(tr, f"{one.number}. {one.title or tr(T('empty'))}", "diffusion", one.id),))
    if not found:
        lines.append(tr.html(T("None yet.")))
    return Screen(joined(*lines), (*rows, *pager(tr, "diffuser", "", page, pages), menu_row(tr)))


def _line(one: Broadcast) -> Text:
    day = paris_day(one.ended_at or one.approved_at or one.created_at or datetime.min.replace(tzinfo=PARIS))
    return T(
        "{number}. {title}: {state}, {day}",
        number=one.label, title=one.title or T("empty"), state=STATES[one.state], day=day,
    )  # fmt: skip


def screen(tr: Translator, found: Overview, problem: Text | None = None) -> Screen:
    """One of them, as it stands, and what can be done with it."""
    broadcast = found.broadcast
    if broadcast.approved_at is not None:
        left = float(found.tally.remaining) / 30 if broadcast.state is State.SENDING else None
        shown = progress_screen(tr, broadcast, found.tally, left)
        return _with(tr, problem, shown)
    lines = [
        tr.html(T("<b>Message no. {number}</b>: {state}", number=broadcast.label,
                  state=STATES[broadcast.state])),
        *_says(tr, broadcast),
        *_reaches(tr, found),
        valued(tr, T("When"), _when(broadcast)),
        *([valued(tr, T("About"), _named(tr, broadcast.about))] if broadcast.about else []),
        tr.html(RULE),
    ]  # fmt: skip
    return _with(tr, problem, Screen(joined(*lines), (*_ways(tr, found), menu_row(tr))))


def again(tr: Translator, found: Overview) -> Screen:
    """After a few questions: the message as it stands."""
    return screen(tr, found)


def _with(tr: Translator, problem: Text | None, shown: Screen) -> Screen:
    if problem is None:
        return shown
    return Screen(joined(Html(f"⚠️ {tr.html(problem)}"), Html(""), shown.text), shown.rows)


def _says(tr: Translator, broadcast: Broadcast) -> list[Html]:
    lines = []
    for code, version in broadcast.versions.items():
        words = clipped(" ".join(version.plain.split()), 120) or tr(T("(a file without words)"))
        more = {"photo": " 🖼", "document": " 📎"}.get(version.media.kind if version.media else "", "")
        name = LANGUAGES[code].name
        lines.append(tr.html(T("<b>{language}:</b> {words}{more}", language=name, words=words, more=more)))
        if version.links:
            lines.append(
                tr.html(T("Buttons: {buttons}", buttons=listed([one.label for one in version.links])))
            )
    if not lines:
        return [tr.html(T("It says nothing yet: write it in one language at least."))]
    if broadcast.personal:
        lines.append(tr.html(OWN_LINK))
    if len(LANGUAGES) > len(broadcast.versions):
        fallback = LANGUAGES[broadcast.fallback].name
        lines.append(
            tr.html(T("People of other languages get the version in: {language}.", language=fallback))
        )
    return lines


def _reaches(tr: Translator, found: Overview) -> list[Html]:
    target = found.broadcast.target
    if target is None:
        return [tr.html(T("First say whom it is for."))]
    reach = found.reach
    lines = [valued(tr, T("For"), target_in_words(target, tr.language.code))]
    people = NT("<b>{count} person</b> would get it today", "<b>{count} people</b> would get it today",
                len(reach.recipients))  # fmt: skip
    spoken = [T("{language}: {count}", language=LANGUAGES[code].name, count=many)
              for code, many in reach.languages.items() if code in LANGUAGES]  # fmt: skip
    lines.append(tr.html(T("{people} ({languages}).", people=people, languages=listed(spoken)) if spoken
                         else T("{people}.", people=people)))  # fmt: skip
    if reach.silent:
        lines.append(
            tr.html(
                NT("{count} more asked for silence, or cannot be written to: nothing goes to them.",
                   "{count} more asked for silence, or cannot be written to: nothing goes to them.",
                   reach.silent)
            )
        )  # fmt: skip
    linkless = sum(not one.organisation_id for one in reach.recipients) if found.broadcast.personal else 0
    if linkless:
        lines.append(
            tr.html(
                NT("{count} of them speaks for no checked organisation: their link is the bot's own.",
                   "{count} of them speak for no checked organisation: their link is the bot's own.",
                   linkless)
            )
        )  # fmt: skip
    return lines


def target_in_words(target: Target, language: str) -> Text | str:
    """Whom it is for, in words."""
    said = in_words(target.audience, language)
    if target.only is Only.ALL:
        return said
    part: Text | str = PARTS[target.only]
    if target.kit:
        part = T("{part} ({kit})", part=part, kit=target.kit)
    return T("{audience}; {part}", audience=said, part=part)


def _when(broadcast: Broadcast) -> Text | str:
    if broadcast.start is None:
        return T("as soon as it is approved, within hours")
    local = broadcast.start.astimezone(PARIS)
    return T("{day} at {hour}, Paris time", day=local.date(), hour=f"{local:%H:%M}")


def _named(tr: Translator, event_id: str) -> str:
    event = event_of(event_id)
    return told(event.label, tr.language.code) if event is not None else event_id


def _ways(tr: Translator, found: Overview) -> list[tuple[Button, ...]]:
    broadcast = found.broadcast
    at = f"{broadcast.id}.{broadcast.revision}"
    rows: list[tuple[Button, ...]] = []
    if broadcast.versions:
        rows.append((go(tr, T("👁 See it as it will look"), "essayer", broadcast.id),))
    if broadcast.state is State.WAITING:
        if not found.needs_second:
            rows.append((go(tr, T("✅ Approve: it is sent"), "decider", f"{at}.ok"),))
        return [*rows, (go(tr, T("↩️ Change it"), "decider", f"{at}.edit"),), _cancel(tr, at)]
    rows.append(
        (go(tr, T("✍️ Text"), "ecrire", broadcast.id), go(tr, T("🎯 For whom"), "cible", broadcast.id))
    )
    rows.append((go(tr, T("🕘 When"), "quand", broadcast.id), go(tr, T("📅 About"), "sujet", broadcast.id)))
    if not parts_missing(broadcast):
        verb, label = (
            ("ask", T("📨 Ask a second coordinator")) if found.needs_second else ("ok", T("✅ Send it"))
        )
        rows.append((go(tr, label, "decider", f"{at}.{verb}"),))
    return [*rows, _cancel(tr, at)]


def _cancel(tr: Translator, at: str) -> tuple[Button, ...]:
    return (go(tr, T("🗑 Cancel it"), "decider", f"{at}.off"), go(tr, T("All messages"), "diffuser"))


# Writing


def languages_screen(tr: Translator, broadcast: Broadcast) -> Screen:
    """In which language to write, or change what is written."""
    rows: list[tuple[Button, ...]] = []
    for code, language in LANGUAGES.items():
        mark = "✓ " if code in broadcast.versions else ""
        row = [go(tr, f"{mark}{language.name}", "ecrire", f"{broadcast.id}.{code}")]
        if mark:
            row.append(go(tr, T("Buttons"), "ecrire", f"{broadcast.id}.{code}.links"))
            row.append(go(tr, "🗑", "ecrire", f"{broadcast.id}.{code}.off"))
        rows.append(tuple(row))
    rows.append((go(tr, T("Back to the message"), "diffusion", broadcast.id),))
    return Screen(tr.html(T("In which language do you write?")), (*rows, menu_row(tr)))


def pen_screen(tr: Translator, broadcast: Broadcast, language: str, links: bool) -> Screen:
    """What the next message is for."""
    name = LANGUAGES[language].name
    if links:
        commands = listed([f"/{one}" for one in OPENS])
        lines = [
            tr.html(T("<b>{language}: send the buttons</b>, one a line.", language=name)),
            tr.html(T("Its name, then where it leads: “Read it = https://…” or “The kits = /kits”.")),
            tr.html(T("They can open {commands}.", commands=commands)),
            tr.html(
                T("“Sign up = {hole}” opens the own link of the organisation of each reader.", hole=hole(tr))
            ),
        ]
    else:
        lines = [
            tr.html(T("<b>{language}: send the message</b>, as it will look.", language=name)),
            tr.html(
                T("With bold, italics and links as you type them; or a picture or a document with its words.")
            ),
            tr.html(
                T(
                    "Where you write {hole}, each reads a link of their own organisation, to be forwarded: "
                    "who signs up from it is counted for that organisation.",
                    hole=hole(tr),
                )
            ),
        ]
    back = go(tr, T("Back to the message"), "diffusion", broadcast.id)
    return Screen(joined(*lines), ((back,), menu_row(tr)))


def preview_screen(tr: Translator, broadcast: Broadcast, language: str, only: bool) -> Screen:
    """Said above a preview: who sees that version."""
    name = LANGUAGES[language].name
    others = [one.name for code, one in LANGUAGES.items() if code not in broadcast.versions]
    lines = [tr.html(T("<b>{language}:</b> this is what people get.", language=name))]
    if language == broadcast.fallback and others:
        lines.append(tr.html(T("So do people of other languages ({languages}).", languages=listed(others))))
    if broadcast.version_for(language).personal:
        lines.append(tr.html(T("The link is an example: each organisation gets its own.")))
    rows: Rows = ((go(tr, T("Back to the message"), "diffusion", broadcast.id),),) if only else ()
    return Screen(joined(*lines), rows)


def events_screen(tr: Translator, broadcast: Broadcast, found: Sequence[Event], page: int) -> Screen:
    """Which event it speaks of."""
    shown, page, pages = page_of(found, page)
    rows: list[tuple[Button, ...]] = []
    for event in shown:
        mark = "🚫 " if event.never_before else ""
        rows.append(
            (go(tr, f"{mark}{told(event.label, tr.language.code)}", "sujet", f"{broadcast.id}.{event.id}"),)
        )
    rows += pager(tr, "sujet", broadcast.id, page, pages)
    rows.append((go(tr, T("No event in particular"), "sujet", f"{broadcast.id}.-"),))
    rows.append((go(tr, T("Back to the message"), "diffusion", broadcast.id),))
    lines = [
        tr.html(T("Does it speak of an event of the agenda?")),
        tr.html(T("🚫: nothing may be said of it before it is over.")),
    ]
    return Screen(joined(*lines), (*rows, menu_row(tr)))


# How it goes


def progress_screen(tr: Translator, broadcast: Broadcast, tally: Tally, seconds_left: float | None) -> Screen:
    """One message that says how it goes, and the ways to stop it."""
    lines = [
        bold(
            tr,
            T("Message no. {number}: {state}", number=broadcast.label, state=STATES[broadcast.state]),
        ),
        tr.html(clipped(broadcast.title, 60)),
        tr.html(delivered(tally)),
    ]
    if broadcast.state is State.SENDING and tally.remaining:
        lines.append(tr.html(_remaining(tally, seconds_left)))
    if tally[Outcome.UNKNOWN]:
        lines.append(
            tr.html(T("Unknown: the call was cut, nobody knows whether they got it. It is not sent again."))
        )
    if broadcast.why is not None and broadcast.state is State.PAUSED:
        lines.append(tr.html(WHYS[broadcast.why]))
    if broadcast.approved_at is not None:
        lines.append(tr.html(_approved(broadcast)))
    return Screen(joined(*lines), (*_stops(tr, broadcast), menu_row(tr)))


def delivered(tally: Tally) -> Text:
    """The counts that matter: ``2 delivered, 1 blocked``."""
    stopped, failed = tally[Outcome.STOPPED], tally[Outcome.FAILED]
    unknown, cancelled = tally[Outcome.UNKNOWN], tally[Outcome.CANCELLED]
    others = (
        (stopped, NT("{count} blocked", "{count} blocked", stopped)),
        (failed, NT("{count} failed", "{count} failed", failed)),
        (unknown, NT("{count} unknown", "{count} unknown", unknown)),
        (cancelled, NT("{count} not sent", "{count} not sent", cancelled)),
    )
    sent = NT("{count} delivered", "{count} delivered", tally[Outcome.SENT])
    parts: list[Text | str] = [sent, *(text for many, text in others if many)]
    return T("{counts}, of {total}.", counts=listed(parts), total=tally.total)


def _remaining(tally: Tally, seconds: float | None) -> Text:
    left = NT("{count} remaining", "{count} remaining", tally.remaining)
    if seconds is None or seconds < 60:
        return T("{left}: less than a minute.", left=left)
    minutes = NT("about {count} minute", "about {count} minutes", round(seconds / 60))
    return T("{left}: {minutes}.", left=left, minutes=minutes)


def _approved(broadcast: Broadcast) -> Text:
    assert broadcast.approved_at is not None
    local = broadcast.approved_at.astimezone(PARIS)
    start = broadcast.start.astimezone(PARIS) if broadcast.start else local
    return T(
        "Approved on {day} at {hour}; leaves from {start_day}, {start_hour}.",
        day=local.date(), hour=f"{local:%H:%M}", start_day=start.date(), start_hour=f"{start:%H:%M}",
    )  # fmt: skip


def _stops(tr: Translator, broadcast: Broadcast) -> list[tuple[Button, ...]]:
    at = f"{broadcast.id}.{broadcast.revision}"
    off = go(tr, T("⏹ Cancel the rest"), "decider", f"{at}.off")
    see = (go(tr, T("🔄 Where it stands"), "diffusion", broadcast.id), go(tr, T("All messages"), "diffuser"))
    if broadcast.state is State.SENDING:
        return [(go(tr, T("⏸ Pause"), "decider", f"{at}.pause"), off), see]
    if broadcast.state is State.PAUSED:
        return [(go(tr, T("▶️ Go on"), "decider", f"{at}.go"), off), see]
    return [see]


# Notices


def waiting_screen(tr: Translator, broadcast: Broadcast) -> Screen:
    """A message to many waits for one's approval."""
    text = T("<b>A message to many waits for you</b>: {title}", title=broadcast.title)
    return Screen(tr.html(text), ((go(tr, T("Read the message"), "diffusion", broadcast.id),), menu_row(tr)))


def paused_screen(tr: Translator, broadcast: Broadcast) -> Screen:
    """One paused by itself."""
    lines = [bold(tr, T("Message no. {number} is paused", number=broadcast.label))]
    if broadcast.why is not None:
        lines.append(tr.html(WHYS[broadcast.why]))
    see = go(tr, T("🔄 Where it stands"), "diffusion", broadcast.id)
    return Screen(joined(*lines), ((see,), menu_row(tr)))
