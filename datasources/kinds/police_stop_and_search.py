"""Stop and search: each search by the police, as data.police.uk publishes it each month."""

from __future__ import annotations

from datasources.kinds.columns import about, aspect, flag, outcome, point, time_of_day, what, when
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, ethnicity, sex
from datasources.kinds.places import place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

OBJECTS = vocabulary(
    "object_of_search",
    {
        "Controlled drugs": ("Drugs",),
        "Offensive weapons": ("Weapons", "Bladed article"),
        "Stolen goods": ("Stolen property",),
        "Article for use in theft": ("Articles for use in theft", "Going equipped"),
        "Articles for use in criminal damage": (),
        "Firearms": (),
        "Fireworks": (),
        "Psychoactive substances": (),
        "Anything to threaten or harm anyone": (),
        "Evidence of offences under the Act": (),
        "Evidence of hunting any wild mammal with a dog": (),
        "Evidence of wildlife offences": (),
        "Game or poaching equipment": (),
        "Goods on which duty has not been paid etc.": (),
        "Seals or hunting equipment": (),
        "Crossbows": (),
    },
    "Other objects (not in the list)",
)
OUTCOMES = vocabulary(
    "outcome",
    {
        "A no further action disposal": ("No further action", "NFA", "Nothing found"),
        "Arrest": ("Arrested", "Suspect arrested"),
        "Community resolution": ("Local resolution",),
        "Caution (simple or conditional)": ("Caution", "Offender cautioned"),
        "Khat or Cannabis warning": ("Cannabis warning", "Offender given drugs possession warning"),
        "Penalty Notice for Disorder": ("PND", "Offender given penalty notice"),
        "Summons / charged by post": ("Summons", "Suspect summonsed to court", "Postal charge"),
    },
    "Other outcomes (not in the list)",
)
TYPES = vocabulary(
    "search_type",
    {
        "Person search": ("Person",),
        "Vehicle search": ("Vehicle",),
        "Person and Vehicle search": ("Person and vehicle",),
    },
    "Other searches (not in the list)",
)

KIND = Kind(
    slug="police-stop-and-search",
    label="Police stop and search",
    shape=Shape.EVENTS,
    described="a police stop and search file",
    description=(
        "Searches of people and vehicles by the police, one row each, with the power used, what was"
        " looked for and what followed."
    ),
    columns=(
        aspect("search_type", "Type", "of a person, a vehicle or both", "Search type", words=TYPES),
        when("Date", "the day and time of the search", "Search date", "Date of search", "DateTime"),
        time_of_day("Time", "the time of the search, where it stands apart", "Time of search"),
        flag("operation", "Part of a policing operation", "whether it was part of one"),
        about("operation_name", "Policing operation", "as a rule empty"),
        point("latitude", "Latitude", "of a nearby map point"),
        point("longitude", "Longitude", "of a nearby map point"),
        place("the small area, in a force's own file; the published file has points alone"),
        sex("searched", "Gender", "Sex"),
        age_of("searched", "Age range", "Age group", "Age"),
        ethnicity("searched", "Self-defined ethnicity", "Self defined ethnicity (16+1)"),
        ethnicity("officer_seen", "Officer-defined ethnicity", "Ethnic appearance"),
        about("power", "Legislation", "the power by which it was done", "Search power"),
        what("Object of search", "what was looked for", "Reason for search", words=OBJECTS),
        outcome("Outcome", "what followed", "Search outcome", words=OUTCOMES),
        flag("found", "Outcome linked to object of search", "whether what was sought was found"),
        flag(
            "clothing",
            "Removal of more than just outer clothing",
            "whether more than a coat, jacket or gloves was removed",
        ),
    ),
    expected="The monthly files named like 2025-12-force-stop-and-search.csv.",
    traps=(
        "Numbers show what the police did, not how much crime there was.",
        "The published file has a map point and no small area; many rows have neither.",
        "Ethnicity is recorded twice, by the person and by the officer: say which is meant.",
        "Times are in universal time: late searches of a month may stand under the day before.",
        "A search of a vehicle has no person; equal rows may be several people of one search.",
    ),
    usual=Usual("data.police.uk", OGL, "monthly"),
    starts=(
        published(
            "police-stop-and-search",
            "Stop and search (data.police.uk)",
            "each search of a person or vehicle, with its grounds and its result",
            "https://data.police.uk/data/",
        ),
    ),
    best_for=(Part.OFFENDERS,),
    measures=(
        simple(
            "police-stop-and-search",
            "Stop and search",
            "searches",
            OBJECTS,
            category_label="Object of search",
            caveats=("Searches show where and how the police used a power, not where crime was.",),
        ),
    ),
)
