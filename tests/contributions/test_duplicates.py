"""Likely duplicates: those known in the 2023 report are found, without a flood of others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.contributions.duplicates import Kind, Subject, When, likely_duplicates
from bot.contributions.figures import Figure
from bot.contributions.incoming import Incoming, read_lines
from bot.contributions.periods import ReportingYear
from bot.reading.model import Bound
from tests.support.report import PATH

ENOUGH_ALARMS = 8  # pairs on 94 contributions that a coordinator would look at


def subject_of(line: Incoming) -> Subject:
    return Subject(
        line.id,
        line.organisation_id,
        line.title,
        line.codes,
        line.figures,
        line.place,
        When(line.start, line.end),
    )


@pytest.fixture(scope="module")
def report() -> dict[str, Subject]:
    lines = read_lines(PATH.read_text("utf-8").splitlines())
    return {line.id: subject_of(line) for line in lines if isinstance(line, Incoming)}


def found(one: Subject, *others: Subject) -> list[tuple[Kind, str | None]]:
    return [(likeness.kind, likeness.other_id) for likeness in likely_duplicates(one, others)]


def test_281_victims_given_twice_is_found(report: dict[str, Subject]) -> None:
    assert (Kind.SAME_FIGURE, "R23-086") in found(report["R23-091"], *report.values())
    assert (Kind.SAME_FIGURE, "R23-091") in found(report["R23-086"], *report.values())


def test_the_exhibition_told_twice_is_found(report: dict[str, Subject]) -> None:
    assert (Kind.SAME_EVENT, "R23-085") in found(report["R23-060"], *report.values())


def test_the_report_raises_few_alarms(report: dict[str, Subject]) -> None:
    pairs = {
        frozenset((one.id, likeness.other_id))
        for one in report.values()
        for likeness in likely_duplicates(one, list(report.values()))
    }
    assert len(pairs) <= ENOUGH_ALARMS, pairs


def test_the_guide_under_two_months_is_found(report: dict[str, Subject]) -> None:
    justice = report["R23-026"]
    twin = Subject(
        "x",
        "miprof",
        "Guide interministériel de formation sur la traite",
        ("1.3.A",),
        period=When(date(2022, 10, 1), date(2022, 10, 31)),
    )
    assert found(justice, twin, *report.values())[0] == (Kind.OTHER_DATE, "x")


def test_turin_under_two_years_is_found(report: dict[str, Subject]) -> None:
    twin = Subject(
        "x",
        "delegation-oit",
        "Atelier stratégique de Turin sur la gouvernance de l'Alliance",
        ("1.1.E", "3.1.A"),
        period=When(date(2023, 12, 13), date(2023, 12, 15)),
    )
    assert (Kind.OTHER_DATE, "x") in found(report["R23-008"], twin, *report.values())


def test_a_part_larger_than_its_whole() -> None:
    odd = Subject(
        "a",
        "ccem",
        "Bilan",
        figures=(Figure("victims_supported", Decimal(56)), Figure("new_victims_supported", Decimal(281))),
    )
    assert found(odd) == [(Kind.PART_LARGER, None)]


def test_at_least_on_the_whole_forgives() -> None:
    fine = Subject(
        "a",
        "ics",
        "Cours",
        figures=(Figure("registered", Decimal(100), Bound.AT_LEAST), Figure("certificates", Decimal(120))),
    )
    assert found(fine) == []


def test_more_in_france_than_in_europe_is_odd() -> None:
    days = When(date(2022, 9, 14), date(2022, 9, 21))
    victims = "presumed_victims"
    france = Subject(
        "a",
        "oclti",
        "Contrôles en France",
        figures=(Figure(victims, Decimal(260)),),
        place="France",
        period=days,
    )
    europe = Subject(
        "b",
        "oclti",
        "Bilan des pays",
        figures=(Figure(victims, Decimal(231)),),
        place="Union européenne",
        period=days,
    )
    assert (Kind.PART_LARGER, "b") in found(france, europe)
    assert (Kind.PART_LARGER, "a") in found(europe, france)


def test_small_equal_figures_are_chance() -> None:
    one = Subject("a", "rhsf", "Réunion publique", figures=(Figure("meetings", Decimal(2)),))
    other = Subject("b", "rhsf", "Comité de lecture", figures=(Figure("meetings", Decimal(2)),))
    assert found(one, other) == []


def test_the_same_figure_of_another_organisation_or_year_is_no_duplicate() -> None:
    figure = (Figure("pupils", Decimal(75)),)
    awa = Subject(
        "a", "ghettup", "Atelier", figures=figure, period=When(date(2026, 6, 12), date(2026, 6, 12))
    )
    marc = Subject("b", "ile-saint-denis", "Classe", figures=figure)
    last_year = Subject(
        "c", "ghettup", "Débat", figures=figure, period=When(date(2025, 6, 1), date(2025, 6, 2))
    )
    assert found(awa, marc, last_year) == []


def test_two_communes_are_not_one_place_for_being_communes() -> None:
    one = Subject(
        "a",
        "ghettup",
        "Stand festival",
        ("1.1.C", "1.4.A"),
        place="commune:93066",
        period=When(date(2026, 6, 12), date(2026, 6, 12)),
    )
    other = Subject(
        "b",
        "ghettup",
        "Stand du marché de Noël et atelier",
        ("1.1.C", "1.4.A"),
        place="commune:93027",
        period=When(date(2026, 6, 12), date(2026, 6, 12)),
    )
    assert found(one, other) == []


def test_a_contribution_is_not_its_own_duplicate(report: dict[str, Subject]) -> None:
    one = report["R23-086"]
    assert one.id not in [other for _, other in found(one, one)]


def test_days_outside_the_reporting_year_are_told(report: dict[str, Subject]) -> None:
    for name, odd in [("R23-001", True), ("R23-088", True), ("R23-012", False), ("R23-037", False)]:
        kinds = {likeness.kind for likeness in likely_duplicates(report[name], [], ReportingYear(2022))}
        assert (Kind.OUTSIDE_PERIOD in kinds) is odd, name
