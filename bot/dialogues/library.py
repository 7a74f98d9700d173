"""Forms ready to run: the product's own, written as Markdown tables and translated by the catalogues; the
coordinators', by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources

from bot.dialogues.ports import FormVersions
from bot.forms.load import load_xform
from bot.forms.session import Engine
from bot.forms.xlsform import markdown_sheets, to_xform

FORMS: Mapping[str, tuple[str, str]] = {
    "signup": ("bot.people", "signup.form.md"),
    "join": ("bot.people", "join.form.md"),
    "recognise": ("bot.people", "recognise.form.md"),
    "report": ("bot.contributions", "report.form.md"),
    "return": ("bot.contributions", "return.form.md"),
    "remark": ("bot.kits", "remark.form.md"),
    "audience": ("bot.surveys", "audience.form.md"),
    "broadcast_target": ("bot.broadcasts", "target.form.md"),
    "broadcast_when": ("bot.broadcasts", "when.form.md"),
    "copies": ("bot.copies", "request.form.md"),
    "copies_words": ("bot.copies", "words.form.md"),
    "calendar_date": ("bot.timetable", "date.form.md"),
    "calendar_leads": ("bot.timetable", "leads.form.md"),
    "letter": ("bot.letters", "letter.form.md"),
    "event": ("bot.gatherings", "event.form.md"),
    "meeting": ("bot.gatherings", "meeting.form.md"),
    "move": ("bot.gatherings", "move.form.md"),
    "notes": ("bot.gatherings", "notes.form.md"),
    "code": ("bot.codes", "code.form.md"),
    "ours": ("bot.kits", "ours.form.md"),
}
"""Name of each form, and where its text is."""
RECALLED = 40
"""Forms kept in memory besides today's own: one of 250 questions takes 0.7 MB, attached lists more."""


def source(name: str) -> str:
    """The Markdown table of one of the product's forms."""
    package, file = FORMS[name]
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")


@dataclass(frozen=True)
class OwnForm:
    """One of the product's forms, in the languages it speaks: its definition, and what runs it."""

    xform: str
    engine: Engine


def own_forms(translate: Mapping[str, Callable[[str], str]]) -> Mapping[str, OwnForm]:
    """The product's forms by name, each read anew: some 100 ms. ``translate``: a language's sentences."""
    xforms = {name: to_xform(markdown_sheets(source(name), name, translate), name) for name in FORMS}
    return {name: OwnForm(xform, Engine(load_xform(xform))) for name, xform in xforms.items()}


class Library:
    """Forms ready to run: today's by name, older ones by version."""

    def __init__(self, own: Mapping[str, OwnForm]) -> None:
        self._xforms = {name: form.xform for name, form in own.items()}
        self._current = {name: form.engine for name, form in own.items()}
        self._by_version = {engine.form.version: engine for engine in self._current.values()}
        self._recalled: list[str] = []

    async def version(self, version: str, versions: FormVersions) -> Engine | None:
        """The form as it was when a session began."""
        if version not in self._by_version:
            xform = await versions.xform(version)
            if xform is None:
                return None
            files = await versions.files(version)
            self._recall(version, Engine(load_xform(xform, files)))
        return self._by_version[version]

    def _recall(self, version: str, engine: Engine) -> None:
        """Keep it at hand; of the coordinators' forms and of older ones, only the latest asked for."""
        self._recalled.append(version)
        self._by_version[version] = engine
        if len(self._recalled) > RECALLED:
            del self._by_version[self._recalled.pop(0)]

    async def keep(self, name: str, versions: FormVersions) -> Engine:
        """Today's form, its definition kept so that the session can end on it."""
        engine = self._current[name]
        await versions.keep(engine.form.version, name, self._xforms[name])
        return engine
