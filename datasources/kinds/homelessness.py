"""Homelessness: households that a council must help, and why they lost their home."""

from __future__ import annotations

from datasources.kinds.columns import about, what
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published
from datasources.kinds.tabled import SMALL, number, period

WORDS = vocabulary(
    "main_reason",
    {
        "Family or friends no longer able to accommodate": (
            "Family or friends no longer willing or able to accommodate",
            "Family/friends eviction",
        ),
        "End of private rented tenancy": (
            "End of private rented tenancy - assured shorthold",
            "End of private rented tenancy - not assured shorthold",
            "End of AST",
        ),
        "Domestic abuse": ("Domestic violence",),
        "Relationship ended": (
            "Non-violent relationship breakdown with partner",
            "Relationship breakdown",
        ),
        "Other violence or harassment": ("Violence or harassment", "Non-domestic violence"),
        "End of social rented tenancy": ("Eviction from social housing",),
        "Left prison, hospital or care": (
            "Left institution with no accommodation available",
            "Leaving custody",
        ),
        "Asylum support ended": ("Required to leave accommodation provided by Home Office",),
        "Rough sleeping": ("Rough sleepers",),
        "Eviction from supported housing": (),
    },
    "Other reasons or not known",
)
DUTIES = vocabulary(
    "duty",
    {
        "Prevention duty": ("Prevention", "Owed prevention duty"),
        "Relief duty": ("Relief", "Owed relief duty"),
        "Main duty": ("Owed main duty",),
        "Assessed": ("Total initial assessments", "Initial assessments"),
        "Not owed a duty": ("Not threatened with homelessness",),
    },
    "Duty not stated",
)

KIND = Kind(
    slug="homelessness",
    label="Homelessness and rough sleeping",
    shape=Shape.COUNTS,
    described="a table of homeless households",
    description=(
        "How many households a council owed a duty to as homeless or nearly so, by the reason why"
        " they lost their home."
    ),
    columns=(
        period(),
        area(),
        what(
            "Reason for homelessness",
            "why the last home was lost",
            "Reason for loss of home",
            "Reason for loss of last settled home",
            "Reason for approach",
            "Homeless reason",
            words=WORDS,
        ),
        number(
            "Households",
            "how many households",
            "Number of households",
            "Total households",
            "Applications",
            "Number",
        ),
        about(
            "duty", "Duty", "which duty the council owes", "Duty owed", "Type of duty", words=DUTIES
        ),
    ),
    expected="A table of totals by period, area and reason, from the ministry or the council.",
    traps=(
        "Households are counted, not people.",
        "One household may be owed one duty after the other: duties do not add up to households.",
        "In published tables a dash may mean left out, and stand for a code besides.",
        "A count of rough sleepers is of one night in autumn.",
        SMALL,
    ),
    usual=Usual("Ministry of Housing, Communities and Local Government", OGL, "quarterly"),
    starts=(
        published(
            "homelessness",
            "Homelessness (published quarterly)",
            "households that councils assessed, by reason and support need",
            "https://www.gov.uk/government/collections/homelessness-statistics",
            due_days=120,
        ),
    ),
    best_for=(Part.VICTIMS, Part.OFFENDERS),
    measures=(
        simple(
            "homelessness",
            "Homeless households",
            "households",
            WORDS,
            category_label="Reason",
            counts_rows=False,
            caveats=("Households are counted, and one may be counted under two duties.",),
        ),
    ),
)
