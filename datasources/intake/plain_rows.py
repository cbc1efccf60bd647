"""Rows of the smaller kinds as plain strings, with what was set aside of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.setting_aside import (
    IMPOSSIBLE_CODES,
    NO_SUCH_CODE,
    SetAside,
    SettingAside,
    about,
    codes_rewritten,
    miss,
)
from datasources.intake.tabular.gathering import gathered
from datasources.intake.text import RawTable
from partnerships.area_codes import as_code, can_exist

Note = Callable[[Finding], None]


@dataclass
class Piece(SettingAside):
    """The clean rows that one table gives for one period."""

    name: str
    rows_read: int = 0
    rows_kept: int = 0
    period: str = ""
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    aside: list[SetAside] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    sheet: str = ""
    told: list[Finding] = field(default_factory=list)
    """What is to be told when this table is the one that is used."""


def gather(
    raw: RawTable, positions: Mapping[str, int], name: str, dropped: DroppedColumns
) -> tuple[pd.DataFrame, Piece]:
    """The wanted columns as trimmed strings; ragged rows set aside, blank rows left out."""
    rows = gathered(raw, positions, tuple(positions), dropped)
    piece = Piece(name)
    width = len(raw.headings)
    piece.aside += [
        SetAside(name, one.row, one.lines, findings.RAGGED_ROWS, one.reason(width))
        for one in raw.ragged[: Limits.set_aside_listed]
    ]
    miss(piece.missing, findings.RAGGED_ROWS, sum(one.lines for one in raw.ragged))
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
    wrong = pd.Series("", index=rows.index, dtype="object")
    rewritten = impossible.copy()
    codes = {}
    for name in columns:
        is_here = ~can_be_codes(rows[name])
        impossible |= is_here
        if is_here.any():
            wrong = wrong.mask(is_here, rows[name].astype("object"))
        codes[name] = rows[name].map({text: as_code(text) for text in rows[name].unique()})
        rewritten |= codes[name] != rows[name]
    if count := int((rewritten & ~impossible).sum()):
        note(codes_rewritten(count, piece.name))
    rows = rows.assign(**codes)
    rows = piece.without(rows, impossible, findings.IMPOSSIBLE_CODES, NO_SUCH_CODE, cells=wrong)
    for one in about(piece.aside, {findings.IMPOSSIBLE_CODES: IMPOSSIBLE_CODES}):
        note(one)
    return rows
