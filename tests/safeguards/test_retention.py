"""How long things are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.clock import SetClock
from bot.safeguards.retention import ACCOUNTS, BROADCAST_LOG, DRAFTS, PERIODS, REFUSED_TEXT


def test_a_draft_goes_after_six_months_not_before():
    clock = SetClock(datetime(2026, 1, 1, 9, tzinfo=UTC))
    written = clock.now()
    clock.advance(days=179)
    assert not DRAFTS.expired(written, clock.now())
    clock.advance(days=1)
    assert DRAFTS.expired(written, clock.now())


def test_longer_lives_are_longer():
    assert DRAFTS.kept < ACCOUNTS.kept < BROADCAST_LOG.kept


def test_a_refused_text_is_not_kept_for_an_instant():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert REFUSED_TEXT.kept == timedelta(0)
    assert REFUSED_TEXT.expired(now, now)


def test_each_period_says_what_it_is_for():
    assert all(period.label.msgid for period in PERIODS.values())
