"""The rows of a found table: what is a row, what looks like a total, what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import totals
from datasources.intake.blocks import SAMPLE
from datasources.intake.cells import Look, look, looks_of
from datasources.intake.found_table import Batch, FoundTable, Line
from datasources.intake.found_words import repeated_headings
from datasources.intake.headings import one_line
from datasources.intake.text import Numbered
from datasources.intake.typed import cells_as_typed

TAIL = 100
"""So many rows at most are looked at for notes below the others."""
LONG_ENOUGH = 12
"""A cell of so many letters, alone below the rows, is a note."""
WITH_WORDS = 3
"""In so many first columns the word "total" is looked for."""


class Totals:
    """Gathers which rows look like totals, while batches go by."""

    def __init__(self) -> None:
        self.read = 0
        self.said: list[list[int]] = [[] for _ in range(WITH_WORDS)]
        self.first: list[list[str]] = []
        self.rows: list[int] = []

    def see(self, batch: Batch) -> None:
        self.read += len(batch.rows)
        for rows, column in zip(self.said, batch.cells.columns, strict=False):
            rows.extend(batch.rows[totals.by_words(column)].tolist())
        if self.read <= totals.MOST_ROWS:
            self.rows += batch.rows.tolist()
            self.first += [list(row.values()) for row in batch.cells.to_pylist()]

    def found(self) -> list[int]:
        """By words, where a column does not say so of most rows, and by sums where rows are few."""
        worded = {row for said in self.said if len(said) * 2 < self.read for row in said}
        summed: set[int] = set()
        if self.read <= totals.MOST_ROWS:
            summed = {self.rows[at] for at in totals.by_sums(_numbers(self.first))}
        return sorted(worded | summed)


def _numbers(rows: Sequence[Sequence[str]]) -> list[list[float | None]]:
    """The columns that hold numbers, row by row."""
    looks = looks_of(rows[:SAMPLE], len(rows[0])) if rows else []
    return [
        [_number(row[column]) for row in rows]
        for column, one in enumerate(looks)
        if one is Look.NUMBER
    ]


def _number(cell: str) -> float | None:
    text = cell.strip().replace(",", "")
    if look(text) is not Look.NUMBER:
        return None
    try:
        return float(text)
    except ValueError:
        return None


class Stream:
    """Follows the rows of a text: leaves out what is no row, and keeps what stands below them."""

    def __init__(
        self, found: FoundTable, again: Sequence[str], name: str, ends: int | None
    ) -> None:
        """`again` is the heading row as it stands; `ends` the last row, where that is known."""
        self.found = found
        self.ends = ends
        self.again = [*again, *[""] * (len(found.columns) - len(again))]
        self.name = name
        self.repeated: list[int] = []
        self.totals = Totals()
        self.last = 0

    def batches(self, numbered: Iterator[Numbered]) -> Iterator[Batch]:
        held: list[Batch] = []
        for cells, at in numbered:
            batch = self._rows_of(cells, at)
            lines = self._lines_at_end(batch)
            rows = len(batch.rows) - lines
            if rows or sum(len(one.rows) for one in held) > TAIL:
                yield from map(self._seen, held)
                held = []
            if rows:
                yield self._seen(Batch(batch.rows[:rows], batch.cells.slice(0, rows)))
            if lines:
                held.append(Batch(batch.rows[rows:], batch.cells.slice(rows)))
        self._end(held)

    def _rows_of(self, cells: pa.Table, at: np.ndarray) -> Batch:
        """Without blank rows and headings that stand again."""
        cells = cells_as_typed(cells)
        keep = ~_equal(cells, [""] * cells.num_columns)
        if self.ends is not None:
            keep &= at <= self.ends
        if any(self.again):
            again = _equal(cells, self.again) & keep
            self.repeated += at[again].tolist()
            keep &= ~again
        return Batch(at, cells) if keep.all() else Batch(at[keep], cells.filter(pa.array(keep)))

    def _lines_at_end(self, batch: Batch) -> int:
        """How many of the last rows say something in their first cell, and nothing else."""
        count = 0
        for row in reversed(batch.cells.slice(max(0, len(batch.rows) - TAIL)).to_pylist()):
            first, *others = row.values()
            if any(cell.strip() for cell in others) or not is_note(first):
                break
            count += 1
        return count

    def _seen(self, batch: Batch) -> Batch:
        self.last = int(batch.rows[-1])
        self.totals.see(batch)
        return batch

    def _end(self, held: Sequence[Batch]) -> None:
        found = self.found
        for batch in held:
            texts = batch.cells.column(0).to_pylist()
            found.below += [
                Line(int(at), one_line(text)) for at, text in zip(batch.rows, texts, strict=True)
            ]
        if self.ends is None:
            notes = [one for one in found.ragged if one.text and one.row > self.last]
            found.below += [Line(one.row, one_line(one.text.strip("\"'"))) for one in notes]
        # What a stray mark has swallowed are rows that are missing, wherever it begins.
        swallowed = {one.row for one in found.ragged if one.lines > 1}
        found.below[:] = sorted(line for line in found.below if line.row not in swallowed)
        told = {line.row for line in found.below}
        found.ragged[:] = [one for one in found.ragged if one.row not in told]
        found.totals += self.totals.found()
        if self.repeated:
            found.findings.append(repeated_headings(self.name, self.repeated))


def _equal(cells: pa.Table, texts: Sequence[str]) -> np.ndarray:
    """Which rows hold these texts and no others; most are told by their first cells."""
    same = np.ones(cells.num_rows, dtype=bool)
    for column, wanted in zip(cells.columns, texts, strict=True):
        same &= pc.equal(column, wanted).to_numpy()
        if not same.any():
            break
    return same


def is_note(text: str) -> bool:
    """Whether a cell alone below the rows is a line about them, not a record without numbers."""
    return look(text) is Look.TEXT and len(text) >= LONG_ENOUGH
