"""What is left of one answer for readers who may not see small counts."""

import pytest

from datasources import analyses
from datasources.analyses import Given, Inputs, Parameters, Result, Rows, held_back, without
from datasources.analyses.guarded import NOT_TOLD
from datasources.kinds.police_street import CRIME_TYPES
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))
PLACES = {DISTRICT: frozenset({INSIDE, ALSO_INSIDE})}
ASB = "Anti-social behaviour"


def protected(name: str, given: Inputs, *asked: str, threshold: int = 5) -> Result:
    result = analyses.answer(name, given, Parameters((DISTRICT,), "", *asked))
    rows = Rows.of(given.tally, given.periods_held)
    hidden = held_back([Given(result, PLACES, (rows,))], threshold)[0]
    return without(result, hidden, threshold=threshold)


def test_small_counts_of_a_change_are_held_back_with_all_that_tells_them():
    rows = [("2024-03", "Drugs", INSIDE, 3), ("2025-03", "Drugs", INSIDE, 40)]
    others = [crime for crime in CRIME_TYPES if crime != "Drugs"]
    rows += [(f"{y}-03", crime, INSIDE, 50) for y in (2024, 2025) for crime in others]

    result = protected("change", inputs(rows, BOTH_YEARS))

    row = next(row for row in result.rows if row["crime_type"] == "Drugs")
    assert (row["count_before"], row["count_now"], row["difference"]) == (None, 40, None)
    assert (row["percent_change"], row["verdict"], row["reason"]) == (None, "not shown", "")
    at = result.rows.index(row)
    assert (at, "count_before") in result.suppressed
    assert result.numbers["Drugs: count_before"] is None
    assert result.caveats[-1] == (
        "Counts under 5, and others from which they could be worked out, are not shown."
    )
    counts = [v for r in result.rows for n, v in r.items() if n.startswith("count_")]
    assert sorted(v for v in counts if v is not None)[:1] == [40]
    # The 3 and one other type of the same year, no more.
    assert len([v for v in counts if v is None]) == 2


@pytest.mark.parametrize("name", ["counts", "change", "rates", "trend", "season"])
def test_no_answer_shows_a_small_count_after_protection(name):
    rows = [
        (month, crime, INSIDE, (at * 7 + len(crime)) % 11)
        for at, month in enumerate(BOTH_YEARS)
        for crime in ("Drugs", "Burglary", "Robbery", ASB)
    ]
    given = inputs(rows, BOTH_YEARS, people={INSIDE: 900, ALSO_INSIDE: 900})

    result = protected(name, given)

    beside = analyses.ANALYSES[name].denominators
    columns = [column.name for column in result.columns if column.kind == "count"]
    counts = [column for column in columns if column not in beside]
    shown = [row[name] for row in result.rows for name in counts if row[name] is not None]
    assert all(value >= 5 for value in shown)
    assert all(result.rows[at][column] is None for at, column in result.suppressed)
    assert analyses.Result.from_json(result.to_json()) == result


def test_rate_goes_with_its_count():
    rows = [("2025-03", "Drugs", INSIDE, 3), ("2025-03", "Burglary", INSIDE, 60)]
    given = inputs(rows, BOTH_YEARS, people={INSIDE: 900, ALSO_INSIDE: 900})

    result = protected("rates", given)

    row = next(row for row in result.rows if row["crime_type"] == "Drugs")
    assert (row["count"], row["rate_per_1000"], row["population"]) == (None, None, 1800)


def test_answer_without_small_counts_is_untouched():
    rows = [(month, "Drugs", INSIDE, 9) for month in BOTH_YEARS]
    rows += [(month, ASB, INSIDE, 9) for month in BOTH_YEARS]
    given = inputs(rows, BOTH_YEARS)

    assert protected("trend", given) == analyses.answer("trend", given, Parameters((DISTRICT,)))


@pytest.mark.parametrize(
    ("counted", "finding"),
    [
        (4, NOT_TOLD),
        (
            5,
            "5 crimes and incidents of anti-social behaviour were recorded in Wexmere, March 2025.",
        ),
    ],
)
def test_a_sentence_says_no_count_under_the_threshold(counted, finding):
    rows = [("2025-03", "Drugs", INSIDE, counted)]

    result = protected("counts", inputs(rows, ["2025-03"]))

    assert (result.finding, result.numbers["total"]) == (finding, None if counted < 5 else counted)


@pytest.mark.parametrize("name", ["change", "rates"])
def test_totals_too_small_are_not_in_the_sentence(name):
    rows = [("2025-01", "Drugs", INSIDE, 2), ("2024-01", "Drugs", INSIDE, 90)]
    given = inputs(rows, BOTH_YEARS, people={INSIDE: 900, ALSO_INSIDE: 900})

    assert protected(name, given).finding == NOT_TOLD


def test_the_sentence_of_a_trend_says_those_of_its_years_that_are_shown():
    rows = [(month, "Drugs", INSIDE, 20) for month in BOTH_YEARS]
    rows += [("2025-01", ASB, INSIDE, 3)]

    result = protected("trend", inputs(rows, BOTH_YEARS))

    assert result.finding == NOT_TOLD
    assert result.numbers["anti_social_behaviour: last 12 months"] is None
    assert result.numbers["all_crime: last 12 months"] is None
    assert result.numbers["all: last 12 months"] == 243


def test_of_rows_without_a_place_no_number_is_said():
    given = inputs([("2025-03", "Drugs", None, 2), ("2025-03", "Drugs", INSIDE, 9)], ["2025-03"])

    result = protected("counts", given)

    assert (
        "Some rows of the whole file in these months have no place and are in no area's count."
        in (result.caveats)
    )


@pytest.mark.parametrize(
    ("small", "held_back"),
    [
        ((4,), 2),  # One more type hides it.
        ((5,), 0),
        ((1, 1), 2),  # Each may be nought and the other 2.
        ((0, 0), 3),  # Neither can be less, so a third must be able to.
        ((1, 0), 2),
    ],
)
def test_no_more_is_held_back_than_keeps_a_small_count_secret(small, held_back):
    counted = dict(zip(CRIME_TYPES, (*small, *[9] * len(CRIME_TYPES)), strict=False))
    rows = [("2025-03", crime, INSIDE, number) for crime, number in counted.items()]

    result = protected("counts", inputs(rows, ["2025-03"]))

    assert len(result.suppressed) == held_back
    assert result.numbers["total"] == sum(counted.values())
