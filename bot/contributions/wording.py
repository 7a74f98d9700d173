"""The words of the form's choices, for screens outside the form."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import T, Text, listed

KNOWING: Mapping[str, Text] = {
    "survey": T("Survey"),
    "case_study": T("Case study"),
    "focus_group": T("Focus group"),
    "discussion_group": T("Discussion group"),
    "interview": T("Interviews"),
    "observation": T("What we saw ourselves"),
    "third_party": T("Information from others"),
    "other": T("Other (attendance sheets...)"),
}
"""The tools of the annual form's question 12, by the form's values."""

USAGE: Mapping[str, Text] = {
    "highlight": T("Yes, and we would like it highlighted"),
    "named": T("Yes"),
    "unnamed": T("Yes, without our name"),
    "no": T("No"),
}


def choice_text(field: str, wire: str) -> Text | str:
    """An answer by choices in words; free text as it is."""
    if field == "usage":
        return USAGE[wire]
    if field != "known_by":
        return wire
    return listed([KNOWING[value] for value in wire.split()])
