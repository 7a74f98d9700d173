"""Sentences and languages.

A sentence is written once, in English, as ``T("Saved {count} lines", count=3)``: a value that says nothing
until a Translator turns it into a person's language. Features return such values; views translate them.
Catalogues are GNU gettext files under ``locales/<language>/LC_MESSAGES/relais87.po``.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NewType, Protocol, TypeAlias

Html = NewType("Html", str)
"""Text in Telegram's HTML: every variable part of it was escaped."""

Day: TypeAlias = date  # a protocol below has a method named date

# Unicode's isolates keep a variable part from disturbing the direction of the sentence around it.
FSI, LRI, PDI, RLM = "\u2068", "\u2066", "\u2069", "\u200f"


@dataclass(frozen=True)
class Language:
    """An interface language: its code, its own name for itself, its direction, and whom it falls back to."""

    code: str
    name: str
    rtl: bool = False
    fallback: str = "fr"
    complete: bool = False
    """True when every sentence is translated: only such languages are offered to people."""


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language("fr", "Français", fallback="en", complete=True),
        Language("en", "English", complete=True),
        Language("ar", "العربية", rtl=True),
        Language("uk", "Українська", fallback="en"),
        Language("ru", "Русский", fallback="en"),
        Language("tl", "Tagalog", fallback="en"),
        Language("id", "Bahasa Indonesia", fallback="en"),
    )
}
DEFAULT_LANGUAGE = "fr"


def language_of(tag: str | None) -> str:
    """The offered language nearest to an IETF tag such as a phone's ``en-GB``; French when there is none."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    code = {"fil": "tl", "in": "id"}.get(code, code)
    return code if code in LANGUAGES and LANGUAGES[code].complete else DEFAULT_LANGUAGE


def unspoken(tag: str | None, spoken: str) -> str | None:
    """A phone's language, for one who is spoken to in ``spoken`` only because theirs is not offered."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    return code if code and code != spoken and language_of(tag) == spoken else None


@dataclass(frozen=True)
class Text:
    """A sentence not yet in anyone's language."""

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None


def T(msgid: str, /, **values: Any) -> Text:  # noqa: N802 - the mark that extraction looks for
    """A sentence with named holes. A value may be a string, a number, a date or another Text."""
    return Text(msgid, values)


def NT(singular: str, plural: str, count: int, /, **values: Any) -> Text:  # noqa: N802
    """A sentence whose form depends on a count, available in it as ``{count}``."""
    return Text(singular, {"count": count, **values}, plural, count)


def listed(parts: Sequence[Text | str]) -> Text | str:
    """Several values one after the other, separated as the language does; empty text for none."""
    if not parts:
        return ""
    shown, *others = parts
    for other in others:
        shown = T("{first}, {second}", first=shown, second=other)
    return shown


@dataclass(frozen=True)
class Code:
    """A value read left to right in any language: an action's code, a phone number, an address on the web."""

    text: str


@dataclass(frozen=True)
class Month:
    """A month of a year, told by any of its days: ``juin 2026``."""

    day: date


class Catalogue(Protocol):
    """What a Translator needs of a language's messages (babel and gettext both fit)."""

    def ugettext(self, message: str) -> str: ...

    def ungettext(self, singular: str, plural: str, count: int) -> str: ...


class Formats(Protocol):
    """How a language writes numbers and dates."""

    def number(self, value: float) -> str: ...

    def date(self, value: date) -> str: ...

    def instant(self, value: datetime) -> str: ...

    def month(self, value: Day) -> str: ...

    def clock(self, value: time) -> str: ...

    def months(self) -> Sequence[str]: ...

    def weekdays(self) -> Sequence[str]: ...


class Translator:
    """Turns sentences into one person's language. Passed explicitly: there is no ambient language."""

    def __init__(self, language: Language, catalogue: Catalogue, formats: Formats) -> None:
        self.language = language
        self._catalogue = catalogue
        self.formats = formats

    def __call__(self, text: Text | str) -> str:
        """The sentence as plain text (buttons, file names, logs of the tour). A str passes as it is."""
        return self._render(text, escape=False)

    def pattern(self, msgid: str) -> str:
        """A sentence of a form in this language, its ``${questions}`` left for the form to fill."""
        return self._catalogue.ugettext(msgid)

    def html(self, text: Text | str) -> Html:
        """The sentence as Telegram HTML: tags in the sentence count, those in its values are escaped."""
        if isinstance(text, str):
            return Html(html.escape(text, quote=False))
        return Html(self._render(text, escape=True))

    def _render(self, text: Text | str, escape: bool) -> str:
        if isinstance(text, str):
            return text
        if text.plural is None:
            pattern = self._catalogue.ugettext(text.msgid)
        else:
            pattern = self._catalogue.ungettext(text.msgid, text.plural, text.count or 0)
        if not escape and "<" in pattern:
            pattern = _without_tags(pattern)
        return pattern.format(**{key: self._value(value, escape) for key, value in text.values.items()})

    def _value(self, value: Any, escape: bool) -> str:
        if isinstance(value, Text):
            return self._render(value, escape)
        if isinstance(value, Code):
            shown, opening = value.text, LRI
        elif isinstance(value, bool):
            raise TypeError("a truth value is not a word: say it in a sentence")
        elif isinstance(value, int | float):
            return self.formats.number(value)
        elif isinstance(value, datetime):
            shown, opening = self.formats.instant(value), FSI
        elif isinstance(value, date):
            shown, opening = self.formats.date(value), FSI
        elif isinstance(value, time):
            shown, opening = self.formats.clock(value), FSI
        elif isinstance(value, Month):
            shown, opening = self.formats.month(value.day), FSI
        else:
            shown, opening = str(value), FSI
        if escape:
            shown = html.escape(shown, quote=False)
        return f"{opening}{shown}{PDI}" if self.language.rtl else shown


def _without_tags(pattern: str) -> str:
    """A sentence's own tags (<b>, <i>, <code>) taken out, for places that show plain text."""
    out, inside = [], False
    for char in pattern:
        if char == "<":
            inside = True
        elif char == ">" and inside:
            inside = False
        elif not inside:
            out.append(char)
    return "".join(out)
