"""Pictures, sounds, films and files: what is accepted for each, and what an answer keeps of one.

Wire: ``<SHA-256 of what is kept>.<ending>``: the file's name in a submission, and where to find it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogues.readers import Proof, Read, Reading, Refused, Surroundings
from bot.forms.session import Kind, Question
from bot.i18n import T, Text

ACCEPTED: Mapping[Kind, tuple[tuple[str, ...], str]] = {
    Kind.IMAGE: (("photo",), "image/"),
    Kind.AUDIO: (("voice", "audio"), "audio/"),
    Kind.VIDEO: (("video", "video_note"), "video/"),
    Kind.FILE: (("document", "photo", "video", "video_note", "voice", "audio"), ""),
}
"""By kind of question: what a chat calls what it accepts, and the media type of documents that do as well."""

WANTED: Mapping[Kind, Text] = {
    Kind.IMAGE: T("A photo is expected here, from the camera or the gallery (or a picture as a file)."),
    Kind.AUDIO: T("A sound is expected here: hold the microphone to record a voice message, or send a file."),
    Kind.VIDEO: T("A video is expected here, from the camera or the gallery (or as a file)."),
    Kind.FILE: T("A file is expected here: use the paper clip."),
}
NAMES: Mapping[Kind, Text] = {
    Kind.IMAGE: T("a photo"),
    Kind.AUDIO: T("a recording"),
    Kind.VIDEO: T("a video"),
    Kind.FILE: T("a file"),
}
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def accepts(kind: Kind, sent_as: str, media_type: str) -> bool:
    """Whether a question of this kind takes what a chat calls ``sent_as`` (photo, voice, document...)."""
    if kind not in ACCEPTED:
        return False
    names, begins = ACCEPTED[kind]
    return sent_as in names or (sent_as == "document" and bool(begins) and media_type.startswith(begins))


def words(question: Question, typed: str, around: Surroundings) -> Reading:
    """Words in place of a file."""
    return Refused(WANTED[question.kind])


def kept(proof: Proof) -> Reading:
    """A kept file as the answer."""
    ending = _ENDING.search(proof.name)
    return Read(f"{proof.digest}.{ending[1].lower()}" if ending else proof.digest)


def digest_of(wire: str) -> str:
    """Where the file of an answer is kept."""
    return wire.partition(".")[0]


def shown(kind: Kind, wire: str) -> Text | str:
    """That there is one."""
    return NAMES[kind]
