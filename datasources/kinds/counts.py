"""Counts: a number for an area and a period, above all crimes recorded by partnership."""

from __future__ import annotations

from datasources.kinds import offences
from datasources.kinds.columns import not_kept, part, what
from datasources.kinds.kind import OGL, Column, Kind, Part, Usual
from datasources.kinds.measure import simple
from datasources.kinds.places import area
from datasources.kinds.shape import Role, Shape
from datasources.kinds.starting import Sender, agreed, prescribed, published
from datasources.kinds.tabled import SMALL, number, period

GROUPS = offences.every("offence_group")
SUBGROUPS = offences.subgroups("offence_subgroup")

KIND = Kind(
    slug="counts",
    label="Counts by area and period (recorded crime by partnership and others)",
    shape=Shape.COUNTS,
    described="a table of counts by area and period",
    description=(
        "A number for each area, period and type, such as the crimes that the Home Office publishes"
        " for each Community Safety Partnership."
    ),
    columns=(
        period(),
        area(
            "LookUp_BoroughName", meaning="the partnership, district or ward that the number is of"
        ),
        what(
            "Offence group",
            "the offence group; any other type is counted with the rest",
            "Category",
            "Type",
            "Crime group",
            "Crime type",
            "Major text",
            "MajorText",
            "Offence type",
            words=GROUPS,
            required=False,
        ),
        Column(
            "Offence subgroup",
            "the finer group",
            Role.WHAT,
            SUBGROUPS.column,
            required=False,
            also=("Offence sub-group", "Sub-category"),
            words=SUBGROUPS,
        ),
        number(
            "Number",
            "how many",
            "Offence count",
            "Number of offences",
            "Offences",
            "Crimes",
            "Number of crimes",
            "Incidents",
            "Number of incidents",
        ),
        not_kept("Force name", "the force that recorded it", "Police force", "Force"),
        part("offence", "Offence description", "finer than is counted", "Minor text", "MinorText"),
        part("offence_code", "Offence code", "the code of the offence"),
    ),
    expected=(
        "A long table: one row for each area, period and type, with its number. Tables with months"
        " or types across the top are turned first."
    ),
    traps=(
        "Partnerships are named without codes, and names and labels change between years.",
        "Sums and parts may stand in one table: adding all rows would count twice.",
        "Rolling years overlap and must not be added up.",
        "A note may void the figures of one area, and some crimes are assigned to no partnership.",
        "Quarter 1 of a financial year is April to June. Of quarters beside one year, such as Q1 of"
        " 2024, it is asked from which month they are counted.",
        "The newest year may have only its first quarters: a part of a year is less than a year.",
        SMALL,
    ),
    not_with=(
        "Indicator",
        "Indicator name",
        "Substance group",
        "Cause of admission",
        "Cohort",
        "Service",
        "Concern type",
        "Exclusion reason",
        "Reason for homelessness",
        "Enforcement action",
    ),
    added_up_before=("quarter",),
    usual=Usual("Home Office", OGL, "quarterly"),
    starts=(
        published(
            "recorded-crime-by-partnership",
            "Recorded crime by partnership",
            "recorded crimes of each Community Safety Partnership, by offence group and quarter",
            "https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables",
            due_days=115,
        ),
        published(
            "recorded-crime-partnership-tables",
            "Crime in England and Wales: partnership tables",
            "recorded crimes of each partnership in a year to the end of a quarter",
            "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
            "recordedcrimedatabycommunitysafetypartnershiparea",
            due_days=115,
            publisher="Office for National Statistics",
        ),
        prescribed(
            "mental-illness-attendances",
            "First attendances for mental illness",
            Sender.HEALTH,
            "how many people came to an outpatient clinic for mental illness for the first time",
            "11(a)",
        ),
        agreed(
            "police-flags",
            "Domestic, hate and vulnerability flags",
            Sender.POLICE,
            "crimes that officers flagged, in totals by area",
        ),
        published(
            "referral-mechanism",
            "Referrals of possible victims of modern slavery",
            "referrals to the National Referral Mechanism, by police force and authority",
            "https://www.gov.uk/government/collections/national-referral-mechanism-statistics",
            due_days=45,
        ),
    ),
    best_for=(Part.VICTIMS, Part.OFFENDERS),
    measures=(
        simple(
            "counts",
            "Counts by area and period",
            "offences or cases",
            GROUPS,
            category_label="Offence group",
            counts_rows=False,
            caveats=("They were counted by the publisher and cannot be counted again here.",),
        ),
    ),
)
