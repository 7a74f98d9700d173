"""What coordinators download, opened with what they would open it with."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from bot.surveys.export_csv import csv_archive
from bot.surveys.export_json import json_file
from bot.surveys.export_xlsx import CELL_CHARACTERS, workbook
from bot.surveys.grids import Grid, grids_of
from bot.surveys.rows import Answers, rows_of
from bot.surveys.shape import sheets_of
from tests.surveys.sent import WORKSHOPS, answered, awa, form, marc


def book(
    *sent: Answers, labels: bool = False, language: str = "", versions: tuple[str, ...] = ()
) -> Workbook:
    """The workbook of some answers, as a spreadsheet reads it."""
    forms = [form(text) for text in versions] or [form()]
    grids = grids_of(sheets_of(forms, language), rows_of(sent), labels)
    return load_workbook(BytesIO(workbook(grids)))


def records(opened: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by header."""
    head, *rows = opened[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_one_sheet_for_the_form_and_one_for_each_repeat() -> None:
    opened = book(awa(form()), marc(form()))
    assert len(opened.sheetnames[0]) <= 31
    assert opened.sheetnames[1:] == ["workshop", "guest"]
    assert [cell.value for cell in opened.worksheets[0][1]] == [
        "start", "project", "classes", "cost", "public", "public/young", "public/parents", "public/staff",
        "first", "place", "_place_latitude", "_place_longitude", "_place_altitude", "_place_precision",
        "total", "_uuid", "_submission_time", "__version__", "_organisation", "_index",
    ]  # fmt: skip


def test_a_column_is_as_wide_as_what_it_holds_within_reason() -> None:
    cells = ("2026-06-20T08:00:00", "x" * 200, "yes")
    sheet = load_workbook(BytesIO(workbook([Grid("a", ("start", "story", "ok"), (cells,))]))).active
    assert sheet is not None
    assert [round(sheet.column_dimensions[column].width) for column in "ABC"] == [22, 41, 13]


def test_several_choices_are_joined_and_split_and_a_point_has_four_parts() -> None:
    opened = book(awa(form()), marc(form()))
    first, second = records(opened, opened.sheetnames[0])
    assert (first["public"], first["public/young"], first["public/parents"], first["public/staff"]) == (
        "young staff", 1, 0, 1,
    )  # fmt: skip
    assert (first["_place_latitude"], first["_place_longitude"]) == (48.9362, 2.3574)
    assert (first["_place_altitude"], first["_place_precision"]) == (30, 5)
    assert (first["classes"], first["cost"]) == (3, -12.5)
    assert (first["_organisation"], first["_index"], second["_index"]) == ("Ghett'up", 1, 2)
    assert first["_submission_time"] == "2026-06-20T08:00:00"
    assert first["__version__"] == "3"
    assert (second["public"], second["public/young"], second["place"]) == (None, None, None)
    assert first["_uuid"] != second["_uuid"]


def test_rows_of_repeats_point_to_the_row_around_them() -> None:
    opened = book(awa(form()), marc(form()))
    main = opened.sheetnames[0]
    days = records(opened, "workshop")
    assert all(isinstance(row["day"], datetime) for row in days), "days are days, not words"
    assert [str(row["day"])[:10] for row in days] == ["2026-06-12", "2026-06-13", "2026-05-04"]
    assert [(row["_index"], row["_parent_table_name"], row["_parent_index"]) for row in days] == [
        (1, main, 1), (2, main, 1), (3, main, 2),
    ]  # fmt: skip
    guests = [row for row in records(opened, "guest") if row["role"]]
    assert [(row["role"], row["_parent_table_name"], row["_parent_index"]) for row in guests] == [
        ("infirmière", "workshop", 1), ("@principal", "workshop", 1),
    ]  # fmt: skip
    uuids = {row["_uuid"] for row in records(opened, main)}
    assert {row["_submission__uuid"] for row in days} == uuids


def test_an_answer_never_becomes_a_formula() -> None:
    opened = book(awa(form()))
    formulas = [c for s in opened.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    links = [c for s in opened.worksheets for row in s.iter_rows() for c in row if c.hyperlink]
    assert links == []
    (row,) = records(opened, opened.sheetnames[0])
    assert row["project"] == '=HYPERLINK("https://exemple.org","clic")', "as it was written"


@pytest.mark.parametrize(
    ("language", "header", "chosen", "main"),
    [
        ("fr", "Publics/Équipe", "Jeunes, Équipe", "Parents"),
        ("en", "Audiences/Staff", "Young people, Staff", "Parents"),
    ],
)
def test_headers_and_choices_as_labels(language: str, header: str, chosen: str, main: str) -> None:
    opened = book(awa(form()), labels=True, language=language)
    (row,) = records(opened, opened.sheetnames[0])
    assert row[header] == 1
    assert row[header.partition("/")[0]] == chosen
    assert main in row.values()
    assert "_index" in row
    assert opened.sheetnames[1] == ("Atelier" if language == "fr" else "Workshop")


def test_versions_of_a_form_share_their_columns() -> None:
    second = WORKSHOPS.replace("| decimal | cost | Coût | Cost |", "| text | remark | Remarque | Remark |")
    second = second.replace("| public | staff | Équipe | Staff |", "| public | elected | Élus | Elected |")
    sent = [awa(form()), answered(form(second), 5, project="Suite", figures__remark="rien", public="elected")]
    opened = book(*sent, versions=(second, WORKSHOPS))
    old, new = records(opened, opened.sheetnames[0])
    assert (old["cost"], old["remark"], new["cost"], new["remark"]) == (-12.5, None, None, "rien")
    assert (old["public/staff"], old["public/elected"], new["public/elected"]) == (1, 0, 1)


def test_two_questions_of_one_name_keep_their_group() -> None:
    text = """
| survey |
| | type | name | label |
| | begin_group | a | A |
| | text | name | Name |
| | end_group | | |
| | begin_group | b | B |
| | text | name | Name |
| | end_group | | |
"""
    opened = book(answered(form(text), a__name="un", b__name="deux"), versions=(text,))
    (row,) = records(opened, opened.sheetnames[0])
    assert (row["a/name"], row["b/name"]) == ("un", "deux")


def test_csv_has_one_file_for_each_sheet_and_no_formula() -> None:
    grids = grids_of(sheets_of([form()]), rows_of([awa(form()), marc(form())]), labels=False)
    packed = ZipFile(BytesIO(csv_archive(grids)))
    assert packed.namelist()[1:] == ["workshop.csv", "guest.csv"]
    text = packed.read(packed.namelist()[0]).decode("utf-8-sig")
    first, _ = csv.DictReader(StringIO(text))
    assert first["project"] == '\'=HYPERLINK("https://exemple.org","clic")'
    assert first["cost"] == "-12.5", "a number is no formula"
    assert first["public/staff"] == "1"
    guests = list(csv.DictReader(StringIO(packed.read("guest.csv").decode("utf-8-sig"))))
    assert [row["role"] for row in guests if row["role"]] == ["infirmière", "'@principal"]


def test_json_nests_repeats() -> None:
    found = json.loads(json_file(sheets_of([form()]), rows_of([awa(form()), marc(form())])))
    assert found[0]["figures/classes"] == 3
    assert [one["workshop/day"] for one in found[0]["workshop"]] == ["2026-06-12", "2026-06-13"]
    assert found[0]["workshop"][0]["workshop/guest"] == [
        {"workshop/guest/role": "infirmière"},
        {"workshop/guest/role": "@principal"},
    ]
    assert found[1]["_organisation"] == "Mairie"


def test_a_cell_holds_what_a_spreadsheet_takes() -> None:
    grid = Grid("A", ("x", "y"), (("é" * 40_000, "\x00\x0b1"), (10**15 + 1, 0.1)))
    sheet = load_workbook(BytesIO(workbook([grid])))["A"]
    assert len(str(sheet["A2"].value)) == CELL_CHARACTERS
    assert sheet["B3"].value == 0.1


def test_sheets_whose_names_would_clash() -> None:
    text = """
| survey |
| | type | name | label |
| | begin_repeat | history | History |
| | text | a | A |
| | end_repeat | | |
| | begin_group | g | G |
| | begin_repeat | story | Story: a/b? |
| | text | b | B |
| | end_repeat | | |
| | end_group | | |
| | begin_repeat | STORIES | Story: a/b? |
| | text | c | C |
| | end_repeat | | |
| settings |
| | form_title |
| | Story |
"""
    opened = book(answered(form(text), **{"STORIES[1]__c": "x"}), versions=(text,))
    assert opened.sheetnames == ["Story", "history_2", "story_2", "STORIES"]
    assert book(labels=True, versions=(text,)).sheetnames == [
        "Story",
        "History_2",
        "Story  a b",
        "Story  a b_2",
    ]
