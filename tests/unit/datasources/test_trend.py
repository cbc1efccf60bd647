from datasources import analyses
from datasources.analyses import Parameters, Result
from tests.unit.datasources.building import DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [
    ("2024-01", "Drugs", INSIDE, 300),
    ("2025-01", "Drugs", INSIDE, 200),
    ("2025-01", "Anti-social behaviour", INSIDE, 3),
]


def trend(given, **period):
    return analyses.answer("trend", given, Parameters((DISTRICT,), **period))


def numbers(result) -> dict[str, tuple]:
    return {
        row["month"]: tuple(value for name, value in row.items() if name not in NAMES)
        for row in result.rows
    }


NAMES = ("area_code", "area_name", "month")


def test_trend_by_hand():
    result = trend(inputs(ROWS, BOTH_YEARS))

    assert numbers(result)["2025-01"] == (200, 3, 203, 300, 0, 300)
    assert numbers(result)["2024-01"] == (300, 0, 300, None, None, None)
    assert list(numbers(result)) == list(BOTH_YEARS)
    assert result.finding == (
        "All crime (excluding anti-social behaviour) fell by 33% in the year to December 2025: 200"
        " against 300 the year before. Anti-social behaviour: too few to say in the year to"
        " December 2025, 3 against 0 the year before."
    )
    assert result.numbers["all_crime: last 12 months"] == 200
    assert result.numbers["all_crime: last 12 months a year before"] == 300


def test_missing_month_stands_without_a_number():
    held = tuple(month for month in BOTH_YEARS if month != "2025-06")

    result = trend(inputs(ROWS, held))

    assert numbers(result)["2025-06"] == (None, None, None, 0, 0, 0)
    assert numbers(result)["2025-07"] == (0, 0, 0, 0, 0, 0)
    assert result.finding == (
        "The last 12 months cannot be compared with the 12 before: not all of these months are"
        " held."
    )


def test_fewer_than_twelve_months_are_not_a_year():
    result = trend(inputs(ROWS, ["2025-01", "2025-02"]))

    assert len(result.rows) == 2
    assert result.numbers["all_crime: last 12 months"] is None


def test_empty_and_one_row():
    empty = trend(inputs([], ["2025-01"]))
    one = trend(inputs([("2025-01", "Drugs", INSIDE, 1)], ["2025-01"]))

    assert numbers(empty) == {"2025-01": (0, 0, 0, None, None, None)}
    assert numbers(one) == {"2025-01": (1, 0, 1, None, None, None)}


def test_answer_survives_storing():
    result = trend(inputs(ROWS, BOTH_YEARS))

    assert Result.from_json(result.to_json()) == result
