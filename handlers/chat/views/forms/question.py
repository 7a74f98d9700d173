"""One question: what it asks, what helps to answer it, its own buttons, and the moves."""

from __future__ import annotations

from bot.conversation.replies import Button, Rows
from bot.dialogues.kinds import WAYS
from bot.dialogues.model import Scene
from bot.forms.session import Kind, Note, Question
from bot.i18n import Html, T, Translator
from handlers.chat.views.basics import LONGEST_VALUE, bold, clipped, in_columns, joined
from handlers.chat.views.forms.kinds import KINDS
from handlers.chat.views.forms.parts import (
    BACK,
    CLEAR,
    DONE,
    KEEP,
    LESS,
    MORE,
    SKIP,
    UNDO,
    button,
    footer,
    language_name,
    media_lines,
)

TAPPED = frozenset({Kind.RANGE, Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.ACKNOWLEDGE})
"""Kinds with buttons of their own: "what you write replaces" would say too little."""


def question_screen(tr: Translator, scene: Scene, question: Question) -> tuple[Html, Rows]:
    """The question, or what stands over it: a doubt, the form's languages."""
    if scene.doubt:
        return _doubt(tr, scene)
    if "languages" in scene.stored.pending:
        return languages(tr, scene)
    given, rows = KINDS[question.kind](tr, scene, question)
    lines = [*_asked(tr, scene, question), *given]
    if scene.at and "asked" not in scene.stored.about:
        step, total = scene.at, question.progress.total
        lines += [Html(""), tr.html(T("<i>Step {step} of {total}</i>", step=step, total=total))]
    offers = [button(tr, scene, label, "o", i) for i, label in enumerate(scene.offers)]
    return joined(*lines), (*in_columns(offers, 1), *rows, *_moves(tr, scene, question), *footer(tr, scene))


def notes_lines(tr: Translator, notes: tuple[Note, ...]) -> list[Html]:
    """Things to read, one after the other."""
    lines: list[Html] = []
    for note in notes:
        lines += [tr.html(note.label)] if note.label else []
        lines += [tr.html(note.hint)] if note.hint else []
        lines += [*media_lines(tr, note.media), Html("")]
    return lines


def _asked(tr: Translator, scene: Scene, question: Question) -> list[Html]:
    lines = notes_lines(tr, question.notes)
    if question.section:
        lines.append(Html(f"<i>{tr.html(' › '.join(question.section))}</i>"))
    if asked := scene.stored.about.get("asked"):
        lines.append(tr.html(T("The coordinator asks: <blockquote>{question}</blockquote>", question=asked)))
    if wanted := scene.stored.about.get("wanted"):
        lines.append(tr.html(T("You are asked: <blockquote>{question}</blockquote>", question=wanted)))
    lines.append(bold(tr, question.label or question.name))
    lines += media_lines(tr, question.media)
    if question.hint:
        lines.append(tr.html(question.hint))
    if "guide" in scene.stored.pending and question.guidance:
        lines.append(Html(f"<i>{tr.html(question.guidance)}</i>"))
    if question.value and question.kind not in (Kind.SELECT_MULTIPLE, Kind.RANK):
        so_far = clipped(scene.shown.get(question.ref) or question.shown, LONGEST_VALUE)
        lines += [Html(""), tr.html(T("So far: {answer}", answer=so_far))]
        if _replaced_by_words(scene, question):
            lines.append(tr.html(T("What you write now replaces this answer.")))
    return lines


def _replaced_by_words(scene: Scene, question: Question) -> bool:
    way = WAYS[question.kind]
    return not (question.choices or scene.accepts_files or way.files or way.piecemeal) and (
        question.kind not in TAPPED
    )


def _moves(tr: Translator, scene: Scene, question: Question) -> Rows:
    way, alone = WAYS[question.kind], "asked" in scene.stored.about
    row: list[Button] = [button(tr, scene, BACK, "b")] if question.can_go_back and not alone else []
    piecemeal = way.piecemeal or scene.accepts_files
    if question.value and way.undone is not None:
        row.append(button(tr, scene, UNDO, "u"))
    if question.value and piecemeal:
        row.append(button(tr, scene, DONE, "d"))
    elif question.value and not question.choices:
        row.append(button(tr, scene, KEEP, "d"))
    elif not question.required:
        row.append(button(tr, scene, SKIP, "k"))
    if question.value and not question.required and not way.piecemeal:
        row.append(button(tr, scene, CLEAR, "e"))
    if question.guidance:
        row.append(button(tr, scene, LESS if "guide" in scene.stored.pending else MORE, "m"))
    return (tuple(row),) if row else ()


def _doubt(tr: Translator, scene: Scene) -> tuple[Html, Rows]:
    asked, labels = scene.doubt or ("", [])
    options = tuple((button(tr, scene, label, "p", i),) for i, label in enumerate(labels))
    body = joined(bold(tr, asked), tr.html(T("Tap the right one, or write it again another way.")))
    return body, (*options, (button(tr, scene, BACK, "b"),), *footer(tr, scene))


def languages(tr: Translator, scene: Scene) -> tuple[Html, Rows]:
    """The form's languages; the answers stay."""
    names = [button(tr, scene, language_name(name), "w", i) for i, name in enumerate(scene.languages[:40])]
    body = joined(
        bold(tr, T("In which language do you want this form?")), tr.html(T("Your answers stay as they are."))
    )
    return body, (*in_columns(names, 2), (button(tr, scene, BACK, "b"),))
