"""The catalogue as a file: what comes out goes back unchanged; what is wrong is said line by line."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from bot.catalogues import translator
from bot.kits.catalogue import kit_of, kits, lay_over
from bot.kits.editing import Proposal, Rights, Verdict, propose
from bot.kits.files import export
from bot.kits.intake import LARGEST, is_catalogue, read_file
from bot.kits.model import State

ALL = Rights(everything=True)
NEW = """
[[kit]]
id = "K31"
state = "ready"
label = { fr = "Affiche des saisonniers", en = "Poster for seasonal workers" }
for_whom = { fr = "Saisonniers agricoles" }
format = { fr = "Affiche A3" }
languages = ["roumain", "ar"]
languages_known = "stated"
makers = ["Comité contre l'esclavage moderne"]
reaches = ["workers"]
links = ["https://www.esclavagemoderne.org"]
sources = ["page du fabricant, lue le 20 novembre 2026"]
"""
FILE = """
[[kit.file]]
language = "ar"
link = "https://www.esclavagemoderne.org/affiche.pdf"
licence = "CC BY-NC-ND 4.0"
agreed_by = "ccem"
agreed_on = 2026-11-02
"""


@pytest.fixture(autouse=True)
def as_packaged() -> Iterator[None]:
    """The packaged catalogue, whatever a test lays over it."""
    yield
    lay_over(())


def proposed(text: str | bytes, name: str = "kits.toml", rights: Rights = ALL) -> Proposal:
    content = text.encode() if isinstance(text, str) else text
    return propose(read_file(name, content), kits(), rights)


def said(proposal: Proposal) -> list[str]:
    """Why it is refused, as a person reads it."""
    tr = translator("en")
    whole = [tr(proposal.problem)] if proposal.problem else []
    return whole + [f"{tr(line.where)}: {tr(reason)}" for line in proposal.lines for reason in line.reasons]


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_what_comes_out_goes_back_unchanged(kind: str) -> None:
    back = proposed(export(kind, kits()), f"catalogue.{kind}")
    assert said(back) == []
    assert back.count(Verdict.UNCHANGED) == len(back.lines) == 30
    assert [line.kit for line in back.lines] == list(kits())


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_a_new_kit_with_a_file_comes_out_and_goes_back(kind: str) -> None:
    first = proposed(NEW + FILE)
    assert said(first) == []
    [kit] = first.to_apply
    assert (kit.id, kit.languages, kit.makers, kit.state) == ("K31", ("ro", "ar"), ("ccem",), State.READY)
    assert (kit.files[0].licence, kit.files[0].agreed_on.isoformat()) == ("CC BY-NC-ND 4.0", "2026-11-02")
    lay_over([kit])
    assert kit_of("k31") == kit
    back = proposed(export(kind, kits()), f"catalogue.{kind}")
    assert said(back) == []
    assert back.count(Verdict.UNCHANGED) == 31


def test_only_what_is_given_changes() -> None:
    [line] = proposed('[[kit]]\nid = "k01"\nstate = "ready"\n').lines
    assert line.verdict is Verdict.CHANGED
    assert [(one.field, one.before, one.after) for one in line.changes] == [
        ("state", "in_preparation", "ready")
    ]
    assert line.kit is not None
    assert line.kit.label("fr") == "Kit local de sensibilisation à la cible 8.7"


def test_a_cell_changed_in_a_workbook_changes_that_alone() -> None:
    book = load_workbook(BytesIO(export("xlsx", kits())))
    sheet = book["kits"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, columns["languages"]).value = "français, anglais, espagnol"
    out = BytesIO()
    book.save(out)
    back = proposed(out.getvalue(), "catalogue.xlsx")
    assert said(back) == []
    assert [kit.id for kit in back.to_apply] == ["K03"]
    assert back.to_apply[0].languages == ("fr", "en", "es")


WRONG = {
    "a language nobody knows": (
        NEW.replace("roumain", "klingonais"),
        "line 2: I know no language “klingonais”",
    ),
    "a file without licence": (
        NEW + FILE.replace('licence = "CC BY-NC-ND 4.0"\n', ""),
        "line 2: A file needs licence: without its licence and its owner's agreement it is not shown.",
    ),
    "a file nobody agreed to": (NEW + FILE.replace('agreed_by = "ccem"\n', ""), "A file needs agreed_by"),
    "a maker nobody knows": (
        NEW.replace("Comité contre l'esclavage moderne", "Acme"),
        "no organisation “Acme”",
    ),
    "the same id twice": (NEW + NEW, "line 2: K31 stands twice in the file."),
    "no id": ('[[kit]]\nstate = "ready"\n', "An id is the letter K"),
    "an id of another shape": (NEW.replace("K31", "kit31"), "An id is the letter K"),
    "a state nobody knows": (NEW.replace('"ready"', '"done"'), "“state” is one of ready, test"),
    "a field nobody knows": (NEW + 'colour = "red"\n', "I know no field “colour”."),
    "an address that is none": (NEW.replace("https://www", "javascript://www"), "is no address"),
    "a list that is a word": (NEW.replace('["workers"]', '"workers"'), "“reaches” is a list of words."),
    "a text without language": (
        NEW.replace('{ fr = "Affiche A3" }', '"Affiche A3"'),
        "is a text by language",
    ),
    "a name too long": (NEW.replace("Affiche des", "Affiche des " + "x" * 120), "longer than 120 characters"),
    "a person's name": (
        NEW.replace("Saisonniers agricoles", "Madame Jeanne Dupont, née en 1980"),
        "kept nothing",
    ),
    "too little": ('[[kit]]\nid = "K31"\n', "A kit needs state, label, for_whom, format."),
    "a restricted one opened": ('[[kit]]\nid = "K18"\nstate = "ready"\n', "it stays restricted"),
    "a link on a restricted one": ('[[kit]]\nid = "K18"\nlinks = ["https://a.org"]\n', "no link and no file"),
    "not TOML": ("[[kit]\nid = 3", "This is not TOML:"),
    "no kit at all": ("", "This file holds no kit."),
    "kit is not a table": ("kit = 3", "Each kit begins with a line [[kit]]."),
    "no text": (b"\xff\xfe\x00kit", "This file is not text in UTF-8."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_applied(name: str) -> None:
    text, reason = WRONG[name]
    wrong = proposed(text)
    assert any(reason in line for line in said(wrong)), said(wrong)
    assert wrong.refused
    assert wrong.to_apply == ()


def test_one_wrong_line_holds_the_others_back_and_each_says_its_own() -> None:
    wrong = proposed(
        NEW + NEW.replace("K31", "K32").replace("roumain", "blabla").replace("workers", "wrkers")
    )
    assert [line.verdict for line in wrong.lines] == [Verdict.NEW, Verdict.REFUSED]
    assert len(wrong.lines[1].reasons) == 2
    assert wrong.to_apply == ()


def workbook(rows: list[list[str]], sheet: str = "kits") -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_says_its_rows_and_its_columns() -> None:
    wrong = proposed(
        workbook([["id", "state", "colour"], ["K01", "ready", "red"], ["K99", "done", ""]]), "a.xlsx"
    )
    assert "sheet “kits”, row 2: I know no column “colour”." in said(wrong)
    assert any(line.startswith("sheet “kits”, row 3: “state” is one of") for line in said(wrong))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"not a workbook", "This is not a workbook that can be opened (.xlsx)."),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 50, "This is not a workbook that can be opened (.xlsx)."),
        ("a.xlsx", workbook([["id"]], "other"), "This workbook has no sheet named “kits”."),
        ("a.xlsx", workbook([["id"]]), "This file holds no kit."),
        ("a.xlsx", b"0" * 10_000_000, "This file is larger than 1 MB"),
        ("a.toml", b"#" * (LARGEST + 1), "This file is larger than 1 MB"),
        ("a.pdf", b"%PDF", "A catalogue is a file .toml or .xlsx."),
    ],
)
def test_files_that_are_none(name: str, content: bytes, reason: str) -> None:
    assert reason in said(proposed(content, name))[0]


def test_a_workbook_of_materials_is_told_from_a_form() -> None:
    assert is_catalogue("a.xlsx", export("xlsx", kits()[:1]))
    assert is_catalogue("a.toml", b"")
    assert not is_catalogue("a.xlsx", workbook([["type", "name"]], "survey"))
    assert not is_catalogue("a.xlsx", b"nothing")


def test_makers_change_their_own_kits_only() -> None:
    rhsf = Rights(makers=frozenset({"rhsf"}))
    change = '[[kit]]\nid = "{id}"\nstate = "test"\n'
    assert [kit.id for kit in proposed(change.format(id="K09"), rights=rhsf).to_apply] == ["K09"]
    for text in (change.format(id="K03"), '[[kit]]\nid = "K09"\nmakers = ["ccem"]\n', NEW):
        assert "only its makers may change it" in said(proposed(text, rights=rhsf))[0]


def test_a_maker_leads_nobody_to_another_site_but_a_coordinator_may() -> None:
    """Whom someone works for is what they said at sign-up."""
    ics = Rights(makers=frozenset({"ics"}))
    change = '[[kit]]\nid = "K13"\nlinks = ["https://{site}/kit"]\n'
    for site in ("www.ics-asso.org", "ics-asso.org"):
        assert proposed(change.format(site=site), rights=ics).to_apply, site
    for site in ("ics-asso.org.example.com", "xn--ics-asso.org", "example.org"):
        wrong = proposed(change.format(site=site), rights=ics)
        assert "not known here for its makers" in said(wrong)[0], site
        assert proposed(change.format(site=site)).to_apply, "a coordinator checks addresses"


def test_a_workbook_that_says_it_is_huge_is_read_as_far_as_it_goes() -> None:
    book = Workbook()
    book.active.title = "kits"
    book.active.append(["id", "state"])
    book.active.append(["K01", "ready"])
    book.active.cell(1_000_000, 16_000).value = "x"
    out = BytesIO()
    book.save(out)
    [kit] = proposed(out.getvalue(), "kits.xlsx").to_apply
    assert (kit.id, kit.state) == ("K01", State.READY)
