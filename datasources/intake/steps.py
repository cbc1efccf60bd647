"""The steps of a reading in which kinds differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.reading import Context, Reading
from datasources.intake.text import RawTable
from datasources.kinds import Kind

Note = Callable[[Finding], None]


@dataclass(frozen=True)
class Step:
    """One part of a reading, as whoever waits for it reads it."""

    slug: str
    words: str
    is_each_file: bool = False
    """Gone through again for each file."""


FETCH = Step("fetch", "Fetching the files and checking that they are whole")
UNPACK = Step("unpack", "Unpacking, and finding out what each file is", is_each_file=True)
TABLES = Step("tables", "Finding the tables and their headings", is_each_file=True)
VALUES = Step(
    "values",
    "Understanding dates, numbers, words and places, and leaving personal data out",
    is_each_file=True,
)
CHECK = Step("check", "Checking every row, and comparing with what is held")
STORE = Step("store", "Storing the rows and counting them")
STEPS = (FETCH, UNPACK, TABLES, VALUES, CHECK, STORE)
"""In the order in which they are gone through; the page of a delivery shows them."""


@dataclass(frozen=True)
class Place:
    """Where a table stood: its file's name, and its sheet's (blank for a text)."""

    name: str
    sheet: str


@dataclass(frozen=True)
class Reader:
    """The steps in which kinds differ. What `read` gives of every table goes into `finish`."""

    is_heading: Callable[[Kind, Sequence[str], str, Context], bool]
    """Told a row's cells and the name of its sheet or file."""
    read: Callable[[Kind, RawTable, Place, Context, Limits, Note], list[Any]]
    finish: Callable[[Kind, list[Any], Context, list[Finding]], Reading]
    unknown_words: Callable[[Any], Mapping[str, tuple[str, ...]]] = lambda piece: {}
    """Of what `read` gave: words that are none of the kind's, under the columns they stand in."""
    is_other_kind: Callable[[str], bool] = lambda name: False
    """Whether a member of a ZIP is of another kind by its name, and is passed over."""
    takes_layout: bool = False
    """Whether what a person says of the columns changes how they are read."""
