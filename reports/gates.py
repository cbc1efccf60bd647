"""What this room adds to the gates of the year: the public edition."""

from assessment.models import Assessment
from assessment.rules import gates


def public_edition_published(assessment: Assessment) -> list[str]:
    if assessment.editions.filter(audience="public", state="done").exists():
        return []
    return ["No public edition has been published yet."]


def register() -> None:
    gates.register(
        "respond",
        gates.GateItem(
            "public-edition",
            "The public edition is published",
            public_edition_published,
            "edition-list",
        ),
    )
