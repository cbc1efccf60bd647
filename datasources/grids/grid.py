"""One grid of cells, as every reader gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_CELLS = 60_000_000


class TooLarge(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """The grid would need more cells than any table sent to a partnership has."""


class NoTable(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """The file is whole, and there is no table in it."""


@dataclass
class Grid:
    """What is known of a grid beside its cells; rows and columns are counted from 0."""

    name: str
    rows: Iterable[list[str]] = ()
    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    """Rows that a filter or a person has hidden."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column of each merged cell."""
    without_value: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Of each column with formulas whose result is not stored: column, first row, last row, how
    many."""
    has_names: bool = False
    """Whether the first row is sure to hold the names of the columns."""
    shapes: list[str] = field(default_factory=list)
    """The kinds of map shapes that the records have, and that are no columns."""

    def about(self) -> dict[str, object]:
        """Everything but the rows, as the line before them."""
        return {name: value for name, value in vars(self).items() if name != "rows"}


def check_size(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise TooLarge
