"""Spans of whole months: the default year, the same months a year earlier, what is not held."""

from __future__ import annotations

from dataclasses import dataclass

from datasources import periods
from datasources.analyses.result import Parameters, Result
from datasources.periods import MONTHS_IN_A_YEAR, Period


class NoMonthsError(LookupError):
    """There is no month to answer for, or the months asked for stand in the wrong order."""


@dataclass(frozen=True)
class Window:
    """Months from first to last, both counted."""

    first: Period
    last: Period

    @classmethod
    def of(cls, result: Result) -> Window:
        """The months that an answer is about."""
        return cls(Period.of(result.period_from), Period.of(result.period_to))

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(month.key for month in periods.between(self.first, self.last))

    @property
    def year_before(self) -> Window:
        return Window(self.first.year_before, self.last.year_before)

    @property
    def is_a_year(self) -> bool:
        return len(self.months) == MONTHS_IN_A_YEAR

    def missing(self, held: frozenset[str]) -> tuple[str, ...]:
        return tuple(month for month in self.months if month not in held)

    @property
    def in_words(self) -> str:
        """'the year to December 2025', 'the 3 months to March 2025', 'March 2025'."""
        count = len(self.months)
        if count == 1:
            return self.last.words
        span = "year" if self.is_a_year else f"{count} months"
        return f"the {span} to {self.last.words}"


def last_year(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The months asked for, or the last twelve up to the newest month held."""
    last = _last(parameters, held)
    asked = parameters.period_from
    first = Period.of(asked) if asked else last.later(1 - MONTHS_IN_A_YEAR)
    return _checked(first, last)


def everything(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The months asked for, or all from the oldest to the newest month held."""
    last = _last(parameters, held)
    first = Period.of(parameters.period_from or (min(held) if held else last.key))
    return _checked(first, last)


def _last(parameters: Parameters, held: tuple[str, ...]) -> Period:
    if parameters.period_to is None and not held:
        raise NoMonthsError("No month of police data is held yet, so there is nothing to answer.")
    return Period.of(parameters.period_to or max(held))


def _checked(first: Period, last: Period) -> Window:
    if first > last:
        raise NoMonthsError(f"The first month ({first.words}) is after the last ({last.words}).")
    return Window(first, last)
