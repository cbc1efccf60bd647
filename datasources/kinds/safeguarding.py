"""Safeguarding and exploitation, as councils and the national referral mechanism count them."""

from __future__ import annotations

from datasources.kinds.columns import what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, sex
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "concern",
    {
        "Adult safeguarding concerns": ("Safeguarding concerns", "Concerns", "Adult concerns"),
        "Adult safeguarding enquiries": ("Section 42 enquiries", "S42 enquiries", "S42"),
        "Children in need": ("CIN", "Child in need"),
        "Child protection plans": ("CPP", "Child protection plan", "CP plans"),
        "Children looked after": ("LAC", "CLA", "Children in care"),
        "Child sexual exploitation": ("CSE",),
        "Child criminal exploitation": ("CCE", "County lines", "Criminal exploitation"),
        "Missing children": ("Missing from home or care", "Missing from care"),
        "Modern slavery": ("NRM", "NRM referrals", "Human trafficking", "Trafficking"),
        "Self-neglect": ("Hoarding",),
        "Radicalisation": ("Prevent", "Channel"),
    },
    "Other concerns (not in the list)",
)

KIND = Kind(
    slug="safeguarding",
    label="Safeguarding and exploitation",
    shape=Shape.COUNTS,
    described="a table of safeguarding concerns",
    description=(
        "How many concerns, enquiries, plans and referrals there were for adults and children at"
        " risk, by period and area."
    ),
    columns=(
        period(),
        area(),
        what(
            "Concern type",
            "what it is about",
            "Type of concern",
            "Safeguarding type",
            "Type of abuse",
            "Abuse type",
            "Exploitation type",
            "Concern",
            words=WORDS,
        ),
        number(
            "Concerns",
            "how many",
            "Number of concerns",
            "Enquiries",
            "Number of people",
            "Referrals",
            "Number",
        ),
        age_of("person", "Age group", "Age band"),
        sex("person", "Sex", "Gender"),
    ),
    expected="A table of totals by period, area and type of concern. No person or case number.",
    traps=(
        "The place of a referral is not the place of exploitation.",
        "A concern is not a proved harm, and one person may have several.",
        "Thresholds differ between councils and change with inspections.",
        "What is said of radicalisation may be restricted and must not be published.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "quarterly"),
    starts=(
        agreed(
            "safeguarding",
            "Safeguarding concerns",
            Sender.COUNTY,
            "concerns about adults and children by sort, in totals",
        ),
    ),
    best_for=(Part.VICTIMS,),
    measures=(
        simple(
            "safeguarding",
            "Safeguarding concerns",
            "concerns",
            WORDS,
            category_label="Type of concern",
            counts_rows=False,
            caveats=("A concern is what somebody reported, not what was proved.",),
        ),
    ),
)
