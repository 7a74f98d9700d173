"""Forms ready to run: the product's own, written as Markdown tables and translated by the catalogues; the
coordinators', by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
}
"""Name of each form, and where its text is."""
RECALLED = 40
"""Forms kept in memory besides today's own: one of 250 questions takes 0.7 MB, attached lists more."""


def source(name: str) -> str:
    """The Markdown table of one of the product's forms."""
    package, file = FORMS[name]
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")


class Library:
    """Forms ready to run: today's by name, older ones by version."""

    def __init__(self, translate: Mapping[str, Callable[[str], str]]) -> None:
        self._xforms = {
            name: to_xform(markdown_sheets(source(name), name, translate), name) for name in FORMS
        }
        self._current = {name: Engine(load_xform(xform)) for name, xform in self._xforms.items()}
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
