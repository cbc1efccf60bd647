"""How numbers, months and differences are said."""

import pytest

from datasources.presenters import deliveries, months, words

SAME = {"rows_before": 6116, "rows_now": 6116, "differs": ""}


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (6116, "count", "6,116"),
        (0, "count", "0"),
        (None, "count", "no data"),
        (115.48, "rate", "115.5"),
        (12, "difference", "+12"),
        (-971, "difference", "−971"),
        (0, "difference", "0"),
        (-5.6, "percent", "−6%"),
        (19.5, "percent", "+20%"),
        (38.25, "share", "38.3%"),
        (0.0, "share", "0.0%"),
        (180.48, "amount", "180.48"),
        (7.5, "amount", "7.5"),
        (365.0, "amount", "365"),
        (1130827, "amount", "1,130,827"),
        (100, "amount", "100"),
        (0, "amount", "0"),
        (None, "amount", "no data"),
        ("2025-12", "month", "December 2025"),
        ("Burglary", "text", "Burglary"),
    ],
)
def test_a_cell_is_said_as_its_kind_asks(value, kind, said):
    assert words.said(value, kind) == said


def test_a_strip_is_whole_years_with_what_is_missing_told_from_what_was_not_sent():
    year = months.strip(["2024-02", "2024-04"])[0]

    assert year.number == "2024"
    assert [month.state for month in year.months] == [
        "outside",
        "covered",
        "missing",
        "covered",
        *["outside"] * 8,
    ]


def test_a_quarter_covers_its_three_months_and_of_years_nothing_is_drawn():
    year = months.strip(["2024-Q2", "mid-2024", "2023/24"], {"2024-Q2": "read"})[0]

    assert [(one.period, one.name, one.state, one.word) for one in year.months[2:7]] == [
        ("2024-03", "Mar", "outside", "not sent"),
        ("2024-04", "Apr", "covered", "read"),
        ("2024-05", "May", "covered", "read"),
        ("2024-06", "Jun", "covered", "read"),
        ("2024-07", "Jul", "outside", "not sent"),
    ]
    assert months.strip(["mid-2024", "wave 3"]) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_identical": True}, "The same as what is in use"),
        (
            {"differs": "913 of 5,245 rows differ in Last outcome category; nothing else differs"},
            "913 of 5,245 rows differ in Last outcome category; nothing else differs",
        ),
        (
            {"rows_now": 6120, "differs": "4 rows are only in this file"},
            "6,116 rows before, 6,120 now. 4 rows are only in this file",
        ),
        (
            {
                "differs": "1 row is only in this file",
                "beside": {
                    "categories": [["Burglary", 60, 12], ["Drugs", 9, 3], ["Robbery", 2, 1]],
                    "areas": [["X01000001", 30, 2]],
                    "areas_more": 0,
                    "areas_fewer": 1,
                },
            },
            "1 row is only in this file. By category, the most: Burglary 60 to 12, Drugs 9 to 3,"
            " Robbery 2 to 1. 1 area has another number of rows, the most: X01000001 30 to 2",
        ),
    ],
)
def test_a_difference_is_said_by_what_differs(changed, words):
    assert deliveries.difference_in_words({**SAME, **changed}) == words


def test_without_anything_in_use_there_is_nothing_to_compare():
    assert deliveries.difference_in_words({}) == "Nothing was in use for it"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([58, 60], "58 rows in December 2024, now 60 (+3%)"),
        ([19, 38], "19 rows in December 2024, now 38"),
        ([60, 60], "60 rows in December 2024, now 60"),
    ],
)
def test_the_year_before_is_said_with_a_per_cent_where_the_base_is_large_enough(rows, words):
    then = {"period": "2024-12", "rows": rows, "categories": [], "areas": []}

    assert deliveries.year_before_in_words({"year_before": then}) == words
    assert deliveries.year_before_in_words({}) == "The year before is not held"
