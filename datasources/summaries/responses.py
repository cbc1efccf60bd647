"""What people answered: of each question the share of each answer, and how many answered."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources import periods
from datasources.kinds import Column, Kind, Role, Shape
from datasources.summaries.areas import Areas
from datasources.summaries.summary import Heading, Held, Summary

SHAPE = Shape.RESPONSES
MONTHS = 12
WHOLE = 100


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Of the year that ends with the newest answers: earlier waves are others' words."""
    lately = _of_a_year(held)
    rows = pd.concat([one.rows for one in lately], ignore_index=True)
    span = periods.span([one.period for one in lately])
    weight = kind.column(Role.VALUE)
    questions = [one for one in kind.columns if one.role is Role.ANSWER and one.name in rows]
    found = (_summary(question, rows, weight, span) for question in questions)
    return [one for one in found if one is not None]


def _of_a_year(held: Sequence[Held]) -> list[Held]:
    known = [(periods.known(one.period), one) for one in held]
    last = max((period.last for period, _ in known if period is not None), default=None)
    if last is None:
        return list(held)
    return [one for period, one in known if period is not None and period.last > last - MONTHS]


def _summary(question: Column, rows: pd.DataFrame, weight: str, span: str) -> Summary | None:
    said = rows[rows[question.name].notna()]
    if said.empty or question.words is None:
        return None
    answers = said[question.name].astype("str").map(question.words.published)
    weights = pd.to_numeric(said[weight]) if weight in said else None
    is_weighted = weights is not None and bool((weights > 0).all())
    counts = weights if weights is not None and is_weighted else pd.Series(1.0, index=said.index)
    shares = counts.groupby(answers).sum() / counts.sum() * WHOLE
    number = answers.value_counts()
    order = [one for one in (*question.words.words, question.words.rest) if one in shares.index]
    largest = max(order, key=lambda one: (shares[one], -order.index(one)))
    caveats = []
    if is_weighted:
        caveats.append("Shares are weighted as the survey says; the number who answered is not.")
    elif weights is not None and weights.notna().any():
        caveats.append("Not every answer has a weight, so none is weighted.")
    if without := len(rows) - len(said):
        caveats.append(f"{without:,} of {len(rows):,} people gave no answer to this question.")
    return Summary(
        headline=f"{question.heading}: {shares[largest]:.0f}% said “{largest}”, the commonest"
        " answer",
        subtitle=f"Share of each answer of {len(said):,} people, {span}",
        headings=(
            Heading("Answer", numeric=False),
            Heading("Share"),
            Heading("People who gave it"),
        ),
        rows=tuple((one, f"{shares[one]:.0f}%", f"{number[one]:,}") for one in order),
        bars=tuple((one, round(float(shares[one]), 1)) for one in order),
        each="answer",
        measured="share in per cent",
        period=span,
        caveats=tuple(caveats),
    )
