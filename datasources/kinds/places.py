"""How partners head the columns that say where: the smallest areas first."""

from __future__ import annotations

from datasources.geography.coordinates import EASTING, NORTHING
from datasources.kinds.columns import point, where
from datasources.kinds.kind import Column

NEWEST, OLDEST = 30, 1


def of_each_year(*stems: str, ends: tuple[str, ...] = ("CD", " code")) -> tuple[str, ...]:
    """Headings that name the year of their areas, such as LSOA21CD, the newest year first."""
    return tuple(
        f"{stem}{year:02d}{end}"
        for year in range(NEWEST, OLDEST - 1, -1)
        for stem in stems
        for end in ends
    )


SMALL_AREAS = (
    *of_each_year("LSOA"),
    "LSOA",
    "LSOA 2021",
    "LSOA 2021 code",
    "LSOA 2011",
    "LSOA 2011 code",
    "LSOA of incident",
    "Lower super output area",
    "Lower layer super output area",
    "Super output area",
    "SOA code",
)
WARDS = (
    "Ward code",
    *of_each_year("WD", "ward"),
    "WardCode",
    "Ward",
    "Ward name",
    "WardName",
    "Electoral ward",
    "Council ward",
    "Ward of incident",
    "Ward name new",
)
BEATS = ("Beat code", "Beat", "Beat name", "Policing neighbourhood", "Neighbourhood team", "Sector")
DISTRICTS = (
    "Local authority code",
    "LA code",
    *of_each_year("LAD", "ltla"),
    "District code",
    "Borough code",
    "Local authority",
    "Local authority name",
    "LA name",
    "LA",
    "District",
    "District name",
    "Council",
    "Council name",
    "Unitary authority",
    "Borough",
    "Borough name",
    "Local authority district",
)
PARTNERSHIPS = (
    "CSP code",
    *of_each_year("CSP"),
    "CSP",
    "CSP name",
    "Community Safety Partnership",
    "Community Safety Partnership code",
    "Community Safety Partnership name",
)


ANY_AREA = ("Area code", "Area", "Area name", "Parish", "Neighbourhood")


def place(meaning: str = "where it was: a small area, a ward or a district", *also: str) -> Column:
    """Where an event was. It may be missing: what has no place is counted, and told as that."""
    known = (*SMALL_AREAS, *WARDS, *BEATS, *DISTRICTS, *ANY_AREA, *also)
    return where("LSOA code", meaning, *known, required=False)


def area(*also: str, meaning: str = "the area that the number is of") -> Column:
    """The area of a published number. It must be there: without it a number is of nothing."""
    general = ("Area", "Area name", "Geography code", "Geography", "Geography name")
    small = ("LSOA code", *SMALL_AREAS, *WARDS)
    return where("Area code", meaning, *small, *PARTNERSHIPS, *DISTRICTS, *general, *also)


def grid(easting: tuple[str, ...] = (), northing: tuple[str, ...] = ()) -> tuple[Column, Column]:
    """A point on the British National Grid."""
    return (
        point(
            EASTING,
            "Easting",
            "metres east on the British National Grid",
            "X coordinate",
            "Grid reference easting",
            "Easting_m",
            *easting,
        ),
        point(
            NORTHING,
            "Northing",
            "metres north on the British National Grid",
            "Y coordinate",
            "Grid reference northing",
            "Northing_m",
            *northing,
        ),
    )
