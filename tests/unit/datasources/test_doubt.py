"""When no rise or fall can be told: places recorded otherwise, and areas of an earlier year."""

from dataclasses import replace

import pandas as pd
import pytest

from datasources import geography
from datasources.analyses import Parameters, answer, without, wording
from datasources.analyses.result import Inputs, Result
from datasources.intake import Context
from datasources.intake.places import places_of
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OUTSIDE,
    WARD,
    inputs,
    lookup,
    over_year,
    year,
)

BOTH = (*year(2024), *year(2025))
OLD, SPLIT, ACROSS = "X01000091", "X01000092", "X01000093"


def years(*, before: int, now: int, lost: int = 0) -> Inputs:
    """So many drug crimes in each year, and in June of the second so many without a place."""
    rows = [*over_year(2024, "Drugs", INSIDE, before), *over_year(2025, "Drugs", INSIDE, now)]
    rows += [("2025-06", "Drugs", None, lost)] if lost else []
    return inputs(rows, BOTH)


def of(name: str, given: Inputs, code: str = DISTRICT) -> Result:
    return answer(name, given, Parameters((code,)))


def verdict(result: Result) -> tuple[object, object]:
    row = next(row for row in result.rows if row["crime_type"] == "Drugs")
    return row["verdict"], row["reason"]


class TestSharesOfRowsWithAPlace:
    def test_a_fall_that_may_be_one_of_locating_is_not_told(self):
        given = years(before=720, now=600, lost=144)
        reason = (
            "The share of rows with a place went from 100% to 81%: a rise or fall here may be no"
            " more than a change in how places are recorded."
        )

        change, trend = of("change", given), of("trend", given)

        assert verdict(change) == ("cannot tell", reason)
        assert change.caveats[0] == trend.caveats[0] == reason
        assert change.finding == (
            "All crime (excluding anti-social behaviour): 600 against 720 the year before, in the"
            " year to December 2025. Whether it rose or fell cannot be said."
        )
        assert trend.finding.startswith(change.finding)

    @pytest.mark.parametrize(("lost", "told"), [(49, True), (50, False)])
    def test_a_twentieth_is_where_doubt_begins(self, lost, told):
        given = years(before=1000, now=1000 - lost, lost=lost)

        assert bool(of("change", given).doubt) is not told

    def test_the_doubt_stays_where_small_counts_are_held_back(self):
        given = years(before=720, now=600, lost=144)
        result = of("change", given)

        shown = without(result, frozenset({(3, "count_now")}))

        assert shown.doubt == result.doubt
        assert Result.from_json(result.to_json()) == result
        assert "cannot be said" in shown.finding

    def test_an_answer_stored_before_has_no_doubt(self):
        stored = of("change", years(before=720, now=600)).to_json()
        del stored["doubt"]

        assert Result.from_json(stored).doubt == ""


class TestAreasThatTheLookupDoesNotHold:
    def given(self, strangers: int, code: str = OLD) -> Inputs:
        rows = [*over_year(2024, "Drugs", INSIDE, 500), *over_year(2025, "Drugs", INSIDE, 500)]
        return inputs([*rows, ("2025-06", "Drugs", code, strangers)], BOTH)

    def test_they_are_counted_nowhere_and_said(self):
        result = of("counts", self.given(7))

        assert result.numbers["total"] == 1000
        assert (
            f"7 of 1,007 rows (less than 1%) name areas such as {OLD}, which the area look-up does"
            " not hold; they are in no area's count."
        ) in result.caveats

    def test_how_many_they_are_is_not_for_readers_of_whom_small_counts_are_kept(self):
        shown = without(of("counts", self.given(7)), frozenset())

        assert (
            "Some rows name areas, which the area look-up does not hold; they are in no area's"
            " count."
        ) in shown.caveats

    @pytest.mark.parametrize(("strangers", "told"), [(9, True), (10, False)])
    def test_a_hundredth_of_the_areas_own_rows_is_where_doubt_begins(self, strangers, told):
        assert bool(of("change", self.given(strangers)).doubt) is not told

    def test_areas_of_another_country_are_no_strangers(self):
        result = of("change", self.given(400, "S01000001"))

        assert (result.doubt, [one for one in result.caveats if "look-up" in one]) == ("", [])


def changed() -> pd.DataFrame:
    """One area that became one of ours; one split between two of our wards; one across councils."""
    pairs = [
        (OLD, INSIDE), (SPLIT, INSIDE), (SPLIT, ALSO_INSIDE), (ACROSS, INSIDE), (ACROSS, OUTSIDE),
        (ALSO_INSIDE, ALSO_INSIDE),
    ]  # fmt: skip
    before, after = zip(*pairs, strict=True)
    return geography.with_former(lookup(), pd.Series(before), pd.Series(after))


class TestPeriodsInUseOfWhichAPartSeemsToBeMissing:
    @pytest.mark.parametrize(
        ("short", "asks"),
        [("2024-01", True), ("2025-12", True), ("2023-12", False), ("2026-01", False)],
    )
    def test_no_rise_or_fall_is_told_across_them(self, short, asks):
        given = replace(years(before=720, now=600), in_part=(short,))

        change, trend = of("change", given), of("trend", given)

        expected = wording.IN_PART if asks else ""
        assert (change.doubt, trend.doubt) == (expected, expected)
        assert verdict(change)[0] == ("cannot tell" if asks else "fell")

    @pytest.mark.parametrize("analysis", ["counts", "rates", "trend", "change"])
    def test_every_answer_names_them(self, analysis):
        given = replace(years(before=720, now=600), in_part=("2025-03", "2025-06"))

        assert (
            "March 2025 and June 2025 were taken into use although a part of them seems to be"
            " missing: nought may be what did not come."
        ) in of(analysis, given).caveats


class TestAreasOfAnEarlierYear:
    def test_they_lie_where_all_that_became_of_them_does(self):
        areas = changed()

        assert geography.places_in(areas, [WARD]) == {WARD, INSIDE, OLD}
        assert {OLD, SPLIT} <= geography.places_in(areas, [DISTRICT])
        assert ACROSS not in geography.places_in(areas, [DISTRICT]) | geography.places_in(
            areas, [NEIGHBOUR]
        )

    def test_they_have_no_residents_of_their_own(self):
        assert geography.small_areas_in(changed(), [DISTRICT]) == {INSIDE, ALSO_INSIDE}

    def test_a_delivery_may_name_them_and_no_population_of_them_is_missed(self):
        places = places_of(Context((DISTRICT,), changed()))

        assert places.inside == {INSIDE, ALSO_INSIDE}
        assert places.known == {INSIDE, ALSO_INSIDE, OUTSIDE}
        assert {OLD, SPLIT} <= places.every_inside
        assert ACROSS in places.every_known - places.every_inside

    def test_what_was_split_between_wards_is_said_in_each_and_counted_in_the_council(self):
        rows = [("2025-06", "Drugs", INSIDE, 40), ("2025-06", "Drugs", SPLIT, 20)]
        given = replace(inputs(rows, BOTH), lookup=changed())

        council, ward = of("counts", given), of("counts", given, WARD)

        assert (council.numbers["total"], ward.numbers["total"]) == (60, 40)
        assert [one for one in ward.caveats if "larger area" in one] == [
            "20 of the 60 crimes and incidents (33%) are known only by a larger area than this one,"
            " and are not in its count."
        ]

    def test_without_any_that_changed_the_areas_stay_as_they_are(self):
        same = pd.Series([INSIDE])

        pd.testing.assert_frame_equal(geography.with_former(lookup(), same, same), lookup())


def of_councils(*areas: tuple[str, str]) -> pd.DataFrame:
    """Small areas, each with its council, in a ward of its own."""
    rows = [
        {
            geography.LSOA_CODE: code,
            geography.WARD_CODE: f"W{code}",
            geography.LAD_CODE: council,
        }
        for code, council in areas
    ]
    named = [{**row, **{key.replace("_code", "_name"): row[key] for key in row}} for row in rows]
    return pd.DataFrame(named, columns=list(geography.NAMED_COLUMNS)).astype("str")


class TestAreasThatEndedBetweenTwoOfOneCouncil:
    @pytest.mark.parametrize(
        ("first", "second", "ended"),
        [
            (("E01018101", "A"), ("E01018103", "A"), ["E01018102"]),
            (("E01018101", "A"), ("E01018103", "B"), []),
            (("E01018101", ""), ("E01018103", ""), []),
            (("E01018101", "A"), ("E01018102", "A"), []),
            (("E01000001", "A"), ("E01000012", "A"), [f"E010000{at:02}" for at in range(2, 12)]),
            (("E01000001", "A"), ("E01000013", "A"), []),
            (("E01032480", "A"), ("E01032482", "A"), ["E01032481"]),
            (("E01032481", "A"), ("E01032483", "A"), []),
            (("W01001894", "A"), ("W01001896", "A"), ["W01001895"]),
            (("W01001895", "A"), ("W01001897", "A"), []),
            (("E01000001", "A"), ("W01000003", "A"), []),
            (("X01000001", "A"), ("X01000003", "A"), []),
            (("E01008186", "A"), ("E01008188", "A"), []),
            (("E02000001", "A"), ("E02000003", "A"), []),
        ],
    )
    def test_they_lie_in_it(self, first, second, ended):
        areas = geography.with_ended(of_councils(second, first))

        assert sorted(geography.former_in(areas)) == ended
        assert geography.places_in(areas, ["A"] if first[1] else []) >= set(ended)
        assert areas[areas["lsoa_code"].isin(ended)]["ward_code"].tolist() == [""] * len(ended)

    def test_what_became_of_an_area_comes_first(self):
        areas = of_councils(("E01018101", "A"), ("E01018103", "A"), ("E01035536", "B"))
        known = geography.with_former(areas, pd.Series(["E01018102"]), pd.Series(["E01035536"]))

        pd.testing.assert_frame_equal(geography.with_ended(known), known)

    def test_a_look_up_of_its_own_year_stays_as_it_is(self):
        pd.testing.assert_frame_equal(geography.with_ended(lookup()), lookup())

    def test_a_council_counts_them_and_says_so_and_a_ward_says_what_it_lacks(self):
        areas = geography.with_ended(of_councils(("E01018101", "A"), ("E01018103", "A")))
        rows = [("2025-06", "Drugs", "E01018101", 40), ("2025-06", "Drugs", "E01018102", 20)]
        given = replace(inputs(rows, BOTH), lookup=areas)

        council, ward, empty = (
            of("counts", given, code) for code in ("A", "WE01018101", "WE01018103")
        )

        assert [one.numbers["total"] for one in (council, ward, empty)] == [60, 40, 0]
        assert wording.FORMER_AREAS in council.caveats
        for one in (ward, empty):
            assert wording.FORMER_AREAS not in one.caveats
            assert any(
                told.startswith("20 of the 60 crimes and incidents (33%)") for told in one.caveats
            )
