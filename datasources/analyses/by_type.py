"""What the answers by category have in common: the columns that say of what a row is, the rows."""

from __future__ import annotations

from datasources.analyses.result import Column
from datasources.analyses.tally import Counts, categories_in
from datasources.kinds import Measure


def about_area(measure: Measure) -> tuple[Column, ...]:
    """The columns that say of what a row is."""
    return (
        Column("area_code", "Area code", "code"),
        Column("area_name", "Area", "text"),
        Column(measure.category, measure.category_label, "text"),
    )


def names_told(counts: Counts, measure: Measure) -> tuple[str, ...]:
    """The totals, then each category by name."""
    return (*measure.total_names, *categories_in(counts, measure))
