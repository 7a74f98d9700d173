"""How long things are kept: one place, with the reason. The daily purge and the privacy notice both read it.

Source: domain/safeguards.md, section 3 (a proposal, for the controller to confirm).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.i18n import T, Text

MONTH = timedelta(days=30)
"""A month of retention: kept simple, never longer than a calendar month but in February."""


@dataclass(frozen=True)
class Period:
    """How long one sort of thing is kept, counted from what; ``kept`` zero: never stored at all."""

    key: str
    kept: timedelta
    label: Text

    def expired(self, since: datetime, now: datetime) -> bool:
        """Whether something dated ``since`` (last use, writing, sending) is to be erased at ``now``."""
        return now - since >= self.kept


DRAFTS = Period("drafts", 6 * MONTH, T("A draft, after its last change"))
ACCOUNTS = Period("accounts", 24 * MONTH, T("An account, after its last use"))
BROADCAST_LOG = Period("broadcast_log", 36 * MONTH, T("The log of messages sent to many"))
"""And of what was sent of itself to one member, reminders aside: counted from when it was closed."""
REFUSED_TEXT = Period("refused_text", timedelta(0), T("A text refused for safety or personal data"))
UPDATES = Period(
    "updates", timedelta(days=2), T("The numbers of messages already answered, without their text")
)
"""Telegram delivers an update again for a day at most: past it, nothing can come twice."""
REMINDERS = Period("reminders", 2 * MONTH, T("Which reminders were sent to whom"))
"""Long enough to say none twice and to keep to two a week."""
REQUESTS = Period("requests", 36 * MONTH, T("A request for printed copies, after its last change"))
"""Long enough to compare three years of demand with what was handed out."""
GATHERINGS = Period("gatherings", 6 * MONTH, T("An event or a meeting, with its answers, after its last day"))
SCANS = Period("scans", timedelta(0), T("Who opened a poster's code (openings are only counted)"))

PERIODS: Mapping[str, Period] = {
    period.key: period
    for period in (
        DRAFTS,
        ACCOUNTS,
        BROADCAST_LOG,
        UPDATES,
        REMINDERS,
        REQUESTS,
        GATHERINGS,
        REFUSED_TEXT,
        SCANS,
    )
}
