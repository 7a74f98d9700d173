"""What surveys need of storage, and of the world. Storage is called inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.forms.problems import Finding
from bot.people.model import Member, Organisation
from bot.surveys.model import Counts, Passed, Submission, Survey, Version


class Surveys(Protocol):
    """Surveys and their versions."""

    async def get(self, survey_id: str) -> Survey | None: ...

    async def all(self) -> Sequence[Survey]:
        """The latest made first."""
        ...

    async def open(self) -> Sequence[Survey]:
        """Those in the state open, the latest opened first; their day may be over."""
        ...

    async def by_form(self, form_id: str) -> Survey | None:
        """The latest survey of that form that is not closed."""
        ...

    async def add(self, survey: Survey) -> None: ...

    async def save(self, survey: Survey) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        ...

    async def versions(self, survey_id: str) -> Sequence[Version]:
        """In the order they were accepted."""
        ...

    async def add_version(self, version: Version) -> None:
        """Keep it, unless that survey has it already."""
        ...

    async def counts(self, survey_id: str) -> Counts: ...

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now."""
        ...

    async def drop_files(self, member_id: str) -> Mapping[str, bytes]:
        """What a coordinator sent lately towards a form, by name."""
        ...

    async def keep_file(self, member_id: str, name: str, content: bytes, at: datetime) -> None:
        """Add a file to those, in place of one of the same name."""
        ...

    async def forget_file(self, member_id: str, name: str) -> None: ...


class Submissions(Protocol):
    """Answers sent, and their way to another server."""

    async def add(self, submission: Submission) -> bool:
        """Keep it unless its instance id is there. Returns whether it was new."""
        ...

    async def of_survey(self, survey_id: str) -> Sequence[Submission]:
        """In the order they came."""
        ...

    async def claim(self, now: datetime, limit: int) -> Sequence[tuple[Submission, int]]:
        """Those due to be passed on, with how often that was tried; marks them claimed.

        A claim that is older than ten minutes was cut: it is due again, the instance id keeps it single.
        """
        ...

    async def defer(self, instance_id: str, until: datetime, note: str) -> None: ...

    async def settle(self, instance_id: str, taken: bool, at: datetime, note: str) -> None:
        """The other server has it, or refused it for good."""
        ...

    async def passed(self, survey_id: str) -> Passed: ...

    async def retry(self, survey_id: str, now: datetime) -> int:
        """Put the refused ones back in the queue. Returns how many."""
        ...


@dataclass(frozen=True)
class Checked:
    """What came of reading an uploaded form: what to say of it, and the form when nothing forbids it."""

    findings: tuple[Finding, ...]
    xform: str = ""
    """Empty when the form is refused."""
    form_id: str = ""
    title: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Names of the files that the form asks for and that did not come."""
    used: tuple[str, ...] = ()
    """Names of the files that came and are part of it."""


class Checker(Protocol):
    """Reads an uploaded form where it can do no harm. Slow: called outside any transaction."""

    async def check(self, name: str, content: bytes, files: Mapping[str, bytes]) -> Checked: ...


@dataclass(frozen=True)
class Delivered:
    """What another server said of a submission. ``again``: it may take it later."""

    taken: bool
    again: bool = False
    note: str = ""
    wait: float | None = None
    """Seconds that the server asks to wait."""


class Courier(Protocol):
    """Gives a submission to another server. Called outside any transaction."""

    async def give(self, submission: Submission, media: Mapping[str, tuple[bytes, str]]) -> Delivered:
        """``media``: content and media type by file name, as the instance names them."""
        ...
