"""Telegram's MarkdownV2 and legacy Markdown into text and entities, as tdlib reads them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox import links
from bot.sandbox.entities import Entity, Formatted, byte_offset, in_order, kept_link, utf16
from bot.sandbox.limits import Refused

SPACE = " \t\r\n\0\v"
RESERVED = "_*[]()~`>#+-=|{}.!\n"
CLOSERS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`",
    "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl", "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}  # fmt: skip


@dataclass
class _Open:
    kind: str
    language: str
    offset: int
    at: int
    begin: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source + "\0\0\0\0"
        self.index = 0
        self.out: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []

    def at(self, mark: str) -> bool:
        return self.text.startswith(mark, self.index)

    def emit(self, char: str) -> None:
        self.out.append(char)
        self.offset += utf16(char)

    def add(self, kind: str, offset: int, length: int, **extra: object) -> None:
        self.entities.append(Entity(kind, offset, length, extra))

    def language(self) -> str:
        """The language after three backticks, and the line break after it, passed over."""
        start = end = self.index
        while self.text[end] not in SPACE and self.text[end] != "`":
            end += 1
        found = ""
        if start != end and end < len(self.source) and self.text[end] != "`":
            found, self.index = self.text[start:end], end
        if self.text[self.index] in "\r\n":
            pair = self.text[self.index : self.index + 2]
            self.index += 2 if pair in ("\r\n", "\n\r") else 1
        return found

    def link(self, offset: int, length: int, url: str) -> None:
        user = links.mentioned_user(url)
        if user is not None:
            self.add("text_mention", offset, length, user={"id": user})
        else:
            self.add("text_link", offset, length, url=kept_link(url))

    def done(self) -> Formatted:
        return Formatted("".join(self.out), in_order(self.entities))


def parse_markdown(source: str) -> Formatted:
    """Text and entities of a message in legacy Markdown. Raises Refused with Telegram's words."""
    reader = _Reader(source)
    while reader.index < len(source):
        char = reader.text[reader.index]
        if char == "\\" and reader.text[reader.index + 1] in "_*`[":
            reader.emit(reader.text[reader.index + 1])
            reader.index += 2
        elif char not in "_*`[":
            reader.emit(char)
            reader.index += 1
        else:
            _legacy_entity(reader, char)
    return reader.done()


def _legacy_entity(reader: _Reader, char: str) -> None:
    begin = reader.index
    pre = reader.at("```")
    reader.index += 3 if pre else 1
    language = reader.language() if pre else ""
    closer = "```" if pre else {"[": "]"}.get(char, char)
    offset, start = reader.offset, len(reader.out)
    while reader.index < len(reader.source) and not reader.at(closer):
        reader.emit(reader.text[reader.index])
        reader.index += 1
    if reader.index >= len(reader.source):
        raise Refused("markdown_no_end", at=byte_offset(reader.source, begin))
    reader.index += len(closer)
    inside = "".join(reader.out[start:])
    url = inside
    if char == "[" and reader.at("("):
        end = reader.source.find(")", reader.index)
        end = len(reader.source) if end < 0 else end
        url, reader.index = reader.source[reader.index + 1 : end], end + 1
    length = reader.offset - offset
    if not length:
        return
    if char == "[":
        reader.link(offset, length, url)
    elif char == "`":
        reader.add("pre" if pre else "code", offset, length, **({"language": language} if language else {}))
    else:
        reader.add({"_": "italic", "*": "bold"}[char], offset, length)


def parse_markdown_v2(source: str) -> Formatted:
    """Text and entities of a message in MarkdownV2. Raises Refused with Telegram's words."""
    return _ReaderV2(source).read()


class _ReaderV2(_Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.open: list[_Open] = []
        self.quoted = False
        self.may_quote = True

    def read(self) -> Formatted:
        while self.index < len(self.source):
            char = self.text[self.index]
            following = self.text[self.index + 1]
            if char == "\\" and "\0" < following <= "~":
                self.emit(following)
                self.may_quote = following == "\n" or (following == "\r" and self.may_quote)
                self.index += 2
            elif char not in self._reserved():
                self.emit(char)
                self.may_quote = char == "\r" and self.may_quote
                self.index += 1
            elif self._ends():
                self._end(char)
            else:
                self._begin(char)
        if self.quoted:
            self._last_quote()
        if self.open:
            raise self._no_end(self.open[-1])
        return self.done()

    def _reserved(self) -> str:
        return "`" if self.open and self.open[-1].kind in ("code", "pre") else RESERVED

    def _no_end(self, opened: _Open) -> Refused:
        kind = "PreCode" if opened.language else NAMES[opened.kind]
        return Refused("markdown2_no_end", kind=kind, at=byte_offset(self.source, opened.begin))

    def _ends(self) -> bool:
        if not self.open:
            return False
        if self.quoted and self.at("\n") and self.text[self.index + 1] != ">":
            return True
        kind = self.open[-1].kind
        if kind == "blockquote":
            return False
        return self.at(CLOSERS[kind]) and not (kind == "italic" and self.at("__"))

    def _begin(self, char: str) -> None:
        begin, language = self.index, ""
        kind, size = self._opening(char)
        self.index += size
        if kind == "pre":
            language = self.language()
        if kind == "newline":
            self.emit("\n")
            self.may_quote = True
        elif kind != "quote line":
            self.open.append(_Open(kind, language, self.offset, len(self.out), begin))

    def _opening(self, char: str) -> tuple[str, int]:
        """What begins here, and how many characters say so."""
        for mark, kind in (("__", "underline"), ("||", "spoiler"), ("```", "pre"), ("![", "custom_emoji")):
            if self.at(mark):
                return kind, len(mark)
        single = {
            "_": "italic",
            "*": "bold",
            "~": "strikethrough",
            "[": "text_link",
            "`": "code",
            "\n": "newline",
        }
        if char in single:
            return single[char], 1
        if char == ">" and self.may_quote:
            if self.quoted:
                return "quote line", 1
            self.quoted = True
            return "blockquote", 1
        raise Refused("markdown2_reserved", char=char)

    def _end(self, char: str) -> None:
        opened = self.open[-1]
        if char == "\n" and opened.kind != "blockquote":
            self._expandable(opened)
            return
        self.open.pop()
        length = self.offset - opened.offset
        if opened.kind == "blockquote":
            self.quoted = False
            self.emit("\n")
            self.may_quote = True
            self.index += 1
            self.add("blockquote", opened.offset, self.offset - opened.offset)
            return
        self.index += len(CLOSERS[opened.kind])
        if opened.kind == "text_link":
            url = self._url() if self.at("(") else "".join(self.out[opened.at :])
            if length:
                self.link(opened.offset, length, url)
        elif opened.kind == "custom_emoji":
            self._emoji(opened, length)
        elif length:
            extra = {"language": opened.language} if opened.language else {}
            self.add(opened.kind, opened.offset, length, **extra)

    def _expandable(self, opened: _Open) -> None:
        """A quotation that ends with || is expandable; any other entity left open at its end is an error."""
        if opened.kind != "spoiler" or opened.begin != self.index - 2:
            raise self._no_end(opened)
        self.open.pop()
        if self.open[-1].kind != "blockquote":
            raise self._no_end(self.open[-1])
        quote = self.open.pop()
        self.quoted = False
        self.emit("\n")
        self.may_quote = True
        self.index += 1
        self.add("expandable_blockquote", quote.offset, self.offset - quote.offset)

    def _last_quote(self) -> None:
        kind = "blockquote"
        if self.open and self.open[-1].kind == "spoiler" and self.open[-1].begin == len(self.source) - 2:
            self.open.pop()
            kind = "expandable_blockquote"
        if self.open and self.open[-1].kind == "blockquote":
            quote = self.open.pop()
            if self.offset > quote.offset:
                self.add(kind, quote.offset, self.offset - quote.offset)

    def _url(self) -> str:
        self.index += 1
        begin, out = self.index, []
        while self.index < len(self.source) and self.text[self.index] != ")":
            if self.text[self.index] == "\\" and "\0" < self.text[self.index + 1] <= "~":
                self.index += 1
            out.append(self.text[self.index])
            self.index += 1
        if self.text[self.index] != ")":
            raise Refused("markdown2_url", at=byte_offset(self.source, begin))
        self.index += 1
        return "".join(out)

    def _emoji(self, opened: _Open, length: int) -> None:
        if not self.at("("):
            raise Refused("markdown2_emoji_link")
        emoji = links.custom_emoji(self._url())
        if emoji is None:
            raise Refused("markdown2_emoji_url")
        if length:
            self.add("custom_emoji", opened.offset, length, custom_emoji_id=emoji)
