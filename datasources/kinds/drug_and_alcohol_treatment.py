"""Drug and alcohol treatment: how many people are in it, begin it and complete it."""

from __future__ import annotations

from datasources.kinds.columns import about, what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, Start, prescribed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "substance",
    {
        "Opiates": ("Opiate", "Heroin", "Opiate only"),
        "Other drugs": ("Non-opiate", "Non-opiate only", "Non-opiates"),
        "Other drugs and alcohol": ("Non-opiate and alcohol", "Non opiate & alcohol"),
        "Alcohol": ("Alcohol only",),
        "Young people": ("Under 18", "YP"),
    },
    "Other substances (not in the list)",
)
STAGES = vocabulary(
    "stage",
    {
        "In treatment": ("Numbers in treatment", "All in treatment"),
        "New presentations": ("New to treatment", "Presentations"),
        "Completed": ("Successful completions", "Treatment completed"),
        "Left early": ("Dropped out", "Unplanned exit"),
        "Referred by criminal justice": ("Criminal justice", "CJS"),
    },
    "Other stages (not in the list)",
)

KIND = Kind(
    slug="drug-and-alcohol-treatment",
    label="Drug and alcohol treatment",
    shape=Shape.COUNTS,
    described="a table of people in drug and alcohol treatment",
    description=(
        "How many people are in treatment for drugs or alcohol, by substance group, as the national"
        " monitoring system counts them."
    ),
    columns=(
        period(),
        area("Partnership", "Partnership area", "Treatment area"),
        what(
            "Substance group",
            "what they are treated for",
            "Substance",
            "Drug group",
            "Treatment group",
            "Substance category",
            "Client group",
            words=WORDS,
        ),
        number(
            "Number in treatment",
            "how many people",
            "In treatment",
            "Clients",
            "Number of clients",
            "Number of people",
            "People",
            "Number",
        ),
        about(
            "stage",
            "Stage",
            "whether they begin, are in it or complete it",
            "Treatment stage",
            "Measure",
            "Treatment status",
            words=STAGES,
        ),
        age_of("client", "Age group", "Age band"),
    ),
    expected="A table of totals by period, area and substance group. Nobody is named or numbered.",
    traps=(
        "Numbers in treatment show what treatment there is, not how many need it.",
        "One person stands in several periods: people of quarters are not people of a year.",
        "Reports of the monitoring system are restricted: ask what may be published.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "quarterly"),
    starts=(
        prescribed(
            "drug-treatment",
            "People in drug treatment",
            Sender.HEALTH,
            "how many people receive treatment for drugs",
            "11(b)",
        ),
        Start(
            "treatment-published",
            "Drug and alcohol treatment (published)",
            Sender.PUBLISHED,
            "people in treatment in each local authority, by substance",
            "https://www.ndtms.net/",
            due_days=90,
            publisher="Office for Health Improvement and Disparities",
            licence="Open Government Licence v3.0",
        ),
    ),
    best_for=(Part.OFFENDERS,),
    measures=(
        simple(
            "drug-and-alcohol-treatment",
            "People in drug and alcohol treatment",
            "people",
            WORDS,
            category_label="Substance group",
            counts_rows=False,
            caveats=("People in treatment are not all who need it.",),
        ),
    ),
)
