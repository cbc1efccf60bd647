"""Road collisions with people hurt: the police form STATS19, as nation and county publish it."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import (
    flag,
    key,
    not_kept,
    point,
    time_of_day,
    value,
    what,
    when,
    where,
)
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import BEATS, DISTRICTS, SMALL_AREAS, WARDS, grid
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, prescribed, published

WORDS = vocabulary(
    "severity",
    {
        "Fatal": ("1", "Killed", "K", "Fatality"),
        "Serious": ("2", "Seriously injured", "Serious injury"),
        "Slight": ("3", "Slightly injured", "Slight injury"),
    },
    "Severity not known",
)

KIND = Kind(
    slug="road-collisions",
    label="Road traffic collisions with injuries",
    shape=Shape.EVENTS,
    described="a table of road collisions",
    description=(
        "Collisions on roads in which somebody was hurt, one row a collision, with the worst injury"
        " of each."
    ),
    columns=(
        key(
            "collision_index",
            "the reference of the collision",
            "Accident_Index",
            "accident_reference",
            "collision_reference",
            "Reference",
        ),
        when(
            "Date",
            "the day of the collision",
            "Collision date",
            "Accident date",
            "Date of collision",
            "Date of accident",
            "Incident date",
        ),
        time_of_day(
            "Time",
            "the time, such as 17:25 or 725",
            "Collision time",
            "Accident time",
            "Time of collision",
            "Time of accident",
        ),
        what(
            "collision_severity",
            "the worst injury: fatal, serious or slight",
            "Accident_Severity",
            "Severity",
            "Severity of collision",
            "Severity of accident",
            "Severity description",
            words=WORDS,
        ),
        where(
            "lsoa_of_accident_location",
            "where it was",
            "lsoa_of_collision_location",
            "LSOA code",
            *SMALL_AREAS,
            *WARDS,
            *BEATS,
            "local_authority_ons_district",
            *DISTRICTS,
            required=False,
        ),
        point("longitude", "Longitude", "of the collision"),
        point("latitude", "Latitude", "of the collision"),
        *grid(("location_easting_osgr",), ("location_northing_osgr",)),
        value(
            "casualties", "number_of_casualties", "how many were hurt", "Casualties", required=False
        ),
        value("vehicles", "number_of_vehicles", "how many vehicles", "Vehicles", required=False),
        value("speed_limit", "speed_limit", "of the road, in miles an hour", required=False),
        flag("cycle", "Cycle", "a cyclist was concerned", "Cyclist", "Pedal cycle"),
        flag("pedestrian", "Ped", "somebody on foot was concerned", "Pedestrian"),
        flag("child", "Child", "a child was hurt", "Child casualty"),
        flag("motorcycle", "TWMV", "a motorcycle was concerned", "Motorcycle"),
        not_kept("police_force", "the force, as a number"),
        replace(not_kept("Location", "the place on the road, in words"), is_public=True),
    ),
    expected=(
        "The collision table of the Department for Transport, or a county's own, with one row a"
        " collision: its day and its severity, and its small area where there is one."
    ),
    traps=(
        "Forces changed how they record injuries, and more are called serious since: compare years"
        " by adjusted figures alone.",
        "One row is a collision and not a person: several may be hurt in one.",
        "The number -1 says that nothing is known, and an age of 0 may say so too.",
        "A county's own table may have a point and no small area.",
        "Only collisions that the police were told of are there.",
        "Part of a year is often published before the whole.",
    ),
    usual=Usual("Department for Transport", OGL, "yearly"),
    starts=(
        prescribed(
            "council-collisions",
            "Road traffic collisions",
            Sender.COUNTY,
            "each collision with its adult and child casualties by severity, with time, date and"
            " location",
            "5",
        ),
        published(
            "road-collisions",
            "Road collisions (STATS19)",
            "each reported collision with an injury, its casualties and vehicles",
            "https://www.data.gov.uk/dataset/road-accidents-safety-data",
            due_days=270,
        ),
    ),
    best_for=(Part.LOCATIONS, Part.VICTIMS),
    measures=(
        simple(
            "road-collisions",
            "Road collisions with injuries",
            "collisions",
            WORDS,
            category_label="Severity",
            caveats=("How severity is recorded has changed, force by force.",),
        ),
    ),
)
