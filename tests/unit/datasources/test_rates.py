from datasources import analyses
from datasources.analyses import Parameters
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    OTHER_WARD,
    OUTSIDE,
    WARD,
    inputs,
    year,
)

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [("2025-02", "Drugs", INSIDE, 30), ("2024-02", "Drugs", ALSO_INSIDE, 10)]
PEOPLE = {INSIDE: 1500, ALSO_INSIDE: 1500, OUTSIDE: 9999}


def rates(given, codes=(DISTRICT,), **period):
    return analyses.answer("rates", given, Parameters(codes, **period))


def drugs(result) -> dict:
    return next(row for row in result.rows if row["crime_type"] == "Drugs")


def test_rates_by_hand():
    result = rates(inputs(ROWS, BOTH_YEARS, people=PEOPLE))

    assert drugs(result) == {
        "area_code": DISTRICT,
        "area_name": "Wexmere",
        "crime_type": "Drugs",
        "count": 30,
        "population": 3000,
        "rate_per_1000": 10.0,
        "count_before": 10,
        "rate_per_1000_before": 3.33,
    }
    assert result.denominator == "Residents, mid-2024 estimate: 3,000"
    assert result.finding == (
        "Wexmere had 10.0 crimes per 1,000 residents in the year to December 2025 (anti-social"
        " behaviour not counted), against 3.3 the year before."
    )
    assert result.numbers["population"] == 3000


def test_both_years_stand_over_one_named_population():
    result = rates(inputs(ROWS, BOTH_YEARS, people=PEOPLE))

    assert (
        "Both years stand over the same population, the mid-2024 estimate, so that only crime"
        " differs between them."
    ) in result.caveats


def test_nobody_living_there_gives_no_rate():
    result = rates(inputs(ROWS, BOTH_YEARS, people={INSIDE: 0, ALSO_INSIDE: 5}), (WARD,))

    assert (drugs(result)["population"], drugs(result)["rate_per_1000"]) == (0, None)
    assert "Nobody lives in this area, so no rate can be given." in result.caveats
    assert result.finding == "No rate can be given for Market Place in the year to December 2025."


def test_part_of_the_area_without_population_gives_no_rate():
    result = rates(inputs(ROWS, BOTH_YEARS, people={INSIDE: 1500}))

    assert (drugs(result)["count"], drugs(result)["population"]) == (30, None)
    assert drugs(result)["rate_per_1000"] is None
    assert "1 small area of this area has no population, so no rate can be given." in result.caveats
    assert result.denominator == ""


def test_no_population_held_gives_no_rate():
    assert drugs(rates(inputs(ROWS, BOTH_YEARS)))["rate_per_1000"] is None


def test_year_before_not_held_has_no_rate():
    result = rates(inputs(ROWS, year(2025), people=PEOPLE))

    assert (drugs(result)["rate_per_1000"], drugs(result)["rate_per_1000_before"]) == (10.0, None)
    assert drugs(result)["count_before"] is None
    assert (
        "Not all months of the year before are held, so it has no count and no rate."
        in result.caveats
    )


def test_missing_month_gives_no_rate():
    held = tuple(month for month in BOTH_YEARS if month != "2025-06")

    assert drugs(rates(inputs(ROWS, held, people=PEOPLE)))["rate_per_1000"] is None


def test_empty_and_one_row():
    empty = rates(inputs([], BOTH_YEARS, people=PEOPLE))
    one = rates(inputs([("2025-01", "Drugs", INSIDE, 1)], BOTH_YEARS, people=PEOPLE))

    assert {row["rate_per_1000"] for row in empty.rows} == {0.0}
    assert drugs(one)["rate_per_1000"] == 0.33


def test_part_of_a_year_is_not_called_a_year():
    result = rates(
        inputs(ROWS, BOTH_YEARS, people=PEOPLE), period_from="2025-01", period_to="2025-03"
    )

    assert (
        "These are rates for the 3 months to March 2025, not for a year; do not set them beside"
        " yearly rates."
    ) in result.caveats


def test_a_ward_whose_residents_are_held_as_a_ward_has_a_rate():
    result = rates(inputs(ROWS, BOTH_YEARS, people={WARD: 1500}), (WARD,))

    assert (drugs(result)["population"], drugs(result)["rate_per_1000"]) == (1500, 20.0)
    assert any("wards or councils" in one for one in result.caveats)


def test_residents_of_a_ward_say_nothing_of_a_small_area():
    result = rates(inputs(ROWS, BOTH_YEARS, people={WARD: 1500}), (INSIDE,))

    assert (drugs(result)["population"], drugs(result)["rate_per_1000"]) == (None, None)
    assert result.caveats[:2] == (
        "The population in use is of wards or councils. How many of these residents live in a part"
        " of one is not known: take a population of small areas into use, or ask about the larger"
        " area.",
        "1 small area of this area has no population, so no rate can be given.",
    )


def test_residents_of_several_levels_are_counted_once():
    people = PEOPLE | {WARD: 1500, OTHER_WARD: 1500, DISTRICT: 3000}

    every = rates(inputs(ROWS, BOTH_YEARS, people=people))
    larger = rates(inputs(ROWS, BOTH_YEARS, people={WARD: 1, OTHER_WARD: 2, DISTRICT: 3000}))
    wards = rates(inputs(ROWS, BOTH_YEARS, people={WARD: 1, OTHER_WARD: 2}))
    one = rates(inputs(ROWS, BOTH_YEARS, people={WARD: 1, INSIDE: 5}))

    assert [drugs(each)["population"] for each in (every, larger, wards, one)] == [
        3000, 3000, 3, None,
    ]  # fmt: skip
