"""A submission on its way to a server of ODK Central's or KoboToolbox's kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.clock import SetClock
from bot.openrosa.authentication import Credentials
from bot.openrosa.client import OpenRosaServer
from bot.surveys.model import Submission
from tests.surveys.openrosa_server import PASSWORD, USER, Server, serving
from tests.surveys.sent import NOW, awa, form

PHOTO = {"a.jpg": (b"\xff\xd8 photo", "image/jpeg")}


def submission() -> Submission:
    """What Awa sent."""
    sent = awa(form())
    return Submission(f"uuid:{sent.uuid}", "s1", "v1", "ghettup", NOW, sent.xml)


def ours(server: Server, password: str = PASSWORD, patience: float = 10) -> OpenRosaServer:
    """What the bot knows of that server."""
    return OpenRosaServer(server.url, SetClock(NOW), USER, password, patience)


@pytest.mark.parametrize("auth", ["digest", "digest-256", "basic", "none"])
async def test_a_submission_arrives_with_its_media(auth: str) -> None:
    async with serving(Server(auth=auth)) as server:
        sent = submission()
        told = await ours(server).give(sent, PHOTO)
        assert (told.taken, told.note) == (True, "201 full submission upload")
        assert server.held == {sent.instance_id: sent.xml}
        assert server.media[sent.instance_id] == {"a.jpg": PHOTO["a.jpg"][0]}
        assert server.refused == (0 if auth == "none" else 1), "asked who we are once, then known"
        assert all(headers["X-OpenRosa-Version"] == "1.0" for headers in server.headers)
        assert server.headers[0]["Date"] == "Sat, 20 Jun 2026 08:00:00 GMT"


@pytest.mark.parametrize(("style", "note"), [("central", "201"), ("kobo", "202")])
async def test_the_same_twice_is_there_once(style: str, note: str) -> None:
    async with serving(Server(style=style)) as server:
        for _ in range(2):
            told = await ours(server).give(submission(), PHOTO)
            assert told.taken
        assert told.note.startswith(note)
        assert len(server.held) == 1


async def test_an_instance_that_is_there_already_counts_as_taken() -> None:
    async with serving(Server()) as server:
        await ours(server).give(submission(), {})
        told = await ours(server).give(replace(submission(), xml=submission().xml.replace(">3<", ">4<")), {})
        assert (told.taken, told.note) == (True, "409 other content under this instanceID")


@pytest.mark.parametrize(
    ("fault", "again", "note", "wait"),
    [
        ("500", True, "500 the form is not here", None),
        ("503 later", True, "503 the form is not here", 90),
        ("404", False, "404 the form is not here", None),
        ("413", False, "413 the form is not here", None),
    ],
)
async def test_what_the_server_says_decides_what_follows(
    fault: str, again: bool, note: str, wait: float | None
) -> None:
    async with serving(Server(faults=[fault])) as server:
        told = await ours(server).give(submission(), {})
        assert (told.taken, told.again, told.note, told.wait) == (False, again, note, wait)
        assert (await ours(server).give(submission(), {})).taken, "the next attempt is taken"


async def test_a_cut_after_it_was_kept_does_not_double_it() -> None:
    async with serving(Server(faults=["cut"])) as server:
        told = await ours(server).give(submission(), PHOTO)
        assert (told.taken, told.again) == (False, True), "nobody knows: to be tried again"
        assert (await ours(server).give(submission(), PHOTO)).taken
        assert len(server.held) == 1


async def test_a_server_that_is_slow_or_away_is_tried_later() -> None:
    async with serving(Server(faults=["slow"])) as server:
        told = await ours(server, patience=0.3).give(submission(), {})
        assert (told.taken, told.again) == (False, True)
        away = server.url
    told = await OpenRosaServer(away, SetClock(NOW)).give(submission(), {})
    assert (told.taken, told.again) == (False, True)


async def test_a_wrong_password_is_refused_and_not_tried_over_and_over() -> None:
    async with serving(Server()) as server:
        told = await ours(server, password="wrong").give(submission(), {})
        assert (told.taken, told.again, told.note) == (False, False, "401")
        assert server.refused == 2
        assert server.held == {}


async def test_heavy_media_go_in_several_posts() -> None:
    media = {f"{name}.jpg": (bytes(400_000), "image/jpeg") for name in "abc"}
    async with serving(Server(room=900_000)) as server:
        sent = submission()
        assert (await ours(server).give(sent, media)).taken
        assert server.posts == 2
        assert server.incomplete == [True, False]
        assert set(server.media[sent.instance_id]) == set(media)
        assert server.held == {sent.instance_id: sent.xml}


async def test_another_server_is_not_told_who_we_are() -> None:
    """A redirection elsewhere would carry what people wrote to someone else."""
    async with serving(Server(location="http://attacker.example/submission")) as server:
        assert (await ours(server).give(submission(), {})).taken
        assert server.posts == 1


def test_a_password_is_not_given_where_others_can_listen() -> None:
    known = Credentials(USER, PASSWORD)

    class Asked:
        asks = ('Basic realm="x"',)

    assert known.asked(Asked())
    assert known.header("POST", "http://central.example/submission") == {}
    assert known.header("POST", "https://central.example/submission")
    assert PASSWORD not in repr(known)


def test_the_example_of_the_standard() -> None:
    """RFC 7616, section 3.9.1, but for the client's own nonce."""
    known = Credentials("Mufasa", "Circle of Life")

    class Asked:
        asks = (
            'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, '
            'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe"',
            'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, '
            'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe"',
        )

    assert known.asked(Asked())
    header = known.header("GET", "http://www.example.org/dir/index.html")["Authorization"]
    assert "algorithm=SHA-256" in header, "the stronger of the two"
    assert 'uri="/dir/index.html"' in header
    assert not known.asked(Asked()), "said once: the answer is no"
