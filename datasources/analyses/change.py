"""Change: each crime type in the last year against the same months a year earlier.

Different months are never compared. When any month of either side is not held, that side has no
count at all. Per cent change is shown only on a base of 20 or more.
"""

from __future__ import annotations

from datasources.analyses import areas, wording
from datasources.analyses.judgement import (
    FELL,
    OVER_DISPERSION,
    ROSE,
    SMALLEST_BASE,
    judge,
)
from datasources.analyses.result import Column, Inputs, Parameters, Result, Value, as_number
from datasources.analyses.rounding import percent_change
from datasources.analyses.tally import (
    ALL,
    ALL_CRIME,
    crime_types,
    offences_in,
    tally,
    total,
    without_place,
)
from datasources.analyses.window import Window, last_year

NAME = "change"
VERSION = 2
LABEL = "Change on the year before, by crime type"

COLUMNS = (
    Column("area_code", "Area code", "code"),
    Column("area_name", "Area", "text"),
    Column("crime_type", "Crime type", "text"),
    Column("count_before", "Year before", "count"),
    Column("count_now", "This year", "count"),
    Column("difference", "Difference", "difference"),
    Column("percent_change", "Change (%)", "percent"),
    Column("verdict", "Verdict", "text"),
    Column("reason", "Why", "text"),
)
NO_DATA = "no data"


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    held = frozenset(inputs.months_available)
    now = last_year(parameters, inputs.months_available)
    before = now.year_before
    offences = offences_in(inputs.offences, areas.lsoas_in(inputs.lookup, parameters.area_codes))
    counts = tally(offences, now.months + before.months)
    code = areas.one_code(parameters.area_codes)
    name = parameters.area_name or areas.names_of(inputs.lookup, parameters.area_codes)
    missing_now, missing_before = now.missing(held), before.missing(held)
    about: dict[str, Value] = {"area_code": code, "area_name": name}
    rows = tuple(
        {**about, "crime_type": crime}
        | compared(
            None if missing_before else total(counts, before.months, crime),
            None if missing_now else total(counts, now.months, crime),
        )
        for crime in (ALL, ALL_CRIME, *crime_types(counts))
    )
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=COLUMNS,
        rows=rows,
        finding=finding(rows, now),
        caveats=(
            *wording.about_missing(missing_before + missing_now),
            *wording.about_place(without_place(inputs.offences, now.months + before.months)),
            *wording.about_rest(crime for _month, crime in counts),
            f"Per cent change is not shown where the year before has fewer than {SMALLEST_BASE}.",
            OVER_DISPERSION,
            wording.MAP_POINTS,
        ),
        numbers=numbers_of(rows),
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=code,
        area_name=name,
    )


def compared(before: int | None, now: int | None) -> dict[str, Value]:
    if before is None or now is None:
        return {
            "count_before": before,
            "count_now": now,
            "difference": None,
            "percent_change": None,
            "verdict": NO_DATA,
            "reason": "Not all months of both years are held.",
        }
    verdict = judge(before, now)
    return {
        "count_before": before,
        "count_now": now,
        "difference": now - before,
        "percent_change": percent_change(before, now) if before >= SMALLEST_BASE else None,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
    }


def numbers_of(rows: tuple[dict[str, Value], ...]) -> dict[str, float | int | None]:
    """Every number a sentence may quote, under the crime type's name and the column's."""
    return {
        f"{row['crime_type']}: {column}": as_number(row[column])
        for row in rows
        for column in ("count_before", "count_now", "difference", "percent_change")
    }


def window_of(result: Result) -> Window:
    return last_year(Parameters((), "", result.period_from, result.period_to), ())


def finding(rows: tuple[dict[str, Value], ...], window: Window) -> str:
    """All crime in a sentence, then the types that clearly rose and fell by most."""
    crime = next((row for row in rows if row["crime_type"] == ALL_CRIME), None)
    if crime is None or crime["count_before"] is None or crime["count_now"] is None:
        return (
            f"No comparison with the year before can be made for {window.in_words}: not all months"
            " of both years are held."
        )
    sentence = wording.compared(
        "All crime (excluding anti-social behaviour)",
        int(crime["count_before"]),
        int(crime["count_now"]),
        window,
    )
    types = [row for row in rows if row["crime_type"] not in (ALL, ALL_CRIME)]
    parts = [part for verdict in (ROSE, FELL) if (part := _most(types, verdict))]
    return f"{sentence} {' '.join(parts)}".strip()


def _most(rows: list[dict[str, Value]], verdict: str) -> str:
    """The type with the largest clear rise or fall; on equal differences the first by name."""
    clear = [row for row in rows if row["verdict"] == verdict and row["difference"] is not None]
    if not clear:
        return ""
    row = max(clear, key=lambda one: abs(int(one["difference"] or 0)))
    return (
        f"The largest clear {'rise' if verdict == ROSE else 'fall'} was in"
        f" {str(row['crime_type'])[0].lower()}{str(row['crime_type'])[1:]}:"
        f" {row['count_now']:,} against {row['count_before']:,}."
    )
