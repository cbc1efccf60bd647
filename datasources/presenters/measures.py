"""What can be counted here, as a person chooses it: by the source that it is counted of."""

from datasources.models import Source
from datasources.operations import holdings
from partnerships.models import Partnership

Choice = tuple[str, str]
PARTED = ":"
"""Between the short names of a source and of a measure."""


def choices(partnership: Partnership) -> list[tuple[str, list[Choice]]]:
    """For each source in use, under its name, all that is counted of it and its parts."""
    return [(source.name, _of_source(source)) for source in holdings.sources(partnership)]


def _of_source(source: Source) -> list[Choice]:
    whole, *parts = holdings.measured(source)
    return [
        (source.slug, f"All: {whole.label}"),
        *((f"{source.slug}{PARTED}{one.slug}", one.label) for one in parts),
    ]


def chosen(partnership: Partnership, value: str) -> tuple[Source | None, str]:
    """The source that was chosen, and the measure: blank where all of it is meant."""
    slug, _, measure = value.partition(PARTED)
    return partnership.sources.filter(slug=slug).first() if slug else None, measure
