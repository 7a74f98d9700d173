"""One file at a time: sendPhoto, sendDocument, sendVideo, sendAudio, sendVoice, getFile."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox import formatting
from bot.sandbox.call import Call, Upload
from bot.sandbox.core import Core
from bot.sandbox.files import StoredFile, photo_sizes
from bot.sandbox.limits import Refused, value
from bot.sandbox.method import ABOVE, CAPTION, SENDING, method
from bot.sandbox.methods.sending import deliver
from bot.sandbox.model import Json

EXTRA = {
    "photo": (),
    "document": (),
    "video": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
}
"""What a caller may say of a file of each kind."""


def content_of(core: Core, kind: str, given: Upload | str | None, about: Any) -> Json:
    """The content of a message with a file: new, or named by its identifier. Raises Refused."""
    if given is None or given == "":
        raise Refused("file_missing", kind=kind)
    if isinstance(given, str):
        return {kind: _again(core, kind, given, about)}
    if not given.data:
        raise Refused("file_empty")
    if kind == "photo":
        return {"photo": photo_sizes(core.files.keep_photo(given.data))}
    stored = core.files.keep(kind, given.data, given.name, _mime(kind, given))
    return {kind: described(stored, about)}


def _mime(kind: str, given: Upload) -> str:
    default = {"video": "video/mp4", "audio": "audio/mpeg", "voice": "audio/ogg"}
    return given.mime if given.mime not in ("", "application/octet-stream") else default.get(kind, "")


def _again(core: Core, kind: str, reference: str, about: Any) -> Any:
    if re.match(r"https?://", reference):
        raise Refused("file_by_url")
    stored = core.files.get(reference)
    if stored is None:
        raise Refused("file_id_wrong")
    if stored.kind != kind:
        raise Refused("file_kind", real=stored.kind.title(), kind=kind.title())
    return photo_sizes([stored]) if kind == "photo" else described(stored, about)


def described(stored: StoredFile, about: Any) -> Json:
    """A Document, Video, Audio or Voice."""
    shape = stored.to_json()
    if stored.mime:
        shape["mime_type"] = stored.mime
    if stored.name and stored.kind != "voice":
        shape["file_name"] = stored.name
    if stored.kind == "video":
        shape |= {"width": 0, "height": 0}
    if stored.kind in ("video", "audio", "voice"):
        shape["duration"] = 0
    for name in EXTRA[stored.kind]:
        if (said := about[name]) is not None:
            shape[name] = said
    return shape


async def _send(core: Core, call: Call, kind: str) -> Any:
    core.reach(call["chat_id"])
    caption = formatting.caption(core.world, call)
    content = content_of(core, kind, resolved(call, call[kind]), call)
    return deliver(core, call, content | caption)


def resolved(call: Call, reference: Any) -> Upload | str | None:
    """A file parameter: the upload it attaches, or the identifier it is. Raises Refused."""
    if isinstance(reference, str) and reference.startswith("attach://"):
        return call.attached(reference)
    if reference is None or isinstance(reference, Upload | str):
        return reference
    raise Refused("media_fields", why="media not found")


@method("sendPhoto", SENDING, CAPTION, ABOVE, "photo:file")
async def send_photo(core: Core, call: Call) -> Any:
    return await _send(core, call, "photo")


@method("sendDocument", SENDING, CAPTION, "document:file thumbnail:file disable_content_type_detection:bool")
async def send_document(core: Core, call: Call) -> Any:
    return await _send(core, call, "document")


@method(
    "sendVideo", SENDING, CAPTION, ABOVE,
    "video:file thumbnail:file duration:int width:int height:int supports_streaming:bool",
)  # fmt: skip
async def send_video(core: Core, call: Call) -> Any:
    return await _send(core, call, "video")


@method("sendAudio", SENDING, CAPTION, "audio:file thumbnail:file duration:int performer:str title:str")
async def send_audio(core: Core, call: Call) -> Any:
    return await _send(core, call, "audio")


@method("sendVoice", SENDING, CAPTION, "voice:file duration:int")
async def send_voice(core: Core, call: Call) -> Any:
    return await _send(core, call, "voice")


@method("getFile", "file_id:str")
async def get_file(core: Core, call: Call) -> Any:
    if not call["file_id"]:
        raise Refused("file_id_missing")
    stored = core.files.get(call["file_id"])
    if stored is None:
        raise Refused("file_id_wrong")
    if stored.size > value("download_too_big"):
        raise Refused("download_too_big")
    return {**stored.to_json(), "file_path": stored.path}
