"""People hurt on roads: the casualty table of STATS19, one row a casualty."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import about, aspect, not_kept, same, time_of_day, what, when, where
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import Total, simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

WORDS = vocabulary(
    "casualty_severity",
    {
        "Fatal": ("1", "Killed", "K", "Fatality", "Died"),
        "Serious": ("2", "Seriously injured", "Serious injury"),
        "Slight": ("3", "Slightly injured", "Slight injury"),
    },
    "Severity not known",
)
CLASSES = vocabulary(
    "casualty_class",
    {
        "Driver or rider": ("1", "Driver", "Rider", "Driver/rider"),
        "Passenger": ("2", "Vehicle or pillion passenger", "Vehicle passenger"),
        "Pedestrian": ("3",),
    },
    "Class not known",
)
# The codes of the Department's guide to its open data; those above 100 are of old forms.
TYPES = vocabulary(
    "casualty_type",
    {
        "Pedestrian": ("0", "On foot"),
        "Cyclist": ("1", "Pedal cyclist", "Pedal cycle"),
        "Motorcyclist": (
            "2",
            "3",
            "4",
            "5",
            "23",
            "97",
            "103",
            "104",
            "105",
            "106",
            "Motorcycle",
            "Motorcycle rider or passenger",
            "Motorcycle 50cc and under rider or passenger",
            "Motorcycle 125cc and under rider or passenger",
            "Motorcycle over 125cc and up to 500cc rider or passenger",
            "Motorcycle over 500cc rider or passenger",
            "Electric motorcycle rider or passenger",
            "Motorcycle - unknown cc rider or passenger",
        ),
        "In a taxi": ("8", "108", "Taxi/Private hire car occupant", "Taxi occupant"),
        "In a car": ("9", "109", "Car occupant", "Car"),
        "In a minibus, bus or coach": (
            "10",
            "11",
            "110",
            "Minibus (8 - 16 passenger seats) occupant",
            "Bus or coach occupant (17 or more pass seats)",
            "Bus or coach occupant",
            "Bus occupant",
        ),
        "On a horse": ("16", "Horse rider"),
        "In a van or lorry": (
            "19",
            "20",
            "21",
            "98",
            "113",
            "Van / Goods vehicle (3.5 tonnes mgw or under) occupant",
            "Goods vehicle (over 3.5t. and under 7.5t.) occupant",
            "Goods vehicle (7.5 tonnes mgw and over) occupant",
            "Goods vehicle (unknown weight) occupant",
            "Goods vehicle occupant",
            "Van occupant",
        ),
        "On a mobility scooter": ("22", "Mobility scooter rider"),
        "In another vehicle": (
            "17",
            "18",
            "90",
            "Agricultural vehicle occupant",
            "Tram occupant",
            "Other vehicle occupant",
        ),
    },
    "Others (not in the list)",
)

CASUALTIES = simple(
    "road-casualties",
    "Road casualties",
    "casualties",
    WORDS,
    category_label="Severity",
    caveats=(
        "How severity is recorded has changed, force by force.",
        "A casualty whose collision has no place beside it is counted in no area.",
    ),
)
HURT_BADLY = Total(
    "ksi", "Killed or seriously injured", "Killed or seriously injured", ("Fatal", "Serious")
)

KIND = Kind(
    slug="road-casualties",
    label="Road casualties (people killed or injured)",
    shape=Shape.EVENTS,
    described="a table of road casualties",
    description=(
        "People killed or injured on roads, one row a casualty, with how badly each was hurt and"
        " how each was travelling."
    ),
    columns=(
        same(
            "collision",
            "collision_index",
            "the reference of the collision: several may be hurt in one",
            "Accident_Index",
        ),
        when(
            "collision_year",
            "when the collision was; the published table says the year alone",
            "Date",
            "Collision date",
            "Accident date",
            "Date of collision",
            "Date of accident",
            "accident_year",
            "Year",
        ),
        time_of_day("Time", "the time of the collision", "Collision time", "Accident time"),
        what(
            "casualty_severity",
            "how badly they were hurt: fatal, serious or slight",
            "Severity of casualty",
            "Casualty severity description",
            "Injury severity",
            words=WORDS,
        ),
        where(
            "lsoa_of_collision_location",
            "where the collision was, never where the casualty lives",
            "lsoa_of_accident_location",
            "LSOA of collision",
            "Ward of collision",
            "Collision ward",
            "local_authority_ons_district",
            "District of collision",
            "Collision district",
            required=False,
        ),
        aspect(
            "casualty_type",
            "casualty_type",
            "how they were travelling",
            "Type of casualty",
            "Casualty mode",
            "Mode of travel",
            "Road user",
            "Road user type",
            words=TYPES,
        ),
        about(
            "casualty_class",
            "casualty_class",
            "driver or rider, passenger, or on foot",
            "Class of casualty",
            words=CLASSES,
        ),
        age_of("casualty", "age_of_casualty", "Casualty age", "Age"),
        sex("casualty", "sex_of_casualty", "Casualty sex", "Casualty gender", "Sex", "Gender"),
        not_kept(
            "collision_reference",
            "the force's own part of the reference",
            "collision_ref_no",
            "accident_reference",
        ),
        not_kept("age_band_of_casualty", "an age group, under the publisher's own number"),
        not_kept("vehicle_reference", "the vehicle among those of the collision"),
        not_kept("casualty_reference", "the casualty among those of the collision"),
        not_kept("lsoa_of_casualty", "where the casualty lives"),
        not_kept("casualty_home_area_type", "whether the casualty lives in a town"),
        not_kept("casualty_imd_decile", "how deprived the area is where the casualty lives"),
        not_kept("casualty_distance_banding", "how far from home the casualty was"),
        not_kept("pedestrian_location", "where somebody on foot was"),
        not_kept("pedestrian_movement", "what somebody on foot did"),
        not_kept("pedestrian_road_maintenance_worker", "whether the casualty worked on the road"),
        not_kept("car_passenger", "the seat in a car"),
        not_kept("bus_or_coach_passenger", "the place in a bus"),
        not_kept("enhanced_casualty_severity", "a finer severity of some forces"),
        not_kept("casualty_injury_based", "whether the force records injuries"),
        not_kept("casualty_adjusted_severity_serious", "how probably it would be serious today"),
        not_kept("casualty_adjusted_severity_slight", "how probably it would be slight today"),
    ),
    expected=(
        "The casualty table of the Department for Transport, or a county's own, with one row a"
        " casualty: the year or day, and the severity. Set the small area of each collision beside"
        " it (lsoa_of_collision_location, by the reference in the collision table): without it no"
        " area counts anybody."
    ),
    traps=(
        "The published table is of all Great Britain, and says the year and not where: the row of"
        " the same reference in the table of collisions does. What has no place is kept, and no"
        " area counts it.",
        "The small area of the casualty is where they live, not where they were hurt: it counts as"
        " a place only where somebody says so.",
        "One row is a person and not a collision: casualties and collisions do not add up.",
        "Forces changed how they record injuries, and more are called serious since: compare years"
        " by adjusted figures alone.",
        "The number -1 says that nothing is known.",
        "The group of ages is a number of the publisher's own (1 is up to 5 years): it is no age.",
        "Only casualties that the police were told of are there.",
        "Few are killed in one place and year: their age, sex and mode together tell who they are.",
    ),
    usual=Usual("Department for Transport", OGL, "yearly"),
    starts=(
        published(
            "road-casualties",
            "Road casualties (STATS19)",
            "each person killed or injured in a reported collision, by severity and road user",
            "https://www.data.gov.uk/dataset/road-accidents-safety-data",
            due_days=270,
        ),
    ),
    best_for=(Part.VICTIMS, Part.LOCATIONS),
    measures=(
        replace(
            CASUALTIES,
            totals=(*CASUALTIES.totals, HURT_BADLY),
            headlines=(*CASUALTIES.headlines, HURT_BADLY),
            told=2,
        ),
    ),
)
