"""A session as a value: everything about one person filling one version of one form. JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REVIEW, PROPOSAL, FINISHED = "@review", "@proposal", "@finished"
"""Positions that are no question."""


@dataclass(frozen=True)
class FormSession:
    """One person filling one version of one form.

    ``answers`` holds the wire form of every node that is not merely calculated, parked ones included, by ref
    (``/data/member[2]/name``). ``position`` is the ref of the live question, of the repeat whose "another?"
    is
    asked, or REVIEW, PROPOSAL, FINISHED.
    """

    form: str
    version: str
    language: str
    answers: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    """Instances of each repeat, by the ref of the repeat without its last rank."""
    computed: Mapping[str, str] = field(default_factory=dict)
    """What editable or clock-bound calculations were last computed from, so that they do not overwrite."""
    position: str = ""
    settled: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    """Repeats of which the person said that there is no other."""
    back_to_review: bool = False
    only: str | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more will be asked."""
        return self.position == FINISHED

    def to_json(self) -> dict[str, Any]:
        """A JSON object; empty parts are left out."""
        whole = {
            "form": self.form, "version": self.version, "language": self.language, "position": self.position,
            "answers": dict(self.answers), "counts": dict(self.counts), "computed": dict(self.computed),
            "settled": list(self.settled), "proposed": list(self.proposed), "closed": list(self.closed),
            "back_to_review": self.back_to_review, "only": self.only,
        }  # fmt: skip
        return {key: value for key, value in whole.items() if value}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> FormSession:
        """The session that ``to_json`` wrote. Raises KeyError or TypeError on anything else."""
        return FormSession(
            form=data["form"],
            version=data["version"],
            language=data.get("language", ""),
            answers=dict(data.get("answers", {})),
            counts=dict(data.get("counts", {})),
            computed=dict(data.get("computed", {})),
            position=data.get("position", ""),
            settled=tuple(data.get("settled", ())),
            proposed=tuple(data.get("proposed", ())),
            closed=tuple(data.get("closed", ())),
            back_to_review=bool(data.get("back_to_review", False)),
            only=data.get("only"),
        )
