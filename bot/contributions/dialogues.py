"""The dialogues about contributions: report one, return it with a question, answer that question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.clock import paris_day
from bot.contributions.actions import ContributionActions
from bot.contributions.extract import Draft, extract
from bot.contributions.fields import LABELS, figures_to_wire, period_to_wire, values_of
from bot.contributions.model import Contribution, Period
from bot.contributions.ports import Plans
from bot.contributions.review import ReviewActions
from bot.dialogues.host import Host
from bot.dialogues.model import Ended, NothingProposed, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text, listed
from bot.places.finding import find
from bot.roadmap.suggest import Suggestion, suggest

DEPENDED_ON: Mapping[str, dict[str, str]] = {"lesson": {"difficulty": "-"}}
"""A coordinator may ask about a line that the form asks only after another: what stands for that other in
the session, where it is never part of the answer."""
CODES_PROPOSED = 3
WORTH_PROPOSING = 0.5
"""Share of the best suggestion's score that the next ones need to be proposed with it."""
SURE_ENOUGH = 2.0
"""Score under which nothing is proposed: the question is asked, the suggestions on its buttons."""


@dataclass(frozen=True)
class ReportDialogue:
    """What /declarer fills. One sentence proposes actions, figures, dates and place."""

    actions: ContributionActions
    plans: Plans
    name: str = "report"
    form: str = "report"
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return LABELS

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """What the sentence says, in the notation of the other questions."""
        if question != "what":
            return {}
        draft = extract(wire, seat.language, paris_day(seat.now))
        proposed = {
            "codes": " ".join(s.code for s in standing_out(draft.suggestions)),
            "figures": "" if draft.figure_doubts else figures_to_wire(draft.figures),
            "period": _period(draft),
            "place": _place(draft) or _home(seat, stored),
        }
        return {name: value for name, value in proposed.items() if value}

    async def reasons(self, seat: Seat, values: Mapping[str, str]) -> Mapping[str, Text]:
        """The words of the sentence that each proposed code comes from; a place that no word says."""
        what, codes = values.get("what", ""), values.get("codes", "").split()
        found = [s for s in suggest(what, seat.language) if s.code in codes]
        said = [T("{code}: “{words}”", code=s.code, words=" … ".join(s.because)) for s in found]
        reasons = {"codes": T("({reasons})", reasons=listed(said))} if said else {}
        if values.get("place") and not _place(extract(what, seat.language, paris_day(seat.now))):
            reasons["place"] = T("(not said: the place of your organisation)")
        return reasons

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Send it to the coordinators."""
        assert stored.organisation_id is not None, "a report is an organisation's"
        contribution = await self.actions.send(seat, stored.organisation_id, values)
        await self.plans.note(contribution, seat.now)
        return Ended("report_sent", contribution)


@dataclass(frozen=True)
class ReturnDialogue(NothingProposed):
    """A coordinator's question on one line of a contribution."""

    review_actions: ReviewActions
    name: str = "return"
    form: str = "return"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"field": T("Line"), "question": T("Question")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Return it to its author."""
        about = stored.about
        contribution = await self.review_actions.send_back(
            seat, about["contribution"], about["revision"], values["field"], values["question"]
        )
        return Ended("returned", contribution)


@dataclass(frozen=True)
class AnswerDialogue(NothingProposed):
    """The author's answer to a coordinator's question: one line of the report's form, alone."""

    actions: ContributionActions
    plans: Plans
    name: str = "answer"
    form: str = "report"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return LABELS

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Back to the queue, with before and after."""
        field = stored.about["field"]
        contribution = await self.actions.answer(
            seat, stored.about["contribution"], field, values.get(field, "")
        )
        await self.plans.note(contribution, seat.now)
        return Ended("answered", contribution)


@dataclass(frozen=True)
class Answering:
    """Opens the field that a coordinator asked about."""

    host: Host

    async def open(self, seat: Seat, contribution: Contribution, field: str, asked: str) -> Scene:
        """The report's form with the contribution's answers, that question alone, under what was asked."""
        about = {"contribution": contribution.id, "field": field, "asked": asked}
        return await self.host.open(
            "answer",
            seat,
            about,
            organisation_id=contribution.organisation_id,
            values=DEPENDED_ON.get(field, {}) | values_of(contribution),
            only=field,
        )


def standing_out(suggestions: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """Those worth proposing together: near enough to the best, if the best is sure enough."""
    if not suggestions or suggestions[0].score < SURE_ENOUGH:
        return ()
    floor = suggestions[0].score * WORTH_PROPOSING
    return [suggestion for suggestion in suggestions[:CODES_PROPOSED] if suggestion.score >= floor]


def _period(draft: Draft) -> str:
    """Nothing when the dates could be several or straddle two reporting years: that is asked."""
    if draft.span is None or draft.span_doubt is not None or draft.period is not None:
        return ""
    return period_to_wire(Period(draft.span.start, draft.span.end, draft.span.precision.value))


def _place(draft: Draft) -> str:
    for candidate in draft.places:
        found = find(candidate.words, 1)
        if found and found[0].sure:
            return found[0].place.code
    return ""


def _home(seat: Seat, stored: StoredSession) -> str:
    """Nothing said where: the organisation's own place is proposed, to be confirmed."""
    organisations = seat.actor.organisations if seat.actor else ()
    return next((o.place or "" for o in organisations if o.id == stored.organisation_id), "")
