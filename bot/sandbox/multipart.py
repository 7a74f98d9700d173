"""multipart/form-data (RFC 7578), read whole: the sandbox refuses bodies too big before it comes to this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_PARAMETER = re.compile(r';\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))')


class BadBody(ValueError):
    """The body is not what its content type says."""


@dataclass(frozen=True)
class Part:
    """One field or one file of a form."""

    name: str
    data: bytes
    filename: str | None = None
    mime: str = ""


def parameters(header: str) -> dict[str, str]:
    """The parameters of a header such as Content-Disposition, unquoted."""
    found = {}
    for name, quoted, bare in _PARAMETER.findall(header):
        text = quoted.replace('\\"', '"').replace("\\\\", "\\").replace("%22", '"') if quoted else bare
        if name.endswith("*") and "''" in text:
            found[name[:-1].lower()] = unquote(text.split("''", 1)[1])
        else:
            found.setdefault(name.lower(), text)
    return found


def parse(content_type: str, body: bytes) -> list[Part]:
    """The parts of a multipart body, in order. Raises BadBody."""
    boundary = parameters(";" + content_type.partition(";")[2]).get("boundary")
    if not boundary:
        raise BadBody("no boundary")
    mark = b"--" + boundary.encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise BadBody("the last boundary is missing")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    head, separator, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not separator:
        raise BadBody("a part has no end of headers")
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, text = line.partition(":")
        headers[name.strip().lower()] = text.strip()
    about = parameters(";" + headers.get("content-disposition", "").partition(";")[2])
    if "name" not in about:
        raise BadBody("a part has no name")
    mime = headers.get("content-type", "").split(";")[0].strip()
    return Part(about["name"], data, about.get("filename"), mime)
