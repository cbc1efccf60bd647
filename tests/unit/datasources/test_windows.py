"""The periods that an answer is about: a year is answered from its quarters or its months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.analyses import wording
from datasources.analyses.result import Parameters
from datasources.analyses.window import everything, last_year
from datasources.periods import Period, financial_year, year

QUARTERS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1")


def asked(first, last, held, of=last_year):
    window = of(Parameters((), "", first, last), held)
    return str(window.first), str(window.last)


@pytest.mark.parametrize(
    ("first", "last", "held", "window"),
    [
        ("2024/25", "2024/25", QUARTERS, ("2024-Q2", "2025-Q1")),
        ("2024", "2024", QUARTERS, ("2024-Q1", "2024-Q4")),
        ("2023", "2024", QUARTERS, ("2023-Q1", "2024-Q4")),
        (None, "2024", QUARTERS, ("2024-Q1", "2024-Q4")),
        ("2024", "2024", ("2024-05",), ("2024-01", "2024-12")),
        ("2024-Q2", "2024-Q2", ("2024-05",), ("2024-04", "2024-06")),
        ("2024/25", "2024/25", ("2024/25",), ("2024/25", "2024/25")),
        ("2024/25", "2024/25", ("2022/23",), ("2024/25", "2024/25")),
        ("2024/25", "2024/25", (), ("2024/25", "2024/25")),
        ("2024-05", "2024-05", QUARTERS, ("2024-05", "2024-05")),
        ("mid-2024", "mid-2024", ("2024-05",), ("mid-2024", "mid-2024")),
        (None, None, QUARTERS, ("2024-Q2", "2025-Q1")),
    ],
)
def test_a_year_is_the_shorter_periods_that_are_held_of_it(first, last, held, window):
    assert asked(first, last, held) == window


@given(st.integers(1990, 2050), st.booleans(), st.booleans())
def test_the_shorter_periods_are_the_same_months(number, is_financial, by_month):
    whole = financial_year(number) if is_financial else year(number)
    held = (whole.months[0].key if by_month else Period.of(f"{number}-Q2").key,)

    window = everything(Parameters((), "", whole.key, whole.key), held)

    months = [month for one in window.periods for month in Period.of(one).months]
    assert months == list(whole.months)
    assert len(window.periods) == (12 if by_month else 4)
    assert window.is_a_year


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (QUARTERS, ()),
        ((), ()),
        (QUARTERS[:2], "1 of 4 quarters of the year to March 2025 is held"),
        (QUARTERS[:4], "3 of 4 quarters of the year to March 2025 are held"),
    ],
)
def test_of_a_part_of_a_year_it_is_said_how_much_is_held(held, told):
    window = last_year(Parameters((), "", "2024/25", "2024/25"), QUARTERS)

    found = wording.about_part_of(window, held)

    assert [one.split(":")[0] for one in found] == ([told] if told else [])
