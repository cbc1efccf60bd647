"""A chart as a neutral description: what is drawn, not how. Screen and print draw the same one."""

from __future__ import annotations

from dataclasses import dataclass

LINE = "line"
BAR = "bar"
GROUPED_BAR = "grouped_bar"
DOT = "dot"
"""A dot for each category with its interval, beside a line for the whole."""
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Series:
    """One line, one set of bars or dots; None where there is no data or a count is held back."""

    name: str
    values: tuple[float | int | None, ...]
    low: tuple[float | int | None, ...] = ()
    """Of dots, where the interval of each begins and ends."""
    high: tuple[float | int | None, ...] = ()
    sorts: tuple[str, ...] = ()
    """Of dots, what each is, told by its shape: one of the chart's `sorts`."""


@dataclass(frozen=True)
class Chart:
    kind: str
    headline: str
    subtitle: str
    x_label: str
    y_label: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source_line: str
    description: str
    reference: Series | None = None
    """A line across all categories: its name, and one value."""
    sorts: tuple[str, ...] = ()
    """In the order of their shapes."""

    @property
    def is_empty(self) -> bool:
        return all(value is None for one in self.series for value in one.values)


def number_in_words(value: float | int | None) -> str:
    """1,234 for counts, 12.3 for rates (two places below one, so that small rates differ)."""
    if value is None:
        return NOT_SHOWN
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.1f}"
