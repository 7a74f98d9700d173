"""A dialogue's screen: the live question, the proposal read from a sentence, or the recap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.conversation.buttons import Go, Move
from bot.conversation.replies import Button, Rows, Screen
from bot.dialogues.model import Scene
from bot.dialogues.ports import StoredSession
from bot.forms.session import Entry, Kind, Proposal, Question, Review
from bot.i18n import Html, T, Text, Translator
from handlers.chat.views.basics import (
    EMERGENCY,
    LONGEST_LABEL,
    LONGEST_VALUE,
    bold,
    clipped,
    in_columns,
    joined,
    menu_row,
    valued,
)

BACK = T("Back")
SKIP = T("Skip")
DONE = T("Done")
KEEP = T("Keep it as it is")
CLEAR = T("Take it out")
RECAP = T("Go to the recap")
LATER = T("Save and leave")
RIGHT = T("That is right")
SEND = T("Send")
DROP = T("Delete this draft")
NOTHING = T("not filled in")
CHOICES_IN_TEXT = 12
"""Past so many characters over a button's width, choices are numbered in the text instead."""


def scene_screen(tr: Translator, scene: Scene) -> Screen:
    """Where a dialogue stands, as a message."""
    match scene.prompt:
        case Question() as question:
            body, rows = _question(tr, scene, question)
        case Proposal() as proposal:
            body, rows = _proposal(tr, scene, proposal)
        case Review() as review:
            body, rows = _review(tr, scene, review)
        case _:
            raise TypeError(f"no screen for {type(scene.prompt).__name__}")
    head = [Html(f"⚠️ {tr.html(scene.problem)}"), Html("")] if scene.problem else []
    if scene.note:
        head += [tr.html(scene.note), Html("")]
    return Screen(joined(*head, body), rows)


def _move(scene: Scene, move: str, argument: int | str = "") -> str:
    stored = scene.stored
    return str(Move("s", stored.id, stored.revision, move, str(argument)))


def _button(tr: Translator, scene: Scene, label: Text | str, move: str, argument: int | str = "") -> Button:
    return Button(clipped(tr(label), 60), _move(scene, move, argument))


# One question


def _question(tr: Translator, scene: Scene, question: Question) -> tuple[Html, Rows]:
    if scene.doubt:
        return _doubt(tr, scene)
    lines = [tr.html(note.label) for note in question.notes]
    if asked := scene.stored.about.get("asked"):
        lines.append(tr.html(T("The coordinator asks: <blockquote>{question}</blockquote>", question=asked)))
    lines.append(bold(tr, question.label))
    if question.hint:
        lines.append(tr.html(question.hint))
    if question.value and question.kind is not Kind.SELECT_MULTIPLE:
        so_far = clipped(scene.shown.get(question.name) or question.shown, LONGEST_VALUE)
        lines += [Html(""), tr.html(T("So far: {answer}", answer=so_far))]
        if not question.choices and not scene.accepts_files:
            lines.append(tr.html(T("What you write now replaces this answer.")))
    numbered = _numbered(question)
    if numbered:
        listed = enumerate(question.choices, start=1)
        lines += [Html(""), *(Html(f"{i}. {tr.html(choice.label)}") for i, choice in listed)]
    if scene.at and "asked" not in scene.stored.about:
        step, total = scene.at, question.progress.total
        lines += [Html(""), tr.html(T("<i>Step {step} of {total}</i>", step=step, total=total))]
    return joined(*lines), (*_answers(tr, scene, question, numbered), *_moves(tr, scene, question))


def _numbered(question: Question) -> bool:
    return any(len(choice.label) > LONGEST_LABEL + CHOICES_IN_TEXT for choice in question.choices)


def _answers(tr: Translator, scene: Scene, question: Question, numbered: bool) -> Rows:
    offers = [_button(tr, scene, label, "o", i) for i, label in enumerate(scene.offers)]
    ticked = set((question.value or "").split())
    buttons = []
    for i, choice in enumerate(question.choices):
        label = str(i + 1) if numbered else choice.label
        if question.kind is Kind.SELECT_MULTIPLE:
            label = f"{'☑' if choice.value in ticked else '☐'} {label}"
        buttons.append(_button(tr, scene, label, "c", i))
    columns = 4 if numbered else 2 if "columns" in question.appearance else 1
    return (*in_columns(offers, 1), *in_columns(buttons, columns))


def _moves(tr: Translator, scene: Scene, question: Question) -> Rows:
    alone = "asked" in scene.stored.about
    row = [_button(tr, scene, BACK, "b")] if question.can_go_back and not alone else []
    piecemeal = question.kind is Kind.SELECT_MULTIPLE or scene.accepts_files
    if question.value and piecemeal:
        row.append(_button(tr, scene, DONE, "d"))
    elif question.value and not question.choices:
        row.append(_button(tr, scene, KEEP, "d"))
    elif not question.required:
        row.append(_button(tr, scene, SKIP, "k"))
    if question.value and not question.required and question.kind is not Kind.SELECT_MULTIPLE:
        row.append(_button(tr, scene, CLEAR, "e"))
    return (*((tuple(row),) if row else ()), *_footer(tr, scene))


def _footer(tr: Translator, scene: Scene) -> Rows:
    return (
        (
            _button(tr, scene, LATER, "l"),
            Button(tr(EMERGENCY), str(Go("urgence"))),
        ),
    )


def _doubt(tr: Translator, scene: Scene) -> tuple[Html, Rows]:
    question, labels = scene.doubt or ("", [])
    options = tuple((_button(tr, scene, label, "p", i),) for i, label in enumerate(labels))
    body = joined(
        bold(tr, question),
        tr.html(T("Tap the right one, or write it again another way.")),
    )
    return body, (*options, (_button(tr, scene, BACK, "b"),), *_footer(tr, scene))


# Lists of answers


def _short(scene: Scene, entry: Entry) -> Text | str:
    return scene.short.get(entry.name) or entry.label


def _entries(tr: Translator, scene: Scene, entries: tuple[Entry, ...]) -> Iterator[Html]:
    for entry in entries:
        if entry.wire:
            shown: Text | str = clipped(scene.shown.get(entry.name) or entry.shown, LONGEST_VALUE)
        else:
            shown = NOTHING
        yield valued(tr, _short(scene, entry), shown)
        if entry.name in scene.because:
            yield Html(f"<i>{tr.html(scene.because[entry.name])}</i>")


def _edits(tr: Translator, scene: Scene, entries: tuple[Entry, ...]) -> list[Button]:
    return [
        _button(tr, scene, f"✏️ {clipped(tr(_short(scene, entry)), 24)}", "j", i)
        for i, entry in enumerate(entries)
    ]


def _proposal(tr: Translator, scene: Scene, proposal: Proposal) -> tuple[Html, Rows]:
    body = joined(
        tr.html(T("<b>Here is what I read in your sentence.</b> Is it right?")),
        Html(""),
        *_entries(tr, scene, proposal.entries),
    )
    rows = (
        (_button(tr, scene, RIGHT, "ok"),),
        *in_columns(_edits(tr, scene, proposal.entries), 2),
        (_button(tr, scene, BACK, "b"), _button(tr, scene, DROP, "x")),
        *_footer(tr, scene),
    )
    return body, rows


def _review(tr: Translator, scene: Scene, review: Review) -> tuple[Html, Rows]:
    body = joined(
        tr.html(T("<b>Recap</b>")),
        Html(""),
        *_entries(tr, scene, review.entries),
        Html(""),
        tr.html(T("Everything can be changed: tap a line. Nothing leaves before you press Send.")),
    )
    rows = (
        (_button(tr, scene, SEND, "f"),),
        *in_columns(_edits(tr, scene, review.entries), 2),
        (_button(tr, scene, BACK, "b"), _button(tr, scene, DROP, "x")),
        *_footer(tr, scene),
    )
    return body, rows


# Ways out

WAYS_BACK: Mapping[str, Text] = {
    "report": T(
        "Saved. Come back to it whenever you like, from any of your devices: /suivi lists your drafts."
    ),
    "signup": T("Saved. Come back whenever you like: /start takes you where you were."),
    "join": T("Left as it is. To speak for another organisation: /profil."),
    "recognise": T("Left as it is. The name still waits to be checked: /organisations."),
    "answer": T("The question still waits for your answer: /suivi shows it."),
    "return": T("Nothing was sent to the author. The contribution still waits in the queue: /file."),
}
"""By dialogue: where to find again what was left."""


def left_screen(tr: Translator, stored: StoredSession) -> Screen:
    """The draft waits; how to come back depends on what it is."""
    body = tr.html(WAYS_BACK.get(stored.dialogue, WAYS_BACK["report"]))
    again = Button(tr(T("Go on now")), str(Move("s", stored.id, stored.revision, "r")))
    return Screen(body, ((again,), menu_row(tr)))


def drop_screen(tr: Translator, stored: StoredSession) -> Screen:
    """Deleting cannot be undone: ask."""
    rows = (
        (Button(tr(T("Yes, delete it")), str(Move("s", stored.id, stored.revision, "x!"))),),
        (Button(tr(T("No, keep the draft")), str(Move("s", stored.id, stored.revision, "r"))),),
    )
    return Screen(tr.html(T("Delete this draft? Nothing of it can be found again.")), rows)


def dropped_screen(tr: Translator) -> Screen:
    """The draft is gone."""
    return Screen(tr.html(T("The draft is deleted.")), (menu_row(tr),))
