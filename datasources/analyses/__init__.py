"""The analyses: what can be asked of a measure, how it is answered, and who may be told what."""

from __future__ import annotations

from dataclasses import replace

from datasources.analyses import retired
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import NoPlacesError, NothingSaidError, TooCoarseError
from datasources.analyses.grid import Rows
from datasources.analyses.options import LEVELS, Option, Takes
from datasources.analyses.parts import NoPartsError
from datasources.analyses.protection import DEFAULT_THRESHOLD, without
from datasources.analyses.questions import ANALYSES, OPTIONS, STANDARD, analyses_in, options_of
from datasources.analyses.result import Column, Inputs, Parameters, Result, measure_of
from datasources.analyses.together import Given, held_back
from datasources.analyses.window import NoPeriodsError
from datasources.analyses.wording import about_ended_parts
from datasources.geography import UnknownAreaError


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
    """The answer to a question; NothingSaidError where no row says whether it is counted."""
    if inputs.silent and not inputs.periods_held:
        raise NothingSaidError(inputs.measure)
    result = by_name(name).answer(inputs, parameters)
    return replace(result, composed=inputs.measure.composed)


__all__ = [
    "ANALYSES",
    "DEFAULT_THRESHOLD",
    "LEVELS",
    "OPTIONS",
    "STANDARD",
    "Analysis",
    "Column",
    "Given",
    "Inputs",
    "NoPartsError",
    "NoPeriodsError",
    "NoPlacesError",
    "NothingSaidError",
    "Option",
    "Parameters",
    "Result",
    "Rows",
    "Takes",
    "TooCoarseError",
    "UnknownAreaError",
    "about_ended_parts",
    "analyses_in",
    "answer",
    "by_name",
    "held_back",
    "label",
    "measure_of",
    "options_of",
    "without",
]
