"""Pupils who miss a tenth of their schooling or more, as the Department for Education counts."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import how_many, not_kept, value_not_kept, what, when
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed, published
from datasources.kinds.tabled import SMALL

WORDS = vocabulary(
    "school_type",
    {
        "Primary": ("State-funded primary", "Primary schools", "State-funded primary schools"),
        "Secondary": (
            "State-funded secondary",
            "Secondary schools",
            "State-funded secondary schools",
        ),
        "Special": (
            "Special schools",
            "State-funded special school",
            "State-funded special schools",
        ),
        "Alternative provision": (
            "Pupil referral unit",
            "Pupil referral units",
            "State-funded AP school",
            "State-funded alternative provision",
        ),
    },
    "Other schools (not in the list)",
)

LOCAL_AUTHORITY = area("School district")
LARGER = ("region_code", "country_code")
"""What a row of a region or of the country has alone: it is of that area, and not of none."""

KIND = Kind(
    slug="school-absence",
    label="School absence (persistently absent pupils)",
    shape=Shape.COUNTS,
    described="a table of school absence",
    description=(
        "How many pupils missed a tenth of their sessions at school or more, by type of school,"
        " area and school year."
    ),
    columns=(
        when(
            "time_period",
            "the school year that the number is of",
            "School year",
            "Academic year",
            "Period",
            "Year",
        ),
        not_kept("time_identifier", "what sort of period it is"),
        not_kept("geographic_level", "the level of the area"),
        not_kept("country_name", "the country"),
        not_kept("region_name", "the region"),
        not_kept("old_la_code", "the Department's own number of the local authority"),
        replace(
            LOCAL_AUTHORITY,
            heading="new_la_code",
            also=(*LOCAL_AUTHORITY.also, LOCAL_AUTHORITY.heading, *LARGER),
        ),
        what(
            "education_phase",
            "the type of school",
            "school_type",
            "Phase",
            "Phase of education",
            "Type of school",
            words=WORDS,
        ),
        how_many(
            "enrolments_pa_10_exact",
            "how many pupils missed a tenth of their sessions or more",
            "Persistent absentees",
            "Number of persistent absentees",
            "Persistently absent pupils",
            "Number of persistently absent pupils",
            "Pupils persistently absent",
        ),
        value_not_kept("num_schools", "how many schools"),
        value_not_kept("enrolments", "how many pupils"),
        value_not_kept("sess_possible", "the sessions that could be attended"),
        value_not_kept("sess_overall", "the sessions missed"),
        value_not_kept("sess_authorised", "the sessions missed with leave"),
        value_not_kept("sess_unauthorised", "the sessions missed without leave"),
        value_not_kept("sess_overall_percent", "their share of sessions"),
        value_not_kept("sess_authorised_percent", "their share of sessions"),
        value_not_kept("sess_unauthorised_percent", "their share of sessions"),
        value_not_kept("enrolments_pa_10_exact_percent", "the share of pupils"),
        value_not_kept("enrolments_pa_50_exact", "how many pupils missed half of their sessions"),
        value_not_kept("enrolments_pa_50_exact_percent", "their share of pupils"),
    ),
    expected=(
        "The table of absence by local authority of the Department for Education, or a county's"
        " own totals by school year, area and type of school. No pupil and no school."
    ),
    traps=(
        "Pupils are counted and not sessions: the share of sessions missed is another figure, and"
        " shares are never added up.",
        "England, regions and local authorities stand in one table: only the rows of an area count"
        " for it.",
        "Where there is a county council its schools are counted for the county: no district of it"
        " has a figure.",
        "A row of all types of school stands beside those of each: they are never added.",
        "Figures of one or two terms are no year: a pupil may be persistently absent in a term and"
        " not in the year. Send terms apart from whole years.",
        "What counts as persistent changed: a tenth of sessions since September 2015, 15 per cent"
        " before.",
        "The area is that of the school, not of the home.",
        "Schools are counted by school year, September to July; years with closed schools cannot be"
        " compared.",
        "A pupil who changes school may be counted in both.",
        SMALL,
    ),
    usual=Usual("Department for Education", OGL, "academic"),
    starts=(
        published(
            "school-absence-published",
            "School absence (published yearly)",
            "pupils who missed a tenth of their sessions or more, of each local authority",
            "https://explore-education-statistics.service.gov.uk/find-statistics/"
            "pupil-absence-in-schools-in-england",
        ),
        agreed(
            "school-absence",
            "School absence of the council's areas",
            Sender.COUNTY,
            "persistently absent pupils by type of school, in totals; no pupil and no small school",
            "academic",
            90,
        ),
    ),
    best_for=(Part.VICTIMS, Part.OFFENDERS),
    measures=(
        simple(
            "school-absence",
            "Persistently absent pupils",
            "persistently absent pupils",
            WORDS,
            category_label="Type of school",
            counts_rows=False,
            caveats=(
                "A pupil is persistently absent who missed a tenth of sessions or more; the area is"
                " that of the school.",
            ),
        ),
    ),
)
