"""What a kind of dataset is: a shape, with the names of its columns, its words and its traps.

The kinds themselves stand one to a module; reading their files belongs to intake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from datasources.kinds.measure import Measure, Vocabulary
from datasources.kinds.shape import Role, Service, Shape

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


@dataclass(frozen=True)
class Usual:
    """What the register begins with: who publishes data of the kind, and how often."""

    publisher: str = ""
    licence: str = ""
    expected: str = "once"

    @property
    def values(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class LookAlike:
    """A file that is sent in the place of another and cannot be read: how it is known."""

    described: str
    """Completes "This is ..."."""
    headings: tuple[str, ...]


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
    is_heading: Callable[[Sequence[str]], bool]
    usual: Usual = Usual()
    serves: Service | None = None
    """What the other datasets of a partnership have from it."""
    look_alikes: tuple[LookAlike, ...] = ()
    needed: str = ""
    """What is missing where it is not in use, and how it is had."""
    measures: tuple[Measure, ...] = ()
    """The first is the one that is meant where none is named."""

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns if column.required)

    @property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """Of each column whose words an answer may name. Other texts of a row never are."""
        return tuple(column.words for column in self.columns if column.words is not None)

    def column(self, role: Role) -> str:
        """What the clean rows call the first column of a role; blank where there is none."""
        return next((one.name for one in self.columns if one.role is role and one.name), "")
