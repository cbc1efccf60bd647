"""A force's own extract of crimes, as its records system writes it: with days, hours and wards."""

from __future__ import annotations

from datasources.kinds import offences
from datasources.kinds.columns import (
    about,
    by,
    flag,
    key,
    not_kept,
    outcome,
    same,
    time_of_day,
    until,
    until_time,
    what,
    when,
)
from datasources.kinds.kind import Column, Kind, Part, Usual
from datasources.kinds.measure import Measure, flagged, only, simple, vocabulary
from datasources.kinds.people import age_of, ethnicity, sex
from datasources.kinds.places import grid, place
from datasources.kinds.shape import Role, Shape
from datasources.kinds.starting import Sender, agreed, prescribed

GROUPS = offences.groups("offence_group")
OFFENCES = offences.subgroups("offence")
RELATIONSHIPS = vocabulary(
    "relationship",
    {
        "Partner": ("Spouse", "Husband", "Wife", "Boyfriend", "Girlfriend", "Civil partner"),
        "Former partner": (
            "Ex-partner",
            "Ex-spouse",
            "Ex-boyfriend",
            "Ex-girlfriend",
        ),
        "Family": ("Relative", "Parent", "Son or daughter", "Sibling", "Family member"),
        "Acquaintance": ("Friend", "Neighbour", "Colleague", "Known"),
        "Stranger": ("Not known to victim", "Unknown to victim"),
    },
    "Other or not recorded",
)
OUTCOMES = vocabulary(
    "outcome",
    {
        "Charged or summonsed": ("Charge/Summons", "Charged", "Outcome 1", "1", "Type 1"),
        "Out-of-court disposal": (
            "Caution",
            "Community resolution",
            "Out of court (formal)",
            "Out of court (informal)",
        ),
        "Evidential difficulties": (
            "Evidential difficulties (suspect identified; victim supports action)",
            "Evidential difficulties (victim does not support action)",
            "Victim does not support",
        ),
        "No suspect identified": (
            "Investigation complete - no suspect identified",
            "Undetected",
            "Filed",
            "Outcome 18",
            "18",
        ),
        "Not in the public interest": ("Prosecution not in the public interest",),
        "Not yet assigned": ("Open", "Under investigation", "Live", "No outcome"),
    },
    "Other outcomes (not in the list)",
)

CRIMES = simple(
    "crime-extract",
    "Crimes in the force's own extract",
    "crimes",
    GROUPS,
    category_label="Offence group",
    caveats=(
        "An extract is as the force's system was on the day it was made: later"
        " reclassification is not in it.",
    ),
)
BY_HAND = "Flags are set by hand: a drive to set them better looks like a rise."


def of_flag(column: str, slug: str, label: str, unit: str, hinges_on: str) -> Measure:
    return only(slug, label, unit, CRIMES, flagged(column), hinges_on=hinges_on, caveats=(BY_HAND,))


KIND = Kind(
    slug="crime-extract",
    label="Police crime extract (a force's own, with day and hour)",
    shape=Shape.EVENTS,
    described="a police force's extract of crimes",
    description=(
        "Crimes from a force's own records system, one row each, with the days and hours between"
        " which each was committed, its offence and its place."
    ),
    columns=(
        key(
            "Crime reference",
            "the force's reference",
            "Crime number",
            "Crime ref",
            "URN",
            "CRN",
            "Occurrence number",
            "Crime No",
        ),
        when(
            "Date from",
            "the first day on which it may have been committed",
            "Committed from date",
            "Date committed from",
            "Committed date from",
            "Offence date from",
            "Earliest date",
            "First committed date",
            "Committed date",
            "Date committed",
            "Offence date",
            "Occurred from",
            "Date/time from",
            "Start date",
            "Date recorded",
            "Recorded date",
            "Crime recorded date",
            "Date reported",
            "Reported date",
        ),
        time_of_day(
            "Time from",
            "the earliest time at which it may have been committed",
            "Committed from time",
            "Time committed from",
            "Committed time from",
            "Earliest time",
            "Committed time",
            "Offence time",
            "Start time",
        ),
        until(
            "Date to",
            "the last day on which it may have been committed",
            "Committed to date",
            "Date committed to",
            "Committed date to",
            "Offence date to",
            "Latest date",
            "Last committed date",
            "Occurred to",
            "Date/time to",
            "End date",
        ),
        until_time(
            "Time to",
            "the latest time at which it may have been committed",
            "Committed to time",
            "Time committed to",
            "Committed time to",
            "Latest time",
            "End time",
        ),
        what(
            "Offence group",
            "the offence group of the Home Office",
            "HO offence group",
            "Home Office group",
            "Crime group",
            "Crime tree level 1",
            "Major text",
            "Offence type",
            "Offence category",
            "Crime type",
            "Crime category",
            words=GROUPS,
        ),
        Column(
            "Offence",
            "the finer group of the offence",
            Role.WHAT,
            OFFENCES.column,
            required=False,
            also=(
                "Offence subgroup",
                "Offence sub-group",
                "HO offence subgroup",
                "Offence title",
                "Offence description",
                "Crime tree level 2",
                "Minor text",
            ),
            words=OFFENCES,
        ),
        not_kept(
            "Home Office code", "the code of the offence", "HO code", "HOCode", "Offence code"
        ),
        place(),
        *grid(("Easting of crime", "Location easting"), ("Northing of crime", "Location northing")),
        about("premises", "Location type", "the sort of place", "Premises type", "Premise type"),
        by("Force", "the force that recorded it", "Recorded by", "Recording force", "Force name"),
        age_of("victim", "Victim age", "Age of victim", "Victim age group", "Vic age"),
        sex("victim", "Victim sex", "Victim gender", "Sex of victim", "Vic gender"),
        ethnicity("victim", "Victim ethnicity", "Victim self-defined ethnicity", "Victim ethnic"),
        age_of("suspect", "Suspect age", "Offender age", "Age of suspect", "Suspect age group"),
        sex("suspect", "Suspect sex", "Suspect gender", "Offender sex", "Offender gender"),
        ethnicity("suspect", "Suspect ethnicity", "Offender ethnicity"),
        about(
            "relationship",
            "Relationship",
            "what the suspect is to the victim",
            "Victim offender relationship",
            "Relationship to suspect",
            "Suspect relationship to victim",
            words=RELATIONSHIPS,
        ),
        flag(
            "domestic",
            "Domestic abuse flag",
            "domestic abuse",
            "Domestic",
            "DA flag",
            "Domestic abuse",
            "Domestic violence",
            "Domestic flag",
        ),
        flag("hate", "Hate crime flag", "a hate crime", "Hate", "Hate crime", "Hate flag"),
        flag(
            "knife",
            "Knife flag",
            "a knife or blade",
            "Knife",
            "Knife crime",
            "Knife used",
            "Bladed article",
        ),
        flag("alcohol", "Alcohol flag", "alcohol had a part", "Alcohol", "Alcohol related"),
        flag("business", "Business crime flag", "against a business", "Business crime"),
        same(
            "victim",
            "Victim key",
            "the same victim, under a key without meaning",
            "Victim ID",
            "Victim pseudonym",
            "Victim reference",
        ),
        same(
            "suspect",
            "Suspect key",
            "the same suspect, under a key without meaning",
            "Suspect ID",
            "Offender ID",
            "Suspect pseudonym",
            "Nominal key",
        ),
        same(
            "location",
            "Location key",
            "the same place, under a key without meaning",
            "Location ID",
            "Premises key",
        ),
        outcome(
            "Outcome",
            "what became of it",
            "Outcome type",
            "Crime outcome",
            "Disposal",
            "Investigation outcome",
            words=OUTCOMES,
        ),
    ),
    expected=(
        "A table with one row a crime: when it was committed or recorded, its offence group, and"
        " its small area or ward. No name, address or date of birth; keys in the place of people."
    ),
    traps=(
        "A burglary or a theft is often known only to lie between two times, hours or days apart:"
        " spread it over them and never take the first.",
        "Crimes are reclassified and cancelled later, so last year's number changes: take one"
        " extract for all the years that are compared.",
        "Official figures count the day of recording; hours and seasons need the day of the crime.",
        "Flags are set by hand; a drive to record them better looks like a rise.",
        "Keys change when a force changes its system: repeats across the change are lost.",
        "Mapped points are often a station, a hospital or the middle of a street.",
    ),
    usual=Usual("", "Information sharing agreement", "quarterly"),
    starts=(
        prescribed(
            "police-crimes",
            "Police recorded crimes",
            Sender.POLICE,
            "each recorded crime by sub-category, with time, date and location",
            "2",
        ),
        agreed(
            "police-repeats",
            "Repeat victims and suspects",
            Sender.POLICE,
            "crimes with keys by which a victim or suspect is known again, and no name",
            "financial",
            60,
        ),
    ),
    best_for=(Part.VICTIMS, Part.OFFENDERS, Part.LOCATIONS),
    measures=(
        CRIMES,
        of_flag(
            "domestic",
            "domestic-abuse-crimes",
            "Crimes flagged as domestic abuse",
            "crimes flagged as domestic abuse",
            "whether they were domestic abuse",
        ),
        of_flag(
            "hate",
            "hate-crimes",
            "Crimes flagged as hate crime",
            "crimes flagged as hate crime",
            "whether they were hate crimes",
        ),
        of_flag(
            "knife",
            "knife-crimes",
            "Crimes with a knife or blade",
            "crimes with a knife or blade",
            "whether there was a knife or blade",
        ),
        of_flag(
            "alcohol",
            "alcohol-related-crimes",
            "Crimes in which alcohol had a part",
            "crimes in which alcohol had a part",
            "whether alcohol had a part",
        ),
        of_flag(
            "business",
            "business-crimes",
            "Crimes against businesses",
            "crimes against businesses",
            "whether they were against a business",
        ),
    ),
)
