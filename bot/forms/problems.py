"""What can go wrong with a form or a session, each with a sentence for the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.errors import Problem
from bot.i18n import T, Text


@dataclass(frozen=True)
class Finding:
    """One remark on a form for its author: where in the XLSForm, and what."""

    severity: str
    """``error`` (the form is refused) or ``warning`` (it works, not as its author may think)."""
    text: Text
    sheet: str = ""
    row: int = 0
    """Row number as Excel shows it; 0 when unknown."""
    column: str = ""


class ExpressionFault(Problem):
    """An expression cannot be read or evaluated."""

    code: ClassVar[str] = "forms.expression"

    def __init__(self, text: Text, position: int = 0) -> None:
        super().__init__(text)
        self.position = position


class FormRefused(Problem):
    """A form cannot be used; ``findings`` say why."""

    code: ClassVar[str] = "forms.refused"

    def __init__(self, text: Text, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(text)
        self.findings = findings or (Finding("error", text),)


class OtherVersion(Problem):
    """A session belongs to another version of the form."""

    code: ClassVar[str] = "forms.other-version"

    def __init__(self) -> None:
        super().__init__(
            T("This form has changed since you began. Your answers belong to its former version.")
        )


class SessionFinished(Problem):
    """A finished session was asked to go on."""

    code: ClassVar[str] = "forms.finished"

    def __init__(self) -> None:
        super().__init__(T("This form is already finished."))


class UnknownQuestion(Problem):
    """A question that the form does not have, or does not ask now."""

    code: ClassVar[str] = "forms.unknown-question"

    def __init__(self, ref: str) -> None:
        super().__init__(T("This question is not asked any more."))
        self.ref = ref


class NotNow(Problem):
    """A verb that has no meaning at this point of the conversation."""

    code: ClassVar[str] = "forms.not-now"

    def __init__(self) -> None:
        super().__init__(T("This cannot be done at this point of the form."))


class TooMuch(Problem):
    """A limit of the engine was reached while someone fills a form."""

    code: ClassVar[str] = "forms.too-much"
