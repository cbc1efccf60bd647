"""What is found of a table before anybody knows what kind of data it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from datasources.intake.findings import Finding
from datasources.intake.text import Ragged


class Line(NamedTuple):
    """What stands above or below a table: the number of its row and what it says."""

    row: int
    text: str


class Batch(NamedTuple):
    """Rows of a table as strings, one column each, and their numbers as a spreadsheet shows them.

    Blank rows, and rows that repeat the headings, are not among them.
    """

    rows: np.ndarray
    cells: pa.Table


@dataclass
class FoundTable:
    """One table of a file.

    `below`, `totals`, `ragged` and `findings` are whole only when all batches have been read.
    """

    sheet: str
    """The name of its sheet, or of the list or table of a page; blank for a text."""
    columns: tuple[str, ...]
    """A name for each column, all different; "column 7" where it has none of its own."""
    heading_rows: tuple[int, ...]
    """One to four rows; none where the first row seems to be a record."""
    batches: Iterator[Batch]
    above: tuple[Line, ...] = ()
    """The title, the period, the unit: whatever stands between the table before and the names."""
    below: list[Line] = field(default_factory=list)
    """Footnotes, the source; among the rows of a text also lines of one cell."""
    totals: list[int] = field(default_factory=list)
    """Rows that look like totals or sub-totals of others, by their words or their sums."""
    ragged: list[Ragged] = field(default_factory=list)
    """Rows of a text that were set aside, because their cells cannot be told apart."""
    findings: list[Finding] = field(default_factory=list)
    """What is to be told when this table is used: of the tables that are not, nothing."""
    encoding: str = ""
    delimiter: str = ""
    is_hidden: bool = False

    @property
    def heading_row(self) -> int | None:
        """The last of the heading rows; None where there seems to be none."""
        return self.heading_rows[-1] if self.heading_rows else None
