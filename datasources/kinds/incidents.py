"""Incidents: calls for service that a police control room answered, crimes or not."""

from __future__ import annotations

from datasources.kinds.columns import aspect, flag, key, outcome, same, time_of_day, what, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import flagged, only, simple, vocabulary
from datasources.kinds.places import grid, place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, prescribed

WORDS = vocabulary(
    "incident_type",
    {
        "Anti-social behaviour": ("ASB", "Antisocial behaviour", "Rowdy or inconsiderate"),
        "Crime": ("Crime related", "Crime report", "Violence", "Burglary", "Theft"),
        "Domestic incident": ("Domestic", "Domestic abuse", "Domestic dispute"),
        "Missing person": ("Missing", "Misper", "Missing from home", "Absconder"),
        "Concern for safety": ("Welfare check", "Concern for welfare", "Safeguarding"),
        "Mental health": ("Mental health incident", "S136", "Section 136"),
        "Suspicious circumstances": ("Suspicious", "Suspicious incident", "Suspicious persons"),
        "Road-related": ("Transport", "Traffic", "RTC", "Road traffic collision", "Highway"),
        "Sudden death": (),
        "Alarm": ("Alarms", "Intruder alarm"),
        "Hoax or abandoned call": ("Hoax", "Abandoned call", "Silent call", "Nuisance call"),
        "Administration": ("Admin", "Message", "Police generated", "Duplicate"),
    },
    "Other incidents (not in the list)",
)
GRADES = vocabulary(
    "grade",
    {
        "Emergency": ("Immediate", "Grade 1", "1", "I", "Grade A"),
        "Priority": ("Prompt", "Grade 2", "2", "P", "Soon"),
        "Scheduled": ("Appointment", "Diary", "Grade 3", "3", "S"),
        "No attendance": ("Resolved without deployment", "Telephone resolution", "Grade 4", "4"),
    },
    "Other or not graded",
)
CLOSURES = vocabulary(
    "closure",
    {
        "Crime recorded": ("Crimed", "Recorded as crime"),
        "No crime": ("Not a crime", "No offences"),
        "Advice given": ("Advice",),
        "Referred elsewhere": ("Referred", "Other agency"),
        "No trace": ("Area search no trace", "Gone on arrival"),
    },
    "Other results (not in the list)",
)

INCIDENTS = simple(
    "incidents",
    "Calls for service to the police",
    "incidents",
    WORDS,
    category_label="Incident type",
    caveats=("One event can bring several calls, and several incidents.",),
)

KIND = Kind(
    slug="incidents",
    label="Police incidents (calls for service)",
    shape=Shape.EVENTS,
    described="a table of police incidents",
    description=(
        "What people called the police about, one row an incident, whether a crime was recorded or"
        " not: demand, missing people, welfare, roads."
    ),
    columns=(
        key(
            "Incident number",
            "the reference of the incident",
            "Incident ref",
            "Log number",
            "Incident reference",
            "STORM number",
            "CAD number",
        ),
        when(
            "Incident date",
            "the day of the call",
            "Date of incident",
            "Incident date/time",
            "Incident date and time",
            "Call date",
            "Date of call",
            "Call received date",
            "Incident created date",
            "Log date",
            "Opened date",
            "Date opened",
        ),
        time_of_day(
            "Incident time",
            "the time of the call",
            "Call time",
            "Time of call",
            "Time of incident",
            "Log time",
            "Time opened",
        ),
        what(
            "Incident type",
            "what it was taken for when closed",
            "Closing type",
            "Closing category",
            "Closing code",
            "Closing class",
            "Final incident type",
            "NSIR category",
            "Incident class",
            "Opening code",
            "Opening type",
            words=WORDS,
        ),
        place(),
        *grid(),
        aspect(
            "grade",
            "Response grade",
            "how urgent it was",
            "Grade",
            "Priority",
            "Response level",
            words=GRADES,
        ),
        outcome(
            "Result", "how it ended", "Disposal", "Result code", "Closure reason", words=CLOSURES
        ),
        flag(
            "mental_health",
            "Mental health flag",
            "mental health had a part",
            "Mental health",
            "MH flag",
        ),
        flag(
            "repeat",
            "Repeat caller flag",
            "the caller had called before",
            "Repeat caller",
            "Repeat",
        ),
        same(
            "location", "Location key", "the same place, under a key without meaning", "Location ID"
        ),
    ),
    expected=(
        "A table with one row an incident: when the call came, its closing type, and its small area"
        " or ward. Nothing of the caller."
    ),
    traps=(
        "Calls are demand, not crime: one fight can bring ten calls, and many crimes bring none.",
        "The opening type is what the caller said, the closing type what was found: say which.",
        "A change of the control room's system or of its codes breaks every series.",
        "Missing people are often the same few people again: count people and incidents apart.",
    ),
    usual=Usual("", "Information sharing agreement", "quarterly"),
    starts=(
        prescribed(
            "police-transport-incidents",
            "Police transport incidents",
            Sender.POLICE,
            "each transport incident by category, with time, date and location",
            "1(b)",
        ),
        prescribed(
            "police-public-safety",
            "Police public safety and welfare incidents",
            Sender.POLICE,
            "each incident of public safety or welfare by category, with time, date and location",
            "1(c)",
        ),
    ),
    best_for=(Part.LOCATIONS, Part.VICTIMS),
    measures=(
        INCIDENTS,
        only(
            "mental-health-incidents",
            "Calls to the police in which mental health had a part",
            "incidents in which mental health had a part",
            INCIDENTS,
            flagged("mental_health"),
            hinges_on="whether mental health had a part",
        ),
    ),
)
