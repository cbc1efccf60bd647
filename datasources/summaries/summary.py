"""A summary: a sentence, a few bars and the table behind them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

MOST_BARS = 20
"""More are not read in one picture; the table has them all."""


@dataclass(frozen=True)
class Held:
    """The rows of one period in use, with the columns that the kind calls by name."""

    period: str
    rows: pd.DataFrame


@dataclass(frozen=True)
class Heading:
    """Of a column of the table."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Summary:
    """What rows come to. Numbers stand in the table as words, in the bars as they are."""

    headline: str
    """The finding, a sentence without its full stop."""
    subtitle: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[tuple[str, float | int | None], ...]
    each: str
    """What there is a bar for: an area, an answer."""
    measured: str
    """What their length is: households, per cent."""
    period: str
    """Which periods it rests on, in words."""
    caveats: tuple[str, ...] = ()


def number(value: float, *, most_places: int = 2) -> str:
    """1,234 or 12.34, without noughts at the end; blank where there is no number."""
    if pd.isna(value):
        return ""
    words = f"{value:,.{most_places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def as_bar(value: float) -> float | int | None:
    """A whole number as one, so that it is said without places."""
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)
