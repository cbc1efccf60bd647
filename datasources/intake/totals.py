"""Rows that look like totals of others: by their words, and in tables that fit a page by sums."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasources.kinds.headings import plain

TOTAL = r"(?i)^\W*((grand|sub|overall)[\s-]*)?totals?\b|\btotals?\W*$"
TOTALS = frozenset(
    {"total", "all", "grand total", "sub total", "subtotal", "overall", "sum", "all categories"}
)
SUMS_UP = re.compile(
    r"((grand|sub|overall) )?totals?( .*)?|.* (sub ?)?totals?"
    r"|all( recorded)? (actions|admissions|calls|cases|categories|causes|concerns|crimes?"
    r"|events|exclusions|fires|households|incidents|offences|reasons|referrals|services|types)"
    r"|(all|overall|total) (notifiable|police recorded|recorded) (crimes?|offences)"
)
LETTERS = ("otal", "OTAL")
"""Looked for first: most columns hold neither."""
COLUMNS = 4
"""So many columns of numbers are summed."""
LARGE = 100
FEW_ROWS = 60
"""Of one column alone sums are believed among so few rows."""
MOST_ROWS = 2_000
LEVELS = 3
NEAR = 1e-6
Numbers = Sequence[float | None]
Span = tuple[int, int, int]
"""A total, and the first and last row that it is the sum of; places in the list of rows."""


def is_total(word: str) -> bool:
    """Whether a word among types, or a heading among theirs, sums up the others."""
    name = plain(word)
    return name in TOTALS or SUMS_UP.fullmatch(name) is not None


def by_words(column: pa.ChunkedArray) -> np.ndarray:
    """Which cells of a column say that they are totals."""
    said = np.zeros(len(column), dtype=bool)
    for letters in LETTERS:
        said |= pc.match_substring(column, letters).to_numpy()
    if said.any():
        said[said] = pc.match_substring_regex(column.filter(pa.array(said)), TOTAL).to_numpy()
    return said


def by_sums(columns: Sequence[Numbers]) -> set[int]:
    """Which rows are the sums of two rows or more that stand right below or above them.

    `columns` hold the numbers of each row, None where there is none. Totals of totals are found
    when the rows that make up the lower ones are taken out.
    """
    summed = [column for column in columns if all(one is None or one >= 0 for one in column)]
    if not summed or not summed[0] or len(summed[0]) > MOST_ROWS:
        return set()
    rows = list(range(len(summed[0])))
    found: set[int] = set()
    for _ in range(LEVELS):
        spans = _spans([[column[row] for row in rows] for column in summed[:COLUMNS]])
        if not spans:
            break
        found |= {rows[total] for total, _, _ in spans}
        parts = {at for _, first, last in spans for at in range(first, last + 1)}
        rows = [row for at, row in enumerate(rows) if at not in parts]
    return found


def _spans(columns: Sequence[Numbers]) -> set[Span]:
    """Sums on which two columns agree, or one where rows are few; of large numbers only.

    Among small numbers sums come about by chance.
    """
    agreeing: Counter[Span] = Counter()
    large: set[Span] = set()
    for column in columns:
        for span in _spans_of(column):
            agreeing[span] += 1
            if (column[span[0]] or 0) >= LARGE:
                large.add(span)
    needed = 1 if columns and len(columns[0]) <= FEW_ROWS else 2
    return {span for span in large if agreeing[span] >= needed}


def _spans_of(column: Numbers) -> set[Span]:
    """Every row that is the sum of rows beside it; a row without a number adds nothing."""
    sums = [0.0, *itertools.accumulate(one or 0.0 for one in column)]
    found: set[Span] = set()
    for at, value in enumerate(column):
        if not value:
            continue
        last = bisect.bisect_left(sums, sums[at + 1] + value * (1 - NEAR))
        if at + 3 <= last < len(sums) and _is_near(sums[last] - sums[at + 1], value):
            found.add((at, at + 1, last - 1))
        first = bisect.bisect_right(sums, sums[at] - value * (1 - NEAR)) - 1
        if 0 <= first <= at - 2 and _is_near(sums[at] - sums[first], value):
            found.add((at, first, at - 1))
    return found


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(abs(one), abs(other), 1.0)
