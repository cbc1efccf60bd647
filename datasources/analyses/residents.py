"""Residents: what must be known of those whom a rate is of, whichever analysis gives it."""

from __future__ import annotations

from datasources.analyses.rounding import rounded
from datasources.analyses.window import Window

PER = 1000
OF_LARGER = (
    "The population in use is of wards or councils. How many of these residents live in a part of"
    " one is not known: take a population of small areas into use, or ask about the larger area."
)
BY_LARGER = (
    "The population in use is of wards or councils. Residents are those within their boundaries;"
    " what is counted is by the small areas that fit these best, and may differ at the edges."
)


def per_1000(count: int | None, residents: int | None) -> float | None:
    """None where either is not known, or nobody lives there."""
    if count is None or residents is None:
        return None
    return rounded(PER * count, residents, 2)


def denominator(residents: int | None, vintage: str) -> str:
    if residents is None or not vintage:
        return ""
    return f"Residents, {vintage} estimate: {residents:,}"


def about_part_of_a_year(window: Window) -> tuple[str, ...]:
    if window.is_a_year:
        return ()
    return (
        f"These are rates for {window.in_words}, not for a year; do not set them beside yearly"
        " rates.",
    )
