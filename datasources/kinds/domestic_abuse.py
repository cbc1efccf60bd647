"""Domestic abuse as services see it: referrals, and cases at the multi-agency conference."""

from __future__ import annotations

from datasources.kinds.columns import what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.people import age_of, ethnicity, sex
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "service",
    {
        "MARAC cases": ("MARAC", "Cases discussed at MARAC", "Cases heard", "Cases discussed"),
        "MARAC repeat cases": ("MARAC repeats", "Repeat cases", "Repeats"),
        "Children in MARAC households": ("Children at MARAC", "Children in household"),
        "IDVA referrals": ("IDVA", "Independent domestic violence adviser"),
        "Outreach referrals": ("Outreach", "Community based service", "Floating support"),
        "Refuge": ("Refuge referrals", "Safe accommodation"),
        "Helpline": ("Helpline calls",),
        "Perpetrator programme": ("Perpetrators", "Behaviour change programme"),
        "Disclosure scheme": ("Clare's Law", "DVDS"),
        "Protection notices and orders": ("DVPN", "DVPO", "DAPN", "DAPO"),
    },
    "Other services (not in the list)",
)

KIND = Kind(
    slug="domestic-abuse",
    label="Domestic abuse services and MARAC",
    shape=Shape.COUNTS,
    described="a table of domestic abuse referrals",
    description=(
        "How many referrals domestic abuse services had, and how many cases the multi-agency risk"
        " assessment conference (MARAC) heard."
    ),
    columns=(
        period(),
        area("MARAC area", "MARAC"),
        what(
            "Service",
            "which service or conference",
            "Referral type",
            "Referred to",
            "Type of referral",
            "Support type",
            "Service type",
            words=WORDS,
        ),
        number("Referrals", "how many", "Number of referrals", "Cases discussed", "Number"),
        age_of("victim", "Age group", "Age band"),
        sex("victim", "Sex", "Gender"),
        ethnicity("victim", "Ethnicity", "Ethnic group"),
    ),
    expected="A table of totals by period, area and service. No person, case number or account.",
    traps=(
        "More cases may mean that more is found and referred, not that there is more abuse.",
        "A referral is not a person: one may be referred to several services and again.",
        "A repeat is a new incident within twelve months of the last case, as the conference"
        " defines it.",
        "A small place and a rare service tell who it was: show totals.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "quarterly"),
    starts=(
        agreed(
            "marac",
            "MARAC cases",
            Sender.PARTNERS,
            "how many cases of high risk were heard, and how many again within a year",
            "quarterly",
            60,
        ),
    ),
    best_for=(Part.VICTIMS,),
    measures=(
        simple(
            "domestic-abuse",
            "Domestic abuse referrals",
            "referrals and cases",
            WORDS,
            category_label="Service",
            counts_rows=False,
            caveats=("More referrals may mean better finding and not more abuse.",),
        ),
    ),
)
