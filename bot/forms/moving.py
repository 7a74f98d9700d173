"""An open session moved to another version of its form: answers of same path and type stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.forms.asking import asked_kind
from bot.forms.languages import language_for
from bot.forms.model import Definition, Form
from bot.forms.restore import keeps_value
from bot.forms.state import FormSession

_RANK = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class Dropped:
    """An answer that the other version has no place for."""

    ref: str
    wire: str


@dataclass(frozen=True)
class Moved:
    """The session in the other version, and what it lost on the way, in the order of the former form."""

    session: FormSession
    dropped: tuple[Dropped, ...]


def move(session: FormSession, old: Form, new: Form) -> Moved:
    """The session as one of the new version. Pure; the position is found by the next ``resume``.

    An answer stays when the new form has a node of the same path (the name of the root aside) in the same
    repeats, of the same type and kind of question, and a calculation by the same rule. Choices that are gone
    are cleared by the engine when their question is met, as after any change of a list.
    """
    route = _Route(old, new)
    kept = {there: wire for ref, wire in session.answers.items() if (there := route(ref)) is not None}
    dropped = [
        Dropped(ref, wire)
        for ref, wire in session.answers.items()
        if route(ref) is None and _asked(route.before(ref)) and wire
    ]
    moved = FormSession(
        form=new.id,
        version=new.version,
        language=language_for(new, session.language),
        answers=kept,
        counts={there: many for ref, many in session.counts.items() if (there := route.repeat(ref))},
        computed={there: key for ref, key in session.computed.items() if (there := route(ref)) is not None},
        position=route(session.position) or "",
        settled=route.all(session.settled),
        proposed=route.all(session.proposed),
        closed=tuple(there for ref in session.closed if (there := route.repeat(ref))),
        back_to_review=session.back_to_review,
    )
    return Moved(moved, tuple(dropped))


class _Route:
    """From refs of one version to those of another."""

    def __init__(self, old: Form, new: Form) -> None:
        self._old, self._new = old, new

    def __call__(self, ref: str) -> str | None:
        """The same node in the new form, None when it is not the same there."""
        before, there = self.before(ref), self._there(ref)
        after = self._new.by_ref.get(_bare(there))
        if before is None or after is None or not _same(before, after):
            return None
        return there

    def repeat(self, ref: str) -> str:
        """A repeat's ref (last rank left out) in the new form, empty when it is none there."""
        there = self._there(ref)
        before, after = self.before(ref), self._new.by_ref.get(_bare(there))
        alike = before is not None and after is not None and _repeats(before) == _repeats(after)
        return there if alike and after is not None and after.repeated else ""

    def all(self, refs: Iterable[str]) -> tuple[str, ...]:
        return tuple(there for ref in refs if (there := self(ref)) is not None)

    def before(self, ref: str) -> Definition | None:
        """The node as the old form describes it."""
        return self._old.by_ref.get(_bare(ref))

    def _there(self, ref: str) -> str:
        return self._new.root.ref + ref.removeprefix(self._old.root.ref)


def _bare(ref: str) -> str:
    return _RANK.sub("", ref)


def _asked(definition: Definition | None) -> bool:
    """Whether a person gave it: what the form computes is no loss."""
    return definition is not None and definition.control is not None


def _same(before: Definition, after: Definition) -> bool:
    if before.type != after.type or before.is_group != after.is_group or _repeats(before) != _repeats(after):
        return False
    if _asked(before) != _asked(after) or (_asked(before) and _kind(before) != _kind(after)):
        return False
    return not (keeps_value(before) or keeps_value(after)) or _rule(before) == _rule(after)


def _kind(definition: Definition) -> str:
    assert definition.control is not None
    return asked_kind(definition.control).value


def _repeats(definition: Definition) -> list[str]:
    return [above.name for above in definition.chain()[1:] if above.repeated]


def _rule(definition: Definition) -> str:
    return definition.calculate.source if definition.calculate is not None else ""
