"""The cohort of probation and integrated offender management, in totals."""

from __future__ import annotations

from datasources.kinds.columns import about, what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "cohort",
    {
        "Integrated offender management": ("IOM", "IOM cohort", "IOM fixed", "Fixed cohort"),
        "Community order": ("CO", "Community orders"),
        "Suspended sentence order": ("SSO", "Suspended sentence"),
        "On licence": ("Licence", "Post-release", "Post-sentence supervision"),
        "In custody": ("Custody", "Prison"),
        "Youth justice": ("YOT", "Youth offending team", "YJS"),
        "Public protection (MAPPA)": ("MAPPA", "MAPPA eligible"),
    },
    "Others (not in the list)",
)
NEEDS = vocabulary(
    "need",
    {
        "Accommodation": ("Housing",),
        "Employment and education": ("Employment", "ETE", "Education, training and employment"),
        "Drugs": ("Drug misuse",),
        "Alcohol": ("Alcohol misuse",),
        "Mental health": ("Emotional wellbeing",),
        "Relationships": (),
        "Thinking and behaviour": ("Attitudes", "Thinking"),
        "Lifestyle and associates": ("Lifestyle",),
        "Finance": ("Finances",),
    },
    "Other needs (not in the list)",
)

KIND = Kind(
    slug="probation-cohort",
    label="Probation and integrated offender management (totals)",
    shape=Shape.COUNTS,
    described="a table of people under probation",
    description=(
        "How many people are supervised by probation or managed together by the agencies, by cohort"
        " and need. Totals alone."
    ),
    columns=(
        period("Snapshot date", "As at"),
        area("Probation delivery unit", "PDU"),
        what(
            "Cohort",
            "which group they belong to",
            "Order type",
            "Sentence type",
            "Supervision type",
            "Offender type",
            words=WORDS,
        ),
        number(
            "People supervised",
            "how many people",
            "Caseload",
            "Number of people",
            "Offenders",
            "Number of offenders",
            "People",
            "Number",
        ),
        about(
            "need",
            "Need",
            "what their assessment says that they need",
            "Criminogenic need",
            "Assessed need",
            words=NEEDS,
        ),
        age_of("person", "Age group", "Age band"),
        sex("person", "Sex", "Gender"),
    ),
    expected="A table of totals by period, area and cohort. No person, number or reference.",
    traps=(
        "Small totals can tell who is meant: leave them out, and never hold names.",
        "A caseload is of one day: adding months counts people again.",
        "Who is in a cohort is chosen, and the choice changes with policy and staff.",
        "One person may have several needs, so needs add up to more than people.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "financial"),
    starts=(
        agreed(
            "probation-cohort",
            "People under supervision",
            Sender.PROBATION,
            "how many people are supervised, in totals; no name and no small group",
            "financial",
            90,
        ),
    ),
    best_for=(Part.OFFENDERS,),
    measures=(
        simple(
            "probation-cohort",
            "People under supervision",
            "people supervised",
            WORDS,
            category_label="Cohort",
            counts_rows=False,
            caveats=("A caseload is counted on a day; days do not add up.",),
        ),
    ),
)
