"""One answer without certain counts: what else of it goes, and which sentence is left."""

from dataclasses import replace

import pytest

from datasources import analyses
from datasources.analyses import Parameters, Result, retired, without
from datasources.analyses.cells import SENTENCE
from datasources.analyses.guarded import NOT_TOLD, main_is_gone
from datasources.kinds.police_street import CRIME_TYPES
from tests.naive.answers import ALL_CRIME
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))
FEW = "Counts under 5, and others from which they could be worked out, are not shown."


def answered(name: str) -> Result:
    rows = [(month, crime, INSIDE, 9) for month in BOTH_YEARS for crime in CRIME_TYPES]
    given = inputs(rows, BOTH_YEARS, people={INSIDE: 900, ALSO_INSIDE: 900})
    return analyses.answer(name, given, Parameters((DISTRICT,)))


def row_of(result: Result, crime: str) -> int:
    return next(at for at, row in enumerate(result.rows) if row["crime_type"] == crime)


def changed(before: Result, after: Result) -> dict:
    """What is different of the rows, by row and column."""
    return {
        (at, name): new[name]
        for at, (old, new) in enumerate(zip(before.rows, after.rows, strict=True))
        for name in old
        if old[name] != new[name]
    }


@pytest.mark.parametrize("name", ["counts", "rates", "trend", "season"])
def test_an_answer_of_which_nothing_is_held_back_is_as_it_was(name):
    result = answered(name)

    assert without(result, frozenset()) == result


def test_of_a_change_nothing_is_left_that_rests_on_counts_of_single_months():
    result = answered("change")

    told = without(result, frozenset())

    assert changed(result, told) == {
        (at, "reason"): "Within what such numbers swing by themselves."
        for at in range(len(result.rows))
    }
    worked_out = {name for name in result.numbers if name.endswith((": chance", ": swing"))}
    assert len(worked_out) == 2 * len(result.rows)
    assert told.numbers == {
        name: number for name, number in result.numbers.items() if name not in worked_out
    }
    (many,) = (one for one in result.caveats if one not in told.caveats)
    assert many.startswith("14 differences were looked at together, of which each by itself about")
    assert (
        "Some differences were looked at together. Of those called clear at most one in twenty is"
        " expected to be chance."
    ) in told.caveats
    same = replace(told, rows=result.rows, numbers=result.numbers, caveats=result.caveats)
    assert same == result
    assert without(told, frozenset()) == told


@pytest.mark.parametrize(
    ("name", "column", "follows"),
    [
        ("change", "count_before", {"difference", "percent_change"}),
        ("change", "count_now", {"difference", "percent_change"}),
        ("rates", "count", {"rate_per_1000"}),
        ("rates", "count_before", {"rate_per_1000_before"}),
        ("counts", "count", set()),
    ],
)
def test_a_count_goes_with_all_that_is_computed_from_it(name, column, follows):
    result = answered(name)
    at = row_of(result, "Drugs")
    plain = without(result, frozenset())

    told = without(result, frozenset({(at, column)}))

    gone = {(at, each) for each in (column, *follows)}
    said = {(at, "verdict"): "not shown", (at, "reason"): ""} if name == "change" else {}
    assert changed(plain, told) == dict.fromkeys(gone) | said
    assert told.suppressed == tuple(sorted(gone))
    assert told.caveats == (*plain.caveats, FEW)
    # A single type stands in no sentence.
    assert told.finding == result.finding


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("change", "count_before"),
        ("change", "count_now"),
        ("rates", "count"),
        ("rates", "count_before"),
    ],
)
def test_the_sentence_goes_with_a_count_of_all_crime(name, column):
    result = answered(name)

    told = without(result, frozenset({(row_of(result, ALL_CRIME), column)}))

    assert (result.finding != NOT_TOLD, told.finding) == (True, NOT_TOLD)


def test_a_total_goes_with_its_sentence_and_leaves_the_rows():
    result = answered("counts")

    told = without(result, frozenset({(SENTENCE, "total")}))

    assert (told.rows, told.numbers, told.finding, told.suppressed) == (
        result.rows,
        {**result.numbers, "total": None},
        NOT_TOLD,
        (),
    )


def test_what_was_held_back_before_stays_so_and_the_threshold_is_named():
    result = answered("counts")
    once = without(result, frozenset({(3, "count")}), threshold=7)

    twice = without(once, frozenset({(1, "count")}), threshold=7)

    assert twice.suppressed == ((1, "count"), (3, "count"))
    assert twice.caveats[-1] == (
        "Counts under 7, and others from which they could be worked out, are not shown."
    )


@pytest.mark.parametrize("name", ["change", "rates"])
def test_the_numbers_of_a_table_are_those_of_its_rows(name):
    result = answered(name)
    column = {"change": "count_now", "rates": "count"}[name]

    told = without(result, frozenset({(row_of(result, "Drugs"), column)}))

    gone = {key for key, value in told.numbers.items() if value is None}
    assert {key for key in gone if key.startswith("Drugs: ")} == gone - {
        key for key, value in result.numbers.items() if value is None
    }
    assert told.numbers[f"Drugs: {column}"] is None


@pytest.mark.parametrize("gone", [{"analysis": "flow"}, {"measure": "kites"}], ids=str)
def test_where_the_analysis_or_the_measure_is_made_no_more_no_number_is_left(gone):
    result = replace(answered("counts"), **gone)

    left = without(result, frozenset(), threshold=5)

    assert left == replace(
        result,
        rows=(),
        finding=retired.NOT_SHOWN,
        caveats=(),
        numbers=dict.fromkeys(result.numbers),
        suppressed=(),
    )


def test_a_sentence_without_a_row_of_its_own_loses_nothing():
    result = answered("change")
    rows = tuple(row for row in result.rows if row["crime_type"] != ALL_CRIME)
    other = replace(result, rows=rows)

    assert not main_is_gone(other, rows, ("count_now",), other.counted)
    assert main_is_gone(result, rows, ("count_now",), result.counted)
