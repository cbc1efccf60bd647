"""Harm weights as an answer takes them, and which of its types have one.

Whose weights they are is settled before: here they are of one version, and of one force or of none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from datasources.kinds import Measure, Vocabulary


@dataclass(frozen=True, eq=False)
class Weights:
    """One version of an index: how many days of harm one crime of each type counts."""

    name: str
    version: str
    words: Vocabulary
    days: Mapping[str, float]
    """By the words of the table, those alone that have one weight."""
    force: str = ""
    """For whose mix of crimes they were worked out; blank where that is of no force."""
    another: str = ""
    """Who recorded what is weighed, where that is another force."""
    unclear: tuple[str, ...] = ()
    """Words of the table with several different weights, or with one that is no weight."""
    traps: tuple[str, ...] = ()
    """What has misled others about such weights."""

    @property
    def in_words(self) -> str:
        """Its name, its version and its force."""
        of = f", for the crimes of {self.force}" if self.force else ""
        return f"{self.name}, version {self.version}{of}"


def weights_in(table: Iterable[tuple[str, float]]) -> tuple[dict[str, float], tuple[str, ...]]:
    """By word its weight, and the words that have none because the table says two or says less
    than nought."""
    said: dict[str, set[float]] = {}
    for word, weight in table:
        said.setdefault(word, set()).add(weight)
    clear = {
        word: weight
        for word, told in said.items()
        if len(told) == 1 and math.isfinite(weight := min(told)) and weight >= 0
    }
    return clear, tuple(sorted(said.keys() - clear.keys()))


def weighed(categories: Iterable[str], measure: Measure, weights: Weights | None) -> dict[str, str]:
    """Of the categories that have a weight, the word of the table under which it stands.

    By the same word; else by a spelling of it, where no other category is one too: several would
    be parts of a group, whose weight is not theirs. What stands for unknown words has none.
    """
    if weights is None:
        return {}
    known = [one for one in categories if one != measure.words.rest]
    meant = {one: weights.words.meant(one) for one in known}
    times = Counter(meant.values())
    return {
        one: word
        for one, word in meant.items()
        if word in weights.days and word != weights.words.rest and (one == word or times[word] == 1)
    }


def exact(weight: float) -> Fraction:
    """As it is written: 180.48 days are so many hundredths."""
    return Fraction(str(weight))
