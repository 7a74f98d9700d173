"""Editing the catalogue: what a file would change, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.agenda.model import told
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Code, Html, T, Text, Translator, listed
from bot.kits.editing import Change, Line, Proposal, Rights, Verdict
from bot.kits.languages import language_name
from bot.kits.model import STATES, Kit, State
from bot.kits.rows import TABLES, TEXTS
from handlers.chat.views.basics import clipped, go, joined, menu_row

ROOM = 3000
"""Characters of lines on one screen: the rest is counted."""
OF_A_NEW_ONE = ("languages", "makers", "links", "file")
"""What is shown of a new material besides its name and state."""
LONGEST = 80
"""Characters of a value, before or after."""

FIELDS: Mapping[str, Text] = {
    "state": T("State"),
    "label": T("Name"),
    "for_whom": T("For whom"),
    "format": T("Form"),
    "languages_known": T("How the languages are known"),
    "version": T("Version"),
    "languages": T("Languages"),
    "makers": T("Made by"),
    "reaches": T("Public"),
    "suits": T("Who asks for it"),
    "themes": T("Themes"),
    "days": T("Days"),
    "links": T("Links"),
    "keywords": T("Words to find it"),
    "sources": T("Sources"),
    "update": T("Read elsewhere"),
    "file": T("Files"),
}


def home_screen(tr: Translator, rights: Rights) -> Screen:
    """How to edit it, and the file to begin with."""
    whose = T("all the kits") if rights.everything else T("the kits that your organisation makes")
    lines = [
        tr.html(T("<b>Edit the catalogue of kits</b>")),
        tr.html(T("1. Take the file of {kits}, as a workbook or as text (TOML).", kits=whose)),
        tr.html(T("2. Change what you like: state, languages, links, files; a new id is a new kit.")),
        tr.html(T("3. Send the file here. I show what would change; one tap applies it, or nothing.")),
        Html(""),
        tr.html(T("A file of a kit is shown only with its licence and its owner's agreement. "
                  "A restricted kit stays closed.")),
    ]  # fmt: skip
    rows = (
        (go(tr, T("⬇️ Workbook"), "catalogue", "xlsx"), go(tr, T("⬇️ Text (TOML)"), "catalogue", "toml")),
        (go(tr, T("📦 Kits"), "kits"),),
        menu_row(tr),
    )
    return Screen(joined(*lines), rows)


def proposal_screen(tr: Translator, proposal: Proposal, waiting: str | None, moved: bool = False) -> Screen:
    """What would change, or why nothing does; ``moved``: the catalogue is no longer what it was."""
    again: tuple[Button, ...] = (go(tr, T("⬇️ Take the file again"), "catalogue"),)
    if proposal.problem is not None:
        head = tr.html(T("<b>Nothing was changed.</b>"))
        return Screen(joined(head, tr.html(proposal.problem)), (again, menu_row(tr)))
    lines = [_head(tr, proposal, moved), _counts(tr, proposal), Html(""), *_lines(tr, proposal)]
    if waiting is None:
        return Screen(joined(*lines), (again, menu_row(tr)))
    count = len(proposal.to_apply)
    yes = NT("✅ Apply {count} change", "✅ Apply {count} changes", count)
    rows = (
        (go(tr, yes, "catalogue", f"+{waiting}"),),
        (go(tr, T("Throw it away"), "catalogue", f"-{waiting}"),),
    )
    return Screen(joined(*lines), (*rows, menu_row(tr)))


def _head(tr: Translator, proposal: Proposal, moved: bool) -> Html:
    if proposal.refused:
        return tr.html(T("<b>Nothing was changed.</b> Put these lines right and send the file again:"))
    if not proposal.to_apply:
        return tr.html(T("<b>Nothing to change</b>: the file says what the catalogue says."))
    if moved:
        return tr.html(T("<b>The catalogue changed meanwhile.</b> Here is what your file would do now:"))
    return tr.html(T("<b>This would change:</b>"))


def _counts(tr: Translator, proposal: Proposal) -> Html:
    return tr.html(
        T(
            "New: {new}. Changed: {changed}. Unchanged: {unchanged}. Refused: {refused}.",
            **{str(verdict): proposal.count(verdict) for verdict in Verdict},
        )
    )


def _lines(tr: Translator, proposal: Proposal) -> list[Html]:
    """Those refused alone when there are some, else what changes; as many as fit."""
    asked = (Verdict.REFUSED,) if proposal.refused else (Verdict.NEW, Verdict.CHANGED)
    wanted = [line for line in proposal.lines if line.verdict in asked]
    shown: list[Html] = []
    for line in wanted:
        said = _refused(tr, line) if proposal.refused else _changed(tr, line)
        if sum(map(len, (*shown, said))) > ROOM:
            break
        shown.append(said)
    left = len(wanted) - len(shown)
    if left:
        shown.append(tr.html(NT("And {count} more line.", "And {count} more lines.", left)))
    return shown


def _refused(tr: Translator, line: Line) -> Html:
    head = T("• <b>{kit}</b> ({where})", kit=Code(line.kit_id or "-"), where=line.where)
    return joined(tr.html(head), *(tr.html(T("◦ {reason}", reason=reason)) for reason in line.reasons[:5]))


def _changed(tr: Translator, line: Line) -> Html:
    assert line.kit is not None, "nothing was refused"
    name = clipped(line.kit.label(tr.language.code), LONGEST)
    if line.verdict is Verdict.NEW:
        said = T("• <b>{kit}</b>, new: {name}", kit=Code(line.kit_id), name=name)
        state = T("◦ {field}: {value}", field=FIELDS["state"], value=STATES[line.kit.state])
        told_too = [change for change in line.changes if change.field in OF_A_NEW_ONE and change.after]
        return joined(
            tr.html(said), tr.html(state), *(tr.html(_change(one, tr.language.code)) for one in told_too)
        )
    head = tr.html(T("• <b>{kit}</b> {name}", kit=Code(line.kit_id), name=name))
    return joined(head, *(tr.html(_change(change, tr.language.code)) for change in line.changes[:8]))


def _change(change: Change, reader: str) -> Text:
    field = FIELDS[change.field]
    if change.field in TABLES:
        return T(
            "◦ {field}: {before} → {after}",
            field=field,
            before=len(change.before or ()),
            after=len(change.after),
        )
    if isinstance(change.after, list):
        before = change.before or []
        added = [f"+ {_word(change.field, one, reader)}" for one in change.after if one not in before]
        gone = [f"− {_word(change.field, one, reader)}" for one in before if one not in change.after]
        return T(
            "◦ {field}: {value}", field=field, value=clipped(", ".join([*added, *gone]) or "↕", 2 * LONGEST)
        )
    was, will_be = (_value(change.field, value, reader) for value in (change.before, change.after))
    return T("◦ {field}: {before} → {after}", field=field, before=was, after=will_be)


def _word(field: str, value: str, reader: str) -> str:
    return language_name(value, reader) if field == "languages" else value


def _value(field: str, value: Any, reader: str) -> Text | str:
    if field == "state":
        return STATES[State(value)]
    if field in TEXTS:
        return clipped(told(value, reader), LONGEST)
    return clipped(str(value), LONGEST) or "-"


def applied_screen(tr: Translator) -> Screen:
    """It is the catalogue now."""
    text = T(
        "<b>Applied.</b> The catalogue says it from now on; those who wait for a kit that is ready are told."
    )
    rows = ((go(tr, T("📦 Kits"), "kits"),), (go(tr, T("⬇️ Take the file again"), "catalogue"),))
    return Screen(tr.html(text), (*rows, menu_row(tr)))


def edited_screen(tr: Translator, kits: Sequence[Kit]) -> Screen:
    """A notice to coordinators: makers changed their own kits."""
    names = listed([f"{kit.id} {clipped(kit.label(tr.language.code), 60)}" for kit in kits[:6]])
    text = T("<b>The catalogue was changed</b> by a maker of these kits: {kits}", kits=names)
    rows = tuple((go(tr, kit.id, "kits", kit.id),) for kit in kits[:6])
    return Screen(tr.html(text), (*rows, menu_row(tr)))
