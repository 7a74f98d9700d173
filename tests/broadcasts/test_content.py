"""What a message to many may hold, when it leaves, and what is never said before its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.hours import next_moment
from bot.broadcasts.content import (
    LONGEST,
    LONGEST_CAPTION,
    Link,
    Media,
    Unfit,
    Version,
    digest,
    links,
    written,
)
from bot.broadcasts.holes import fill
from bot.broadcasts.model import Broadcast, State, Why, lateness
from bot.clock import PARIS
from bot.codes.model import LONGEST_LINK, LONGEST_NAME, Code, CodeKind, relay_id

PHOTO = Media("photo", "AgAC")


def test_plain_words_are_escaped_and_formatting_is_kept() -> None:
    assert written("1 < 2 & 3", "").html == "1 &lt; 2 &amp; 3"
    assert written("a b", "<b>a</b> b").html == "<b>a</b> b"
    assert written("👍", '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').html == "👍", (
        "bots may not"
    )
    assert written("", "", PHOTO) == Version("", PHOTO)


@pytest.mark.parametrize(("media", "longest"), [(None, LONGEST), (PHOTO, LONGEST_CAPTION)])
def test_the_longest_passes_one_more_does_not(media: Media | None, longest: int) -> None:
    assert written("é" * longest, "", media).html
    with pytest.raises(Unfit):
        written("é" * (longest + 1), "", media)
    with pytest.raises(Unfit):
        written("😀" * (longest // 2 + 1), "", media)


@pytest.mark.parametrize("text", ["", "   ", "Karim B., élève de 5e, né le 3 mai 2014, a été aidé."])
def test_nothing_or_someone_recognisable(text: str) -> None:
    with pytest.raises(Unfit):
        written(text, "")


@pytest.mark.parametrize("typed", ["{lien}", "{link}", "{ Lien }", "{LINK}"])
def test_the_hole_of_a_link_however_it_is_typed(typed: str) -> None:
    version = written(f"Lisez {typed}", "")
    assert version.personal
    assert fill(version.html, "https://t.me/b?start=rel_x") == "Lisez https://t.me/b?start=rel_x"
    [button] = links(f"Lire = {typed}")
    assert Version("", PHOTO, (button,)).personal
    assert not written("Lisez {liens} et {}", "").personal


def test_a_link_counts_for_as_long_as_it_may_become() -> None:
    assert written("é" * (LONGEST - LONGEST_LINK) + "{lien}", "").personal
    with pytest.raises(Unfit):
        written("é" * (LONGEST - LONGEST_LINK + 1) + "{lien}", "")
    longest = Code(relay_id("ghettup"), "ghettup", CodeKind.RELAY, "", datetime(2026, 5, 1, tzinfo=UTC))
    assert len(longest.link("b" * LONGEST_NAME)) == LONGEST_LINK


def test_a_link_cut_in_two_by_formatting_is_refused() -> None:
    assert written("Lisez {lien}", "Lisez <b>{lien}</b>").personal
    with pytest.raises(Unfit):
        written("Lisez {lien}", "Lisez {<b>lien</b>}")


def test_public_contacts_pass() -> None:
    assert written("Écrivez à contact@esclavagemoderne.org ou au 01 44 52 88 90.", "").html


def test_buttons_as_people_type_them() -> None:
    assert links("Lire = https://www.alliance87.org/?a=b\n\nLes kits → /kits cacao") == (
        Link("Lire", "https://www.alliance87.org/?a=b"),
        Link("Les kits", "/kits cacao"),
    )


@pytest.mark.parametrize(
    "text",
    ["Lire", "Lire = http://a.org", "La file = /file", "x" * 41 + " = /kits", "\n".join(["a = /kits"] * 7),
     "a = /kits " + "x" * 60],
)  # fmt: skip
def test_buttons_that_cannot_be(text: str) -> None:
    with pytest.raises(Unfit):
        links(text)


def test_the_same_words_have_the_same_digest() -> None:
    one, other = {"fr": Version("<b>a</b>"), "en": Version("b")}, {"en": Version("b"), "fr": Version("a")}
    assert digest(one) == digest(other)
    assert digest(one) != digest({"fr": Version("a")})


@pytest.mark.parametrize(
    ("instant", "zone", "moment"),
    [
        ("2026-05-11T10:00", "Europe/Paris", "2026-05-11T10:00"),
        ("2026-05-11T18:30", "Europe/Paris", "2026-05-12T09:00"),
        ("2026-05-16T10:00", "Europe/Paris", "2026-05-18T09:00"),
        ("2026-05-13T20:00", "Europe/Paris", "2026-05-15T09:00"),  # Ascension
        ("2027-06-12T10:00", "Europe/Paris", "2027-06-12T10:00"),  # a Saturday, and the day itself
        ("2026-05-11T10:00", "Indian/Reunion", "2026-05-11T10:00"),
        ("2026-05-11T17:00", "Indian/Reunion", "2026-05-12T07:00"),  # 19:00 there
        ("2026-05-11T10:00", "America/Cayenne", "2026-05-11T14:00"),
        ("2026-03-28T20:00", "Europe/Paris", "2026-03-30T09:00"),  # the clocks change in between
    ],
)
def test_the_next_moment(instant: str, zone: str, moment: str) -> None:
    """All written in Paris time."""
    asked, expected = (datetime.fromisoformat(at).replace(tzinfo=PARIS) for at in (instant, moment))
    assert next_moment(asked, ZoneInfo(zone)) == expected


START = datetime(2026, 5, 18, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "becomes"),
    [(0, None), (6, None), (6.1, Why.OVERDUE), (36, Why.OVERDUE), (36.1, State.DROPPED)],
)
def test_a_missed_moment(hours: float, becomes: object) -> None:
    one = Broadcast("b", 1, State.SENDING, start=START)
    now = START + timedelta(hours=hours)
    assert lateness(one, START, now, timedelta(hours=36)) == becomes
    assert lateness(one, now, now, timedelta(hours=36)) is None, "none was due before now"
