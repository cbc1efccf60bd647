"""What became of the small areas of 2011 in 2021: unchanged, split, merged, or redrawn."""

from __future__ import annotations

from datasources.kinds.columns import not_kept, what
from datasources.kinds.kind import OGL, Column, Kind, Usual
from datasources.kinds.measure import vocabulary
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import published

WORDS = vocabulary(
    "change",
    {
        "Unchanged": ("U",),
        "Split": ("S",),
        "Merged": ("M",),
        "Redrawn": ("X", "Irregular", "Fragmented"),
    },
    "Change not stated",
)

KIND = Kind(
    slug="area-change",
    label="Changes of small areas (2011 to 2021)",
    shape=Shape.LOOK_UPS,
    described="a table of changes of small areas",
    description=(
        "Which small area (LSOA) of 2021 each of 2011 became, and how: for data that still carry"
        " the older codes."
    ),
    columns=(
        Column("lsoa11_code", "the small area of 2011", Role.WHERE, "before", also=("LSOA11CD",)),
        Column("lsoa21_code", "the small area of 2021", Role.WHERE, "after", also=("LSOA21CD",)),
        what(
            "change_code",
            "U unchanged, S split, M merged, X redrawn",
            "CHGIND",
            "Change indicator",
            "Change",
            words=WORDS,
        ),
        not_kept("lsoa11_name", "names are not unique in time", "LSOA11NM"),
        not_kept("lsoa21_name", "names are not unique in time", "LSOA21NM"),
        not_kept("ltla22_code", "the district", "LAD22CD"),
        not_kept("ltla22_name", "the district", "LAD22NM", "LAD22NMW"),
    ),
    expected=(
        "The look-up of the Office for National Statistics from LSOA 2011 to LSOA 2021 with its"
        " change indicator."
    ),
    traps=(
        "An area that was split has a row for each part: joining on it multiplies rows.",
        "Rows of a split area are shared between its parts by population: an estimate. An"
        " answer of which it is a part says how large a share of it is exact.",
        "Redrawn areas have no exact history: they are shared in the same way.",
    ),
    usual=Usual("Office for National Statistics", OGL, "once"),
    starts=(
        published(
            "area-change",
            "Small areas of 2011 and 2021",
            "what became of each small area at the census of 2021",
            "https://geoportal.statistics.gov.uk/",
        ),
    ),
    serves=Service.FORMER_AREAS,
)
