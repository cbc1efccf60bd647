from dataclasses import replace

from datasources import analyses
from datasources.analyses import Parameters, Result, without
from datasources.analyses.cells import SENTENCE
from datasources.analyses.wording import IN_PART, LEVEL_OR_RECORDING
from tests.unit.datasources.building import DISTRICT, INSIDE, inputs, over_year, year

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [
    *over_year(2024, "Drugs", INSIDE, 360),
    *over_year(2025, "Drugs", INSIDE, 240),
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

    assert numbers(result)["2025-01"] == (20, 3, 23, 30, 0, 30)
    assert numbers(result)["2024-01"] == (30, 0, 30, None, None, None)
    assert list(numbers(result)) == list(BOTH_YEARS)
    assert result.finding == (
        "All crime (excluding anti-social behaviour) fell by 33% in the year to December 2025: 240"
        " against 360 the year before. Anti-social behaviour: too few to say in the year to"
        " December 2025, 3 against 0 the year before. The level of all crime (excluding anti-social"
        " behaviour) changed about January 2025, between December 2024 and March 2025: 33% less"
        " than in the same months before."
    )
    # A day: the year before has one more.
    assert result.numbers["all_crime: level changed (%)"] == -33.1
    assert LEVEL_OR_RECORDING in result.caveats
    assert result.numbers["all_crime: last 12 months"] == 240
    assert result.numbers["all_crime: last 12 months a year before"] == 360


def test_missing_month_stands_without_a_number():
    held = tuple(month for month in BOTH_YEARS if month != "2025-06")

    result = trend(inputs(ROWS, held))

    assert numbers(result)["2025-06"] == (None, None, None, 30, 0, 30)
    assert numbers(result)["2025-07"] == (20, 0, 20, 30, 0, 30)
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


def told(result) -> list[object]:
    return [
        result.numbers[f"{slug}: change told"] for slug in ("all_crime", "anti_social_behaviour")
    ]


class TestWhatIsToldOfTheLastYear:
    def test_a_way_stands_among_the_numbers_where_one_is_told(self):
        rows = [*ROWS, *over_year(2024, "Anti-social behaviour", INSIDE, 100)]
        rows += over_year(2025, "Anti-social behaviour", INSIDE, 100)
        more = [*ROWS, *over_year(2025, "Anti-social behaviour", INSIDE, 100)]

        assert told(trend(inputs(ROWS, BOTH_YEARS))) == [-1, None]
        assert told(trend(inputs(rows, BOTH_YEARS))) == [-1, 0]
        assert told(trend(inputs(more, BOTH_YEARS))) == [-1, 1]

    def test_nothing_is_told_where_the_years_are_not_held_or_in_doubt(self):
        held = tuple(month for month in BOTH_YEARS if month != "2024-06")
        short = replace(inputs(ROWS, BOTH_YEARS), in_part=("2025-06",))

        assert told(trend(inputs(ROWS, held))) == [None, None]
        assert told(trend(short)) == [None, None]
        assert trend(short).doubt == IN_PART

    def test_crimes_that_come_together_make_the_same_fall_no_clear_change(self):
        """Of every two months 60 in one and none in the next: each pair is 60 from chance."""
        rows = [
            (month, "Drugs", INSIDE, 60 if at % 2 else 0) for at, month in enumerate(year(2024))
        ] + [(month, "Drugs", INSIDE, 40 if at % 2 else 0) for at, month in enumerate(year(2025))]

        result = trend(inputs(rows, BOTH_YEARS))

        assert told(result) == [0, None]
        assert result.finding.startswith(
            "All crime (excluding anti-social behaviour) showed no clear change in the year to"
            " December 2025: 240 against 360 the year before."
        )

    def test_two_months_alone_do_not_say_how_they_swing(self):
        rows = [("2024-06", "Drugs", INSIDE, 360), ("2025-06", "Drugs", INSIDE, 240)]

        result = trend(inputs(rows, BOTH_YEARS))

        assert told(result) == [None, None]
        assert result.finding.startswith(
            "All crime (excluding anti-social behaviour): 240 against 360 the year before, in the"
            " year to December 2025. Whether it rose or fell cannot be said: how much such numbers"
            " swing by themselves is not known."
        )

    def test_how_they_are_told_is_said(self):
        assert (
            "A rise or fall is told only where it is larger than months that follow each other"
            " swing by themselves. Of differences that mean nothing fewer than one in 20 is told."
        ) in trend(inputs(ROWS, BOTH_YEARS)).caveats

    def test_of_a_year_that_is_held_back_it_is_not_told_which_way_it_went(self):
        rows = [*ROWS, *over_year(2024, "Anti-social behaviour", INSIDE, 100)]
        result = trend(inputs(rows, BOTH_YEARS))
        assert told(result) == [-1, -1]

        shown = without(result, frozenset({(SENTENCE, "anti_social_behaviour: last 12 months")}))

        assert told(shown) == [-1, None]
        assert "nti-social behaviour fell" in result.finding
        assert shown.finding == result.finding.split(" Anti-social behaviour fell")[0]
