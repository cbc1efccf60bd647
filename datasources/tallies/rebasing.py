"""Rows under small areas that ended, counted in those that they became.

Where an area became one other, all its rows go there. Where it was split, its rows are dealt out
among the parts one by one, so that each part gets them in proportion to its people. Dealt, and not
multiplied: every count stays whole, every sum over the parts is what it was, and a type is the sum
of its finer types. Not rounded cell by cell either: of areas with a row or two of a type each month
the largest part would get them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pandas as pd

from datasources.geography import Successors
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD, each_once, keys_of

FORMER = "former_code"
"""The area of an earlier year under which a row stands in the file."""
WHOLE = 2**64
GOLDEN = 0x9E3779B97F4A7C15
"""The golden section of a whole: its multiples fill a circle evenly, however many are taken."""


@dataclass(frozen=True, eq=False)
class Moved:
    """The rows of a tally that stand in the file under areas that ended."""

    rows: pd.DataFrame
    """A tally of them as they are counted now, with the former area of each line."""
    parts: Mapping[str, frozenset[str]]
    """Of each area that ended, those that it became."""

    def divided_by(self, places: frozenset[str]) -> pd.DataFrame:
        """Rows of areas that lie in these places in part: where each of them is, is not known."""
        across = [code for code, parts in self.parts.items() if parts & places and parts - places]
        return self.rows[self.rows[FORMER].isin(across)]


def rebased(lines: pd.DataFrame, became: Successors) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A tally or details as they are counted in the areas of now, and of these the lines that were
    moved, with `FORMER`. Of one slice or of several: each period is dealt for itself."""
    is_moved = lines[AREA].isin(list(became))
    if not is_moved.any():
        return lines, lines[:0].assign(**{FORMER: pd.Series(dtype="str")})
    moved = _dealt(lines[is_moved], became)
    whole = pd.concat([lines[~is_moved], moved.drop(columns=FORMER)], ignore_index=True)
    return each_once(whole).astype(lines.dtypes.to_dict()), moved


def _dealt(lines: pd.DataFrame, became: Successors) -> pd.DataFrame:
    others = [name for name in keys_of(lines) if name not in (AREA, PERIOD, CATEGORY)]
    # By type first, then by what is finer: so the rows of a type are dealt alike in both.
    order = [AREA, PERIOD, CATEGORY, *others]
    lines = each_once(lines).sort_values(order, ignore_index=True)
    rows = lines.loc[lines.index.repeat(lines[COUNT])].reset_index(drop=True)
    number = rows.groupby([AREA, PERIOD], sort=False).cumcount().to_numpy(np.uint64)
    parts = np.empty(len(rows), dtype=object)
    for key, at in rows.groupby([AREA, PERIOD], sort=False).indices.items():
        code, period = map(str, key) if isinstance(key, tuple) else (str(key), "")
        names = np.array(list(became[code]), dtype=object)
        parts[at] = names[_places(code, period, number[at], became[code])]
    rows[FORMER], rows[AREA], rows[COUNT] = rows[AREA], parts, 1
    return each_once(rows).astype({**lines.dtypes.to_dict(), FORMER: "str"})


def _places(code: str, period: str, number: np.ndarray, people: Mapping[str, int]) -> np.ndarray:
    """For each row of an area in a period, which of its parts gets it.

    Where the first row falls is a matter of the names alone, so that no part always comes first.
    """
    every = sum(people.values())
    ends = [WHOLE * upto // every for upto in accumulate(people.values())][:-1]
    begin = int.from_bytes(hashlib.sha256(f"{code} {period}".encode()).digest()[:8])
    # Beyond the largest number they begin again at nought, as on a circle.
    falls = number * np.uint64(GOLDEN) + np.uint64(begin)
    # A part without people at the end of the list leaves no end inside the circle.
    inside = np.array([one for one in ends if one < WHOLE], dtype=np.uint64)
    return np.searchsorted(inside, falls, side="right")
