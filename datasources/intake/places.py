"""The partnership's small areas, from the look-up that is held."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from datasources import geography
from datasources.intake.reading import Context


@dataclass(frozen=True)
class Places:
    """Every small area the look-up knows, and those of the partnership; then areas of any level,
    those of an earlier year too."""

    known: frozenset[str]
    inside: frozenset[str]
    every_known: frozenset[str] = frozenset()
    every_inside: frozenset[str] = frozenset()


def places_of(context: Context) -> Places | None:
    """None when no look-up is held."""
    lookup = context.lookup
    if lookup is None or lookup.empty:
        return None
    is_inside = lookup[geography.LAD_CODE].astype("str").isin(context.partnership_areas)
    now, inside = (geography.without_former(each) for each in (lookup, lookup[is_inside]))
    return Places(
        known=frozenset(now[geography.LSOA_CODE].astype("str")),
        inside=frozenset(inside[geography.LSOA_CODE].astype("str")),
        every_known=_of_all_levels(lookup),
        every_inside=_of_all_levels(lookup[is_inside]),
    )


def _of_all_levels(lookup: pd.DataFrame) -> frozenset[str]:
    return frozenset().union(*(lookup[code].astype("str").unique() for code, _ in geography.LEVELS))
