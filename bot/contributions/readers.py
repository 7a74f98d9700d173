"""Reading the answers of a report as people write them: codes, figures, dates, proofs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.contributions.extract import extract
from bot.contributions.fields import (
    evidence_from_wire,
    evidence_to_wire,
    figures_from_wire,
    figures_to_wire,
    period_from_wire,
    period_to_wire,
)
from bot.contributions.figures import Figure, FigureDoubt, figure_text, read_figures
from bot.contributions.model import Evidence, Period
from bot.contributions.periods import PeriodQuestion, period_question
from bot.dialogues.readers import NONE, Doubt, Option, Proof, Read, Reading, Refused, Surroundings, WordsOnly
from bot.i18n import NT, T, Text, listed
from bot.reading import model as reading
from bot.reading.dates import read_date
from bot.roadmap.codes import MAX_CODES, read_codes
from bot.roadmap.model import label, plan
from bot.roadmap.suggest import suggest
from bot.safeguards.personal import Kind as Personal

OFFERED = 3
MOST_PROOFS = 10
"""As many as an album holds."""
LONGEST_NOTE = 300
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)


class CodesReader(WordsOnly):
    """Codes of the roadmap. Wire: codes separated by spaces."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Codes as people write them; other words are matched with the plan, and asked."""
        codes = read_codes(words)
        if codes is None:
            return _by_words(words, around.language)
        if codes.unknown:
            return Refused(codes.unknown[0].reason)
        if codes.left_out:
            return Refused(T("{most} codes at most: which ones matter most?", most=MAX_CODES))
        return Read(" ".join(codes.codes))

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """What the first sentence suggests."""
        if around.wire or not around.values.get("what"):
            return ()
        return _options(around.values["what"], around.language)

    async def show(self, wire: str, language: str) -> Text | str:
        """Each code with its name, on a line of its own when there are several."""
        named = [_named(code, language) for code in wire.split()]
        if len(named) == 1:
            return named[0]
        shown: Text | str = ""
        for name in named:
            shown = T("{lines}\n• {line}", lines=shown, line=name)
        return shown


def _by_words(words: str, language: str) -> Reading:
    options = _options(words, language)
    if not options:
        return Refused(
            T("These words point to no action. Try a code (1.4.C), a priority (3.1) or other words.")
        )
    return Doubt(T("Which action is nearest?"), options)


def _options(words: str, language: str) -> tuple[Option, ...]:
    return tuple(Option(s.code, _named(s.code, language)) for s in suggest(words, language)[:OFFERED])


def _named(code: str, language: str) -> Text | str:
    entry = plan().entry(code)
    return T("{code} {name}", code=code, name=label(entry, language)) if entry else code


class FiguresReader(WordsOnly):
    """Figures with what they count. Wire: a JSON list."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Every figure of the words; what is doubtful is asked."""
        found = read_figures(words, around.language)
        if found.doubts:
            return _ask(found.figures, found.doubts[0])
        if found.figures:
            return Read(figures_to_wire(found.figures))
        if found.unnamed:
            words = found.unnamed[0].words
            return Refused(
                T("What does {number} count? Write it with the word: pupils, people trained...", number=words)
            )
        return Refused(T("I read no figure there. Write a number and what it counts: about 75 pupils."))

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """The readings of what the first sentence left in doubt."""
        if around.wire or not around.values.get("what"):
            return ()
        draft = extract(around.values["what"], around.language, around.today)
        return _ask(draft.figures, draft.figure_doubts[0]).options if draft.figure_doubts else ()

    async def show(self, wire: str, language: str) -> Text | str:
        """The figures in words."""
        return listed([figure_text(figure) for figure in figures_from_wire(wire)])


def _ask(figures: tuple[Figure, ...], doubt: FigureDoubt) -> Doubt:
    options = []
    for choice in doubt.options:
        shown = listed([figure_text(figure) for figure in choice]) if choice else T("None of these")
        options.append(Option(figures_to_wire((*figures, *choice)), shown))
    return Doubt(doubt.question, tuple(options))


class PeriodReader(WordsOnly):
    """When it happened. Wire: ``start/end/precision``."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """A span of days; asked when it could be several, or crosses two reporting years."""
        read = read_date(words, around.language, around.today)
        match read:
            case reading.Nonsense(reason=reason):
                return Refused(reason)
            case reading.Doubt(readings=readings):
                return Doubt(T("Which date is it?"), tuple(_option(span) for span in readings))
            case reading.Span():
                return _straddling(read, around) or Read(_wire(read))
        raise AssertionError(f"unforeseen reading {read!r}")

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """The months meant by a first sentence whose dates cross two reporting years."""
        if around.wire or not around.values.get("what"):
            return ()
        draft = extract(around.values["what"], around.language, around.today)
        if draft.span_doubt is not None:
            return tuple(_option(span) for span in draft.span_doubt.readings)
        return _options_of(draft.period) if draft.period else ()

    async def show(self, wire: str, language: str) -> Text | str:
        """The day, or the first and the last."""
        return period_text(period_from_wire(wire))


def period_text(period: Period) -> Text | str:
    """A period in words."""
    if period.start is None:
        return T("date not known")
    if period.end is None or period.start == period.end:
        return T("{date}", date=period.start)
    return T("from {start} to {end}", start=period.start, end=period.end)


def _straddling(span: reading.Span, around: Surroundings) -> Doubt | None:
    question = period_question(span, around.today)
    if question is None:
        return None
    return Doubt(question.text, _options_of(question))


def _options_of(question: PeriodQuestion) -> tuple[Option, ...]:
    return tuple(Option(_wire(o.span), o.label) for o in question.options if o.span is not None)


def _wire(span: reading.Span) -> str:
    return period_to_wire(Period(span.start, span.end, span.precision.value))


def _option(span: reading.Span) -> Option:
    return Option(_wire(span), period_text(Period(span.start, span.end)))


@dataclass(frozen=True)
class EvidenceReader:
    """Proofs: links, files, or what the proof is. Wire: a JSON list; each message adds to it."""

    accepts_files: bool = True
    lets_through: frozenset[Personal] = NONE

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Links if there are any; otherwise the words say what the proof is (attendance sheets...)."""
        links = [link.rstrip(".,;)") for link in _LINK.findall(words)]
        if links:
            return _with(around, [Evidence(link=link) for link in links])
        if len(words) > LONGEST_NOTE:
            return Refused(T("Please send a link, a file, or a few words that say what the proof is."))
        return _with(around, [Evidence(name=words)])

    async def objects(self, content: bytes) -> Text | None:
        """Whatever can be kept is a proof."""
        return None

    async def read_file(self, proof: Proof, around: Surroundings) -> Reading:
        """A kept file."""
        return _with(around, [Evidence(file=proof.digest, name=proof.name)])

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """None."""
        return ()

    async def show(self, wire: str, language: str) -> Text | str:
        """Links and names; several files are counted."""
        proofs = evidence_from_wire(wire)
        files = sum(1 for proof in proofs if proof.file)
        shown: list[Text | str] = [proof.link or proof.name or "" for proof in proofs if not proof.file]
        if files:
            shown.append(NT("{count} file", "{count} files", files))
        return listed(shown)


def _with(around: Surroundings, new: list[Evidence]) -> Reading:
    before = evidence_from_wire(around.wire or "")
    known = {(proof.link, proof.file, proof.name) for proof in before}
    added = tuple(proof for proof in new if (proof.link, proof.file, proof.name) not in known)
    if len(before) + len(added) > MOST_PROOFS:
        return Refused(T("{most} proofs at most. Press Done to go on.", most=MOST_PROOFS))
    return Read(evidence_to_wire(before + added), more=True)


__all__ = ["CodesReader", "EvidenceReader", "FiguresReader", "PeriodReader", "period_text"]
