"""What every analysis takes and gives: plain values that can be stored, shown and hashed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from datasources.analyses.weights import Weights
from datasources.kinds import (
    MEASURES,
    UNNAMED_MEASURE,
    Composed,
    Measure,
    Total,
    composed_measure,
)
from datasources.tallies.rebasing import Moved

Value = str | int | float | None
Row = dict[str, Value]
PEOPLE = "people"
"""The column of residents, where an answer rests on them."""
Numbers = dict[str, float | int | None]


def measure_of(stored: Mapping[str, Any]) -> Measure | None:
    """What a stored answer counted; None of a measure that is made no more."""
    if (composed := _composed(stored)) is not None:
        return composed_measure(composed)
    return MEASURES.get(stored.get("measure", UNNAMED_MEASURE))


def _composed(stored: Mapping[str, Any]) -> Composed | None:
    content = stored.get("composed")
    return Composed.from_json(content) if content else None


def as_number(value: Value) -> int | float | None:
    """The number in a cell; None where there is none, or words."""
    return None if isinstance(value, str) else value


@dataclass(frozen=True)
class Column:
    """A column of the answer's table. Kind: text, code, month, period, count, rate, percent,
    difference, share (per cent of a whole), amount (what is no count: a weight, days)."""

    name: str
    label: str
    kind: str


@dataclass(frozen=True)
class Inputs:
    """What an answer rests on: the tallies of the slices in use, joined, and the areas."""

    measure: Measure
    tally: pd.DataFrame
    lookup: pd.DataFrame
    population: pd.DataFrame | None = None
    """`area_code` (str) and `people` (Int64) of each small area."""
    population_vintage: str | None = None
    periods_held: tuple[str, ...] = ()
    every: pd.DataFrame | None = None
    """Where the measure is a part of another, the tally of that one: how rows are placed."""
    not_known: pd.DataFrame | None = None
    """Of a measure with conditions, the tally of rows that do not say whether they are counted."""
    asked_of: pd.DataFrame | None = None
    """And the tally of all rows of which it is asked."""
    silent: tuple[str, ...] = ()
    """Periods that are in use and of which no row says whether it is counted: not held."""
    in_part: tuple[str, ...] = ()
    """Periods that are in use although a part of them seemed to be missing when they were read."""
    added_up_before: Mapping[str, int] = field(default_factory=dict)
    """Years whose quarters an earlier version added up, and how many of them had come."""
    moved: Moved | None = None
    """What stands in the files under small areas that ended, and is counted in those of now."""
    weights: Weights | None = None
    """How much harm one of each type counts."""


@dataclass(frozen=True)
class Parameters:
    """What is asked: one area, which may be made of several codes, and a span of months.

    A code may be a local authority, a ward or an LSOA. No months means the analysis's own default.
    """

    area_codes: tuple[str, ...]
    area_name: str = ""
    period_from: str | None = None
    period_to: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    """What is said for options beyond these, by their names."""


@dataclass(frozen=True)
class Result:
    """An answer: its table, its finding in a sentence, and what a reader must know with it.

    A None in the table is no data, or a count held back where `suppressed` names its place.
    """

    analysis: str
    version: int
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Value], ...]
    finding: str
    caveats: tuple[str, ...]
    numbers: dict[str, float | int | None]
    period_from: str
    period_to: str
    area_code: str
    area_name: str
    denominator: str = ""
    suppressed: tuple[tuple[int, str], ...] = field(default=())
    """Row number (from 0) and column of each number held back."""
    doubt: str = ""
    """Why no rise or fall can be told from it; blank where one can."""
    measure: str = UNNAMED_MEASURE
    """The slug of what was counted."""
    shared: int = 0
    """How many rows stand in more than one of the sources that were counted together."""
    composed: Composed | None = None
    """How it was composed, where a person did."""
    totals: tuple[Total, ...] = ()
    """What its rows add up beside the totals of the measure."""

    @property
    def counted(self) -> Measure | None:
        """What was counted, with the answer's own totals; None of a measure that is made no
        more."""
        if self.composed is not None:
            measure = composed_measure(self.composed)
        else:
            measure = MEASURES.get(self.measure)
        return measure.with_totals(self.totals) if measure else None

    @property
    def when(self) -> str:
        """The column in which the periods of its rows stand; blank where none does."""
        return next((one.name for one in self.columns if one.kind in ("month", "period")), "")

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists, as a JSON field stores them."""
        return {
            "analysis": self.analysis,
            "version": self.version,
            "columns": [vars(column) | {} for column in self.columns],
            "rows": [dict(row) for row in self.rows],
            "finding": self.finding,
            "caveats": list(self.caveats),
            "numbers": dict(self.numbers),
            "period_from": self.period_from,
            "period_to": self.period_to,
            "area_code": self.area_code,
            "area_name": self.area_name,
            "denominator": self.denominator,
            "suppressed": [[row, column] for row, column in self.suppressed],
            "measure": self.measure,
            "doubt": self.doubt,
            **({"shared": self.shared} if self.shared else {}),
            **({"composed": self.composed.to_json()} if self.composed else {}),
            **({"totals": [_plain(one) for one in self.totals]} if self.totals else {}),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | str) -> Result:
        content = json.loads(stored) if isinstance(stored, str) else dict(stored)
        return cls(
            **content
            | {
                "columns": tuple(Column(**column) for column in content["columns"]),
                "rows": tuple(dict(row) for row in content["rows"]),
                "caveats": tuple(content["caveats"]),
                "composed": _composed(content),
                "suppressed": tuple((row, column) for row, column in content.get("suppressed", ())),
                "totals": tuple(map(_total, content.get("totals", ()))),
            }
        )


def _plain(total: Total) -> dict[str, Any]:
    """Without what it leaves out: a total of an answer names all that it adds up."""
    return {
        "slug": total.slug,
        "label": total.label,
        "heading": total.heading,
        "only": list(total.only),
    }


def _total(stored: Mapping[str, Any]) -> Total:
    return Total(**{**stored, "only": tuple(stored["only"])})
