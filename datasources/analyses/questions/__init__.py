"""The analyses that can be asked, found by themselves: each module with an ANALYSIS."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from datasources.analyses.analysis import Analysis
from datasources.analyses.options import Option


def analyses_in(modules: Iterable[ModuleType]) -> dict[str, Analysis]:
    """By name, those of the modules that declare one, in the order of their places.

    A name or a place that stands twice is a ValueError.
    """
    found: dict[str, Analysis] = {}
    for module in modules:
        analysis = getattr(module, "ANALYSIS", None)
        if analysis is None:
            continue
        if analysis.name in found:
            raise ValueError(f"Two analyses are called {analysis.name}.")
        for other in found.values():
            if other.place == analysis.place:
                raise ValueError(
                    f"Two analyses have the place {analysis.place}: {other.name} and"
                    f" {analysis.name}. Give one of them another."
                )
        found[analysis.name] = analysis
    return dict(sorted(found.items(), key=lambda item: item[1].place))


def options_of(every: Iterable[Analysis]) -> dict[str, Option]:
    """By name, what may be said of any of them. One name for two things is a ValueError."""
    found: dict[str, Option] = {}
    for analysis in every:
        for option in analysis.options:
            known = found.setdefault(option.name, option)
            if (known.takes, known.label) != (option.takes, option.label):
                raise ValueError(f"The option {option.name} means two things.")
    return found


def _modules() -> Iterable[ModuleType]:
    return (import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__))


ANALYSES = analyses_in(_modules())
OPTIONS = options_of(ANALYSES.values())
STANDARD = tuple(name for name, one in ANALYSES.items() if one.is_standard)
"""What the page of a source that is counted always shows, in this order."""
