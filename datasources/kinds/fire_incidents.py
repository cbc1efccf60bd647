"""Fire and rescue incidents, as the Incident Recording System of the fire services groups them."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import aspect, flag, key, not_kept, time_of_day, value, what, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import Measure, Says, Total, flagged, only, simple, vocabulary
from datasources.kinds.places import grid, place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, prescribed, published
from partnerships.words import with_capital

FIRES = {
    "Fire": ("Fires",),
    "Primary fire": ("Primary", "Primary fires"),
    "Secondary fire": ("Secondary", "Secondary fires"),
    "Chimney fire": ("Chimney", "Chimney fires"),
    "Deliberate primary fire": ("Deliberate primary", "Deliberate primary fires"),
    "Deliberate secondary fire": ("Deliberate secondary", "Deliberate secondary fires"),
}
FALSE_ALARMS = {
    "False alarm": ("False alarms", "False alarm / not required"),
    "False alarm - apparatus": ("AFA", "Automatic fire alarm", "Fire alarm due to apparatus"),
    "False alarm - good intent": ("Good intent false alarm", "FAGI", "Good intent"),
    "Malicious false alarm": ("False alarm - malicious", "Malicious", "Hoax call"),
}
OTHERS = {
    "Special service": (
        "Special services",
        "Non-fire incident",
        "Non-fire",
        "Non fire incidents",
        "SSC",
    ),
    "Road traffic collision": ("RTC", "Special service - RTC"),
    "Attack on fire crew": ("Violence against staff", "Attack on firefighters"),
}
WORDS = vocabulary(
    "incident_group", {**FIRES, **FALSE_ALARMS, **OTHERS}, "Other incidents (not in the list)"
)
PROPERTIES = vocabulary(
    "property",
    {
        "Dwelling": ("Dwellings", "House", "Home"),
        "Other residential": ("OtherResidential", "Residential institution"),
        "Non-residential building": ("NonResidential", "Non Residential", "Other building"),
        "Road vehicle": ("RoadVehicle", "Vehicle", "Car"),
        "Outdoor": ("Grassland", "Refuse", "Outdoors"),
        "Outdoor structure": ("OutdoorStructure",),
        "Other transport": ("Boat", "Aircraft", "Rail vehicle"),
    },
    "Other property (not in the list)",
)
CAUSES = vocabulary(
    "cause",
    {
        "Accidental": ("Accident",),
        "Deliberate": (
            "Arson",
            "Deliberate - own property",
            "Deliberate - others property",
            "Deliberate - other's property",
            "Deliberate - unknown owner",
        ),
        "Not known": ("Unknown", "Undetermined"),
    },
    "Other or not stated",
)

INCIDENTS = replace(
    simple(
        "fire-incidents",
        "Fires and other calls to the fire service",
        "incidents",
        WORDS,
        category_label="Type of incident",
        caveats=("Whether a fire was deliberate is judged by the crew that put it out.",),
    ),
    main_unit="fires",
    nought="fires",
    headlines=(
        Total("fires", "All fires", "All fires", only=tuple(FIRES)),
        Total("all", "All incidents", "All incidents"),
    ),
    main_note="false alarms and special services not counted",
)
DELIBERATE = (
    *flagged("deliberate"),
    Says("cause", ("Deliberate",), ("Accidental",)),
    Says(WORDS.column, ("Deliberate primary fire", "Deliberate secondary fire"), ()),
)
"""Services say it in a flag, as the cause, or in the name of the type."""


def of_type(word: str, slug: str, unit: str) -> Measure:
    label = with_capital(unit)
    return replace(only(slug, label, unit, INCIDENTS, categories=(word,)), caveats=())


AT_HOME = (Says("property", ("Dwelling",)),)

KIND = Kind(
    slug="fire-incidents",
    label="Fire and rescue incidents",
    shape=Shape.EVENTS,
    described="a table of fire and rescue incidents",
    description=(
        "What a fire and rescue service was called to, one row an incident: fires, false alarms and"
        " special services."
    ),
    columns=(
        key(
            "Incident number",
            "the service's reference",
            "IncidentNumber",
            "IRS number",
            "Incident ID",
            "IRS incident number",
            "Incident reference",
        ),
        when(
            "Date of call",
            "the day of the call; year, month and day may stand in three columns",
            "DateOfCall",
            "Call date",
            "Incident date",
            "Date of incident",
            "Date/time of call",
            "Date and time of call",
            "Time and date of call",
            "Incident date/time",
            "Call date time",
            "TimestampOfCall",
            "Date created",
            "Alert date",
            "Date",
        ),
        time_of_day(
            "Time of call",
            "the time of the call",
            "TimeOfCall",
            "Call time",
            "Incident time",
            "Time of incident",
        ),
        what(
            "Incident category",
            "fire, false alarm or special service",
            "Incident group",
            "IncidentGroup",
            "Incident type",
            "IRS category",
            "IRS incident type",
            "Incident classification",
            "Type of incident",
            "Fire type",
            "Type of fire",
            "Stop code description",
            "StopCodeDescription",
            words=WORDS,
        ),
        place(
            "where it was: a small area, a ward or a district",
            "IncGeo_WardCode",
            "IncGeo_WardName",
            "IncGeo_WardNameNew",
            "IncGeo_BoroughCode",
            "IncGeo_BoroughName",
        ),
        *grid(("Easting_rounded",), ("Northing_rounded",)),
        aspect(
            "property",
            "Property category",
            "the sort of place",
            "PropertyCategory",
            "Property group",
            "Building or vehicle",
            words=PROPERTIES,
        ),
        not_kept("Property type", "finer than is counted", "PropertyType"),
        flag("primary", "Is primary fire", "a primary fire", "Primary fire"),
        flag(
            "deliberate",
            "Deliberate",
            "the crew judged it deliberate",
            "Deliberate fire",
            "Is deliberate",
            "Arson",
        ),
        aspect(
            "cause",
            "Cause of fire",
            "accidental, deliberate or not known",
            "Motive",
            "Fire cause",
            "Cause",
            "Accidental or deliberate",
            words=CAUSES,
        ),
        flag(
            "smoke_alarm",
            "Smoke alarm fitted",
            "a smoke alarm was fitted",
            "Were alarm systems present",
            "Alarm present",
            "Smoke alarm present",
        ),
        flag("derelict", "Is property derelict", "the property is derelict", "Derelict"),
        value(
            "deaths", "No. of fatalities", "how many died", "Fatalities", "Deaths", required=False
        ),
        value(
            "injuries",
            "No. of injuries",
            "how many were hurt",
            "Injuries",
            "Non-fatal casualties",
            required=False,
        ),
        value("rescues", "No. of rescues", "how many were rescued", "Rescues", required=False),
    ),
    expected=(
        "A table with one row an incident: the day of the call, its category, and its small area or"
        " ward. The addresses of homes are left out."
    ),
    traps=(
        "False alarms change with how the service answers automatic alarms: look at fires apart.",
        "Whether a fire was deliberate is the crew's judgement, and often left unknown.",
        "A primary fire is one in a building or a vehicle, or with people hurt: grass and rubbish"
        " are secondary.",
        "Points may be moved or rounded to hide the home.",
        "Day, month and year may stand in columns of their own.",
    ),
    not_with=("Response grade", "Closing type", "Closing code", "ASB type"),
    usual=Usual("", "Information sharing agreement", "quarterly"),
    starts=(
        prescribed(
            "fire-incidents",
            "Fires and attacks on crews",
            Sender.FIRE,
            "deliberate primary and secondary fires, violence against staff, and fires in homes"
            " without a smoke alarm, with time, date and location",
            "3",
        ),
        prescribed(
            "fire-malicious-calls",
            "Malicious false alarms",
            Sender.FIRE,
            "each malicious false alarm, with time, date and the place that was named",
            "4",
        ),
        published(
            "fire-published",
            "Fire incidents (published yearly)",
            "each incident that fire and rescue services attended, by coarse area",
            "https://www.gov.uk/government/statistics/fire-statistics-incident-level-datasets",
            expected="financial",
            due_days=365,
            publisher="Ministry of Housing, Communities and Local Government",
        ),
    ),
    best_for=(Part.LOCATIONS,),
    measures=(
        INCIDENTS,
        only(
            "deliberate-fires",
            "Deliberate fires",
            "deliberate fires",
            INCIDENTS,
            DELIBERATE,
            hinges_on="whether they were deliberate",
            categories=tuple(FIRES),
            of_unit="fires",
        ),
        only(
            "home-fires-without-smoke-alarm",
            "Fires in homes without a smoke alarm",
            "fires in homes without a smoke alarm",
            INCIDENTS,
            AT_HOME,
            flagged("smoke_alarm", is_so=False),
            hinges_on="whether they were in a home and a smoke alarm was fitted",
            categories=tuple(FIRES),
            of_unit="fires",
            caveats=("An alarm that is fitted need not have worked.",),
        ),
        of_type("Attack on fire crew", "attacks-on-fire-crews", "attacks on fire crews"),
        of_type(
            "Malicious false alarm", "malicious-false-alarms", "malicious false alarms of fire"
        ),
    ),
)
