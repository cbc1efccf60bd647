"""The steps of a reading in which kinds differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.reading import Comparison, Context, Reading
from datasources.intake.text import RawTable
from datasources.kinds import Kind

Note = Callable[[Finding], None]


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
    compare: Callable[[pd.DataFrame, pd.DataFrame], Comparison]
    """How clean rows in use differ from those that came."""
    unknown_words: Callable[[Any], Mapping[str, tuple[str, ...]]] = lambda piece: {}
    """Of what `read` gave: words that are none of the kind's, under the columns they stand in."""
    is_other_kind: Callable[[str], bool] = lambda name: False
    """Whether a member of a ZIP is of another kind by its name, and is passed over."""
    takes_layout: bool = False
    """Whether what a person says of the columns changes how they are read."""
