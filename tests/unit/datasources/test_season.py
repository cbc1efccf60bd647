"""Season: the question as a whole. Its numbers alone: test_seasons."""

from dataclasses import replace

import pandas as pd
import pytest

from datasources import analyses, charts
from datasources.analyses import Given, Parameters, Result, Rows, held_back, without
from datasources.analyses.cells import SENTENCE
from datasources.analyses.guarded import NOT_TOLD
from datasources.pictures import Series
from partnerships.words import MONTHS, SHORT_MONTHS
from tests.naive.attack import Reader
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, inputs, year
from tests.unit.datasources.countable import PLACE, inputs_of

ASB = "Anti-social behaviour"
TWO, THREE = (tuple(key for one in span for key in year(one)) for span in
              ((2024, 2025), (2023, 2024, 2025)))  # fmt: skip
PLACES = {DISTRICT: frozenset({INSIDE, ALSO_INSIDE})}
TOO_FEW = (
    "Anti-social behaviour: fewer than 5 a month on average are too few for an index, so the counts"
    " stand alone."
)


def season(given, **period) -> Result:
    return analyses.answer("season", given, Parameters((DISTRICT,), **period))


def lifted(months, usual: int, high: dict[str, float], crime: str = "Burglary"):
    """As many each day of each month, but in those named; with a swing that is no season."""
    days = {key: (30 if key[5:] in ("04", "06", "09", "11") else 31) for key in months}
    days |= {key: 29 if key.startswith("2024") else 28 for key in months if key[5:] == "02"}
    return [
        (key, crime, INSIDE, round(days[key] * usual * high.get(key[5:], 1)) + swing(key))
        for key in months
    ]


def swing(key: str) -> int:
    return (int(key[5:]) * 3 + int(key[:4]) * 2) % 7 - 3


def rows_of(result: Result, crime: str) -> dict[str, tuple]:
    columns = ("count", "periods", "per_day", "index", "lowest", "highest", "verdict")
    return {
        row["part_of_year"]: tuple(row[one] for one in columns)
        for row in result.rows
        if row["crime_type"] == crime
    }


ALL_CRIME = "All crime (excluding anti-social behaviour)"


def test_two_years_by_hand():
    """Two a day and in July four: 26/12 a day on average, so July stands at 400/26 x 12."""
    given = inputs(
        [
            (key, "Drugs", INSIDE, {"02": 29 if key[:4] == "2024" else 28, "07": 62}.get(
                key[5:], 30 if key[5:] in ("04", "06", "09", "11") else 31))
            for key in TWO
        ],
        TWO,
    )  # fmt: skip

    found = rows_of(season(given), ALL_CRIME)

    assert list(found) == list(MONTHS)
    assert found["July"] == (124, 2, 2.0, 184.6, 184.6, 184.6, "as usual")
    assert found["February"] == (57, 2, 1.0, 92.3, 92.3, 92.3, "as usual")
    assert found["April"] == (60, 2, 1.0, 92.3, 92.3, 92.3, "as usual")
    # In two years the same month is the highest of each by chance one time in twelve.
    assert season(given).numbers["all_crime: chance"] == pytest.approx(1 / 12, abs=0.02)
    assert season(given).finding == (
        "All crime (excluding anti-social behaviour): no month stands out beyond how its numbers"
        f" swing; of fewer than 3 years none can. {TOO_FEW}"
    )


def test_two_years_may_have_a_season_of_which_no_month_is_named():
    high = {"06": 1.1, "07": 1.3, "08": 1.2, "12": 0.8, "01": 0.7, "02": 0.9}

    result = season(inputs(lifted(TWO, 10, high), TWO))

    assert result.numbers["all_crime: chance"] < 0.05
    assert result.finding == (
        "All crime (excluding anti-social behaviour): there is a season, and which months stand out"
        f" can be told from 3 years on. {TOO_FEW}"
    )
    assert {row[-1] for row in rows_of(result, ALL_CRIME).values()} == {"as usual"}


def test_three_years_name_the_months_that_stand_out_and_no_others():
    result = season(inputs(lifted(THREE, 10, {"07": 1.31, "01": 0.76}), THREE))

    found = rows_of(result, ALL_CRIME)
    assert {name: row[-1] for name, row in found.items() if row[-1] != "as usual"} == {
        "July": "higher than usual",
        "January": "lower than usual",
    }
    assert found["July"][1:3] == (3, 13.06)
    assert result.finding == (
        "All crime (excluding anti-social behaviour) stood highest in July, 30% above the average"
        " month, and lowest in January, 24% below it. The months of the year make more than 99% of"
        f" the swing around the trend. {TOO_FEW}"
    )
    numbers = result.numbers
    assert numbers["all_crime: index of July"] == found["July"][3] == numbers[
        "all_crime: highest index"
    ]  # fmt: skip
    assert (numbers["all_crime: lowest index"], numbers["all_crime: chance"]) == (
        found["January"][3],
        0.001,
    )
    assert numbers["all_crime: 2023-07"] == lifted(["2023-07"], 10, {"07": 1.31})[0][3]


def test_a_month_that_is_low_alone_is_named_alone():
    result = season(inputs(lifted(THREE, 10, {"01": 0.5}), THREE))

    assert result.finding.startswith(
        "All crime (excluding anti-social behaviour) stood lowest in January, 48% below the average"
        " month. The months"
    )


def test_of_few_a_month_no_per_cent_is_told():
    rows = [
        (key, "Drugs", INSIDE, {"07": 30, "01": 4}.get(key[5:], 16) + swing(key)) for key in THREE
    ]

    assert season(inputs(rows, THREE)).finding.startswith(
        "All crime (excluding anti-social behaviour) stood highest in July and lowest in January."
    )


def test_numbers_that_swing_alike_all_year_have_no_season():
    rows = [(key, "Drugs", INSIDE, 30 + (at * 7) % 13) for at, key in enumerate(THREE)]

    result = season(inputs(rows, THREE))

    assert result.finding.startswith(
        "All crime (excluding anti-social behaviour): no month stands out beyond how its numbers"
        " swing."
    )
    assert {row[-1] for row in rows_of(result, ALL_CRIME).values()} == {"as usual"}
    assert result.numbers["all_crime: chance"] >= 0.05


@pytest.mark.parametrize(("least", "verdict"), [(4, "no index"), (5, "as usual")])
def test_under_five_a_month_the_counts_stand_alone(least, verdict):
    rows = [(key, ASB, INSIDE, least) for key in TWO]

    result = season(inputs(rows, TWO))

    assert {row[-1] for row in rows_of(result, ASB).values()} == {verdict}
    assert rows_of(result, ASB)["May"][:3] == (2 * least, 2, round(2 * least / 62, 2))
    assert (TOO_FEW in result.finding) is (least == 4)


def test_one_less_than_five_a_month_on_average_is_too_few():
    rows = [(key, ASB, INSIDE, 5) for key in TWO[1:]] + [(TWO[0], ASB, INSIDE, 4)]

    assert TOO_FEW in season(inputs(rows, TWO)).finding


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (TWO[1:], "23 months in a row are held. Two years"),
        (TWO[:1], "1 month in a row is held. Two years"),
        ((*TWO[:10], *TWO[11:]), "13 months in a row are held, 23 in all. Two years"),
    ],
)
def test_less_than_two_years_in_a_row_is_asked_nothing(held, words):
    result = season(inputs(lifted(held, 10, {}), held))

    assert result.finding == (
        f"Which months of the year have more than others cannot be told yet: {words} in a row (24"
        " months) are the least, three or more are better: ask the sender for what is missing."
    )
    assert {row["verdict"] for row in result.rows} == {"no index"}
    assert not any("index" in one for one in result.caveats)
    assert result.numbers["all_crime: chance"] is None


def test_where_no_month_is_held_that_is_said():
    result = season(inputs([], TWO), period_from="2020-01", period_to="2020-02")

    assert "cannot be told yet: no month is held." in result.finding
    assert {row["count"] for row in result.rows} == {None}


def test_months_before_whole_years_are_left_out_and_said():
    months = (*year(2022)[9:], *THREE)

    result = season(inputs(lifted(months, 10, {}), months))

    assert (result.period_from, result.period_to) == ("2023-01", "2025-12")
    assert (
        "Whole years are counted, back from December 2025: the 3 months to December 2022 are left"
        " out." in result.caveats
    )
    assert rows_of(result, ALL_CRIME)["October"][1] == 3


def test_a_year_may_begin_in_any_month():
    months = (*year(2022)[3:], *year(2023), *year(2024), *year(2025)[:3])

    result = season(inputs(lifted(months, 10, {"07": 1.31, "01": 0.76}), months))

    assert result.finding.startswith(
        "All crime (excluding anti-social behaviour) stood highest in July, 30% above the average"
        " month, and lowest in January, 24% below it."
    )


def test_a_month_that_is_not_held_is_left_out_and_no_nought():
    held = tuple(key for key in (*year(2022), *THREE) if key != "2022-03")

    result = season(inputs(lifted(held, 10, {}), held))

    assert rows_of(result, ALL_CRIME)["March"][:3] == (
        *(sum(row[3] for row in lifted(held, 10, {}) if row[0][5:] == "03"), 3, 10.03),
    )
    assert "No data are held for March 2022. This is not nought crime." in result.caveats
    assert result.numbers.get("all_crime: 2022-03", "no such key") == "no such key"


def test_a_month_taken_in_part_is_left_out_and_has_no_index_of_one_value():
    given = replace(inputs(lifted(TWO, 10, {}), TWO), in_part=("2024-03",))

    result = season(given)

    assert rows_of(result, ALL_CRIME)["March"][1:] == (
        *(1, rows_of(result, ALL_CRIME)["March"][2]),
        *(None, None, None, "no index"),
    )
    assert (
        "March 2024 is left out: what was taken in part is not set beside what is whole."
        in result.caveats
    )
    assert "all_crime: 2024-03" not in result.numbers


def test_the_years_asked_for_are_those_that_answer():
    given = inputs(lifted(THREE, 10, {"07": 1.31}), THREE)

    result = season(given, period_from="2024-01", period_to="2025-12")

    assert rows_of(result, ALL_CRIME)["July"][1] == 2
    assert "the mean of its own 12 months" in result.caveats[0]
    assert "the mean of the 12 months around it" in season(given).caveats[0]


def test_quarters_have_an_index_of_quarters():
    given = inputs_of("safeguarding")

    result = analyses.answer("season", given, Parameters((PLACE.code,)))

    assert [row["part_of_year"] for row in result.rows] == [
        "January to March", "April to June", "July to September", "October to December",
    ]  # fmt: skip
    assert all(row["index"] for row in result.rows)
    assert result.columns[3].label == "Part of the year"
    chart = charts.from_result(result, "")
    assert chart.categories == ("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec")


def test_a_number_that_is_not_known_leaves_its_quarter_out():
    given = inputs_of("safeguarding")
    gone = given.tally[given.tally["period"] != "2024-Q2"]
    hidden = given.tally[given.tally["period"] == "2024-Q2"].assign(unknown=1)
    tally = replace(given, tally=pd.concat([gone, hidden]))

    result = analyses.answer("season", tally, Parameters((PLACE.code,)))

    assert "April to June 2024 is left out: a number is held back or not known." in result.caveats
    assert [row["periods"] for row in result.rows] == [2, 1, 2, 2]


def test_years_alone_tell_no_season():
    given = inputs_of("school-absence")

    result = analyses.answer("season", given, Parameters((PLACE.code,)))

    assert result.finding == (
        "Which months have more than others cannot be told: the counts are of whole years. Ask the"
        " sender for counts by month or by quarter."
    )
    assert [row["part_of_year"] for row in result.rows] == ["Whole year"]


def test_the_picture_is_of_the_index_beside_its_average():
    result = season(inputs(lifted(THREE, 10, {"07": 1.31}), THREE))

    chart = charts.from_result(result, "Source: sample")

    assert (chart.kind, chart.categories) == ("line", SHORT_MONTHS)
    assert chart.series == (
        Series("All crime", tuple(row[3] for row in rows_of(result, ALL_CRIME).values())),
        Series("Average month (100)", (100,) * 12),
    )
    assert chart.subtitle == (
        "Recorded crime and anti-social behaviour by month of the year, Wexmere, January 2023 to"
        " December 2025, index"
    )


def test_where_there_is_no_index_the_picture_is_of_how_many_each_day():
    result = season(inputs([(TWO[0], "Drugs", INSIDE, 62)], TWO))

    chart = charts.from_result(result, "Source: sample")

    assert [one.name for one in chart.series] == ["All crime", ASB]
    assert chart.series[0].values == (1.0, *(0.0,) * 11)
    assert chart.y_label == "Each day"


def answer_of_both() -> Result:
    rows = lifted(THREE, 10, {"07": 1.31}) + lifted(THREE, 3, {"10": 1.6}, ASB)
    return season(inputs(rows, THREE))


@pytest.mark.parametrize("where", [(SENTENCE, "all_crime: 2024-05"), (4, "count")])
def test_where_one_count_is_held_back_nothing_is_left_of_its_season(where):
    result = answer_of_both()

    left = without(result, frozenset({where}))

    own = [row for row in left.rows if row["crime_type"] == ALL_CRIME]
    assert {(row["index"], row["lowest"], row["highest"], row["verdict"]) for row in own} == {
        (None, None, None, "not shown")
    }
    assert set(own[0]) == set(result.rows[0])
    assert {row["count"] is None for row in own} == {False} | {where[0] != SENTENCE}
    assert own[4]["per_day"] is None or where[0] == SENTENCE
    gone = {name for name, value in left.numbers.items() if value is None}
    assert {name for name in gone if not name.startswith("all_crime: ")} == set()
    assert {"all_crime: chance", "all_crime: strength", "all_crime: index of July"} <= gone
    assert "all_crime: 2024-06" not in gone
    assert [row for row in left.rows if row["crime_type"] == ASB] == [
        row for row in result.rows if row["crime_type"] == ASB
    ]
    assert result.finding.startswith(f"{ALL_CRIME} stood highest in July")
    assert left.finding.startswith(f"{ASB} stood highest in October")
    assert result.finding.endswith(left.finding)


def test_where_both_are_held_back_no_sentence_is_left():
    hidden = frozenset({(0, "count"), (12, "count")})

    assert without(answer_of_both(), hidden).finding == NOT_TOLD


def test_a_small_month_of_a_single_year_is_told_by_no_index():
    """Each calendar month has 20 or more in all; one month of one year has 3."""
    rows = [(key, ASB, INSIDE, 3 if key == "2024-05" else 12) for key in THREE]
    rows += [(key, "Burglary", INSIDE, 50) for key in THREE]
    given = inputs(rows, THREE)
    tally = (Rows.of(given.tally, given.periods_held),)
    trend = analyses.answer("trend", given, Parameters((DISTRICT,)))
    results = [season(given), trend]

    hidden = held_back([Given(one, PLACES, tally) for one in results], 5)
    left = [without(one, hidden[at]) for at, one in enumerate(results)]

    assert (SENTENCE, "anti_social_behaviour: 2024-05") in hidden[0]
    assert {row[3:] for row in rows_of(left[0], ASB).values()} == {(None, None, None, "not shown")}
    assert left[0].finding.startswith(ALL_CRIME)
    assert ASB not in left[0].finding
    reader = Reader(PLACES)
    for one in left:
        reader.reads(one)
    small = reader.block(DISTRICT, ["2024-05"], ASB)
    assert reader.works_out({small: 3}) == {}
