"""The decomposition by loess against that of statsmodels, with the same lengths and degrees."""

import numpy as np
import pytest
from statsmodels.tsa.seasonal import STL

from datasources.analyses import stl


def series(count: int, period: int, seed: int) -> np.ndarray:
    dice = np.random.default_rng(seed)
    at = np.arange(count)
    return dice.poisson(50 * (1 + 0.4 * np.sin(at * 2 * np.pi / period))) + 0.3 * at


@pytest.mark.parametrize(
    ("count", "period"), [(24, 12), (36, 12), (47, 12), (180, 12), (12, 4), (29, 4)]
)
@pytest.mark.parametrize(
    ("seasonal", "degree"), [(3, 1), (7, 0), (7, 1), (13, 1), (361, 0), (1801, 0)]
)
def test_it_agrees(count, period, seasonal, degree):
    values = series(count, period, seed=count)

    found = stl.decompose(values, period, seasonal=seasonal, degree=degree)

    told = STL(values, period=period, seasonal=seasonal, seasonal_deg=degree).fit()
    assert found.trend == pytest.approx(told.trend, abs=1e-6)
    assert found.season == pytest.approx(told.seasonal, abs=1e-6)
    assert found.remainder == pytest.approx(told.resid, abs=1e-6)
    assert found.trend + found.season + found.remainder == pytest.approx(values)


def test_a_constant_is_trend_alone():
    found = stl.decompose(np.full(36, 7.0), 12, seasonal=361, degree=stl.FLAT)

    assert found.trend == pytest.approx(np.full(36, 7.0))
    assert found.season == pytest.approx(np.zeros(36))


def test_a_season_that_is_the_same_each_year_leaves_nothing():
    values = np.tile(np.arange(12.0), 4)

    found = stl.decompose(values, 12, seasonal=481, degree=stl.FLAT)

    assert found.remainder == pytest.approx(np.zeros(48), abs=1e-6)
