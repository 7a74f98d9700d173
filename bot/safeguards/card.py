"""The emergency card: from any state, without sign-up, in every interface language, leaving no trace.

Its sentences are in ``locales/<language>/cards/emergency.toml``, apart from the catalogues: a language has
its card before the rest of it is translated. Its order is that of domain/safeguards.md, section 1.
``check_card`` runs at start-up: the product does not start with a card that lacks a vital number or warning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, cast

from bot.errors import Problem
from bot.i18n import LANGUAGES, RLM, Code, Formats, Html, T, Text, Translator, language_of
from bot.safeguards.helplines import Audience, Helpline, helplines, stale_numbers

__all__ = [
    "ELSEWHERE", "UNASKED", "Audience", "Card", "IncompleteCard",
    "card", "card_lacks", "card_language", "check_card", "stale_numbers",
]  # fmt: skip

ESSENTIAL = ("17", "112", "114", "119")
"""Numbers without which no card is shown (domain/safeguards.md, section 1)."""

LONGEST = 1500
"""Characters a card may take: it is read in a hurry, on a small screen."""

ORDER = (
    "now", "silent", "child", "women", "worker", "victims", "list", "referral",
    "alone", "report", "bot", "erase", "quiet",
)  # fmt: skip
"""The lines of a card under its title: whom to turn to, nearest danger first, then the warnings."""

_FOR_PROFESSIONALS = frozenset({"referral"})
_LOCALES = Path(__file__).parents[2] / "locales"


class IncompleteCard(Problem):
    """The emergency card of a language lacks a vital number or a warning."""

    code = "safeguards.incomplete_card"


class _AsWritten:
    """A catalogue that translates nothing: the card's sentences are in their language already."""

    def ugettext(self, message: str) -> str:
        return message

    def ungettext(self, singular: str, plural: str, count: int) -> str:
        return singular if count == 1 else plural


@dataclass(frozen=True)
class Card:
    """A card in one language, for one audience. ``reviewed``: read over by someone who speaks it natively."""

    language: str
    title: Text
    lines: tuple[Text, ...]
    reviewed: bool

    catalogue: ClassVar[_AsWritten] = _AsWritten()

    def plain(self) -> str:
        """The card as plain text; each line starts right to left where the language does."""
        told = self._translator()
        return self._laid_out([told(self.title), *map(told, self.lines)])

    def html(self) -> Html:
        """The card as Telegram HTML, its title in bold."""
        told = self._translator()
        return Html(self._laid_out([f"<b>{told.html(self.title)}</b>", *map(told.html, self.lines)]))

    def _translator(self) -> Translator:
        # A card holds neither numbers nor dates to format: helplines are codes, shown as they are.
        return Translator(LANGUAGES[self.language], self.catalogue, cast(Formats, None))

    def _laid_out(self, lines: list[str]) -> str:
        mark = RLM if LANGUAGES[self.language].rtl else ""
        return "\n\n".join(mark + line for line in lines)


UNASKED = frozenset({"quiet"})
"""Not said where nobody called for help: what the bot sends of itself goes on."""
ELSEWHERE = frozenset({"bot", "erase", "quiet"})
"""Not said in other chats: it is about this one."""


def card(language: str, audience: Audience = Audience.PUBLIC, without: Collection[str] = frozenset()) -> Card:
    """The card in an interface language (any of the seven, French for another) for an audience, ``without``
    some of its lines.
    """
    code = language if language in LANGUAGES else language_of(language)
    words = _sentences(code)
    numbers = {line.id: Code(line.number) for line in _for(audience)}
    lines = [Text(words[name], numbers) for name in ORDER if _shown(name, audience) and name not in without]
    return Card(code, Text(words["title"]), tuple(lines), bool(words.get("reviewed")))


def _shown(name: str, audience: Audience) -> bool:
    return name not in _FOR_PROFESSIONALS or audience is Audience.PROFESSIONALS


def _for(audience: Audience) -> tuple[Helpline, ...]:
    return tuple(
        line for line in helplines() if audience is Audience.PROFESSIONALS or line.audience == audience
    )


@cache
def _sentences(code: str) -> Mapping[str, Any]:
    return tomllib.loads((_LOCALES / code / "cards" / "emergency.toml").read_text("utf-8"))


def card_language(tag: str | None) -> str:
    """The card's language nearest to a phone's tag: all seven have a card, whatever else is translated."""
    code = (tag or "").replace("_", "-").split("-")[0].lower()
    code = {"fil": "tl", "in": "id"}.get(code, code)
    return code if code in LANGUAGES else language_of(tag)


def card_lacks(of: Card | None = None) -> tuple[str, ...]:
    """The vital numbers missing from a card (every language's card by default), in their order."""
    cards = [of] if of else [card(code) for code in LANGUAGES]
    said = [_words(one.plain()) for one in cards]
    return tuple(number for number in ESSENTIAL if any(number not in words for words in said))


def _words(text: str) -> set[str]:
    return set("".join(char if char.isalnum() else " " for char in text).split())


def check_card() -> None:
    """Refuses cards without 17, 112, 114, 119 or without their warnings, or too long; called at start-up."""
    for code in LANGUAGES:
        missing = [name for name in ("title", *ORDER) if not _sentences(code).get(name)]
        if missing:
            raise IncompleteCard(
                T("The emergency card in {language} lacks {lines}.", language=code, lines=", ".join(missing))
            )
        for audience in Audience:
            _check(card(code, audience))


def _check(one: Card) -> None:
    lacks = card_lacks(one)
    if lacks:
        raise IncompleteCard(
            T(
                "The emergency card in {language} lacks {lines}.",
                language=one.language,
                lines=", ".join(lacks),
            )
        )
    if len(one.plain()) > LONGEST:
        raise IncompleteCard(T("The emergency card in {language} is too long.", language=one.language))
