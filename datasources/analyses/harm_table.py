"""The table of counts beside harm: each type's number, weight and harm, and its share of both.

Harm is counted exactly, in hundredths of a day as the weights are written, and rounded once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add
from typing import TypeVar

from datasources.analyses.judgement import SMALLEST_BASE
from datasources.analyses.result import Column, Row, as_number
from datasources.analyses.strangers import whole_number
from datasources.analyses.weights import exact
from datasources.kinds import Total

COUNT, WEIGHT, HARM = "count", "weight", "harm"
SHARE_OF_COUNT, SHARE_OF_HARM, LARGER = "share_of_count", "share_of_harm", "larger"
COUNT_BEFORE, HARM_BEFORE = "count_before", "harm_before"
COLUMNS = (
    Column(COUNT, "This year", "count"),
    Column(WEIGHT, "Weight (days each)", "amount"),
    Column(HARM, "Harm (days)", "amount"),
    Column(SHARE_OF_COUNT, "Share of the number", "share"),
    Column(SHARE_OF_HARM, "Share of the harm", "share"),
    Column(LARGER, "Compared", "text"),
    Column(COUNT_BEFORE, "Year before", "count"),
    Column(HARM_BEFORE, "Harm (days), year before", "amount"),
)
ALL = "All types with a weight"
OF_A_WHOLE = (SHARE_OF_COUNT, SHARE_OF_HARM, LARGER)
"""What says of a type how large all types together are."""
MORE, LESS, SAME = "more by harm", "less by harm", "about the same"
BOTH, NO_WEIGHT, NO_DATA, TOO_FEW = "all of both", "no weight", "no data", "too few to say"
POINT, TENTH = Fraction(1, 100), Fraction(1, 10)
"""Shares that differ by less than a percentage point, or than a tenth of the larger one, are about
the same."""


Number = TypeVar("Number", int, Fraction)


@dataclass(frozen=True)
class Line:
    """A type, or all with a weight: how many now and the year before, and their harm in days."""

    name: str
    count: int | None
    before: int | None
    harm: Fraction | None
    harm_before: Fraction | None
    weight: float | None = None

    @classmethod
    def of(cls, name: str, count: int | None, before: int | None, weight: float | None) -> Line:
        return cls(name, count, before, _times(count, weight), _times(before, weight), weight)

    @classmethod
    def together(cls, lines: Sequence[Line]) -> Line:
        return cls(
            ALL,
            _sum([one.count for one in lines]),
            _sum([one.before for one in lines]),
            _sum([one.harm for one in lines]),
            _sum([one.harm_before for one in lines]),
        )

    def share_of_count(self, whole: Line) -> Fraction | None:
        """No share is told of fewer than 20."""
        if self.count is None or whole.count is None or whole.count < SMALLEST_BASE:
            return None
        return Fraction(self.count, whole.count)

    def share_of_harm(self, whole: Line) -> Fraction | None:
        if self.share_of_count(whole) is None or self.harm is None or not whole.harm:
            return None
        return self.harm / whole.harm


NOTHING = Line("", None, None, None, None)
"""What has no share of anything is set beside this."""


def own_totals(weighed: Collection[str]) -> tuple[Total, ...]:
    """All types with a weight together; none where no type has any."""
    if not weighed:
        return ()
    return (Total("weighed", ALL, "All with a weight", only=tuple(sorted(weighed))),)


def rows_of(
    about: Row, category: str, lines: Sequence[Line], weighed: Collection[str]
) -> tuple[Row, ...]:
    """All with a weight first, then each type; those that are not `weighed` have no share."""
    whole = Line.together([one for one in lines if one.name in weighed])
    rows = [{**about, category: ALL} | _cells(whole, whole) | {LARGER: BOTH}] if weighed else []
    for one in lines:
        cells = _cells(one, whole if one.name in weighed else NOTHING)
        larger = _larger(one, whole) if one.name in weighed else NO_WEIGHT
        rows.append({**about, category: one.name} | cells | {LARGER: larger})
    return tuple(rows)


def lines_in(rows: Iterable[Row], category: str) -> list[Line]:
    """The types of a table, as they stand there."""
    return [
        Line.of(
            str(row[category]),
            whole_number(row[COUNT]),
            whole_number(row[COUNT_BEFORE]),
            as_number(row[WEIGHT]),
        )
        for row in rows
        if row[category] != ALL
    ]


def _cells(one: Line, whole: Line) -> Row:
    return {
        COUNT: one.count,
        WEIGHT: one.weight,
        HARM: _whole_days(one.harm),
        SHARE_OF_COUNT: _percent(one.share_of_count(whole)),
        SHARE_OF_HARM: _percent(one.share_of_harm(whole)),
        COUNT_BEFORE: one.before,
        HARM_BEFORE: _whole_days(one.harm_before),
    }


def _larger(one: Line, whole: Line) -> str:
    number, harm = one.share_of_count(whole), one.share_of_harm(whole)
    if number is None or harm is None:
        is_few = whole.count is not None and whole.count < SMALLEST_BASE
        return TOO_FEW if is_few else NO_DATA
    return compared(number, harm)


def compared(number: Fraction, harm: Fraction) -> str:
    """A share of the number and one of the harm, in words."""
    apart = abs(harm - number)
    if apart < POINT or apart < TENTH * max(number, harm):
        return SAME
    return MORE if harm > number else LESS


def _times(count: int | None, weight: float | None) -> Fraction | None:
    return None if count is None or weight is None else count * exact(weight)


def _sum(values: Sequence[Number | None]) -> Number | None:
    """None where one of them is not known, or there are none."""
    known = [one for one in values if one is not None]
    if not known or len(known) < len(values):
        return None
    return reduce(add, known)


def _whole_days(harm: Fraction | None) -> int | None:
    return None if harm is None else round(harm)


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else float(round(100 * share, 1))
