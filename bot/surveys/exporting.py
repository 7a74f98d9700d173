"""The answers of a survey as a file: workbook, CSV, JSON, or the ODK instances themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.delivery.ports import Files
from bot.dialogues.library import Library
from bot.dialogues.ports import FormVersions
from bot.folding import fold
from bot.forms.model import Form
from bot.people.ports import Organisations
from bot.surveys.export_csv import archive, csv_archive
from bot.surveys.export_json import json_file
from bot.surveys.export_xlsx import workbook
from bot.surveys.grids import grids_of
from bot.surveys.model import Submission, Survey
from bot.surveys.ports import Submissions, Surveys
from bot.surveys.rows import Answers, rows_of
from bot.surveys.shape import repeats_of, sheets_of

FORMATS: Mapping[str, str] = {"xlsx": "xlsx", "csv": "zip", "json": "json", "xml": "zip"}
"""What can be asked for, and how the file's name ends."""
MEDIA_BYTES = 40_000_000
"""Pictures and sounds put in an archive of instances: a bot may send 50 MB (Bot API, sendDocument)."""
_MEDIA = re.compile(r">([0-9a-f]{64}(?:\.[A-Za-z0-9]{1,5})?)<")


@dataclass(frozen=True)
class Export:
    """A file: what to call it, and what makes its bytes. Making is slow: call it in a thread."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Exports:
    """Gathers what an export needs. Runs inside the caller's unit of work, reading alone."""

    surveys: Surveys
    submissions: Submissions
    organisations: Organisations
    versions: FormVersions
    library: Library
    files: Files

    async def __call__(self, survey: Survey, kind: str, language: str | None = None) -> Export:
        """The export in a format of FORMATS. ``language``: of headers and choices; None gives their names."""
        sent = await self.submissions.of_survey(survey.id)
        name = file_name(survey, kind)
        if kind == "xml":
            files = await self._instances(sent)
            return Export(name, lambda: archive(files))
        forms = await self._forms(survey)
        answers = await self._answers(sent, forms)
        return Export(name, lambda: _made(kind, list(forms.values()), answers, language))

    async def _forms(self, survey: Survey) -> dict[str, Form]:
        """The form in each version that people may have filled, the newest first."""
        found = {}
        for version in reversed(await self.surveys.versions(survey.id)):
            if version.version == survey.next_version:
                continue
            engine = await self.library.version(version.version, self.versions)
            if engine is not None:
                found[version.version] = engine.form
        return found

    async def _answers(self, sent: Sequence[Submission], forms: Mapping[str, Form]) -> list[Answers]:
        names = {organisation.id: organisation.name for organisation in await self.organisations.all()}
        return [
            Answers(
                uuid=one.instance_id.removeprefix("uuid:"),
                xml=one.xml,
                version=forms[one.version].author_version or one.version,
                organisation=names.get(one.organisation_id or "", ""),
                sent_at=one.finished_at,
                repeats=repeats_of(forms[one.version]),
            )
            for one in sent
            if one.version in forms
        ]

    async def _instances(self, sent: Sequence[Submission]) -> dict[str, bytes]:
        """A folder for each instance, its media beside it, as ODK's tools lay them out."""
        found: dict[str, bytes] = {}
        room = MEDIA_BYTES
        for one in sent:
            folder = f"instances/{one.instance_id.replace(':', '')}"
            found[f"{folder}/submission.xml"] = one.xml.encode()
            for name, (content, _) in (await media_of(one.xml, self.files)).items():
                room -= len(content)
                if room >= 0:
                    found[f"{folder}/{name}"] = content
                else:
                    found.setdefault("media-left-out.txt", b"")
                    found["media-left-out.txt"] += f"{folder}/{name}\n".encode()
        return found


async def media_of(xml: str, files: Files) -> dict[str, tuple[bytes, str]]:
    """The kept files that an instance names: content and media type, by the name it gives them."""
    found = {}
    for name in dict.fromkeys(_MEDIA.findall(xml)):
        kept = await files.read(name.partition(".")[0])
        if kept is not None:
            found[name] = (kept[0], kept[2])
    return found


def _made(kind: str, forms: Sequence[Form], answers: Sequence[Answers], language: str | None) -> bytes:
    sheets, rows = sheets_of(forms, language or ""), rows_of(answers)
    if kind == "json":
        return json_file(sheets, rows)
    grids = grids_of(sheets, rows, labels=language is not None)
    return workbook(grids) if kind == "xlsx" else csv_archive(grids)


def file_name(survey: Survey, kind: str) -> str:
    """A name of plain letters, from the survey's title."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(survey.title)).strip("-")[:60]
    return (
        f"{words or 'answers'}-{kind}.{FORMATS[kind]}"
        if kind in ("csv", "xml")
        else (f"{words or 'answers'}.{FORMATS[kind]}")
    )
