"""Area look-up: which ward and local authority each small area (LSOA) belongs to, of one year.

The year of each geography stands in its column names: lsoa21_code, ward24_code, LAD24CD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datasources.geography import (
    LAD_CODE,
    LAD_NAME,
    LAD_VINTAGE,
    LSOA_CODE,
    LSOA_NAME,
    LSOA_VINTAGE,
    WARD_CODE,
    WARD_NAME,
    WARD_VINTAGE,
)
from datasources.kinds.kind import OGL, Column, Kind, Usual
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import published

CLEAN_COLUMNS = (
    LSOA_CODE,
    LSOA_NAME,
    LSOA_VINTAGE,
    WARD_CODE,
    WARD_NAME,
    WARD_VINTAGE,
    LAD_CODE,
    LAD_NAME,
    LAD_VINTAGE,
)

LEVELS = {
    "lsoa": ("lsoa",),
    "ward": ("ward", "wd"),
    "lad": ("ltla", "lad"),
}
ENDINGS = {"code": ("code", "cd"), "name": ("name", "nm")}
HEADING = re.compile(r"^(lsoa|ward|wd|ltla|lad) ?(\d{2}) ?(code|name|cd|nm)$")
COUNTY_OR_REGION = re.compile(r"^(ctyua|cty|rgn|ctry|objectid)")


@dataclass(frozen=True)
class Layout:
    """Where each part stands in the heading row, and of which year it is."""

    positions: dict[str, int]
    vintages: dict[str, str]


def layout_of(headings: Sequence[str]) -> Layout | None:
    """The layout of a heading row, or None when it is not that of an area look-up.

    With two vintages of a level in one file the newest is taken, as publishers add columns.
    """
    found: dict[str, tuple[str, int]] = {}
    for at, heading in enumerate(headings):
        match = HEADING.match(re.sub(r"[^0-9a-z]+", " ", str(heading).lower()).strip())
        if match is None:
            continue
        level = next(name for name, stems in LEVELS.items() if match[1] in stems)
        part = next(name for name, ends in ENDINGS.items() if match[3] in ends)
        year = f"20{match[2]}"
        if year >= found.get(f"{level}_{part}", ("", 0))[0]:
            found[f"{level}_{part}"] = (year, at)
    if not {LSOA_CODE, WARD_CODE, LAD_CODE} <= found.keys():
        return None
    return Layout(
        positions={name: at for name, (_, at) in found.items()},
        vintages={level: found[f"{level}_code"][0] for level in LEVELS},
    )


def is_heading(headings: Sequence[str]) -> bool:
    return layout_of(headings) is not None


KIND = Kind(
    slug="area-look-up",
    label="Area look-up (small area to ward to local authority)",
    shape=Shape.LOOK_UPS,
    described="an area look-up",
    description=(
        "Which ward and which local authority each small area (LSOA) belongs to, with the year of"
        " each geography."
    ),
    columns=(
        Column("lsoa21_code", "the small area's code; also LSOA21CD", Role.WHERE, LSOA_CODE),
        Column(
            "lsoa21_name",
            "the small area's name; also LSOA21NM",
            Role.NAME,
            LSOA_NAME,
            required=False,
        ),
        Column("ward24_code", "the ward's code; also WD24CD", Role.WHERE, WARD_CODE),
        Column("ward24_name", "the ward's name; also WD24NM", Role.NAME, WARD_NAME, required=False),
        Column("ltla24_code", "the local authority's code; also LAD24CD", Role.WHERE, LAD_CODE),
        Column(
            "ltla24_name",
            "the local authority's name; also LAD24NM",
            Role.NAME,
            LAD_NAME,
            required=False,
        ),
    ),
    expected=(
        "A best-fit look-up of the Office for National Statistics from LSOA to ward to local"
        " authority, as CSV or a workbook, with the year in the column names."
    ),
    traps=(
        "Small areas, wards and councils are redrawn and re-coded: the years must fit the data.",
        "A ward in a best-fit look-up is the ward that holds most of the small area, not all.",
    ),
    is_heading=is_heading,
    usual=Usual("Office for National Statistics", OGL, "yearly"),
    starts=(
        published(
            "area-look-up",
            "Area look-up",
            "to which ward and local authority each small area belongs",
            "https://geoportal.statistics.gov.uk/",
        ),
    ),
    serves=Service.AREAS,
    needed=(
        "An area look-up, which says to which ward and district each small area belongs: register a"
        " source of that kind, send the look-up of the Office for National Statistics, and accept"
        " it."
    ),
)
