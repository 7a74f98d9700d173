"""One call of the bot: its method, its parameters typed, its files. JSON, forms, query strings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox import multipart
from bot.sandbox.limits import Refused, value

NAMES = {"int": "Integer", "float": "Float", "bool": "Boolean", "str": "String", "json": "Object or Array"}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    data: bytes
    name: str
    mime: str


@dataclass(frozen=True)
class Param:
    """A parameter: its name, its kind (str, int, float, bool, chat, json, file), whether it must be."""

    name: str
    kind: str
    required: bool


def spec(text: str) -> dict[str, Param]:
    """Parameters from their short notation: ``chat_id!:chat text:str``; ! means required."""
    found = {}
    for item in text.split():
        name, _, kind = item.partition(":")
        found[name.rstrip("!")] = Param(name.rstrip("!"), kind, name.endswith("!"))
    return found


@dataclass
class Raw:
    """A call as it came, before its types are known."""

    fields: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def add(self, name: str, item: Any) -> None:
        """Adds a field. Raises Refused when it is there already."""
        if name in self.fields or name in self.files:
            raise Refused("parameter_repeated", name=name)
        if isinstance(item, Upload):
            self.files[name] = item
        else:
            self.fields[name] = item


def read(query: str, content_type: str, body: bytes) -> Raw:
    """The fields and files of a request. Raises Refused."""
    raw = Raw()
    for name, text in parse_qsl(query, keep_blank_values=True):
        raw.add(name, text)
    kind = content_type.split(";")[0].strip().lower()
    if not body:
        return raw
    if kind == "application/json":
        _read_json(raw, body)
    elif kind == "application/x-www-form-urlencoded":
        for name, text in parse_qsl(_utf8(body), keep_blank_values=True, encoding="utf-8", errors="strict"):
            raw.add(name, text)
    elif kind == "multipart/form-data":
        _read_parts(raw, content_type, body)
    else:
        raise Refused("body_unreadable", why=f"content type {kind or 'missing'}")
    return raw


def _utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as wrong:
        raise Refused("utf8") from wrong


def _read_json(raw: Raw, body: bytes) -> None:
    try:
        whole = json.loads(_utf8(body))
    except ValueError as wrong:
        raise Refused("body_unreadable", why="JSON expected") from wrong
    if not isinstance(whole, dict):
        raise Refused("body_unreadable", why="an Object expected")
    for name, item in whole.items():
        if item is not None:
            raw.add(name, item)


def _read_parts(raw: Raw, content_type: str, body: bytes) -> None:
    try:
        parts = multipart.parse(content_type, body)
    except multipart.BadBody as wrong:
        raise Refused("body_unreadable", why=str(wrong)) from wrong
    for part in parts:
        if part.filename is None:
            raw.add(part.name, _utf8(part.data))
            continue
        if len(part.data) > value("upload_too_big"):
            raise Refused("upload_too_big")
        raw.add(part.name, Upload(part.data, part.filename, part.mime))


class Call:
    """A call whose parameters are known and typed. Absent ones read as None."""

    def __init__(self, method: str, params: Mapping[str, Param], raw: Raw) -> None:
        self.method = method
        self.files = raw.files
        self._values: dict[str, Any] = {}
        for name in raw.fields:
            if name not in params:
                raise Refused("parameter_unknown", name=name, method=method)
        self._check_files(params, raw)
        for param in params.values():
            if param.kind == "file" and param.name in raw.files:
                self._values[param.name] = self.attached(f"attach://{param.name}")
            elif param.name in raw.fields:
                self._values[param.name] = _typed(param, raw.fields[param.name])
            elif param.required:
                raise (
                    Refused("chat_id_empty")
                    if param.name == "chat_id"
                    else Refused("parameter_required", name=param.name)
                )

    def __getitem__(self, name: str) -> Any:
        return self._values.get(name)

    def given(self, name: str) -> bool:
        """Whether the parameter came."""
        return name in self._values

    def attached(self, reference: str) -> Upload | None:
        """The file of an ``attach://name`` reference."""
        return self.files.get(reference.removeprefix("attach://"))

    def _check_files(self, params: Mapping[str, Param], raw: Raw) -> None:
        """Every file that came must be a parameter's or be attached by one."""
        said = json.dumps(raw.fields)
        for name in raw.files:
            direct = name in params and params[name].kind == "file"
            if not direct and f"attach://{name}" not in said:
                raise Refused("file_unused", name=name)


def _typed(param: Param, item: Any) -> Any:
    kind = param.kind
    if kind in ("int", "chat") and _integer(item) is not None:
        return _integer(item)
    if kind == "chat" and isinstance(item, str):
        if not item:
            raise Refused("chat_id_empty")
        return item
    if kind == "bool" and (isinstance(item, bool) or item in ("true", "false")):
        return item is True or item == "true"
    if kind == "float" and (number := _float(item)) is not None:
        return number
    if kind == "json":
        return _from_json(param, item)
    if kind in ("str", "file") and isinstance(item, str):
        return item
    raise Refused("parameter_type", name=param.name, kind=NAMES.get(kind, "Integer or String"))


def _integer(item: Any) -> int | None:
    if isinstance(item, int) and not isinstance(item, bool):
        return item
    return int(item) if isinstance(item, str) and re.fullmatch(r"-?\d{1,19}", item) else None


def _float(item: Any) -> float | None:
    try:
        return None if isinstance(item, bool) else float(item)
    except (TypeError, ValueError):
        return None


def _from_json(param: Param, item: Any) -> Any:
    if not isinstance(item, str):
        return item
    try:
        return json.loads(item)
    except ValueError as wrong:
        special = {"reply_markup": "markup_json", "media": "media_json"}.get(param.name)
        if special:
            raise Refused(special) from wrong
        raise Refused("parameter_type", name=param.name, kind=NAMES["json"]) from wrong
