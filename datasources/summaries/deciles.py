"""How many small areas of the partnership lie in each tenth of their country."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources import periods
from datasources.kinds import Kind, Role, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import Heading, Held, Summary

SHAPE = Shape.DECILES
TENTHS = range(1, 11)
ENDS = {1: "1 (most deprived)", 10: "10 (least deprived)"}


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Of the newest edition alone: two editions cannot be compared."""
    newest = held[-1]
    where, decile = kind.column(Role.WHERE), kind.column(Role.VALUE)
    own = newest.rows[newest.rows[where].astype("str").isin(areas.own)]
    if own.empty:
        return []
    found = pd.to_numeric(own[decile])
    counts = {tenth: int((found == tenth).sum()) for tenth in TENTHS}
    without = max(len(own), len(areas.small)) - sum(counts.values())
    caveats = ["A tenth is of all small areas of the country, not of the partnership's."]
    if without:
        noun = "area has" if without == 1 else "areas have"
        caveats.append(
            f"{without:,} small {noun} no tenth in the file: its areas may be of another year."
        )
    known = sum(counts.values())
    if not known:
        return []
    return [
        Summary(
            headline=f"{counts[1]:,} of {known:,} small areas of {areas.name} are among the most"
            " deprived tenth of their country",
            subtitle=f"Small areas in each tenth, {periods.said(newest.period)}",
            headings=(Heading("Tenth", numeric=False), Heading("Small areas")),
            rows=tuple((ENDS.get(tenth, str(tenth)), f"{counts[tenth]:,}") for tenth in TENTHS),
            bars=tuple((str(tenth), counts[tenth]) for tenth in TENTHS),
            each="tenth, 1 the most deprived",
            measured="small areas",
            period=periods.said(newest.period),
            caveats=tuple(caveats),
        )
    ]
