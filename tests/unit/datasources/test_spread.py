"""How much the counts of a series swing by themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from datasources.analyses.spread import Pair, Spread, pairs_of, share_of_days, spread_of
from datasources.periods import Period, financial_year, month, quarter, year

MONTHS = [month(2024, 1).later(at) for at in range(24)]
BEGIN = month(2025, 1)


def series(*counts: int | None, first: Period = MONTHS[0]) -> dict[Period, int | None]:
    return {first.later(at): count for at, count in enumerate(counts)}


class TestDays:
    @pytest.mark.parametrize(
        ("period", "so_many"),
        [
            (month(2025, 2), 28),
            (month(2024, 2), 29),
            (month(1900, 2), 28),
            (month(2000, 2), 29),
            (month(2025, 12), 31),
            (quarter(2024, 1), 91),
            (quarter(2025, 1), 90),
            (year(2024), 366),
            (year(2025), 365),
            (financial_year(2023), 366),
            (financial_year(2024), 365),
        ],
    )
    def test_each_period_has_its_own(self, period, so_many):
        assert period.days == so_many

    def test_the_share_is_that_of_the_first_stretch(self):
        assert share_of_days([month(2024, 2)], [month(2025, 2)]) == 29 / 57
        assert share_of_days(MONTHS[:12], MONTHS[12:]) == 366 / 731
        assert share_of_days([month(2025, 1)], [month(2025, 2), month(2025, 3)]) == 31 / 90


class TestPairs:
    def test_by_hand(self):
        """January and February 2025 share 59 days: of 59 crimes 31 and 28 are expected."""
        assert pairs_of(series(31, 28, first=BEGIN), BEGIN) == [Pair(31, 28, 31 / 59)]
        assert Pair(31, 28, 31 / 59).chi_square == pytest.approx(0, abs=1e-24)
        assert Pair(41, 18, 31 / 59).chi_square == pytest.approx(100 / 31 + 100 / 28)
        assert Pair(6, 4, 0.5).chi_square == pytest.approx(0.4)
        assert Pair(10, 0, 0.5).chi_square == pytest.approx(10)
        assert Pair(6, 4, 0.5).both == 10

    def test_what_has_no_count_or_none_on_both_sides_says_nothing(self):
        counts = series(1, None, None, 2, 0, 0, 0, 3, 4, 0, 5, 6)

        assert [(one.first, one.second) for one in pairs_of(counts, BEGIN)] == [
            (0, 3), (4, 0), (5, 6),
        ]  # fmt: skip

    def test_a_period_that_is_not_there_is_not_bridged(self):
        counts = series(1, 2, 3, 4)
        del counts[month(2024, 3)]

        assert [(one.first, one.second) for one in pairs_of(counts, month(2024, 1))] == [(1, 2)]

    @given(some.integers(-3, 27), some.sets(some.integers(0, 23)))
    def test_none_lies_across_the_beginning_and_no_period_in_two(self, at, held):
        """Each count is its own place in time, so that it says which periods were paired."""
        begin = MONTHS[0].later(at)
        counts = {MONTHS[one]: one + 1 for one in held}

        pairs = pairs_of(counts, begin)

        used = [one - 1 for pair in pairs for one in (pair.first, pair.second)]
        assert len(used) == len(set(used))
        assert all(pair.second == pair.first + 1 for pair in pairs)
        assert all((pair.first - 1 < at) == (pair.second - 1 < at) for pair in pairs)
        wanted = {
            (one, one + 1) for one in range(24) if (one - at) % 2 == 0 and {one, one + 1} <= held
        }
        assert {(pair.first - 1, pair.second - 1) for pair in pairs} == wanted

    @pytest.mark.parametrize("first", [quarter(2023, 2), year(2019), financial_year(2019)])
    def test_periods_of_every_length_pair_as_months_do(self, first):
        pairs = pairs_of(series(1, 2, 3, 4, 5, first=first), first.later(3))

        assert [(one.first, one.second) for one in pairs] == [(2, 3), (4, 5)]


def pairs(*counts: tuple[int, int]) -> list[Pair]:
    return [Pair(first, second, 0.5) for first, second in counts]


class TestSpread:
    def test_it_is_the_mean_over_six_pairs_or_more(self):
        """0.4, 3.6, 10, 0, 0 and 2.5: 16.5 of six."""
        own = pairs((6, 4), (8, 2), (10, 0), (5, 5), (3, 3), (25, 15))

        assert spread_of(own) == Spread(pytest.approx(2.75), 6)
        assert spread_of(own, pairs((900, 1)) * 9, 50.0) == spread_of(own)

    def test_it_is_never_under_one(self):
        assert spread_of(pairs((5, 5)) * 7) == Spread(1.0, 7)

    @pytest.mark.parametrize(
        ("own", "like", "is_known"), [(6, 0, True), (5, 0, False), (5, 1, True), (0, 6, True)]
    )
    def test_six_pairs_are_needed(self, own, like, is_known):
        told = spread_of(pairs((9, 1)) * own, pairs((9, 1)) * like, 5.0)

        assert (told is not None) is is_known
        assert told is None or told.pairs == 6

    def test_few_are_made_up_by_how_like_series_swing_for_their_size(self):
        """Own 0.4 and 3.6; four of 10 with 40 each. Beyond chance: (-0.6 + 2.6 + 36) in 90 make
        0.4222 of a count; of a usual 5 a period that is 1 + 2.1111; with the own, 16.444 of six."""
        told = spread_of(pairs((6, 4), (8, 2)), pairs((30, 10)) * 4, 5.0)

        assert told == Spread(pytest.approx((0.4 + 3.6 + 4 * (1 + 5 * 38 / 90)) / 6), 6)

    def test_like_series_that_swing_less_than_chance_make_up_chance(self):
        told = spread_of(pairs((10, 0)) * 2, pairs((40, 40)) * 30, 5.0)

        assert told == Spread(pytest.approx((2 * 10 + 4 * 1) / 6), 6)

    def test_a_small_series_swings_less_beyond_chance_than_a_large_one(self):
        like = pairs((30, 10)) * 8

        small, large = (spread_of([], like, size) for size in (1.0, 100.0))

        assert small == Spread(pytest.approx(1 + 9 / 20), 6)
        assert large == Spread(pytest.approx(1 + 900 / 20), 6)


SEEDS = range(60)


def of_seed(seed: int, usual: float, shape: float | None) -> Spread:
    """400 pairs of counts of months: their rates all the same, or gamma-mixed about the same."""
    chance = np.random.default_rng(seed)
    rates = usual if shape is None else chance.gamma(shape, usual / shape, (400, 2))
    told = spread_of([Pair(int(a), int(b), 0.5) for a, b in chance.poisson(rates, (400, 2))])
    assert told is not None
    return told


@pytest.mark.parametrize("usual", [20, 300])
def test_of_a_poisson_series_it_is_about_one(usual):
    found = [of_seed(seed, usual, None).dispersion for seed in SEEDS]

    assert all(1 <= one < 1.35 for one in found)
    assert np.mean(found) < 1.06


@pytest.mark.parametrize(("usual", "shape"), [(100, 50.0), (100, 10.0), (30, 50.0)])
def test_of_rates_that_are_gamma_mixed_it_is_the_known_value(usual, shape):
    """Given their sum n, the first of two is beta-binomial, of variance n/4 (n + 2k) / (1 + 2k)."""
    known = (2 * usual + 2 * shape) / (1 + 2 * shape)

    found = [of_seed(seed, usual, shape).dispersion for seed in SEEDS]

    assert np.mean(found) == pytest.approx(known, rel=0.03)
