"""The verbs of a form in chat: a session in, a session out, with what happened and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.forms import repeats
from bot.forms.answering import gap_of, try_answer
from bot.forms.asking import wire_of
from bot.forms.events import (
    AnswerRecorded,
    AnswerRefused,
    AnswersCleared,
    BranchParked,
    BranchRestored,
    Event,
    FormFinished,
    LanguageChanged,
    ProposalConfirmed,
    ProposalDiscarded,
    ProposalRefused,
    Proposed,
    RepeatAdded,
    RepeatClosed,
    RepeatRemoved,
    Skipped,
)
from bot.forms.instance import Context
from bot.forms.languages import language_for
from bot.forms.model import Control, Form
from bot.forms.nodes import Node
from bot.forms.path import asked_nodes, path_of
from bot.forms.problems import NotNow, OtherVersion, SessionFinished, UnknownQuestion
from bot.forms.prompts import Progress, Prompt
from bot.forms.restore import Work, closed_up, ensure, fresh, node_at, opened, ref_in, repeat_at
from bot.forms.serialise import instance_xml
from bot.forms.state import FINISHED, PROPOSAL, REVIEW, FormSession
from bot.i18n import Text


@dataclass(frozen=True)
class Step:
    """What a verb returns: the session as it is now, what happened, what to ask."""

    session: FormSession
    events: tuple[Event, ...]
    prompt: Prompt


class Engine:
    """The verbs for one form. It holds nothing but the form: share it, sessions carry everything.

    Verbs raise OtherVersion for a session of another version, SessionFinished for a finished one,
    UnknownQuestion
    for a ref that is not asked, TooMuch at a limit. Answers that the form refuses are no errors: they come
    back as
    an AnswerRefused event and in the prompt's ``error``.
    """

    def __init__(self, form: Form) -> None:
        self.form = form

    # Beginning and coming back

    def start(
        self,
        context: Context,
        language: str = "",
        only: str | None = None,
        values: Mapping[str, str] | None = None,
    ) -> Step:
        """A new session. ``values`` are existing answers by ref; ``only`` asks that one question, then
        finishes."""
        work = fresh(self.form, context, language_for(self.form, language), values)
        work.session = replace(work.session, only=only)
        if only is not None:
            return self._moved(work, [], self._asked(work, only))
        return self._moved(work, [], path_of(work).next())

    def resume(self, session: FormSession, context: Context) -> Step:
        """The present prompt again, whatever the session's state; nothing changes."""
        self._own(session)
        work = opened(self.form, session, context)
        path = path_of(work)
        position = session.position if path.can_show(session.position) else path.next()
        return Step(replace(session, position=position), (), path.prompt(position))

    # Answering

    def answer(self, session: FormSession, wire: str, context: Context, advance: bool = True) -> Step:
        """Record an answer at the live question. ``advance=False`` records a part of it and stays."""
        work = self._opened(session, context)
        node, control = self._live(work)
        before, asked = wire_of(work.instance, node), asked_nodes(work)
        filled = {other for other in work.settled if other.value is not None and other is not node}
        refusal = try_answer(work.instance, control, node, wire, whole=advance)
        if refusal is not None:
            events: list[Event] = [AnswerRefused(ref_in(node), refusal.reason, refusal.message)]
            return self._stayed(work, events, refusal.message)
        after = wire_of(work.instance, node)
        events = [AnswerRecorded(ref_in(node), before, after)] if advance or before != after else []
        work.proposed.discard(node)
        work.path = None
        path_of(work)  # walking clears choices that are gone and makes counted repeats
        now = asked_nodes(work)
        events += _branches(work, asked, now)
        cleared = {other for other in filled & now if other.value is None}
        if cleared:
            work.settled -= cleared
            events.append(AnswersCleared(tuple(sorted(map(ref_in, cleared)))))
        if not advance:
            return self._stayed(work, events)
        work.settled.add(node)
        if cleared or now - asked - work.settled:  # the answer opened questions: they come before the review
            work.session = replace(work.session, back_to_review=False)
            if work.session.only is None:
                return self._moved(work, events, path_of(work).next())
        return self._after(work, events)

    def skip(self, session: FormSession, context: Context) -> Step:
        """Pass the live question, its answer as it is. Refused when it is required and empty."""
        work = self._opened(session, context)
        node, control = self._live(work)
        refusal = gap_of(work.instance, control, node)
        if refusal is not None:
            return self._stayed(
                work, [AnswerRefused(ref_in(node), refusal.reason, refusal.message)], refusal.message
            )
        work.settled.add(node)
        work.proposed.discard(node)
        return self._after(work, [Skipped(ref_in(node))])

    def another(self, session: FormSession, add: bool, context: Context) -> Step:
        """Answer an "another?": add an instance, or say that there is no other."""
        work = self._opened(session, context)
        found = repeat_at(work.instance, session.position)
        control = path_of(work).repeat_control(session.position)
        if found is None or control is None:
            raise NotNow()
        if not add:
            work.closed.add(found)
            return self._after(work, [RepeatClosed(session.position)])
        if not repeats.may_add(work.instance, found[0], control):
            raise NotNow()
        work.closed.discard(found)
        node = repeats.add(work.instance, found[0], control)
        work.path = None
        return self._moved(work, [RepeatAdded(ref_in(node))], path_of(work).next())

    def add_repeat(self, session: FormSession, ref: str, context: Context) -> Step:
        """One more instance of a repeat (its ref without rank), from anywhere: "add another" of the
        review."""
        return self.another(replace(session, position=ref), True, context)

    def remove_repeat(self, session: FormSession, ref: str, context: Context) -> Step:
        """Remove an instance of a repeat and its answers. Raises NotNow for one that a count makes."""
        work = self._opened(session, context)
        node = node_at(work.instance, ref)
        control = path_of(work).repeat_control(ref.rpartition("[")[0])
        if node is None or control is None or control.fixed:
            raise NotNow()
        gone = set(node.below())
        live = node_at(work.instance, session.position) if not session.position.startswith("@") else None
        work.settled -= gone
        work.proposed -= gone
        work.closed = {pair for pair in work.closed if pair[0] not in gone}
        repeats.remove(work.instance, node)
        work.path = None
        path = path_of(work)
        if live is not None and live not in gone:
            return self._moved(work, [RepeatRemoved(ref)], ref_in(live))
        return self._moved(work, [RepeatRemoved(ref)], REVIEW if session.position == REVIEW else path.next())

    # Moving

    def back(self, session: FormSession, context: Context) -> Step:
        """The question before the live one; the first stays."""
        work = self._opened(session, context)
        return self._moved(work, [], path_of(work).before(session.position))

    def jump(self, session: FormSession, ref: str, context: Context, alone: bool = False) -> Step:
        """Ask a given question now. From the review it comes back there; ``alone`` finishes after it."""
        work = self._opened(session, context)
        position = self._asked(work, ref)
        back = session.back_to_review or session.position == REVIEW
        work.session = replace(work.session, back_to_review=back, only=position if alone else session.only)
        return self._moved(work, [], position)

    def review(self, session: FormSession, context: Context) -> Step:
        """The review, from anywhere."""
        work = self._opened(session, context)
        return self._moved(work, [], REVIEW)

    def set_language(self, session: FormSession, language: str, context: Context) -> Step:
        """Go on in another language of the form; unknown ones leave it as it is."""
        self._open(session)
        chosen = language_for(self.form, language, session.language)
        step = self.resume(replace(session, language=chosen), context)
        events = (LanguageChanged(session.language, chosen),) if chosen != session.language else ()
        return replace(step, events=events)

    # Proposals

    def propose(self, session: FormSession, values: Mapping[str, str], context: Context) -> Step:
        """Prefill answers that the person will confirm or correct. What the form refuses is left out."""
        work = self._opened(session, context)
        taken, refused = [], []
        for ref in values:
            ensure(work.instance, ref)
        work.path = None
        for ref, text in path_of(work).in_order(values):
            node = node_at(work.instance, ref)
            control = node.definition.control if node is not None else None
            if (
                node is None
                or control is None
                or not text
                or try_answer(work.instance, control, node, text) is not None
            ):
                refused.append(ref)
                continue
            work.settled.discard(node)
            work.proposed.add(node)
            taken.append(ref)
        work.path = None
        events: list[Event] = [Proposed(tuple(taken))] if taken else []
        if refused:
            events.append(ProposalRefused(tuple(refused)))
        return self._moved(work, events, path_of(work).next())

    def confirm(self, session: FormSession, context: Context) -> Step:
        """The proposed answers shown become the person's own."""
        work = self._opened(session, context)
        shown = path_of(work).proposed()
        work.settled |= set(shown)
        work.proposed -= set(shown)
        return self._after(work, [ProposalConfirmed(tuple(ref_in(node) for node in shown))])

    def discard(self, session: FormSession, context: Context) -> Step:
        """The proposed answers are forgotten; their questions will be asked."""
        work = self._opened(session, context)
        gone = path_of(work).proposed()
        refs = tuple(ref_in(node) for node in gone)
        for node in gone:
            work.proposed.discard(node)
            work.instance.set_value(node, None)
        work.path = None
        return self._after(work, [ProposalDiscarded(refs)])

    # The end

    def submit(self, session: FormSession, context: Context) -> Step:
        """Finish, or go to the first question that keeps from finishing, its error said."""
        work = self._opened(session, context)
        for stop in path_of(work).questions():
            refusal = gap_of(work.instance, stop.control, stop.node)
            if refusal is not None:
                work.session = replace(work.session, back_to_review=True)
                refused = AnswerRefused(ref_in(stop.node), refusal.reason, refusal.message)
                return self._moved(work, [refused], ref_in(stop.node), refusal.message)
        if work.proposed & set(path_of(work).proposed()):
            return self._moved(work, [], PROPOSAL)
        return self._finished(work, [])

    def instance_xml(self, session: FormSession, context: Context) -> str:
        """The instance as XML, as ODK servers receive it."""
        self._own(session)
        return instance_xml(opened(self.form, session, context).instance)

    def values(self, session: FormSession, context: Context) -> dict[str, str]:
        """Wire forms of everything relevant and not empty, calculated values included, by ref."""
        self._own(session)
        instance = opened(self.form, session, context).instance
        found: dict[str, str] = {}
        for node in instance.document.kids[0].below():
            if node.relevant and not node.kids and node.value is not None:
                found[ref_in(node)] = wire_of(instance, node)
        return found

    def progress(self, session: FormSession, context: Context) -> Progress:
        """Questions settled, of those asked as the form stands."""
        self._own(session)
        return path_of(opened(self.form, session, context)).progress()

    # Within

    def _own(self, session: FormSession) -> None:
        if session.version != self.form.version:
            raise OtherVersion()

    def _open(self, session: FormSession) -> None:
        self._own(session)
        if session.finished:
            raise SessionFinished()

    def _opened(self, session: FormSession, context: Context) -> Work:
        self._open(session)
        return opened(self.form, session, context)

    def _live(self, work: Work) -> tuple[Node, Control]:
        node = node_at(work.instance, work.session.position) if work.session.position[:1] != "@" else None
        if node is None or node.definition.control is None:
            raise NotNow()
        if not node.relevant:
            raise UnknownQuestion(work.session.position)
        return node, node.definition.control

    def _asked(self, work: Work, ref: str) -> str:
        """The position of a question that can be asked now."""
        stop = path_of(work).stop_at(ref)
        if stop is None:
            raise UnknownQuestion(ref)
        return ref_in(stop.node)

    def _after(self, work: Work, events: list[Event]) -> Step:
        """Where a settled question leads."""
        session = work.session
        if session.only is not None and session.position == session.only:
            return self._finished(work, events, session.only)
        if session.back_to_review:
            work.session = replace(session, back_to_review=False)
            return self._moved(work, events, REVIEW)
        return self._moved(work, events, path_of(work).next())

    def _finished(self, work: Work, events: list[Event], only: str | None = None) -> Step:
        work.instance.finish()
        return self._moved(work, [*events, FormFinished(self.form.id, only)], FINISHED)

    def _stayed(self, work: Work, events: list[Event], error: Text | str | None = None) -> Step:
        return self._moved(work, events, work.session.position, error)

    def _moved(self, work: Work, events: list[Event], position: str, error: Text | str | None = None) -> Step:
        if position == REVIEW:
            work.session = replace(work.session, back_to_review=False)
        prompt = path_of(work).prompt(position, error)
        return Step(closed_up(work, position), tuple(events), prompt)


def _branches(work: Work, before: set[Node], after: set[Node]) -> list[Event]:
    """What an answer parked, and what it brought back."""
    parked = sorted(ref_in(node) for node in before - after if node.value is not None)
    restored = sorted(
        ref_in(node) for node in after - before if node.value is not None and node in work.settled
    )
    events: list[Event] = []
    if parked:
        events.append(BranchParked(tuple(parked)))
    if restored:
        events.append(BranchRestored(tuple(restored)))
    return events
