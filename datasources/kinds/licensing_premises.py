"""Licensed premises: the public register of what may be sold where and how late."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import about, flag, key, not_kept, point, what, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import vocabulary
from datasources.kinds.places import grid, place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed

WORDS = vocabulary(
    "premises_type",
    {
        "Pub or bar": ("Pub", "Public house", "Bar", "Wine bar"),
        "Nightclub": ("Night club", "Club", "Dance club"),
        "Restaurant or cafe": ("Restaurant", "Café", "Cafe"),
        "Takeaway": ("Take away", "Fast food", "Late night refreshment"),
        "Off-licence or shop": ("Off licence", "Convenience store", "Supermarket", "Shop"),
        "Members' club": ("Social club", "Private club"),
        "Hotel": ("Guest house",),
        "Theatre, cinema or venue": ("Theatre", "Cinema", "Venue", "Village hall", "Event"),
        "Betting or gaming": ("Betting shop", "Gambling", "Adult gaming centre"),
        "Sexual entertainment venue": ("SEV",),
    },
    "Other premises (not in the list)",
)

KIND = Kind(
    slug="licensing-premises",
    label="Licensed premises (public register)",
    shape=Shape.PLAIN,
    described="a register of licensed premises",
    description=(
        "Premises with a licence for alcohol, entertainment or late food, one row each, as the"
        " licensing authority's public register has them."
    ),
    columns=(
        replace(
            key(
                "Licence number",
                "the number of the licence",
                "Licence no",
                "Licence ref",
                "Licence reference",
                "Premises licence number",
                "Case number",
            ),
            required=True,
        ),
        replace(
            when(
                "Date granted",
                "when it was granted",
                "Grant date",
                "Licence start date",
                "Effective date",
                "Issue date",
                "Date of issue",
            ),
            required=False,
        ),
        what(
            "Premises type",
            "the sort of premises",
            "Type of premises",
            "Premise type",
            "Licence type",
            "Licence category",
            words=WORDS,
            required=False,
        ),
        place("where the premises are"),
        point("longitude", "Longitude", "of the premises"),
        point("latitude", "Latitude", "of the premises"),
        *grid(),
        flag(
            "off_sales",
            "Alcohol OFF sales/supply",
            "alcohol to take away",
            "Off sales",
            "Alcohol off the premises",
        ),
        flag(
            "on_sales",
            "Alcohol ON sales/supply",
            "alcohol to drink there",
            "On sales",
            "Alcohol on the premises",
        ),
        flag("both_sales", "Alcohol ON&OFF sales/supply", "both", "On and off sales"),
        flag(
            "late_food",
            "Late night refresh",
            "hot food or drink after eleven at night",
            "Late night refreshment",
        ),
        about(
            "closing_hour",
            "Terminal hour",
            "until when it may sell",
            "Closing time",
            "Licensed until",
            "Latest hour",
        ),
        replace(not_kept("Name", "the name of the premises, or of a person"), is_public=True),
        replace(not_kept("Address", "the address"), is_public=True),
        replace(not_kept("Postcode", "the postcode"), is_public=True),
        not_kept("Reference", "the register's own number"),
    ),
    expected="The register as it is published; names and addresses in it are not kept.",
    traps=(
        "The register says what is permitted, not what is open, nor until when.",
        "One place may have several licences, and one licence several rows.",
        "A blank may be written as NA, and a yes as the name of the column.",
        "Licences that have lapsed may stand in it still.",
        "The holder of a licence may be a person: no name is kept.",
    ),
    usual=Usual("", "Public register", "yearly"),
    starts=(
        agreed(
            "licensed-premises",
            "Licensed premises",
            Sender.COUNCIL,
            "the public register of premises, with what each may sell and until when",
            "yearly",
            10,
        ),
    ),
    best_for=(Part.LOCATIONS,),
)
