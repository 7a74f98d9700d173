"""What check says of a file: where it is wrong, what works otherwise in a chat, what is hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from bot.forms import apart, limits
from bot.forms.apart import check_apart
from bot.forms.check import accepted, check
from bot.forms.hostile import guard
from bot.forms.problems import Finding, FormRefused
from bot.forms.registry import ALIASES, APPEARANCES, QUESTION_TYPES, SETTINGS, Support, appearance_of, type_of
from tests.forms.talk import english


def said(findings: list[Finding]) -> list[tuple[str, str, int, str, str]]:
    return [(f.severity, f.sheet, f.row, f.column, english(f.text)) for f in findings]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes an xlsx of sheets given as rows."""

    def write(**sheets: list[list[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "form.xlsx"
        book.save(path)
        return path

    return write


HEAD = ["type", "name", "label", "relevant", "constraint", "calculation", "appearance", "choice_filter"]


def row(kind: str, name: str, label: str = "Say", **more: str) -> list[object]:
    return [kind, name, label, *(more.get(column, "") for column in HEAD[3:])]


def test_a_sound_form_raises_nothing(workbook: Callable[..., Path]) -> None:
    path = workbook(
        survey=[HEAD, row("text", "x"), row("integer", "n", constraint=". > 0", appearance="reader-figures")]
    )
    assert check(path) == []
    assert check_apart(path) == []


def test_broken_expressions_are_found_with_sheet_row_and_column(workbook: Callable[..., Path]) -> None:
    path = workbook(
        survey=[
            HEAD,
            row("text", "x"),
            [],
            row("begin_group", "g", "Group", relevant="${x} = 'a"),
            row("text", "y", constraint="regex(., '[a')"),
            row("end_group", "", ""),
            row("calculate", "c", "", calculation="sums(${x})"),
            row("select_one l", "s", choice_filter="name = (1"),
        ],
        choices=[["list_name", "name", "label"], ["l", "a", "A"]],
    )
    assert [(f.severity, f.sheet, f.row, f.column) for f in check(path)] == [
        ("error", "survey", 4, "relevant"),
        ("error", "survey", 5, "constraint"),
        ("error", "survey", 7, "calculation"),
        ("error", "survey", 8, "choice_filter"),
    ]
    texts = [text for *_, text in said(check(path))]
    assert texts[0].startswith("A quotation mark is opened and never closed.")
    assert "sums() does not exist" in texts[2]


def test_what_pyxform_refuses_is_passed_on_with_its_row(workbook: Callable[..., Path]) -> None:
    path = workbook(survey=[HEAD, row("text", "x"), row("text", "x y")])
    (finding,) = check(path)
    assert (finding.severity, finding.sheet, finding.row) == ("error", "survey", 3)
    (finding,) = check(workbook(survey=[HEAD, row("text", "x", relevant="${gone} = 1")]))
    assert (finding.severity, finding.row, finding.column) == ("error", 2, "relevant")


def test_two_headings_in_one_cell_are_named(tmp_path: Path) -> None:
    """Seen in a real form: the converter only said "unhashable type"."""
    form = tmp_path / "waterways.md"
    form.write_text(
        "| survey |\n"
        "| | type | name | label::French(fr) | label::English(en) |"
        " required_message::French(fr)required_message::English(en) | required |\n"
        "| | text | town | Quelle commune ? | Which town? | Dites laquelle | yes |\n",
        encoding="utf-8",
    )
    heading = "required_message::French(fr)required_message::English(en)"
    (finding,) = check(form)
    assert (finding.severity, finding.sheet, finding.row, finding.column) == ("error", "survey", 1, heading)
    assert "unhashable" not in finding.text.msgid


def test_what_a_chat_cannot_do_is_never_silent(workbook: Callable[..., Path]) -> None:
    path = workbook(
        survey=[
            HEAD,
            row("select_one l", "s", appearance="minimal search('towns')"),
            row("text", "scan", appearance="ex:org.app.scan"),
            row("audit", "audit", ""),
            row("image", "sign", appearance="signature"),
            row("text", "t", appearance="glittering"),
            row("date", "d", constraint=". > '2026-01-01'"),
            row("select_one_from_file towns.csv", "town"),
        ],
        choices=[["list_name", "name", "label"], ["l", "a", "A"]],
        settings=[["form_id", "public_key"], ["f", "MIIB"]],
    )
    found = check(path)
    assert not accepted(found)
    assert [(f.severity, f.sheet, f.row, f.column) for f in found] == [
        ("error", "settings", 2, "public_key"),
        ("error", "survey", 2, "appearance"),
        ("error", "survey", 3, "appearance"),
        ("warning", "survey", 0, ""),
        ("warning", "survey", 4, "type"),
        ("warning", "survey", 5, "appearance"),
        ("warning", "survey", 6, "appearance"),
        ("warning", "survey", 7, "constraint"),
    ]
    assert english(found[3].text) == "The list towns.csv must be sent with the form."


def test_missing_translations_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label::en | label::fr |\n"
        "| | text | x | Say | Dites |\n| | text | y | More | |\n"
    )
    assert said(check(path)) == [("warning", "survey", 0, "", "1 texts are missing in fr.")]


def test_a_path_that_leads_nowhere_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label | relevant |\n"
        "| | text | x | Say | |\n| | text | y | More | /data/z = 1 |\n"
    )
    assert said(check(path)) == [("warning", "survey", 3, "relevant", "The path /data/z leads nowhere.")]


def test_a_broken_output_in_a_choice_is_found_on_its_sheet(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n| | type | name | label |\n| | text | x | Say |\n| | select_one l | s | Which? |\n"
        "| choices |\n| | list_name | name | label |\n| | other | o | O |\n| | l | a | A |\n"
        "| | l | b | Of instance('l')/root/item[sums(name) = ${x}]/label |\n"
    )
    assert [(f.severity, f.sheet, f.row, f.column) for f in check(path)] == [
        ("warning", "choices", 4, "label")
    ]


def refused(content: bytes) -> str:
    with pytest.raises(FormRefused) as raised:
        guard(content)
    return english(raised.value.text)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_a_zip_bomb_is_not_opened() -> None:
    assert (
        refused(zipped(bomb=b"\0" * (limits.UNZIPPED_BYTES + 1)))
        == "The workbook is too large once unpacked."
    )
    assert (
        refused(zipped(bomb=b"\0" * (limits.ZIP_RATIO_FLOOR * 3)))
        == "The workbook is too large once unpacked."
    )


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks() -> None:
    content = bytearray(zipped(xl__workbook_xml=b"<a>" + b" " * (2 << 20) + b"</a>"))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) == "The file is damaged or protected."


def test_entities_and_endless_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEET_ROWS", 1000)
    assert "entities" in refused(zipped(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'))
    rows = b"<row/>" * (limits.SHEET_ROWS + 1)
    assert (
        refused(zipped(xl__worksheets__sheet1_xml=b"<s>" + rows + b"</s>"))
        == "A sheet of the workbook is too large."
    )


def test_a_damaged_or_huge_file_is_refused(tmp_path: Path) -> None:
    assert refused(b"PK\x03\x04 broken") == "The file is damaged or protected."
    assert "megabytes" in refused(b"x" * (limits.FILE_BYTES + 1))
    for name, content in {
        "a.xlsx": b"no workbook",
        "b.pdf": b"%PDF",
        "c.md": b"\xff\xfe\x00",
        "d.xls": b"\xd0\xcf\x11\xe0",
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert [finding.severity for finding in check(path)] == ["error"], name
    assert [finding.severity for finding in check(tmp_path / "absent.xlsx")] == ["error"]


def test_a_check_that_takes_too_long_ends_with_a_sentence(
    workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(survey=[HEAD, row("text", "x")])
    monkeypatch.setattr(limits, "CHECK_BYTES", 1)
    assert check_apart(path, seconds=20) == []
    (finding,) = check_apart(path, seconds=0)
    assert english(finding.text).startswith("The form takes too much time or memory")


def test_findings_cross_the_process_whole(workbook: Callable[..., Path]) -> None:
    path = workbook(
        survey=[HEAD, row("text", "x", constraint="regex(., '[')"), row("text", "y", appearance="glow")]
    )
    assert said(check_apart(path)) == said(check(path))
    assert apart.__doc__


def test_the_registry_is_whole() -> None:
    tables = (QUESTION_TYPES, APPEARANCES, SETTINGS)
    for table in tables:
        for name, feature in table.items():
            assert feature.name == name
            assert english(feature.note)
    assert set(ALIASES.values()) <= set(QUESTION_TYPES)
    assert {f.support for table in tables for f in table.values()} == set(Support)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("select_one yn", "select_one"), ("select one yn", "select_one"),
        ("select_one_from_file a.csv", "select_one_from_file"), ("begin group", "begin_group"),
        ("Select_Multiple yn or_other", "select_multiple"), ("int", "integer"),
        ("photo", "image"), ("dateTime", "dateTime"), ("datetime", "dateTime"), ("nonsense", "nonsense"),
    ],
)  # fmt: skip
def test_types_are_known_under_their_other_names(cell: str, name: str) -> None:
    assert type_of(cell) == name


def test_appearances_are_known_with_their_numbers_and_arguments() -> None:
    assert [appearance_of(t) for t in ("columns-3", "w2", "search('x')", "ex:a.b", "columns-pack")] == [
        "columns", "w2", "search", "ex", "columns-pack",
    ]  # fmt: skip
