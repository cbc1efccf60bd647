"""Inputs after public bug reports, which lie beside the real data: each with its right answer.

What they are about is held by tests of the made-up district too (`tests/samples/bad`); these are
the very inputs, received and asked as a person does it at the command line.
"""

import csv
import os
from pathlib import Path

import pytest
from django.core.management import CommandError

from partnerships.models import PartnershipArea
from tests.factories.people import make_world
from tests.integration.datasources.commands import run

CASES = Path(os.environ.get("REAL_DATA", "nowhere")).parent / "cases"
pytestmark = [
    pytest.mark.slow,
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
        ("05", (60, 60, 0), set()),
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


def total(result: dict, name: str) -> int:
    return sum(row["count"] for row in result["table"] if row["crime_type"] == name)


def message(result: dict, code: str) -> str:
    (found,) = (one["message"] for one in result["findings"] if one["code"] == code)
    return found


@pytest.mark.parametrize(
    ("number", "incidents", "all_of_them"), [("15", 10, 58), ("19", 20, 60), ("27", 20, 100)]
)
def test_case_of_a_count_is_answered_right(fenland, number, incidents, all_of_them):
    received("police", case(number))

    answer = asked("counts")

    assert answer["numbers"] == {"total": all_of_them, "months": 1}
    assert total(answer, "Anti-social behaviour") == incidents


def street(path: Path, small_areas: dict[str, int]) -> Path:
    """A month of drug offences, so many in each small area."""
    codes = [code for code, rows in small_areas.items() for _ in range(rows)]
    lines = [f"c{at},2025-12,Drugs,{code}" for at, code in enumerate(codes)]
    path.write_text("\n".join(["Crime ID,Month,Crime type,LSOA code", *lines]) + "\n")
    return path


def test_case_05_rows_of_a_small_area_that_ended_count_in_its_council(fenland):
    told = codes(received("police", case("05")))

    answer = asked("counts")

    assert not told & {"areas-not-in-look-up", "rows-outside-partnership"}
    assert answer["numbers"] == {"total": 60, "months": 1}
    assert answer["caveats"][0].startswith("Some rows name small areas of an earlier year")
    for ward in ("E05015429", "E05015431"):
        inside = asked("counts", "--area", ward)
        assert any("known only by a larger area" in one for one in inside["caveats"])


def test_case_07_wards_of_one_name_are_told_apart_by_their_council(db, tmp_path):
    world = make_world("fenland", area="E07000008")
    PartnershipArea.objects.create(partnership=world.partnership, code="E06000016")
    received("lookup", [CASES / "base" / "lookup.csv"], "area-look-up")
    with (CASES / "base" / "lookup.csv").open(encoding="utf-8") as file:
        wards = {row["ward24_code"]: row["lsoa21_code"] for row in csv.DictReader(file)}
    expected = {"E05013050": ("Abbey (Cambridge)", 6), "E05010458": ("Abbey (Leicester)", 9)}
    rows = {wards[ward]: count for ward, (_, count) in expected.items()}
    received("police", [street(tmp_path / "2025-12-street.csv", rows)])

    for ward, (name, count) in expected.items():
        answer = asked("counts", "--area", ward)
        assert answer["finding"] == (
            f"{count} crimes and incidents of anti-social behaviour were recorded in {name},"
            " December 2025."
        )
        assert (answer["area_code"], answer["area_name"]) == (ward, name)
        assert {row["area_name"] for row in answer["table"]} == {name}


def test_case_11_the_rows_that_a_filter_hides_are_counted_in_words(fenland):
    result = received("police", case("11"))

    assert message(result, "hidden-rows").startswith("39 rows are hidden in the workbook")


def test_case_25_metres_are_named_and_no_count_changes(fenland):
    result = received("police", case("25"))

    assert message(result, "coordinates-in-metres").startswith(
        "60 rows have a map point in metres of the National Grid where degrees are meant."
    )
    assert asked("counts")["numbers"] == {"total": 60, "months": 1}


def test_case_01_a_fall_that_is_only_one_in_locating_is_no_fall(fenland):
    received("police", case("01"))

    answer = asked("change", "--to", "2025-12")

    assert answer["finding"].endswith("Whether it rose or fell cannot be said.")
    assert {row["verdict"] for row in answer["table"]} == {"cannot tell"}
    assert answer["caveats"][0].startswith("The share of rows with a place went from 100% to 81%")


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
    assert message(result, "partnership-population") == (
        "69,481 people live in 53 of this partnership's 56 small areas, mid-2024."
    )


def test_case_29_persons_are_used_where_they_are_the_sum_else_it_is_asked(fenland):
    with pytest.raises(CommandError, match="cannot tell which is right"):
        run(*("receive", "people", *case("29"), "--partnership", "fenland", "--kind", "population"))


def test_case_31_types_that_are_absent_are_no_data_and_the_month_waits_to_be_said_whole(fenland):
    result = run(
        *("receive", "police", *case("31"), "--partnership", "fenland"),
        *("--kind", "police-street", "--accept"),
    )

    assert "January 2024 holds Burglary only" in message(result, "crime-types-absent")
    assert {one["period"]: one["current"] for one in result["slices"]} == {
        "2023-01": True,
        "2024-01": False,
    }
    month = ("--from", "2024-01", "--to", "2024-01")
    change = asked("change", *month)
    assert {row["verdict"] for row in change["table"]} == {"no data"}
    assert {row["count_now"] for row in change["table"]} == {None}
    assert {row["count"] for row in asked("rates", *month)["table"]} == {None}


def test_case_31_no_verdict_rests_on_types_that_are_absent_though_the_month_is_used(fenland):
    received("police", case("31"))

    answer = asked("change", "--from", "2024-01", "--to", "2024-01")

    assert answer["finding"].endswith("Whether it rose or fell cannot be said.")
    assert {row["verdict"] for row in answer["table"]} == {"cannot tell"}
    assert answer["caveats"][0].startswith("A part of one of the years seems to be missing")
    assert any(
        one.startswith("January 2024 was taken into use although a part of it seems to be missing")
        for one in asked("counts", "--from", "2024-01", "--to", "2024-01")["caveats"]
    )


def test_case_33_formulas_without_results_are_named(fenland):
    with pytest.raises(CommandError, match="formulas whose results are not stored"):
        received("police", case("33"))
