"""From an answer to its chart: as its analysis declares it."""

from __future__ import annotations

from datasources.analyses import ANALYSES
from datasources.analyses.result import Result
from datasources.pictures import BAR, Chart


def from_result(result: Result, source_line: str) -> Chart:
    """The chart of an answer. Every analysis has one; of one made no more, the table is left."""
    analysis, measure = ANALYSES.get(result.analysis), result.counted
    if analysis is None or measure is None:
        return _undrawn(result, source_line)
    return analysis.drawn(result, source_line, measure)


def _undrawn(result: Result, source_line: str) -> Chart:
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=result.area_name,
        x_label="",
        y_label="",
        categories=(),
        series=(),
        source_line=source_line,
        description="There is no picture: the analysis that gave this answer is made no more."
        " The table holds what it said.",
    )
