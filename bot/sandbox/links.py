"""Addresses as Telegram accepts them in links and buttons (tdlib's LinkManager::check_link)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[\w.-]+", re.UNICODE)


class BadLink(ValueError):
    """Telegram would not take this address; the message says why in its words."""


def mentioned_user(url: str) -> int | None:
    """The account that a tg://user?id= link names."""
    match = re.fullmatch(r"tg:(?://)?user\?id=(\d+)", url, re.IGNORECASE)
    return int(match[1]) if match else None


def custom_emoji(url: str) -> str | None:
    """The emoji that a tg://emoji?id= link names."""
    match = re.fullmatch(r"tg:(?://)?emoji\?id=([1-9]\d*)", url, re.IGNORECASE)
    return match[1] if match else None


def checked(url: str) -> str:
    """The address made whole (a scheme, a path). Raises BadLink with Telegram's reason."""
    if re.match(r"(tg|ton|tonsite):", url, re.IGNORECASE):
        return url
    whole = url if re.match(r"https?://", url, re.IGNORECASE) else f"http://{url}"
    if ":" in url.split("/")[0] and whole is not url and not re.match(r"[\w.-]+:\d+(/|$)", url):
        raise BadLink("Unsupported URL protocol")
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as wrong:
        raise BadLink("Wrong HTTP URL") from wrong
    if not host:
        raise BadLink("URL host is empty")
    if not _HOST.fullmatch(host) or re.search(r"\s", url) or "." not in host.strip("."):
        raise BadLink("Wrong HTTP URL")
    return whole if parts.path or parts.query or parts.fragment else whole + "/"
