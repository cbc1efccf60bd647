"""A year and a quarter or month of it, in columns of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.periods import Period
from datasources.values.decisions import State
from datasources.values.spellings import Moment
from datasources.values.together import PARTED, read_together

FINANCIAL = ("financial year", "quarter")
CALENDAR = ("year", "quarter")
FIRST_MONTHS = {1: 4, 2: 7, 3: 10, 4: 1}
NAMES = {1: "January to March", 4: "April to June", 7: "July to September", 10: "Oct-Dec"}


def read(parts, *rows, **told):
    return read_together(parts, {PARTED.join(row): 1 for row in rows}, **told)


def only(parts, *cells, **told):
    (when,) = read(parts, cells, **told).meanings.values()
    return when.period.key if isinstance(when, Moment) else when


def plainly(begins: int, number: int) -> str:
    """The key of a quarter of a financial year, by counting months on fingers."""
    month = FIRST_MONTHS[number]
    year = begins + 1 if month < 4 else begins
    return f"{year}-Q{(month - 1) // 3 + 1}"


@pytest.mark.parametrize(
    "quarter",
    [
        "1", "1.0", "Q1", "q1", "Q 1", "Qtr 1", "Qtr. 1", "Quarter 1", "QUARTER 1", "1st quarter",
        "1st Qtr", "Q1 (Apr-Jun)", "Q1 (April to June)", "Q1: Apr - Jun", "Q1, Apr–Jun",
        "1 (Apr-Jun)", "Apr-Jun", "April to June", "Apr/Jun", "Apr-Jun (Q1)", " Q1 ",
        "Q2 (Apr-Jun)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("year", ["2024/25", "2024-25", "2024/2025", "FY 2024/25"])
def test_each_way_to_write_the_first_quarter_of_a_financial_year_is_april_to_june(year, quarter):
    assert only(FINANCIAL, year, quarter) == "2024-Q2"


@pytest.mark.parametrize(
    "cells",
    [
        ("2024/25", "Q0"), ("2024/25", "Q5"), ("2024/25", "0"), ("2024/25", "5"),
        ("2024/25", "11"), ("2024/25", "1.5"), ("2024/25", "-1"), ("2024/25", "Total"),
        ("2024/25", "All"), ("2024/25", ""), ("", "Q1"), ("2024/25", "Q1-Q4"),
        ("2024/25", "Q1 Q2"), ("2024/25", "Feb-Apr"), ("2024/25", "Apr-Sep"),
        ("2024/25", "Q3 (Apr-Jun)"), ("2024/26", "Q1"), ("Total", "Q1"), ("1850", "Q1"),
        ("2024-05", "Q1"), ("2024/25", "Q1 (revised)"), ("2024/25", "quarter"),
    ],
)  # fmt: skip
def test_what_is_no_quarter_of_a_year_is_none(cells):
    dates = read(FINANCIAL, cells)

    assert list(dates.meanings.values()) == [None]
    assert dates.unreadable == {PARTED.join(cells): 1}
    assert not dates.waiting


def test_cells_that_say_nothing_are_not_unreadable():
    assert read(FINANCIAL, ("", ""), ("n/a", "")).unreadable == {}


@given(st.integers(1901, 2090), st.integers(1, 4))
def test_a_quarter_of_a_financial_year_is_as_counted_on_fingers(begins, number):
    key, year = plainly(begins, number), f"{begins}/{(begins + 1) % 100:02d}"
    months = NAMES[FIRST_MONTHS[number]]

    for said in (str(number), f"Q{number}", months, f"Quarter {number} ({months})"):
        assert only(FINANCIAL, year, said) == key


@given(st.integers(1901, 2090), st.integers(1, 4))
def test_a_quarter_of_one_year_is_what_was_said_of_quarters(year, number):
    cells = (str(year), f"Q{number}")

    assert only(CALENDAR, *cells) is None
    assert only(CALENDAR, *cells, given={"quarters": "calendar"}) == f"{year}-Q{number}"
    assert only(CALENDAR, *cells, given={"quarters": "financial"}) == plainly(year, number)
    assert only(CALENDAR, *cells, from_january=True) == f"{year}-Q{number}"
    told = {"quarters": "financial"}
    assert only(CALENDAR, *cells, from_january=True, given=told) == plainly(year, number)


@given(st.integers(1901, 2090), st.sampled_from(sorted(NAMES)))
def test_named_months_of_one_year_are_not_asked(year, month):
    dates = read(CALENDAR, (str(year), NAMES[month]))

    assert list(dates.meanings.values()) == [Moment(Period.of(f"{year}-Q{month // 3 + 1}"))]
    assert dates.decisions == ()


def test_of_quarters_beside_one_year_it_is_asked_from_where_they_are_counted():
    dates = read(CALENDAR, ("2024", "Q1"), ("2024", "Q2"))

    assert [(one.about, one.state, one.why) for one in dates.asked] == [
        (
            "quarters",
            State.ASKED,
            "2024, Q1 may be January to March 2024 or April to June 2024, and no other cell of the"
            " column says which.",
        )
    ]
    assert len(dates.waiting) == 2


def test_the_last_quarter_by_its_months_may_be_of_the_year_or_of_the_next():
    dates = read(CALENDAR, ("2024", "Q1 (Apr-Jun)"), ("2024", "Q4 (Jan-Mar)"))

    assert [one.why for one in dates.asked] == [
        "2024, Q4 (Jan-Mar) may be January to March 2024 or January to March 2025, and no other"
        " cell of the column says which."
    ]
    assert [when and when.period.key for when in dates.meanings.values()] == ["2024-Q2", None]
    assert only(CALENDAR, "2024", "Q4 (Jan-Mar)", given={"quarters": "financial"}) == "2025-Q1"


def test_a_calendar_and_a_financial_year_together_say_from_where_quarters_are_counted():
    parts = ("year", "financial year", "quarter")

    from_april = read(parts, ("2024", "2024/25", "Q1"), ("2025", "2024/25", "Q4"))
    from_january = read(parts, ("2024", "2024/25", "Q4"), ("2025", "2024/25", "Q1"))

    assert [when.period.key for when in from_april.meanings.values()] == ["2024-Q2", "2025-Q1"]
    assert [when.period.key for when in from_january.meanings.values()] == ["2024-Q4", "2025-Q1"]
    assert only(parts, "2023", "2024/25", "Q1") is None


def test_calendar_quarters_of_a_financial_year_lie_in_it():
    keys = [only(FINANCIAL, "2024/25", str(one), from_january=True) for one in (1, 2, 3, 4)]

    assert keys == ["2025-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]


@pytest.mark.parametrize(
    ("parts", "cells", "key"),
    [
        (("year", "month"), ("2024", "May"), "2024-05"),
        (("year", "month"), ("2024", "5"), "2024-05"),
        (("financial year", "month"), ("2024/25", "January"), "2025-01"),
        (("financial year", "month"), ("2024/25", "4"), "2024-04"),
        (("year", "financial year", "month"), ("2025", "2024/25", "2"), "2025-02"),
        (("year", "month", "day"), ("2024", "5", "31"), "2024-05"),
        (("year", "month"), ("2024", "13"), None),
        (("year", "month"), ("", "5"), None),
    ],
)
def test_a_month_is_put_together_with_its_year(parts, cells, key):
    assert only(parts, *cells) == key


def test_it_is_said_once_what_a_quarter_was_read_as():
    assert read(FINANCIAL, ("2024/25", "2"), ("2024/25", "1")).notes == (
        "2024/25, 1 was read as April to June 2024: a year and its quarter stand in columns of"
        " their own.",
    )
