"""Reference figures: each with its year and its makers, each older one tied to what replaced it."""

from __future__ import annotations

import pytest

from bot.reference.figures import SUBJECTS, current, estimates, replaced, subject_asked
from tests.safeguards.lines import lines


def test_each_subject_has_one_figure_of_today() -> None:
    assert [one.subject for one in current()] == list(SUBJECTS)


def test_what_was_replaced_is_older_and_leads_to_a_figure_of_today() -> None:
    by_id = {one.id: one for one in estimates()}
    for one in estimates():
        assert one.sources, one.id
        assert one.makers, one.id
        assert one.about <= one.published, one.id
        if one.replaced_by is not None:
            newer = by_id[one.replaced_by]
            assert newer.subject == one.subject
            assert newer.about > one.about
            assert newer.replaced_by is None
            assert one in replaced(newer)
            assert set(one.quoted_in) >= {"fr", "en"}, f"{one.id}: who still quotes it is said"


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("combien de victimes ?", "people"),
        ("Combien d'enfants travaillent ?", "children"),
        ("combien d'enfants victimes de travail forcé", "children"),
        ("how many people in forced labour?", "forced_labour"),
        ("Combien de mariages forcés", "forced_marriage"),
        ("combien ça rapporte, quels profits ?", "profits"),
        ("combien de classes avez-vous vues ?", None),
        ("trois ateliers, combien de victimes je ne sais pas", None),
        ("combien de personnes avons-nous reçues hier au centre social avec les bénévoles du quartier", None),
        ("", None),
    ],
)
def test_a_question_about_figures_is_told_from_what_people_did(words: str, subject: str | None) -> None:
    assert subject_asked(words) == subject


def test_no_sentence_of_a_report_is_taken_for_a_question() -> None:
    assert not [line for line in lines("ordinary") if subject_asked(line)]
