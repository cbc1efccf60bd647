import pytest

from datasources import analyses
from datasources.analyses import NoPeriodsError, Parameters, UnknownAreaError
from datasources.kinds.police_street import CRIME_TYPES
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, NEIGHBOUR, WARD, inputs
from tests.unit.datasources.building import OUTSIDE as ELSEWHERE

ROWS = [
    ("2025-01", "Burglary", INSIDE, 3),
    ("2025-01", "Burglary", ALSO_INSIDE, 2),
    ("2025-03", "Drugs", INSIDE, 1),
    ("2025-03", "Drugs", ELSEWHERE, 7),
    ("2025-03", "Drugs", None, 4),
]


def counts(given, codes=(DISTRICT,), **period):
    return analyses.answer("counts", given, Parameters(codes, **period))


def nonzero(result):
    return [
        (row["area_code"], row["month"], row["crime_type"], row["count"])
        for row in result.rows
        if row["count"]
    ]


def test_counts_by_hand():
    result = counts(inputs(ROWS, ["2025-01", "2025-03"]))

    assert nonzero(result) == [
        (DISTRICT, "2025-01", "Burglary", 5),
        (DISTRICT, "2025-03", "Drugs", 1),
    ]
    assert result.rows[0] == {
        "area_code": DISTRICT,
        "area_name": "Wexmere",
        "month": "2025-01",
        "crime_type": "Anti-social behaviour",
        "count": 0,
    }
    assert result.numbers == {"total": 6, "months": 2}
    assert result.finding == (
        "6 crimes and incidents of anti-social behaviour were recorded in Wexmere, 2 months from"
        " January 2025 to March 2025."
    )


def test_missing_month_has_no_rows_and_is_named():
    result = counts(inputs(ROWS, ["2025-01", "2025-03"]))

    assert {row["month"] for row in result.rows} == {"2025-01", "2025-03"}
    assert result.caveats[:2] == (
        "No data are held for February 2025. This is not nought crime.",
        "4 rows of the whole file in these months have no place and are in no area's count.",
    )


def test_held_month_without_rows_is_nought_for_every_type():
    result = counts(inputs([], ["2025-01"]))

    assert [(row["crime_type"], row["count"]) for row in result.rows] == [
        (crime, 0) for crime in CRIME_TYPES
    ]


def test_one_row():
    assert nonzero(counts(inputs([("2025-01", "Drugs", INSIDE, 1)], ["2025-01"]))) == [
        (DISTRICT, "2025-01", "Drugs", 1)
    ]


@pytest.mark.parametrize(
    ("code", "total"), [(DISTRICT, 6), (WARD, 4), (INSIDE, 4), (ALSO_INSIDE, 2), (NEIGHBOUR, 7)]
)
def test_area_may_be_authority_ward_or_small_area(code, total):
    assert counts(inputs(ROWS, ["2025-01", "2025-03"]), (code,)).numbers["total"] == total


def test_several_areas_stand_one_after_another():
    result = counts(inputs(ROWS, ["2025-01", "2025-03"]), (DISTRICT, NEIGHBOUR))

    assert nonzero(result) == [
        (DISTRICT, "2025-01", "Burglary", 5),
        (DISTRICT, "2025-03", "Drugs", 1),
        (NEIGHBOUR, "2025-03", "Drugs", 7),
    ]
    assert (result.area_code, result.area_name) == (
        f"{DISTRICT}+{NEIGHBOUR}",
        "Wexmere and Stourcombe",
    )


def test_period_limits_the_months():
    result = counts(
        inputs(ROWS, ["2025-01", "2025-03"]), period_from="2025-03", period_to="2025-03"
    )

    assert nonzero(result) == [(DISTRICT, "2025-03", "Drugs", 1)]


def test_unknown_area_is_not_counted_as_nought():
    with pytest.raises(UnknownAreaError, match="E99"):
        counts(inputs(ROWS, ["2025-01"]), ("E99",))


def test_nothing_held_is_not_answered():
    with pytest.raises(NoPeriodsError, match="No period of this measure"):
        counts(inputs([], []))


def test_months_in_the_wrong_order_are_refused():
    with pytest.raises(NoPeriodsError, match="after the last"):
        counts(inputs(ROWS, ["2025-01"]), period_from="2025-03", period_to="2025-01")


def test_crime_type_of_an_older_year_is_counted_under_its_name():
    result = counts(inputs([("2025-01", "Violent crime", INSIDE, 2)], ["2025-01"]))

    assert nonzero(result) == [(DISTRICT, "2025-01", "Violent crime", 2)]
