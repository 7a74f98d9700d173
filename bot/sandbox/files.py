"""Files in the sandbox: kept in memory, named as Telegram names them."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, UnidentifiedImageError

from bot.sandbox.limits import Refused, value
from bot.sandbox.model import Json

SIDES = (90, 320, 800, 1280)
"""Longest sides of the sizes Telegram makes of a photo, in pixels."""
CHUNK = 1 << 16


@dataclass(frozen=True)
class StoredFile:
    """A file: its bytes, or only a size (zeros) for those that tests need big."""

    id: str
    kind: str
    size: int
    name: str = ""
    mime: str = ""
    data: bytes | None = None
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The same for the same content, and no use to fetch it."""
        content = self.data if self.data is not None else str(self.size).encode()
        return "AQAD" + sha256(content).hexdigest()[:12]

    @property
    def path(self) -> str:
        """Where /file/bot<token>/ serves it."""
        suffix = ("." + self.name.rpartition(".")[2]) if "." in self.name else ""
        return f"{self.kind}s/file_{self.id.rpartition('-')[2]}{suffix}"

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, by pieces."""
        if self.data is not None:
            for start in range(0, len(self.data), CHUNK):
                yield self.data[start : start + CHUNK]
            return
        for start in range(0, self.size, CHUNK):
            yield bytes(min(CHUNK, self.size - start))

    def to_json(self) -> Json:
        """What every file object of the Bot API holds."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """Everything uploaded, by people and by the bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(
        self, kind: str, data: bytes | None, name: str = "", mime: str = "", size: int | None = None
    ) -> StoredFile:
        """Keeps a file of a kind (document, photo, video...), and gives it its identifier."""
        number = len(self._by_id) + 1
        length = len(data) if data is not None else int(size or 0)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._put(StoredFile(f"BQAC{kind.upper()}-{number}", kind, length, name, mime, data))

    def keep_photo(self, data: bytes) -> list[StoredFile]:
        """A photo in the sizes Telegram makes of it, smallest first. Raises Refused."""
        if len(data) > value("photo_too_big"):
            raise Refused("photo_too_big", size=len(data), value=value("photo_too_big"))
        picture = _picture(data)
        made = []
        for side in SIDES:
            copy = picture.copy()
            copy.thumbnail((side, side))
            out = io.BytesIO()
            copy.save(out, "JPEG", quality=87)
            number = len(self._by_id) + 1
            stored = StoredFile(
                f"AgACPHOTO-{number}", "photo", out.tell(), f"photo_{number}.jpg", "image/jpeg",
                out.getvalue(), copy.width, copy.height,
            )  # fmt: skip
            made.append(self._put(stored))
            if max(picture.size) <= side:
                break
        return made

    def _put(self, stored: StoredFile) -> StoredFile:
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file of an identifier."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file served under a path."""
        return self._by_path.get(path)


def photo_sizes(stored: list[StoredFile]) -> list[Json]:
    """An array of PhotoSize."""
    return [{**one.to_json(), "width": one.width, "height": one.height} for one in stored]


def _picture(data: bytes) -> Image.Image:
    """A photo as Telegram re-encodes it: without metadata. Raises Refused."""
    try:
        opened = Image.open(io.BytesIO(data))
        _check_dimensions(*opened.size)
        return opened.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as wrong:
        raise Refused("photo_unreadable") from wrong


def _check_dimensions(width: int, height: int) -> None:
    if width + height > value("photo_dimensions"):
        raise Refused("photo_dimensions")
    if max(width, height) > value("photo_ratio") * min(width, height):
        raise Refused("photo_ratio")
