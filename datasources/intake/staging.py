"""The clean rows of each period, judged before anybody accepts them: whether they are whole, and
how they differ from what is in use. The last step of every reading, whatever the kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from datasources.intake import completeness, findings, losses
from datasources.intake.comparing import compared, what_differs
from datasources.intake.findings import Finding, finding
from datasources.intake.places import places_of
from datasources.intake.reading import Comparison, Context, StagedSlice
from datasources.kinds import Kind
from datasources.periods import said


def staged(
    periods: Mapping[str, pd.DataFrame],
    kind: Kind,
    context: Context,
    sent: Iterable[losses.Sent],
    seen: Mapping[str, pd.DataFrame] | None = None,
) -> tuple[StagedSlice, ...]:
    """In order of time. Each with what it falls short of: what was `sent`, and the source's own
    history.

    `seen` are the rows under the areas that count them, where points were placed.
    """
    places = places_of(context)
    known = places.every_known if places else None
    profiles = {
        period: completeness.profile_of(rows, kind, known)
        for period, rows in (seen or periods).items()
    }
    short = completeness.judged(kind, context.received_on, profiles, context.held, context.profile)
    lost = losses.shortfalls(sent)
    return tuple(
        StagedSlice(
            period,
            rows,
            len(rows),
            _compared(period, rows, kind, context),
            (*((lost[period],) if period in lost else ()), *short[period]),
        )
        for period, rows in sorted(periods.items())
    )


def about_current(one: StagedSlice, kind: Kind) -> Finding | None:
    """How it differs from what is in use for its period; None where nothing is."""
    difference = one.compares
    if difference is None:
        return None
    if difference.is_identical:
        return finding(
            findings.SAME_AS_CURRENT,
            f"{said(one.period)} equals what is held already, row for row.",
            "Nothing: accepting it changes nothing.",
            count=one.rows,
            period=one.period,
        )
    what = what_differs(difference, kind)
    count = difference.rows_changed + difference.gone + difference.added
    if difference.looks_earlier:
        return finding(
            findings.EARLIER_PUBLICATION,
            f"{said(one.period)} looks like an earlier publication than the one held: {what}."
            f" {difference.reason} It replaces nothing unless you say so.",
            "Keep what is held, unless you know that this file is the newer one.",
            count=count,
            period=one.period,
        )
    return finding(
        findings.REPUBLISHED,
        f"{said(one.period)} is held already and would be replaced: {what}."
        f" {difference.reason}".strip(),
        "Look first at what is missing in it."
        if one.shortfalls
        else "Accept it if this is the newer publication.",
        count=count,
        period=one.period,
    )


def _compared(period: str, rows: pd.DataFrame, kind: Kind, context: Context) -> Comparison | None:
    current = context.current(period)
    return None if current is None else compared(kind, current, rows)
