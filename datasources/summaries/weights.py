"""How much each category counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources import periods
from datasources.kinds import Kind, Role, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import MOST_BARS, Heading, Held, Summary, as_bar, number

SHAPE = Shape.WEIGHTS


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Of the newest version. Weights of several forces differ by their mix of crimes: the least and
    the most are said, and the picture shows what lies half-way."""
    newest, what = held[-1], kind.first(Role.WHAT)
    if what is None or what.words is None:
        return []
    weights = pd.to_numeric(newest.rows[kind.column(Role.VALUE)]).dropna()
    words = newest.rows.loc[weights.index, what.name].astype("str").map(what.words.published)
    found = weights.groupby(words).agg(["min", "median", "max"])
    ranked = found.sort_values("median", ascending=False, kind="stable")
    if ranked.empty:
        return []
    differ = bool((ranked["min"] != ranked["max"]).any())
    most, least = ranked.iloc[0], ranked.iloc[-1]
    columns = ("median", "min", "max") if differ else ("median",)
    labels = {"median": "Weight", "min": "Least", "max": "Most"}
    caveats = []
    if differ:
        caveats.append("A category has several weights in the file: the one half-way is shown.")
    if len(ranked) > MOST_BARS:
        caveats.append(f"The picture shows the {MOST_BARS} largest of {len(ranked):,}.")
    return [
        Summary(
            headline=f"{ranked.index[0]} counts most, {number(most['median'])};"
            f" {ranked.index[-1]} least, {number(least['median'])}",
            subtitle=f"The weight of each category, {periods.said(newest.period)}",
            headings=(
                Heading("Category", numeric=False),
                *(Heading(labels[column]) for column in columns),
            ),
            rows=tuple(
                (str(name), *(number(row[column]) for column in columns))
                for name, row in ranked.iterrows()
            ),
            bars=tuple(
                (str(name), as_bar(weight))
                for name, weight in ranked["median"].head(MOST_BARS).items()
            ),
            each="category",
            measured="weight",
            period=periods.said(newest.period),
            caveats=tuple(caveats),
        )
    ]
