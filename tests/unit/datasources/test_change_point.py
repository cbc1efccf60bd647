"""Whether and about when the level of a series changed, beside a library that is often used."""

import numpy as np
import pytest
import ruptures

from datasources.analyses.change_point import LEAST_COUNT, change_point
from datasources.periods import Period, month, quarter, year

FIRST = month(2024, 1)
SEASON = 1 + 0.25 * np.sin(np.arange(24) / 12 * 2 * np.pi)


def series(counts, first: Period = FIRST) -> dict[Period, int | None]:
    return {first.later(at): None if one is None else int(one) for at, one in enumerate(counts)}


def drawn(chance, level: float, dispersion: float = 1.0, times=1.0) -> np.ndarray:
    rates = level * SEASON * times
    if dispersion > 1:
        rates = chance.gamma(rates / (dispersion - 1), dispersion - 1)
    return chance.poisson(rates)


def test_a_step_is_found_where_it_is():
    point = change_point(series([50] * 14 + [80] * 10))

    assert point is not None
    assert (point.at.key, point.earliest.key, point.latest.key) == ("2025-03",) * 3
    assert round(point.ratio, 2) == 1.6
    assert point.chance == 0.001 * round(point.chance * 1000)
    assert point.chance < 0.05


def test_a_season_is_no_change():
    assert change_point(series([90, 80, 60, 40, 30, 20, 20, 30, 40, 60, 80, 90] * 3)) is None


def test_a_fall_is_found_in_quarters_and_in_spite_of_a_gap():
    counts = [120, 100, 90, 130] * 3 + [60, 50, 45, 65] * 2
    whole = change_point(series(counts, quarter(2020, 1)))
    gap = change_point(series([*counts[:5], None, *counts[6:]], quarter(2020, 1)))

    assert whole is not None
    assert gap is not None
    assert (whole.at.key, gap.at.key) == ("2023-Q1", "2023-Q1")
    assert round(whole.ratio, 2) == 0.5


@pytest.mark.parametrize(
    "counts",
    [
        {},
        series([50] * 12 + [80] * 11),
        series([2] * 12 + [6] * 12, year(1990)),
        series([None] * 24),
        series([1] * 14 + [8] * 10),
    ],
    ids=["none", "under two years", "years", "not known", "few"],
)
def test_of_too_little_nothing_is_said(counts):
    few = sum(one or 0 for one in counts.values())

    assert few < LEAST_COUNT or len(counts) < 24
    assert change_point(counts) is None


def test_just_enough_is_looked_at():
    steps = [2] * 14 + [7] * 10
    assert sum(steps) - 2 < LEAST_COUNT <= sum(steps) + 2

    assert change_point(series([*steps[:-1], LEAST_COUNT - sum(steps[:-1]) - 1])) is None
    assert change_point(series([*steps[:-1], LEAST_COUNT - sum(steps[:-1])])) is not None
    assert change_point(series(([50] * 14 + [80] * 10)[1:])) is None


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_near_an_end_there_is_no_place_for_a_change(first):
    low = [10] * first + [100] * (36 - first)
    point = change_point(series(low))

    assert point is None or 3 <= point.at.start - FIRST.start <= 33


@pytest.mark.parametrize(("level", "dispersion"), [(40, 1.0), (40, 2.5), (150, 2.5)])
def test_false_alarms_are_few_where_the_usual_library_cries_wolf(level, dispersion):
    chance = np.random.default_rng(20261129)
    calm = [drawn(chance, level, dispersion) for _ in range(120)]

    ours = np.mean([change_point(series(one)) is not None for one in calm])
    theirs = np.mean(
        [len(ruptures.Pelt(model="l2").fit_predict(one.astype(float), pen=10)) > 1 for one in calm]
    )

    assert ours <= 0.08
    assert theirs > 0.9


@pytest.mark.parametrize(
    ("level", "dispersion", "power"), [(40, 1.0, 0.6), (150, 2.5, 0.7), (150, 1.0, 0.95)]
)
def test_a_rise_of_three_tenths_is_mostly_noticed_and_dated(level, dispersion, power):
    chance = np.random.default_rng(20261129)
    noticed = dated = 0
    for _ in range(80):
        at = int(chance.integers(6, 18))
        point = change_point(
            series(drawn(chance, level, dispersion, np.where(np.arange(24) >= at, 1.3, 1.0)))
        )
        if point is not None:
            noticed += 1
            dated += point.earliest <= FIRST.later(at) <= point.latest

    assert noticed >= power * 80
    assert dated >= 0.8 * noticed


def test_the_same_series_gives_the_same_answer():
    counts = series(drawn(np.random.default_rng(7), 60, 2.0, np.where(np.arange(24) >= 9, 1.4, 1)))

    assert change_point(counts) == change_point(dict(reversed(counts.items())))
