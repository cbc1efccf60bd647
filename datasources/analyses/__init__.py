"""The analyses that can be asked: an explicit registry, one module each, all with one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from datasources.analyses import change, counts, rates, retired, trend
from datasources.analyses.areas import UnknownAreaError
from datasources.analyses.grid import Rows
from datasources.analyses.protection import DEFAULT_THRESHOLD, without
from datasources.analyses.result import Column, Inputs, Parameters, Result
from datasources.analyses.together import Given, held_back
from datasources.analyses.window import NoMonthsError

AREA_AND_MONTHS = ("area_codes", "area_name", "period_from", "period_to")


@dataclass(frozen=True)
class Analysis:
    """An analysis by name: what it asks for, which kinds of source it needs, how it answers."""

    name: str
    version: int
    label: str
    parameters: tuple[str, ...]
    required_kinds: tuple[str, ...]
    answer: Callable[[Inputs, Parameters], Result]


STREET_AND_AREAS = ("police-street", "area-look-up")
ANALYSES: dict[str, Analysis] = {
    module.NAME: Analysis(
        module.NAME, module.VERSION, module.LABEL, AREA_AND_MONTHS, kinds, module.answer
    )
    for module, kinds in (
        (trend, STREET_AND_AREAS),
        (change, STREET_AND_AREAS),
        (rates, (*STREET_AND_AREAS, "population")),
        (counts, STREET_AND_AREAS),
    )
}


def by_name(name: str) -> Analysis:
    """The analysis of that name; an unknown name is a KeyError that lists the known ones."""
    if name not in ANALYSES:
        raise KeyError(f"There is no analysis {name!r}. Known: {', '.join(ANALYSES)}.")
    return ANALYSES[name]


def label(name: str) -> str:
    """What an analysis is called; of one that is made no more, what it was called."""
    known = ANALYSES.get(name)
    return known.label if known else retired.label(name)


def answer(name: str, inputs: Inputs, parameters: Parameters) -> Result:
    return by_name(name).answer(inputs, parameters)


__all__ = [
    "ANALYSES",
    "DEFAULT_THRESHOLD",
    "Analysis",
    "Column",
    "Given",
    "Inputs",
    "NoMonthsError",
    "Parameters",
    "Result",
    "Rows",
    "UnknownAreaError",
    "answer",
    "by_name",
    "held_back",
    "label",
    "without",
]
