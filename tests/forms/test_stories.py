"""Conversations with forms, from the first question to the sending."""

from __future__ import annotations

import pytest

from bot.forms.session import (
    AnswerRecorded,
    BranchParked,
    BranchRestored,
    FormFinished,
    Kind,
    LanguageChanged,
    NotNow,
    OtherVersion,
    ProposalConfirmed,
    ProposalRefused,
    Proposed,
    RepeatAdded,
    RepeatRemoved,
    SessionFinished,
    Skipped,
    UnknownQuestion,
)
from tests.forms.talk import Talk, context, english

ACTION = """
| survey | | | | | | | |
| | type | name | label | relevant | constraint | constraint_message | required |
| | text | title | What did you do? | | | | yes |
| | integer | pupils | How many pupils? | | . <= 500 | 500 at most. | |
| | select_one yn | partners | Did you have partners? | | | | |
| | text | who | Who were they? | ${partners} = 'y' | | | yes |
| | note | thanks | Nearly done, ${title} is saved. | | | | |
| | date | day | Which day? | | . <= today() | Not in the future. | |
| choices | | | |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


def test_awa_reports_a_workshop_and_sends_it() -> None:
    awa = Talk(ACTION)
    awa.asks("What did you do?", Kind.TEXT).answers("Workshop")
    assert awa.events == (AnswerRecorded("/data/title", "", "Workshop"),)
    awa.asks("How many pupils?", Kind.INTEGER).answers("75")
    awa.asks("Did you have partners?").offers("Yes", "No").answers("y")
    awa.asks("Who were they?").answers("Ghett'up")
    awa.asks("Which day?", Kind.DATE).shows_before("Nearly done, Workshop is saved.").answers("2026-03-12")
    awa.reviews(
        "What did you do?: Workshop",
        "How many pupils?: 75",
        "Did you have partners?: Yes",
        "Who were they?: Ghett'up",
        "Which day?: 2026-03-12",
    )
    awa.sends().is_finished()
    assert awa.events == (FormFinished("story"),)
    assert awa.values() == {
        "title": "Workshop", "pupils": "75", "partners": "y", "who": "Ghett'up", "day": "2026-03-12",
    }  # fmt: skip


def test_what_the_form_does_not_accept_is_said_and_the_question_stands() -> None:
    awa = Talk(ACTION)
    awa.answers("").refuses("An answer is needed here.").asks("What did you do?")
    awa.answers("Workshop").answers("many").refuses("A whole number is expected.")
    awa.answers("501").refuses("500 at most.").asks("How many pupils?")
    assert awa.question.value == ""
    awa.answers("500", "n").asks("Which day?").answers("2027-01-01").refuses("Not in the future.")
    awa.answers("x" * 4001).refuses("The answer is longer than 4000 characters.")


def test_skipping_is_for_what_may_be_skipped() -> None:
    awa = Talk(ACTION)
    assert not awa.question.can_skip
    awa.skips().refuses("An answer is needed here.")
    awa.answers("Workshop").skips()
    assert awa.events == (Skipped("/data/pupils"),)
    awa.asks("Did you have partners?")


def test_back_shows_what_was_answered_and_the_first_question_stays() -> None:
    awa = Talk(ACTION)
    assert not awa.question.can_go_back
    awa.goes_back().asks("What did you do?").answers("Workshop", "75")
    awa.asks("Did you have partners?").goes_back().asks("How many pupils?")
    assert (awa.question.value, awa.question.can_go_back) == ("75", True)
    awa.goes_back().asks("What did you do?").goes_back().asks("What did you do?")
    awa.answers("Walk").asks("Did you have partners?")


def test_a_branch_left_is_parked_and_comes_back_with_its_answers() -> None:
    awa = Talk(ACTION).answers("Workshop", "75", "y", "Ghett'up", "2026-03-12")
    awa.jumps_to("/data/partners").answers("n")
    assert awa.events[1:] == (BranchParked(("/data/who",)),)
    awa.reviews(
        "What did you do?: Workshop",
        "How many pupils?: 75",
        "Did you have partners?: No",
        "Which day?: 2026-03-12",
    )
    assert "who" not in awa.values()
    assert "Ghett" not in awa.xml()
    awa.comes_back().jumps_to("/data/partners").answers("y")
    assert awa.events[1:] == (BranchRestored(("/data/who",)),)
    assert awa.values()["who"] == "Ghett'up"


def test_an_edit_from_the_review_comes_back_unless_it_opens_a_branch() -> None:
    awa = Talk(ACTION).answers("Workshop", "75", "n", "2026-03-12")
    awa.jumps_to("/data/title").answers("Walk").reviews(
        "What did you do?: Walk",
        "How many pupils?: 75",
        "Did you have partners?: No",
        "Which day?: 2026-03-12",
    )
    awa.jumps_to("/data/partners").answers("y").asks("Who were they?").answers("CEEM")
    assert awa.review.gaps == ()


def test_the_review_shows_gaps_and_sending_goes_to_the_first() -> None:
    awa = Talk(ACTION).opens_review()
    awa.reviews(
        "What did you do?:  (missing)", "How many pupils?: ", "Did you have partners?: ", "Which day?: "
    )
    assert awa.review.gaps == ("/data/title",)
    awa.sends().asks("What did you do?").refuses("An answer is needed here.")
    awa.answers("Workshop")
    assert awa.review.gaps == ()
    awa.sends().is_finished()


def test_weeks_later_the_same_question_is_asked() -> None:
    awa = Talk(ACTION).answers("Workshop")
    before = awa.session
    awa.comes_back().asks("How many pupils?")
    assert awa.session == before


def test_a_finished_form_refuses_to_go_on() -> None:
    awa = Talk(ACTION).answers("Workshop", "75", "n", "2026-03-12").sends()
    for verb in (awa.goes_back, awa.skips, awa.opens_review, awa.sends):
        with pytest.raises(SessionFinished):
            verb()
    with pytest.raises(SessionFinished):
        awa.answers("x")


def test_a_session_of_another_version_is_told_apart() -> None:
    awa = Talk(ACTION).answers("Workshop")
    newer = Talk(ACTION.replace("How many pupils?", "How many children?"))
    with pytest.raises(OtherVersion):
        newer.engine.resume(awa.session, context())


def test_a_question_that_is_not_asked_cannot_be_jumped_to() -> None:
    with pytest.raises(UnknownQuestion):
        Talk(ACTION).jumps_to("/data/who")
    with pytest.raises(UnknownQuestion):
        Talk(ACTION).jumps_to("/data/nowhere")
    with pytest.raises(NotNow):
        Talk(ACTION).adds_another()


def test_what_the_bot_understood_is_proposed_then_confirmed() -> None:
    awa = Talk(ACTION).is_proposed(title="Workshop", pupils="75", day="2030-01-01")
    assert awa.events == (Proposed(("/data/title", "/data/pupils")), ProposalRefused(("/data/day",)))
    awa.proposes("What did you do?: Workshop", "How many pupils?: 75")
    awa.confirms().asks("Did you have partners?")
    assert awa.events == (ProposalConfirmed(("/data/title", "/data/pupils")),)


def test_a_proposed_line_is_corrected_alone() -> None:
    awa = Talk(ACTION).is_proposed(title="Workshop", pupils="75")
    awa.jumps_to("/data/pupils").asks("How many pupils?").answers("80")
    awa.proposes("What did you do?: Workshop").confirms().asks("Did you have partners?")
    assert awa.values()["pupils"] == "80"


def test_a_proposal_may_be_thrown_away() -> None:
    awa = Talk(ACTION).is_proposed(title="Workshop", pupils="75").discards()
    awa.asks("What did you do?")
    assert awa.values() == {}


def test_a_proposal_left_unconfirmed_keeps_the_form_from_being_sent() -> None:
    awa = Talk(ACTION).is_proposed(title="Workshop").opens_review().sends()
    awa.proposes("What did you do?: Workshop")


def test_claire_asks_about_one_field_and_awa_answers_that_one_alone() -> None:
    record = {"/data/title": "Workshop", "/data/pupils": "75", "/data/partners": "n"}
    awa = Talk(ACTION, only="/data/pupils", values=record)
    awa.asks("How many pupils?")
    assert awa.question.value == "75"
    awa.answers("600").refuses("500 at most.").answers("57").is_finished()
    assert awa.events == (AnswerRecorded("/data/pupils", "75", "57"), FormFinished("story", "/data/pupils"))
    assert awa.values()["title"] == "Workshop"


def test_a_jump_alone_finishes_after_its_answer() -> None:
    Talk(ACTION).answers("Workshop").jumps_to("/data/title", alone=True).answers("Walk").is_finished()


TEAM = """
| survey |              |       |                        |                |                     |
|        | type         | name  | label                  | relevant       | calculation         |
|        | text         | place | Where?                 |                |                     |
|        | begin_repeat | helper | Helper                | ${place} != '' |                     |
|        | text         | who   | Name?                  |                |                     |
|        | integer      | hours | Hours of ${who}?       |                |                     |
|        | end_repeat   |       |                        |                |                     |
|        | calculate    | total |                        |                | sum(${hours})       |
|        | calculate    | some  |                        |                | count(${helper})    |
|        | note         | say   | ${some} helpers, ${total} hours |       |                     |
"""


def test_helpers_are_added_one_by_one() -> None:
    awa = Talk(TEAM).answers("Saint-Denis")
    awa.asks("Name?").answers("Marc").asks("Hours of Marc?").answers("3")
    awa.asks_for_another("Helper", 1).adds_another()
    assert awa.events == (RepeatAdded("/data/helper[2]"),)
    awa.asks("Name?").answers("Claire").asks("Hours of Claire?").skips()
    awa.asks_for_another("Helper", 2).says_no_more()
    awa.reviews(
        "Where?: Saint-Denis", "Name?: Marc", "Hours of Marc?: 3", "Name?: Claire", "Hours of Claire?: "
    )
    awa.shows_before("2 helpers, 3 hours")
    assert [entry.section for entry in awa.review.entries][1::2] == [("Helper 1",), ("Helper 2",)]


def test_one_helper_is_removed_and_the_others_keep_their_answers() -> None:
    awa = Talk(TEAM).answers("Saint-Denis", "Marc", "3").adds_another().answers("Claire", "4").says_no_more()
    assert [entry.ref for entry in awa.review.repeats] == ["/data/helper[1]", "/data/helper[2]"]
    awa.removes("/data/helper[1]")
    assert awa.events == (RepeatRemoved("/data/helper[1]"),)
    awa.reviews("Where?: Saint-Denis", "Name?: Claire", "Hours of Claire?: 4").shows_before(
        "1 helpers, 4 hours"
    )
    awa.comes_back()
    assert awa.values()["helper[1]/who"] == "Claire"


def test_another_helper_is_added_from_the_review() -> None:
    awa = Talk(TEAM).answers("Saint-Denis", "Marc", "3").says_no_more()
    awa.reviews("Where?: Saint-Denis", "Name?: Marc", "Hours of Marc?: 3")
    step = awa.engine.add_repeat(awa.session, "/data/helper", awa.context)
    assert step.events == (RepeatAdded("/data/helper[2]"),)
    with pytest.raises(NotNow):
        awa.engine.add_repeat(awa.session, "/data/place", awa.context)


def test_the_live_question_follows_its_helper_when_another_is_removed() -> None:
    awa = Talk(TEAM).answers("Saint-Denis", "Marc", "3").adds_another().answers("Claire")
    awa.asks("Hours of Claire?").removes("/data/helper[1]").asks("Hours of Claire?")
    assert awa.question.ref == "/data/helper[1]/hours"


def test_a_counted_repeat_follows_its_count() -> None:
    awa = Talk(
        """
        | survey |              |      |                     |              |
        |        | type         | name | label               | repeat_count |
        |        | integer      | n    | How many kits?      |              |
        |        | begin_repeat | kit  | Kit                 | ${n}         |
        |        | text         | for  | For whom is it?     |              |
        |        | end_repeat   |      |                     |              |
        """
    )
    awa.answers("2").asks("For whom is it?")
    assert awa.question.section == ("Kit 1",)
    awa.answers("School").asks("For whom is it?").answers("Town hall")
    assert awa.values() == {"n": "2", "kit[1]/for": "School", "kit[2]/for": "Town hall"}
    with pytest.raises(NotNow):
        awa.removes("/data/kit[1]")
    awa.jumps_to("/data/n").answers("3").asks("For whom is it?")
    assert awa.question.ref == "/data/kit[3]/for"


def test_repeats_inside_repeats_keep_apart() -> None:
    awa = Talk(
        """
        | survey |              |       |               |
        |        | type         | name  | label         |
        |        | begin_repeat | town  | Town          |
        |        | text         | name  | Which town?   |
        |        | begin_repeat | kit   | Kit           |
        |        | text         | theme | Theme in ${name}? |
        |        | end_repeat   |       |               |
        |        | end_repeat   |       |               |
        """
    )
    awa.answers("Stains").asks("Theme in Stains?").answers("rights")
    awa.asks_for_another("Kit", 1).adds_another().answers("work").says_no_more()
    awa.asks_for_another("Town", 1).adds_another().answers("Lyon")
    awa.asks_for_another("Kit", 0).adds_another().asks("Theme in Lyon?").answers("play")
    awa.says_no_more().says_no_more()
    assert awa.values() == {
        "town[1]/name": "Stains", "town[1]/kit[1]/theme": "rights", "town[1]/kit[2]/theme": "work",
        "town[2]/name": "Lyon", "town[2]/kit[1]/theme": "play",
    }  # fmt: skip


LANGUAGES = """
| survey |               |      |                |                |                 |
|        | type          | name | label::English (en) | label::Français (fr) | hint::Français (fr) |
|        | select_one yn | ok   | All right?     | D'accord ?     | Touchez un bouton |
| choices |           |      |                |                |
|         | list_name | name | label::English (en) | label::Français (fr) |
|         | yn        | y    | Yes            | Oui            |
"""


def test_the_language_changes_in_the_middle_of_a_form() -> None:
    awa = Talk(LANGUAGES, "en").asks("All right?").offers("Yes")
    awa.speaks("fr").asks("D'accord ?").offers("Oui")
    assert awa.question.hint == "Touchez un bouton"
    assert awa.events == (LanguageChanged("English (en)", "Français (fr)"),)
    awa.speaks("tl").asks("D'accord ?")
    assert awa.events == ()


def test_progress_counts_what_is_asked_now() -> None:
    awa = Talk(ACTION)
    assert (awa.question.progress.done, awa.question.progress.total) == (0, 4)
    awa.answers("Workshop", "75", "y")
    assert (awa.question.progress.done, awa.question.progress.total) == (3, 5)


def test_pieces_of_an_answer_stay_on_the_question() -> None:
    marc = Talk(
        """
        | survey |                     |       |              |                         |                    |
        |        | type                | name  | label        | constraint              | constraint_message |
        |        | select_multiple day | days  | Which days?  | count-selected(.) >= 2  | Two at least.      |
        | choices |           |      |         |
        |         | list_name | name | label   |
        |         | day       | mo   | Monday  |
        |         | day       | tu   | Tuesday |
        """
    )
    marc.toggles("mo").asks("Which days?")
    assert (marc.question.value, marc.question.shown) == ("mo", "Monday")
    marc.answers("mo").refuses("Two at least.").toggles("mo tu").answers("mo tu")
    marc.reviews("Which days?: Monday, Tuesday")
    marc.jumps_to("/data/days").answers("mo we").refuses("This is not one of the choices.")


def test_messages_of_problems_are_sentences() -> None:
    for problem in (SessionFinished(), OtherVersion(), NotNow(), UnknownQuestion("/data/x")):
        assert english(problem.text).endswith(".")
