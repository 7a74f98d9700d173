"""Text of an expression to tokens, with XPath's rule for names that may be operators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.i18n import T, Text

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""(?P<space>[ \n\t\r\f\u00a0]+)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<string>"[^"]*"|'[^']*')
    |(?P<name>{_NAME}:\*|{_NAME}(?::(?!:){_NAME})?)
    |(?P<variable>\${_NAME})
    |(?P<symbol>!=|<=|>=|::|//|\.\.|[-+=<>|/\[\]().@,*])""",
    re.VERBOSE,
)
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
# After one of these a name is a name and `*` is a wildcard (XPath 1.0, section 3.7).
_BEFORE_OPERAND = frozenset(
    {"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (number, string, name, operator, symbol, end), text and place."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """The tokens of an expression, an ``end`` token last. Raises ExpressionFault with the place."""
    if len(text) > limits.EXPRESSION_CHARACTERS:
        raise ExpressionFault(
            T("The expression is longer than {limit} characters.", limit=limits.EXPRESSION_CHARACTERS)
        )
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionFault(_unreadable(text, at), at)
        if match.lastgroup != "space":
            found.append(_token(match, found[-1] if found else None))
        at = match.end()
    found.append(Token("end", "", len(text)))
    return found


def _token(match: re.Match[str], last: Token | None) -> Token:
    kind, text, at = match.lastgroup or "", match.group(), match.start()
    if kind == "string":
        return Token("string", text[1:-1], at)
    after_operand = last is not None and last.kind != "operator" and last.text not in _BEFORE_OPERAND
    if last is not None and last.kind == "string":
        after_operand = True
    if text == "*":
        return Token("operator" if after_operand else "name", text, at)
    if kind == "name" and after_operand and text in _WORD_OPERATORS:
        return Token("operator", text, at)
    return Token(kind, text, at)


def _unreadable(text: str, at: int) -> Text:
    if text[at] in "\"'":
        return T("A quotation mark is opened and never closed.")
    return T("The character {character} has no meaning here.", character=text[at])
