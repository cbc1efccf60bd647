"""What goes into a reading and what comes out: plain values, no behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from datasources.geography.boundaries import Boundaries
from datasources.intake.completeness import Profile
from datasources.intake.findings import Finding
from datasources.layouts import Layout

if TYPE_CHECKING:
    from datasources.intake.setting_aside import SetAside
    from datasources.intake.steps import Step

Report = Callable[["Step", str, int, int], None]
"""Told the step that is gone through, for which file, how many files are done and how many are."""


@dataclass(frozen=True)
class IncomingFile:
    """A file as a person sent it: its name and where its bytes lie."""

    name: str
    path: Path


def _nothing_held(_period: str) -> pd.DataFrame | None:
    return None


def _no_profile(_period: str) -> Profile | None:
    return None


def _no_boundaries() -> Boundaries | None:
    return None


@dataclass(frozen=True)
class Context:
    """What is known already and helps to judge a delivery."""

    partnership_areas: tuple[str, ...] = ()
    lookup: pd.DataFrame | None = None
    current: Callable[[str], pd.DataFrame | None] = _nothing_held
    expected_force: str | None = None
    held: tuple[str, ...] = ()
    """The periods in use of this source."""
    layout: Layout = field(default_factory=Layout)
    """What was said of the source's tables."""
    profile: Callable[[str], Profile | None] = _no_profile
    """Of a period in use; None where its rows are lost."""
    vintages: Mapping[str, str] = field(default_factory=dict)
    """Of the levels of the look-up, the year of each."""
    boundaries: Callable[[], Boundaries | None] = _no_boundaries
    """What points are placed by; None where nothing of it is in use."""
    secret: bytes = b""
    """By which the source's pseudonyms are made."""
    received_on: date | None = None
    """The day on which the files came; None where they did not come from anybody."""


@dataclass(frozen=True)
class Comparison:
    """How an incoming period differs from the current slice of that period."""

    rows_before: int
    rows_now: int
    gone: int = 0
    """Rows that stand only in what is in use, each as often as it stands there more."""
    added: int = 0
    """Rows that stand only in what came."""
    in_both: int = 0
    """Rows that are known again, by a reference or by what they are a number of."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """Of these, how many differ in each column; by the columns' names in the clean rows."""
    rows_changed: int = 0
    """How many of these differ in any."""
    columns_added: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    looks_earlier: bool = False
    """Its outcomes are the less settled: never said for another reason."""
    reason: str = ""

    @property
    def is_identical(self) -> bool:
        return self.rows_before == self.rows_now and not any(
            (self.gone, self.added, self.changed, self.columns_added, self.columns_gone)
        )


@dataclass(frozen=True)
class StagedSlice:
    """The clean rows of one period, waiting to be accepted."""

    period: str
    frame: pd.DataFrame
    rows: int
    compares: Comparison | None = None
    shortfalls: tuple[Finding, ...] = ()
    """What says that it may be a part taken for the whole."""


SET_ASIDE_COLUMNS = ("file", "row", "rows", "code", "reason", "sheet")


def nothing_set_aside() -> pd.DataFrame:
    return set_aside_rows([])


def set_aside_rows(records: Sequence[SetAside]) -> pd.DataFrame:
    """One line per row set aside (row None: a whole period or the rest of a long list)."""
    # What stands in their cells is kept nowhere but in the originals.
    kept = [[getattr(one, name) for name in SET_ASIDE_COLUMNS] for one in records]
    frame = pd.DataFrame(kept, columns=list(SET_ASIDE_COLUMNS))
    return frame.astype(
        {
            "file": "str",
            "row": "Int64",
            "rows": "int64",
            "code": "str",
            "reason": "str",
            "sheet": "str",
        }
    )


@dataclass(frozen=True)
class ColumnSeen:
    """A column of a table: its heading, what it is taken for, and a few of its cells.

    `ours` is blank where it is not kept. No example is given of what may be a person's.
    """

    theirs: str
    ours: str
    type: str
    why: str
    examples: tuple[str, ...] = ()
    looks: str = ""
    """What its cells look like: 98% dates. Blank where one before had the same headings."""


@dataclass(frozen=True)
class TableSeen:
    """A table of a file, and how it was understood.

    `is_used` is false of a sheet that is not the one meant, and of a table without the headings
    that its kind needs: what looks most like its heading row is given, for a person to say more.
    """

    file: str
    sheet: str
    heading_row: int
    encoding: str
    delimiter: str
    columns: tuple[ColumnSeen, ...]
    is_used: bool = True
    asked: tuple[str, ...] = ()
    """The questions about dates or numbers that its cells leave open."""
    unknown_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of columns of the kind, words of the file that are none of theirs."""


@dataclass(frozen=True)
class Option:
    """What may be chosen for a column: a treatment, and the column of the kind that receives it."""

    treatment: str
    into: str = ""
    label: str = ""

    @property
    def value(self) -> str:
        return f"{self.treatment}:{self.into}" if self.into else self.treatment


@dataclass(frozen=True)
class PersonalColumn:
    """A column that holds personal data: what, in how many cells, and what becomes of it.

    No value stands here: `masks` are forms of cells with every letter and figure replaced.
    """

    heading: str
    found: Mapping[str, int]
    """The things by slug, each with its cells."""
    filled: int
    masks: tuple[str, ...]
    decided: str
    """The treatment's slug, "keep" where it was said to be nothing personal; blank: to decide."""
    options: tuple[Option, ...] = ()
    suggested: str = ""
    """The value of one of the options."""


@dataclass(frozen=True)
class Reading:
    """Everything that reading a delivery found."""

    slices: tuple[StagedSlice, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows_read: int = 0
    rows_kept: int = 0
    rows_set_aside: int = 0
    months_missing: tuple[str, ...] = ()
    set_aside: pd.DataFrame = field(default_factory=nothing_set_aside)
    parts: tuple[tuple[str, ...], ...] = ()
    """Of each file sent, the names of the members that something is said of."""
    tables: tuple[TableSeen, ...] = ()
    personal: tuple[PersonalColumn, ...] = ()
    """The columns in which something personal was found, and what became of each."""
    looks_like: tuple[str, ...] = ()
    """Where nothing could be used: the slugs of the other kinds that the tables can be."""

    @property
    def is_stopped(self) -> bool:
        """Whether a person must decide first: then there are no slices and no examples."""
        return any(not one.decided for one in self.personal)
