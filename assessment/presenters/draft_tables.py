"""A table of records as the draft prints it: words in cells, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class DraftColumn:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class DraftTable:
    """`name` says what its rows are, so that an edition may set them in its own way."""

    name: str
    caption: str
    columns: tuple[DraftColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Too wide for a phone: there each row becomes a card."""
        return len(self.columns) > 3

    @property
    def cells(self) -> tuple[tuple[tuple[DraftColumn, str], ...], ...]:
        """Each row's words beside their columns."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


def table(
    name: str, caption: str, labels: str, rows: Iterable[tuple[str, ...]]
) -> tuple[DraftTable, ...]:
    """A table from "First, Second, #Number" (# marks numbers); nothing when it has no rows."""
    said = tuple(tuple(row) for row in rows)
    columns = tuple(
        DraftColumn(label.strip().lstrip("#"), numeric=label.strip().startswith("#"))
        for label in labels.split(",")
    )
    return (DraftTable(name, caption, columns, said),) if said else ()
