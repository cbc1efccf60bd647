"""What a source says whose rows are not counted: published values, ranks, answers, registers.

Such data are not added up by period, area and category, so no analysis takes them. Of each shape
one module says what its rows come to; it is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules

from datasources.kinds import Kind, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import Held, Summary

__all__ = ["SHAPES", "Areas", "Held", "Summary", "is_summed_up", "summaries"]

Summarise = Callable[[Kind, Sequence[Held], Areas], list[Summary]]


def _declared() -> dict[Shape, Summarise]:
    found: dict[Shape, Summarise] = {}
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        if (shape := getattr(module, "SHAPE", None)) is None:
            continue
        if shape in found:
            raise ValueError(f"Two modules sum up {shape.label}.")
        found[shape] = module.summaries
    return found


SHAPES = _declared()


def is_summed_up(kind: Kind) -> bool:
    """Whether its rows come to something that can be shown without being counted."""
    return kind.shape in SHAPES and not kind.measures


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """What the rows in use come to, in the order of the kind's columns; empty where they come to
    nothing. `held` are the slices in use, the newest period last."""
    return SHAPES[kind.shape](kind, held, areas) if held and is_summed_up(kind) else []
