"""Which answers stand in what was published: said to the data room before data are replaced."""

from datasources import resting
from datasources.resting import Resting, Weight
from reports.models import Edition


def on_answers(partnership: int) -> list[Resting]:
    """Editions keep the numbers that they were published with."""
    editions = (
        Edition.objects.filter(assessment__partnership=partnership)
        .exclude(figures=[])
        .select_related("assessment")
        .defer("outline")
        .order_by("assessment__year", "number")
    )
    return [
        Resting(
            weight=Weight.PUBLISHED,
            what=f"Edition {edition.number} for {edition.get_audience_display().lower()}"
            f" ({edition.assessment.year})",
            deed="was published with",
            evidence=tuple(edition.figures),
            href=edition.get_absolute_url(),
            stays=True,
        )
        for edition in editions
    ]


def register() -> None:
    resting.register("reports", on_answers)
