"""Writes the pages that are made from the code: ``python -m bot.docs [--check]``.

docs/settings.md and the table of settings in README.md (between two marks), docs/telemetry.md, docs/forms.md.
What is written twice drifts apart; what is made from the registry cannot.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from bot.catalogues import translator
from bot.forms import limits
from bot.forms.registry import APPEARANCES, QUESTION_TYPES, Feature
from bot.settings import SETTINGS, Setting
from bot.telemetry.events import EVENTS
from bot.telemetry.metrics import METRICS, PREFIX

ROOT = Path(__file__).parents[1]
OPENING, CLOSING = "<!-- settings -->", "<!-- /settings -->"
MADE = "<!-- Made by `make docs` from {source}: edit that, not this page. -->"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        + "\n"
    )


def code(text: str) -> str:
    """Set as code, nothing when there is nothing."""
    return f"`{text}`" if text else ""


def settings_rows(settings: Sequence[Setting]) -> list[list[str]]:
    """One row a setting, in plain English."""
    english = translator("en")
    return [
        [code(setting.name), english(setting.meaning), code(setting.default), code(setting.example)]
        for setting in settings
    ]


def settings_table() -> str:
    """The table of README.md and docs/settings.md."""
    return table(["Variable", "What it is for", "When absent", "Example"], settings_rows(SETTINGS))


def settings_page() -> str:
    """docs/settings.md."""
    secret = ", ".join(code(setting.name) for setting in SETTINGS if setting.secret)
    return f"""# Settings

{MADE.format(source="bot/settings.py")}

Everything is set by environment variables, read once at start by `bot/settings.py` and nowhere else. A
missing or wrong one stops the start with one line and exit code 2; `relais87 doctor` says what is set and
what is not.

{settings_table()}
Secrets: {secret}. They are never printed nor logged.

On Telegram (that is, unless `TELEGRAM_API_URL` is an address of this very machine) the bot does not start
before `RELAIS87_CONTROLLER` and `RELAIS87_PRIVACY_CONTACT` say who answers for the data: members are told
both in the privacy notice.
"""


def telemetry_page() -> str:
    """docs/telemetry.md."""
    events = [
        [code(event.name), event.level, event.meaning, " ".join(code(name) for name in sorted(event.fields))]
        for event in EVENTS.values()
    ]
    metrics = [
        [code(PREFIX + metric.name), metric.kind, metric.meaning, " ".join(map(code, sorted(metric.labels)))]
        for metric in METRICS.values()
    ]
    return f"""# Logs and figures

{MADE.format(source="bot/telemetry")}

A log line is one of the events below, with no other field than those named, each checked to be a count, a
duration, a code of the product or an identifier of its own: never a message's text, a name or a Telegram id.
`who` is a keyed hash whose key stays in the data folder. Messages of libraries are shown without what fills
them; failures by their kind and place, without their message. Opening the emergency card is no event at all.

## Events

{table(["Event", "Level", "Meaning", "Fields"], events)}
## Figures

At `/metrics`, in Prometheus' text format.

{table(["Figure", "Kind", "Meaning", "Labels"], metrics)}"""


def features_table(features: Mapping[str, Feature]) -> str:
    """What is supported of a part of XLSForm, those that share a note in one row."""
    english = translator("en")
    rows: dict[tuple[str, str], list[str]] = {}
    for feature in features.values():
        rows.setdefault((feature.support.value, english(feature.note)), []).append(code(feature.name))
    lines = [[" ".join(names), support, note] for (support, note), names in rows.items()]
    return table(["Name", "", "In a chat"], lines)


def limits_table() -> str:
    """The limits of the forms engine, with the reason that stands under each."""
    rows, body = [], ast.parse(inspect.getsource(limits)).body
    for node, after in pairwise(body):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            reason = str(ast.literal_eval(after.value)) if isinstance(after, ast.Expr) else ""
            rows.append([code(name), f"{getattr(limits, name):,}", " ".join(reason.split())])
    return table(["Limit", "Value", "Why"], rows)


def forms_page() -> str:
    """docs/forms.md."""
    return f"""# What the forms engine supports

{MADE.format(source="bot/forms/registry.py and bot/forms/limits.py")}

Names are those of [XLSForm](https://xlsform.org). `relais87 forms check FILE` says what a form uses that a
chat cannot do, with its sheet and row: *supported* works, *warned* works otherwise than in a phone's form,
*refused* would lose answers or mislead, so the form is not accepted. Expressions follow the [OpenRosa XForms
specification](https://getodk.github.io/xforms-spec/); where engines differ, JavaRosa is right.

## Question types

{features_table(QUESTION_TYPES)}
## Appearances

Tokens that begin with `reader-` choose who reads what a person types; the engine passes them on. Appearances
that are not listed are warned of.

{features_table(APPEARANCES)}
## Limits

Forms and answers come from outside: each limit stops a form or an answer that no person needs.

{limits_table()}"""


def readme(current: str) -> str:
    """README.md with the table of settings between its marks."""
    before, opening, rest = current.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    if not opening or not closing:
        raise ValueError(f"README.md needs {OPENING} and {CLOSING}")
    return f"{before}{OPENING}\n\n{settings_table()}\n{CLOSING}{after}"


def pages(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Each page with what it should hold."""
    yield root / "docs" / "settings.md", settings_page()
    yield root / "docs" / "telemetry.md", telemetry_page()
    yield root / "docs" / "forms.md", forms_page()
    yield root / "README.md", readme((root / "README.md").read_text(encoding="utf-8"))


def stale(root: Path = ROOT) -> list[str]:
    """The pages that are not what the code makes of them."""
    return [
        path.relative_to(root).as_posix()
        for path, text in pages(root)
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say which are not up to date: 0 when all is well, 1 otherwise."""
    old = stale()
    if "--check" in arguments:
        for name in old:
            print(f"{name} is not up to date: run `make docs`", file=sys.stderr)
        return 1 if old else 0
    for path, text in pages():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(old)} pages changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
