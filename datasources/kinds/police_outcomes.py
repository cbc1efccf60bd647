"""Police outcomes: what became of crimes, as data.police.uk publishes it each month."""

from __future__ import annotations

from datasources.kinds.columns import by, not_kept, point, same, what, when
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import place
from datasources.kinds.police_street import OUTCOMES
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

WORDS = vocabulary(
    "outcome",
    dict.fromkeys(OUTCOMES, ()),
    "Other outcomes (not in the list)",
)

KIND = Kind(
    slug="police-outcomes",
    label="Police outcomes of crimes (street level)",
    shape=Shape.EVENTS,
    described="a police outcomes file",
    description=(
        "What was decided about crimes, one row a decision, in the month of the decision, as"
        " published on data.police.uk."
    ),
    columns=(
        same("crime", "Crime ID", "the crime that the outcome is of, in the street file too"),
        when("Month", "the month of the outcome, which is not that of the crime"),
        by("Reported by", "the force that recorded it"),
        not_kept("Falls within", "the force whose area it is in"),
        point("longitude", "Longitude", "of a nearby map point, not of the crime"),
        point("latitude", "Latitude", "of a nearby map point, not of the crime"),
        not_kept("Location", "the name of the map point"),
        place("the small area of the map point"),
        not_kept("LSOA name", "not kept: names are not unique in time"),
        what("Outcome type", "what was decided", words=WORDS),
    ),
    expected="The monthly files named like 2025-12-force-outcomes.csv, or the ZIP file with them.",
    traps=(
        "An outcome is counted in the month of the decision: many are of crimes of earlier years.",
        "One crime can have several outcomes, so outcomes are not crimes.",
        "Anti-social behaviour has no outcomes.",
        "The newest months are never complete: decisions go on arriving for a year and more.",
    ),
    usual=Usual("data.police.uk", OGL, "monthly"),
    starts=(
        published(
            "police-outcomes",
            "Outcomes of crimes (data.police.uk)",
            "what became of each recorded crime so far",
            "https://data.police.uk/data/",
        ),
    ),
    best_for=(Part.OFFENDERS,),
    measures=(
        simple(
            "police-outcomes",
            "Outcomes of crimes",
            "outcomes",
            WORDS,
            category_label="Outcome",
            caveats=(
                "Outcomes are counted when they were decided; one crime can have several of them.",
            ),
        ),
    ),
)
