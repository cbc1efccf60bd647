"""Tallies: rows counted once by period, area and category, and joined whatever they hold."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasources import geography, tallies
from datasources.analyses import Parameters, TooCoarseError, answer
from datasources.analyses.result import Inputs
from tests.factories.counted import STREET, tally
from tests.unit.datasources.building import (
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OTHER_WARD,
    OUTSIDE,
    WARD,
    lookup,
    offences,
)

REST = STREET.measures[0].words.rest


def as_counts(frame: pd.DataFrame) -> dict[tuple[object, ...], int]:
    frame = frame.astype(object).where(frame.notna(), None)
    return {(row[0], row[1], row[2]): row[3] for row in frame.itertuples(index=False)}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-12", "2025-01"]),
        st.sampled_from(["Drugs", "Burglary", "Jane Smith", "A new type"]),
        st.sampled_from([INSIDE, OUTSIDE, None]),
        st.integers(1, 4),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(ROWS)
def test_a_tally_counts_each_row_once_under_declared_words_alone(rows):
    expected: Counter[tuple[object, ...]] = Counter()
    for month, crime, area, times in rows:
        expected[month, area, crime if crime in ("Drugs", "Burglary") else REST] += times

    counted = tally(offences(rows))

    assert as_counts(counted) == dict(expected)
    assert [str(dtype) for dtype in counted.dtypes] == ["str", "str", "str", "int64", "int64"]


@settings(max_examples=25)
@given(ROWS, ROWS)
def test_joined_tallies_are_the_tally_of_all_rows(first, second):
    apart = tallies.joined([tally(offences(first)), tally(offences(second))])

    pd.testing.assert_frame_equal(apart, tally(offences([*first, *second])))


@pytest.mark.parametrize("areas", [127, 128, 129, 255, 256, 32_767, 32_768])
def test_slices_of_any_number_of_areas_are_joined(areas):
    codes = [f"X01{number:06d}" for number in range(areas)]
    halves = codes[: areas // 2], codes[areas // 2 :]

    together = tallies.joined(
        [tally(offences([("2025-01", "Drugs", code, 1) for code in half])) for half in halves]
    )

    assert together["area_code"].tolist() == codes
    assert together["count"].tolist() == [1] * areas


def test_nothing_joined_is_a_tally_without_rows():
    assert as_counts(tallies.joined([])) == {}


def counted(*rows: tuple[str, str | None, str, int]) -> Inputs:
    frame = pd.DataFrame(rows, columns=["period", "area_code", "category", "count"])
    frame = frame.astype({"period": "str", "area_code": "str", "category": "str"})
    frame = frame.assign(unknown=0)
    held = tuple(dict.fromkeys(period for period, *_ in rows))
    return Inputs(STREET.measures[0], frame, lookup(), None, None, held)


def total_of(inputs: Inputs, *codes: str) -> object:
    return answer("counts", inputs, Parameters(codes)).numbers["total"]


class TestPlaces:
    """A row may stand under an area of any level: it counts in that area and in larger ones."""

    def test_a_row_under_a_ward_counts_in_the_ward_and_its_district(self):
        inputs = counted(("2025-01", WARD, "Drugs", 7), ("2025-01", INSIDE, "Drugs", 2))

        assert total_of(inputs, WARD) == 9
        assert total_of(inputs, DISTRICT) == 9
        assert total_of(inputs, OTHER_WARD, DISTRICT) == 9

    def test_what_is_known_by_a_larger_area_alone_is_said_and_not_counted(self):
        inputs = counted(("2025-01", DISTRICT, "Drugs", 7), ("2025-01", INSIDE, "Drugs", 2))

        ward = answer("counts", inputs, Parameters((WARD,)))

        assert ward.numbers["total"] == 2
        assert (
            "7 of the 9 crimes and incidents (78%) are known only by a larger area than this one,"
            " and are not in its count."
        ) in ward.caveats

    def test_an_area_smaller_than_any_that_is_known_has_no_count(self):
        inputs = counted(("2025-01", DISTRICT, "Drugs", 7))

        with pytest.raises(TooCoarseError, match="name only larger areas than Market Place"):
            answer("counts", inputs, Parameters((WARD,)))

    def test_a_neighbour_is_no_larger_area(self):
        inputs = counted(("2025-01", NEIGHBOUR, "Drugs", 7), ("2025-01", INSIDE, "Drugs", 2))

        assert (
            answer("counts", inputs, Parameters((WARD,))).caveats
            == answer(
                "counts", counted(("2025-01", INSIDE, "Drugs", 2)), Parameters((WARD,))
            ).caveats
        )


def test_the_areas_above_and_within_an_area():
    areas = lookup()

    assert geography.coarser_than(areas, [INSIDE]) == {WARD, DISTRICT}
    assert geography.coarser_than(areas, [DISTRICT]) == frozenset()
    assert geography.places_in(areas, [WARD]) == {WARD, INSIDE}
    assert geography.small_areas_in(areas, [WARD]) == {INSIDE}


class TestOtherGrains:
    """A measure may be held by quarter or by year; a year before is one year before."""

    def test_a_quarter_is_set_beside_the_same_quarter_a_year_before(self):
        quarters = [f"{year}-Q{number}" for year in (2023, 2024) for number in range(1, 5)]
        inputs = counted(
            *((quarter, INSIDE, "Drugs", 30 + at) for at, quarter in enumerate(quarters))
        )

        trend = answer("trend", inputs, Parameters((DISTRICT,)))

        assert [(column.name, column.label) for column in trend.columns][2] == ("period", "Quarter")
        last = trend.rows[-1]
        assert (last["period"], last["all_crime"], last["all_crime_year_before"]) == (
            "2024-Q4",
            37,
            33,
        )
        assert trend.numbers["all_crime: last 4 quarters"] == 34 + 35 + 36 + 37
        assert trend.numbers["all_crime: last 4 quarters a year before"] == 30 + 31 + 32 + 33

    def test_a_financial_year_is_a_year_by_itself(self):
        inputs = counted(
            ("2022/23", INSIDE, "Drugs", 100),
            ("2023/24", INSIDE, "Drugs", 200),
        )

        change = answer("change", inputs, Parameters((DISTRICT,)))

        row = next(row for row in change.rows if row["crime_type"] == "Drugs")
        # Of two years alone nobody knows how much such numbers swing by themselves.
        assert (row["count_before"], row["count_now"], row["verdict"]) == (100, 200, "cannot tell")
        assert change.finding.startswith(
            "All crime (excluding anti-social behaviour): 200 against 100 the year before, in"
            " 2023/24."
        )

    def test_a_missing_quarter_is_named_and_not_nought(self):
        inputs = counted(
            *((f"2024-Q{number}", INSIDE, "Drugs", 30) for number in (1, 2, 4)),
        )

        trend = answer("trend", inputs, Parameters((DISTRICT,)))

        gap = next(row for row in trend.rows if row["period"] == "2024-Q3")
        assert gap["all_crime"] is None
        assert "No data are held for July to September 2024. This is not nought crime." in (
            trend.caveats
        )


class TestNumbersThatWereCountedBefore:
    """What is not among them is not known, so no total is made without it."""

    REFERRALS = replace(STREET.measures[0], counts_rows=False)

    def asked(self, *rows: tuple[str, str | None, str, int]) -> dict[str, object]:
        inputs = replace(counted(*rows), measure=self.REFERRALS)
        change = answer("change", inputs, Parameters((DISTRICT,), "", "2024/25", "2024/25"))
        return {str(row["crime_type"]): row["count_now"] for row in change.rows}

    def test_a_total_of_every_category_is_known(self):
        found = self.asked(
            ("2023/24", DISTRICT, "Drugs", 4),
            ("2024/25", DISTRICT, "Drugs", 5),
            ("2023/24", DISTRICT, "Robbery", 6),
            ("2024/25", DISTRICT, "Robbery", 7),
        )

        assert found["All crime and anti-social behaviour"] == 12
        assert (found["Drugs"], found["Burglary"]) == (5, None)

    def test_without_one_category_there_is_no_total(self):
        found = self.asked(
            ("2023/24", DISTRICT, "Drugs", 4),
            ("2024/25", DISTRICT, "Drugs", 5),
            ("2023/24", DISTRICT, "Robbery", 6),
        )

        assert (found["All crime and anti-social behaviour"], found["Drugs"]) == (None, 5)

    def test_wards_are_added_up_where_every_one_has_a_number(self):
        both = self.asked(("2024/25", WARD, "Drugs", 5), ("2024/25", OTHER_WARD, "Drugs", 2))
        one = self.asked(("2024/25", WARD, "Drugs", 5))

        assert (both["Drugs"], one["Drugs"]) == (7, None)

    def test_numbers_of_the_district_are_not_added_to_those_of_its_wards(self):
        found = self.asked(
            ("2024/25", DISTRICT, "Drugs", 8),
            ("2024/25", WARD, "Drugs", 5),
            ("2024/25", OTHER_WARD, "Drugs", 2),
        )

        assert found["Drugs"] == 8


@pytest.mark.parametrize("possible", [1000, 10**12], ids=["by place", "by sorting"])
def test_each_number_is_found_once_in_order_whatever_the_way(possible):
    numbers = np.array([7, 999, 7, 0, 7, 999])

    found, counts = tallies._each_once(numbers, possible)

    assert (found.tolist(), counts.tolist()) == ([0, 7, 999], [1, 3, 2])
