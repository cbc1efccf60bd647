"""Rows under small areas that ended, in those that they became: exact in sum, dealt evenly."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from datasources import geography, tallies
from datasources.analyses import Parameters, answer, by_name, wording
from datasources.analyses.judgement import CANNOT_TELL, judge
from datasources.analyses.result import Inputs, Result
from datasources.analyses.spread import Spread, pairs_of, spread_of
from datasources.periods import Period
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD
from datasources.tallies.rebasing import FORMER, Moved, rebased
from tests.factories.counted import STREET
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OUTSIDE,
    WARD,
    lookup,
    over_year,
    year,
)

SPLIT, ACROSS, SAME = "X01000091", "X01000092", "X01000093"
BECAME = {
    SPLIT: {INSIDE: 3000, ALSO_INSIDE: 1000},
    ACROSS: {INSIDE: 1, OUTSIDE: 1},
    SAME: {OUTSIDE: 1},
}
FINER = "flag"
Line = tuple[str, str | None, str, int]


def counted(*lines: Line) -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=[PERIOD, AREA, CATEGORY, COUNT])
    return tallies.joined([frame.assign(unknown=0).astype(tallies.TYPES)])


def as_dict(lines: pd.DataFrame, *names: str) -> dict[tuple[str, ...], int]:
    return lines.groupby(list(names), dropna=False)[COUNT].sum().to_dict()


LINES = some.lists(
    some.tuples(
        some.sampled_from(["2024-12", "2025-01"]),
        some.sampled_from([SPLIT, ACROSS, SAME, INSIDE, OUTSIDE, None]),
        some.sampled_from(["Burglary", "Drugs", "Other crime"]),
        some.integers(1, 9),
    ),
    max_size=12,
)
PEOPLE = some.dictionaries(
    some.sampled_from([INSIDE, ALSO_INSIDE, OUTSIDE, "X01000004"]),
    some.integers(0, 5000),
    min_size=1,
).filter(lambda one: sum(one.values()) > 0)


@given(LINES, PEOPLE)
def test_no_row_is_lost_and_none_comes_in(lines, people):
    tally = counted(*lines)

    whole, moved = rebased(tally, BECAME | {SPLIT: people})

    assert whole.dtypes.to_dict() == tally.dtypes.to_dict()
    assert as_dict(whole, PERIOD, CATEGORY) == as_dict(tally, PERIOD, CATEGORY)
    before = tally[tally[AREA].isin(list(BECAME))]
    names = (PERIOD, AREA, CATEGORY)
    assert as_dict(moved.drop(columns=AREA).rename(columns={FORMER: AREA}), *names) == as_dict(
        before, *names
    )
    split = moved[moved[FORMER] == SPLIT]
    assert set(split[AREA]) <= {code for code, count in people.items() if count}
    back = tallies.less(whole, moved.drop(columns=FORMER))
    pd.testing.assert_frame_equal(back, tallies.joined([tally[~tally[AREA].isin(list(BECAME))]]))


@given(LINES)
def test_a_type_is_the_sum_of_its_finer_types_in_every_area(lines):
    """Details are dealt apart from the tally, and must say the same."""
    details = pd.concat(
        [
            counted(*lines).drop(columns="unknown").assign(**{FINER: flag, COUNT: count})
            for flag, count in (("yes", 2), ("no", 1), ("", 3))
        ]
    )
    tally = counted(
        *((*key, int(n)) for key, n in as_dict(details, PERIOD, AREA, CATEGORY).items())
    )

    whole, _ = rebased(tally, BECAME)
    in_detail, _ = rebased(details, BECAME)

    assert as_dict(in_detail, PERIOD, AREA, CATEGORY) == as_dict(whole, PERIOD, AREA, CATEGORY)


def test_parts_get_rows_in_proportion_to_their_people_also_of_few_each_month():
    """Of areas with one row of a type each month, the largest part gets no more than its share."""
    months = [f"{year}-{month:02}" for year in range(2000, 2030) for month in range(1, 13)]
    whole, _ = rebased(counted(*((month, SPLIT, "Drugs", 1) for month in months)), BECAME)

    assert abs(as_dict(whole, AREA)[(INSIDE)] / len(months) - 0.75) < 0.05


@pytest.mark.parametrize("rows", [1, 2, 10, 100, 1000, 10_000])
def test_of_one_month_no_part_is_far_from_its_share(rows):
    whole, _ = rebased(counted(("2025-01", SPLIT, "Drugs", rows)), BECAME)

    assert abs(as_dict(whole, AREA).get(INSIDE, 0) - 0.75 * rows) <= 1 + np.log2(rows)


def test_the_same_rows_are_dealt_alike_whatever_else_is_counted():
    alone = rebased(counted(("2025-01", SPLIT, "Drugs", 9)), BECAME)[1]
    beside = rebased(
        counted(
            ("2025-01", SPLIT, "Drugs", 9),
            ("2025-02", SPLIT, "Drugs", 4),
            ("2025-01", ACROSS, "Drugs", 7),
        ),
        BECAME,
    )[1]

    same = beside[(beside[PERIOD] == "2025-01") & (beside[FORMER] == SPLIT)]
    pd.testing.assert_frame_equal(same.reset_index(drop=True), alone)


class TestWhatBecameOfAreas:
    def pairs(self) -> tuple[pd.Series, pd.Series]:
        found = [
            (SPLIT, INSIDE), (SPLIT, ALSO_INSIDE), (SAME, OUTSIDE), (INSIDE, INSIDE),
            ("X01000094", OUTSIDE), ("X01000094", "X01999999"),
        ]  # fmt: skip
        before, after = zip(*found, strict=True)
        return pd.Series(before), pd.Series(after)

    @pytest.mark.parametrize(
        ("people", "of_split"),
        [
            ({INSIDE: 3, ALSO_INSIDE: 1}, {INSIDE: 3, ALSO_INSIDE: 1}),
            ({INSIDE: 3, ALSO_INSIDE: 0}, {INSIDE: 3, ALSO_INSIDE: 0}),
            ({INSIDE: 0, ALSO_INSIDE: 0}, None),
            ({INSIDE: 3, ALSO_INSIDE: None}, None),
            ({INSIDE: 3}, None),
            (None, None),
        ],
    )
    def test_a_split_is_weighed_by_people_or_not_at_all(self, people, of_split):
        known = None if people is None else pd.Series(people, dtype="Int64")

        found = geography.successors(lookup(), *self.pairs(), known)

        expected = {SAME: {OUTSIDE: 1}} | ({SPLIT: of_split} if of_split else {})
        assert found == expected

    def test_those_of_more_than_one_part_are_divided(self):
        assert geography.divided(lookup(), *self.pairs()) == {SPLIT, "X01000094"}

    def test_an_area_split_between_councils_lies_in_none_and_its_rows_are_said(self):
        areas = geography.with_former(
            lookup(), pd.Series([ACROSS, ACROSS]), pd.Series([INSIDE, OUTSIDE])
        )
        tally = counted(("2025-01", INSIDE, "Drugs", 3), ("2025-01", ACROSS, "Drugs", 1))
        inputs = Inputs(STREET.measures[0], tally, areas, periods_held=("2025-01",))

        assert geography.nowhere_in(areas) == {ACROSS}
        for code in (DISTRICT, NEIGHBOUR):
            told = answer("counts", inputs, Parameters((code,))).caveats
            assert (
                f"1 of 4 rows (25%) names an area such as {ACROSS}, which the area look-up does not"
                " hold; they are in no area's count."
            ) in told


class TestVerdicts:
    """Of a ward that has a part of an area that was split."""

    def change(self, own: tuple[int, int], split: tuple[int, int]) -> tuple[Result, Inputs]:
        lines = [
            (month, code, crime, count)
            for at, counts in ((INSIDE, own), (SPLIT, split))
            for number, each in zip((2024, 2025), counts, strict=True)
            for month, crime, code, count in over_year(number, "Drugs", at, each)
            if count
        ]
        tally, moved = rebased(counted(*lines), BECAME)
        parts = {code: frozenset(each) for code, each in BECAME.items()}
        held = (*year(2024), *year(2025))
        inputs = Inputs(
            STREET.measures[0], tally, lookup(), periods_held=held, moved=Moved(moved, parts)
        )
        return answer("change", inputs, Parameters((WARD,))), inputs

    def swing(self, inputs: Inputs) -> Spread | None:
        """Of the ward, month by month."""
        months = map(Period.of, inputs.periods_held)
        rows = inputs.tally[inputs.tally[AREA] == INSIDE].groupby(PERIOD)[COUNT].sum()
        counts = {month: int(rows.get(month.key, 0)) for month in months}
        return spread_of(pairs_of(counts, Period.of("2025-01")))

    @pytest.mark.parametrize("own", [(0, 0), (10, 9), (40, 60), (40, 90), (300, 200), (300, 290)])
    @pytest.mark.parametrize("split", [(0, 0), (1, 0), (3, 3), (5, 40), (60, 8)])
    def test_a_verdict_is_told_where_it_holds_wherever_the_rows_lie(self, own, split):
        result, inputs = self.change(own, split)
        spread = self.swing(inputs)
        anywhere = {
            judge(own[0] + before, own[1] + now, spread, 366 / 731).verdict
            for before, now in product(range(split[0] + 1), range(split[1] + 1))
        }

        row = next(one for one in result.rows if one["crime_type"] == "Drugs")

        in_doubt = len(anywhere) > 1
        expected = CANNOT_TELL if in_doubt else anywhere.pop()
        assert row["verdict"] == expected
        assert (row["reason"] == wording.SHARED_IN_DOUBT) is in_doubt
        chances = [
            judge(own[0] + before, own[1] + now, spread, 366 / 731).chance
            for before, now in product((0, split[0]), (0, split[1]))
        ]
        if not in_doubt and None not in chances:
            # As rarely as it comes where the rows lie so that it comes most often.
            told = result.numbers["Drugs: chance"]
            assert told is not None
            assert told >= max(one for one in chances if one is not None)
        if in_doubt:
            assert "is shared between areas by population." in result.finding

    def test_the_trend_tells_no_more_than_the_change(self):
        _, inputs = self.change((40, 60), (30, 30))

        trend = answer("trend", inputs, Parameters((WARD,), period_from="2025-01"))

        assert trend.doubt == wording.SHARED_IN_DOUBT
        assert trend.caveats[0] == wording.SHARED_IN_DOUBT

    def test_types_that_the_measure_does_not_declare_stay_without_a_verdict_together(self):
        result, inputs = self.change((300, 200), (60, 8))
        strange = [row | {"crime_type": "A"} for row in result.rows[-1:]]
        widened = Result.from_json(
            result.to_json()
            | {"rows": [*result.rows, *strange, *[strange[0] | {"crime_type": "B"}]]}
        )

        told = by_name("change").in_declared_words(widened, inputs.measure)

        rest = [row for row in told.rows if row["crime_type"] == inputs.measure.words.rest]
        assert [row["verdict"] for row in rest] == [CANNOT_TELL]

    @pytest.mark.parametrize(
        ("exact", "every", "said"),
        [
            (92, 100, "92% of these counts"),
            (999, 1000, "more than 99% of these counts"),
            (1, 1000, "less than 1% of these counts"),
            (0, 10, "0% of these counts"),
            (10, 10, "Rows under small areas that were split"),
            (0, 0, "Rows under small areas that were split"),
        ],
    )
    def test_the_share_that_is_exact_is_never_all_or_nothing_where_it_is_not(
        self, exact, every, said
    ):
        assert wording.about_shared(exact, every).startswith(said)
