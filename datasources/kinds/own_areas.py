"""Own areas: town centres, neighbourhoods, beats, each a list of small areas."""

from __future__ import annotations

from datasources.kinds.columns import not_kept
from datasources.kinds.headings import plain
from datasources.kinds.kind import Column, Kind, Usual
from datasources.kinds.places import BEATS, SMALL_AREAS
from datasources.kinds.shape import Role, Service, Shape

KIND = Kind(
    slug="own-areas",
    label="Own areas (small areas to a neighbourhood, beat or town centre)",
    shape=Shape.LOOK_UPS,
    described="a table of own areas",
    description=(
        "The areas that the partnership itself works by, such as town centres, neighbourhoods or"
        " beats, each as the small areas (LSOAs) that it is made of. They can be asked about like a"
        " ward."
    ),
    columns=(
        Column(
            "lsoa21_code",
            "the small area's code",
            Role.WHERE,
            "lsoa_code",
            also=("LSOA code", *(one for one in SMALL_AREAS if plain(one) != "lsoa21 code")),
        ),
        Column(
            "own_area",
            "the name of the area that it is a part of",
            Role.NAME,
            "own_area",
            also=(
                "Area name",
                "Locality",
                "Locality name",
                "Neighbourhood",
                "Neighbourhood name",
                "Town centre",
                "Estate",
                "Cluster",
                *BEATS,
            ),
        ),
        not_kept("lsoa21_name", "the small area's name", "LSOA name", "LSOA21NM"),
    ),
    expected=(
        "A table with a row for each small area of each area: the code of the small area, and the"
        " name of the area. A small area may stand in several."
    ),
    traps=(
        "A small area is counted whole: an area whose edge runs through small areas is counted"
        " wider, or narrower, than it is.",
        "The codes must be of the year of the area look-up; those of an earlier year are known"
        " where their changes are held.",
        "Where two own areas share small areas, what happened there is counted in both: their"
        " counts do not add up.",
    ),
    # Whatever says when it was, or how many, is about what happened there.
    not_with=(
        *("Date", "Day", "Month", "Year", "Quarter", "Period", "Time"),
        *("Count", "Number", "Crime type", "Offence", "Incident type"),
    ),
    usual=Usual(expected="once"),
    serves=Service.OWN_AREAS,
)
