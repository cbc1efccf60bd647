"""The partnership's small areas, from the look-up that is held."""

from __future__ import annotations

from dataclasses import dataclass

from datasources import geography
from datasources.intake.reading import Context


@dataclass(frozen=True)
class Places:
    """Every small area the look-up knows, and those of the partnership."""

    known: frozenset[str]
    inside: frozenset[str]


def places_of(context: Context) -> Places | None:
    """None when no look-up is held."""
    lookup = context.lookup
    if lookup is None or lookup.empty:
        return None
    codes = lookup[geography.LSOA_CODE].astype("str")
    is_inside = lookup[geography.LAD_CODE].astype("str").isin(context.partnership_areas)
    return Places(known=frozenset(codes), inside=frozenset(codes[is_inside]))
