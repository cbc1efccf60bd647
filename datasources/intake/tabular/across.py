"""Months, years or types across the top of a table, turned into rows: a number for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa

from datasources.intake.reading import Context
from datasources.intake.tabular.matching import date_parts
from datasources.intake.tabular.placing import Gazetteer
from datasources.intake.text import RawTable
from datasources.intake.totals import is_total
from datasources.kinds import Column, Kind, Role
from datasources.kinds.headings import plain, plain_set
from datasources.layouts import Layout
from datasources.values import coded
from datasources.values.dates import read_dates
from datasources.values.spellings import QUARTERS, Moment

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


def turned(raw: RawTable, kind: Kind, context: Context) -> RawTable:
    """The table itself where one column holds the numbers; else with what stands across as rows.

    Types or areas stand across where the layout takes several headings for the number, or where
    the headings themselves are words of the kind, or areas that are known.
    """
    number = kind.first(Role.HOW_MANY)
    if number is None:
        return raw
    role, periods = across(raw.headings, kind, number, context)
    under = kind.first(role)
    if under is None or len(periods) < FEWEST:
        return raw
    columns = range(len(raw.headings))
    others = [at for at in columns if at not in periods]
    headings = [*(raw.headings[at] for at in others), under.heading, number.heading]
    made = Turned(
        headings,
        raw.heading_row,
        iter(()),
        ragged=raw.ragged,
        remarks=raw.remarks,
        blank=raw.blank,
        repeated=raw.repeated,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        original=raw,
        times=len(periods),
    )
    made.batches = _turned(raw, others, periods)
    return made


def across(
    headings: Sequence[str], kind: Kind, number: Column, context: Context
) -> tuple[Role, list[int]]:
    """What stands across the table, and over which columns."""
    layout = context.layout
    named = [at for at, one in enumerate(headings) if layout.taken_for(one) == number.name]
    if len(named) == 1:
        return Role.WHAT, named
    if named:
        return (Role.WHAT if _has(Role.WHERE, kind, headings, layout) else Role.WHERE), named
    if periods := periods_across(headings, layout):
        return Role.WHEN, periods
    if _has(Role.HOW_MANY, kind, headings, layout):
        return Role.WHAT, []
    if types := types_across(headings, kind, layout):
        return Role.WHAT, types
    return Role.WHERE, areas_across(headings, kind, context)


def _has(role: Role, kind: Kind, headings: Sequence[str], layout: Layout) -> bool:
    """Whether a column says it; of places that nobody needs it does not matter."""
    columns = [one for one in kind.columns if one.role is role and one.name]
    if role is Role.WHERE and not any(one.required for one in columns):
        return True
    names = plain_set(headings)
    taken = {layout.taken_for(heading) for heading in headings}
    return any(one.names & names or one.name in taken for one in columns)


def types_across(headings: Sequence[str], kind: Kind, layout: Layout) -> list[int]:
    """Which headings are words of the kind, where every other one is known or a total.

    Were any other left, it might be a type too, and the rest would seem to be all.
    """
    what = kind.first(Role.WHAT)
    if what is None or what.words is None or _has(Role.WHAT, kind, headings, layout):
        return []
    words = what.words
    declared = {plain(word) for word in (*words.words, *words.also)}
    return _all_known([plain(one) in declared for one in headings], headings, kind, layout)


def areas_across(headings: Sequence[str], kind: Kind, context: Context) -> list[int]:
    """Which headings are areas that are known, where every other one is known or a total."""
    if _has(Role.WHERE, kind, headings, context.layout):
        return []
    own = frozenset[str]().union(*(one.names for one in kind.columns))
    texts = {one.strip(): 1 for one in headings if one.strip() and plain(one) not in own}
    if len(texts) < FEWEST:
        return []
    codes = Gazetteer(context).place(texts).codes
    is_area = [bool(codes.get(one.strip())) for one in headings]
    return _all_known(is_area, headings, kind, context.layout)


def _all_known(
    across: Sequence[bool], headings: Sequence[str], kind: Kind, layout: Layout
) -> list[int]:
    own = frozenset[str]().union(*(one.names for one in kind.columns))
    others = [
        heading
        for heading, is_across in zip(headings, across, strict=True)
        if not is_across
        and plain(heading)
        and plain(heading) not in own
        and layout.taken_for(heading) is None
        and not is_total(heading)
    ]
    found = [at for at, is_across in enumerate(across) if is_across]
    return found if not others and len(found) >= FEWEST else []


def is_heading(kind: Kind, cells: Sequence[str], context: Context) -> bool:
    """Whether a row names all that the kind needs: by its names, by the layout, or by periods,
    types or areas across, which stand over numbers."""
    layout = context.layout
    names = plain_set(cells)
    if names & plain_set(kind.not_with):
        return False
    if not kind.required_columns:
        named = plain_set(layout.columns)
        return named <= names if named else len(kind.headings_known(cells)) >= FEWEST
    taken_for = {layout.taken_for(cell) for cell in cells}
    required = [column for column in kind.columns if column.required]
    lacking = [
        column.role
        for column in required
        if not column.names & names and column.name not in taken_for
    ]
    if Role.WHEN in lacking and (layout.period or date_parts(kind, cells, layout)):
        lacking.remove(Role.WHEN)
    if set(lacking) == {Role.WHEN, Role.HOW_MANY}:
        return len(periods_across(cells, layout)) >= FEWEST
    if set(lacking) in ({Role.HOW_MANY}, {Role.WHAT, Role.HOW_MANY}):
        return bool(types_across(cells, kind, layout))
    if set(lacking) == {Role.WHERE, Role.HOW_MANY} and len(lacking) < len(required):
        return bool(areas_across(cells, kind, context))
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
    # Quarters are periods from whichever month they are counted: their rows ask that.
    either_way = {QUARTERS.about: QUARTERS.first.key, **layout.told}
    meanings = read_dates(texts, given=either_way).meanings
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


def _strings(cells: pa.ChunkedArray) -> pa.Array:
    return coded.texts_in(cells).cast(pa.string()).combine_chunks()


def _turned(raw: RawTable, others: Sequence[int], periods: Sequence[int]) -> Iterator[pa.Table]:
    times = len(periods)
    for batch in raw.batches:
        rows = np.repeat(np.arange(batch.num_rows), times)
        columns = [batch.column(at).take(pa.array(rows)) for at in others]
        headings = pa.array([raw.headings[at] for at in periods] * batch.num_rows, pa.string())
        across = [_strings(batch.column(at)) for at in periods]
        numbers = pa.concat_arrays(across).take(
            pa.array(np.arange(batch.num_rows * times).reshape(times, batch.num_rows).T.ravel())
        )
        names = [f"c{at}" for at in range(len(others) + 2)]
        yield pa.table(dict(zip(names, [*columns, headings, numbers], strict=True)))
