"""One answer beside another to the same question: each number as it was and as it would be."""

from __future__ import annotations

from dataclasses import dataclass

from datasources.analyses.judgement import SMALLEST_BASE
from datasources.analyses.published import published
from datasources.analyses.questions import ANALYSES
from datasources.analyses.result import Column, Result, Row, Value, as_number
from datasources.analyses.rounding import percent_change
from datasources.periods import said

AREA = ("area_code", "area_name")
KEYS = ("code", "month", "period")
COUNTED = ("count", "rate", "amount")
"""What follows from these (a difference, a per cent) moves with them and is not told again."""


@dataclass(frozen=True)
class Moved:
    """A cell that differs; None is no data, and so is a row that only one of the two has."""

    label: str
    """What its row is about: a category, a month, an area."""
    column: str
    kind: str
    """As of a column: count, rate, or text of a verdict."""
    old: Value
    new: Value

    @property
    def size(self) -> float | None:
        """By how much it is more; None where one of the two is no number."""
        old, new = as_number(self.old), as_number(self.new)
        return None if old is None or new is None else round(new - old, 6)

    @property
    def percent(self) -> float | None:
        """Of a count of at least 20, by how many per cent it is more."""
        if self.kind != "count" or self.size is None:
            return None
        old, new = int(as_number(self.old) or 0), int(as_number(self.new) or 0)
        return percent_change(old, new) if old >= SMALLEST_BASE else None


@dataclass(frozen=True)
class Main:
    """The number that an answer comes to: what a sentence about it quotes first."""

    label: str
    kind: str
    value: float | int | None


@dataclass(frozen=True)
class Difference:
    """Two answers to one question."""

    finding: tuple[str, str]
    periods: tuple[tuple[str, str], tuple[str, str]]
    """Of each, the first and the last."""
    denominator: tuple[str, str]
    main: tuple[Main, Main]
    moved: tuple[Moved, ...]
    """The largest changes of counts first, then what is no longer or newly there."""
    same: int
    """How many numbers stay."""

    @property
    def is_none(self) -> bool:
        return not self.moved and self.finding[0] == self.finding[1]


def difference(old: Result, new: Result) -> Difference:
    """Both in the words of the kind; rows are the same where area, period and category are."""
    old, new = published(old), published(new)
    before, now = _rows(old), _rows(new)
    columns = [one for one in new.columns if _is_told(one, new)]
    moved, same = [], 0
    for label in dict.fromkeys((*now, *before)):
        for column in columns:
            was, is_now = (rows.get(label, {}).get(column.name) for rows in (before, now))
            if was != is_now:
                moved.append(Moved(label, column.label, column.kind, was, is_now))
            elif column.kind in COUNTED:
                same += 1
    return Difference(
        finding=(old.finding, new.finding),
        periods=((old.period_from, old.period_to), (new.period_from, new.period_to)),
        denominator=(old.denominator, new.denominator),
        main=(main_of(old), main_of(new)),
        moved=tuple(sorted(moved, key=_by_size)),
        same=same,
    )


def main_of(result: Result) -> Main:
    """Without a value where the analysis, or what it counted, is made no more."""
    analysis, measure = ANALYSES.get(result.analysis), result.counted
    if analysis is None or measure is None:
        return Main("", "count", None)
    label, kind, name = analysis.main_number(result, measure)
    return Main(label, kind, result.numbers.get(name))


def _rows(result: Result) -> dict[str, Row]:
    """By what each is about."""
    keys = [one for one in result.columns if _is_key(one, result)]
    if len({row.get("area_code") for row in result.rows}) <= 1:
        keys = [one for one in keys if one.name not in AREA]
    return {", ".join(_said(row, one) for one in keys): row for row in result.rows}


def _said(row: Row, key: Column) -> str:
    text = str(row[key.name])
    return said(text) if key.kind in ("month", "period") else text


def _is_key(column: Column, result: Result) -> bool:
    measure = result.counted
    is_category = measure is not None and column.name == measure.category
    return column.kind in KEYS or is_category or column.name in AREA


def _is_told(column: Column, result: Result) -> bool:
    analysis = ANALYSES.get(result.analysis)
    is_counted = column.kind in COUNTED or column.name == "verdict"
    return is_counted and (analysis is None or column.name not in analysis.denominators)


def _by_size(one: Moved) -> tuple[bool, bool, float]:
    return one.kind != "count", one.size is None, -abs(one.size or 0)
