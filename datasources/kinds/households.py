"""Households and dwellings of each area: what burglary and domestic rates are reckoned on."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import how_many, not_kept, when
from datasources.kinds.kind import OGL, Kind, Usual
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

KIND = Kind(
    slug="households",
    label="Households or dwellings of areas",
    shape=Shape.DENOMINATORS,
    described="a table of households or dwellings",
    description=(
        "How many households, or dwellings, there are in each area: the denominator for burglary"
        " of homes."
    ),
    columns=(
        area(meaning="the area that they stand in"),
        replace(
            when(
                "Year",
                "the year of the count; a census names it in its title",
                "Census year",
                "Period",
                "Date",
            ),
            required=False,
        ),
        how_many(
            "Total households",
            "how many",
            "Households",
            "Number of households",
            "All households",
            "Household count",
            "Total dwellings",
            "Dwellings",
            "Number of dwellings",
            "All dwellings",
            "Dwelling stock",
            "All properties",
            unit="households or dwellings",
        ),
        not_kept("total_residents", "residents are another kind of source"),
    ),
    expected=(
        "A census table of households, or the dwelling stock of the ministry or the Valuation"
        " Office Agency, by small area, ward or district."
    ),
    traps=(
        "Dwellings are not households: empty and second homes are dwellings.",
        "A census is of one day of ten years; the last was taken in a lockdown.",
        "Exports may stack several tables in one sheet: send the one that is meant.",
        "Small numbers were altered a little to protect people, so sums differ by a few.",
    ),
    not_with=("Reason for homelessness", "Reason for loss of home", "Duty", "Duty owed"),
    usual=Usual("Office for National Statistics", OGL, "once"),
    starts=(
        published(
            "households",
            "Households and dwellings",
            "how many households each small area had at the census",
            "https://www.nomisweb.co.uk/",
        ),
    ),
)
