"""A chart as a neutral description: what is drawn, not how. Screen and print draw the same one."""

from __future__ import annotations

from dataclasses import dataclass

LINE = "line"
BAR = "bar"
GROUPED_BAR = "grouped_bar"
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; None where there is no data or a count is held back."""

    name: str
    values: tuple[float | int | None, ...]


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
