"""Inputs after public bug reports, which lie beside the real data: each with its right answer.

What they are about is held by tests of the made-up district too (`tests/samples/bad`); these are
the very inputs, received and asked as a person does it at the command line.
"""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.factories.people import make_world
from tests.integration.datasources.commands import run

CASES = Path(os.environ.get("REAL_DATA", "nowhere")).parent / "cases"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not CASES.is_dir(), reason="no cases lie beside the folder of REAL_DATA"),
]
# What is said of every file of so few rows, all of one type and of one year.
PRESS_ON = ("--accept", "--use-short")


def case(number: str) -> list[Path]:
    (folder,) = CASES.glob(f"{number}-*")
    return sorted(one for one in folder.iterdir() if one.suffix not in (".json", ".txt"))


@pytest.fixture
def fenland(db):
    """The small partnership that the cases assume, with its look-up and its population."""
    world = make_world("fenland", area="E07000010")
    for name, kind in (("lookup", "area-look-up"), ("population", "population")):
        received(name, [CASES / "base" / f"{name}.csv"], kind)
    return world


def received(source: str, paths: list[Path], kind: str = "police-street") -> dict:
    return run("receive", source, *paths, "--partnership", "fenland", "--kind", kind, *PRESS_ON)


def counts(result: dict) -> tuple[int, int, int]:
    return result["rows_read"], result["rows_kept"], result["rows_set_aside"]


def codes(result: dict) -> set[str]:
    return {one["code"] for one in result["findings"]}


def asked(analysis: str, *options: str) -> dict:
    return run("answer", analysis, "--partnership", "fenland", *options)


@pytest.mark.parametrize(
    ("number", "expected", "told"),
    [
        ("05", (60, 60, 0), {"areas-not-in-look-up"}),
        ("09", (60, 60, 0), set()),
        ("11", (60, 60, 0), {"hidden-rows"}),
        ("13", (60, 60, 0), {"named-otherwise"}),
        ("15", (60, 58, 2), {"ragged-rows"}),
        ("17", (60, 60, 0), {"last-cell-missing"}),
        ("19", (120, 60, 60), {"every-row-again"}),
        ("25", (60, 60, 0), {"coordinates-in-metres"}),
        ("27", (100, 100, 0), {"parts-joined"}),
        ("53", (60, 60, 0), set()),
    ],
)
def test_rows_of_a_case_are_counted_right_and_the_odd_is_told(fenland, number, expected, told):
    result = received("police", case(number))

    assert counts(result) == expected
    assert codes(result) >= told


def test_case_01_a_fall_that_is_only_one_in_locating_is_no_fall(fenland):
    received("police", case("01"))

    answer = asked("change", "--to", "2025-12")

    assert "rose or fell cannot be said" in answer["finding"]
    assert any("place" in one for one in answer["caveats"])


def test_case_03_half_a_year_is_no_year(fenland):
    assert "months-missing" in codes(received("police", case("03")))

    for analysis in ("rates", "change", "trend"):
        answer = asked(analysis, "--to", "2019-12")
        assert not [row for row in answer["table"] if row.get("rate_per_1000") is not None]
        assert any("2019" in one for one in (answer["finding"], *answer["caveats"]))


@pytest.mark.parametrize("name", ["street.csv", "12-street.csv"])
def test_case_21_a_month_is_read_however_people_write_it(fenland, name):
    (path,) = (one for one in case("21") if one.name == name)

    assert counts(received("police", [path])) == (12, 12, 0)


def test_case_23_numbers_with_blanks_are_numbers_and_markers_are_named(fenland):
    result = run(
        *("receive", "people", *case("23"), "--partnership", "fenland", "--kind", "population")
    )

    assert counts(result) == (56, 53, 3)
    (marked,) = (one for one in result["findings"] if one["code"] == "numbers-held-back")
    assert all(mark in marked["message"] for mark in ("c", "[z]", "1200 [p]"))


def test_case_29_persons_are_used_where_they_are_the_sum_else_it_is_asked(fenland):
    with pytest.raises(CommandError, match="cannot tell which is right"):
        run(*("receive", "people", *case("29"), "--partnership", "fenland", "--kind", "population"))


def test_case_31_types_that_are_absent_are_not_nought(fenland):
    result = received("police", case("31"))

    assert "crime-types-absent" in codes(result)
    answer = asked("change", "--to", "2024-01")
    assert "fell" not in answer["finding"]


def test_case_33_formulas_without_results_are_named(fenland):
    with pytest.raises(CommandError, match="formulas whose results are not stored"):
        received("police", case("33"))
