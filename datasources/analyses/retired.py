"""Answers of analyses that are made no more: kept, shown under the name they had, never guessed at.

How their counts follow from one another is known no longer, so whoever may not see small counts is
shown none of them.
"""

from __future__ import annotations

from dataclasses import replace

from datasources.analyses.result import Result

NOT_SHOWN = "The numbers are not shown: the analysis that gave them is made no more."


def label(name: str) -> str:
    """What it was called: its own name in words."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def withheld(result: Result) -> Result:
    """The answer without its rows, its sentences and its numbers."""
    return replace(
        result,
        rows=(),
        finding=NOT_SHOWN,
        caveats=(),
        numbers=dict.fromkeys(result.numbers),
        suppressed=(),
    )
