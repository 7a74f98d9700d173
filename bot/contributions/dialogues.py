"""The dialogues about contributions: report one, return it with a question, answer that question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import paris_day
from bot.contributions.actions import ContributionActions
from bot.contributions.extract import extract
from bot.contributions.fields import LABELS, figures_to_wire, period_to_wire, values_of
from bot.contributions.model import Contribution, Period
from bot.contributions.review import ReviewActions
from bot.dialogues.host import Host
from bot.dialogues.model import Ended, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text
from bot.places.finding import find

CODES_PROPOSED = 2
"""Of the three best suggestions, how many are proposed for confirmation when they stand out."""
WORTH_PROPOSING = 0.5
"""Share of the best suggestion's score that the next ones need to be proposed with it."""


@dataclass(frozen=True)
class ReportDialogue:
    """What /declarer fills. One sentence proposes actions, figures, dates and place."""

    actions: ContributionActions
    name: str = "report"
    form: str = "report"
    review: bool = True
    short: Mapping[str, Text] = LABELS

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """What the sentence says, in the notation of the other questions."""
        if question != "what":
            return {}
        draft = extract(wire, seat.language, paris_day(seat.now))
        proposed = {
            "codes": " ".join(_standing_out([(s.code, s.score) for s in draft.suggestions])),
            "figures": figures_to_wire(draft.figures),
            "period": _period(draft.span),
            "place": _place(draft.place_words) or _home(seat, stored),
        }
        return {name: value for name, value in proposed.items() if value}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Send it to the coordinators."""
        assert stored.organisation_id is not None, "a report is an organisation's"
        return Ended("report_sent", await self.actions.send(seat, stored.organisation_id, values))


@dataclass(frozen=True)
class ReturnDialogue:
    """A coordinator's question on one line of a contribution."""

    review_actions: ReviewActions
    name: str = "return"
    form: str = "return"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"field": T("Line"), "question": T("Question")}

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """None."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Return it to its author."""
        about = stored.about
        contribution = await self.review_actions.send_back(
            seat, about["contribution"], about["revision"], values["field"], values["question"]
        )
        return Ended("returned", contribution)


@dataclass(frozen=True)
class AnswerDialogue:
    """The author's answer to a coordinator's question: one line of the report's form, alone."""

    actions: ContributionActions
    name: str = "answer"
    form: str = "report"
    review: bool = False
    short: Mapping[str, Text] = LABELS

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """None: the question is about one line."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Back to the queue, with before and after."""
        field = stored.about["field"]
        contribution = await self.actions.answer(
            seat, stored.about["contribution"], field, values.get(field, "")
        )
        return Ended("answered", contribution)


@dataclass(frozen=True)
class Answering:
    """Opens the field that a coordinator asked about."""

    host: Host

    async def open(self, seat: Seat, contribution: Contribution, field: str) -> Scene:
        """The report's form with the contribution's answers, that question alone."""
        about = {"contribution": contribution.id, "field": field}
        return await self.host.open(
            "answer",
            seat,
            about,
            organisation_id=contribution.organisation_id,
            values=values_of(contribution),
            only=field,
        )


def _standing_out(suggestions: list[tuple[str, float]]) -> list[str]:
    if not suggestions:
        return []
    best = suggestions[0][1]
    return [code for code, score in suggestions[:CODES_PROPOSED] if score >= best * WORTH_PROPOSING]


def _period(span: object) -> str:
    if span is None:
        return ""
    return period_to_wire(Period(span.start, span.end, span.precision.value))  # type: ignore[attr-defined]


def _place(words: tuple[str, ...]) -> str:
    for candidate in words:
        found = find(candidate, 1)
        if found and found[0].sure:
            return found[0].place.code
    return ""


def _home(seat: Seat, stored: StoredSession) -> str:
    """Nothing said where: the organisation's own place is proposed, to be confirmed."""
    organisations = seat.actor.organisations if seat.actor else ()
    return next((o.place or "" for o in organisations if o.id == stored.organisation_id), "")
