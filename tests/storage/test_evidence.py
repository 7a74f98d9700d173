"""Evidence: kept whole under the hash of what is kept, or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import Problem
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.repositories import Repositories
from tests.storage.cast import NOON, later
from tests.storage.samples import (
    photo,
)


async def test_evidence_is_on_disk_under_its_hash(
    database: Database, repos: Repositories, tmp_path: Path
) -> None:
    digest = await repos.files.keep(photo(), "IMG 1.jpg", "image/jpeg", NOON)
    path = tmp_path / "data" / "evidence" / digest[:2] / digest[2:4] / digest
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    assert await repos.files.read(digest) == (content, "IMG 1.jpg", "image/jpeg")
    async with database.transaction():
        assert await repos.files.keep(photo(), "other name.jpg", "image/jpeg", later(days=1)) == digest
        assert await repos.files.read(digest) == (content, "IMG 1.jpg", "image/jpeg")
    assert [p.name for p in path.parent.iterdir()] == [digest], "no temporary file is left"


async def test_names_are_made_safe(repos: Repositories) -> None:
    for sent, kept in {
        "../../etc/passwd.txt": "passwd.txt",
        "C:\\Users\\awa\\note.txt": "note.txt",
        "a\u202egpj\x00\n.txt": "agpj.txt",
        "é" * 300 + ".txt": "é" * 116 + ".txt",
        "": "file",
        "/": "file",
    }.items():
        digest = await repos.files.keep(f"note for {sent!r}".encode(), sent, "text/plain", NOON)
        found = await repos.files.read(digest)
        assert found is not None
        assert found[1] == kept
    gif = io.BytesIO()
    Image.new("RGB", (3, 3)).save(gif, "GIF")
    found = await repos.files.read(await repos.files.keep(gif.getvalue(), "plan.gif", "image/gif", NOON))
    assert found is not None
    assert found[1:] == ("plan.png", "image/png")


async def test_what_was_not_kept_is_not_read(repos: Repositories, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    for digest in ("", "0" * 64, "../../../secret", "0" * 63 + "/"):
        assert await repos.files.read(digest) is None
    digest = await repos.files.keep(b"a note", "a.txt", "text/plain", NOON)
    (tmp_path / "data" / "evidence" / digest[:2] / digest[2:4] / digest).unlink()
    assert await repos.files.read(digest) is None


async def test_a_refused_file_leaves_nothing(repos: Repositories, tmp_path: Path) -> None:
    with pytest.raises(Problem):
        await repos.files.keep(b"MZ\x90\x00", "kit.exe", "", NOON)
    assert not (tmp_path / "data").exists()


async def test_a_full_disk_is_said_in_words(
    repos: Repositories, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailable):
        await repos.files.keep(b"a note", "a.txt", "text/plain", NOON)
    monkeypatch.undo()
    left = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert left == []
    assert await repos.files.keep(b"a note", "a.txt", "text/plain", NOON)
