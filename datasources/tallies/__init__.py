"""Tallies: the accepted rows of a slice, counted once by period, area and category.

Every question that counts reads tallies, so that it costs the same whether a month has a thousand
rows or a million, and figures can be drawn again when the rows themselves have gone.

A tally is a frame with `period` (str, a key of `periods`), `area_code` (str, missing: the row has
no place), `category` (str, a declared word of the measure, or its rest), `count` (int64) and
`unknown` (int64: how many numbers were held back or are not known), each combination once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

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
    number = kind.column(Role.HOW_MANY) if not kind.measures[0].counts_rows else ""
    chosen = pd.DataFrame(
        {key: rows.get(name) for key, name in names.items()},
        index=rows.index,
    )
    chosen[COUNT] = rows[number].fillna(0) if number else 1
    chosen[UNKNOWN] = rows[number].isna() if number else 0
    counted = _summed(chosen)
    words = kind.measures[0].words
    return _summed(counted.assign(**{CATEGORY: counted[CATEGORY].map(words.published)}))


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
