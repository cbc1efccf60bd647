"""From an answer to its chart: which analysis is drawn in which way."""

from __future__ import annotations

from collections.abc import Callable

from datasources.analyses import change, counts, rates, trend
from datasources.analyses.result import Result, Value, as_number
from datasources.analyses.window import Window
from datasources.charts.chart import BAR, GROUPED_BAR, LINE, Chart, Series
from datasources.charts.description import describe
from datasources.kinds import Measure
from datasources.periods import Grain, known, stretch
from partnerships.words import short_month


def from_result(result: Result, source_line: str) -> Chart:
    """The chart of an answer. Every analysis has one; of one made no more, the table is left."""
    measure = result.counted
    if result.analysis not in DRAWN or measure is None:
        return _undrawn(result, source_line)
    return DRAWN[result.analysis](result, source_line, measure)


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


def _span(result: Result) -> str:
    return Window.of(result).in_words


def _periods_in_words(result: Result) -> str:
    return stretch(result.period_from, result.period_to)


def _each(result: Result) -> str:
    return Window.of(result).last.grain.label


def _tick(key: str) -> str:
    """A period where there is little room: Dec 25; 2025/26."""
    period = known(key)
    return short_month(key) if period and period.grain is Grain.MONTH else key


def _trend(result: Result, source_line: str, measure: Measure) -> Chart:
    categories = tuple(_tick(str(row[result.when])) for row in result.rows)
    series = tuple(
        Series(one.heading, tuple(as_number(row[one.slug]) for row in result.rows))
        for one in measure.headlines[: measure.told]
    )
    what = f"{measure.recorded} by {_each(result)}, {result.area_name}"
    return Chart(
        kind=LINE,
        headline=result.finding,
        subtitle=(
            f"{measure.each_month} recorded each {_each(result)}, {result.area_name},"
            f" {_periods_in_words(result)}"
        ),
        x_label="",
        y_label=f"Recorded each {_each(result)}",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(LINE, what, categories, series),
    )


def _by_type(result: Result, first: str, measure: Measure) -> list[dict[str, Value]]:
    """The categories, the largest first; those without a number last."""
    rows = [row for row in result.rows if not measure.is_total(str(row[measure.category]))]
    return sorted(rows, key=lambda row: (-(as_number(row[first]) or 0), str(row[measure.category])))


def _change(result: Result, source_line: str, measure: Measure) -> Chart:
    rows = _by_type(result, "count_now", measure)
    categories = tuple(str(row[measure.category]) for row in rows)
    window = Window.of(result)
    series = (
        Series(_span_name(window), tuple(as_number(row["count_now"]) for row in rows)),
        Series(
            _span_name(window.year_before), tuple(as_number(row["count_before"]) for row in rows)
        ),
    )
    what = f"{measure.recorded} by type, {result.area_name}"
    return Chart(
        kind=GROUPED_BAR,
        headline=result.finding,
        subtitle=(
            f"Recorded {measure.unit} by type, {result.area_name}, {_span(result)} and the"
            f" {'year' if window.is_a_year else f'same {_each(result)}s a year'} before"
        ),
        x_label=f"Recorded {measure.unit}",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(GROUPED_BAR, what, categories, series),
    )


def _span_name(window: Window) -> str:
    words = window.in_words.removeprefix("the ")
    return f"{words[0].upper()}{words[1:]}"


def _rates(result: Result, source_line: str, measure: Measure) -> Chart:
    rows = _by_type(result, "rate_per_1000", measure)
    categories = tuple(str(row[measure.category]) for row in rows)
    series = (
        Series("Per 1,000 residents", tuple(as_number(row["rate_per_1000"]) for row in rows)),
    )
    what = f"{measure.unit} per 1,000 residents by type, {result.area_name}, {_span(result)}"
    ending = f" ({result.denominator})" if result.denominator else ""
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=(
            f"Recorded {measure.unit} per 1,000 residents by type, {result.area_name},"
            f" {_span(result)}{ending}"
        ),
        x_label="Per 1,000 residents",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


def _counts(result: Result, source_line: str, measure: Measure) -> Chart:
    totals: dict[str, int | None] = {}
    for row in result.rows:
        name, count = str(row[measure.category]), as_number(row["count"])
        so_far = totals.get(name, 0)
        # A sum over a count held back would give the count away.
        totals[name] = None if count is None or so_far is None else so_far + int(count)
    ordered = sorted(totals.items(), key=lambda pair: (-(pair[1] or 0), pair[0]))
    categories = tuple(name for name, _ in ordered)
    series = (Series("Count", tuple(count for _, count in ordered)),)
    what = f"recorded {measure.unit} by type, {result.area_name}, {_periods_in_words(result)}"
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=f"{what[0].upper()}{what[1:]}",
        x_label=f"Recorded {measure.unit}",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


DRAWN: dict[str, Callable[[Result, str, Measure], Chart]] = {
    trend.NAME: _trend,
    change.NAME: _change,
    rates.NAME: _rates,
    counts.NAME: _counts,
}
