"""A request in words: states, answers' short names, choices."""

from __future__ import annotations

from collections.abc import Mapping

from bot.copies.model import Request, State
from bot.i18n import T, Text, listed
from bot.kits.languages import language_name
from bot.kits.model import REQUESTERS

STATES: Mapping[State, Text] = {
    State.ASKED: T("asked, waiting to be read"),
    State.WAITING_DETAIL: T("waiting for a detail"),
    State.ACCEPTED: T("accepted"),
    State.SENT_TO_MAKER: T("sent to the maker"),
    State.SHIPPED: T("shipped"),
    State.RECEIVED: T("received"),
    State.USED: T("handed out"),
    State.CLOSED: T("closed for good"),
    State.REFUSED: T("refused"),
}
"""Where a request stands, in words."""

COMMON: Mapping[str, Text] = {
    "languages": T("Languages"),
    "by_when": T("By when"),
    "address": T("Address"),
    "use": T("Use"),
    "access": T("Accessibility"),
    "contact": T("Received by"),
    "requester": T("Who asks"),
}
"""Short names of the questions asked of everyone."""

EXTRA: Mapping[str, Text] = {
    "places": T("Places"),
    "inhabitants": T("Inhabitants"),
    "elected": T("An elected member in charge"),
    "deliberation": T("A deliberation to start from"),
    "procurement": T("Public procurement too"),
    "buyers": T("Buyers to train"),
    "school_network": T("For secondary schools too"),
    "child_protection": T("For child protection too"),
    "publics": T("People met"),
    "volunteers_first": T("Volunteers trained first"),
    "heard": T("Languages heard"),
    "level": T("Level"),
    "pupils": T("Pupils"),
    "class_day": T("Day of the class"),
    "head_agrees": T("The head agrees"),
    "clubs": T("Clubs or groups"),
    "ages": T("Ages"),
    "sector": T("Sector"),
    "supply": T("Countries of supply"),
    "size": T("Size"),
    "role": T("Role"),
    "branch": T("Branch"),
    "seasonal": T("Seasonal work"),
    "event_days": T("Days of the event"),
    "gauge": T("People expected"),
    "volunteers": T("Volunteers"),
    "contractors": T("Contractors"),
    "posting": T("Posting points"),
    "qr": T("QR code wanted"),
    "security": T("In charge of security"),
    "service": T("Service"),
    "team": T("Team"),
    "media": T("In preparation there"),
    "year_group": T("Year of students"),
}
"""Short names of the questions of each kind of requester, in the form's order."""

CHOICES: Mapping[str, Text] = {
    "day": T("An official day"),
    "event": T("An event of ours"),
    "permanent": T("All year round"),
    "large_print": T("Large print"),
    "easy_to_read": T("Easy to read"),
    "sign_language": T("Sign language"),
    "town_hall": T("Town hall"),
    "social_centre": T("Social centre"),
    "library": T("Library"),
    "pool": T("Swimming pool"),
    "market": T("Market"),
    "elsewhere": T("Elsewhere"),
    "primary": T("Primary school"),
    "lower_secondary": T("Lower secondary school"),
    "upper_secondary": T("Upper secondary school"),
    "higher": T("Higher education"),
    "under_50": T("Under 50"),
    "under_250": T("50 to 249"),
    "over_250": T("250 or more"),
    "purchasing": T("Purchasing"),
    "human_resources": T("Human resources"),
    "other_role": T("Something else"),
    "yes": T("Yes"),
    "no": T("No"),
}
"""Choices of the form, as it stores them."""
CHOSEN = frozenset(
    ("places", "elected", "deliberation", "procurement", "school_network", "child_protection",
     "volunteers_first", "level", "head_agrees", "size", "role", "seasonal", "contractors", "qr")
)  # fmt: skip
"""Questions of a kind of requester that are answered by choices."""


def chosen(wire: str) -> Text | str:
    """One choice, or several separated by blanks."""
    return listed([CHOICES.get(one, one) for one in wire.split()])


def lines_of(request: Request, language: str) -> list[Text]:
    """Each language with its copies."""
    return [
        T("{language}: {count}", language=language_name(line.language, language), count=line.quantity)
        for line in request.lines
    ]


def facts_of(request: Request) -> list[tuple[Text, Text | str]]:
    """Each answer that counts for who treats it: its short name, and what was answered."""
    found: list[tuple[Text, Text | str]] = [
        (COMMON["by_when"], T("{date}", date=request.by_when)),
        (COMMON["address"], ", ".join(request.address.splitlines())),
        (COMMON["contact"], request.contact),
        (COMMON["use"], chosen(request.use)),
    ]
    if request.access:
        found.append((COMMON["access"], chosen(" ".join(request.access))))
    found.append((COMMON["requester"], REQUESTERS.get(request.requester, request.requester)))
    for name, label in EXTRA.items():
        if wire := request.extra.get(name):
            found.append((label, chosen(wire) if name in CHOSEN else wire))
    return found
