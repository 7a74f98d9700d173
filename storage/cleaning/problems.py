"""Why a file is not kept, in words for the person who sent it; and the limits behind them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import Problem
from bot.i18n import T

MAX_BYTES = 20_000_000
"""What a bot may download from Telegram (https://core.telegram.org/bots/api#getfile)."""


@dataclass(frozen=True)
class Cleaned:
    """What is kept of a file: its bytes without metadata, and what they are now."""

    content: bytes
    media_type: str


class FileNotAccepted(Problem):
    """A kind of file that we cannot clean of metadata."""

    code = "file_not_accepted"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This kind of file is not kept: hidden data could not be taken out of it. Send a picture "
                "(JPEG, PNG, WebP, GIF), a PDF, a Word, Excel, PowerPoint or OpenDocument file, plain text "
                "or CSV; or a link."
            )
        )


class FileUnreadable(Problem):
    """Damaged, locked, or far larger once unpacked than it looks."""

    code = "file_unreadable"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This file could not be opened safely: it is damaged, locked with a password, or too large. "
                "Send another version of it, or a link."
            )
        )


class FileHoldsPrograms(Problem):
    """An office document with macros, embedded programs, sound or video inside."""

    code = "file_holds_programs"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This document holds macros, or another file inside it. Save it as a PDF, or without them, "
                "and send it again; or send a link."
            )
        )


class MediaNotAccepted(Problem):
    """A sound or a film of a kind that we cannot clean."""

    code = "file_media_not_accepted"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This kind of sound or video is not kept: hidden data could not be taken out of it. Record "
                "it here (microphone, camera), or send OGG, MP3, WAV, MP4 or MOV."
            )
        )
