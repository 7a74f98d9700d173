"""Lists of answers: what was read from a sentence, the recap by pages, one instance of a repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.replies import Button, Rows
from bot.dialogues.model import Scene
from bot.forms.session import AnotherRepeat, Entry, Proposal, RepeatEntry, Review
from bot.i18n import FSI, NT, PDI, Html, T, Text, Translator
from handlers.chat.views.basics import LONGEST_VALUE, bold, clipped, in_columns, joined, valued
from handlers.chat.views.forms.parts import (
    ADD,
    BACK,
    DROP,
    NO_MORE,
    NOTHING,
    RIGHT,
    SEND,
    button,
    footer,
    page_line,
    pages,
    right_to_left,
)
from handlers.chat.views.forms.question import languages, notes_lines

LINES = 20
"""Lines of a recap on one screen, at most."""
ROOM = 3300
"""Characters of a recap on one screen: a message holds 4,096, and the rest needs some."""
LONGEST_NAME = 140
ADDABLE = 10
"""Repeats that one screen offers to add to."""


@dataclass(frozen=True)
class Part:
    """What one screen of the recap holds: lines with their place among all, instances to open."""

    entries: tuple[tuple[int, Entry], ...]
    instances: tuple[tuple[int, RepeatEntry], ...]
    addable: tuple[tuple[int, RepeatEntry], ...]
    page: int
    count: int


def proposal_screen(tr: Translator, scene: Scene, proposal: Proposal) -> tuple[Html, Rows]:
    """What was read, to be confirmed or corrected line by line."""
    listed = list(enumerate(proposal.entries))
    body = joined(
        tr.html(T("<b>Here is what I read in your sentence.</b> Is it right?")),
        Html(""),
        *_entries(tr, scene, listed),
    )
    rows = (
        (button(tr, scene, RIGHT, "ok"),),
        *in_columns(_edits(tr, scene, listed), 2),
        (button(tr, scene, BACK, "b"), button(tr, scene, DROP, "x")),
        *footer(tr, scene),
    )
    return body, rows


def review_screen(tr: Translator, scene: Scene, review: Review) -> tuple[Html, Rows]:
    """The recap, or what was opened from it."""
    pending = scene.stored.pending
    if "languages" in pending:
        return languages(tr, scene)
    if (found := _found(review, pending.get("removing"))) is not None:
        return _removal(tr, scene, review, *found)
    if (found := _found(review, pending.get("instance"))) is not None:
        return _instance(tr, scene, review, *found)
    part = _part(scene, review, "", int(pending.get("recap", 0)))
    body = joined(
        tr.html(T("<b>Recap</b>")),
        Html(""),
        *_entries(tr, scene, part.entries),
        *([Html(""), page_line(tr, part.page, part.count)] if part.count > 1 else []),
        Html(""),
        *notes_lines(tr, review.notes),
        tr.html(T("Everything can be changed: tap a line. Nothing leaves before you press Send.")),
    )
    rows = (
        (button(tr, scene, SEND, "f"),),
        *_gaps(tr, scene, review),
        *_inside(tr, scene, part),
        *pages(tr, scene, part.page, part.count),
        (button(tr, scene, BACK, "b"), button(tr, scene, DROP, "x")),
        *footer(tr, scene),
    )
    return body, rows


def another_screen(tr: Translator, scene: Scene, another: AnotherRepeat) -> tuple[Html, Rows]:
    """Whether there is one more."""
    if "languages" in scene.stored.pending:
        return languages(tr, scene)
    counted = T("So far: {answer}", answer=another.count)
    body = joined(
        *notes_lines(tr, another.notes),
        bold(tr, another.label) if another.label else None,
        tr.html(counted) if another.count else None,
        tr.html(T("Is there another one?") if another.count else T("Is there one to add?")),
    )
    rows = (
        (button(tr, scene, ADD, "ay"), button(tr, scene, NO_MORE, "an")),
        (button(tr, scene, BACK, "b"),),
        *footer(tr, scene),
    )
    return body, rows


def _instance(
    tr: Translator, scene: Scene, review: Review, index: int, instance: RepeatEntry
) -> tuple[Html, Rows]:
    part = _part(scene, review, instance.ref, int(scene.stored.pending.get("page", 0)))
    body = joined(
        bold(tr, instance.label),
        Html(""),
        *_entries(tr, scene, part.entries),
        *([Html(""), page_line(tr, part.page, part.count)] if part.count > 1 else []),
        Html(""),
        tr.html(T("Tap a line to change it.")),
    )
    delete = T("Delete: {label}", label=clipped(instance.label, 30))
    rows = (
        *_inside(tr, scene, part),
        *pages(tr, scene, part.page, part.count),
        *(((button(tr, scene, delete, "rm", index),),) if instance.removable else ()),
        (button(tr, scene, BACK, "b"),),
        *footer(tr, scene),
    )
    return body, rows


def _removal(
    tr: Translator, scene: Scene, review: Review, index: int, instance: RepeatEntry
) -> tuple[Html, Rows]:
    lost = sum(1 for entry in review.entries if entry.wire and entry.ref.startswith(instance.ref + "/"))
    body = joined(
        bold(tr, T("Delete: {label}", label=instance.label)),
        tr.html(NT("{count} answer goes with it, for good.", "{count} answers go with it, for good.", lost)),
    )
    rows = (
        (button(tr, scene, T("Yes, delete it"), "rm!", index),),
        (button(tr, scene, T("No, keep it"), "b"),),
        *footer(tr, scene),
    )
    return body, rows


def _found(review: Review, ref: object) -> tuple[int, RepeatEntry] | None:
    return next(((at, one) for at, one in enumerate(review.repeats) if one.ref == ref), None)


def _part(scene: Scene, review: Review, under: str, page: int) -> Part:
    """A page of what lies under an instance (or of the whole form, under nothing)."""
    held = [(at, e) for at, e in enumerate(review.entries) if not under or e.ref.startswith(f"{under}/")]
    instances = [(at, r) for at, r in enumerate(review.repeats) if r.ref.startswith(f"{under}/")]
    top = [(at, r) for at, r in instances if not any(r.ref.startswith(f"{o.ref}/") for _, o in instances)]
    addable = [(at, r) for at, r in enumerate(review.addable) if r.ref.startswith(f"{under}/")]
    addable = [(at, r) for at, r in addable if not any(r.ref.startswith(f"{o.ref}/") for _, o in top)]
    cut = _cut(scene, held)
    page = min(max(page, 0), len(cut) - 1)
    shown = cut[page]
    refs = [entry.ref for _, entry in shown]
    inside = {e.ref for _, e in held if any(e.ref.startswith(f"{r.ref}/") for _, r in top)}
    here = [(at, r) for at, r in top if any(ref.startswith(f"{r.ref}/") for ref in refs)]
    last = page == len(cut) - 1
    if last:
        here += [(at, r) for at, r in top if not any(ref.startswith(f"{r.ref}/") for ref in inside)][:LINES]
    return Part(tuple(shown), tuple(here), tuple(addable[:ADDABLE]) if last else (), page, len(cut))


def _cut(scene: Scene, entries: Sequence[tuple[int, Entry]]) -> list[list[tuple[int, Entry]]]:
    """Pages by number of lines and by their length."""
    cut: list[list[tuple[int, Entry]]] = [[]]
    room = ROOM
    for at, entry in entries:
        words = scene.shown.get(entry.ref) or entry.shown
        length = min(len(words), LONGEST_VALUE) + min(len(entry.label), LONGEST_NAME) + 40
        if cut[-1] and (len(cut[-1]) == LINES or length > room):
            cut.append([])
            room = ROOM
        cut[-1].append((at, entry))
        room -= length
    return cut


def _inside(tr: Translator, scene: Scene, part: Part) -> Rows:
    """Buttons of a page: a pencil for each line of its own, then instances, then what can be added."""
    own = [
        (at, e) for at, e in part.entries if not any(e.ref.startswith(f"{r.ref}/") for _, r in part.instances)
    ]
    opens = [button(tr, scene, f"▸ {clipped(one.label, 24)}", "in", at) for at, one in part.instances]
    adds = [
        button(tr, scene, T("Add: {label}", label=clipped(one.label, 30)), "add", at)
        for at, one in part.addable
    ]
    return (*in_columns(_edits(tr, scene, own), 2), *in_columns(opens, 2), *in_columns(adds, 1))


def _gaps(tr: Translator, scene: Scene, review: Review) -> Rows:
    if not review.gaps:
        return ()
    told = NT("Go to the missing answer", "Go to the {count} missing answers", len(review.gaps))
    return ((button(tr, scene, told, "gap"),),)


def _short(scene: Scene, entry: Entry) -> Text | str:
    return scene.short.get(entry.name) or clipped(entry.label or entry.name, LONGEST_NAME)


def _entries(tr: Translator, scene: Scene, entries: Sequence[tuple[int, Entry]]) -> Iterator[Html]:
    section: tuple[str, ...] = ()
    for _, entry in entries:
        if entry.section != section:
            section = entry.section
            yield Html("")
            if section:
                yield Html(f"<b><i>{tr.html(' › '.join(section))}</i></b>")
        yield _line(tr, _short(scene, entry), _answer(scene, entry))
        if entry.name in scene.because:
            yield Html(f"<i>{tr.html(scene.because[entry.name])}</i>")


def _line(tr: Translator, label: Text | str, answer: Text | str) -> Html:
    """A question and its answer. Under a question that runs right to left, whatever the language of the rest,
    an answer keeps its own direction: a latitude would change places with its longitude."""
    if not tr.language.rtl and right_to_left(tr(label)):
        answer = f"{FSI}{tr(answer)}{PDI}"
    return valued(tr, label, answer)


def _answer(scene: Scene, entry: Entry) -> Text | str:
    words = clipped(scene.shown.get(entry.ref) or entry.shown, LONGEST_VALUE)
    if entry.state == "missing":
        return T("needed, not filled in")
    if entry.state == "wrong":
        return T("{answer} (to be corrected)", answer=words)
    return words if entry.wire else NOTHING


def _edits(tr: Translator, scene: Scene, entries: Sequence[tuple[int, Entry]]) -> list[Button]:
    return [button(tr, scene, f"✏️ {clipped(tr(_short(scene, entry)), 24)}", "j", at) for at, entry in entries]
