"""Languages: sentences, plurals, numbers and dates."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.catalogues import PLURALS, LocalFormats, Messages, plural_rule, po_path, read_catalogue, translator
from bot.extract import Found, catalog_of, outputs, read_form, read_python, render, stale
from bot.i18n import LANGUAGES, NT, Code, T, Translator


def messages(code: str, po: str, then: Messages | None = None) -> Messages:
    """A language's sentences from the text of a PO file."""
    return Messages(code, read_po(BytesIO(po.encode()), locale=code), then)


def test_a_sentence_falls_back_to_the_next_language_then_to_its_source() -> None:
    french = messages("fr", 'msgid "Yes"\nmsgstr "Oui"\n\nmsgid "{n} kit"\nmsgid_plural "{n} kits"\n'
                      'msgstr[0] "{n} kit FR"\nmsgstr[1] "{n} kits FR"\n')  # fmt: skip
    arabic = messages("ar", 'msgid "No"\nmsgstr "لا"\n', french)
    assert arabic.ugettext("No") == "لا"
    assert arabic.ugettext("Yes") == "Oui"
    assert arabic.ugettext("Maybe") == "Maybe"
    assert arabic.ungettext("{n} kit", "{n} kits", 1) == "{n} kit FR"
    assert arabic.ungettext("{n} town", "{n} towns", 2) == "{n} towns"


def test_a_fuzzy_or_empty_translation_counts_as_missing() -> None:
    french = messages("fr", '#, fuzzy\nmsgid "Yes"\nmsgstr "Non"\n\nmsgid "No"\nmsgstr ""\n')
    assert french.ugettext("Yes") == "Yes"
    assert french.ugettext("No") == "No"
    assert french.ugettext("") == "", "the header is not a sentence"


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("en", {0: 1, 1: 0, 2: 1}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}),
        ("uk", {1: 0, 2: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 25: 2}),
        ("ru", {1: 0, 4: 1, 14: 2, 101: 0}),
        ("tl", {1: 0, 2: 1}),
        ("id", {0: 0, 1: 0, 7: 0}),
    ],
)
def test_each_language_counts_its_own_way(code: str, counts: dict[int, int]) -> None:
    rule = plural_rule(code)
    assert {count: rule(count) for count in counts} == counts


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_catalogue_carries_its_plural_rule(code: str) -> None:
    assert f"Plural-Forms: {PLURALS[code]}\\n" in po_path(code).read_text(encoding="utf-8")


def test_numbers_as_each_language_writes_them() -> None:
    french, english = (LocalFormats(Locale.parse(code)) for code in ("fr", "en"))
    assert french.number(4713) == "4\u202f713"
    assert french.number(62.7) == "62,7"
    assert english.number(4713) == "4,713"
    assert english.number_range(20, 30) == "20–30"


def test_dates_as_each_language_writes_them() -> None:
    french, english = (LocalFormats(Locale.parse(code)) for code in ("fr", "en"))
    assert french.date(date(2026, 6, 12)) == "12 juin 2026"
    assert french.date(date(2026, 6, 1)) == "1er juin 2026"
    assert french.date_medium(date(2026, 7, 5)) == "5 juil. 2026"
    assert english.date(date(2026, 6, 12)) == "June 12, 2026"
    assert french.date_range(date(2026, 5, 3), date(2026, 5, 5)) == "3–5 mai 2026"
    assert french.date_range(date(2026, 5, 3), date(2026, 5, 3)) == "3 mai 2026"
    assert french.weekday(date(2026, 6, 12)) == "vendredi"


def test_instants_are_told_in_paris_time() -> None:
    formats = LocalFormats(Locale.parse("fr"))
    assert formats.instant(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "1er juillet 2026, 00:30"
    assert formats.time(datetime(2026, 1, 1, 12, 0, tzinfo=UTC)) == "13:00"


def test_values_are_isolated_in_arabic_and_escaped_in_html() -> None:
    arabic = Translator(LANGUAGES["ar"], messages("ar", ""), LocalFormats(Locale.parse("ar")))
    said = arabic.html(T("Call {number} for {name}", number=Code("114"), name="<Awa & Marc>"))
    assert said == "Call \u2066114\u2069 for \u2068&lt;Awa &amp; Marc&gt;\u2069"


def test_plural_sentences_reach_people() -> None:
    english = translator("en")
    assert english(NT("{count} line", "{count} lines", 1)) == "1 line"
    assert english(NT("{count} line", "{count} lines", 4713)) == "4,713 lines"
    assert translator("en") is english


def test_a_catalogue_of_two_thousand_sentences_is_read_quickly(tmp_path: Path) -> None:
    found = Found()
    for number in range(2000):
        found.add(f"Sentence number {number} of {{many}}", "bot/somewhere.py")
    path = tmp_path / "big.po"
    path.write_bytes(render(catalog_of(found, "en", {})))
    best = 9.9
    for _ in range(5):
        began = time.perf_counter()
        big = Messages("en", read_catalogue(path, "en"), None)
        best = min(best, time.perf_counter() - began)
    assert big.ugettext("Sentence number 7 of {many}") == "Sentence number 7 of {many}"
    assert best < 0.25, "50 ms on a quiet machine, with room for a busy one"


def test_sentences_are_found_in_code() -> None:
    found = Found()
    read_python('x = T("One " "two", a=1)\ny = NT("{count} kit", "{count} kits", n)\n', "bot/a.py", found)
    read_python('z = T("One two")\n', "bot/b.py", found)
    assert found.places == {
        "One two": {"bot/a.py", "bot/b.py"},
        ("{count} kit", "{count} kits"): {"bot/a.py"},
    }
    assert found.problems == []
    read_python('T(sentence)\nNT("one", other, 3)\nT(f"hello {name}")', "bot/c.py", found)
    assert [problem.split(" ")[0] for problem in found.problems] == [
        "bot/c.py:1:",
        "bot/c.py:2:",
        "bot/c.py:3:",
    ]


def test_sentences_are_found_in_forms(tmp_path: Path) -> None:
    form = tmp_path / "short.form.md"
    form.write_text(
        "| survey |\n"
        "| | type | name | label | hint | required_message |\n"
        "| | text | what | What did you do? | One sentence. | Say it. |\n"
        "| choices |\n| | list_name | name | label |\n| | yes_no | yes | Yes |\n"
    )
    found = Found()
    read_form(form, "bot/a/short.form.md", found)
    assert sorted(map(str, found.places)) == ["One sentence.", "Say it.", "What did you do?", "Yes"]


def test_updating_keeps_translations_drops_what_is_gone_and_settles(tmp_path: Path) -> None:
    found = Found()
    found.add("Stays", "bot/a.py")
    found.add("Goes", "bot/a.py")
    found.add(("{count} kit", "{count} kits"), "bot/a.py")
    write(found, tmp_path)
    french = po_path("fr", tmp_path)
    french.write_text(french.read_text().replace('msgid "Stays"\nmsgstr ""', 'msgid "Stays"\nmsgstr "Reste"'))
    assert stale(found, tmp_path) == []
    del found.places["Goes"]
    found.add("Comes", "bot/a.py")
    assert "fr/LC_MESSAGES/relais87.po" in stale(found, tmp_path)
    write(found, tmp_path)
    for code, forms in (("id", 1), ("fr", 2), ("ru", 3), ("ar", 6)):
        assert po_path(code, tmp_path).read_text().count("msgstr[") == forms
    text = french.read_text()
    assert 'msgstr "Reste"' in text
    assert "Goes" not in text
    assert 'msgid "Comes"\nmsgstr ""' in text
    assert 'msgid "Comes"\nmsgstr "Comes"' in po_path("en", tmp_path).read_text()
    assert stale(found, tmp_path) == []


def test_one_sentence_with_and_without_a_plural_is_a_problem() -> None:
    found = Found()
    found.add("{count} kit", "bot/a.py")
    found.add(("{count} kit", "{count} kits"), "bot/b.py")
    assert isinstance(catalog_of(found, "fr", {}), Catalog)
    assert "with and without a plural" in found.problems[0]


def write(found: Found, locales: Path) -> None:
    """Write the catalogues as `make messages` does."""
    for path, content in outputs(found, locales):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
