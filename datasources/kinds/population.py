"""Population: residents of areas at the middle of a year, estimated by the ONS.

Most tables hold every small area (LSOA) with its total; others hold wards or councils, or a number
for each sex and age, in rows or in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datasources.kinds.headings import plain
from datasources.kinds.kind import OGL, Column, Kind, Usual
from datasources.kinds.residents import (
    ALL_RESIDENTS,
    AREA_HEADINGS,
    AREAS,
    MID_YEAR_POPULATION,
    says_of_itself,
)
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import published

# The code of the area, of whatever level: so it is called in what is in use since all were LSOAs.
LSOA_CODE = "lsoa_code"
POPULATION = "population"
CLEAN_COLUMNS = (LSOA_CODE, POPULATION)

AREA_HEADING = re.compile(r"^lsoa( ?(20)?\d{2})? ?(code|cd)$")
MID_YEAR = re.compile(r"(?<![a-z])mid[ _-]?(\d{4})(?!\d)")
TOTAL_HEADINGS = ("total", "all ages", "all persons", "population", "total population")


@dataclass(frozen=True)
class Layout:
    """Where the area code stands, and where the population of each mid-year stands."""

    area: int
    populations: dict[str, int]


def layout_of(headings: Sequence[str], sheet: str = "") -> Layout | None:
    """The layout of a heading row, or None when it is not that of a population table.

    A column headed only 'Total' takes its year from the sheet's name.
    """
    names = [plain(heading) for heading in headings]
    area = next((at for at, name in enumerate(names) if AREA_HEADING.match(name)), None)
    if area is None:
        return None
    populations = {
        f"mid-{match[1]}": at
        for at, name in enumerate(names)
        if (match := MID_YEAR_POPULATION.match(name))
    }
    if not populations:
        years = {found[1] for found in MID_YEAR.finditer(sheet.lower())}
        total = next((at for at, name in enumerate(names) if name in TOTAL_HEADINGS), None)
        if total is not None and len(years) == 1:
            populations = {f"mid-{years.pop()}": total}
    return Layout(area, populations) if populations else None


def is_heading(headings: Sequence[str]) -> bool:
    names = [plain(heading) for heading in headings]
    has_area = any(AREA_HEADING.match(name) for name in names)
    return says_of_itself(headings) or (
        has_area
        and any(MID_YEAR_POPULATION.match(name) or name in TOTAL_HEADINGS for name in names)
    )


KIND = Kind(
    slug="population",
    label="Population of small areas (mid-year estimates)",
    shape=Shape.DENOMINATORS,
    described="a population table",
    description=(
        "How many people live in each small area (LSOA), ward or council at the middle of each"
        " year, estimated by the Office for National Statistics. The denominator of rates."
    ),
    columns=(
        Column(
            "LSOA 2021 Code",
            "the area: the code of a small area, a ward or a council, or the one name that fits",
            Role.WHERE,
            LSOA_CODE,
            also=tuple(AREAS[one] for one in AREA_HEADINGS if one != "lsoa 2021 code"),
        ),
        Column(
            "Mid-2024: Population",
            "residents at the middle of that year; one column a year",
            Role.HOW_MANY,
            POPULATION,
            unit="residents",
        ),
        Column(
            "Total",
            "residents, in a sheet named for its year such as Mid-2024 LSOA 2021",
            Role.HOW_MANY,
            POPULATION,
            required=False,
            also=ALL_RESIDENTS,
        ),
    ),
    expected=(
        "The workbook of the Office for National Statistics with the population of every LSOA, or"
        " a CSV file with the same headings. A table of wards or councils, with a column Population"
        " or All ages, or one by sex and age, in rows or in columns, is read too; its period, its"
        " name or its sheet says the mid-year, such as mid-2024. The heading row may stand anywhere"
        " near the top."
    ),
    traps=(
        "Estimates are revised: a rate must name the mid-year it rests on.",
        "Residents are not the people present: city centres have many visitors.",
        "Do not mix a census count with unrevised estimates of earlier years.",
        "The residents of a ward say nothing of the small areas in it: those have no rates then.",
        "Persons stand beside males and females, and all ages beside each age: never added up.",
    ),
    is_heading=is_heading,
    usual=Usual("Office for National Statistics", OGL, "mid-year"),
    starts=(
        published(
            "population",
            "Population of small areas",
            "residents of each small area at 30 June, by age and sex",
            "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/"
            "populationestimates",
        ),
    ),
    serves=Service.RESIDENTS,
    needed=(
        "The population of small areas, without which there is no rate: register a source of that"
        " kind, send the mid-year estimates of the Office for National Statistics, and accept them."
    ),
)
