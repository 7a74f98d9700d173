"""Dates and times as instances write them, read into the form's local time and written back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"(\d{1,4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?[^\d+Z-]*)?(?:(Z)|([+-])(\d{1,2})(?::?(\d\d))?)?\Z",
    re.ASCII,
)


def read_date(text: str) -> datetime | None:
    """Midnight of an ISO day, None when the text is none."""
    found = _DATE.match(text)
    if found is None:
        return None
    try:
        return datetime(*map(int, found.groups()))  # type: ignore[arg-type] # noqa: DTZ001 - local time of the form
    except ValueError:
        return None


def read_instant(text: str, tz: tzinfo) -> datetime | None:
    """The local time of an ISO day or date-time; a time without zone is local already."""
    day, separator, clock = text.partition("T")
    start = read_date(day)
    return start if start is None or not separator else _at(start, clock, tz)


def read_time(text: str, tz: tzinfo, today: datetime) -> datetime | None:
    """A time of the day, on the given day."""
    return _at(today.replace(hour=0, minute=0, second=0, microsecond=0), text, tz)


def _at(day: datetime, clock: str, tz: tzinfo) -> datetime | None:
    found = _TIME.match(clock)
    if found is None:
        return None
    hour, minute, second, fraction, utc, sign, off_hours, off_minutes = found.groups()
    try:
        thousandths = int((fraction or "0")[:3].ljust(3, "0"))
        local = day.replace(
            hour=int(hour), minute=int(minute), second=int(second or 0), microsecond=thousandths * 1000
        )
    except ValueError:
        return None
    if utc is None and sign is None:
        return local
    offset = timedelta() if utc else timedelta(hours=int(off_hours), minutes=int(off_minutes or 0))
    try:
        aware = local.replace(tzinfo=timezone(-offset if sign == "-" else offset))
        return aware.astimezone(tz).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def to_utc(local: datetime, tz: tzinfo) -> datetime:
    """The instant of a local time."""
    return local.replace(tzinfo=tz).astimezone(UTC)


def write_date(local: datetime | date) -> str:
    """``2026-03-15``."""
    return f"{local.year:04d}-{local.month:02d}-{local.day:02d}"


def write_time(local: datetime | time, tz: tzinfo, on: datetime) -> str:
    """``10:00:00.000Z``, or with the local offset of the day."""
    offset = on.replace(tzinfo=tz).utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    shown = f"{local.hour:02d}:{local.minute:02d}:{local.second:02d}.{local.microsecond // 1000:03d}"
    if minutes == 0:
        return shown + "Z"
    sign = "-" if minutes < 0 else "+"
    return f"{shown}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def write_instant(local: datetime, tz: tzinfo) -> str:
    """``2026-03-15T10:00:00.000Z``, or with the local offset."""
    return f"{write_date(local)}T{write_time(local, tz, local)}"
