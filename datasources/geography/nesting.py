"""Which larger areas hold an area, asked one area at a time."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from datasources.geography.areas import LEVELS, former_in


class Nesting:
    """The areas of a look-up, each with those that hold it; without one nothing is known."""

    def __init__(self, lookup: pd.DataFrame | None) -> None:
        self._lookup = lookup

    @cached_property
    def _holders(self) -> dict[str, frozenset[str]]:
        """Made when it is first asked: most rows name no area beside their point."""
        found: dict[str, frozenset[str]] = {}
        if self._lookup is None or self._lookup.empty:
            return found
        levels = [self._lookup[code].astype("str").tolist() for code, _ in LEVELS]
        for row in zip(*levels, strict=True):
            for at, code in enumerate(row):
                if code and code not in found:
                    found[code] = frozenset(row[: at + 1]) - {""}
        return found

    @cached_property
    def _former(self) -> frozenset[str]:
        return frozenset() if self._lookup is None else former_in(self._lookup)

    def holders(self, code: str) -> frozenset[str]:
        """The area itself and the larger ones that it lies in; empty where it is not known."""
        return self._holders.get(code, frozenset())

    def contradict(self, one: str, other: str) -> bool:
        """Whether the same place cannot lie in both. Of what is not known nothing is said.

        A small area of an earlier year and one of this may share a part: they contradict each other
        where they lie in no one ward, or where that is not known, in no one council.
        """
        first, second = self.holders(one), self.holders(other)
        if not first or not second:
            return False
        if {one, other} & self._former:
            return not (first - {one}) <= second and not (second - {other}) <= first
        return one not in second and other not in first
