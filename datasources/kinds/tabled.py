"""The columns that every table of counts has: its period, its area and its number."""

from __future__ import annotations

from datasources.kinds.columns import how_many, when
from datasources.kinds.kind import Column

COUNT_HEADINGS = ("Count", "Total", "n", "Value", "Volume", "Cases", "Number of cases")
BY_AGREEMENT = "Information sharing agreement"
SMALL = (
    "Small numbers are left out or rounded by the sender, so rows need not add up to a total, and"
    " what is left out is not nought."
)


def period(*also: str) -> Column:
    """A month, a quarter or a year. Where a table has several, the shortest stands first here;
    a year and its quarter or month in columns of their own are read together (`dates`)."""
    return when(
        "Period",
        "the month, quarter or year that the number is of",
        "Month",
        "Month_Year",
        "Quarter",
        "Financial quarter",
        "Time period",
        "Reporting period",
        "Financial year",
        "Calendar year",
        "Year",
        "Academic year",
        *also,
    )


def number(heading: str, meaning: str, *also: str) -> Column:
    return how_many(heading, meaning, *also, *(one for one in COUNT_HEADINGS if one != heading))
