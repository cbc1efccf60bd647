"""What stands in a register that is kept, not counted by period: how many of each sort."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources import periods
from datasources.kinds import YES, Kind, Role, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import MOST_BARS, Heading, Held, Summary

SHAPE = Shape.PLAIN
NOT_SAID = "Not said"


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Of everything in use together; nothing of a table whose sorts nobody has declared."""
    what = kind.first(Role.WHAT)
    if what is None or what.words is None:
        return []
    rows = pd.concat([one.rows for one in held], ignore_index=True)
    if rows.empty:
        return []
    sorts = (
        rows[what.name]
        .astype("str")
        .map(what.words.published)
        .where(rows[what.name].notna(), NOT_SAID)
        if what.name in rows
        else pd.Series(NOT_SAID, index=rows.index)
    )
    counts = sorts.value_counts()
    ranked = sorted(
        ((str(name), int(n)) for name, n in counts.items()), key=lambda p: (-p[1], p[0])
    )
    flags = [
        (f"Of all of them: {one.meaning}", int((rows[one.name] == YES).sum()))
        for one in kind.columns
        if one.role is Role.FLAG and one.name in rows and rows[one.name].notna().any()
    ]
    known = [pair for pair in ranked if pair[0] != NOT_SAID]
    most = f"; the commonest sort is {known[0][0]} ({known[0][1]:,})" if known else ""
    span = periods.span([one.period for one in held])
    return [
        Summary(
            headline=f"{len(rows):,} entries stand in the register{most}",
            subtitle=f"Entries by sort, {span}",
            headings=(Heading("Sort", numeric=False), Heading("Entries")),
            rows=tuple((name, f"{count:,}") for name, count in [*ranked, *flags]),
            bars=tuple(ranked[:MOST_BARS]),
            each="sort",
            measured="entries",
            period=span,
        )
    ]
