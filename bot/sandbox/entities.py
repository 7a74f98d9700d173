"""Formatted text as Telegram keeps it: plain text and entities, offsets in UTF-16 units.

Ported rule by rule from tdlib's MessageEntity.cpp: what is refused there is refused here in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox import links
from bot.sandbox.limits import Refused, value


@dataclass(frozen=True)
class Entity:
    """A part of a text with a meaning or a look. Offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Where it ends, in UTF-16 units."""
        return self.offset + self.length

    def to_json(self) -> dict[str, Any]:
        """A MessageEntity of the Bot API."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.extra}


@dataclass(frozen=True)
class Formatted:
    """A text and its entities, in order."""

    text: str
    entities: tuple[Entity, ...] = ()


PLAIN_KINDS = frozenset(
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"]
)
"""Found by Telegram itself: accepted from a bot and ignored."""
STYLE_KINDS = frozenset(
    ["bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code"]
)
KINDS = PLAIN_KINDS | STYLE_KINDS | {"pre", "text_link", "text_mention", "custom_emoji"}


def utf16(text: str) -> int:
    """Length in UTF-16 code units: how Telegram counts offsets."""
    return len(text) + sum(char > "\uffff" for char in text)


def byte_offset(text: str, index: int) -> int:
    """Bytes of UTF-8 before an index: how Telegram's parse errors count."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


def kept_link(url: str) -> str:
    """The address of a link made whole. Raises Refused where Telegram would drop the link in silence."""
    try:
        return links.checked(url)
    except links.BadLink as why:
        raise Refused("link_dropped", url=url, why=why) from why


def in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """Sorted as Telegram returns them: by offset, longest first."""
    return tuple(sorted(entities, key=lambda e: (e.offset, -e.length, e.type)))


def cleaned(text: str, entities: tuple[Entity, ...] = (), *, may_be_empty: bool = False) -> Formatted:
    """Text as the server keeps it: no control characters, no blank at either end; entities moved with it.

    Raises Refused("text_blank") when nothing is left and that is not allowed.
    """
    body = "".join(" " if char < " " and char not in "\n\r" else char for char in text)
    body, entities = _without_returns(body, entities)
    stripped = body.rstrip(" \n")
    lead = len(stripped) - len(stripped.lstrip(" \n"))
    first = min((e.offset for e in entities), default=len(stripped))
    lead = min(lead, first)
    result = stripped[lead:]
    if not result and not may_be_empty:
        raise Refused("text_blank")
    return Formatted(result, _moved(entities, -lead, utf16(result)))


def _without_returns(text: str, entities: tuple[Entity, ...]) -> tuple[str, tuple[Entity, ...]]:
    if "\r" not in text:
        return text, entities
    units = "".join("\0" * (utf16(char) - 1) + char for char in text)

    def moved(offset: int) -> int:
        return offset - units[:offset].count("\r")

    return text.replace("\r", ""), tuple(
        replace(e, offset=moved(e.offset), length=moved(e.end) - moved(e.offset)) for e in entities
    )


def _moved(entities: tuple[Entity, ...], by: int, size: int) -> tuple[Entity, ...]:
    kept = []
    for entity in entities:
        offset = max(entity.offset + by, 0)
        end = min(entity.end + by, size)
        if end > offset:
            kept.append(replace(entity, offset=offset, length=end - offset))
    return in_order(kept)


_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:fr|org|com|net|eu|int|info)(?:/[^\s<>\"]*)?)(?![\w@])"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
)


def with_found(formatted: Formatted) -> Formatted:
    """Commands, addresses and mentions recognised, where no other entity already lies."""
    found = list(formatted.entities)
    taken = [(e.offset, e.end) for e in found if e.type not in STYLE_KINDS or e.type == "code"]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(formatted.text):
            word = match[0].rstrip(".,;:!?)'»") if kind == "url" else match[0]
            offset = utf16(formatted.text[: match.start()])
            length = utf16(word)
            if not any(start < offset + length and offset < end for start, end in taken):
                found.append(Entity(kind, offset, length))
                taken.append((offset, offset + length))
    return Formatted(formatted.text, in_order(found))


def given(text: str, raw: list[Any]) -> tuple[Entity, ...]:
    """Explicit entities of a call, checked against their text. Raises Refused."""
    parsed = [_entity(item) for item in raw]
    starts = _starts(text)
    size = utf16(text)
    for entity in parsed:
        _fits(text, entity, starts, size)
    kept = [e for e in parsed if e.type not in PLAIN_KINDS and e.length]
    return in_order(kept)


def _entity(item: Any) -> Entity:
    if not isinstance(item, dict):
        raise Refused("entity_fields", why="expected an Object")
    for name in ("offset", "length"):
        if not isinstance(item.get(name), int):
            raise Refused("entity_fields", why=f'Field "{name}" must be of type Number')
    if item.get("type") not in KINDS:
        raise Refused("entity_fields", why="Unsupported type specified")
    extra = {key: item[key] for key in ("url", "language", "user", "custom_emoji_id") if key in item}
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}.get(item["type"])
    if needed and needed not in extra:
        raise Refused("entity_fields", why=f'Can\'t find field "{needed}"')
    if item["type"] == "text_link":
        extra["url"] = kept_link(str(extra["url"]))
    return Entity(item["type"], item["offset"], item["length"], extra)


def _starts(text: str) -> dict[int, int]:
    """UTF-16 offset of each character, and of the end, to its index."""
    offsets, at = {}, 0
    for index, char in enumerate(text):
        offsets[at] = index
        at += utf16(char)
    offsets[at] = len(text)
    return offsets


def _fits(text: str, entity: Entity, starts: dict[int, int], size: int) -> None:
    if not 0 <= entity.offset <= 1_000_000:
        raise Refused("entity_offset", value=entity.offset)
    if not 0 <= entity.length <= 1_000_000:
        raise Refused("entity_length", value=entity.length)
    if not entity.length:
        return
    if entity.offset >= size:
        raise Refused("entity_begins_after", offset=entity.offset)
    if entity.end > size:
        raise Refused("entity_ends_after", offset=entity.offset, end=entity.end)
    if entity.offset not in starts:
        raise Refused("entity_begins_inside", at=byte_offset(text, starts[entity.offset + 1]))
    if entity.end not in starts:
        raise Refused(
            "entity_ends_inside", offset=entity.offset, at=byte_offset(text, starts[entity.end + 1])
        )


def checked_count(formatted: Formatted) -> Formatted:
    """The same, its entities few enough to be shown. Raises Refused."""
    if len(formatted.entities) > value("entities_too_many"):
        raise Refused("entities_too_many")
    return formatted
