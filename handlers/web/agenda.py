"""GET /agenda/<language>.ics: the public agenda, for calendars that ask again by themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.agenda.feed import FOLDER, REFRESH, SUFFIX, Feed

MEDIA_TYPE = "text/calendar;charset=utf-8"
Agenda = Callable[[str], Awaitable[Feed | None]]


def agenda_route(agenda: Agenda) -> Route:
    """Answers 404 for a language that we do not speak, 304 to who has what there is. Nothing is asked of who
    reads, nothing is kept of them."""

    async def read(request: Request) -> Response:
        found = await agenda(request.path_params["language"])
        if found is None:
            return Response(status_code=404)
        headers = {
            "ETag": f'"{found.tag}"',
            "Last-Modified": format_datetime(found.changed_at, usegmt=True),
            "Cache-Control": f"public,max-age={int(REFRESH.total_seconds() // 12)}",
            "Content-Language": request.path_params["language"],
            "X-Content-Type-Options": "nosniff",
        }
        if _has_it(request, found):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=MEDIA_TYPE, headers=headers)

    return Route(f"{FOLDER}{{language:str}}{SUFFIX}", read)


def _has_it(request: Request, found: Feed) -> bool:
    """RFC 9110, 13.1: the tag counts before the date; a date that cannot be read does not count."""
    if tags := request.headers.get("If-None-Match"):
        theirs = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(theirs & {"*", f'"{found.tag}"'})
    since = _instant(request.headers.get("If-Modified-Since", ""))
    return since is not None and found.changed_at <= since


def _instant(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if found.tzinfo is not None else None
