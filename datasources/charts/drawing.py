"""From an answer to its chart: which analysis is drawn in which way."""

from __future__ import annotations

from collections.abc import Callable

from datasources.analyses import change, counts, rates, trend
from datasources.analyses.result import Result, Value, as_number
from datasources.analyses.tally import ALL, ALL_CRIME, ASB
from datasources.analyses.window import Window
from datasources.charts.chart import BAR, GROUPED_BAR, LINE, Chart, Series
from datasources.charts.description import describe
from partnerships.words import short_month, span


def from_result(result: Result, source_line: str) -> Chart:
    """The chart of an answer. Every analysis has one; of one made no more, the table is left."""
    return DRAWN.get(result.analysis, _undrawn)(result, source_line)


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


def _months_in_words(result: Result) -> str:
    return span(result.period_from, result.period_to)


def _trend(result: Result, source_line: str) -> Chart:
    categories = tuple(short_month(str(row["month"])) for row in result.rows)
    series = tuple(
        Series(name, tuple(as_number(row[column]) for row in result.rows))
        for column, name in (("all_crime", "All crime"), ("anti_social_behaviour", ASB))
    )
    what = f"recorded crime and anti-social behaviour by month, {result.area_name}"
    return Chart(
        kind=LINE,
        headline=result.finding,
        subtitle=(
            f"Crimes (excluding anti-social behaviour) and anti-social behaviour incidents"
            f" recorded each month, {result.area_name}, {_months_in_words(result)}"
        ),
        x_label="",
        y_label="Recorded each month",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(LINE, what, categories, series),
    )


def _by_type(result: Result, first: str) -> list[dict[str, Value]]:
    """The crime types, the largest first; those without a number last."""
    rows = [row for row in result.rows if row["crime_type"] not in (ALL, ALL_CRIME)]
    return sorted(rows, key=lambda row: (-(as_number(row[first]) or 0), str(row["crime_type"])))


def _change(result: Result, source_line: str) -> Chart:
    rows = _by_type(result, "count_now")
    categories = tuple(str(row["crime_type"]) for row in rows)
    window = Window.of(result)
    series = (
        Series(_span_name(window), tuple(as_number(row["count_now"]) for row in rows)),
        Series(
            _span_name(window.year_before), tuple(as_number(row["count_before"]) for row in rows)
        ),
    )
    what = f"recorded crime and anti-social behaviour by type, {result.area_name}"
    return Chart(
        kind=GROUPED_BAR,
        headline=result.finding,
        subtitle=(
            f"Recorded crimes and incidents by type, {result.area_name}, {_span(result)} and the"
            f" {'year' if window.is_a_year else 'same months a year'} before"
        ),
        x_label="Recorded crimes and incidents",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(GROUPED_BAR, what, categories, series),
    )


def _span_name(window: Window) -> str:
    words = window.in_words.removeprefix("the ")
    return f"{words[0].upper()}{words[1:]}"


def _rates(result: Result, source_line: str) -> Chart:
    rows = _by_type(result, "rate_per_1000")
    categories = tuple(str(row["crime_type"]) for row in rows)
    series = (
        Series("Per 1,000 residents", tuple(as_number(row["rate_per_1000"]) for row in rows)),
    )
    what = f"crimes and incidents per 1,000 residents by type, {result.area_name}, {_span(result)}"
    ending = f" ({result.denominator})" if result.denominator else ""
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=(
            f"Recorded crimes and incidents per 1,000 residents by type, {result.area_name},"
            f" {_span(result)}{ending}"
        ),
        x_label="Per 1,000 residents",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


def _counts(result: Result, source_line: str) -> Chart:
    totals: dict[str, int | None] = {}
    for row in result.rows:
        crime, count = str(row["crime_type"]), as_number(row["count"])
        known = totals.get(crime, 0)
        # A sum over a count held back would give the count away.
        totals[crime] = None if count is None or known is None else known + int(count)
    ordered = sorted(totals.items(), key=lambda pair: (-(pair[1] or 0), pair[0]))
    categories = tuple(crime for crime, _ in ordered)
    series = (Series("Count", tuple(count for _, count in ordered)),)
    what = f"recorded crimes and incidents by type, {result.area_name}, {_months_in_words(result)}"
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=f"{what[0].upper()}{what[1:]}",
        x_label="Recorded crimes and incidents",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


DRAWN: dict[str, Callable[[Result, str], Chart]] = {
    trend.NAME: _trend,
    change.NAME: _change,
    rates.NAME: _rates,
    counts.NAME: _counts,
}
