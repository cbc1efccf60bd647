"""When data are expected: every length of period, what covers it, when it is late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import periods
from datasources.periods import RHYTHMS, Cover, Rhythm, expectations

REGULAR = [one for one in RHYTHMS if one.grain]
QUARTERLY = Rhythm.of("quarterly")
A_DAY = st.dates(date(1995, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("slug", "day", "key", "ended", "due"),
    [
        ("monthly", date(2026, 2, 28), "2026-02", date(2026, 2, 28), date(2026, 4, 30)),
        ("quarterly", date(2026, 3, 31), "2026-Q1", date(2026, 3, 31), date(2026, 5, 31)),
        ("quarterly", date(2026, 4, 1), "2026-Q2", date(2026, 6, 30), date(2026, 8, 30)),
        ("yearly", date(2025, 12, 31), "2025", date(2025, 12, 31), date(2026, 11, 30)),
        ("financial", date(2026, 3, 31), "2025/26", date(2026, 3, 31), date(2026, 11, 30)),
        ("financial", date(2026, 4, 1), "2026/27", date(2027, 3, 31), date(2027, 11, 30)),
        ("academic", date(2026, 8, 31), "2025/26", date(2026, 8, 31), date(2027, 7, 27)),
        ("academic", date(2026, 9, 1), "2026/27", date(2027, 8, 31), date(2028, 7, 26)),
        ("mid-year", date(2026, 5, 31), "mid-2025", date(2025, 6, 30), date(2026, 11, 30)),
        ("mid-year", date(2026, 6, 1), "mid-2026", date(2026, 6, 30), date(2027, 11, 30)),
    ],
)
def test_a_day_lies_in_a_period_that_ends_and_is_due_some_days_later(slug, day, key, ended, due):
    rhythm = Rhythm.of(slug)
    period = rhythm.running_on(day)

    assert (period.key, rhythm.ended_on(period), rhythm.due_on(period, rhythm.days)) == (
        key,
        ended,
        due,
    )


@given(st.sampled_from([one for one in REGULAR if one.slug != "mid-year"]), A_DAY)
def test_every_day_lies_in_the_months_of_its_period(rhythm, day):
    assert periods.Period.month_of(day) in rhythm.months(rhythm.running_on(day))


@given(st.sampled_from(REGULAR), A_DAY)
def test_periods_follow_each_other_without_a_gap(rhythm, day):
    period = rhythm.running_on(day)

    assert rhythm.running_on(rhythm.months(period.later())[0].first_day) == period.later()


def covered(slug: str, held: list[str], since: date, until: date) -> list[tuple]:
    rhythm = Rhythm.of(slug)
    found = expectations(rhythm, rhythm.days, held, since=since, until=until)
    return [(one.period.key, one.cover, one.is_gap) for one in found]


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("slug", "held", "expected"),
    [
        (
            "quarterly",
            ["2026-01", "2026-02", "2026-03", "2026-04", "2026-07"],
            [
                ("2026-Q1", Cover.WHOLE, True),
                ("2026-Q2", Cover.PART, True),
                ("2026-Q3", Cover.PART, False),
                ("2026-Q4", Cover.NONE, False),
            ],
        ),
        (
            "monthly",
            ["2026-Q2", "2026-08"],
            [
                ("2026-04", Cover.WHOLE, True),
                ("2026-05", Cover.WHOLE, True),
                ("2026-06", Cover.WHOLE, True),
                ("2026-07", Cover.NONE, True),
                ("2026-08", Cover.WHOLE, False),
                ("2026-09", Cover.NONE, False),
                ("2026-10", Cover.NONE, False),
                ("2026-11", Cover.NONE, False),
            ],
        ),
        (
            "academic",
            ["2024/25"],
            [
                ("2024/25", Cover.WHOLE, False),
                ("2025/26", Cover.NONE, False),
                ("2026/27", Cover.NONE, False),
            ],
        ),
        (
            "financial",
            ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"],
            [("2025/26", Cover.WHOLE, True), ("2026/27", Cover.PART, False)],
        ),
        (
            "mid-year",
            ["mid-2024", "wave 3"],
            [
                ("mid-2024", Cover.WHOLE, False),
                ("mid-2025", Cover.NONE, False),
                ("mid-2026", Cover.NONE, False),
            ],
        ),
        ("yearly", ["2025"], [("2025", Cover.WHOLE, False), ("2026", Cover.NONE, False)]),
        ("once", ["2025"], []),
    ],
)
def test_what_came_covers_what_was_expected_whatever_its_length(slug, held, expected):
    assert covered(slug, held, TODAY, TODAY) == expected


@pytest.mark.parametrize(
    ("slug", "registered", "first"),
    [
        # Due on 30 April: expected by whoever registers on that day, and not a day later.
        ("monthly", date(2026, 4, 30), "2026-02"),
        ("monthly", date(2026, 5, 1), "2026-03"),
        ("quarterly", date(2026, 8, 30), "2026-Q2"),
        ("quarterly", date(2026, 8, 31), "2026-Q3"),
        ("mid-year", date(2026, 11, 30), "mid-2025"),
    ],
)
def test_what_was_overdue_when_a_source_was_registered_is_not_expected(slug, registered, first):
    assert covered(slug, [], registered, TODAY)[0][0] == first


@pytest.mark.parametrize(
    ("today", "is_late"), [(date(2026, 8, 30), False), (date(2026, 8, 31), True)]
)
def test_it_is_late_on_the_day_after_it_was_due(today, is_late):
    found = expectations(QUARTERLY, 61, ["2026-Q1"], since=TODAY, until=TODAY)

    assert [one.is_late(today) for one in found] == [False, is_late, False, False]


def test_what_was_passed_over_is_missing_and_not_late():
    found = expectations(QUARTERLY, 61, ["2025-Q1", "2025-Q3"], since=TODAY, until=TODAY)

    assert [(one.is_gap, one.is_late(TODAY)) for one in found][1] == (True, False)


def test_a_slug_that_is_none_is_told():
    with pytest.raises(ValueError, match="'weekly' is no rhythm"):
        Rhythm.of("weekly")


@pytest.mark.parametrize("held", ["2027-Q1", "2031-Q2"])
def test_what_is_held_of_years_to_come_is_expected_first(held):
    """A projection: the next is due after it."""
    found = expectations(QUARTERLY, 61, [held], since=TODAY, until=TODAY)

    assert [(one.period.key, one.cover) for one in found] == [(held, Cover.WHOLE)]
