"""Measures that an analyst composes: categories ticked, and what must be so of each row.

What was composed is kept whole with every answer that counts it, so that an answer says by itself
what it counted, whatever became of the measure since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from datasources.kinds.kind import Column, Kind
from datasources.kinds.measure import NO, YES, Measure, Says, only, simple
from datasources.kinds.shape import Role
from partnerships.words import all_of

LONGEST_LABEL, LONGEST_UNIT = 120, 80


@dataclass(frozen=True)
class Composed:
    """One version of a composed measure."""

    slug: str
    of: str
    """The measure that it is a part of: all that a kind counts."""
    version: int
    label: str
    unit: str
    """What is counted, many of them, as in a sentence: serious assaults."""
    categories: tuple[str, ...]
    """Those that are counted; none named: all of them."""
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a column, the words of which one must stand in it."""
    known: tuple[str, ...] = ()
    """The categories that were there to choose from. Another one came later."""
    words: tuple[str, ...] = ()
    """Of a kind whose rows are what a person says: the types that figures may name."""
    numbers: bool = False
    """Of such a kind: whether a row stands for the number in it. Else each row is one."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Composed:
        return cls(
            **dict(stored)
            | {
                "categories": tuple(stored["categories"]),
                "conditions": tuple((name, tuple(words)) for name, words in stored["conditions"]),
                "known": tuple(stored["known"]),
                "words": tuple(stored.get("words", ())),
            }
        )

    def counts_as(self, other: Composed) -> bool:
        """Whether both say the same: another number alone is no other definition."""
        return replace(self, version=0, known=()) == replace(other, version=0, known=())


def words_of(column: Column) -> tuple[str, ...]:
    """What may be chosen of a column."""
    if column.role is Role.FLAG:
        return (YES, NO)
    return (*column.words.words, column.words.rest) if column.words else ()


def measure_of(composed: Composed, kind: Kind) -> Measure:
    """The measure that was composed of all that a kind counts."""
    whole = kind.measures[0]
    if kind.is_said:
        return replace(
            simple(
                whole.slug,
                composed.label,
                composed.unit,
                replace(whole.words, words=composed.words),
                counts_rows=not composed.numbers,
                caveats=whole.caveats,
            ),
            composed=composed,
            rest_means=f"{composed.unit} of a type that nobody has named for figures",
        )
    headings = {one.name: one.heading for one in kind.details}
    asked = [f"“{headings.get(name, name)}”" for name, _ in composed.conditions]
    measure = only(
        composed.slug,
        composed.label,
        composed.unit,
        whole,
        *((Says(name, words),) for name, words in composed.conditions),
        hinges_on=f"what stands under {all_of(asked)}" if asked else "",
        categories=composed.categories,
    )
    return replace(measure, composed=composed)


def reasons_against(composed: Composed, kind: Kind) -> list[str]:
    """Why nothing can be counted by it, in words."""
    whole = kind.measures[0]
    reasons = []
    if not composed.label.strip():
        reasons.append("Give the measure a name.")
    if not composed.unit.strip():
        reasons.append("Say what it counts, many of them, as in a sentence: serious assaults.")
    if len(composed.label) > LONGEST_LABEL:
        reasons.append(f"The name is longer than {LONGEST_LABEL} letters.")
    if len(composed.unit) > LONGEST_UNIT:
        reasons.append(f"What it counts is said in more than {LONGEST_UNIT} letters.")
    if not composed.categories and not composed.conditions:
        reasons.append(
            f"Tick what is counted: without it the measure would be all {whole.unit}, which can be"
            " asked already."
        )
    every = {*whole.words.words, whole.words.rest}
    if strangers := [one for one in composed.categories if one not in every]:
        named = all_of([f"“{one}”" for one in strangers])
        reasons.append(f"{named} is no category of “{kind.label}”.")
    columns = {one.name: one for one in kind.details}
    for name, words in composed.conditions:
        if name not in columns:
            reasons.append(f"“{kind.label}” has no column “{name}” that can be counted by.")
        elif unknown := sorted({*words} - {*words_of(columns[name])}):
            reasons.append(f"“{columns[name].heading}” never holds {all_of(unknown)}.")
    return reasons


def in_words(composed: Composed, kind: Kind) -> list[str]:
    """What is counted, a line for what is ticked and one for each condition."""
    whole = kind.measures[0]
    if kind.is_said:
        how_many = "so many as its number says" if composed.numbers else "one of them"
        return [
            f"{composed.label}: each row is {how_many}",
            f"{whole.category_label}: {all_of([*composed.words, whole.words.rest])}",
        ]
    headings = {one.name: one.heading for one in kind.details}
    ticked = all_of(list(composed.categories)) if composed.categories else "all of them"
    return [
        f"{whole.category_label}: {ticked}",
        *(
            f"{headings.get(name, name)}: {all_of(list(words), last='or')}"
            for name, words in composed.conditions
        ),
    ]
