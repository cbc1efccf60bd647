"""Byar's limits beside the exact ones, which are quantiles of gamma distributions."""

import pytest
from scipy.special import chdtri, gdtrix

from datasources.analyses.intervals import of_count, of_rate

TAIL = 0.025


def exact(count: int) -> tuple[float, float]:
    low = float(gdtrix(1, count, TAIL)) if count else 0.0
    return low, float(gdtrix(1, count + 1, 1 - TAIL))


@pytest.mark.parametrize("count", [0, 1, 7, 300])
def test_the_exact_limits_are_the_same_by_two_ways(count):
    by_chi_square = chdtri(2 * (count + 1), TAIL) / 2

    assert exact(count)[1] == pytest.approx(by_chi_square, rel=1e-9)


@pytest.mark.parametrize(
    ("counts", "low_within", "high_within"),
    [
        ([0], 0, 0.006),
        ([1], 0.49, 0.002),
        ([2], 0.08, 0.001),
        (range(3, 10), 0.03, 0.001),
        (range(10, 3000, 7), 0.002, 0.0001),
    ],
)
def test_they_agree_with_the_exact_ones_within_their_known_error(counts, low_within, high_within):
    for count in counts:
        (low, high), (least, most) = of_count(count), exact(count)

        assert low == pytest.approx(least, rel=low_within), count
        assert high == pytest.approx(most, rel=high_within), count
        assert low < count < high or count == low == 0


def test_of_nought_the_lower_is_nought():
    low, high = of_count(0)

    assert (low, round(high, 2)) == (0.0, 3.67)


@pytest.mark.parametrize(
    ("count", "residents", "interval"),
    [
        (100, 2000, (40.68, 60.81)),
        (0, 1000, (0.0, 3.67)),
        (5, 0, (None, None)),
        (None, 1000, (None, None)),
        (5, None, (None, None)),
    ],
)
def test_of_a_rate(count, residents, interval):
    assert of_rate(count, residents) == interval
