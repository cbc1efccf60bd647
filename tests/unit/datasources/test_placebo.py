"""Verdicts on months in which nothing changed: what is looked at, and how often it is wrong."""

import random

import pytest

from datasources.analyses import placebo
from datasources.analyses.placebo import BANDS, MORE, Look, Score, looks, scored
from datasources.periods import Period, month

FIRST = month(2024, 1)


def series(*counts: int, first: Period = FIRST) -> dict[Period, int]:
    return {first.later(at): count for at, count in enumerate(counts)}


def test_every_whole_year_is_looked_at_beside_another():
    calm = [30] * 24
    stirred = [60, 30] * 6 + [30] * 12

    assert [one.both for one in looks("wards", [series(*calm)])] == [360, 360]
    assert [one.is_clear for one in looks("wards", [series(*calm)])] == [False, False]
    (first, second) = looks("wards", [series(*stirred)])
    assert (first.both, first.is_clear, first.is_clear_by_poisson) == (540, True, True)
    assert (second.both, second.is_clear) == (360, False)


def test_how_a_year_swings_is_taken_from_the_other():
    """By themselves both would be clear; the first has a year beside it that swings much more."""
    found = list(looks("wards", [series(*[60, 30] * 6, *[80, 10] * 6)]))

    assert [(one.is_clear, one.is_clear_by_poisson) for one in found] == [
        (False, True),
        (True, True),
    ]


def test_more_in_every_second_month_is_noticed_as_it_is_more():
    found = list(looks("wards", [series(*([100] * 24))]))

    assert MORE == (10, 20, 30, 50)
    assert [one.noticed for one in found] == [(False, True, True, True)] * 2


@pytest.mark.parametrize(
    "counts",
    [
        series(*([30] * 23)),
        series(*([30] * 12)),
        {one: 30 for one in series(*([30] * 24)) if one != month(2024, 7)},
        series(*([0] * 24)),
        {},
        {Period.of("2024"): 300, Period.of("2025"): 300},
    ],
)
def test_without_two_whole_years_of_something_there_is_no_look(counts):
    assert list(looks("wards", [counts])) == []


def test_the_days_of_months_are_no_change():
    """January, March, May and so on have 31 days: 93 for each 90 of the others."""
    by_day = [300 * (one.last_day - one.first_day).days + 300 for one in series(*[0] * 24)]

    assert not any(one.is_clear_by_poisson for one in looks("force", [series(*by_day)]))


@pytest.mark.parametrize(
    ("both", "band"), [(20, 20), (49, 20), (50, 50), (999, 250), (1000, 1000), (10**6, 1000)]
)
def test_bands_begin_where_they_say(both, band):
    assert Look("", both, False, False, ()).band == band


def test_a_score_is_of_shares():
    found = [
        Look("a", 30, True, True, (True, True)),
        Look("a", 30, False, True, (False, True)),
        Look("a", 30, False, False, (False, False)),
        Look("a", 30, False, False, (False, True)),
    ]
    score = scored(
        [
            Look(one.level, 30, one.is_clear, one.is_clear_by_poisson, one.noticed * 2)
            for one in found
        ]
    )

    assert score == Score(4, 0.25, 0.5, (0.25, 0.75, 0.25, 0.75))


def swinging(chance: random.Random, size: float, beyond: float) -> dict[Period, int]:
    """Two years of counts whose variance is (1 + beyond) times their mean."""
    counts = []
    for _ in range(24):
        rate = chance.gammavariate(size / beyond, beyond) if beyond else size
        counts.append(_poisson(chance, rate))
    return series(*counts)


def _poisson(chance: random.Random, rate: float) -> int:
    count, waited = 0, chance.expovariate(1)
    while waited < rate:
        count, waited = count + 1, waited + chance.expovariate(1)
    return count


@pytest.mark.parametrize("beyond", [0.0, 1.0, 4.0])
@pytest.mark.parametrize("size", [4, 30])
def test_few_verdicts_are_false_however_much_counts_swing(size, beyond):
    chance = random.Random(20261129)
    found = list(looks("", [swinging(chance, size, beyond) for _ in range(400)]))

    assert len(found) > 600
    assert scored(found).false <= 0.06
    if beyond:
        assert scored(found).false_by_poisson > 0.1


def test_bands_are_in_order_and_begin_with_the_smallest_that_is_judged():
    assert list(BANDS) == sorted(set(BANDS))
    assert BANDS[0] == placebo.SMALLEST_BASE
