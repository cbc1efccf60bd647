"""Periods: the only place where time is stored, counted and said. Reading it is `values`."""

from datasources.periods.period import (
    MONTHS_IN_A_YEAR,
    Grain,
    Period,
    between,
    financial_year,
    how_many,
    known,
    mid_year,
    missing,
    month,
    quarter,
    reason_against_stretch,
    said,
    span,
    stretch,
    year,
)

__all__ = [
    "MONTHS_IN_A_YEAR",
    "Grain",
    "Period",
    "between",
    "financial_year",
    "how_many",
    "known",
    "mid_year",
    "missing",
    "month",
    "quarter",
    "reason_against_stretch",
    "said",
    "span",
    "stretch",
    "year",
]
