"""The text or caption of a call: parsed, cleaned, measured."""

from __future__ import annotations

from typing import Any

from bot.sandbox.call import Call
from bot.sandbox.entities import Formatted, checked_count, cleaned, given, utf16, with_found
from bot.sandbox.entities_html import parse_html
from bot.sandbox.entities_markdown import parse_markdown, parse_markdown_v2
from bot.sandbox.limits import Refused, value
from bot.sandbox.model import Json
from bot.sandbox.shapes import mentions_resolved
from bot.sandbox.world import World

PARSERS = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}


def formatted(
    source: str,
    mode: str | None,
    entities: Any,
    limit: str,
    *,
    named: str = "entities",
    may_be_empty: bool = False,
) -> Formatted:
    """Text in a parse mode, or with explicit entities, as the server keeps it. Raises Refused."""
    if len(source.encode("utf-8", "surrogatepass")) > value("source_too_long"):
        raise Refused("source_too_long")
    if mode and entities:
        raise Refused("parse_mode_and_entities", name=named)
    parsed = _parsed(source, mode, entities, named)
    kept = cleaned(parsed.text, parsed.entities, may_be_empty=may_be_empty)
    if utf16(kept.text) > value(limit):
        raise Refused(limit)
    checked_count(kept)
    return with_found(kept)


def _parsed(source: str, mode: str | None, entities: Any, named: str) -> Formatted:
    if mode:
        parser = PARSERS.get(mode.lower())
        if parser is None:
            raise Refused("parse_mode_unknown")
        return parser(source)
    if entities is None:
        return Formatted(source)
    if not isinstance(entities, list):
        raise Refused("parameter_type", name=named, kind="Array of MessageEntity")
    return Formatted(source, given(source, entities))


def text(world: World, call: Call, limit: str = "text_too_long") -> Json:
    """The content of a text message. Raises Refused."""
    if not call["text"]:
        raise Refused("text_empty")
    _preview(call["link_preview_options"])
    whole = formatted(call["text"], call["parse_mode"], call["entities"], limit)
    content = _content(world, "text", "entities", whole)
    if call["link_preview_options"]:
        content["link_preview_options"] = call["link_preview_options"]
    return content


def caption(world: World, fields: Any, limit: str = "caption_too_long") -> Json:
    """The caption of a call or of an InputMedia, empty when there is none. Raises Refused."""
    if not fields["caption"]:
        return {}
    whole = formatted(
        fields["caption"], fields["parse_mode"], fields["caption_entities"], limit,
        named="caption_entities", may_be_empty=True,
    )  # fmt: skip
    if not whole.text:
        return {}
    content = _content(world, "caption", "caption_entities", whole)
    if fields["show_caption_above_media"]:
        content["show_caption_above_media"] = True
    return content


def _content(world: World, name: str, entities_name: str, whole: Formatted) -> Json:
    content: Json = {name: whole.text}
    entities = mentions_resolved(world, [entity.to_json() for entity in whole.entities])
    if entities:
        content[entities_name] = entities
    return content


PREVIEW = {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}


def _preview(options: Any) -> None:
    if options is None:
        return
    if not isinstance(options, dict):
        raise Refused("parameter_type", name="link_preview_options", kind="LinkPreviewOptions")
    for name in options:
        if name not in PREVIEW:
            raise Refused("field_unknown", name=name, kind="LinkPreviewOptions")
