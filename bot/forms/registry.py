"""What of XLSForm is supported: question types, appearances, settings. Check and documentation read it.

Names are those of xlsform.org. ``supported`` works; ``warned`` works otherwise than in a phone's form, and
check says
how; ``refused`` would lose answers or mislead, so the form is not accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.forms.prompts import Kind
from bot.i18n import T, Text


class Support(StrEnum):
    """How far something is supported."""

    FULL = "supported"
    WARNED = "warned"
    REFUSED = "refused"


@dataclass(frozen=True)
class Feature:
    """A question type, an appearance or a setting."""

    name: str
    support: Support
    note: Text
    """What it becomes in a chat, or why it is refused."""
    kind: Kind | None = None
    """The kind of prompt a question type gives, if it asks something."""


def _features(support: Support, note: Text, *names: str) -> dict[str, Feature]:
    return {name: Feature(name, support, note) for name in names}


def _asked(name: str, kind: Kind, note: Text) -> dict[str, Feature]:
    return {name: Feature(name, Support.FULL, note, kind)}


_CHOICES = T("Choices as buttons; past ten, pages and a search by typing.")
_FILE = T("A photo, voice message, video or file sent to the chat; an album fills a repeat.")
_KNOWN = T("Filled by itself.")
_EMPTY = T("A chat does not know it: it stays empty.")

QUESTION_TYPES: Mapping[str, Feature] = {
    **_asked("text", Kind.TEXT, T("Typed.")),
    **_asked("integer", Kind.INTEGER, T("Typed, figures of any script.")),
    **_asked("decimal", Kind.DECIMAL, T("Typed, comma or point.")),
    **_asked("range", Kind.RANGE, T("Buttons up to 25 steps, stars for a rating; else typed.")),
    **_asked("select_one", Kind.SELECT_ONE, _CHOICES),
    **_asked("select_multiple", Kind.SELECT_MULTIPLE, _CHOICES),
    **_asked("select_one_from_file", Kind.SELECT_ONE, T("Choices of an attached CSV, XML or GeoJSON file.")),
    **_asked(
        "select_multiple_from_file",
        Kind.SELECT_MULTIPLE,
        T("Choices of an attached CSV, XML or GeoJSON file."),
    ),
    **_asked("rank", Kind.RANK, T("Choices tapped in order, with undo; or their numbers typed.")),
    **_asked("note", Kind.NOTE, T("Shown before the question that follows.")),
    **_asked("acknowledge", Kind.ACKNOWLEDGE, T("A button.")),
    **_asked("date", Kind.DATE, T("A calendar, or typed; months or years alone where the form says so.")),
    **_asked("time", Kind.TIME, T("Hours then minutes as buttons, or typed.")),
    **_asked("dateTime", Kind.DATETIME, T("A calendar, then hours and minutes; or typed.")),
    **_asked(
        "geopoint", Kind.GEOPOINT, T("A position or a pin sent to the chat, or latitude and longitude typed.")
    ),
    **_asked("geotrace", Kind.GEOTRACE, T("Several positions, one after the other, with undo.")),
    **_asked("geoshape", Kind.GEOSHAPE, T("Several positions, with undo; the first one closes the shape.")),
    **_asked("image", Kind.IMAGE, _FILE),
    **_asked("audio", Kind.AUDIO, _FILE),
    **_asked("video", Kind.VIDEO, _FILE),
    **_asked("file", Kind.FILE, _FILE),
    **_asked("barcode", Kind.BARCODE, T("Typed: a chat reads no barcode.")),
    **_features(Support.FULL, T("Computed, never shown."), "calculate", "hidden"),
    **_features(Support.FULL, T("Groups of questions."), "begin_group", "end_group"),
    **_features(Support.FULL, T("Asked again for each instance."), "begin_repeat", "end_repeat"),
    **_features(
        Support.FULL, _KNOWN, "start", "end", "today", "deviceid", "username", "phonenumber", "email"
    ),
    **_features(Support.FULL, T("An attached list."), "csv-external", "xml-external"),
    **_features(Support.WARNED, _EMPTY, "subscriberid", "simserial", "start-geopoint", "background-geopoint"),
    **_features(Support.WARNED, T("A chat keeps no audit log: it stays empty."), "audit"),
    **_features(Support.WARNED, T("A chat never records by itself: it stays empty."), "background-audio"),
    **_features(Support.WARNED, T("One group for each choice of the list."), "begin_loop", "end_loop"),
    **_features(Support.REFUSED, T("Use select_one with a choice_filter instead."), "select_one_external"),
    **_features(Support.REFUSED, T("OpenStreetMap questions need a map."), "osm"),
}
"""Question types by XLSForm's name, words joined by underscores where it writes a blank."""

ALIASES: Mapping[str, str] = {
    "string": "text",
    "int": "integer",
    "select1": "select_one",
    "select one": "select_one",
    "select": "select_multiple",
    "select all that apply": "select_multiple",
    "select multiple": "select_multiple",
    "photo": "image",
    "datetime": "dateTime",
    "location": "geopoint",
    "gps": "geopoint",
    "geo": "geopoint",
    "trigger": "acknowledge",
    "select_one_external": "select_one_external",
    "begin group": "begin_group",
    "end group": "end_group",
    "begin repeat": "begin_repeat",
    "end repeat": "end_repeat",
    "begin loop": "begin_loop",
    "end loop": "end_loop",
    "begin lgroup": "begin_group",
    "end lgroup": "end_group",
    "phone number": "text",
    "select one external": "select_one_external",
    "add select one prompt using": "select_one",
    "add select multiple prompt using": "select_multiple",
    "add integer prompt": "integer",
    "add text prompt": "text",
    "add date prompt": "date",
    "q picture": "image",
    "q string": "text",
    "q int": "integer",
    "q date": "date",
    "q geopoint": "geopoint",
    "q decimal": "decimal",
    "add note prompt": "note",
    "select one from file": "select_one_from_file",
    "uri:deviceid": "deviceid",
    "select multiple from file": "select_multiple_from_file",
    "device id": "deviceid",
    "uri:username": "username",
    "start time": "start",
    "end time": "end",
    "phonenumber": "phonenumber",
    "xml_external": "xml-external",
    "csv_external": "csv-external",
    "imei": "deviceid",
    "get today": "today",
    "get start time": "start",
    "get end time": "end",
    "get device id": "deviceid",
    "calculation": "calculate",
    "geopoint": "geopoint",
}
"""Other names that pyxform accepts."""

_SAME = T("As in any form.")
_PLAIN = T("Without effect in a chat.")
APPEARANCES: Mapping[str, Feature] = {
    **_features(
        Support.FULL,
        _SAME,
        "multiline",
        "numbers",
        "thousands-sep",
        "url",
        "minimal",
        "autocomplete",
        "search-off",
        "quick",
        "quickcompact",
        "compact",
        "columns",
        "columns-pack",
        "columns-flex",
        "horizontal",
        "horizontal-compact",
        "vertical",
        "likert",
        "label",
        "list",
        "list-nolabel",
        "table-list",
        "rating",
        "no-ticks",
        "picker",
        "month-year",
        "year",
        "no-calendar",
        "field-list",
        "new",
        "new-front",
        "new-rear",
        "counter",
        "masked",
        "intl-tel",
    ),
    **_features(
        Support.WARNED,
        _PLAIN,
        "bearing",
        "dynamic",
        "geigercounter",
        "placement-map",
        "maps",
        "hide-input",
        "image-map",
        "map",
        "ethiopian",
        "coptic",
        "islamic",
        "bikram-sambat",
        "myanmar",
        "persian",
        "buddhist",
        "w1",
        "w2",
        "w3",
        "w4",
        "w5",
        "w6",
        "w7",
        "w8",
        "w9",
        "w10",
        "pages",
        "theme-grid",
        "no-collapse",
        "no-buttons",
        "comment",
        "randomize",
        "full",
        "autoadvance",
        "multiline-autogrow",
        "distress",
        "scanner",
        "front",
        "barcode",
        "textbox",
        "ticks",
    ),
    **_features(
        Support.WARNED,
        T("A photograph is asked instead."),
        "signature",
        "draw",
        "annotate",
        "new-selfie",
        "selfie",
    ),
    **_features(Support.WARNED, T("The file is sent without being printed."), "printer"),
    **_features(
        Support.REFUSED,
        T("search() is a function of ODK Collect alone: attach the list as a CSV file."),
        "search",
    ),
    **_features(Support.REFUSED, T("Another application cannot be opened from a chat."), "ex", "intent"),
}
"""Appearances by their first word: ``columns-3`` is ``columns``."""

SETTINGS: Mapping[str, Feature] = {
    **_features(
        Support.REFUSED,
        T("Encrypted submissions cannot be shown again to the person who wrote them."),
        "public_key",
    ),
    **_features(
        Support.WARNED,
        T("Answers stay here; forwarding to a server is set by a coordinator."),
        "submission_url",
        "auto_send",
        "auto_delete",
        "client_editable",
    ),
    **_features(
        Support.WARNED,
        _PLAIN,
        "style",
        "allow_choice_duplicates_warning",
        "sms_keyword",
        "sms_separator",
        "compact_tag",
    ),
}

OWN_APPEARANCES = "reader-"
"""Appearances of the product's own forms begin so; the host reads them, the engine passes them on."""


def type_of(cell: str) -> str:
    """XLSForm's name of a type as an author wrote it: ``select one yn`` is select_one."""
    text = " ".join(cell.strip().split())
    low = text.lower()
    for name in sorted((*QUESTION_TYPES, *ALIASES), key=len, reverse=True):
        for spelled in (name.lower(), name.lower().replace("_", " ")):
            if low == spelled or low.startswith(spelled + " "):
                return ALIASES.get(name, name)
    return text


def appearance_of(token: str) -> str:
    """The name of an appearance in its table: rank and arguments left out."""
    for sign in ("(", ":"):
        token = token.partition(sign)[0]
    if token in APPEARANCES:
        return token
    head, _, tail = token.rpartition("-")
    return head if head in APPEARANCES and (tail.isdigit() or tail in ("pack", "flex")) else token
