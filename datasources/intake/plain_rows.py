"""Rows of the smaller kinds as plain strings, with what was set aside of each file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding
from datasources.intake.setting_aside import (
    IMPOSSIBLE_CODES,
    NO_SUCH_CODE,
    SetAside,
    about,
    aside,
    codes_rewritten,
)
from datasources.intake.text import RawTable
from partnerships.area_codes import as_code, can_exist

Note = Callable[[Finding], None]
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
    sheet: str = ""
    told: list[Finding] = field(default_factory=list)
    """What is to be told when this table is the one that is used."""

    def set_aside(self, rows: pd.DataFrame, bad: pd.Series, code: str, reason: str) -> pd.DataFrame:
        numbers = rows.loc[bad, ROW].tolist()
        self.aside += aside(self.name, numbers, code, reason, LISTED)
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
        rows[ROW] = raw.row_numbers(len(rows))
        rows = rows[~(rows[list(positions)] == "").all(axis=1)]
    width = len(raw.headings)
    piece.aside += [
        (name, one.row, one.lines, findings.RAGGED_ROWS, one.reason(width))
        for one in raw.ragged[:LISTED]
    ]
    piece.rows_read = len(rows) + piece.count(findings.RAGGED_ROWS)
    return rows, piece


def can_be_codes(cells: pd.Series) -> pd.Series:
    """Which cells hold the code of an area, in whatever spelling."""
    return cells.map({text: can_exist(as_code(text)) for text in cells.unique()}).astype("bool")


def with_codes(
    rows: pd.DataFrame, columns: Sequence[str], piece: Piece, note: Note
) -> pd.DataFrame:
    """Rows under the codes meant; those with a code that cannot exist are set aside and told."""
    impossible = pd.Series(data=False, index=rows.index)
    rewritten = impossible.copy()
    codes = {}
    for name in columns:
        impossible |= ~can_be_codes(rows[name])
        codes[name] = rows[name].map({text: as_code(text) for text in rows[name].unique()})
        rewritten |= codes[name] != rows[name]
    if count := int((rewritten & ~impossible).sum()):
        note(codes_rewritten(count, piece.name))
    rows = rows.assign(**codes)
    rows = piece.set_aside(rows, impossible, findings.IMPOSSIBLE_CODES, NO_SUCH_CODE)
    for one in about(piece.aside, {findings.IMPOSSIBLE_CODES: IMPOSSIBLE_CODES}):
        note(one)
    return rows
