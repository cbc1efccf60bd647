"""Rows of the smaller kinds as plain strings, with what was set aside of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.street_file import SetAside
from datasources.intake.text import RawTable

ROW = "_row"
LISTED = 10_000


@dataclass
class Piece:
    """The clean rows that one table gives for one period."""

    name: str
    rows_read: int = 0
    rows_kept: int = 0
    period: str = ""
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    aside: list[SetAside] = field(default_factory=list)

    def set_aside(self, rows: pd.DataFrame, bad: pd.Series, code: str, reason: str) -> pd.DataFrame:
        numbers = rows.loc[bad, ROW].tolist()
        self.aside += [(self.name, int(number), 1, code, reason) for number in numbers[:LISTED]]
        if rest := len(numbers[LISTED:]):
            self.aside.append((self.name, None, rest, code, reason))
        return rows[~bad]

    def count(self, code: str) -> int:
        return sum(lines for _, _, lines, one, _ in self.aside if one == code)


def gather(
    raw: RawTable, positions: Mapping[str, int], name: str, dropped: DroppedColumns
) -> tuple[pd.DataFrame, Piece]:
    """The wanted columns as trimmed strings; ragged rows set aside, blank rows left out."""
    batches = []
    for batch in raw.batches:
        dropped.look(batch)
        columns = {
            column: pc.utf8_trim_whitespace(batch.column(at)) for column, at in positions.items()
        }
        batches.append(pa.table(columns))
    piece = Piece(name)
    if not batches:
        rows = pd.DataFrame({column: pd.Series(dtype="str") for column in (*positions, ROW)})
    else:
        rows = pa.concat_tables(batches).to_pandas()
        numbers = np.arange(1, len(rows) + len(raw.ragged) + 1) + raw.heading_row
        ragged_numbers = [ragged.row for ragged in raw.ragged]
        rows[ROW] = np.setdiff1d(numbers, ragged_numbers)[: len(rows)]
        rows = rows[~(rows[list(positions)] == "").all(axis=1)]
    width = len(raw.headings)
    piece.aside += [
        (name, one.row, one.lines, findings.RAGGED_ROWS, f"{one.cells} cells, not {width}")
        for one in raw.ragged[:LISTED]
    ]
    piece.rows_read = len(rows) + piece.count(findings.RAGGED_ROWS)
    return rows, piece
