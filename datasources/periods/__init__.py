"""Periods: the only place where time is read, written, counted and said."""

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
    said,
    span,
    stretch,
    year,
)
from datasources.periods.spellings import read

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
    "read",
    "said",
    "span",
    "stretch",
    "year",
]
