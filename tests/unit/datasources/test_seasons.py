"""The index of a season, and whether it is told from chance: numbers alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.seasonal import STL, seasonal_decompose

from datasources.analyses.seasons import longest_run, season_of, years_to_tell

NONE = np.nan


def years(count: int, a_year: int = 12, seed: int = 1, mean: int = 200) -> np.ndarray:
    return np.random.default_rng(seed).poisson(mean, count * a_year).astype(float)


def test_two_years_by_hand():
    """Means of 10 and 20: ratios of 0.5, 1, 1, 1.5 and of 0.7, 1, 0.9, 1.4."""
    season = season_of(np.array([5.0, 10, 10, 15, 14, 20, 18, 28]), 4)

    assert season.index == pytest.approx([60, 100, 95, 145])
    assert season.lowest == pytest.approx([50, 100, 90, 140])
    assert season.highest == pytest.approx([70, 100, 100, 150])
    assert season.strength is None


@pytest.mark.parametrize(("count", "a_year"), [(3, 12), (5, 12), (15, 12), (3, 4), (6, 4)])
def test_three_years_and_more_are_those_of_the_classical_decomposition(count, a_year):
    values = years(count, a_year) + np.arange(count * a_year)

    season = season_of(values, a_year)

    trend = seasonal_decompose(values, period=a_year, model="multiplicative").trend
    half, places = a_year // 2, np.arange(len(values))
    for outermost, beyond in (
        (places[half : half + a_year], places[:half]),
        (places[-half - a_year : -half], places[-half:]),
    ):
        trend[beyond] = np.polyval(np.polyfit(outermost, trend[outermost], 1), beyond)
    ratios = (values / trend).reshape(-1, a_year)
    scale = 100 / ratios.mean()
    assert season.index == pytest.approx(scale * ratios.mean(axis=0))
    assert season.lowest == pytest.approx(scale * ratios.min(axis=0))
    assert season.highest == pytest.approx(scale * ratios.max(axis=0))


def test_a_rise_over_three_years_is_no_season():
    season = season_of(100 + 5 * np.arange(36.0), 12)

    assert season.index == pytest.approx(np.full(12, 100), abs=0.5)


def test_how_strong_it_is_agrees_with_the_oracle():
    values = years(4) * np.tile([1.3] + [1] * 10 + [0.8], 4)

    told = STL(values, period=12, seasonal=481, seasonal_deg=0).fit()
    expected = 1 - np.var(told.resid) / np.var(told.seasonal + told.resid)
    assert season_of(values, 12).strength == pytest.approx(expected)
    assert expected > 0.5


def test_what_never_moves_has_no_season_and_no_strength():
    season = season_of(np.full(48, 10.0), 12)

    assert season.index == pytest.approx(np.full(12, 100))
    assert (season.chance, season.strength, season.stands_out.any()) == (1, None, False)


def test_one_month_that_is_high_each_year_stands_out_alone():
    values = years(4) * np.tile([1, 1, 1, 1, 1, 1, 1.4, 1, 1, 1, 1, 1], 4)

    season = season_of(values, 12)

    assert np.flatnonzero(season.stands_out).tolist() == [6]
    assert season.chance == 0.001


def test_of_chance_alone_one_series_in_twenty_has_a_season():
    found = [season_of(years(3, seed=seed), 12) for seed in range(200)]

    assert 2 <= sum(one.chance < 0.05 for one in found) <= 20
    assert sum(one.stands_out.any() for one in found) <= 20


def test_a_rise_over_the_years_hides_no_season():
    """Had the values been shuffled, a rise within each year would have passed for chance."""
    values = years(3) * np.tile([1, 1, 1, 1, 1, 1, 1.6, 1, 1, 1, 1, 1], 3)

    season = season_of(values * 1.02 ** np.arange(36), 12)

    assert np.flatnonzero(season.stands_out).tolist() == [6]


def test_no_month_stands_out_where_all_together_are_no_further_apart_than_by_chance():
    """July alone would pass, by 16 orders in 1,000; of all twelve 123 are as far apart."""
    values = years(3, mean=60)
    values[6::12] *= 1.22

    season = season_of(values, 12)

    assert season.chance == pytest.approx(0.123, abs=0.001)
    assert not season.stands_out.any()


def test_where_a_fall_carried_on_would_be_below_nought_the_month_is_left_out():
    """Beside less than nothing no month has a share."""
    season = season_of(np.repeat([300.0, 100, 5], 12), 12)

    assert (season.lowest > 0).all()


@pytest.mark.parametrize(("a_year", "needed"), [(12, 3), (4, 4)])
def test_from_how_many_years_on_one_part_can_stand_out(a_year, needed):
    def tells(count: int) -> bool:
        values = years(count, a_year, mean=10_000) * np.tile([5] + [1] * (a_year - 1), count)
        return bool(season_of(values, a_year).stands_out[0])

    assert years_to_tell(a_year) == needed
    assert [tells(needed - 1), tells(needed)] == [False, True]


def test_a_month_of_which_one_value_is_left_has_no_index():
    values = years(2)
    values[3] = NONE

    season = season_of(values, 12)

    assert np.flatnonzero(np.isnan(season.index)).tolist() == [3]
    assert np.isnan(season.lowest[3])
    assert not season.stands_out[3]
    assert np.nanmean(season.index) == pytest.approx(100)


def test_years_around_need_three_in_a_row():
    """Where one of 48 is left out the longer run says how; each end is carried on half a year."""
    values, late = years(4), years(4)
    values[9], late[20] = NONE, NONE

    assert season_of(values, 12).strength is not None
    assert season_of(late, 12).strength is None


def test_nothing_that_could_be_compared_is_no_season():
    assert season_of(np.full(24, NONE), 12) is None
    assert season_of(np.array([1.0, 2, NONE, NONE, 3, NONE, NONE, NONE]), 4) is None
    assert season_of(np.zeros(24), 12) is None


@pytest.mark.parametrize(
    ("flags", "run"), [("", (0, 0)), ("0", (0, 0)), ("110111", (3, 6)), ("110110", (3, 5))]
)
def test_the_longest_run_and_of_equal_ones_the_newest(flags, run):
    found = longest_run(np.array([one == "1" for one in flags], dtype=bool))

    assert (found.start, found.stop) == run


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=48, max_size=48), st.integers(2, 9))
def test_an_index_averages_100_lies_within_its_years_and_minds_no_scale(values, times):
    season = season_of(np.array(values, dtype=float), 12)
    larger = season_of(times * np.array(values, dtype=float), 12)

    assert np.mean(season.index) == pytest.approx(100)
    assert (season.lowest <= season.index + 1e-9).all()
    assert (season.index <= season.highest + 1e-9).all()
    assert larger.index == pytest.approx(season.index)
    assert larger.stands_out.tolist() == season.stands_out.tolist()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=24, max_size=24))
def test_two_years_in_turn_are_the_same_season(values):
    own = np.array(values, dtype=float)

    one, other = season_of(own, 12), season_of(np.roll(own, 12), 12)

    assert one.index == pytest.approx(other.index)
