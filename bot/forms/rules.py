"""Compiling the expressions of a form, their faults kept with the place they come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.forms.model import Definition, Rule
from bot.forms.problems import ExpressionFault, Finding
from bot.forms.scope import FormScope, unknown_paths
from bot.forms.xpath.compile import Compiler
from bot.forms.xpath.functions import LIBRARY
from bot.forms.xpath.functions.dates import format_moment
from bot.forms.xpath.parser import parse
from bot.forms.xpath.regex import compiled
from bot.forms.xpath.tree import Call, Expression, Path, String, children, walk
from bot.forms.xpath.values import Value, day_to_date
from bot.forms.xpath.world import Compiled, Place
from bot.i18n import T, Text

Where = Callable[[str, str], tuple[str, int, str]]
"""From a node's reference and an aspect (relevant, constraint, calculate, choice_filter...) to sheet, row,
column."""


def nowhere(ref: str, aspect: str) -> tuple[str, int, str]:
    """The place of an expression when only the XForm is known."""
    return "", 0, aspect


@dataclass
class RuleMaker:
    """Compiles rules and gathers what is wrong with them."""

    root: Definition
    where: Where = nowhere
    findings: list[Finding] = field(default_factory=list)

    def rule(self, source: str | None, here: Definition | None, aspect: str, about: str = "") -> Rule | None:
        """A rule, or None when there is no source or it is faulty (a finding is kept)."""
        if source is None or not source.strip():
            return None
        ref = about or (here.ref if here is not None else "")
        try:
            tree = parse(source)
            compiler = Compiler(FormScope(self.root, here))
            value = compiler.value(tree)
            check_constants(tree)
        except ExpressionFault as fault:
            self.fault(fault, ref, aspect, source)
            return None
        for path in unknown_paths(tree, self.root, here):
            self.note("warning", T("The path {path} leads nowhere.", path=path), ref, aspect)
        volatile = is_volatile(tree)
        inputs = tuple(_inputs(tree, compiler)) if volatile else ()
        return Rule(source, tree, value, volatile, inputs)

    def output(self, source: str, here: Definition | None, aspect: str, about: str) -> Rule:
        """The rule of an output in a text. A faulty one is a warning: it shows nothing, the form still
        works."""
        try:
            tree = parse(source)
            value = Compiler(FormScope(self.root, here)).either(tree)
        except ExpressionFault as problem:
            self.fault(problem, about, aspect, source, "warning")
            return Rule(source, String(""), _faulty(problem))
        for path in unknown_paths(tree, self.root, here):
            self.note("warning", T("The path {path} leads nowhere.", path=path), about, aspect)
        return Rule(source, tree, value)

    def fault(
        self, fault: ExpressionFault, ref: str, aspect: str, source: str, severity: str = "error"
    ) -> None:
        """Keep a fault as an error, or as a warning where nothing depends on it."""
        text = T(
            "{reason} Expression: {source} (character {place}).",
            reason=fault.text,
            source=source.strip(),
            place=fault.position + 1,
        )
        self.note(severity, text, ref, aspect)

    def note(self, severity: str, text: Text, ref: str, aspect: str) -> None:
        """Keep a finding."""
        sheet, row, column = self.where(ref, aspect)
        self.findings.append(Finding(severity, text, sheet, row, column))


def _faulty(fault: ExpressionFault) -> Compiled:
    def fail(place: Place) -> Value:
        raise fault

    return fail


def is_volatile(tree: Expression) -> bool:
    """Whether an expression may answer differently to the same form (clock, chance)."""
    return any(LIBRARY[part.name].volatile for part in walk(tree) if isinstance(part, Call))


def _inputs(tree: Expression, compiler: Compiler) -> list[Compiled]:
    return [compiler.either(part) for part in _paths(tree)]


def _paths(tree: Expression) -> list[Path]:
    if isinstance(tree, Path):
        return [tree]
    return [path for child in children(tree) for path in _paths(child)]


def check_constants(tree: Expression) -> None:
    """Try what can be tried without answers: patterns of regex() and of dates given as constants."""
    for part in walk(tree):
        if not isinstance(part, Call) or len(part.arguments) < 2:
            continue
        last = part.arguments[1]
        if part.name == "regex" and isinstance(last, String):
            try:
                compiled(last.value)
            except ExpressionFault as fault:
                raise ExpressionFault(fault.text, part.position) from None
        if part.name in ("format-date", "format-date-time") and isinstance(last, String):
            format_moment(day_to_date(0), last.value)
