"""Assaults as hospitals and ambulances see them: information sharing to tackle violence (ISTV)."""

from __future__ import annotations

from datasources.kinds.columns import about, aspect, flag, key, time_of_day, what, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import flagged, only, simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.places import place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed, prescribed

WORDS = vocabulary(
    "means",
    {
        "Body part": (
            "Fist",
            "Fists",
            "Feet",
            "Head",
            "Punch",
            "Kick",
            "Pushed",
            "Body part (fist, foot, head)",
            "Unarmed",
        ),
        "Knife or sharp object": ("Knife", "Stabbing", "Blade", "Sharp object", "Stab"),
        "Glass or bottle": ("Glass", "Bottle", "Glassing"),
        "Blunt object": ("Blunt instrument", "Bat", "Bludgeon"),
        "Firearm": ("Gun", "Shooting", "Air weapon", "Gunshot"),
        "Acid or corrosive": ("Acid", "Corrosive substance"),
        "Sexual assault": ("Sexual", "Rape"),
        "Overdose": ("Overdose/poisoning", "Poisoning", "Drug overdose"),
        "Assault, means not recorded": (
            "Assault",
            "Assault/sexual assault",
            "Violence",
            "Assaults",
        ),
    },
    "Other means (not in the list)",
)
PLACES = vocabulary(
    "place_type",
    {
        "Street": ("Public place", "In the street", "Outdoors", "Park"),
        "Home": ("Own home", "House", "Someone else's home", "Domestic property"),
        "Pub, bar or club": ("Pub", "Bar", "Club", "Nightclub", "Licensed premises"),
        "School or college": ("School", "College"),
        "Workplace": ("Work",),
        "Prison": ("Custody",),
    },
    "Other places or not recorded",
)
WHO = vocabulary(
    "relationship",
    {
        "Stranger": ("Unknown person",),
        "Partner or former partner": ("Partner", "Ex-partner", "Spouse"),
        "Family": ("Relative", "Family member"),
        "Acquaintance or friend": ("Acquaintance", "Friend", "Known"),
        "Security or door staff": ("Door staff", "Bouncer"),
    },
    "Other or not recorded",
)

ASSAULTS = simple(
    "ambulance-and-a-and-e",
    "Assaults seen by ambulance and emergency department",
    "assaults and overdoses",
    WORDS,
    category_label="Means",
    caveats=("How many there are depends on how fully a reception desk asks.",),
)

KIND = Kind(
    slug="ambulance-and-a-and-e",
    label="Assaults seen by ambulance and emergency department",
    shape=Shape.EVENTS,
    described="a table of assaults seen by ambulance or hospital",
    description=(
        "Assaults and overdoses that an ambulance was sent to, or that people came to an emergency"
        " department with, one row each and without any detail of the patient."
    ),
    columns=(
        key(
            "Attendance reference",
            "a number without meaning",
            "Attendance ID",
            "Record number",
            "Call number",
            "CAD ID",
        ),
        when(
            "Assault date",
            "the day of the assault; else of the arrival or the call",
            "Date of assault",
            "Assault date/time",
            "Date and time of assault",
            "Incident date",
            "Date of incident",
            "Incident date/time",
            "Incident date and time",
            "Arrival date",
            "Date of arrival",
            "Arrival date/time",
            "Attendance date",
            "Date of attendance",
            "Attendance date/time",
            "Call date",
            "Date of call",
        ),
        time_of_day(
            "Assault time",
            "the time of the assault; else of the arrival or the call",
            "Time of assault",
            "Incident time",
            "Time of incident",
            "Arrival time",
            "Time of arrival",
            "Attendance time",
            "Call time",
            "Time of call",
        ),
        what(
            "Means of assault",
            "what was used",
            "Assault weapon",
            "Weapon",
            "Weapon used",
            "Assault weapon type",
            "Mechanism of injury",
            "Method of assault",
            "Assault type",
            "Type of assault",
            "Chief complaint",
            "Call category",
            "Nature of call",
            words=WORDS,
        ),
        place(),
        aspect(
            "place_type",
            "Assault location type",
            "the sort of place",
            "Location type",
            "Type of location",
            "Place type",
            "Assault location",
            "Specific location",
            words=PLACES,
        ),
        about(
            "relationship",
            "Relationship to assailant",
            "who did it, as the patient said",
            "Assailant",
            "Assailant relationship",
            "Perpetrator",
            words=WHO,
        ),
        age_of("patient", "Age group", "Age", "Patient age", "Age band"),
        sex("patient", "Sex", "Gender", "Patient sex", "Patient gender"),
        flag(
            "alcohol",
            "Alcohol consumed",
            "the patient had been drinking",
            "Alcohol",
            "Alcohol related",
            "Alcohol in last 3 hours",
        ),
        flag(
            "police",
            "Police informed",
            "the police know of it",
            "Reported to police",
            "Police aware",
        ),
    ),
    expected=(
        "A table with one row an attendance or call: the day and time of the assault, what was used"
        " and where it was, in words of a few. No name, number, address or account."
    ),
    traps=(
        "Most violence that hospitals treat is not known to the police: the two do not add up.",
        "How much is filled in depends on the reception desk: say what share has a place.",
        "The place is where the patient said it was, and often only a word.",
        "Fewer than half of an ambulance service's places may be usable, and its categories are its"
        " own.",
        "A day of arrival is not the day of the assault: nights run into the next day.",
        "Small numbers with a place name may tell who it was: show totals.",
    ),
    usual=Usual("", "Information sharing agreement", "monthly"),
    starts=(
        prescribed(
            "ambulance-calls",
            "Ambulance calls to crime and disorder",
            Sender.HEALTH,
            "each call to crime or disorder by the service's own category, with location, time and"
            " date",
            "12",
        ),
        agreed(
            "emergency-department",
            "Emergency department attendances after violence",
            Sender.HEALTH,
            "each attendance after an assault with when, where and by what means, and no patient",
            "monthly",
        ),
    ),
    best_for=(Part.VICTIMS, Part.LOCATIONS),
    measures=(
        ASSAULTS,
        only(
            "alcohol-related-assaults",
            "Assaults after drinking, seen by ambulance and emergency department",
            "assaults and overdoses after drinking",
            ASSAULTS,
            flagged("alcohol"),
            hinges_on="whether the patient had been drinking",
        ),
    ),
)
