"""Sounds and films are kept without words, places and dates, and still play."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Problem
from storage.cleaning import FileUnreadable, MediaNotAccepted, clean
from storage.cleaning.sound import _crc
from tests.support.media import SECRET, box, film, track, voice


def test_a_voice_message_keeps_its_sound_and_loses_its_comments() -> None:
    cleaned = clean(voice(), "voice.ogg", "audio/ogg")
    assert cleaned.media_type == "audio/ogg"
    assert SECRET not in cleaned.content
    assert b"libopus" not in cleaned.content
    assert b"OpusHead" in cleaned.content
    assert bytes(range(200)) in cleaned.content
    assert len(cleaned.content) == len(voice())
    at = 0
    while at < len(cleaned.content):  # players check each page's sum
        sizes = cleaned.content[at + 27 : at + 27 + cleaned.content[at + 26]]
        end = at + 27 + len(sizes) + sum(sizes)
        page = bytearray(cleaned.content[at:end])
        told = struct.unpack("<I", page[22:26])[0]
        page[22:26] = bytes(4)
        assert _crc(page) == told
        at = end


def test_comments_longer_than_a_segment_go_too() -> None:
    cleaned = clean(voice(SECRET * 300), "voice.ogg", "audio/ogg")
    assert SECRET not in cleaned.content


def test_a_film_keeps_its_picture_and_loses_words_dates_and_the_camera_s_positions() -> None:
    cleaned = clean(film(), "video.mp4", "video/mp4")
    assert cleaned.media_type == "video/mp4"
    assert SECRET not in cleaned.content
    assert b"\x65PICTURE" in cleaned.content
    assert len(cleaned.content) == len(film()), "nothing moved: what points into the file still does"
    assert struct.pack(">I", 3_800_000_000) not in cleaned.content, "no date of the recording"
    assert b"\xa9xyz" not in cleaned.content


def test_an_mp3_loses_its_tags() -> None:
    frames = b"\xff\xfb\x90\x00" + bytes(400)
    tagged = (
        b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET + frames + b"TAG" + SECRET.ljust(125, b"\0")
    )
    assert clean(tagged, "son.mp3", "audio/mpeg").content == frames


def test_a_wav_keeps_its_format_and_samples() -> None:
    chunks = [(b"fmt ", bytes(16)), (b"LIST", b"INFO" + SECRET), (b"data", b"\1\2\3\4")]
    body = b"WAVE" + b"".join(name + struct.pack("<I", len(data)) + data for name, data in chunks)
    cleaned = clean(b"RIFF" + struct.pack("<I", len(body)) + body, "son.wav", "audio/wav")
    assert SECRET not in cleaned.content
    assert cleaned.content.endswith(b"data\4\0\0\0\1\2\3\4")


@pytest.mark.parametrize(
    "content", [b"OggS\0voice", film()[:60], box(b"ftyp", b"isom"), b"\x1aE\xdf\xa3webm"]
)
def test_what_cannot_be_cleaned_is_refused(content: bytes) -> None:
    with pytest.raises((FileUnreadable, MediaNotAccepted)):
        clean(content, "film.webm", "video/webm")


def test_a_film_told_in_pieces_is_refused() -> None:
    with pytest.raises(FileUnreadable):
        clean(film() + box(b"moof", bytes(8)), "film.mp4", "video/mp4")


def test_boxes_nested_without_end_are_refused() -> None:
    nested = track(b"vide", 0, 1)
    for _ in range(5_000):
        nested = box(b"trak", nested)
    moov = box(b"moov", box(b"edts", nested), track(b"vide", 0, 1))
    with pytest.raises(FileUnreadable):
        clean(box(b"ftyp", b"isom", bytes(4)) + moov, "f.mp4", "video/mp4")


@given(
    st.sampled_from([voice(), film()]),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=6),
)
def test_a_damaged_one_is_refused_in_words_or_cleaned(whole: bytes, changes: list[tuple[int, int]]) -> None:
    data = bytearray(whole)
    for at, value in changes:
        data[at % len(data)] = value
    with suppress(Problem):  # anything else would be a crash
        clean(bytes(data), "x", "video/mp4")
