import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from datasources import analyses
from datasources.analyses import Parameters, protect
from datasources.analyses.suppression import held_back, table
from datasources.kinds.police_street import CRIME_TYPES
from tests.naive.answers import can_be_told
from tests.unit.datasources.building import DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))


def hidden_in(rows: list[list[int]], threshold: int = 5) -> set:
    inside = {(f"r{i}", f"c{j}"): v for i, row in enumerate(rows) for j, v in enumerate(row)}
    return set(held_back(table(inside), threshold))


def test_nothing_small_nothing_hidden():
    assert hidden_in([[5, 6], [7, 8]]) == set()


def test_one_small_count_takes_three_others_with_it():
    assert hidden_in([[2, 9, 20], [8, 7, 30], [40, 50, 60]]) == {
        ("r0", "c0"),
        ("r0", "c1"),
        ("r1", "c0"),
        ("r1", "c1"),
    }


def test_two_small_blocks_joined_by_a_single_cell_do_not_give_it_away():
    """Two hidden in every line is not enough: the joint of two rings can be worked out."""
    rows = [
        [1, 1, 9, 9, 9],
        [1, 1, 1, 9, 9],
        [9, 9, 1, 1, 9],
        [9, 9, 9, 1, 9],
    ]

    hidden = hidden_in(rows)

    assert can_be_told(rows, hidden) == set()


def test_noughts_alone_in_a_line_are_not_given_away():
    rows = [[0, 0, 9], [9, 9, 9], [9, 9, 9]]

    assert can_be_told(rows, hidden_in(rows)) == set()


tables = some.integers(2, 3).flatmap(
    lambda width: some.lists(
        some.lists(some.integers(0, 12), min_size=width, max_size=width), min_size=2, max_size=3
    )
)


@settings(max_examples=80, deadline=None)
@given(tables, some.integers(1, 6))
def test_no_hidden_count_can_be_worked_out(rows, threshold):
    hidden = hidden_in(rows, threshold)

    inside = {(f"r{i}", f"c{j}"): v for i, row in enumerate(rows) for j, v in enumerate(row)}
    assert {key for key, value in inside.items() if value < threshold} <= hidden
    if sum(map(sum, rows)) > 0:
        assert can_be_told(rows, hidden) == set()


def test_small_counts_of_a_change_are_held_back_with_all_that_tells_them():
    rows = [("2024-03", "Drugs", INSIDE, 3), ("2025-03", "Drugs", INSIDE, 40)]
    others = [crime for crime in CRIME_TYPES if crime != "Drugs"]
    rows += [(f"{y}-03", crime, INSIDE, 50) for y in (2024, 2025) for crime in others]

    result = protect(analyses.answer("change", inputs(rows, BOTH_YEARS), Parameters((DISTRICT,))))

    row = next(row for row in result.rows if row["crime_type"] == "Drugs")
    assert (row["count_before"], row["count_now"], row["difference"]) == (None, 40, None)
    assert (row["percent_change"], row["verdict"], row["reason"]) == (None, "not shown", "")
    at = result.rows.index(row)
    assert (at, "count_before") in result.suppressed
    assert result.numbers["Drugs: count_before"] is None
    assert result.caveats[-1] == (
        "Counts under 5, and others from which they could be worked out, are not shown."
    )
    small = [
        v for r in result.rows for n, v in r.items() if n.startswith("count_") and v is not None
    ]
    assert min(small) >= 5


@pytest.mark.parametrize("name", ["counts", "change", "rates", "trend"])
def test_no_answer_shows_a_small_count_after_protection(name):
    rows = [
        (month, crime, INSIDE, (at * 7 + len(crime)) % 11)
        for at, month in enumerate(BOTH_YEARS)
        for crime in ("Drugs", "Burglary", "Robbery", "Anti-social behaviour")
    ]
    given_inputs = inputs(rows, BOTH_YEARS, people={INSIDE: 900, "X01000002": 900})

    result = protect(analyses.answer(name, given_inputs, Parameters((DISTRICT,))))

    counts = [column.name for column in result.columns if column.kind == "count"]
    shown = [row[name] for row in result.rows for name in counts if row[name] is not None]
    assert all(value >= 5 for value in shown)
    assert all(result.rows[at][column] is None for at, column in result.suppressed)
    assert analyses.Result.from_json(result.to_json()) == result


def test_rate_goes_with_its_count():
    rows = [("2025-03", "Drugs", INSIDE, 3), ("2025-03", "Burglary", INSIDE, 60)]
    given_inputs = inputs(rows, BOTH_YEARS, people={INSIDE: 900, "X01000002": 900})

    result = protect(analyses.answer("rates", given_inputs, Parameters((DISTRICT,))))

    row = next(row for row in result.rows if row["crime_type"] == "Drugs")
    assert (row["count"], row["rate_per_1000"], row["population"]) == (None, None, 1800)


def test_answer_without_small_counts_is_untouched():
    rows = [(month, crime, INSIDE, 9) for month in BOTH_YEARS for crime in ("Drugs",)]
    rows += [(month, "Anti-social behaviour", INSIDE, 9) for month in BOTH_YEARS]

    result = analyses.answer("trend", inputs(rows, BOTH_YEARS), Parameters((DISTRICT,)))

    assert protect(result) == result


def test_totals_too_small_are_not_in_the_sentence():
    result = protect(
        analyses.answer(
            "change",
            inputs([("2025-01", "Drugs", INSIDE, 2)], BOTH_YEARS),
            Parameters((DISTRICT,)),
        )
    )

    assert result.finding == "The numbers are too small to be shown."


ASB = "Anti-social behaviour"
TYPES = (ASB, *(crime for crime in CRIME_TYPES if crime != ASB))
QUARTER = ("2025-10", "2025-11", "2025-12")


def told_together(counted: dict[tuple[str, str], int]) -> set[tuple[str, str]]:
    """Small counts that follow, by sums and differences, from several answers read together."""
    rows = [(month, crime, INSIDE, counted[(month, crime)]) for month, crime in counted]
    given_inputs = inputs(rows, QUARTER, people={INSIDE: 900, "X01000002": 900})
    asked = Parameters((DISTRICT,), "", QUARTER[0], QUARTER[-1])
    shown = {
        name: protect(analyses.answer(name, given_inputs, asked)).rows
        for name in ("counts", "trend", "rates")
    }
    place = {key: at for at, key in enumerate(counted)}
    known = []

    def tells(value: int | None, months: tuple[str, ...], types: tuple[str, ...]) -> None:
        if value is not None:
            line = np.zeros(len(place))
            line[[place[(month, crime)] for month in months for crime in types]] = 1
            known.append(line)

    parts = {"all_crime": TYPES[1:], "anti_social_behaviour": (ASB,), "all": TYPES}
    sums = {
        "All crime and anti-social behaviour": TYPES,
        "All crime (excluding anti-social behaviour)": TYPES[1:],
    }
    for row in shown["counts"]:
        tells(row["count"], (row["month"],), (row["crime_type"],))
    for row in shown["trend"]:
        for measure, types in parts.items():
            tells(row[measure], (row["month"],), types)
    for row in shown["rates"]:
        tells(row["count"], QUARTER, sums.get(row["crime_type"], (row["crime_type"],)))
    rank = np.linalg.matrix_rank(known) if known else 0
    return {
        key
        for key, at in place.items()
        if known
        and 1 <= counted[key] < 5
        and np.linalg.matrix_rank([*known, np.eye(len(place))[at]]) == rank
    }


def test_answers_on_the_same_months_do_not_undo_each_other():
    """The trend gives each month's all crime: with it, counts by type must hold back enough."""
    chance = random.Random(7)
    told = []
    for _ in range(12):
        most = chance.choice([6, 12, 40])
        counted = {(m, crime): chance.randint(0, most) for m in QUARTER for crime in TYPES}
        told.append(told_together(counted))

    assert told == [set()] * 12
