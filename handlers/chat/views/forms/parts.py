"""What the screens of a dialogue share: words of its buttons, moves, the row that is always there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from bot.conversation.buttons import Go, Move
from bot.conversation.replies import Button, Rows
from bot.dialogues.model import Scene
from bot.i18n import Code, Html, T, Text, Translator
from handlers.chat.views.basics import EMERGENCY, clipped

BACK = T("Back")
SKIP = T("Skip")
DONE = T("Done")
UNDO = T("Undo")
KEEP = T("Keep it as it is")
CLEAR = T("Take it out")
MORE = T("More")
LESS = T("Less")
LANGUAGE = T("🌐 Language")
LATER = T("Save and leave")
RIGHT = T("That is right")
SEND = T("Send")
DROP = T("Delete this draft")
NOTHING = T("not filled in")
ADD = T("Yes, add one")
NO_MORE = T("No, go on")
PREVIOUS = T("Previous")
NEXT = T("Next")

INERT = "-"
"""The move of a button that is only there to be read: the name of a day, an empty cell."""

_MEDIA: Mapping[str, Text] = {
    "image": T("Picture"),
    "big-image": T("Picture"),
    "audio": T("Sound"),
    "video": T("Video"),
}


def move(scene: Scene, name: str, argument: int | str = "") -> str:
    """What a button of this step carries."""
    stored = scene.stored
    return str(Move("s", stored.id, stored.revision, name, str(argument)))


def button(tr: Translator, scene: Scene, label: Text | str, name: str, argument: int | str = "") -> Button:
    """A button that moves the dialogue."""
    return Button(clipped(tr(label), 60), move(scene, name, argument))


def footer(tr: Translator, scene: Scene) -> Rows:
    """Leave, switch the form's language, and the way to help."""
    row = [button(tr, scene, LATER, "l")]
    if scene.languages:
        row.append(button(tr, scene, LANGUAGE, "w"))
    row.append(Button(tr(EMERGENCY), str(Go("urgence"))))
    return (tuple(row),)


def pages(tr: Translator, scene: Scene, page: int, count: int) -> Rows:
    """To the pages beside this one."""
    row = []
    if page > 0:
        row.append(button(tr, scene, PREVIOUS, "g", page - 1))
    if page < count - 1:
        row.append(button(tr, scene, NEXT, "g", page + 1))
    return (tuple(row),) if row else ()


def page_line(tr: Translator, page: int, count: int) -> Html:
    """Which page this is."""
    return tr.html(T("<i>Page {page} of {pages}</i>", page=page + 1, pages=count))


def media_lines(tr: Translator, media: Mapping[str, str]) -> list[Html]:
    """Files that go with a label, by name: the chat does not carry them."""
    kinds = [kind for kind in media if kind in _MEDIA and not (kind == "big-image" and "image" in media)]
    return [
        tr.html(T("{kind}: {name}", kind=_MEDIA[kind], name=Code(media[kind])))
        for kind in kinds
        if media[kind]
    ]


def language_name(language: str) -> str:
    """A form's language without its code: ``Français (fr)`` is Français."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", language) or language


def right_to_left(words: str) -> bool:
    """Whether a line that begins with these words runs right to left: as its first letter does."""
    directions = (unicodedata.bidirectional(char) for char in words)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"
