"""Notices: what the product says of itself, rendered when it is sent, in the language of the person then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.broadcasts.actions import TO_APPROVE
from bot.broadcasts.model import Broadcast
from bot.broadcasts.model import State as Sending
from bot.broadcasts.running import PAUSED
from bot.clock import Clock
from bot.conversation.ports import Messenger, Transactions
from bot.conversation.ports import Outcome as Pushed
from bot.conversation.replies import Screen
from bot.copies.loans import Loan
from bot.copies.model import Request
from bot.copies.model import State as Copies
from bot.delivery.model import Notice, Outcome
from bot.delivery.ports import Ledger
from bot.followup.actions import NUDGE
from bot.followup.model import ASKED as PLAN_ASKED
from bot.gatherings.model import Gathering, State
from bot.gatherings.telling import CALLED, CANCELLED, DATE_MOVED, NOTES, waits
from bot.i18n import Translator
from bot.kits.catalogue import kit_of
from bot.kits.model import Kit
from bot.kits.remarks import KIND as REMARK
from bot.letters.actions import ALLOWED, ASKED, ISSUE
from bot.people.model import Member, Organisation
from bot.people.ports import Members
from bot.reminders.model import KIND as REMINDER
from bot.surveys.model import SurveyState
from bot.telemetry import Log
from handlers.chat.services import Services
from handlers.chat.views import broadcasts as broadcast_views
from handlers.chat.views import catalogue as catalogue_views
from handlers.chat.views import copies as copy_views
from handlers.chat.views import followup as followup_views
from handlers.chat.views import gatherings as gathering_views
from handlers.chat.views import kits as kit_views
from handlers.chat.views import letters as letter_views
from handlers.chat.views import loans as loan_views
from handlers.chat.views import notices as view
from handlers.chat.views import remarks as remark_views
from handlers.chat.views import reminders as reminder_views
from handlers.chat.views import surveys as survey_views

AT_ONCE = 20
"""Notices sent after a turn: what is left waits for the next tick. Replies to people come first."""
TRIES = 5
RETRY_AFTER = timedelta(seconds=30)

Render = Callable[[Services, Translator, Notice], Awaitable[Screen | None]]


async def _returned(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    contribution = await services.contributions.get(notice.payload["contribution"])
    question = await services.contributions.question(contribution) if contribution else None
    return view.returned_screen(tr, contribution, question) if contribution and question else None


async def _validated(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    contribution = await services.contributions.get(notice.payload["contribution"])
    return view.validated_screen(tr, contribution) if contribution else None


async def _merged(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    contribution = await services.contributions.get(notice.payload["contribution"])
    into = await services.contributions.get(contribution.merged_into or "") if contribution else None
    return view.merged_screen(tr, contribution, into) if contribution and into else None


async def _to_read(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    contribution = await services.contributions.get(notice.payload["contribution"])
    return (
        view.to_read_screen(tr, contribution, answered=notice.kind.endswith("answered"))
        if contribution
        else None
    )


async def _proposed(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    organisation = await services.people.waiting(notice.payload["organisation"])
    return view.proposed_screen(tr, organisation) if organisation else None


def _about_organisation(show: Callable[[Translator, Organisation], Screen]) -> Render:
    async def render(services: Services, tr: Translator, notice: Notice) -> Screen | None:
        organisation = await services.people.organisations.get(notice.payload["organisation"])
        return show(tr, organisation) if organisation else None

    return render


async def _survey(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    survey = await services.surveys.surveys.get(notice.payload["survey"])
    told = survey is not None and survey.state is SurveyState.OPEN
    return survey_views.opened_screen(tr, survey) if survey is not None and told else None


async def _kit_ready(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    kit = kit_of(notice.payload["kit"])
    return kit_views.ready_screen(tr, kit) if kit and kit.handed_out else None


async def _kit_help(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    kit = kit_of(notice.payload["kit"])
    organisation = await services.people.organisations.get(notice.payload["organisation"])
    return kit_views.help_screen(tr, kit, organisation) if kit and organisation else None


def _about_request(show: Callable[[Translator, Request, Notice, Organisation], Screen]) -> Render:
    async def render(services: Services, tr: Translator, notice: Notice) -> Screen | None:
        request = await services.copies.get(notice.payload["request"])
        names = await services.copies.names([request]) if request else {}
        asking = names.get(request.organisation_id) if request else None
        return show(tr, request, notice, asking) if request and asking else None

    return render


def _about_loan(show: Callable[[Translator, Kit, Loan, Organisation], Screen]) -> Render:
    async def render(services: Services, tr: Translator, notice: Notice) -> Screen | None:
        told = notice.payload
        kit, week = kit_of(told["kit"]), date.fromisoformat(told["week"])
        organisation = await services.people.organisations.get(told["organisation"])
        loan = Loan(told["kit"], week, told["organisation"])
        return show(tr, kit, loan, organisation) if kit and organisation else None

    return render


async def _reminder(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    push = await services.reminders.said(notice)
    return reminder_views.reminder_screen(tr, notice.id, push) if push.reminders else None


def _about_broadcast(state: Sending, show: Callable[[Translator, Broadcast], Screen]) -> Render:
    async def render(services: Services, tr: Translator, notice: Notice) -> Screen | None:
        broadcast = await services.broadcasts.broadcasts.get(notice.payload["broadcast"])
        return show(tr, broadcast) if broadcast is not None and broadcast.state is state else None

    return render


def _gathering(show: Callable[[Translator, Gathering], Screen], state: State = State.PLANNED) -> Render:
    async def render(services: Services, tr: Translator, notice: Notice) -> Screen | None:
        one = await services.gatherings.gatherings.get(notice.payload["gathering"])
        return show(tr, one) if one is not None and one.state is state else None

    return render


async def _plan(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    contribution = await services.contributions.get(notice.payload["contribution"])
    if contribution is None or not await services.followup.is_planned(contribution.id):
        return None
    return followup_views.planned_screen(tr, contribution)


async def _nudge(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    organisation = await services.people.organisations.get(notice.payload["organisation"])
    if organisation is None or notice.due_at is None:
        return None
    silent = await services.followup.silent(organisation, notice.due_at)
    return followup_views.nudge_screen(tr, organisation, notice.payload["reports"]) if silent else None


async def _issue(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    issue = await services.letters.letters.issue(notice.payload["issue"])
    if issue is None or not await services.letters.reads(notice.member_id, issue.letter):
        return None
    letter = await services.letters.known(issue.letter)
    return letter_views.issue_screen(tr, letter, issue) if letter else None


async def _publisher(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    request = await services.letters.letters.publisher(notice.payload["request"])
    letter = await services.letters.known(request.letter) if request else None
    if request is None or letter is None:
        return None
    if notice.kind == ALLOWED:
        return letter_views.allowed_screen(tr, letter) if request.allowed else None
    organisation = await services.people.organisations.get(request.organisation_id)
    return letter_views.request_screen(tr, letter, organisation, request.id) if organisation else None


async def _kits_edited(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    kits = [kit for kit in map(kit_of, notice.payload["kits"]) if kit is not None]
    return catalogue_views.edited_screen(tr, kits) if kits else None


async def _remark(services: Services, tr: Translator, notice: Notice) -> Screen | None:
    remark = await services.remarks.remarks.get(notice.payload["remark"])
    kit = kit_of(remark.kit_id) if remark else None
    if remark is None or kit is None:
        return None
    organisation = await services.people.organisations.get(remark.organisation_id or "")
    return remark_views.notice_screen(tr, kit, remark, organisation)


RENDER: Mapping[str, Render] = {
    "contribution_returned": _returned,
    "contribution_validated": _validated,
    "contribution_merged": _merged,
    "contribution_sent": _to_read,
    "contribution_answered": _to_read,
    "organisation_proposed": _proposed,
    "organisation_approved": _about_organisation(view.approved_screen),
    "organisation_refused": _about_organisation(view.refused_screen),
    "organisation_recognised": _about_organisation(view.recognised_screen),
    "survey_opened": _survey,
    "kit_ready": _kit_ready,
    "kit_help": _kit_help,
    "kits_edited": _kits_edited,
    REMARK: _remark,
    REMINDER: _reminder,
    TO_APPROVE: _about_broadcast(Sending.WAITING, broadcast_views.waiting_screen),
    PAUSED: _about_broadcast(Sending.PAUSED, broadcast_views.paused_screen),
    "copies_asked": _about_request(lambda tr, one, _, who: copy_views.new_screen(tr, one, who)),
    "copies_moved": _about_request(
        lambda tr, one, notice, _: copy_views.told_screen(tr, one, Copies(notice.payload["state"]))
    ),
    "loan_reserved": _about_loan(loan_views.reserved_notice),
    "loan_freed": _about_loan(loan_views.freed_notice),
    "copies_to_tell": _about_request(lambda tr, one, _, __: copy_views.how_many_screen(tr, one)),
    PLAN_ASKED: _plan,
    NUDGE: _nudge,
    ISSUE: _issue,
    ASKED: _publisher,
    ALLOWED: _publisher,
    CALLED: _gathering(gathering_views.called_screen),
    DATE_MOVED: _gathering(gathering_views.moved_screen),
    CANCELLED: _gathering(gathering_views.cancelled_screen, State.CANCELLED),
    NOTES: _gathering(gathering_views.notes_screen),
    "colleague_joined": _about_organisation(view.joined_screen),
}
"""Every kind of notice, and its screen; None when there is nothing left to say."""


@dataclass(frozen=True)
class Courier:
    """Sends what is due: intent and outcome both durable, never twice when in doubt."""

    work: Transactions
    ledger: Ledger
    members: Members
    messenger: Messenger
    services: Services
    clock: Clock

    async def drain(self, limit: int = AT_ONCE) -> int:
        """Send due notices. Returns how many were dealt with."""
        async with self.work.reading():
            if not await self.ledger.anything_due(self.clock.now()):
                return 0
        async with self.work.transaction():
            claimed = await self.ledger.claim(self.clock.now(), limit)
        for notice in claimed:
            await self._deliver(notice)
        return len(claimed)

    async def screens_held(self, member: Member, tr: Translator) -> list[Screen]:
        """What waited for someone who asked for silence: shown since they came. Inside a transaction."""
        screens = []
        for notice in await self.ledger.silent(member.id):
            if not await self._timely(notice):
                continue
            screen = await RENDER[notice.kind](self.services, tr, notice)
            await self.ledger.close(notice.id, Outcome.SENT, self.clock.now())
            if screen is not None:
                screens.append(screen)
        return screens

    async def _timely(self, notice: Notice) -> bool:
        """A reminder that missed its hours (the bot was stopped) is taken back, to be weighed again; nothing
        is said any more of a meeting that began."""
        now = self.clock.now()
        if notice.kind == REMINDER and not self.services.reminders.fits(notice, now):
            await self.services.reminders.withdraw(notice)
        elif not await self.services.gatherings.stale(notice, now):
            return True
        await self.ledger.close(notice.id, Outcome.STOPPED, now)
        return False

    async def _may_leave(self, notice: Notice) -> bool:
        """Whether it is the moment: what keeps to its reader's hours goes back to the queue until then."""
        until = waits(notice, self.clock.now())
        if until is not None:
            await self.ledger.defer(notice.id, until)
            return False
        return await self._timely(notice)

    async def _deliver(self, notice: Notice) -> None:
        if "zone" in notice.payload or "gathering" in notice.payload:
            async with self.work.transaction():
                if not await self._may_leave(notice):
                    return
        async with self.work.reading():
            member = await self.members.get(notice.member_id)
            tr = self.services.translator(member.language if member else "fr")
            screen = await RENDER[notice.kind](self.services, tr, notice)
        if member is None or screen is None:
            await self._close(notice, Outcome.STOPPED)
            return
        pushed = await self.messenger.push(member.telegram_id, screen)
        if pushed.outcome is Pushed.LATER and notice.attempts < TRIES:
            async with self.work.transaction():
                await self.ledger.defer(notice.id, self.clock.now() + (pushed.wait or RETRY_AFTER))
            return
        await self._close(notice, _OUTCOMES[pushed.outcome])
        if pushed.outcome is Pushed.STOPPED:
            async with self.work.transaction():
                await self.services.people.blocked(member.telegram_id)

    async def _close(self, notice: Notice, outcome: Outcome) -> None:
        async with self.work.transaction():
            await self.ledger.close(notice.id, outcome, self.clock.now())
        Log().event("notice_closed", notice=notice.id, kind=notice.kind, outcome=str(outcome))


_OUTCOMES: Mapping[str, Outcome] = {
    Pushed.SENT: Outcome.SENT,
    Pushed.STOPPED: Outcome.STOPPED,
    Pushed.REFUSED: Outcome.FAILED,
    Pushed.UNKNOWN: Outcome.UNKNOWN,
    Pushed.LATER: Outcome.FAILED,
}
