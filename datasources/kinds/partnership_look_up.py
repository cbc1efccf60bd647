"""Which Community Safety Partnership and police force each council belongs to, of one year."""

from __future__ import annotations

from datasources.kinds.kind import OGL, Column, Kind, Usual
from datasources.kinds.places import of_each_year
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import published


def _codes(heading: str, meaning: str, name: str, *stems: str) -> Column:
    also = tuple(one for one in of_each_year(*stems) if one != heading)
    return Column(heading, meaning, Role.WHERE, name, also=also)


def _names(heading: str, meaning: str, name: str, *stems: str) -> Column:
    every = of_each_year(*stems, ends=("NM", " name"))
    also = tuple(one for one in every if one != heading)
    return Column(heading, meaning, Role.NAME, name, required=False, also=also)


KIND = Kind(
    slug="partnership-look-up",
    label="Partnership look-up (council to partnership to police force)",
    shape=Shape.LOOK_UPS,
    described="a look-up of partnerships",
    description=(
        "Which Community Safety Partnership and which police force area each council belongs to,"
        " with the year of each."
    ),
    columns=(
        _codes("LAD24CD", "the council's code; also ltla24_code", "lad_code", "LAD", "ltla"),
        _names("LAD24NM", "the council's name", "lad_name", "LAD", "ltla"),
        _codes("CSP24CD", "the partnership's code; also csp24_code", "csp_code", "CSP"),
        _names("CSP24NM", "the partnership's name", "csp_name", "CSP"),
        _codes("PFA24CD", "the force's code; also pfa24_code", "pfa_code", "PFA"),
        _names("PFA24NM", "the force's name", "pfa_name", "PFA"),
        Column("FID", "the row's number; not kept", required=False, also=("ObjectId",)),
    ),
    expected=(
        "The look-up of the Office for National Statistics from local authority district to"
        " Community Safety Partnership to police force area."
    ),
    traps=(
        "One partnership may be of several councils, and one council may have several: joining on"
        " the council's code multiplies rows.",
        "Codes of partnerships follow mergers a year or more late.",
        "The file begins with a mark that some programs show as part of the first heading.",
    ),
    usual=Usual("Office for National Statistics", OGL, "yearly"),
    serves=Service.FORCES,
    starts=(
        published(
            "partnership-look-up",
            "Look-up of partnerships and police forces",
            "to which partnership and police force each local authority belongs",
            "https://geoportal.statistics.gov.uk/",
        ),
    ),
)
