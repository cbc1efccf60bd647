"""Measures: what can be counted of a dataset, its unit, its categories, its totals, its words."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from datasources.kinds.headings import plain
from partnerships.words import with_capital

if TYPE_CHECKING:
    from datasources.kinds.composing import Composed


@dataclass(frozen=True)
class Vocabulary:
    """The words of a column that may leave the data room, and what every other is counted as.

    Anything may be typed into a file, a person's name too: only declared words are published.
    """

    column: str
    words: tuple[str, ...]
    rest: str
    also: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Words that partners use, and the declared word that each is counted as."""
    unsettled: tuple[str, ...] = ()
    """Of outcomes, those that a later publication replaces, the least settled first."""

    def published(self, word: str) -> str:
        return word if word in self.words else self.rest

    def meant(self, word: str) -> str:
        """The declared word that another list's is a spelling of; blank where it is of none."""
        if word in self.words:
            return word
        spelled = {plain(one): one for one in self.words}
        spelled |= {plain(theirs): ours for theirs, ours in self.also.items()}
        return spelled.get(plain(word), "")


def vocabulary(column: str, words: Mapping[str, Sequence[str]], rest: str) -> Vocabulary:
    """The words of a column, each with what partners write instead of it.

    What is written with other capitals or hyphens alone needs no mention. A word that stands for
    two, or twice, is a ValueError that names it.
    """
    every = Counter(plain(one) for word, others in words.items() for one in (word, *others))
    if twice := sorted(word for word, count in every.items() if count > 1):
        raise ValueError(f"Words of {column} stand twice: {', '.join(twice)}.")
    also = {other: word for word, others in words.items() for other in others}
    return Vocabulary(column, tuple(words), rest, also)


@dataclass(frozen=True)
class Total:
    """Several categories together: every one, but those left out; or those alone that are named."""

    slug: str
    label: str
    heading: str
    """Its label where a column is narrow, or a legend short."""
    only: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()

    def holds(self, category: str) -> bool:
        return category in self.only if self.only else category not in self.leaves_out


YES, NO, NOT_KNOWN = "yes", "no", ""
"""What is kept of a flag, and of any column where nothing is known."""


@dataclass(frozen=True)
class Says:
    """What the words of one column say of a condition: yes, no, or nothing."""

    column: str
    yes: tuple[str, ...]
    no: tuple[str, ...] | None = None
    """None: every other word says no. What is not known says nothing, never no."""

    def of(self, word: str) -> bool | None:
        if word in self.yes:
            return True
        if word == NOT_KNOWN or (self.no is not None and word not in self.no):
            return None
        return False


Condition = tuple[Says, ...]
"""What several columns say of one thing. One that says something is enough; where one says yes and
another no, it is not known."""


def settled(said: Iterable[bool | None]) -> bool | None:
    """What several columns say together."""
    told = set(said) - {None}
    return told.pop() if len(told) == 1 else None


@dataclass(frozen=True)
class Measure:
    """Something that can be counted. Whatever an answer says of it is made of these words."""

    slug: str
    label: str
    unit: str
    """What every row is, many of them: crimes and incidents."""
    counted_as: str
    """The same where a sentence counts them: crimes and incidents of anti-social behaviour."""
    main_unit: str
    """What the first headline counts, many of them: crimes."""
    nought: str
    """What a period without data must not be taken to have none of: crime."""
    recorded: str
    """What charts are of: recorded crime and anti-social behaviour."""
    each_month: str
    """What the lines of a trend are, many of them, as a title begins."""
    category: str
    """The column of an answer's table in which categories stand."""
    category_label: str
    words: Vocabulary
    categories: tuple[str, ...]
    """Told also where none was counted: nought of it is known."""
    totals: tuple[Total, ...]
    """The rows before the categories. The first is of all of them."""
    headlines: tuple[Total, ...]
    """The lines of a trend. The first is what a sentence is told of."""
    told: int = 1
    """Of how many headlines a trend tells and draws."""
    counts_rows: bool = True
    """Whether each row is one. Else rows are numbers that were counted before they were sent: what
    is not among them is not known, and larger areas stand beside the smaller ones in them."""
    main_note: str = ""
    """What a sentence about the first headline adds in brackets."""
    rest_means: str = ""
    """What the rows are whose category is not declared."""
    caveats: tuple[str, ...] = ()
    """What must be known with every figure."""
    caveats_in_time: tuple[str, ...] = ()
    """What must be known besides where each period is told."""
    was_alone: bool = False
    """Answers stored before there were others do not name it."""
    within: tuple[Condition, ...] = ()
    """What must be so of a row for it to be counted: every one of these. None: every row counts."""
    hinges_on: str = ""
    """Where there are conditions, what a row must say, after "do not say": whether it was hate."""
    composed: Composed | None = None
    """How it was composed, where a person did; else the kind declares it."""
    of_unit: str = ""
    """Where it is a part of another measure, what that one counts, many of them."""
    by_name: dict[str, Total] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "by_name", {one.label: one for one in (*self.headlines, *self.totals)}
        )

    @property
    def definition(self) -> str:
        """What is counted, and under which names, as a fingerprint: another one counts otherwise.

        Words about it (unit, notes, caveats) are no part of it: a mended one counts the same.
        """
        told: dict[str, object] = {
            "slug": self.slug,
            "counts_rows": self.counts_rows,
            "column": self.category,
            "words": [*self.words.words, self.words.rest],
            "categories": self.categories,
            "totals": [_counted_in(one) for one in self.totals],
            "headlines": [_counted_in(one) for one in self.headlines],
        }
        if self.composed:
            told["version"] = self.composed.version
        if self.within:
            told["within"] = [
                [[one.column, one.yes, one.no] for one in condition] for condition in self.within
            ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]

    def with_totals(self, totals: tuple[Total, ...]) -> Measure:
        """The same where an answer adds up categories in a way of its own."""
        return replace(self, totals=(*self.totals, *totals)) if totals else self

    @property
    def everything(self) -> Total:
        return self.totals[0]

    @property
    def main(self) -> Total:
        return self.headlines[0]

    @property
    def total_names(self) -> tuple[str, ...]:
        """Of all that are no single category: the totals, then headlines that are others."""
        names = (one.label for one in (*self.totals, *self.headlines))
        return tuple(name for name in dict.fromkeys(names) if name not in self.categories)

    def is_total(self, name: str) -> bool:
        return name in self.total_names

    def holds(self, name: str, category: str) -> bool:
        """Whether a count under this name, a total's or a category's, takes in the category."""
        total = self.by_name.get(name)
        return total.holds(category) if total else name == category

    def published(self, name: str) -> str:
        return name if self.is_total(name) else self.words.published(name)


def _counted_in(total: Total) -> list[object]:
    return [total.slug, total.label, total.only, total.leaves_out]


def simple(
    slug: str,
    label: str,
    unit: str,
    words: Vocabulary,
    *,
    category_label: str = "Type",
    counts_rows: bool = True,
    caveats: tuple[str, ...] = (),
) -> Measure:
    """A measure with one total: all of it, and its categories.

    `unit` is what is counted, many of them, as in a sentence: fires.
    """
    everything = Total("all", f"All {unit}", f"All {unit}")
    return Measure(
        slug=slug,
        label=label,
        unit=unit,
        counted_as=unit,
        main_unit=unit,
        nought=unit,
        recorded=unit,
        each_month=with_capital(unit),
        category=words.column,
        category_label=category_label,
        words=words,
        categories=words.words,
        totals=(everything,),
        headlines=(everything,),
        counts_rows=counts_rows,
        rest_means=f"{unit} of a type that the list does not have",
        caveats=caveats,
    )


def only(
    slug: str,
    label: str,
    unit: str,
    of: Measure,
    *conditions: Condition,
    hinges_on: str = "",
    categories: Sequence[str] = (),
    of_unit: str = "",
    caveats: tuple[str, ...] = (),
) -> Measure:
    """A part of another measure: the rows of which every condition is so, of these categories.

    Of no categories, all of them. `of_unit` is what those are of which the conditions are asked.
    """
    everything = Total("all", f"All {unit}", f"All {unit}", only=tuple(categories))
    return replace(
        of,
        slug=slug,
        label=label,
        unit=unit,
        counted_as=unit,
        main_unit=unit,
        nought=unit,
        recorded=unit,
        each_month=with_capital(unit),
        categories=tuple(categories) or of.categories,
        totals=(everything,),
        headlines=(everything,),
        told=1,
        main_note="",
        caveats=(*of.caveats, *caveats),
        was_alone=False,
        within=(*of.within, *conditions),
        hinges_on=hinges_on,
        of_unit=of_unit or of.unit,
    )


def flagged(column: str, *, is_so: bool = True) -> Condition:
    """That a flag says yes, or that it says no."""
    return (Says(column, (YES,) if is_so else (NO,), (NO,) if is_so else (YES,)),)
