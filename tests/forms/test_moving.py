"""A draft moved to a new version of its form: what stays, what is dropped and said."""

from __future__ import annotations

from dataclasses import replace

from bot.forms.moving import Dropped, move
from bot.forms.session import Engine, Question, Review
from tests.forms.talk import Talk, form_of

FIRST = """
| survey |
| | type | name | label |
| | text | project | Your project |
| | integer | classes | How many classes? |
| | select_multiple public | public | For whom? |
| | begin_repeat | workshop | Workshop |
| | date | day | Which day? |
| | text | place | Where? |
| | end_repeat | | |
| | text | remark | A remark? |
| choices |
| | list_name | name | label |
| | public | young | Young people |
| | public | parents | Parents |
"""


def filled() -> Talk:
    """Awa answered up to the remark, with two workshops."""
    talk = Talk(FIRST).answers("Kit en classe", "3", "young parents")
    talk.adds_another() if not isinstance(talk.step.prompt, Question) else None
    talk.answers("2026-06-12", "Saint-Denis").adds_another().answers("2026-06-13", "Bobigny").says_no_more()
    return talk.asks("A remark?")


def moved(talk: Talk, text: str) -> tuple[Talk, tuple[Dropped, ...]]:
    """The talk goes on in another version."""
    new = form_of(text)
    result = move(talk.session, talk.engine.form, new)
    talk.engine = Engine(new)
    talk.step = talk.engine.resume(result.session, talk.context)
    return talk, result.dropped


def test_a_question_more_leaves_every_answer_where_it_was() -> None:
    text = FIRST.replace("| | text | remark", "| | text | partner | With whom? |\n| | text | remark")
    talk, dropped = moved(filled(), text)
    assert dropped == ()
    talk.asks("A remark?").answers("rien").asks("With whom?").answers("RHSF")
    talk.reviews(
        "Your project: Kit en classe",
        "How many classes?: 3",
        "For whom?: Young people, Parents",
        "Which day?: 2026-06-12",
        "Where?: Saint-Denis",
        "Which day?: 2026-06-13",
        "Where?: Bobigny",
        "With whom?: RHSF",
        "A remark?: rien",
    )


def test_a_question_that_changed_its_type_or_went_is_dropped_and_told() -> None:
    text = FIRST.replace("integer | classes", "text | classes").replace("| | text | place | Where? |\n", "")
    talk, dropped = moved(filled(), text)
    assert dropped == (
        Dropped("/data/classes", "3"),
        Dropped("/data/workshop[1]/place", "Saint-Denis"),
        Dropped("/data/workshop[2]/place", "Bobigny"),
    )
    assert talk.values()["project"] == "Kit en classe"
    assert talk.values()["workshop[2]/day"] == "2026-06-13"
    assert "classes" not in talk.values()


def test_several_choices_do_not_become_a_text() -> None:
    """Both are strings to an XForm: the kind of question tells them apart."""
    _, dropped = moved(filled(), FIRST.replace("select_multiple public | public", "text | public"))
    assert dropped == (Dropped("/data/public", "young parents"),)


def test_a_group_that_becomes_a_repeat_takes_no_answers() -> None:
    text = FIRST.replace("begin_repeat", "begin_group").replace("end_repeat", "end_group")
    _, dropped = moved(filled(), text)
    assert [one.ref for one in dropped] == [
        f"/data/workshop[{rank}]/{name}" for name in ("day", "place") for rank in (1, 2)
    ]


def test_a_choice_that_is_gone_is_cleared_by_the_engine() -> None:
    talk, dropped = moved(filled(), FIRST.replace("| | public | parents | Parents |\n", ""))
    assert dropped == ()
    talk.opens_review()
    assert isinstance(talk.step.prompt, Review)
    assert talk.values()["public"] == "young"


def test_another_root_and_the_same_instance() -> None:
    """The author names the form otherwise; the instance keeps its identity."""
    text = FIRST + "| settings |\n| | name | form_id | version |\n| | answers | other | 2 |\n"
    talk = filled()
    before = talk.engine.values(talk.session, talk.context)["/data/meta/instanceID"]
    talk, dropped = moved(talk, text)
    assert dropped == ()
    assert talk.engine.values(talk.session, talk.context)["/answers/meta/instanceID"] == before
    assert 'id="other" version="2"' in talk.xml()


def test_moving_to_the_same_version_changes_nothing() -> None:
    talk = filled()
    result = move(talk.session, talk.engine.form, talk.engine.form)
    assert result.dropped == ()
    assert result.session == replace(talk.session)


def test_a_range_that_counts_otherwise_is_another_type() -> None:
    """Whole numbers before, halves now: the same kind of question, not the same type."""
    text = """
| survey |
| | type | name | label | parameters |
| | range | grade | Your grade | start=0 end=10 step=1 |
| | text | remark | A remark? | |
"""
    talk = Talk(text).answers("7")
    _, dropped = moved(talk, text.replace("step=1", "step=0.5"))
    assert dropped == (Dropped("/data/grade", "7"),)
