"""The finest sorts of rows that several measures of one dataset tell apart.

Deliberate fires are a part of all fires: told of both, the others follow by taking away. So a sort
is a category of one source, together with which of the measures' conditions are so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import pandas as pd

from datasources.kinds import NOT_KNOWN, Measure
from datasources.kinds.measure import Condition, settled
from datasources.tallies import CATEGORY

PARTED = "\x1f"
ANOTHER = "\x1e"
"""Stands for every word of a column that no condition names."""
Sides = tuple[bool, ...]
"""Which of the conditions are so."""


class Sorts:
    """The sorts of rows of these sources, categories and measures."""

    def __init__(
        self, measures: Iterable[Measure], categories: Iterable[str], sources: Sequence[str]
    ) -> None:
        measures = list(measures)
        conditions = dict.fromkeys(each for one in measures for each in one.within)
        self.conditions: tuple[Condition, ...] = tuple(conditions)
        self.category = next((one.category for one in measures if one.within), "")
        self.columns = tuple(
            dict.fromkeys(
                one.column
                for each in self.conditions
                for one in each
                if one.column != self.category
            )
        )
        self.sources = tuple(sources)
        self.every: dict[str, tuple[str, str, Sides]] = {
            self._name(source, category, sides): (source, category, sides)
            for source in self.sources
            for category in sorted(categories)
            for sides in self._possible(category)
        }
        self._held: dict[tuple[Measure, str, frozenset[str]], frozenset[str]] = {}

    def in_count(self, measure: Measure, name: str, sources: frozenset[str]) -> frozenset[str]:
        """The sorts that a count under this name of the measure adds up."""
        key = (measure, name, sources)
        if key not in self._held:
            asked = [at for at, one in enumerate(self.conditions) if one in measure.within]
            self._held[key] = frozenset(
                sort
                for sort, (source, category, sides) in self.every.items()
                if source in sources
                and measure.holds(name, category)
                and all(sides[at] for at in asked)
            )
        return self._held[key]

    def of_rows(self, counted: pd.DataFrame, source: str) -> pd.Series:
        """The sort of each line of a tally; of details where there are conditions."""
        names = [CATEGORY, *self.columns]
        told = counted[names].drop_duplicates()
        sorts = [
            self._name(source, words[0], self._sides(dict(zip(names, words, strict=True))))
            for words in told.itertuples(index=False, name=None)
        ]
        told = told.assign(sort=pd.Series(sorts, index=told.index, dtype="object"))
        merged = counted[names].merge(told, on=names, how="left")
        return merged["sort"].set_axis(counted.index)

    def sources_of(self, sorts: Iterable[str]) -> frozenset[str]:
        return frozenset(self.every[one][0] for one in sorts)

    def _name(self, source: str, category: str, sides: Sides) -> str:
        parts = [source] if len(self.sources) > 1 else []
        marks = "".join("1" if one else "0" for one in sides)
        return PARTED.join([*parts, category, *([marks] if marks else [])])

    def _sides(self, words: Mapping[str, str]) -> Sides:
        words = {**words, self.category: words[CATEGORY]}
        return tuple(
            settled(one.of(words[one.column]) for one in each) is True for each in self.conditions
        )

    def _possible(self, category: str) -> tuple[Sides, ...]:
        return tuple(
            dict.fromkeys(
                self._sides({CATEGORY: category, **dict(zip(self.columns, words, strict=True))})
                for words in product(*(self._words_of(one) for one in self.columns))
            )
        )

    def _words_of(self, column: str) -> tuple[str, ...]:
        """Of the words that every condition takes alike, one; of those that none names, one.

        No and not known are alike where no other column could still say yes.
        """
        says = [
            (one, len(each) == 1)
            for each in self.conditions
            for one in each
            if one.column == column
        ]
        named = dict.fromkeys(word for one, _ in says for word in (*one.yes, *(one.no or ())))
        alike = {
            tuple(one.of(word) is True if alone else one.of(word) for one, alone in says): word
            for word in (*named, NOT_KNOWN, ANOTHER)
        }
        return tuple(alike.values())
