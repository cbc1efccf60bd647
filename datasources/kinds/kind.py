"""What a kind of dataset is: a shape, with the names of its columns, its words and its traps.

The kinds themselves stand one to a module; reading their files belongs to intake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from datasources.kinds.dates import say_it_together, stand_in
from datasources.kinds.headings import plain_set
from datasources.kinds.measure import Measure, Vocabulary
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import Start
from datasources.periods import Rhythm
from datasources.values.together import QUARTER


class Part(Enum):
    """The three ways in which an assessment looks at crime and disorder."""

    VICTIMS = "Victims"
    OFFENDERS = "Offenders"
    LOCATIONS = "Locations"


FURTHER = (Role.WHAT, Role.ASPECT)
OGL = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Column:
    """One column: its heading as the publisher writes it, and what it is for.

    `name` is what the clean rows call it; blank where the column is known and not kept.
    """

    heading: str
    meaning: str
    role: Role = Role.OTHER
    name: str = ""
    required: bool = True
    also: tuple[str, ...] = ()
    """Other headings that it is known by."""
    words: Vocabulary | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    """Of a flag, what partners write for yes and for no beside the usual words."""
    unit: str = ""
    """Of a number, what it is of: households, residents."""
    is_public: bool = False
    """Whether what stands there is published by law, such as the premises of a licence."""

    @property
    def names(self) -> frozenset[str]:
        """Its headings as they are compared."""
        return plain_set((self.heading, *self.also))


@dataclass(frozen=True)
class Usual:
    """What the register begins with: who publishes data of the kind, and how often."""

    publisher: str = ""
    licence: str = ""
    expected: str = "once"
    """The slug of a `Rhythm`."""
    due_days: int | None = None
    """So many days after its period ends it should be here; else as is usual for the rhythm."""

    @property
    def values(self) -> dict[str, Any]:
        days = Rhythm.of(self.expected).days if self.due_days is None else self.due_days
        return {**asdict(self), "due_days": days}


@dataclass(frozen=True)
class LookAlike:
    """A file that is sent in the place of another and cannot be read: how it is known."""

    described: str
    """Completes "This is ..."."""
    headings: tuple[str, ...]
    instead: str
    """What to send in its place."""


@dataclass(frozen=True)
class Kind:
    """A dataset that a source can deliver."""

    slug: str
    label: str
    shape: Shape
    described: str
    """Completes "This is ...": what a file is that was sent to the wrong source."""
    description: str
    columns: tuple[Column, ...]
    expected: str
    """What a person should send, in one sentence."""
    traps: tuple[str, ...]
    """What has misled others about this data, in plain words."""
    is_heading: Callable[[Sequence[str]], bool] | None = None
    """How its heading row is known, where it takes more than the names of the needed columns."""
    not_with: tuple[str, ...] = ()
    """Headings by which another kind is known: a row that has one of them is none of this kind."""
    usual: Usual = Usual()
    serves: Service | None = None
    """What the other datasets of a partnership have from it."""
    look_alikes: tuple[LookAlike, ...] = ()
    needed: str = ""
    """What is missing where it is not in use, and how it is had."""
    best_for: tuple[Part, ...] = ()
    """The parts of the document that it says most about."""
    starts: tuple[Start, ...] = ()
    """The sources of the kind that a register may begin with."""
    measures: tuple[Measure, ...] = ()
    """The first is the one that is meant where none is named."""
    added_up_before: tuple[str, ...] = ()
    """Columns of the clean rows that say the period now, and that earlier versions added up by the
    year: rows of a whole year that have one of them are of an older reading."""
    is_said: bool = False
    """Whether a person says what its rows are, for each source alone: what two sources of it hold
    is never the same thing."""

    @property
    def prescribed(self) -> str:
        """Which authority gives it by which rule, where one must; else blank."""
        return " ".join(start.sentence for start in self.starts if start.paragraph)

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns if column.required)

    @property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """Of each column whose words an answer may name. Other texts of a row never are."""
        return tuple(column.words for column in self.columns if column.words is not None)

    @property
    def details(self) -> tuple[Column, ...]:
        """What is counted of each row beside its first category: finer categories, flags and what
        else it was. Of people nothing is: such counts would soon be of one person."""
        if not self.measures or not self.measures[0].counts_rows:
            return ()
        first = self.column(Role.WHAT)
        return tuple(
            one
            for one in self.columns
            if one.name
            and one.name != first
            and (one.role is Role.FLAG or (one.role in FURTHER and one.words is not None))
        )

    def known_by(self, headings: Sequence[str]) -> bool:
        """Whether a heading row is one of this kind: each needed column stands in it by a name."""
        if self.is_heading is not None:
            return self.is_heading(headings)
        names = plain_set(headings)
        if names & plain_set(self.not_with):
            return False
        needed = [column for column in self.columns if column.required]
        parts = stand_in(names)
        if not {Role.HOW_MANY, Role.VALUE} & {*self.shape.needs}:
            # Numbers are published by quarter: rows of what happened are known by day or month.
            parts -= {QUARTER}
        together = say_it_together(parts)
        return bool(needed) and all(
            column.names & names or (column.role is Role.WHEN and together) for column in needed
        )

    def headings_known(self, headings: Sequence[str]) -> frozenset[str]:
        """Those of the headings, as they are compared, that name a column of the kind."""
        own = frozenset[str]().union(*(column.names for column in self.columns))
        return plain_set(headings) & own

    def column(self, role: Role) -> str:
        """What the clean rows call the first column of a role; blank where there is none."""
        return next((one.name for one in self.columns if one.role is role and one.name), "")

    def first(self, role: Role) -> Column | None:
        """The first column declared with a role, whether or not it reaches the clean rows."""
        return next((one for one in self.columns if one.role is role), None)
