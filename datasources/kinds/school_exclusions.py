"""School exclusions and suspensions, by reason."""

from __future__ import annotations

from datasources.kinds.columns import about, not_kept, what
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, prescribed, published
from datasources.kinds.tabled import SMALL, number, period

WORDS = vocabulary(
    "main_reason",
    {
        "Physical assault against a pupil": ("Physical assault against pupil", "Assault - pupil"),
        "Physical assault against an adult": ("Physical assault against adult", "Assault - adult"),
        "Verbal abuse or threats against a pupil": (
            "Verbal abuse/threatening behaviour against pupil",
            "Verbal abuse or threatening behaviour against a pupil",
        ),
        "Verbal abuse or threats against an adult": (
            "Verbal abuse/threatening behaviour against adult",
            "Verbal abuse or threatening behaviour against an adult",
        ),
        "Weapon": (
            "Use or threat of use of an offensive weapon or prohibited item",
            "Offensive weapon",
        ),
        "Bullying": (),
        "Racist abuse": ("Racism",),
        "Abuse for sexual orientation or gender identity": (
            "Abuse against sexual orientation and gender identity",
        ),
        "Abuse for disability": ("Abuse relating to disability",),
        "Sexual misconduct": (),
        "Drug and alcohol related": ("Drugs and alcohol", "Drug/alcohol related"),
        "Damage": ("Damage to property",),
        "Theft": (),
        "Persistent or general disruptive behaviour": ("Persistent disruptive behaviour",),
        "Inappropriate use of social media": (
            "Inappropriate use of social media or online technology",
        ),
        "Wilful breach of protective measures": (
            "Wilful and repeated transgression of protective measures",
        ),
    },
    "Other reasons (not in the list)",
)
TYPES = vocabulary(
    "exclusion_type",
    {
        "Permanent exclusion": ("Permanent", "Permanent exclusions", "PEX"),
        "Suspension": ("Fixed term", "Fixed-term exclusion", "Fixed period", "Suspensions"),
    },
    "Type not stated",
)

KIND = Kind(
    slug="school-exclusions",
    label="School exclusions and suspensions",
    shape=Shape.COUNTS,
    described="a table of school exclusions",
    description="How many exclusions and suspensions schools gave, by reason, area and year.",
    columns=(
        period("Term"),
        area("new_la_code", "School district"),
        what(
            "Exclusion reason",
            "why",
            "Reason for exclusion",
            "Suspension reason",
            "Reason for suspension",
            "Reason",
            words=WORDS,
        ),
        number(
            "Exclusions",
            "how many",
            "Number of exclusions",
            "Suspensions",
            "Number of suspensions",
            "Number of suspensions and exclusions",
            "Number",
        ),
        about(
            "exclusion_type",
            "Exclusion type",
            "permanent, or for a time",
            "Type of exclusion",
            "Permanent or fixed term",
            words=TYPES,
        ),
        age_of("pupil", "Age", "Age group", "Year group"),
        sex("pupil", "Sex", "Gender"),
        not_kept("School type", "the sort of school", "Phase"),
    ),
    expected="A table of totals by year or term, area and reason. No pupil and no small school.",
    traps=(
        "Suspensions count events and not pupils: one pupil may have many.",
        "The area is that of the school, not of the home.",
        "Schools are counted by school year, September to July.",
        "Years with closed schools cannot be compared.",
        "Age, sex, school and reason together tell who a pupil is.",
        SMALL,
    ),
    usual=Usual("Department for Education", OGL, "academic"),
    starts=(
        prescribed(
            "school-exclusions",
            "School exclusions and suspensions",
            Sender.COUNTY,
            "permanent and fixed-term exclusions by age, gender, school and reason; ask for totals,"
            " for the rows tell who a pupil is",
            "6",
        ),
        published(
            "school-exclusions-published",
            "School exclusions (published yearly)",
            "exclusions and suspensions of each local authority, by reason",
            "https://explore-education-statistics.service.gov.uk/",
        ),
    ),
    best_for=(Part.OFFENDERS, Part.VICTIMS),
    measures=(
        simple(
            "school-exclusions",
            "School exclusions and suspensions",
            "exclusions and suspensions",
            WORDS,
            category_label="Reason",
            counts_rows=False,
            caveats=("Suspensions are events: one pupil may have many.",),
        ),
    ),
)
