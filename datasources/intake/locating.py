"""Which area the point of each row lies in, by the boundaries in use; and what to know of it.

The clean rows keep what was sent: the area that a row names, and its point. What area counts it is
asked of the boundaries, here and again whenever the rows are counted by newer ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from datasources import kinds
from datasources.geography.boundaries import Boundaries, Placing, placed
from datasources.intake import findings, points
from datasources.intake.findings import NOTE, WARNING, Finding, finding
from datasources.intake.reading import Context
from datasources.intake.words import counted
from datasources.kinds import Kind, Role, Service

# Generalised outlines and points moved to the nearest road account for less than this.
MANY = 0.1


def has_points(kind: Kind) -> bool:
    """Whether rows of the kind are counted by area and may have a point on the map."""
    return bool(kind.measures) and kind.first(Role.POINT) is not None


def located(
    periods: Mapping[str, pd.DataFrame], kind: Kind, context: Context
) -> dict[str, Placing]:
    """Where the rows of each period lie; nothing where no boundaries are in use, or no point is
    there."""
    if not has_points(kind) or not any(points.have_points(rows).any() for rows in periods.values()):
        return {}
    boundaries = context.boundaries()
    if boundaries is None:
        return {}
    where = kind.column(Role.WHERE)
    return {period: placed(rows, where, boundaries) for period, rows in periods.items()}


def seen(
    periods: Mapping[str, pd.DataFrame], placings: Mapping[str, Placing], kind: Kind
) -> dict[str, pd.DataFrame]:
    """The rows of each period under the areas that count them."""
    where = kind.column(Role.WHERE)
    return {
        period: rows.assign(**{where: placings[period].areas}) if period in placings else rows
        for period, rows in periods.items()
    }


def told(
    periods: Mapping[str, pd.DataFrame],
    placings: Mapping[str, Placing],
    kind: Kind,
    context: Context,
) -> list[Finding]:
    """How many rows were placed by their point, lie outside, or name another area."""
    if not has_points(kind):
        return []
    if not placings:
        return _not_placed(periods.values(), kind)
    boundaries = context.boundaries()
    assert boundaries is not None
    by = f"the boundaries of {boundaries.vintage} in use"
    found = list(placings.values())
    return [
        *_placed(sum(one.placed for one in found), by),
        *_outside(sum(one.outside for one in found), boundaries),
        *_elsewhere(sum(one.elsewhere for one in found), sum(one.points for one in found), by),
    ]


def _not_placed(frames: Iterable[pd.DataFrame], kind: Kind) -> list[Finding]:
    where = kind.column(Role.WHERE)
    count = 0
    for rows in frames:
        nameless = rows[where].isna().to_numpy() if where in rows else True
        count += int((points.have_points(rows) & nameless).sum())
    if not count:
        return []
    needed = kinds.by_slug(kinds.serving(Service.BOUNDARIES)[0]).needed
    return [
        finding(
            findings.POINTS_NOT_PLACED,
            f"{counted(count, 'row', 'has')} a point on the map and no area, and no boundaries are"
            " in use that would tell in which area it lies. No district or ward can count them"
            " yet.",
            f"{needed} Rows that are in use by then are placed too.",
            count=count,
        )
    ]


def _placed(count: int, by: str) -> list[Finding]:
    if not count:
        return []
    return [
        finding(
            findings.POINTS_PLACED,
            f"{counted(count, 'row', 'was')} given the area that the point on the map lies in, by"
            f" {by}.",
            "Nothing. When other boundaries come into use, the points are placed anew.",
            count=count,
        )
    ]


def _outside(count: int, boundaries: Boundaries) -> list[Finding]:
    if not count:
        return []
    if boundaries.is_whole:
        words = (
            f"{counted(count, 'row', 'has')} a point outside all areas of the boundaries of"
            f" {boundaries.vintage}, which hold the whole partnership. They were kept and are"
            " counted in none."
        )
        advice = "Nothing, if the file covers a larger area than the map."
    else:
        words = (
            f"{counted(count, 'row', 'has')} a point in no area of the boundaries of"
            f" {boundaries.vintage}, which do not hold all areas of the partnership. They were kept"
            " and have no place."
        )
        advice = "Send the boundaries of all of the partnership's areas."
    return [finding(findings.POINTS_OUTSIDE, words, advice, count=count)]


def _elsewhere(count: int, of_points: int, by: str) -> list[Finding]:
    if not count:
        return []
    share = f"{count / of_points:.1%}"
    return [
        finding(
            findings.POINTS_ELSEWHERE,
            f"{counted(count, 'row', 'names')} an area, and the point on the map lies in another"
            f" ({share} of those with a point), by {by}. They are counted in the area that they"
            " name.",
            "Look whether the areas are of another year than the boundaries, or ask the sender how"
            " the points were found."
            if count >= MANY * of_points
            else "Nothing: outlines are simplified, and points are often moved to a road nearby.",
            count=count,
            severity=WARNING if count >= MANY * of_points else NOTE,
        )
    ]
