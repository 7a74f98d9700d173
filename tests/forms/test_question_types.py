"""Each question type of the registry has a story here; a type without one fails the suite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.forms.prompts import Bounds, Kind
from bot.forms.registry import QUESTION_TYPES, Support
from tests.forms.talk import Talk

STORIES: dict[str, Callable[[], None]] = {}


def story(*names: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Says which types a story is about."""

    def keep(tell: Callable[[], None]) -> Callable[[], None]:
        STORIES.update(dict.fromkeys(names, tell))
        return tell

    return keep


def one(kind: str, more: str = "", choices: str = "") -> Talk:
    """A form of one question, with further columns given as ``column=value``."""
    columns = dict(pair.split("=", 1) for pair in more.split("; ") if pair)
    heads = " | ".join(columns)
    cells = " | ".join(columns.values())
    rows = f"| survey |\n| | type | name | label | {heads} |\n| | {kind} | x | Tell us | {cells} |\n"
    return Talk(rows + choices)


YES_NO = "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n"


def typed(kind: str, expected: Kind, accepted: str, kept: str, refused: str, message: str) -> None:
    """A typed answer is kept as the instance writes it; another is refused in words."""
    awa = one(kind).asks("Tell us", expected)
    awa.answers(refused).refuses(message).answers(accepted)
    assert awa.values() == {"x": kept}


@story("text")
def text() -> None:
    awa = one("text").asks("Tell us", Kind.TEXT).answers("  two\nlines  ")
    assert awa.values() == {"x": "  two\nlines  "}


@story("integer")
def integer() -> None:
    typed("integer", Kind.INTEGER, "-12", "-12", "12.5", "A whole number is expected.")


@story("decimal")
def decimal() -> None:
    typed("decimal", Kind.DECIMAL, "12.50", "12.5", "12,5", "A number is expected.")


@story("range")
def range_() -> None:
    awa = one("range", "parameters=start=0 end=10 step=5").asks("Tell us", Kind.RANGE)
    assert awa.question.bounds == Bounds("0", "10", "5")
    awa.answers("7").refuses("A number from 0 to 10 is expected.")
    awa.answers("15").refuses("A number from 0 to 10 is expected.").answers("5")
    assert awa.values() == {"x": "5"}


@story("select_one")
def select_one() -> None:
    awa = (
        one("select_one yn", "appearance=quick", YES_NO).asks("Tell us", Kind.SELECT_ONE).offers("Yes", "No")
    )
    assert awa.question.appearance == {"quick"}
    awa.answers("maybe").refuses("This is not one of the choices.").answers("y").reviews("Tell us: Yes")


@story("select_multiple")
def select_multiple() -> None:
    awa = one("select_multiple yn", "", YES_NO).asks("Tell us", Kind.SELECT_MULTIPLE)
    awa.toggles("n").toggles("n y").answers("n y").reviews("Tell us: No, Yes")
    assert awa.values() == {"x": "n y"}


@story("rank")
def rank() -> None:
    awa = one("rank yn", "", YES_NO).asks("Tell us", Kind.RANK).answers("n y")
    awa.reviews("Tell us: No, Yes")


CITIES = b"name,label\nstd,Saint-Denis\nidd,L'Ile-Saint-Denis\n"


@story("select_one_from_file")
def select_one_from_file() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label |\n| | select_one_from_file cities.csv | x | Which? |\n",
        files={"cities.csv": CITIES},
    )
    awa.asks("Which?", Kind.SELECT_ONE).offers("Saint-Denis", "L'Ile-Saint-Denis")
    assert [choice.value for choice in awa.question.choices.search("ile saint", 5)] == []
    assert [choice.value for choice in awa.question.choices.search("ILE-SAINT", 5)] == ["idd"]
    awa.answers("idd").reviews("Which?: L'Ile-Saint-Denis")


@story("select_multiple_from_file")
def select_multiple_from_file() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label |\n| | select_multiple_from_file cities.csv | x | Which? |\n",
        tables={"cities.csv": [{"name": "std", "label": "Saint-Denis"}, {"name": "lyo", "label": "Lyon"}]},
    )
    awa.asks("Which?", Kind.SELECT_MULTIPLE).offers("Saint-Denis", "Lyon").answers("lyo std")
    awa.reviews("Which?: Lyon, Saint-Denis")


@story("note")
def note() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label |\n| | note | a | First |\n"
        "| | note | b | Then |\n| | text | x | Say |\n"
    )
    awa.asks("Say").shows_before("First", "Then").answers("ok").reviews("Say: ok")


@story("acknowledge")
def acknowledge() -> None:
    awa = one("acknowledge", "required=yes").asks("Tell us", Kind.ACKNOWLEDGE).answers("OK")
    assert awa.values() == {"x": "OK"}


@story("date")
def date() -> None:
    typed("date", Kind.DATE, "2026-06-12", "2026-06-12", "2026-02-30", "A date is expected.")


@story("time")
def time() -> None:
    typed("time", Kind.TIME, "09:30", "09:30:00.000Z", "25:00", "A time is expected.")


@story("dateTime")
def date_time() -> None:
    kept = "2026-06-12T07:30:00.000Z"
    typed(
        "dateTime",
        Kind.DATETIME,
        "2026-06-12T09:30+02:00",
        kept,
        "12 June",
        "A date and a time are expected.",
    )


@story("geopoint")
def geopoint() -> None:
    typed("geopoint", Kind.GEOPOINT, "48.9 2.3", "48.9 2.3 0.0 0.0", "Paris", "A place is expected.")


@story("geotrace")
def geotrace() -> None:
    kept = "48.9 2.3 0.0 0.0; 48.8 2.4 10.5 0.0"
    typed(
        "geotrace",
        Kind.GEOTRACE,
        "48.9 2.3;48.8 2.4 10.5",
        kept,
        "48.9 2.3;here",
        "Several places are expected.",
    )


@story("geoshape")
def geoshape() -> None:
    kept = "0.0 0.0 0.0 0.0; 0.0 1.0 0.0 0.0; 1.0 1.0 0.0 0.0; 0.0 0.0 0.0 0.0"
    typed("geoshape", Kind.GEOSHAPE, "0 0; 0 1; 1 1; 0 0", kept, "x", "Several places are expected.")


@story("image", "audio", "video", "file")
def files() -> None:
    for kind in (Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE):
        awa = one(kind.value).asks("Tell us", kind).answers("8f3a.jpg")
        assert awa.values() == {"x": "8f3a.jpg"}


@story("barcode")
def barcode() -> None:
    assert one("barcode").asks("Tell us", Kind.BARCODE).answers("3 017620 422003").values()["x"][:1] == "3"


@story("calculate", "hidden")
def computed() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label | calculation | default |\n| | integer | n | How many? | | |\n"
        "| | calculate | twice | | ${n} * 2 | |\n| | hidden | source | | | chat |\n"
    )
    assert awa.answers("21").reviews("How many?: 21").values() == {"n": "21", "twice": "42", "source": "chat"}


@story("begin_group", "end_group")
def groups() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label | relevant |\n| | select_one yn | more | More? | |\n"
        "| | begin_group | g | Details | ${more} = 'y' |\n| | text | x | Say | |\n| | end_group | | | |\n"
        + YES_NO
    )
    awa.answers("y").asks("Say")
    assert awa.question.section == ("Details",)
    awa.goes_back().answers("n").reviews("More?: No")


@story("begin_repeat", "end_repeat")
def repeats() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label |\n| | begin_repeat | r | Kit |\n"
        "| | text | x | Which? |\n| | end_repeat | | |\n"
    )
    awa.asks("Which?").answers("A5").asks_for_another("Kit", 1).says_no_more().reviews("Which?: A5")


@story("start", "end", "today", "deviceid", "username", "phonenumber", "email")
def metadata() -> None:
    rows = "".join(
        f"| | {kind} | {kind}_ | |\n" for kind in ("start", "end", "today", "deviceid", "username", "email")
    )
    awa = Talk("| survey |\n| | type | name | label |\n" + rows + "| | text | x | Say |\n").answers("ok")
    assert "end_" not in awa.values()
    assert awa.sends().values() == {
        "start_": "2026-03-15T10:00:00.000Z", "end_": "2026-03-15T10:00:00.000Z", "today_": "2026-03-15",
        "deviceid_": "chat:1", "username_": "awa", "x": "ok",
    }  # fmt: skip


@story("csv-external", "xml-external")
def attached_lists() -> None:
    awa = Talk(
        "| survey |\n| | type | name | label | calculation |\n| | csv-external | towns | | |\n"
        "| | xml-external | prices | | |\n| | text | code | Code? | |\n"
        "| | note | say | In ${town}, ${price} euros | |\n"
        "| | calculate | town | | instance('towns')/root/item[code = ${code}]/label |\n"
        "| | calculate | price | | instance('prices')/list/p[@of = 'kit'] |\n",
        files={
            "towns.csv": b"code;label\n93066;Saint-Denis\n",
            "prices.xml": b"<list><p of='kit'>4</p></list>",
        },
    )
    awa.answers("93066").shows_before("In Saint-Denis, 4 euros")


@pytest.mark.parametrize("name", [name for name, f in QUESTION_TYPES.items() if f.support is Support.FULL])
def test_a_question_type_keeps_its_promise(name: str) -> None:
    assert name in STORIES, f"write a story for {name}"
    STORIES[name]()


def test_stories_are_about_types_that_exist() -> None:
    assert set(STORIES) <= set(QUESTION_TYPES)


def test_every_kind_of_prompt_comes_from_some_type() -> None:
    assert {feature.kind for feature in QUESTION_TYPES.values()} - {None} == set(Kind)
