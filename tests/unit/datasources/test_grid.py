"""The regions that answers tell apart, and the least that each may hold."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from datasources import kinds, tallies
from datasources.analyses import Rows
from datasources.analyses.cells import Told
from datasources.analyses.grid import Grid

MEASURE = kinds.MEASURES[kinds.UNNAMED_MEASURE]
JANUARY, FEBRUARY = "2025-01", "2025-02"
Line = tuple[str, str, str, int]


def told(
    value: int,
    places: str,
    periods: Sequence[str] = (JANUARY,),
    name: str = "Drugs",
    sources: str = "",
) -> Told:
    """Places and sources by their letters."""
    return Told(
        (0, "count"), frozenset(places), frozenset(periods), name, MEASURE, value,
        frozenset(sources),
    )  # fmt: skip


def rows(*lines: Line, source: str = "", periods: Sequence[str] = (JANUARY,)) -> Rows:
    frame = pd.DataFrame(
        [(period, place, crime, count, 0) for place, period, crime, count in lines],
        columns=list(tallies.TYPES),
    )
    return Rows.of(frame.astype(tallies.TYPES), periods, source)


def least(
    counts: Sequence[Told], behind: Mapping[tuple[Rows, ...], str]
) -> dict[tuple[str, str, str], int]:
    """What each region holds at least, under one of its places, periods and sorts; all that are
    nought are left out."""
    grid = Grid(counts, {one: frozenset(places) for one, places in behind.items()})
    names = [
        {at: sorted(n for n, c in axis.class_of.items() if c == at)[0] for at in range(size)}
        for axis, size in zip(grid.axes, grid.regions.shape, strict=True)
    ]
    return {
        tuple(names[side][at] for side, at in enumerate(place)): int(grid.regions[place])
        for place in zip(*np.nonzero(grid.regions), strict=True)
    }


def test_where_rows_are_lost_a_region_holds_what_is_told_of_it_alone_and_may_else_be_nought():
    counts = [told(7, "a"), told(10, "ab"), told(4, "c"), told(30, "abc", (JANUARY, FEBRUARY))]

    assert least(counts, {}) == {("a", JANUARY, "Drugs"): 7, ("c", JANUARY, "Drugs"): 4}


def test_of_several_answers_that_tell_a_region_alone_the_least_is_known():
    assert least([told(7, "a"), told(5, "a"), told(6, "a")], {}) == {("a", JANUARY, "Drugs"): 5}


def test_regions_hold_what_their_rows_are():
    counts = [told(7, "a"), told(10, "ab")]
    behind = {(rows(("a", JANUARY, "Drugs", 7), ("b", JANUARY, "Drugs", 3)),): "ab"}

    assert least(counts, behind) == {("a", JANUARY, "Drugs"): 7, ("b", JANUARY, "Drugs"): 3}


def test_rows_of_a_place_or_period_that_nobody_tells_of_count_nowhere():
    counts = [told(7, "a"), told(10, "ab")]
    behind = rows(
        ("a", JANUARY, "Drugs", 7),
        ("b", JANUARY, "Drugs", 3),
        ("z", JANUARY, "Drugs", 100),
        ("a", FEBRUARY, "Drugs", 1000),
        periods=(JANUARY, FEBRUARY),
    )

    assert least(counts, {(behind,): "abz"}) == {
        ("a", JANUARY, "Drugs"): 7,
        ("b", JANUARY, "Drugs"): 3,
    }


def test_where_answers_rest_on_different_rows_the_least_of_them_is_known():
    counts = [told(9, "a"), told(20, "ab")]
    then = rows(("a", JANUARY, "Drugs", 9), ("b", JANUARY, "Drugs", 11))
    now = rows(("a", JANUARY, "Drugs", 8), ("b", JANUARY, "Drugs", 12))

    assert least(counts, {(then,): "ab", (now,): "ab"}) == {
        ("a", JANUARY, "Drugs"): 8,
        ("b", JANUARY, "Drugs"): 11,
    }


def test_rows_say_nothing_of_places_that_are_not_asked_of_them():
    counts = [told(9, "a"), told(20, "ab")]
    behind = {(rows(("b", JANUARY, "Drugs", 11)),): "b"}

    assert least(counts, behind) == {
        ("a", JANUARY, "Drugs"): 9,
        ("b", JANUARY, "Drugs"): 11,
    }


def test_rows_of_two_sources_are_told_apart():
    counts = [told(9, "a", sources="1"), told(12, "a", sources="12")]
    both = (
        rows(("a", JANUARY, "Drugs", 9), source="1"),
        rows(("a", JANUARY, "Drugs", 3), source="2"),
    )

    assert least(counts, {both: "a"}) == {
        ("a", JANUARY, "1\x1fDrugs"): 9,
        ("a", JANUARY, "2\x1fDrugs"): 3,
    }


def test_rows_of_one_source_say_nothing_of_another():
    counts = [told(9, "a", sources="1"), told(3, "a", sources="2")]
    one = (rows(("a", JANUARY, "Drugs", 8), source="1"),)

    assert least(counts, {one: "a"}) == {
        ("a", JANUARY, "1\x1fDrugs"): 8,
        ("a", JANUARY, "2\x1fDrugs"): 3,
    }
