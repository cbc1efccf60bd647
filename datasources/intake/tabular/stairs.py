"""Words that stand once and hold for the rows below: a stair of columns, or parts by their indent.

Of tables of numbers alone: there a row without its place or its type says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.tabular.matching import candidates, date_parts
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import Kind, Role
from datasources.layouts import Layout
from datasources.values import coded
from partnerships.words import all_of

Note = Callable[[Finding], None]
PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?")
SAID_ONCE = (Role.WHERE, Role.WHAT, Role.WHEN)
OFTEN = 1 / 3
"""So many cells at least are blank where a word is said once for several rows."""


def filled_down(raw: RawTable, kind: Kind, layout: Layout, name: str, note: Note) -> RawTable:
    """The table with the words of a stair in every row that they hold for.

    A stair it is where the first columns say place, type or time, no row has a blank among them
    behind a word, and the first row has them all: a blank then can only mean the word above it.
    """
    steps = _steps(raw, kind, layout)
    if not steps:
        return raw
    batches = [batch for batch in raw.batches if batch.num_rows]
    if not batches:
        return replace(raw, batches=iter(()))
    columns = [
        pa.chunked_array(
            [one for batch in batches for one in coded.texts_in(batch.column(at)).chunks]
        )
        for at in range(len(raw.headings))
    ]
    filled = _filled(columns, steps)
    if filled is None:
        return replace(raw, batches=iter(batches))
    for at, (cells, _) in zip(steps, filled, strict=False):
        columns[at] = cells
    names = [f"c{at}" for at in range(len(columns))]
    headings = [raw.headings[at].strip() for at, _ in zip(steps, filled, strict=False)]
    note(_told(headings, sum(count for _, count in filled), name))
    return replace(raw, batches=iter([pa.table(dict(zip(names, columns, strict=True)))]))


def _steps(raw: RawTable, kind: Kind, layout: Layout) -> list[int]:
    """The first columns, as far as each says where, what or when."""
    said = {
        one.at for one in candidates(kind, raw.headings, layout) if one.column.role in SAID_ONCE
    } | {*date_parts(kind, raw.headings, layout).values()}
    steps: list[int] = []
    for at in range(len(raw.headings)):
        if at not in said:
            break
        steps.append(at)
    # The last of them tells the rows apart, and is never said once for several.
    return steps[:-1] if len(steps) == len(said) else steps


def _filled(
    columns: Sequence[pa.ChunkedArray], steps: Sequence[int]
) -> list[tuple[pa.ChunkedArray, int]] | None:
    """Each column of the stair with its blanks filled, and how many there were; None: no stair."""
    blanks = [
        pc.equal(pc.utf8_trim_whitespace(columns[at]), "").to_numpy(zero_copy_only=False)
        for at in range(len(columns))
    ]
    is_row = ~np.logical_and.reduce(blanks) if len(blanks[0]) else np.zeros(0, dtype=bool)
    if not is_row.any() or any(blanks[at][is_row][0] for at in steps):
        return None
    deep = [at for at in steps if (blanks[at] & is_row).any()]
    if not deep or deep != list(steps[: len(deep)]):
        return None
    for upper, lower in zip(steps, steps[1:], strict=False):
        if (blanks[lower] & ~blanks[upper] & is_row).any():
            return None
    if (blanks[steps[0]] & is_row).sum() < OFTEN * is_row.sum():
        return None
    return [_down(columns[at], blanks[at], is_row) for at in deep]


def _down(
    cells: pa.ChunkedArray, blank: np.ndarray, is_row: np.ndarray
) -> tuple[pa.ChunkedArray, int]:
    """Every blank with the word above it; rows that are wholly blank stay so."""
    above = np.maximum.accumulate(np.where(blank, 0, np.arange(len(blank))))
    place = np.where(is_row, above, np.arange(len(blank)))
    return cells.take(pa.array(place)), int((blank & is_row).sum())


def _told(headings: Sequence[str], cells: int, name: str) -> Finding:
    return finding(
        findings.FILLED_DOWN,
        f"{counted(cells, 'cell', 'is')} blank under {all_of([f'“{one}”' for one in headings])}"
        " below a word, as where a group is named once and holds for the rows below it. They were"
        " read as that word.",
        "Look whether that is meant. If a blank means something else, ask the sender to write it.",
        count=cells,
        file=name,
        examples=tuple(headings),
    )


def check_indents(raw: RawTable, kind: Kind, layout: Layout) -> RawTable:
    """Refuses a table with groups and their parts in one column, told by blanks before the parts.

    It is sure where the numbers of the parts add up to the group's: together they count twice.
    """
    used = candidates(kind, raw.headings, layout)
    words = [one for one in used if one.column.role is Role.WHAT]
    if not words:
        return raw
    batches = list(raw.batches)
    raw = replace(raw, batches=iter(batches))
    texts = [text for batch in batches for text in batch.column(words[0].at).to_pylist()]
    if not any(_indent(text) for text in texts):
        return raw
    others = [at for at in range(len(raw.headings)) if at not in {one.at for one in words}]
    for at in others:
        cells = [text for batch in batches for text in batch.column(at).to_pylist()]
        if _add_up(texts, cells):
            raise _in_one_column(words[0].heading.strip())
    return raw


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip()) if text.strip() else 0


def _add_up(texts: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether below some word the numbers of two parts or more add up to its own."""
    values = [_number(cell) for cell in cells]
    at = 0
    while at < len(texts):
        below = list(takewhile(lambda row: _indent(texts[row]) > 0, range(at + 1, len(texts))))
        parts = [values[row] for row in below]
        total = values[at]
        if len(parts) > 1 and total and sum(one or 0 for one in parts) == total:
            return True
        at += 1 + len(below)
    return False


def _number(cell: str) -> float | None:
    """A plain number of a cell; None where it is anything else."""
    text = cell.strip().replace(",", "")
    return float(text) if PLAIN_NUMBER.fullmatch(text) else None


def _in_one_column(heading: str) -> Refused:
    return Refused(
        findings.REPEATED_NUMBERS,
        f"Under “{heading}” some words stand further in than others, and their numbers add up to"
        " that of the word above: groups and their parts in one column. Added up together they"
        " would be counted twice, so nothing was read.",
        "Send the groups alone, or the parts alone, or put the groups into a column of their own.",
    )
