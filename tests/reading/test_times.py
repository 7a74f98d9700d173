"""Times of the day as people write them."""

from __future__ import annotations

import pytest

from bot.reading.times import read_times


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14h30", "14:30"),
        ("14 h 30", "14:30"),
        ("à 14h", "14:00"),
        ("14:30", "14:30"),
        ("09:05", "09:05"),
        ("8 heures et demie", "08:30"),
        ("8 heures et quart", "08:15"),
        ("8h du soir", "20:00"),
        ("9 h du matin", "09:00"),
        ("midi", "12:00"),
        ("midi et demi", "12:30"),
        ("minuit", "00:00"),
        ("24h", "00:00"),
        ("9", "09:00"),
        ("14.30", "14:30"),
        ("١٤:٣٠", "14:30"),
        ("14h30 min", "14:30"),
        ("10 heures", "10:00"),
        ("12:30:15", "12:30"),
    ],
)
def test_awa_says_at_what_time(typed: str, read: str) -> None:
    assert [one.strftime("%H:%M") for one in read_times(typed, "fr")] == [read]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2:30 pm", ["14:30"]),
        ("2pm", ["14:00"]),
        ("12 am", ["00:00"]),
        ("noon", ["12:00"]),
        ("3:30", ["03:30", "15:30"]),
        ("03:30", ["03:30"]),
        ("15:30", ["15:30"]),
        ("3 in the afternoon", ["15:00"]),
    ],
)
def test_in_english_an_hour_without_am_or_pm_is_asked(typed: str, read: list[str]) -> None:
    assert [one.strftime("%H:%M") for one in read_times(typed, "en")] == read


@pytest.mark.parametrize("typed", ["", "bientôt", "25h", "14h75", "à l'aube", "13 pm"])
def test_no_time_is_nothing(typed: str) -> None:
    assert read_times(typed, "fr") == ()
