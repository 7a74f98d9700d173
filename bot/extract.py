"""Gathers every sentence of the product into the catalogues: ``python -m bot.extract [--check]``.

Reads ``T("...")`` and ``NT("...", "...", n)`` in bot/, handlers/ and storage/, and the English labels, hints
and messages of the product's forms (``*.form.md``). Writes locales/relais87.pot and brings each language's PO
file up to date: new sentences empty, gone ones dropped, English filled with itself. The output is sorted and
holds no line number and no date, so that it changes only when a sentence does.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.catalogues import DOMAIN, LOCALES, PLURALS, SOURCE_LANGUAGE, po_path, read_catalogue
from bot.forms.markdown import sentences
from bot.i18n import LANGUAGES

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "storage")
FORM_SUFFIX = ".form.md"
VOLATILE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
)
HEADER = """\
# Relais 8.7: sentences of the product.
# Made by `make messages`: edit the translations (msgstr), never the sources (msgid).
# Licence: MIT, as the rest of the project.
#"""

MessageId = str | tuple[str, str]


@dataclass
class Found:
    """Sentences and where they are used; what could not be read, worded for a developer."""

    places: dict[MessageId, set[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, message: MessageId, place: str) -> None:
        """Note one use of a sentence."""
        self.places.setdefault(message, set()).add(place)


def constants(arguments: Iterable[ast.expr]) -> list[str | None]:
    """The literal strings among arguments, None for what is computed."""
    return [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in arguments]


def read_python(source: str, place: str, found: Found) -> None:
    """Add the sentences of one module. A sentence that is computed cannot be translated: it is a problem."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        wanted = {"T": 1, "NT": 2}.get(node.func.id, 0)
        words = constants(node.args[:wanted])
        if not wanted:
            continue
        if len(words) < wanted or None in words:
            found.problems.append(f"{place}:{node.lineno}: {node.func.id}() needs literal sentences")
        elif wanted == 1:
            found.add(str(words[0]), place)
        else:
            found.add((str(words[0]), str(words[1])), place)


def read_form(path: Path, place: str, found: Found) -> None:
    """Add the sentences that a form shows."""
    for _line, sentence in sentences(path.read_text(encoding="utf-8")):
        found.add(sentence, place)


def gather(root: Path = ROOT) -> Found:
    """Every sentence of the product, from its sources."""
    found = Found()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            place = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                read_python(path.read_text(encoding="utf-8"), place, found)
            elif path.name.endswith(FORM_SUFFIX):
                read_form(path, place, found)
    return found


def sort_key(message: MessageId) -> str:
    """Alphabetical by the (singular) sentence."""
    return message if isinstance(message, str) else message[0]


def catalog_of(found: Found, code: str | None, translations: Mapping[MessageId, object]) -> Catalog:
    """A catalogue of every sentence, with the translations known for it."""
    catalog = Catalog(locale=code, domain=DOMAIN, project="relais87", header_comment=HEADER, fuzzy=False)
    if code is not None:
        catalog.mime_headers = [("Plural-Forms", PLURALS[code])]
    singulars = {message[0] for message in found.places if not isinstance(message, str)}
    clashes = singulars & {message for message in found.places if isinstance(message, str)}
    if clashes:  # gettext keys both by the singular: one of them would silently win
        found.problems.extend(
            f"sentence both with and without a plural: {clash!r}" for clash in sorted(clashes)
        )
    for message in sorted(found.places, key=sort_key):
        places = [(place, None) for place in sorted(found.places[message])]
        string = message if code == SOURCE_LANGUAGE else translations.get(message, "")
        catalog.add(message, string, locations=places)  # type: ignore[arg-type]
    return catalog


def render(catalog: Catalog) -> bytes:
    """The text of a PO file, without the lines that change by themselves."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=False, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}:' for name in VOLATILE))]
    return ("\n".join(kept) + "\n").encode("utf-8")


def outputs(found: Found, locales: Path = LOCALES) -> Iterator[tuple[Path, bytes]]:
    """Each file the sentences make, with what it should hold."""
    yield locales / f"{DOMAIN}.pot", render(catalog_of(found, None, {}))
    for code in LANGUAGES:
        known = {}
        for message in read_catalogue(po_path(code, locales), code):
            if message.id and not message.fuzzy:
                key = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
                known[key] = message.string
        yield po_path(code, locales), render(catalog_of(found, code, known))


def stale(found: Found, locales: Path = LOCALES) -> list[str]:
    """The files that are not what the sources make of them."""
    return [
        path.relative_to(locales).as_posix()
        for path, content in outputs(found, locales)
        if not path.exists() or path.read_bytes() != content
    ]


def main(arguments: Sequence[str]) -> int:
    """Bring the catalogues up to date, or with --check say which are not: 0 when all is well, 1 otherwise."""
    found = gather()
    files = list(outputs(found))
    old = stale(found)
    for problem in dict.fromkeys(found.problems):
        print(problem, file=sys.stderr)
    if "--check" in arguments:
        for name in old:
            print(f"locales/{name} is not up to date: run `make messages`", file=sys.stderr)
        return 1 if old or found.problems else 0
    for path, content in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(found.places)} sentences; {len(old)} files changed")
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
