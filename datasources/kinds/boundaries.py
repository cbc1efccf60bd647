"""Boundaries: the outline of each small area, ward or council on the map, of one year."""

from __future__ import annotations

from collections.abc import Sequence

from datasources.grids import GEOMETRY
from datasources.kinds.headings import plain
from datasources.kinds.kind import OGL, Column, Kind, Part, Usual
from datasources.kinds.places import of_each_year
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import published

STEMS = ("LSOA", "WD", "LAD", "MSOA", "OA", "PAR", "CSP", "PFA", "CTYUA", "RGN")
CODE, NAME, OUTLINE = "area_code", "area_name", "shape"


def _each(ending: str, first: str, *others: str) -> tuple[str, ...]:
    """Headings that name the year of their areas, but for the first, then others."""
    every = of_each_year(*STEMS, ends=(ending,))
    return (*(one for one in every if one != first), *others)


def is_heading(headings: Sequence[str]) -> bool:
    """Whatever has an outline in each row: its codes are known by what they are."""
    return plain(GEOMETRY) in map(plain, headings)


KIND = Kind(
    slug="boundaries",
    label="Boundaries of areas (map outlines)",
    shape=Shape.BOUNDARIES,
    described="a map of boundaries",
    description=(
        "The outline of each small area, ward or council on the map, by which a row that has only a"
        " point is given its area."
    ),
    columns=(
        Column(
            "LSOA21CD",
            "the area's code; of whatever heading, it is known by its cells",
            Role.WHERE,
            CODE,
            required=False,
            also=_each("CD", "LSOA21CD", "area code", "code"),
        ),
        Column(
            "LSOA21NM",
            "the area's name",
            Role.NAME,
            NAME,
            required=False,
            also=_each("NM", "LSOA21NM", "area name", "name"),
        ),
        Column(GEOMETRY, "the outline: polygons, holes too", Role.SHAPE, OUTLINE),
    ),
    expected=(
        "GeoJSON (or TopoJSON) of the Office for National Statistics with the polygons of small"
        " areas, wards or councils and their codes, in longitude and latitude or on the British"
        " National Grid; also in a ZIP or gz."
    ),
    traps=(
        "Areas are redrawn: boundaries must be of the same year as the area look-up.",
        "Generalised outlines cut corners: a point near a border may fall on its other side, and"
        " one on the coast outside.",
        "Published points of crimes and searches are moved to the nearest map point, perhaps over a"
        " border: the area that a row names is believed before its point.",
        "Points on the National Grid are converted to five metres.",
    ),
    is_heading=is_heading,
    usual=Usual("Office for National Statistics", OGL, "once"),
    starts=(
        published(
            "boundaries",
            "Boundaries of small areas",
            "the outline of each small area (LSOA), by which a point is given its area",
            "https://geoportal.statistics.gov.uk/",
        ),
    ),
    serves=Service.BOUNDARIES,
    needed=(
        "Boundaries of areas, by which rows that have only a point on the map are given their area:"
        " register a source of that kind, send the GeoJSON of LSOA boundaries of the Open Geography"
        " Portal of the Office for National Statistics, of the same year as the area look-up, and"
        " accept it."
    ),
    best_for=(Part.LOCATIONS,),
)
