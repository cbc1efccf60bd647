"""Months, years or types across the top of a table, turned into rows: a number for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from datasources.intake.tabular.matching import date_parts
from datasources.intake.text import RawTable
from datasources.kinds import Kind, Role
from datasources.kinds.headings import plain_set
from datasources.layouts import Layout
from datasources.values.dates import read_dates
from datasources.values.spellings import Moment

FEWEST, FEWEST_BARE = 2, 3
A_NUMBER_OF_DAYS = re.compile(r"\d{5}(\.\d+)?")


@dataclass
class Turned(RawTable):
    """A table whose rows were turned: each stands once for every period across."""

    original: RawTable | None = None
    times: int = 1

    def row_numbers(self, good: int) -> np.ndarray:
        if self.original is None:
            return super().row_numbers(good)
        numbers = self.original.row_numbers(good // self.times)
        return np.repeat(numbers, self.times)


def turned(raw: RawTable, kind: Kind, layout: Layout) -> RawTable:
    """The table itself where one column holds the numbers; else with what stands across as rows.

    Types stand across where the layout takes several headings for the number.
    """
    number = kind.first(Role.HOW_MANY)
    if number is None:
        return raw
    columns = range(len(raw.headings))
    named = [at for at in columns if layout.taken_for(raw.headings[at]) == number.name]
    role, periods = Role.WHAT, named
    if len(named) < FEWEST:
        role, periods = Role.WHEN, periods_across(raw.headings, layout)
    under = kind.first(role)
    if under is None or len(periods) < FEWEST:
        return raw
    others = [at for at in columns if at not in periods]
    headings = [*(raw.headings[at] for at in others), under.heading, number.heading]
    made = Turned(
        headings,
        raw.heading_row,
        iter(()),
        ragged=raw.ragged,
        remarks=raw.remarks,
        blank=raw.blank,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        original=raw,
        times=len(periods),
    )
    made.batches = _turned(raw, others, periods)
    return made


def is_heading(kind: Kind, cells: Sequence[str], layout: Layout) -> bool:
    """Whether a row names all that the kind needs: by its names, by the layout, or by periods
    across, which say when and stand over numbers."""
    names = plain_set(cells)
    if names & plain_set(kind.not_with):
        return False
    if not kind.required_columns:
        named = plain_set(layout.columns)
        return named <= names if named else len(kind.headings_known(cells)) >= FEWEST
    taken_for = {layout.taken_for(cell) for cell in cells}
    lacking = [
        column.role
        for column in kind.columns
        if column.required and not column.names & names and column.name not in taken_for
    ]
    if Role.WHEN in lacking and (layout.period or date_parts(cells)):
        lacking.remove(Role.WHEN)
    if set(lacking) == {Role.WHEN, Role.HOW_MANY}:
        return len(periods_across(cells, layout)) >= FEWEST
    return not lacking and bool(names)


def periods_across(headings: Sequence[str], layout: Layout) -> list[int]:
    """Which headings are periods: of one grain, each later than the one before.

    Numbers alone may be numbers: they are years or months only where none is left out.
    """
    texts = {
        heading: 1
        for heading in headings
        if layout.taken_for(heading) is None and not A_NUMBER_OF_DAYS.fullmatch(heading.strip())
    }
    meanings = read_dates(texts, given=layout.told).meanings
    found = [
        (at, when.period)
        for at, heading in enumerate(headings)
        if isinstance(when := meanings.get(heading), Moment)
    ]
    steps = list(pairwise(period for _, period in found))
    if any(one.grain is not other.grain or other <= one for one, other in steps):
        return []
    is_bare = all(headings[at].strip().isdigit() for at, _ in found)
    if is_bare and (len(found) < FEWEST_BARE or any(one.later() != two for one, two in steps)):
        return []
    return [at for at, _ in found]


def _turned(raw: RawTable, others: Sequence[int], periods: Sequence[int]) -> Iterator[pa.Table]:
    times = len(periods)
    for batch in raw.batches:
        rows = np.repeat(np.arange(batch.num_rows), times)
        columns = [batch.column(at).take(pa.array(rows)) for at in others]
        headings = pa.array([raw.headings[at] for at in periods] * batch.num_rows, pa.string())
        across = [batch.column(at).combine_chunks() for at in periods]
        numbers = pa.concat_arrays(across).take(
            pa.array(np.arange(batch.num_rows * times).reshape(times, batch.num_rows).T.ravel())
        )
        names = [f"c{at}" for at in range(len(others) + 2)]
        yield pa.table(dict(zip(names, [*columns, headings, numbers], strict=True)))
