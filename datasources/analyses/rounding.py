"""Exact rounding: fractions of whole numbers, halves to the even digit, never minus nought."""

from __future__ import annotations

from fractions import Fraction


def rounded(numerator: int, denominator: int, places: int) -> float | None:
    """None when the denominator is nought: no rate, no per cent."""
    if denominator == 0:
        return None
    return float(round(Fraction(numerator, denominator), places)) + 0.0


def percent_change(before: int, now: int) -> float | None:
    return rounded(100 * (now - before), before, 1)


def whole_percent(before: int, now: int) -> int:
    return round(Fraction(100 * abs(now - before), before))
