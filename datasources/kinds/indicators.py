"""Indicators: values that others worked out, with their intervals: Fingertips and the like."""

from __future__ import annotations

from datasources.kinds.columns import about, not_kept, value, what, when
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import vocabulary
from datasources.kinds.people import sexes
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

WORDS = vocabulary(
    "indicator",
    {
        "Hospital admissions for violence": (
            "Violent crime - hospital admissions for violence (including sexual violence)",
            "B12a - Violent crime - hospital admissions for violence (including sexual violence)",
        ),
        "Violence offences per 1,000 population": (
            "Violent crime - violence offences per 1,000 population",
            "B12b - Violent crime - violence offences per 1,000 population",
        ),
        "Sexual offences per 1,000 population": (
            "Violent crime - sexual offences per 1,000 population",
            "B12c - Violent crime - sexual offences per 1,000 population",
        ),
        "Domestic abuse related incidents and crimes": (
            "B11 - Domestic abuse related incidents and crimes",
        ),
        "First time entrants to the youth justice system": (
            "B04 - First time entrants to the youth justice system",
            "First-time entrants to youth justice",
        ),
        "Offenders who reoffend": (
            "Re-offending levels - percentage of offenders who re-offend",
            "B13a - Re-offending levels - percentage of offenders who re-offend",
            "Proven reoffending rate",
        ),
        "Reoffences per reoffender": (
            "Re-offending levels - average number of re-offences per re-offender",
            "B13b - Re-offending levels - average number of re-offences per re-offender",
        ),
        "Alcohol-related hospital admissions (narrow)": (
            "Admission episodes for alcohol-related conditions (Narrow)",
            "Alcohol related admissions (narrow measure)",
            "C21 - Admission episodes for alcohol-related conditions (Narrow)",
        ),
        "Alcohol-related hospital admissions (broad)": (
            "Admission episodes for alcohol-related conditions (Broad)",
        ),
        "Alcohol-specific hospital admissions": (
            "Admission episodes for alcohol-specific conditions",
        ),
        "Emergency admissions for self-harm": (
            "Emergency hospital admissions for intentional self-harm",
            "C14b - Emergency Hospital Admissions for Intentional Self-Harm",
            "Self-harm admissions",
        ),
        "Deaths from drug misuse": ("C19d - Deaths from drug misuse",),
        "Completed treatment: opiates": ("Successful completion of drug treatment: opiate users",),
        "Completed treatment: other drugs": (
            "Successful completion of drug treatment: non-opiate users",
        ),
        "Completed treatment: alcohol": ("Successful completion of alcohol treatment",),
        "Killed and seriously injured on roads": (
            "Killed and seriously injured (KSI) casualties on England's roads",
            "B10 - Killed and seriously injured (KSI) casualties on England's roads",
        ),
        "Households owed a duty as homeless": (
            "Homelessness: households owed a duty under the Homelessness Reduction Act",
            "B15a - Homelessness: households owed a duty under the Homelessness Reduction Act",
        ),
        "Complaints about noise": (
            "The rate of complaints about noise",
            "B14a - The rate of complaints about noise",
        ),
        "Anti-social behaviour": ("ASB", "Anti-social behaviour incidents"),
        "Population": ("Resident population",),
    },
    "Other indicators (not in the list)",
)
JUDGED = vocabulary(
    "compared",
    {
        "Better": ("Better 95%",),
        "Similar": (),
        "Worse": ("Worse 95%",),
        "Higher": (),
        "Lower": (),
        "Not compared": (),
    },
    "Not compared or not known",
)
SEXES = sexes("sex")

KIND = Kind(
    slug="indicators",
    label="Published indicators (Fingertips and others)",
    shape=Shape.INDICATORS,
    described="a table of published indicators",
    description=(
        "Values that others worked out for areas and periods, such as rates with their intervals;"
        " they are shown and compared, and never added up."
    ),
    columns=(
        not_kept("Indicator ID", "the publisher's number of the indicator"),
        what(
            "Indicator name",
            "which indicator",
            "Indicator",
            "Measure name",
            "Metric",
            words=WORDS,
            required=False,
        ),
        not_kept("Parent code", "the larger area"),
        not_kept("Parent name", "the larger area"),
        area(),
        not_kept("Area type", "the level of the area"),
        about("sex", "Sex", "the sex that the value is of", words=SEXES),
        not_kept("Age", "the ages that the value is of"),
        not_kept("Category type", "where the value is of a part of the area's people"),
        not_kept("Category", "which part of the area's people"),
        when(
            "Time period",
            "the year or years that the value is of",
            "Period",
            "Timeperiod",
            "Year",
            "Financial year",
            "Date",
            "Time period range",
        ),
        value("value", "Value", "the published value", "Rate", "Indicator value", "Rate per 1,000"),
        value(
            "lower",
            "Lower CI 95.0 limit",
            "the lower end of the interval",
            "Lower CI",
            "Lower confidence interval",
            "Lower 95% CI",
            "LCI",
            required=False,
        ),
        value(
            "upper",
            "Upper CI 95.0 limit",
            "the upper end of the interval",
            "Upper CI",
            "Upper confidence interval",
            "Upper 95% CI",
            "UCI",
            required=False,
        ),
        not_kept("Lower CI 99.8 limit", "a wider interval"),
        not_kept("Upper CI 99.8 limit", "a wider interval"),
        value("events", "Count", "how many the value rests on", "Numerator", required=False),
        value("of_how_many", "Denominator", "of how many people or things", required=False),
        not_kept("Measure", "what sort of value it is"),
        not_kept("Unit", "what it is counted in"),
        about(
            "compared",
            "Compared to England value or percentiles",
            "the publisher's judgement",
            "Significance",
            "Compared to England",
            words=JUDGED,
        ),
        not_kept("Value note", "the publisher's note"),
        not_kept("Recent trend", "the publisher's judgement of the trend"),
        not_kept("Time period sortable", "the period as a number"),
    ),
    expected=(
        "The CSV file of an indicator from Fingertips, LG Inform or a like tool: area, period and"
        " value in each row, as it was downloaded."
    ),
    traps=(
        "Values of areas or years do not add up, and a mean of rates is not the rate of the whole.",
        "Several years may be pooled into one value: one year's change cannot be read from it.",
        "Rates standardised by age are not numbers of people.",
        "Narrow and broad definitions of one name differ several times over.",
        "England, regions and counties stand among the districts.",
        "One file may hold one indicator by sex, age and deprivation: each is a row of its own.",
    ),
    usual=Usual("Office for Health Improvement and Disparities", OGL, "yearly"),
    starts=(
        published(
            "violence-admissions",
            "Hospital admissions for violence (Fingertips)",
            "the rate of each local authority over three years together, standardised by age",
            "https://fingertips.phe.org.uk/",
            expected="financial",
            due_days=400,
        ),
        published(
            "alcohol-admissions",
            "Alcohol-related admissions (Fingertips)",
            "the rate of each local authority, by the narrow or the broad definition",
            "https://fingertips.phe.org.uk/",
            expected="financial",
            due_days=400,
        ),
        published(
            "proven-reoffending",
            "Proven reoffending",
            "how many of those convicted or cautioned offended again within a year",
            "https://www.gov.uk/government/collections/proven-reoffending-statistics",
            expected="quarterly",
            due_days=500,
            publisher="Ministry of Justice",
        ),
        published(
            "first-time-entrants",
            "First-time entrants to youth justice",
            "how many children had a first caution or conviction, by local authority",
            "https://www.gov.uk/government/collections/youth-justice-statistics",
            expected="financial",
            due_days=300,
            publisher="Youth Justice Board and Ministry of Justice",
        ),
    ),
    best_for=(Part.VICTIMS, Part.OFFENDERS),
)
