"""Which areas of a file are the partnership's, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import pandas as pd

from datasources import geography

COUNTRIES = {
    "E92000001": "England",
    "W92000004": "Wales",
    "K04000001": "England and Wales",
    "K02000001": "United Kingdom",
}
"""What published tables set beside a district; a look-up of districts does not name them."""


class Areas:
    """The areas of a partnership, as far as the look-up in use knows them."""

    def __init__(self, name: str, codes: Sequence[str], lookup: pd.DataFrame | None) -> None:
        self.name = name
        self._codes = tuple(codes)
        self._lookup = lookup

    @cached_property
    def own(self) -> frozenset[str]:
        """The codes of its councils, and of the wards and small areas in them where they are
        known."""
        if self._lookup is None:
            return frozenset(self._codes)
        return frozenset(self._codes) | geography.places_in(self._lookup, self._known)

    @cached_property
    def small(self) -> frozenset[str]:
        """The codes of its small areas; none where they are not known."""
        if self._lookup is None:
            return frozenset()
        return geography.small_areas_in(self._lookup, self._known)

    def once(self, codes: Iterable[str]) -> tuple[frozenset[str], int]:
        """Those of the codes that are all of the partnership and hold no place twice, and how many
        areas of their level are lacking.

        A file may have a council beside its wards, and wards beside their small areas: of each
        council the finest level counts of which nothing is lacking, else the finest there is.
        """
        there = frozenset(codes) & self.own
        if self._lookup is None:
            return there, len(frozenset(self._codes) - there)
        found: set[str] = set()
        lacking = 0
        for council in self._known:
            layers = [
                layer for layer in geography.layers_in(self._lookup, council) if layer & there
            ]
            if not layers:
                lacking += 1
                continue
            whole = [layer for layer in layers if layer <= there]
            layer = (whole or layers)[-1]
            found |= layer & there
            lacking += len(layer - there)
        return frozenset(found), lacking

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Its councils that the look-up knows."""
        if self._lookup is None:
            return ()
        there = set(self._lookup[geography.LAD_CODE].astype("str"))
        return tuple(code for code in self._codes if code in there)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Small areas by their code: their names are numbers that nobody knows."""
        found = dict(COUNTRIES)
        if self._lookup is None:
            return found
        lads = self._lookup[geography.LAD_CODE].isin(self._codes)
        for level in (geography.WARD_CODE, geography.LAD_CODE):
            found |= geography.told_apart(self._lookup[lads], level)
        everywhere = self._lookup.drop_duplicates(geography.LAD_CODE)
        codes, names = everywhere[geography.LAD_CODE], everywhere[geography.LAD_NAME]
        return dict(zip(codes.astype("str"), names.astype("str"), strict=True)) | found

    def named(self, code: str) -> str:
        """Its name; the code itself where no name is known."""
        return self._names.get(code, code)

    def wards_of(self, codes: pd.Series) -> pd.Series:
        """Of small areas the wards that hold them; other codes stay as they are."""
        if self._lookup is None:
            return codes.astype("str")
        small = self._lookup.drop_duplicates(geography.LSOA_CODE)
        ward = dict(
            zip(
                small[geography.LSOA_CODE].astype("str"),
                small[geography.WARD_CODE].astype("str"),
                strict=True,
            )
        )
        return codes.astype("str").map(lambda code: ward.get(code) or code).astype("str")
