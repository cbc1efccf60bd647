"""What landlords did about trouble in their homes: warnings, injunctions, evictions."""

from __future__ import annotations

from datasources.kinds.columns import by, what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import area
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed
from datasources.kinds.tabled import BY_AGREEMENT, SMALL, number, period

WORDS = vocabulary(
    "action",
    {
        "Warning": ("Warning letter", "Tenancy warning", "Advice letter"),
        "Acceptable behaviour agreement": ("ABC", "ABA", "Acceptable behaviour contract"),
        "Community protection warning or notice": ("CPW", "CPN", "Community protection notice"),
        "Notice of possession": ("NOSP", "Notice seeking possession", "Notice served"),
        "Injunction": ("Civil injunction", "Housing injunction"),
        "Closure order": ("Premises closure",),
        "Possession order": ("Possession",),
        "Eviction": ("Evictions", "Evicted"),
        "Management transfer": ("Emergency move", "Managed move"),
    },
    "Other actions (not in the list)",
)

KIND = Kind(
    slug="housing-enforcement",
    label="Action by landlords on anti-social behaviour",
    shape=Shape.COUNTS,
    described="a table of landlords' actions",
    description="How often social landlords warned, went to court or evicted, by period and area.",
    columns=(
        period(),
        area("Estate", "Housing area"),
        what(
            "Enforcement action",
            "what the landlord did",
            "Tenancy action",
            "Housing action",
            "Legal action",
            "Action type",
            "Action taken",
            words=WORDS,
        ),
        number("Actions", "how many", "Number of actions", "Number"),
        by("Landlord", "which landlord", "Organisation", "Provider"),
    ),
    expected="A table of totals by period, area and action. No tenant, tenancy or address.",
    traps=(
        "Each landlord acts by a policy of its own: more action is not more trouble.",
        "Only tenants of that landlord are counted.",
        SMALL,
    ),
    usual=Usual("", BY_AGREEMENT, "quarterly"),
    starts=(
        agreed(
            "housing-enforcement",
            "Landlords' action on anti-social behaviour",
            Sender.PARTNERS,
            "warnings, injunctions and evictions by landlord",
        ),
    ),
    best_for=(Part.OFFENDERS, Part.LOCATIONS),
    measures=(
        simple(
            "housing-enforcement",
            "Actions by landlords",
            "actions",
            WORDS,
            category_label="Action",
            counts_rows=False,
            caveats=("Action follows each landlord's policy, and only its own tenants.",),
        ),
    ),
)
