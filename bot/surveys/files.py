"""Answers as a file that is made when it is sent: nothing of them is kept twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from mimetypes import guess_type

from bot.conversation.ports import Parcel, Transactions
from bot.surveys.exporting import FORMATS, Exports
from bot.surveys.ports import Surveys

PREFIX = "survey:"


def address(survey_id: str, kind: str, language: str | None = None) -> str:
    """What a reply carries in place of a file's hash."""
    return f"{PREFIX}{survey_id}:{kind}:" + ("" if language is None else f"={language}")


@dataclass(frozen=True)
class AnswerFiles:
    """Makes the file that an address names."""

    work: Transactions
    surveys: Surveys
    exports: Exports

    async def parcel(self, wanted: str) -> Parcel | None:
        """The file; None when its survey is gone."""
        survey_id, kind, language = (*wanted.removeprefix(PREFIX).split(":", 2), "", "")[:3]
        async with self.work.reading():
            survey = await self.surveys.get(survey_id)
            if survey is None or kind not in FORMATS:
                return None
            labels = language[1:] if language.startswith("=") else None
            export = await self.exports(survey, kind, labels)
        content = await asyncio.to_thread(export.make)
        return Parcel(content, export.name, guess_type(export.name)[0] or "application/octet-stream")
