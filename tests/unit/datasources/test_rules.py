"""When the next delivery is due."""

from datetime import date

import pytest

from datasources import rules


@pytest.mark.parametrize(
    ("expected", "last_period", "due_on"),
    [
        ("monthly", "2025-12", date(2026, 3, 31)),
        ("monthly", "2025-09", date(2025, 12, 31)),
        ("monthly", "2025-10", date(2026, 1, 31)),
        ("quarterly", "2025-12", date(2026, 5, 31)),
        ("yearly", "mid-2024", date(2026, 11, 30)),
        ("yearly", "2024", date(2026, 11, 30)),
        ("monthly", "mid-2024", None),
    ],
)
def test_the_next_delivery_is_due_some_time_after_its_period_ends(expected, last_period, due_on):
    assert rules.next_due_on(expected, last_period) == due_on
