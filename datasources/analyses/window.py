"""Spans of whole months: the default year, the same months a year earlier, what is not held."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from datasources.analyses.result import Parameters
from partnerships.words import said_month

MONTHS_IN_A_YEAR = 12


class NoMonthsError(LookupError):
    """There is no month to answer for, or the months asked for stand in the wrong order."""


@dataclass(frozen=True)
class Window:
    """Months from first to last, both counted."""

    first: pd.Period
    last: pd.Period

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(str(month) for month in pd.period_range(self.first, self.last, freq="M"))

    @property
    def year_before(self) -> Window:
        return Window(self.first - MONTHS_IN_A_YEAR, self.last - MONTHS_IN_A_YEAR)

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
            return said_month(str(self.last))
        span = "year" if self.is_a_year else f"{count} months"
        return f"the {span} to {said_month(str(self.last))}"


def _period(month: str) -> pd.Period:
    return pd.Period(month, freq="M")


def last_year(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The months asked for, or the last twelve up to the newest month held."""
    last = _last(parameters, held)
    first = (
        _period(parameters.period_from) if parameters.period_from else last - (MONTHS_IN_A_YEAR - 1)
    )
    return _checked(first, last)


def everything(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The months asked for, or all from the oldest to the newest month held."""
    last = _last(parameters, held)
    first = _period(parameters.period_from or (min(held) if held else str(last)))
    return _checked(first, last)


def _last(parameters: Parameters, held: tuple[str, ...]) -> pd.Period:
    if parameters.period_to is None and not held:
        raise NoMonthsError("No month of police data is held yet, so there is nothing to answer.")
    return _period(parameters.period_to or max(held))


def _checked(first: pd.Period, last: pd.Period) -> Window:
    if first > last:
        raise NoMonthsError(
            f"The first month ({said_month(str(first))}) is after the last"
            f" ({said_month(str(last))})."
        )
    return Window(first, last)
