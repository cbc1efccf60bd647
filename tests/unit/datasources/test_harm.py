"""Counts beside harm: by hand, at the edges, and what is left where counts are held back."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from datasources import analyses, charts
from datasources.analyses import Given, Parameters, Result, Rows, held_back, without
from datasources.analyses.guarded import NOT_TOLD
from datasources.analyses.harm_table import compared
from datasources.analyses.harm_wording import _ordinal
from datasources.analyses.published import published
from datasources.analyses.weights import Weights, exact, weighed, weights_in
from datasources.kinds import harm_weights
from datasources.kinds.police_street import CRIME_TYPES, MEASURE
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))
PLACES = {DISTRICT: frozenset({INSIDE, ALSO_INSIDE})}
DAYS = {
    "Violence and sexual offences": 180.48,
    "Burglary": 236.58,
    "Drug offences": 3.53,
    "Shoplifting": 1.0,
    "Robbery": 365.0,
    "Vehicle offences": 5.0,
}
INDEX = Weights("An index", "2026", harm_weights.WORDS, DAYS, "Wexshire", traps=("Beware.",))
ROWS = [
    ("2025-02", "Violence and sexual offences", INSIDE, 100),
    ("2025-03", "Burglary", INSIDE, 20),
    ("2025-04", "Drugs", ALSO_INSIDE, 25),
    ("2025-05", "Shoplifting", INSIDE, 80),
    ("2025-06", "Robbery", INSIDE, 22),
    ("2025-07", "Vehicle crime", INSIDE, 3),
    ("2025-08", "Anti-social behaviour", INSIDE, 50),
    ("2024-02", "Violence and sexual offences", INSIDE, 90),
    ("2024-05", "Shoplifting", INSIDE, 61),
]


def harm(rows=ROWS, held=BOTH_YEARS, weights=INDEX, **period: str) -> Result:
    given = replace(inputs(rows, held), weights=weights)
    return analyses.answer("harm", given, Parameters((DISTRICT,), **period))


def by_type(result: Result) -> dict[str, tuple]:
    names = [one.name for one in result.columns[3:]]
    return {row["crime_type"]: tuple(row[name] for name in names) for row in result.rows}


def test_harm_by_hand():
    result = harm()

    rows = by_type(result)
    # 18,048 + 4,731.6 + 88.25 + 80 + 8,030 + 15
    assert rows["All types with a weight"] == (
        250, None, 30993, 100.0, 100.0, "all of both", 151, 16304,
    )  # fmt: skip
    assert rows["Violence and sexual offences"] == (
        100, 180.48, 18048, 40.0, 58.2, "more by harm", 90, 16243,
    )  # fmt: skip
    assert rows["Drugs"] == (25, 3.53, 88, 10.0, 0.3, "less by harm", 0, 0)
    assert rows["Burglary"] == (20, 236.58, 4732, 8.0, 15.3, "more by harm", 0, 0)
    assert rows["Robbery"] == (22, 365.0, 8030, 8.8, 25.9, "more by harm", 0, 0)
    assert rows["Anti-social behaviour"] == (50, None, None, None, None, "no weight", 0, None)
    assert list(rows) == ["All types with a weight", *sorted(CRIME_TYPES)]
    assert (result.period_from, result.period_to) == ("2025-01", "2025-12")
    assert result.numbers["Robbery: share_of_harm"] == 25.9
    assert result.numbers["All types with a weight: harm"] == 30993
    assert result.finding == (
        "By number the largest in the year to December 2025 is violence and sexual offences (40%);"
        " by harm too, 58%. Shoplifting changes its place most, from second by number to fifth by"
        " harm: 32% of the crimes and less than 1% of the harm. Robbery is 9% of the crimes and"
        " 26% of the harm; drugs is 10% of the crimes and less than 1% of the harm. Only types with"
        " a weight are compared: 83% of the crimes and incidents."
    )
    assert result.caveats[:3] == (
        "Harm is the number of each type times its weight in days: An index, version 2026, for the"
        " crimes of Wexshire. Both years are weighed alike, so that a change in harm is one in what"
        " was recorded.",
        "“Anti-social behaviour”, “Bicycle theft”, “Criminal damage and arson”, “Other crime”,"
        " “Other theft”, “Possession of weapons” and 2 more have no weight: listed by number alone,"
        " which is not to say that there is no harm.",
        "Harm is shown beside the number and never alone: each says what the other hides, and"
        " neither says what matters most to people here.",
    )
    assert "Beware." in result.caveats


def test_what_is_first_by_each_is_named_where_they_differ():
    rows = [("2025-02", "Shoplifting", INSIDE, 60), ("2025-02", "Robbery", INSIDE, 40)]

    assert harm(rows).finding == (
        "By number the largest in the year to December 2025 is shoplifting (60%); by harm it is"
        " robbery (more than 99%). Robbery changes its place most, from second by number to first"
        " by harm: 40% of the crimes and more than 99% of the harm."
    )


def test_places_are_told_of_types_of_which_enough_were_recorded():
    rows = [
        ("2025-02", "Violence and sexual offences", INSIDE, 100),
        ("2025-02", "Shoplifting", INSIDE, 20),
        ("2025-02", "Robbery", INSIDE, 19),
    ]

    one_less = harm(rows).finding
    enough = harm([*rows[:2], ("2025-02", "Robbery", INSIDE, 20)]).finding

    assert "Robbery" not in one_less
    assert "Shoplifting changes its place most, from second by number to third" in one_less
    assert "obbery changes its place most" not in enough
    assert "robbery" not in one_less
    assert "Robbery is 14% of the crimes and 29% of the harm" in enough


@pytest.mark.parametrize(
    ("number", "by_harm", "words"),
    [
        ("0.200", "0.219", "about the same"),
        ("0.200", "0.222", "about the same"),
        ("0.200", "0.2223", "more by harm"),
        ("0.050", "0.0599", "about the same"),
        ("0.050", "0.06", "more by harm"),
        ("0.300", "0.27", "less by harm"),
        ("0.300", "0.2701", "about the same"),
        ("0.010", "0", "less by harm"),
        ("0.0099", "0", "about the same"),
        ("0", "0", "about the same"),
    ],
)
def test_shares_differ_from_a_point_and_a_tenth_of_the_larger_on(number, by_harm, words):
    assert compared(Fraction(number), Fraction(by_harm)) == words


@each_of(st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_shares_and_harm_add_up(counts):
    types = ("Violence and sexual offences", "Burglary", "Drugs", "Shoplifting", "Robbery")
    rows = [("2025-02", one, INSIDE, count) for one, count in zip(types, counts, strict=False)]

    whole, *types_told = harm(rows).rows

    mine = [row for row in types_told if row["weight"] is not None]
    assert whole["count"] == sum(row["count"] for row in mine) == sum(counts[:5])
    exactly = sum(row["count"] * exact(row["weight"]) for row in mine)
    assert whole["harm"] == round(exactly)
    assert abs(whole["harm"] - sum(row["harm"] for row in mine)) <= len(mine) / 2
    for name in ("share_of_count", "share_of_harm"):
        shares = [row[name] for row in mine]
        if whole["count"] < 20:
            assert set(shares) == {None}
        else:
            assert abs(sum(shares) - 100) <= 0.05 * len(mine) + 1e-9


@each_of(
    st.floats(0, 10_000, allow_nan=False).map(lambda one: round(one, 2)), st.integers(0, 10**6)
)
def test_harm_is_counted_in_hundredths_of_a_day(days, count):
    assert count * exact(days) * 100 == count * round(days * 100)


@pytest.mark.parametrize(("counted", "larger"), [(19, "too few to say"), (20, "about the same")])
def test_no_share_is_told_of_fewer_than_twenty(counted, larger):
    result = harm([("2025-02", "Robbery", INSIDE, counted)])

    row = by_type(result)["Robbery"]
    assert row[:3] == (counted, 365.0, 365 * counted)
    assert row[3:6] == ((None, None, larger) if counted < 20 else (100.0, 100.0, larger))
    if counted < 20:
        assert result.finding == (
            "Harm cannot be set beside the number of crimes and incidents in the year to December"
            " 2025: 19 with a weight are too few."
        )
        assert charts.from_result(result, "").series[0].name == "Number"


def test_a_month_that_is_not_held_leaves_no_harm():
    held = tuple(month for month in BOTH_YEARS if month != "2025-07")

    result = harm(held=held)

    assert by_type(result)["Robbery"] == (None, 365.0, None, None, None, "no data", 0, 0)
    assert by_type(result)["All types with a weight"][0] is None
    assert result.finding == (
        "Harm cannot be set beside the number of crimes and incidents in the year to December 2025:"
        " not all months are held, or some numbers are not known."
    )
    assert result.caveats[0].startswith("No data are held for July 2025.")


def test_the_year_before_may_be_missing():
    result = harm(held=year(2025))

    assert by_type(result)["Robbery"][-2:] == (None, None)
    assert by_type(result)["Robbery"][:3] == (22, 365.0, 8030)
    assert result.finding == harm().finding


@pytest.mark.parametrize("weights", [None, replace(INDEX, days={"Homicide": 5475.0})])
def test_where_no_type_has_a_weight_there_is_no_harm_and_no_total(weights):
    result = harm(weights=weights)

    assert result.totals == ()
    assert set(by_type(result)) == set(CRIME_TYPES)
    assert {row["larger"] for row in result.rows} == {"no weight"}
    assert result.finding == (
        "Harm cannot be set beside the number of crimes and incidents in the year to December 2025:"
        " none of their types has a weight. Send a table of weights by these types."
    )
    chart = charts.from_result(result, "")
    assert (chart.kind, chart.series[0].values[0]) == ("bar", 100)


def test_weights_of_nought_share_nothing_out():
    result = harm(weights=replace(INDEX, days={"Shoplifting": 0.0}))

    assert by_type(result)["Shoplifting"][:6] == (80, 0.0, 0, 100.0, None, "no data")
    assert result.finding.endswith("the weights of all that were recorded are nought.")


def test_weights_of_another_force_and_unclear_ones_are_said():
    told = harm(weights=replace(INDEX, another="Eastshire Police", unclear=("Homicide",))).caveats

    assert told[1:3] == (
        "What is counted was recorded by Eastshire Police, and the weights are those of Wexshire."
        " Send a table of the force's own, or one of no force in particular.",
        "The table of weights says several weights of Homicide, or one that cannot be: none of them"
        " is taken. Send a table with one weight for each type.",
    )


def test_a_word_with_two_weights_or_one_that_cannot_be_has_none():
    table = [("A", 5.0), ("A", 5.0), ("B", 1.0), ("B", 2.0), ("C", -1.0), ("D", float("inf")), ("E", 0.0)]  # fmt: skip  # noqa: E501

    assert weights_in(table) == ({"A": 5.0, "E": 0.0}, ("B", "C", "D"))


def test_a_type_is_weighed_by_its_word_or_a_spelling_of_it():
    found = weighed(CRIME_TYPES, MEASURE, INDEX)

    assert found == {
        "Violence and sexual offences": "Violence and sexual offences",
        "Burglary": "Burglary",
        "Drugs": "Drug offences",
        "Shoplifting": "Shoplifting",
        "Robbery": "Robbery",
        "Vehicle crime": "Vehicle offences",
    }


def test_parts_of_a_group_and_words_that_nobody_knows_are_not_weighed():
    index = replace(INDEX, days={**DAYS, harm_weights.WORDS.rest: 9.0, MEASURE.words.rest: 9.0})
    of_few = replace(MEASURE, words=replace(MEASURE.words, rest="Robbery"))

    parts = weighed(("Theft of motor vehicle", "Vehicle interference"), MEASURE, index)
    beside = weighed(("Vehicle offences", "Vehicle interference"), MEASURE, index)
    alone = weighed(("Theft from motor vehicle",), MEASURE, index)
    unknown = weighed((harm_weights.WORDS.rest, MEASURE.words.rest), MEASURE, index)

    assert (parts, unknown, weighed(("Robbery",), of_few, index)) == ({}, {}, {})
    assert beside == {"Vehicle offences": "Vehicle offences"}
    assert alone == {"Theft from motor vehicle": "Vehicle offences"}


def protected(rows, threshold: int = 5) -> Result:
    given = replace(inputs(rows, BOTH_YEARS), weights=INDEX)
    result = analyses.answer("harm", given, Parameters((DISTRICT,)))
    behind = Rows.of(given.tally, given.periods_held)
    hidden = held_back([Given(result, PLACES, (behind,))], threshold)[0]
    return without(result, hidden, threshold=threshold)


def with_few(vehicle: int, drugs: int, month: str = "2025-02") -> list[tuple]:
    rows = [(f"{y}-03", one, INSIDE, 50) for y in (2024, 2025) for one in CRIME_TYPES]
    kept = [row for row in rows if row[1] not in ("Vehicle crime", "Drugs")]
    other = "2024-02" if month.startswith("2025") else "2025-02"
    return [
        *kept,
        (month, "Vehicle crime", INSIDE, vehicle),
        (month, "Drugs", INSIDE, drugs),
        (other, "Vehicle crime", INSIDE, 50),
        (other, "Drugs", INSIDE, 50),
    ]


def test_two_counts_held_back_do_not_follow_from_the_harm_of_all():
    """Their sum follows from the total, and with the harm of all each of them would."""
    one, other = protected(with_few(3, 8)), protected(with_few(4, 7))

    assert one == other
    assert one.finding == NOT_TOLD
    rows = by_type(one)
    assert rows["Vehicle crime"][:3] == (None, 5.0, None)
    assert rows["Burglary"][:6] == (50, 236.58, 11829, None, None, None)
    assert rows["All types with a weight"][2:6] == (None, None, None, None)
    assert rows["All types with a weight"][6:] == (300, 39580)
    assert rows["Anti-social behaviour"][5] == "no weight"
    assert one.numbers["All types with a weight: harm"] is None
    assert charts.from_result(one, "") == charts.from_result(other, "")


def test_of_the_year_before_its_harm_alone_goes():
    one, other = (protected(with_few(*few, month="2024-02")) for few in ((3, 8), (4, 7)))

    assert one == other
    assert by_type(one)["All types with a weight"][-1] is None
    assert by_type(one)["All types with a weight"][2] == 39580
    assert one.finding.startswith("By number the largest")


def test_a_small_count_without_a_weight_takes_the_sentence_alone():
    rows = [row for row in with_few(50, 50) if row[:2] != ("2025-03", "Anti-social behaviour")]

    result = protected([*rows, ("2025-03", "Anti-social behaviour", INSIDE, 2)])

    assert result.finding == NOT_TOLD
    assert by_type(result)["Anti-social behaviour"][0] is None
    assert by_type(result)["Burglary"][3:5] == (16.7, 29.9)


def test_an_answer_of_another_time_names_no_strange_word():
    result = harm()
    stored = json.dumps(result.to_json(), ensure_ascii=False)
    stored = stored.replace('"Robbery"', '"Priya"').replace("“Bicycle", "“Pri")
    assert stored.count("Pri") == 3

    shown = published(Result.from_json(stored))

    assert "Pri" not in json.dumps(shown.to_json())
    rows = by_type(shown)
    assert rows["Other types (not in the list)"][:3] == (22, None, None)
    assert rows["All types with a weight"][:3] == (228, None, 22963)
    assert shown.totals[0].only == (
        "Burglary", "Drugs", "Shoplifting", "Vehicle crime", "Violence and sexual offences",
    )  # fmt: skip
    assert "more have no weight" in shown.caveats[-1]


def test_it_is_stored_with_its_total():
    result = harm()

    assert Result.from_json(json.dumps(result.to_json())) == result
    assert result.counted.is_total("All types with a weight")
    assert result.counted.holds("All types with a weight", "Robbery")
    assert not result.counted.holds("All types with a weight", "Anti-social behaviour")


def test_the_picture_shows_the_two_shares_of_what_has_a_weight():
    chart = charts.from_result(harm(), "Source: sample.")

    assert chart.kind == "grouped_bar"
    assert chart.categories == (
        "Violence and sexual offences", "Shoplifting", "Drugs", "Robbery", "Burglary",
        "Vehicle crime",
    )  # fmt: skip
    assert [one.name for one in chart.series] == [
        "Share of the number (%)",
        "Share of the harm (%)",
    ]
    assert chart.series[0].values == (40.0, 32.0, 10.0, 8.8, 8.0, 1.2)
    assert chart.subtitle == (
        "Shares of the number and of the harm of recorded crimes and incidents by type, Wexmere,"
        " the year to December 2025"
    )


def test_places_after_the_ninth_are_said_in_figures():
    assert [_ordinal(one) for one in (1, 9, 10, 11, 12, 13, 21, 22, 23, 24, 111)] == [
        "first", "ninth", "10th", "11th", "12th", "13th", "21st", "22nd", "23rd", "24th", "111th",
    ]  # fmt: skip
