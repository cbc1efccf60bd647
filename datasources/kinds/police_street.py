"""Police street: the monthly street-level file of crime and ASB of data.police.uk.

One row is one crime or one incident. Nothing here reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from datasources.kinds.headings import plain, plain_set
from datasources.kinds.kind import OGL, Column, Kind, LookAlike, Usual
from datasources.kinds.measure import Measure, Total, Vocabulary
from datasources.kinds.shape import Role, Shape
from datasources.kinds.starting import published

# Columns of the clean frame.
CRIME_ID = "crime_id"
MONTH = "month"
REPORTED_BY = "reported_by"
FALLS_WITHIN = "falls_within"
LONGITUDE = "longitude"
LATITUDE = "latitude"
LOCATION = "location"
LSOA_CODE = "lsoa_code"
CRIME_TYPE = "crime_type"
LAST_OUTCOME = "last_outcome"
SOURCE_ROW = "source_row"

CLEAN_COLUMNS = (
    CRIME_ID,
    MONTH,
    REPORTED_BY,
    FALLS_WITHIN,
    LONGITUDE,
    LATITUDE,
    LOCATION,
    LSOA_CODE,
    CRIME_TYPE,
    LAST_OUTCOME,
    SOURCE_ROW,
)
# While files are read; a person's name may stand in a file's, so no stored row bears it.
SOURCE_FILE = "source_file"

# The publisher's heading for each clean column that is read from the file.
HEADINGS = {
    CRIME_ID: "Crime ID",
    MONTH: "Month",
    REPORTED_BY: "Reported by",
    FALLS_WITHIN: "Falls within",
    LONGITUDE: "Longitude",
    LATITUDE: "Latitude",
    LOCATION: "Location",
    LSOA_CODE: "LSOA code",
    CRIME_TYPE: "Crime type",
    LAST_OUTCOME: "Last outcome category",
}
# Known, and not kept: the LSOA name never decides a place, and Context is always empty.
NOT_KEPT = ("LSOA name", "Context")

# Of a table that was counted before it was sent: its rows are no crimes.
COUNT_HEADING = re.compile(
    r"(n|count|total|number|volume|frequency|crimes|offences|incidents|records)"
    r"|(no|number|count|total|volume) (of )?(crimes|offences|incidents|records)"
    r"|(crime|offence|incident|record) (count|total|volume)"
)

ANTI_SOCIAL_BEHAVIOUR = "Anti-social behaviour"
CRIME_TYPES = (
    ANTI_SOCIAL_BEHAVIOUR,
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
)
# Used before 2013; a re-issued archive can still hold them.
OLDER_CRIME_TYPES = ("Public disorder and weapons", "Violent crime")

UNSETTLED_OUTCOMES = ("Under investigation", "Status update unavailable", "Awaiting court outcome")
"""Outcomes that a later publication replaces, the least settled first."""

OUTCOMES = (
    *UNSETTLED_OUTCOMES,
    "Action to be taken by another organisation",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Formal action is not in the public interest",
    "Further action is not in the public interest",
    "Further investigation is not in the public interest",
    "Investigation complete; no suspect identified",
    "Local resolution",
    "Offender deprived of property",
    "Offender fined",
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given penalty notice",
    "Offender given a penalty notice",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
    "Suspect charged",
    "Suspect charged as part of another case",
    "Unable to prosecute suspect",
)

CRIME_TYPE_WORDS = Vocabulary(
    CRIME_TYPE, (*CRIME_TYPES, *OLDER_CRIME_TYPES), "Other types (not in the list)"
)
OUTCOME_WORDS = Vocabulary(
    LAST_OUTCOME,
    OUTCOMES,
    "Other outcomes (not in the list)",
    unsettled=UNSETTLED_OUTCOMES,
)

# Coordinates and names can be missing from a mended file; these three cannot.
NEEDED = ("Month", "LSOA code", "Crime type")


def is_heading(headings: Sequence[str]) -> bool:
    return plain_set(NEEDED) <= plain_set(headings)


def is_count(heading: str) -> bool:
    """Whether a column of that name says how many crimes a row stands for."""
    return COUNT_HEADING.fullmatch(plain(heading)) is not None


ALL = Total("all", "All crime and anti-social behaviour", "Both together")
ALL_CRIME = Total(
    "all_crime",
    "All crime (excluding anti-social behaviour)",
    "All crime",
    leaves_out=(ANTI_SOCIAL_BEHAVIOUR,),
)
ASB_ALONE = Total(
    "anti_social_behaviour",
    ANTI_SOCIAL_BEHAVIOUR,
    ANTI_SOCIAL_BEHAVIOUR,
    only=(ANTI_SOCIAL_BEHAVIOUR,),
)

MEASURE = Measure(
    slug="police-street",
    label="Police recorded crime and anti-social behaviour",
    unit="crimes and incidents",
    counted_as="crimes and incidents of anti-social behaviour",
    main_unit="crimes",
    nought="crime",
    recorded="recorded crime and anti-social behaviour",
    each_month="Crimes (excluding anti-social behaviour) and anti-social behaviour incidents",
    category=CRIME_TYPE,
    category_label="Crime type",
    words=CRIME_TYPE_WORDS,
    categories=CRIME_TYPES,
    totals=(ALL, ALL_CRIME),
    headlines=(ALL_CRIME, ASB_ALONE, ALL),
    told=2,
    main_note="anti-social behaviour not counted",
    rest_means="rows whose crime type the list of the police does not have",
    caveats=(
        "Places are map points near each crime, so a street or an address cannot be told, and a"
        " crime near a boundary may count on the other side.",
    ),
    caveats_in_time=("The police publish the month of a crime, not its day or hour.",),
    was_alone=True,
)

KIND = Kind(
    slug="police-street",
    label="Police recorded crime and anti-social behaviour (street level)",
    shape=Shape.EVENTS,
    described="a police street file",
    description=(
        "Crimes and anti-social behaviour incidents recorded by the police, one row each, by month"
        " and small area, as published on data.police.uk."
    ),
    columns=(
        Column(
            "Crime ID",
            "the police's identifier; blank for anti-social behaviour",
            Role.KEY,
            CRIME_ID,
            required=False,
        ),
        Column("Month", "the month of the crime or incident, such as 2025-12", Role.WHEN, MONTH),
        Column("Reported by", "the force that recorded it", Role.BY, REPORTED_BY, required=False),
        Column(
            "Falls within",
            "the force whose area it is in",
            name=FALLS_WITHIN,
            required=False,
        ),
        Column(
            "Longitude",
            "of a nearby map point, not of the crime",
            Role.POINT,
            LONGITUDE,
            required=False,
        ),
        Column(
            "Latitude",
            "of a nearby map point, not of the crime",
            Role.POINT,
            LATITUDE,
            required=False,
        ),
        Column(
            "Location",
            "the name of the map point, such as 'On or near High Street'",
            name=LOCATION,
            required=False,
        ),
        Column(
            "LSOA code",
            "the small area of the map point; decides the place",
            Role.WHERE,
            LSOA_CODE,
        ),
        Column("LSOA name", "not kept: names are not unique in time", required=False),
        Column(
            "Crime type", "one of fourteen types", Role.WHAT, CRIME_TYPE, words=CRIME_TYPE_WORDS
        ),
        Column(
            "Last outcome category",
            "the newest outcome known when published",
            Role.OUTCOME,
            LAST_OUTCOME,
            required=False,
            words=OUTCOME_WORDS,
        ),
        Column("Context", "always empty; not kept", required=False),
    ),
    expected=(
        "The monthly files named like 2025-12-force-street.csv, one by one, or the ZIP file that"
        " data.police.uk gives you, as it is."
    ),
    traps=(
        "Anti-social behaviour has no identifier and no outcome: two equal rows can be two"
        " incidents, so none is removed.",
        "Places are map points near the crime. Use the small area; never the street.",
        "There is a month and no day or hour.",
        "A month published again usually differs only in its outcomes.",
        "A month that is not there is not a month without crime.",
    ),
    is_heading=is_heading,
    usual=Usual("data.police.uk", OGL, "monthly"),
    starts=(
        published(
            "police-street",
            "Street-level crime (data.police.uk)",
            "each recorded crime and incident of anti-social behaviour, by month, at a map point",
            "https://data.police.uk/data/",
        ),
    ),
    look_alikes=(
        LookAlike(
            "a police street file in the layout of 2012, which has no small areas",
            ("Month", "Easting", "Northing", "Crime type"),
            "Download these months again: the archive of data.police.uk has them in the layout of"
            " today, with small areas.",
        ),
    ),
    needed=(
        "Police recorded crime: register a source of the kind “Police recorded crime”, send the"
        " monthly street files of your force from data.police.uk, and accept them."
    ),
    measures=(MEASURE,),
)
