"""How many live, or stand, in the partnership and in each of its wards."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources import periods
from datasources.kinds import Kind, Role, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import MOST_BARS, Heading, Held, Summary, as_bar, number

SHAPE = Shape.DENOMINATORS


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Of the newest period alone: years are never added up."""
    newest = held[-1]
    where, how_many = kind.column(Role.WHERE), kind.column(Role.HOW_MANY)
    heading = kind.first(Role.HOW_MANY)
    unit = heading.unit if heading else ""
    codes = newest.rows[where].astype("str")
    counted_once, lacking = areas.once(codes)
    own = newest.rows[codes.isin(counted_once)]
    if own.empty:
        return []
    counted = own.assign(
        area=areas.wards_of(own[where]), number=pd.to_numeric(own[how_many]).astype("float64")
    )
    by_area = counted.groupby("area", sort=False)["number"].sum(min_count=1)
    ranked = by_area.sort_values(ascending=False, kind="stable", na_position="last")
    named = [(areas.named(str(code)), float(value)) for code, value in ranked.items()]
    total, lacking = counted["number"].sum(), lacking + int(counted["number"].isna().sum())
    caveats = []
    if lacking:
        noun = "area has" if lacking == 1 else "areas have"
        caveats.append(f"{lacking:,} {noun} no number in the file: the sum is of the others.")
    if len(named) > MOST_BARS:
        caveats.append(f"The picture shows the {MOST_BARS} largest of {len(named):,} areas.")
    return [
        Summary(
            headline=f"{number(total, most_places=0)} {unit} in {areas.name}",
            subtitle=f"By area, {periods.said(newest.period)}",
            headings=(Heading("Area", numeric=False), Heading(unit.capitalize())),
            rows=tuple((name, number(value, most_places=0) or "no data") for name, value in named),
            bars=tuple((name, as_bar(value)) for name, value in named[:MOST_BARS]),
            each="area",
            measured=unit,
            period=periods.said(newest.period),
            caveats=tuple(caveats),
        )
    ]
