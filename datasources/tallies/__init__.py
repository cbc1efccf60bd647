"""Tallies: the accepted rows of a slice, counted once by period, area and category.

Every question that counts reads tallies, so that it costs the same whether a month has a thousand
rows or a million, and figures can be drawn again when the rows themselves have gone.

A tally is a frame with `period` (str, a key of `periods`), `area_code` (str, missing: the row has
no place), `category` (str, a declared word of the measure, or its rest) and `count` (int64), each
combination once.
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
KEYS = (PERIOD, AREA, CATEGORY)
VERSION = 1


def columns_of(kind: Kind) -> tuple[str, ...]:
    """The columns of the clean rows that a tally of the kind is made of."""
    return tuple(kind.column(role) for role in (Role.WHEN, Role.WHERE, Role.WHAT))


def of_rows(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The tally of clean rows of a kind. Words that it does not declare are counted as one."""
    names = list(columns_of(kind))
    sizes = rows.groupby(names, observed=True, sort=False, dropna=False).size()
    counted = sizes.reset_index(name=COUNT).set_axis([*KEYS, COUNT], axis=1)
    counted = counted.astype(dict.fromkeys(KEYS, "str") | {COUNT: "int64"})
    words = kind.measures[0].words
    return summed(counted.assign(**{CATEGORY: counted[CATEGORY].map(words.published)}))


def summed(tally: pd.DataFrame) -> pd.DataFrame:
    """Each combination once, in order."""
    whole = tally.groupby(list(KEYS), sort=True, dropna=False)[COUNT].sum().reset_index()
    return whole.astype(dict.fromkeys(KEYS, "str") | {COUNT: "int64"})


def joined(tallies: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several tallies as one; what stands in two of them is added up."""
    if not tallies:
        return pd.DataFrame({**{name: pd.Series(dtype="str") for name in KEYS}, COUNT: []}).astype(
            {COUNT: "int64"}
        )
    return summed(pd.concat(tallies, ignore_index=True))


def shape_of(kind: Kind) -> str:
    """What a stored tally of the kind was made by; where it differs, the tally is made anew."""
    words = kind.measures[0].words
    told = [str(VERSION), *columns_of(kind), *words.words, words.rest]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
