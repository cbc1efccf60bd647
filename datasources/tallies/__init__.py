"""Tallies: the accepted rows of a slice, counted once by period, area and category.

Every question that counts reads tallies, so that it costs the same whether a month has a thousand
rows or a million, and figures can be drawn again when the rows themselves have gone.

A tally is a frame with `period` (str, a key of `periods`), `area_code` (str, missing: the row has
no place), `category` (str, a declared word of the measure, or its rest), `count` (int64) and
`unknown` (int64: how many numbers were held back or are not known), each combination once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from datasources.kinds import Kind, Role

PERIOD = "period"
AREA = "area_code"
CATEGORY = "category"
COUNT = "count"
UNKNOWN = "unknown"
KEYS = (PERIOD, AREA, CATEGORY)
TYPES = {**dict.fromkeys(KEYS, "str"), COUNT: "int64", UNKNOWN: "int64"}
VERSION = 2


def of_rows(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The tally of clean rows of a kind. Words that it does not declare are counted as one.

    Where rows are numbers that were counted before, they are added up; else each row counts once.
    """
    names = dict(zip(KEYS, _columns(kind), strict=True))
    measure = kind.measures[0]
    columns = {key: rows.get(name) for key, name in names.items()}
    if measure.counts_rows:
        counted = _counted(columns, len(rows))
    else:
        number = kind.column(Role.HOW_MANY)
        chosen = pd.DataFrame(columns, index=rows.index)
        chosen[COUNT] = rows[number].fillna(0)
        chosen[UNKNOWN] = rows[number].isna()
        counted = _summed(chosen)
    return _summed(counted.assign(**{CATEGORY: counted[CATEGORY].map(measure.words.published)}))


def _counted(columns: Mapping[str, pd.Series | None], rows: int) -> pd.DataFrame:
    """How many rows have each combination of what stands in the columns; None is missing in all."""
    combined = np.zeros(rows, dtype="int64")
    words: dict[str, pd.Index] = {}
    for key, column in columns.items():
        places, words[key] = _coded(column, rows)
        # A place of its own for what is missing: the one before the first word.
        combined = combined * (len(words[key]) + 1) + places + 1
    combinations, counts = np.unique(combined, return_counts=True)
    counted: dict[str, pd.Index] = {}
    for key in reversed(words):
        combinations, places = np.divmod(combinations, len(words[key]) + 1)
        counted[key] = words[key].take(places - 1, allow_fill=True, fill_value=None)
    frame = pd.DataFrame({key: counted[key] for key in words})
    frame[COUNT] = counts
    frame[UNKNOWN] = 0
    return frame


def _coded(column: pd.Series | None, rows: int) -> tuple[np.ndarray, pd.Index]:
    """For each row the place of its word, -1 where it has none; and the words."""
    if column is None:
        return np.full(rows, -1), pd.Index([], dtype="str")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype("int64"), column.cat.categories.astype("str")
    places, words = pd.factorize(column)
    return places.astype("int64"), pd.Index(words).astype("str")


def joined(tallies: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several tallies as one; what stands in two of them is added up."""
    if not tallies:
        return pd.DataFrame({name: [] for name in TYPES}).astype(TYPES)
    return _summed(pd.concat(tallies, ignore_index=True))


def shape_of(kind: Kind) -> str:
    """What a stored tally of the kind was made by; where it differs, the tally is made anew."""
    words = kind.measures[0].words
    told = [str(VERSION), *_columns(kind), *words.words, words.rest]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _columns(kind: Kind) -> tuple[str, ...]:
    return tuple(kind.column(role) for role in (Role.WHEN, Role.WHERE, Role.WHAT))


def _summed(tally: pd.DataFrame) -> pd.DataFrame:
    """Each combination once, in order."""
    groups = tally.groupby(list(KEYS), observed=True, sort=False, dropna=False)
    whole = groups[[COUNT, UNKNOWN]].sum().reset_index().astype(TYPES)
    return whole.sort_values(list(KEYS), ignore_index=True)
