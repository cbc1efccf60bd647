import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from datasources.analyses import funnel
from datasources.analyses.funnel import HIGHER, LIKE, LOWER, TOO_FEW


def whole_of(areas) -> tuple[int, int]:
    counted, people = zip(*areas, strict=True)
    return sum(counted), sum(people)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=60))
def test_overdispersion_is_of_the_winsorised_distances(distances):
    cut = stats.mstats.winsorize(np.array(distances), limits=(0.1, 0.1))

    assert funnel.overdispersion(distances) == pytest.approx(max(1.0, float((cut**2).mean())))


def test_overdispersion_by_hand():
    """Of ten one at either end is brought in to its neighbour: 3 for 30, -2 for -9."""
    distances = [30, 3, 1, 1, 0, 0, -1, -1, -2, -9]

    assert funnel.overdispersion(distances) == (9 + 9 + 1 + 1 + 0 + 0 + 1 + 1 + 4 + 4) / 10
    assert funnel.overdispersion(distances[:9]) == pytest.approx((900 + 9 + 1 + 1 + 1 + 1 + 4) / 9)
    assert funnel.overdispersion([]) == funnel.overdispersion([0.5, -0.5]) == 1.0


def test_areas_that_differ_by_chance_alone_are_judged_by_chance_alone():
    """Nine of 100 and one of 140: 3.5 standard deviations above the 104 that are expected of it,
    a chance under 0.05%, where the bar of the first of ten is 0.5%."""
    areas = [(100, 1000)] * 9 + [(140, 1000)]

    found = funnel.of(areas, whole_of(areas))

    assert (found.compared, found.overdispersion) == (10, 1.0)
    assert found.words == (LIKE,) * 9 + (HIGHER,)
    assert round(funnel.distance(140, 1000, whole_of(areas)), 2) == 3.53


def test_what_alone_would_stand_out_does_not_among_many():
    """2.3 standard deviations: 2% by chance alone, and the bar of the first of 20 is 0.25%."""
    areas = [(100, 1000)] * 19 + [(124, 1000)]

    alone = funnel.distance(124, 1000, whole_of(areas))

    assert alone > 1.96
    assert funnel.of(areas, whole_of(areas)).words == (LIKE,) * 20


def test_where_all_differ_widely_only_the_furthest_stand_out():
    areas = [(80, 1000), (125, 1000)] * 10 + [(300, 1000)]

    found = funnel.of(areas, whole_of(areas))

    alone = funnel.distance(80, 1000, whole_of(areas))
    assert alone < -2.8
    assert round(found.overdispersion, 1) == 5.1
    assert found.words == (LIKE,) * 20 + (HIGHER,)


def test_lower_is_said_as_well():
    areas = [(100, 1000)] * 18 + [(40, 1000), (100, 1000)]

    assert funnel.of(areas, whole_of(areas)).words[18:] == (LOWER, LIKE)


@pytest.mark.parametrize(
    ("area", "whole", "word"),
    [
        ((20, 1000), (20_000, 1_000_000), LIKE),
        ((19, 1000), (20_000, 1_000_000), TOO_FEW),
        ((25, 1000), (19_999, 1_000_000), TOO_FEW),
        ((None, 1000), (20_000, 1_000_000), None),
        ((30, None), (20_000, 1_000_000), None),
        ((30, 0), (20_000, 1_000_000), TOO_FEW),
    ],
)
def test_of_fewer_than_twenty_counted_or_expected_nothing_is_said(area, whole, word):
    found = funnel.of([area], whole)

    assert (found.words, found.compared) == ((word,), int(word == LIKE))


AREAS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 4000)), min_size=2, max_size=40)


@given(AREAS, st.randoms(use_true_random=False))
def test_the_order_of_the_areas_says_nothing(areas, chance):
    whole = whole_of(areas)
    order = list(range(len(areas)))
    chance.shuffle(order)

    words = funnel.of(areas, whole).words

    assert funnel.of([areas[at] for at in order], whole).words == tuple(words[at] for at in order)


@given(AREAS)
def test_whoever_is_higher_lies_above_the_whole_and_is_far_enough(areas):
    whole = whole_of(areas)
    found = funnel.of(areas, whole)

    for (count, residents), word in zip(areas, found.words, strict=True):
        if word in (HIGHER, LOWER):
            away = funnel.distance(count, residents, whole)
            assert (away > 0) is (word == HIGHER)
            assert abs(away) >= 1.959 * math.sqrt(found.overdispersion)
