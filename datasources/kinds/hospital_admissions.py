"""Hospital admissions for violence, drugs and alcohol, as health bodies count them."""

from __future__ import annotations

from datasources.kinds.columns import what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, prescribed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "cause",
    {
        "Assault": ("Assaults", "Violence", "X85-Y09", "X85 to Y09", "Assault (X85-Y09)"),
        "Domestic abuse": ("Domestic violence", "DA"),
        "Drugs and other substances": (
            "Psychoactive substances",
            "Mental and behavioural disorders due to psychoactive substances",
            "F10-F19",
            "Drugs",
            "Drug poisoning",
        ),
        "Toxic effect of alcohol": ("T51", "Alcohol poisoning"),
        "Evidence of alcohol": ("Y90", "Y91", "Y90-Y91", "Alcohol involvement", "Alcohol"),
        "Self-harm": ("Intentional self-harm", "X60-X84"),
    },
    "Other causes (not in the list)",
)

KIND = Kind(
    slug="hospital-admissions",
    label="Hospital admissions for violence, drugs and alcohol",
    shape=Shape.COUNTS,
    described="a table of hospital admissions",
    description=(
        "How many residents were admitted to hospital for assault, drugs or alcohol, by period and"
        " area of home."
    ),
    columns=(
        period("Admission month", "Month of admission", "Date of admission", "Admission date"),
        area(meaning="where those admitted live"),
        what(
            "Cause of admission",
            "the group of causes",
            "Cause",
            "Diagnosis group",
            "ICD-10",
            "ICD10 code",
            "ICD-10 group",
            "Reason for admission",
            "Admission type",
            "Sub-category",
            words=WORDS,
        ),
        number(
            "Admissions",
            "how many admissions",
            "Number of admissions",
            "Number",
            "Admission episodes",
            "FAEs",
            "Episodes",
        ),
        age_of("patient", "Age group", "Age band"),
        sex("patient", "Sex", "Gender"),
    ),
    expected=(
        "A table of totals by period, area of home and cause. No patient, and no postcode finer"
        " than its first half."
    ),
    traps=(
        "The area is where people live, not where it happened.",
        "Only the worst injuries are admitted: most of those hurt go home the same day.",
        "One person may be admitted several times.",
        "How causes are coded differs between hospitals and years.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "quarterly"),
    starts=(
        prescribed(
            "hospital-assault-and-substances",
            "Admissions for assault, drugs and alcohol",
            Sender.HEALTH,
            "admissions of residents for assault, psychoactive substances and alcohol, by date and"
            " outward postcode",
            "9",
        ),
        prescribed(
            "hospital-domestic-abuse",
            "Admissions for domestic abuse",
            Sender.HEALTH,
            "admissions of residents in respect of domestic abuse, by date and outward postcode",
            "10",
        ),
    ),
    best_for=(Part.VICTIMS,),
    measures=(
        simple(
            "hospital-admissions",
            "Hospital admissions",
            "admissions",
            WORDS,
            category_label="Cause",
            counts_rows=False,
            caveats=("Admissions are counted where people live, not where they were hurt.",),
        ),
    ),
)
