"""Periods: what is stored, what is said, and the arithmetic between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import periods
from datasources.periods import Grain, Period

A_YEAR = st.integers(1901, 2098)
ANY = st.one_of(
    st.builds(periods.month, A_YEAR, st.integers(1, 12)),
    st.builds(periods.quarter, A_YEAR, st.integers(1, 4)),
    st.builds(periods.year, A_YEAR),
    st.builds(periods.financial_year, A_YEAR),
    st.builds(periods.mid_year, A_YEAR),
)


def keys(found) -> list[str]:
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("key", "grain", "words", "first", "last_day"),
    [
        ("2025-12", Grain.MONTH, "December 2025", "2025-12", date(2025, 12, 31)),
        ("2025-Q1", Grain.QUARTER, "January to March 2025", "2025-01", date(2025, 3, 31)),
        ("2025-Q4", Grain.QUARTER, "October to December 2025", "2025-10", date(2025, 12, 31)),
        ("2025", Grain.YEAR, "2025", "2025-01", date(2025, 12, 31)),
        ("2025/26", Grain.FINANCIAL_YEAR, "2025/26", "2025-04", date(2026, 3, 31)),
        ("1999/00", Grain.FINANCIAL_YEAR, "1999/00", "1999-04", date(2000, 3, 31)),
        ("mid-2024", Grain.MID_YEAR, "mid-2024", "2024-06", date(2024, 6, 30)),
    ],
)
def test_a_key_says_grain_words_and_stretch(key, grain, words, first, last_day):
    period = Period.of(key)

    assert (period.grain, period.words, period.months[0].key, period.last_day, str(period)) == (
        grain,
        words,
        first,
        last_day,
        key,
    )


@pytest.mark.parametrize(
    "text",
    ["", "2025-13", "2025-00", "2025-1", "2025-Q5", "2025-q1", "2025/27", "2025/2026", "mid 2025",
     "2025-12-01", "25-12", "19９９", "20２5-01", "2025-12\n"],
)  # fmt: skip
def test_what_is_no_key_is_refused_by_name(text):
    with pytest.raises(ValueError, match="is no period such as") as refused:
        Period.of(text)
    assert repr(text) in str(refused.value)


@given(ANY)
def test_a_key_leads_back_to_its_period(period):
    assert Period.of(period.key) == period


@given(ANY, st.integers(-30, 30))
def test_later_and_earlier_undo_each_other(period, steps):
    assert period.later(steps).later(-steps) == period
    assert period.later(12 // period.grain.step * -1) == period.year_before
    assert period.later().start - period.start == period.grain.step


@given(ANY, st.integers(0, 40), st.data())
def test_what_is_missing_is_what_was_taken_out(first, count, data):
    whole = periods.between(first, first.later(count))
    assert len(whole) == count + 1
    inner = whole[1:-1]
    gone = data.draw(st.sets(st.sampled_from(inner))) if inner else set()

    assert periods.missing(set(whole) - gone) == tuple(sorted(gone))


@given(st.lists(ANY, max_size=12))
def test_order_is_by_time(found):
    ordered = sorted(found)

    assert [one.start for one in ordered] == sorted(one.start for one in found)
    assert all(a <= b and not b < a for a, b in zip(ordered, ordered[1:], strict=False))
    assert all(a >= b for a, b in zip(ordered[1:], ordered, strict=False))


@given(ANY)
def test_months_are_those_within(period):
    assert len(period.months) == period.grain.months
    assert all(period.holds(month) for month in period.months)
    assert not period.holds(period.months[0].later(-1))
    assert not period.holds(period.months[-1].later())
    assert Period.month_of(period.last_day) == period.months[-1]
    assert Period.month_of(period.last_day + timedelta(days=1)) == period.months[-1].later()
    assert Period.month_of(period.first_day) == period.months[0]
    assert period.first_day.day == 1


def test_two_grains_have_no_row_between_them():
    with pytest.raises(ValueError, match="2025-01 is a month and 2025 a year"):
        periods.between(Period.of("2025-01"), Period.of("2025"))


def test_each_grain_has_gaps_of_its_own():
    held = ["2025-01", "2025-03", "mid-2021", "mid-2024", "2023/24", "2025-Q1", "2025-Q4"]

    assert keys(periods.missing(map(Period.of, held))) == [
        "mid-2022", "mid-2023", "2025-02", "2025-Q2", "2025-Q3",
    ]  # fmt: skip
    assert periods.missing([]) == ()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], ""),
        (["2024-01"], "January 2024"),
        (["2024-02", "2024-01", "2024-03"], "January 2024 to March 2024"),
        (["2025-12", "2024-01", "2024-02"], "January 2024 to February 2024 and December 2025"),
        (["2024-01", "2024-03", "2024-05"], "January 2024, March 2024 and May 2024"),
        (["2024-01", "2024-03", "2024-05", "2024-07"], "January 2024 to July 2024, with gaps"),
        (["2025-Q4"], "October to December 2025"),
        (["2024-Q1", "2024-Q2"], "January 2024 to June 2024"),
        (["mid-2024", "mid-2022"], "mid-2022 and mid-2024"),
        (["mid-2024", "mid-2023"], "mid-2023 to mid-2024"),
        (["2023/24", "2024/25", "2025/26"], "2023/24 to 2025/26"),
        (["2024", "2024-01"], "January 2024 and 2024"),
        (["wave 3", "2024-01"], "January 2024 and wave 3"),
    ],
)
def test_a_span_in_words(found, words):
    assert periods.span(found) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (["2025-01"], "1 month"),
        (["2025-01", "2025-02"], "2 months"),
        (["2025-Q1", "2025-Q2"], "2 quarters"),
        (["2024/25", "2025/26"], "2 financial years"),
        (["2025-01", "2025-Q2"], "2 periods"),
        (["wave 1"], "1 period"),
        ([], "0 periods"),
    ],
)
def test_how_many_are_counted_by_their_grain(found, words):
    assert periods.how_many(found) == words


def test_a_stretch_is_said_from_end_to_end():
    assert [
        periods.stretch("2024-01", "2025-12"),
        periods.stretch("mid-2024", "mid-2024"),
        periods.stretch("wave 1", "wave 3"),
        periods.stretch("wave 3", "wave 3"),
    ] == ["January 2024 to December 2025", "mid-2024", "wave 1 to wave 3", "wave 3"]


def test_what_no_version_writes_is_shown_as_it_is():
    assert (periods.said("2025-12"), periods.said("wave 3")) == ("December 2025", "wave 3")


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2024-01", "2024-01", ""),
        ("2024-01", "2025-01", ""),
        ("2024-02", "2024-01", "The last month is before the first"),
        ("2024-Q4", "2024-Q3", "The last quarter is before the first"),
        (
            "2024-01",
            "2024-Q4",
            "January 2024 is a month and October to December 2024 a quarter: choose two of one"
            " length",
        ),
    ],
)
def test_why_nothing_reaches_from_one_period_to_another(first, last, reason):
    assert periods.reason_against_stretch(first, last) == reason
