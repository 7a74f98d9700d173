"""Ways to meet the limits of files, albums and places."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits import value
from tests.sandbox.stage import Stage, causes_in, photo

Body = dict[str, Any]


async def _upload(stage: Stage, kind: str, data: bytes) -> Body:
    method = f"send{kind.title()}"
    files = {kind: (f"{kind}.bin", data, "application/octet-stream")}
    return await stage.call(method, files, chat_id=str(stage.awa.id))


async def upload_too_big(stage: Stage) -> Body:
    room = value("upload_too_big")
    assert (await _upload(stage, "document", bytes(room)))["ok"]
    assert (await _upload(stage, "document", bytes(room + 3_000_000)))["error_code"] == 413
    return await _upload(stage, "document", bytes(room + 1))


async def photo_too_big(stage: Stage) -> Body:
    room = value("photo_too_big")
    padded = photo() + bytes(room)
    assert (await _upload(stage, "photo", padded[:room]))["ok"]
    return await _upload(stage, "photo", padded[: room + 1])


async def download_too_big(stage: Stage) -> Body:
    room = value("download_too_big")
    await stage.awa.sends_document("rapport.pdf", room)
    await stage.ok("getFile", file_id=stage.awa.messages[-1].content["document"]["file_id"])
    await stage.awa.sends_document("film.mp4", room + 1)
    return await stage.no("getFile", file_id=stage.awa.messages[-1].content["document"]["file_id"])


async def file_empty(stage: Stage) -> Body:
    return await _upload(stage, "document", b"")


async def file_missing(stage: Stage) -> Body:
    return await stage.no("sendPhoto", chat_id=stage.awa.id)


async def file_id_missing(stage: Stage) -> Body:
    return await stage.no("getFile")


async def file_id_wrong(stage: Stage) -> Body:
    await stage.no("getFile", file_id="BQAC")
    return await stage.no("sendDocument", chat_id=stage.awa.id, document="BQAC")


async def file_kind(stage: Stage) -> Body:
    await stage.awa.sends_document("guide.pdf", b"%PDF")
    guide = stage.awa.messages[-1].content["document"]["file_id"]
    await stage.ok("sendDocument", chat_id=stage.awa.id, document=guide)
    return await stage.no("sendPhoto", chat_id=stage.awa.id, photo=guide)


async def file_by_url(stage: Stage) -> Body:
    return await stage.no("sendPhoto", chat_id=stage.awa.id, photo="https://example.org/affiche.jpg")


async def photo_unreadable(stage: Stage) -> Body:
    return await _upload(stage, "photo", b"not a photo")


async def photo_dimensions(stage: Stage) -> Body:
    assert (await _upload(stage, "photo", photo(9400, 600)))["ok"]
    return await _upload(stage, "photo", photo(9401, 600))


async def photo_ratio(stage: Stage) -> Body:
    assert (await _upload(stage, "photo", photo(200, 10)))["ok"]
    return await _upload(stage, "photo", photo(201, 10))


async def _photo_id(stage: Stage) -> str:
    return str((await _upload(stage, "photo", photo()))["result"]["photo"][-1]["file_id"])


async def _album(stage: Stage, count: int) -> Body:
    item = {"type": "photo", "media": await _photo_id(stage)}
    return await stage.call("sendMediaGroup", chat_id=stage.awa.id, media=[item] * count)


async def album_too_many(stage: Stage) -> Body:
    assert (await _album(stage, value("album_too_many")))["ok"]
    return await _album(stage, value("album_too_many") + 1)


async def album_too_few(stage: Stage) -> Body:
    assert (await _album(stage, value("album_too_few")))["ok"]
    return await _album(stage, value("album_too_few") - 1)


async def album_empty(stage: Stage) -> Body:
    return await _album(stage, 0)


async def album_mixed(stage: Stage) -> Body:
    guide = (await _upload(stage, "document", b"%PDF"))["result"]["document"]["file_id"]
    media = [{"type": "photo", "media": await _photo_id(stage)}, {"type": "document", "media": guide}]
    return await stage.no("sendMediaGroup", chat_id=stage.awa.id, media=media)


async def media_json(stage: Stage) -> Body:
    await stage.no("sendMediaGroup", chat_id=stage.awa.id, media="{")
    return await stage.no("sendMediaGroup", chat_id=stage.awa.id, media={"type": "photo"})


async def media_fields(stage: Stage) -> Body:
    for wrong in ("affiche", {"type": "poster", "media": "x"}, {"type": "photo", "media": 3}):
        await stage.no("sendMediaGroup", chat_id=stage.awa.id, media=[wrong, wrong])
    return await stage.no("sendMediaGroup", chat_id=stage.awa.id, media=[{"type": "photo"}] * 2)


async def location(stage: Stage) -> Body:
    await stage.ok("sendLocation", chat_id=stage.awa.id, latitude=-90, longitude=180)
    return await stage.no("sendLocation", chat_id=stage.awa.id, latitude=90.1, longitude=2.35)


CAUSES = causes_in(globals())
