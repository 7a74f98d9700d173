"""Submissions given to a server by the OpenRosa submission API (ODK Central, KoboToolbox, Ona...).

HEAD first: the server says where to post, how much at once, and which authentication it wants. Then POST, in
several parts when media are heavy. The instance id keeps a submission single, so any doubt is tried again.
https://docs.getodk.org/openrosa-form-submission/
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp import ClientResponse, ClientSession, ClientTimeout, FormData

from bot.clock import Clock
from bot.openrosa.authentication import Credentials
from bot.surveys.model import Submission
from bot.surveys.ports import Delivered

PATIENCE = 120.0
"""Seconds for one attempt: ten megabytes on a slow line."""
MOST_AT_ONCE = 10_000_000
"""Bytes of one POST when the server does not say (ODK's own default)."""
LONGEST_ANSWER = 20_000
LONGEST_NOTE = 200
Media = Mapping[str, tuple[bytes, str]]


@dataclass(frozen=True)
class OpenRosaServer:
    """Implements bot.surveys.ports.Courier. ``url`` is what precedes ``/submission``."""

    url: str
    clock: Clock
    user: str = ""
    password: str = field(repr=False, default="")
    patience: float = PATIENCE

    async def give(self, submission: Submission, media: Media) -> Delivered:
        """One attempt; whatever happens comes back as a value."""
        try:
            async with ClientSession(timeout=ClientTimeout(total=self.patience)) as session:
                return await self._give(session, submission, media)
        except (aiohttp.ClientError, TimeoutError, ssl.SSLError, OSError) as error:
            return Delivered(False, again=True, note=type(error).__name__)

    async def _give(self, session: ClientSession, submission: Submission, media: Media) -> Delivered:
        credentials = Credentials(self.user, self.password)
        address = f"{self.url.rstrip('/')}/submission"
        answer = await self._call(session, credentials, "HEAD", address)
        if answer.status == 401 and credentials.asked(answer):
            answer = await self._call(session, credentials, "HEAD", address)
        if answer.status not in (200, 204, 405, 404) and not _redirects(answer):
            return _outcome(answer.status, "", answer.headers)
        posting = _where(address, answer)
        room = _room(answer)
        last = Delivered(False, again=True)
        batches = _batches(media, room - len(submission.xml.encode()))
        for number, batch in enumerate(batches, start=1):
            more = number < len(batches)
            last = await self._post(session, credentials, posting, submission, batch, more)
            if not last.taken:
                return last
        return last

    async def _post(
        self, session: ClientSession, credentials: Credentials, address: str, submission: Submission,
        media: Media, more: bool,
    ) -> Delivered:  # fmt: skip
        answer = await self._call(session, credentials, "POST", address, (submission, media, more))
        if answer.status == 401 and credentials.asked(answer):
            answer = await self._call(session, credentials, "POST", address, (submission, media, more))
        return _outcome(answer.status, answer.words, answer.headers)

    async def _call(
        self, session: ClientSession, credentials: Credentials, method: str, address: str,
        parcel: tuple[Submission, Media, bool] | None = None,
    ) -> Answer:  # fmt: skip
        headers = {"X-OpenRosa-Version": "1.0", "Date": format_datetime(self.clock.now(), usegmt=True)}
        headers |= credentials.header(method, address)
        async with session.request(
            method, address, headers=headers, data=_form(*parcel) if parcel else None, allow_redirects=False
        ) as response:
            return await _read(response)


@dataclass(frozen=True)
class Answer:
    """A server's answer, read."""

    status: int
    headers: Mapping[str, str]
    words: str
    asks: tuple[str, ...]
    """Its WWW-Authenticate headers."""


async def _read(response: ClientResponse) -> Answer:
    body = await response.content.read(LONGEST_ANSWER)
    asks = tuple(response.headers.getall("WWW-Authenticate", []))
    return Answer(response.status, response.headers.copy(), body.decode("utf-8", "replace"), asks)


def _form(submission: Submission, media: Media, more: bool) -> FormData:
    data = FormData(default_to_multipart=True)
    data.add_field(
        "xml_submission_file", submission.xml.encode(), filename="submission.xml", content_type="text/xml"
    )
    for name, (content, media_type) in media.items():
        data.add_field(name, content, filename=name, content_type=media_type or "application/octet-stream")
    if more:
        data.add_field("*isIncomplete*", "yes")
    return data


def _redirects(answer: Answer) -> bool:
    return answer.status in (301, 302, 303, 307, 308)


def _where(address: str, answer: Answer) -> str:
    """Where to post: what the server says, if it is the same server, and not less safe."""
    told = answer.headers.get("Location", "")
    there = urljoin(address, told) if told else address
    here, found = urlsplit(address), urlsplit(there)
    same = here.hostname == found.hostname and (found.scheme == here.scheme or found.scheme == "https")
    return there if same else address


def _room(answer: Answer) -> int:
    told = answer.headers.get("X-OpenRosa-Accept-Content-Length", "")
    return int(told) if told.isdecimal() and len(told) < 12 and int(told) else MOST_AT_ONCE


def _batches(media: Media, room: int) -> Sequence[Media]:
    """Media in as few posts as the server's limit allows; one at least, even without media."""
    batches: list[dict[str, tuple[bytes, str]]] = [{}]
    used = 0
    for name, item in media.items():
        if batches[-1] and used + len(item[0]) > room:
            batches.append({})
            used = 0
        batches[-1][name] = item
        used += len(item[0])
    return batches


def _outcome(status: int, words: str, headers: Mapping[str, str]) -> Delivered:
    """201 made, 202 accepted, 409 there already; what may pass is tried again; the rest is refused."""
    note = f"{status} {' '.join(_message(words).split())}".strip()[:LONGEST_NOTE]
    if status in (200, 201, 202, 409):
        return Delivered(True, note=note)
    asked = headers.get("Retry-After", "")
    wait = float(asked) if asked.isdecimal() and len(asked) < 7 else None
    return Delivered(False, again=status in (408, 425, 429) or status >= 500, note=note, wait=wait)


def _message(words: str) -> str:
    """The message of an OpenRosaResponse, or of ODK Central's JSON; nothing of a page of HTML."""
    for opening, closing in (("<message", "</message>"), ('"message":"', '"')):
        _, found, rest = words.partition(opening)
        if found:
            rest = rest.partition(">")[2] if opening.startswith("<") else rest
            return rest.partition(closing)[0]
    return ""
