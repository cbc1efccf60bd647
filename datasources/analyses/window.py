"""Spans of periods: the default year, the same periods a year earlier, what is not held."""

from __future__ import annotations

from dataclasses import dataclass

from datasources import periods
from datasources.analyses.result import Parameters, Result
from datasources.periods import MONTHS_IN_A_YEAR, Grain, Period


class NoPeriodsError(LookupError):
    """There is no period to answer for, or those asked for stand in the wrong order."""


@dataclass(frozen=True)
class Window:
    """Periods of one grain from first to last, both counted."""

    first: Period
    last: Period

    @classmethod
    def of(cls, result: Result) -> Window:
        """The periods that an answer is about."""
        return cls(Period.of(result.period_from), Period.of(result.period_to))

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(one.key for one in periods.between(self.first, self.last))

    @property
    def year_before(self) -> Window:
        return Window(self.first.year_before, self.last.year_before)

    @property
    def is_a_year(self) -> bool:
        return len(self.periods) == in_a_year(self.last.grain)

    def missing(self, held: frozenset[str]) -> tuple[str, ...]:
        return tuple(period for period in self.periods if period not in held)

    @property
    def in_words(self) -> str:
        """'the year to December 2025', 'the 3 months to March 2025', 'March 2025'."""
        grain, count = self.last.grain, len(self.periods)
        if count == 1:
            return self.last.words
        span = "year" if self.is_a_year else f"{count} {grain.label}s"
        end = self.last if grain.months == MONTHS_IN_A_YEAR else self.last.months[-1]
        return f"the {span} to {end.words}"


def in_a_year(grain: Grain) -> int:
    """How many periods of the grain make a year."""
    return MONTHS_IN_A_YEAR // grain.step


def last_year(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The periods asked for, or those of a year up to the newest one held."""
    last = _last(parameters, held)
    asked = parameters.period_from
    first = Period.of(asked) if asked else last.later(1 - in_a_year(last.grain))
    return _as_held(_checked(first, last), held)


def everything(parameters: Parameters, held: tuple[str, ...]) -> Window:
    """The periods asked for, or all from the oldest to the newest one held."""
    last = _last(parameters, held)
    first = Period.of(parameters.period_from or (min(held) if held else last.key))
    return _as_held(_checked(first, last), held)


def _as_held(window: Window, held: tuple[str, ...]) -> Window:
    """The same stretch in the shorter periods that are held of it: a year in its quarters."""
    if not held or any(one in held for one in window.periods):
        return window
    grain = Period.of(max(held)).grain
    if window.last.grain is Grain.MID_YEAR or grain.months >= window.last.grain.months:
        return window
    return Window(
        Period(grain, window.first.start), Period(grain, window.last.last - grain.months + 1)
    )


def _last(parameters: Parameters, held: tuple[str, ...]) -> Period:
    if parameters.period_to is None and not held:
        raise NoPeriodsError(
            "No period of this measure is held yet, so there is nothing to answer."
        )
    return Period.of(parameters.period_to or max(held))


def _checked(first: Period, last: Period) -> Window:
    if first > last:
        noun = last.grain.label
        raise NoPeriodsError(f"The first {noun} ({first.words}) is after the last ({last.words}).")
    return Window(first, last)
