"""The analyses that can be asked: an explicit registry, one module each, all with one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from datasources.analyses import change, counts, rates, retired, trend
from datasources.analyses.asked import TooCoarseError
from datasources.analyses.grid import Rows
from datasources.analyses.protection import DEFAULT_THRESHOLD, without
from datasources.analyses.result import Column, Inputs, Parameters, Result
from datasources.analyses.together import Given, held_back
from datasources.analyses.window import NoPeriodsError
from datasources.geography import UnknownAreaError
from datasources.kinds import Service

AREA_AND_MONTHS = ("area_codes", "area_name", "period_from", "period_to")


@dataclass(frozen=True)
class Analysis:
    """An analysis by name: what it asks for, what it needs beside a measure, how it answers."""

    name: str
    version: int
    label: str
    parameters: tuple[str, ...]
    is_standard: bool
    """Whether the page of a source that is counted answers it by itself."""
    needs: tuple[Service, ...]
    answer: Callable[[Inputs, Parameters], Result]


ANALYSES: dict[str, Analysis] = {
    module.NAME: Analysis(
        module.NAME, module.VERSION, module.LABEL, AREA_AND_MONTHS, standard, needs, module.answer
    )
    for module, standard, needs in (
        (trend, True, (Service.AREAS,)),
        (change, True, (Service.AREAS,)),
        (rates, True, (Service.AREAS, Service.RESIDENTS)),
        (counts, False, (Service.AREAS,)),
    )
}

STANDARD = tuple(name for name, one in ANALYSES.items() if one.is_standard)
"""What such a page always shows, in this order."""


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
    "STANDARD",
    "Analysis",
    "Column",
    "Given",
    "Inputs",
    "NoPeriodsError",
    "Parameters",
    "Result",
    "Rows",
    "TooCoarseError",
    "UnknownAreaError",
    "answer",
    "by_name",
    "held_back",
    "label",
    "without",
]
