"""What forms compute and choose: cascades, lists, repeats by index, triggers, defaults, chance."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from bot.forms.prompts import Kind
from bot.forms.session import AnswersCleared, FormRefused
from tests.forms.talk import NOW, Talk, context, english, form_of

CASCADE = """
| survey |                  |      |             |                   |
|        | type             | name | label       | choice_filter     |
|        | select_one depts | d    | Department? |                   |
|        | select_one towns | t    | Town?       | dept = ${d}       |
|        | text             | x    | Then?       |                   |
| choices |           |      |             |      |
|         | list_name | name | label       | dept |
|         | depts     | 93   | Seine-Saint-Denis |  |
|         | depts     | 69   | Rhône       |      |
|         | towns     | std  | Saint-Denis | 93   |
|         | towns     | idd  | L'Île-Saint-Denis | 93 |
|         | towns     | lyo  | Lyon        | 69   |
"""


def test_towns_follow_the_department_and_a_gone_choice_is_cleared() -> None:
    marc = Talk(CASCADE).answers("93").offers("Saint-Denis", "L'Île-Saint-Denis").answers("idd", "ok")
    marc.jumps_to("/data/d").answers("69")
    assert marc.events[1:] == (AnswersCleared(("/data/t",)),)
    assert "t" not in marc.values()
    marc.asks("Town?").offers("Lyon").answers("idd").refuses("This is not one of the choices.")
    marc.answers("lyo").reviews("Department?: Rhône", "Town?: Lyon", "Then?: ok")


def test_long_lists_are_searched_and_paged() -> None:
    rows = [{"name": f"c{i}", "label": f"Commune {i}"} for i in range(5000)]
    marc = Talk(
        "| survey |\n| | type | name | label |\n| | select_one_from_file communes.csv | c | Which? |\n",
        tables={"communes.csv": rows},
    )
    choices = marc.question.choices
    assert len(choices) == 5000
    assert [c.value for c in choices.search("commune 499", 3)] == ["c499", "c4990", "c4991"]
    assert [c.value for c in choices.page(2, 8)] == [f"c{i}" for i in range(16, 24)]
    assert marc.answers("c4999").values() == {"c": "c4999"}


def test_a_list_given_by_the_host_is_read_once() -> None:
    rows = [{"name": f"c{i}", "label": f"Commune {i}"} for i in range(20_000)]
    text = "| survey |\n| | type | name | label |\n| | select_one_from_file communes.csv | c | Which? |\n"
    marc = Talk(text, tables={"communes.csv": rows}).answers("c19999")
    start = time.perf_counter()
    for _ in range(20):
        marc.jumps_to("/data/c").answers("c7")
    assert time.perf_counter() - start < 20 * 0.2
    other = [{"name": "x", "label": "Elsewhere"}]
    Talk(text, tables={"communes.csv": other}).offers("Elsewhere")


def test_or_other_is_translated_and_opens_its_question() -> None:
    awa = Talk(
        """
        | survey  |                          |      |            |             |
        |         | type                     | name | label::en  | label::fr   |
        |         | select_one pub or_other  | p    | Which?     | Lequel ?    |
        | choices |           |      |           |           |
        |         | list_name | name | label::en | label::fr |
        |         | pub       | y    | Young     | Jeunes    |
        """
    )
    awa.offers("Young", "Other").answers("other").asks("Specify other.").answers("Elders")
    assert awa.values() == {"p": "other", "p_other": "Elders"}


def test_pulldata_reads_a_cell_of_an_attached_file() -> None:
    awa = Talk(
        """
        | survey |           |       |               |                                            |
        |        | type      | name  | label         | calculation                                |
        |        | text      | siren | SIREN?        |                                            |
        |        | calculate | org   |               | pulldata('orgs', 'label', 'siren', ${siren}) |
        |        | note      | say   | You are ${org} |                                           |
        """,
        files={"orgs.csv": b"siren,label\n123,Ghett'up\n"},
    )
    awa.answers("123").shows_before("You are Ghett'up")
    awa.jumps_to("/data/siren").answers("999").shows_before("You are")


def test_repeats_are_read_by_index_and_added_up_without_blanks() -> None:
    awa = Talk(
        """
        | survey |              |       |           |                                         |
        |        | type         | name  | label     | calculation                             |
        |        | begin_repeat | step  | Step      |                                         |
        |        | integer      | h     | Hours?    |                                         |
        |        | calculate    | rank  |           | position(..)                            |
        |        | calculate    | share |           | round(${h} div sum(/data/step/h) * 100, 0) |
        |        | end_repeat   |       |           |                                         |
        |        | calculate    | first |           | indexed-repeat(${h}, ${step}, 1)        |
        |        | calculate    | last  |           | indexed-repeat(${h}, ${step}, count(${step})) |
        |        | calculate    | total |           | sum(${h})                               |
        |        | calculate    | most  |           | max(${h})                               |
        |        | note         | say   | ${first}, ${last}, ${total}, ${most} |              |
        """
    )
    awa.answers("2").adds_another().skips().adds_another().answers("6").says_no_more()
    awa.shows_before("2, 6, 8, 6")
    assert awa.values()["step[3]/rank"] == "3"


def test_a_trigger_fills_a_field_when_another_changes() -> None:
    awa = Talk(
        """
        | survey |          |       |           |             |         |
        |        | type     | name  | label     | calculation | trigger |
        |        | text     | a     | First?    |             |         |
        |        | text     | b     | Second?   |             |         |
        |        | datetime | at    | When?     | now()       | ${a}    |
        """
    )
    awa.answers("x", "y").asks("When?")
    assert awa.question.value == "2026-03-15T10:00:00.000Z"
    awa.answers("2026-01-01T08:00:00Z").jumps_to("/data/b").answers("z")
    assert awa.values()["at"] == "2026-01-01T08:00:00.000Z"
    awa.jumps_to("/data/a").answers("w")
    assert awa.values()["at"] == "2026-03-15T10:00:00.000Z"


def test_dynamic_defaults_and_once_keep_what_they_first_said() -> None:
    awa = Talk(
        """
        | survey |           |       |        |             |                |
        |        | type      | name  | label  | calculation | default        |
        |        | date      | day   | Day?   |             | today()        |
        |        | text      | town  | Town?  |             | Saint-Denis    |
        |        | calculate | code  |        | once(uuid()) |               |
        |        | text      | x     | Then?  |             |                |
        """
    )
    awa.asks("Day?")
    assert awa.question.value == "2026-03-15"
    code = awa.values()["code"]
    assert len(code) == 36
    awa.comes_back().answers("2026-03-01").asks("Town?")
    assert awa.question.value == "Saint-Denis"
    assert awa.answers("", "end").values() == {"day": "2026-03-01", "code": code, "x": "end"}


def test_a_calculation_does_not_overwrite_what_the_person_corrected() -> None:
    awa = Talk(
        """
        | survey |         |       |         |                |
        |        | type    | name  | label   | calculation    |
        |        | integer | a     | Half?   |                |
        |        | integer | b     | Whole?  | ${a} * 2       |
        |        | text    | x     | Then?   |                |
        """
    )
    awa.answers("4").asks("Whole?")
    assert awa.question.value == "8"
    awa.answers("9", "ok")
    assert awa.values()["b"] == "9"
    awa.jumps_to("/data/a").answers("5")
    assert awa.values()["b"] == "10"


def test_the_clock_of_a_calculation_stands_until_what_it_reads_changes() -> None:
    awa = Talk(
        """
        | survey |           |       |         |             |
        |        | type      | name  | label   | calculation |
        |        | text      | a     | First?  |             |
        |        | calculate | at    |         | if(${a} = '', '', now()) |
        |        | text      | b     | Second? |             |
        """
    )
    awa.answers("x")
    assert awa.values()["at"] == "2026-03-15T10:00:00.000Z"
    awa.context = context(NOW + timedelta(hours=5))
    assert awa.answers("y").values()["at"] == "2026-03-15T10:00:00.000Z"
    assert awa.jumps_to("/data/a").answers("z").values()["at"] == "2026-03-15T15:00:00.000Z"


def test_seeded_shuffles_are_those_of_other_engines() -> None:
    choices = "".join(f"| | l | {name} | {name} |\n" for name in "abcdef")
    talk = Talk(
        "| survey |\n| | type | name | label | parameters |\n"
        "| | select_one l | x | Which? | randomize=true seed=42 |\n"
        "| choices |\n| | list_name | name | label |\n" + choices
    )
    assert "".join(choice.value for choice in talk.question.choices) == "afcbde"


def test_choices_shuffled_without_a_seed_keep_their_order_for_one_person() -> None:
    choices = "".join(f"| | l | {name} | {name} |\n" for name in "abcdefghij")
    text = (
        "| survey |\n| | type | name | label | parameters |\n"
        "| | select_one l | x | Which? | randomize=true |\n"
        "| choices |\n| | list_name | name | label |\n" + choices
    )
    talk = Talk(text)
    shown = [choice.value for choice in talk.question.choices]
    assert sorted(shown) == list("abcdefghij")
    assert shown == [choice.value for choice in talk.comes_back().question.choices]


def test_a_choice_is_named_in_a_sentence() -> None:
    awa = Talk(
        """
        | survey  |               |      |                 |                                   |
        |         | type          | name | label           | calculation                       |
        |         | select_one yn | ok   | All right?      |                                   |
        |         | calculate     | said |                 | jr:choice-name(${ok}, '${ok}')    |
        |         | text          | why  | Why ${said}?    |                                   |
        | choices |           |      |       |
        |         | list_name | name | label |
        |         | yn        | y    | Yes   |
        """
    )
    awa.answers("y").asks("Why Yes?")


def test_choices_come_from_earlier_answers() -> None:
    awa = Talk(
        """
        | survey |                     |      |          |               |
        |        | type                | name | label    | choice_filter |
        |        | begin_repeat        | kid  | Person   |               |
        |        | text                | who  | Name?    |               |
        |        | end_repeat          |      |          |               |
        |        | select_one ${who}   | best | Which?   | ${who} != ''  |
        """
    )
    awa.answers("Awa").adds_another().answers("Marc").says_no_more().asks("Which?", Kind.SELECT_ONE)
    awa.offers("Awa", "Marc").answers("Marc").reviews("Name?: Awa", "Name?: Marc", "Which?: Marc")


def test_guidance_media_and_required_messages_reach_the_prompt() -> None:
    awa = Talk(
        """
        | survey | | | | | | | | | |
        | | type | name | label | hint | guidance_hint | image | required | required_message | appearance |
        | | text | x | Tell | Short. | As you like. | kit.png | yes | Please do. | reader-figures multiline |
        """
    )
    question = awa.question
    assert (question.hint, question.guidance, question.media) == (
        "Short.",
        "As you like.",
        {"image": "kit.png"},
    )
    assert question.appearance == {"reader-figures", "multiline"}
    assert question.required_message == "Please do."
    awa.answers("").refuses("Please do.")


def test_dates_count_days_and_times_are_the_persons() -> None:
    awa = Talk(
        """
        | survey |           |      |        |                                                     |
        |        | type      | name | label  | calculation                                         |
        |        | date      | day  | Day?   |                                                     |
        |        | calculate | next |        | format-date(date(${day} + 30), '%e %b %Y')           |
        |        | calculate | late |        | if(${day} < today() - 7, 'late', 'in time')          |
        |        | note      | say  | ${next}, ${late} |                                            |
        """
    )
    awa.answers("2026-03-01").shows_before("31 Mar 2026, late")


def test_a_form_that_turns_in_circles_is_refused_by_name() -> None:
    text = """
    | survey |           |      |        |             |
    |        | type      | name | label  | calculation |
    |        | text      | x    | Say    |             |
    |        | calculate | a    |        | ${b} + 1    |
    |        | calculate | b    |        | ${a} + 1    |
    """
    with pytest.raises(FormRefused) as raised:
        form_of(text)
    assert "a, b" in english(raised.value.text)
    assert (raised.value.findings[0].sheet, raised.value.findings[0].row) == ("survey", 4)


def test_what_is_not_relevant_counts_nowhere() -> None:
    awa = Talk(
        """
        | survey |           |      |         |               |             |
        |        | type      | name | label   | relevant      | calculation |
        |        | integer   | a    | How many? |             |             |
        |        | integer   | b    | Of whom?  | ${a} > 0    |             |
        |        | calculate | sum  |         |               | if(${b} = '', 'none', ${b}) |
        |        | note      | say  | ${sum}  |               |             |
        """
    )
    awa.answers("5", "3").shows_before("3").jumps_to("/data/a").answers("0").shows_before("none")


def test_the_xml_is_that_of_an_odk_submission() -> None:
    awa = Talk(
        """
        | survey   |      |      |       |
        |          | type | name | label |
        |          | text | x    | Say   |
        | settings |         |            |
        |          | form_id | version    |
        |          | action  | 2026031501 |
        """
    )
    xml = awa.answers('a < b & "c" \x0b\u2028').xml()
    assert "<data" in xml
    assert 'id="action"' in xml
    assert 'version="2026031501"' in xml
    assert '<x>a &lt; b &amp; "c" \u2028</x>' in xml
    assert "<instanceID>uuid:" in xml
