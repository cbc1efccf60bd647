"""What is told of two counts beside how such counts swing by themselves."""

import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from scipy import stats

from datasources.analyses import judgement
from datasources.analyses.judgement import (
    BEYOND,
    CANNOT_TELL,
    FELL,
    NO_CLEAR_CHANGE,
    NOT_KNOWN_TO_SWING,
    ONE_OF_MANY,
    ROSE,
    TOO_FEW,
    WITHIN,
    Verdict,
    by_itself,
    judge,
    together,
)
from datasources.analyses.spread import Spread

POISSON = Spread(1.0, 12)
AFTER_A_LEAP_YEAR, FEBRUARY = 366 / 731, 29 / 57


@pytest.mark.parametrize(
    ("before", "now", "spread", "verdict", "reason"),
    [
        (9, 10, POISSON, TOO_FEW, "Only 19 in the two periods together."),
        (10, 10, POISSON, NO_CLEAR_CHANGE, "Within what such numbers swing by themselves."),
        (16, 25, POISSON, NO_CLEAR_CHANGE, "Within what such numbers swing by themselves."),
        (0, 30, POISSON, ROSE, "More than such numbers swing by themselves."),
        (30, 0, POISSON, FELL, "Between 100% less and 84% less."),
        (19, 60, POISSON, ROSE, "More than such numbers swing by themselves."),
        (20, 60, POISSON, ROSE, "Between 72% more and 423% more."),
        (
            9927,
            10137,
            POISSON,
            NO_CLEAR_CHANGE,
            "Between 1% less and 5% more.",
        ),
        (100, 140, POISSON, ROSE, "Between 5% more and 86% more."),
        (
            100,
            140,
            Spread(1.5, 12),
            NO_CLEAR_CHANGE,
            "Between 1% less and 98% more. Such numbers vary 1.5 times"
            " as much as each by itself would.",
        ),
        (
            100,
            140,
            Spread(1.49, 12),
            NO_CLEAR_CHANGE,
            "Between 1% less and 98% more.",
        ),
        (
            4000,
            3000,
            Spread(2.5, 12),
            FELL,
            "Between 31% less and 18% less. Such numbers vary 2.5 times as much as"
            " each by itself would.",
        ),
        (
            10_000,
            10_300,
            Spread(1.0, 1000),
            ROSE,
            "Between less than 1% more and 6% more.",
        ),
        (100, 200, None, CANNOT_TELL, NOT_KNOWN_TO_SWING),
        (9, 10, None, TOO_FEW, "Only 19 in the two periods together."),
        (10, 10, None, CANNOT_TELL, NOT_KNOWN_TO_SWING),
    ],
)
def test_verdicts_and_reasons_by_hand(before, now, spread, verdict, reason):
    told = judge(before, now, spread)

    assert (told.verdict, told.reason) == (verdict, reason)
    assert told.is_clear is (verdict in {"rose", "fell"})


def test_a_verdict_says_how_often_and_with_which_swing():
    """120 of 240 are expected; 20 fewer are 20 / sqrt(1.5 x 60) = 2.108 from it."""
    told = judge(100, 140, Spread(1.5, 12))

    assert told.chance == pytest.approx(2 * stats.t.sf(20 / math.sqrt(90), 12), rel=1e-12)
    assert told.chance == pytest.approx(0.0567, abs=0.0001)
    assert told.swing == 1.5


@pytest.mark.parametrize(("spread", "swing"), [(Spread(3.0, 12), 3.0), (None, None)])
def test_nothing_is_looked_at_where_they_are_too_few(spread, swing):
    told = judge(9, 10, spread)

    assert (told.chance, told.swing) == (None, swing)


def test_where_it_is_not_known_how_they_swing_there_is_no_chance():
    assert judge(100, 200, None) == Verdict("cannot tell", NOT_KNOWN_TO_SWING, None, None)


COUNTS = some.integers(0, 400) | some.integers(0, 20_000)
SPREADS = some.builds(Spread, some.floats(1, 40), some.integers(1, 200))
SHARES = some.sampled_from([0.5, FEBRUARY, 1 - FEBRUARY, AFTER_A_LEAP_YEAR])


def exact(before: int, both: int, share: float) -> float:
    """Twice the smaller tail, by scipy; of a half it is what scipy itself calls two-sided."""
    tails = [
        stats.binomtest(before, both, share, alternative=side).pvalue
        for side in ("less", "greater")
    ]
    doubled = min(1.0, 2 * min(tails))
    if share == 0.5:
        assert doubled == pytest.approx(stats.binomtest(before, both, 0.5).pvalue, rel=1e-6)
    return doubled


def student(before: int, both: int, share: float, spread: Spread) -> float:
    away = abs(before - both * share) / math.sqrt(spread.dispersion * both * share * (1 - share))
    return float(2 * stats.t.sf(away, spread.pairs))


@given(COUNTS, COUNTS, SPREADS | some.just(Spread(1.0, 10_000)), SHARES)
def test_the_larger_of_the_two_probabilities_holds(before, now, spread, share):
    both = before + now
    assume(both >= 20)
    # Where the days alone move a count the other way than it went, see below.
    assume((now - before) * (both * share - before) > 0)

    told = judge(before, now, spread, share)

    expected = max(exact(before, both, share), student(before, both, share, spread))
    assert told.chance == pytest.approx(expected, rel=1e-6, abs=1e-300)
    assert told.swing == spread.dispersion
    if abs(expected - 0.05) > 1e-9:
        way = ROSE if now > before else FELL
        assert told.verdict == (way if expected < 0.05 else NO_CLEAR_CHANGE)


def test_each_of_the_two_can_be_the_one_that_holds():
    strict = judge(20, 7, Spread(1.0, 10_000))
    assert strict.chance == pytest.approx(exact(20, 27, 0.5))
    assert student(20, 27, 0.5, Spread(1.0, 10_000)) < 0.013 < 0.019 < strict.chance

    swings = judge(200, 260, Spread(4.0, 12))
    assert exact(200, 460, 0.5) < 0.01
    assert (swings.verdict, swings.chance) == (
        NO_CLEAR_CHANGE,
        pytest.approx(student(200, 460, 0.5, Spread(4.0, 12))),
    )


@pytest.mark.parametrize(("before", "now"), [(100, 140), (4000, 3900), (9927, 10137)])
def test_clear_begins_under_the_level_and_not_on_it(monkeypatch, before, now):
    chance = judge(before, now, POISSON).chance
    assert chance is not None

    monkeypatch.setattr(judgement, "LEVEL", chance)
    assert judge(before, now, POISSON).verdict == NO_CLEAR_CHANGE

    monkeypatch.setattr(judgement, "LEVEL", math.nextafter(chance, 1))
    assert judge(before, now, POISSON).is_clear


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [(116, 85, FELL), (115, 86, NO_CLEAR_CHANGE), (85, 116, ROSE), (86, 115, NO_CLEAR_CHANGE)],
)
def test_one_more_on_either_side_of_one_in_twenty(before, now, verdict):
    """Of 201: 0.0341 and 0.0480 by the exact test, 0.0493 and 0.0634 beside twelve pairs."""
    spread = Spread(1.0, 12)

    assert judge(before, now, spread).verdict == verdict
    said = max(exact(before, 201, 0.5), student(before, 201, 0.5, spread))
    assert (said < 0.05) is (verdict != NO_CLEAR_CHANGE)


class TestDaysOfUnequalStretches:
    def test_a_month_of_fewer_days_has_fewer(self):
        """Of 5,700 in February of a leap year and the next, 2,900 are expected in the first."""
        told = judge(2900, 2800, Spread(1.0, 12), FEBRUARY)

        assert (told.verdict, told.chance) == (NO_CLEAR_CHANGE, 1.0)
        assert told.reason == "Between 6% less and 6% more."

    @pytest.mark.parametrize(
        ("before", "now", "share"),
        [(29_000, 28_990, FEBRUARY), (28_990, 29_000, 1 - FEBRUARY), (29_000, 29_000, FEBRUARY)],
    )
    def test_what_rose_by_the_day_alone_is_no_rise_where_the_count_fell(self, before, now, share):
        told = judge(before, now, Spread(1.0, 1000), share)

        assert (told.verdict, told.chance) == (NO_CLEAR_CHANGE, 1.0)
        assert told.reason == "Within what such numbers swing by themselves."

    def test_what_both_say_is_told(self):
        assert judge(29_000, 29_500, Spread(1.0, 1000), FEBRUARY).verdict == ROSE
        assert judge(29_000, 27_000, Spread(1.0, 1000), FEBRUARY).verdict == FELL


ENDS = re.compile(
    r"Between (less than 1|[\d,]+)% (more|less) and (less than 1|[\d,]+)% (more|less)\."
)


@given(some.integers(20, 20_000), some.integers(1, 20_000), SPREADS, SHARES)
def test_the_ends_of_the_interval_are_just_where_the_test_turns(before, now, spread, share):
    """Taken as what is expected, a change just within is not refused by it, and one without is."""
    told = ENDS.search(judge(before, now, spread, share).reason)
    assume(told is not None)
    assert told is not None
    both = before + now

    def refused(change: float) -> bool:
        expected = share / (share + (1 - share) * (1 + change))
        return student(before, both, expected, spread) < 0.05

    half = 0.005 + 1e-9
    ends = [
        (-1 if way == "less" else 1) * (0 if "than" in number else int(number.replace(",", "")))
        for number, way in (told.groups()[:2], told.groups()[2:])
    ]
    low, high = (end / 100 for end in ends)
    if low - half > -1:
        assert refused(low - half)
    assert refused(high + half)
    if high - low > 4 * half:
        assert not refused(low + half)
        assert not refused(high - half)
    if "than" in told[1]:
        assert refused(0) is (told[2] == told[4])


@given(some.integers(20, 20_000), some.integers(0, 20_000), SPREADS, SHARES)
def test_a_verdict_never_stands_beside_an_interval_that_says_otherwise(before, now, spread, share):
    verdict = judge(before, now, spread, share)
    told = ENDS.search(verdict.reason)
    if told:
        assert verdict.is_clear is (told[2] == told[4])


def clear(chance: float, word: str = ROSE) -> Verdict:
    return Verdict(word, "The change is so.", chance, 1.0)


class TestManyTogether:
    def test_by_hand(self):
        """Of three that are looked at, the smallest must be under 1/60, two under 2/60."""
        few, unknown = Verdict(TOO_FEW, "Only 3."), Verdict(CANNOT_TELL, NOT_KNOWN_TO_SWING)
        same = Verdict(NO_CLEAR_CHANGE, WITHIN, 0.3, 1.0)

        told = together([clear(0.04), few, clear(0.01, FELL), same, unknown])

        assert told == [
            Verdict(NO_CLEAR_CHANGE, f"The change is so. {ONE_OF_MANY}", 0.04, 1.0),
            few,
            clear(0.01, FELL),
            same,
            unknown,
        ]

    def test_what_was_not_looked_at_does_not_weigh(self):
        nothing = [Verdict(TOO_FEW, "Only 3.")] * 50

        assert together([clear(0.04), *nothing]) == [clear(0.04), *nothing]

    def test_one_alone_and_none(self):
        assert together([clear(0.049)]) == [clear(0.049)]
        assert together([]) == []


@pytest.mark.parametrize(
    ("chance", "is_more", "told"),
    [
        (0.049, True, Verdict("rose", BEYOND, 0.049)),
        (0.049, False, Verdict("fell", BEYOND, 0.049)),
        (0.05, True, Verdict("no clear change", WITHIN, 0.05)),
        (1.0, False, Verdict("no clear change", WITHIN, 1.0)),
    ],
)
def test_what_was_judged_before_is_told_without_its_numbers(chance, is_more, told):
    assert by_itself(chance, is_more=is_more) == told
