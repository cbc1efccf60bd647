"""What can be counted here, as a person chooses it: by the source that it is counted of."""

from collections import Counter
from dataclasses import dataclass

from datasources import kinds
from datasources.models import Source
from datasources.operations import holdings
from partnerships.models import Partnership
from partnerships.words import all_of

Choice = tuple[str, str]
PARTED = ":"
"""Between the short names of a source and of a measure."""
ALL = "+"
"""Before the short name of a kind: all its sources together."""
TOGETHER = "all together"


@dataclass(frozen=True)
class Chosen:
    """What is counted of one source or of all of its kind: all of it where nothing is named."""

    source: Source | None
    measure: str
    together: bool = False


def choices(partnership: Partnership) -> list[tuple[str, list[Choice]]]:
    """For each source in use, under its name, all that is counted of it and its parts."""
    found = holdings.sources(partnership)
    of_kind = Counter(one.kind for one in found)
    several = [
        (
            f"{all_of([one.name for one in found if one.kind == kind])}, counted together",
            _choices(f"{ALL}{kind}", next(one for one in found if one.kind == kind), TOGETHER),
        )
        for kind, count in of_kind.items()
        if count > 1 and not kinds.by_slug(kind).is_said
    ]
    named = len(found) > 1
    return [
        *((one.name, _choices(one.slug, one, one.name if named else "")) for one in found),
        *several,
    ]


def has_several(partnership: Partnership) -> bool:
    """Whether two sources of one kind are in use, which may be asked together."""
    found = [one.kind for one in holdings.sources(partnership) if not one.read_as.is_said]
    return len(set(found)) < len(found)


def _choices(slug: str, source: Source, whose: str) -> list[Choice]:
    """`whose` is said again behind each: of a closed list only what was chosen is seen."""
    whole, *parts = holdings.measured(source)
    of = f" ({whose})" if whose else ""
    return [
        (slug, f"All: {whole.label}{of}"),
        *((f"{slug}{PARTED}{one.slug}", f"{one.label}{of}") for one in parts),
    ]


def chosen(partnership: Partnership, value: str) -> Chosen:
    """What a choice stands for."""
    slug, _, measure = value.partition(PARTED)
    if slug.startswith(ALL):
        found = holdings.of_kind(partnership, slug.removeprefix(ALL))
        return Chosen(found[0] if found else None, measure, together=True)
    return Chosen(partnership.sources.filter(slug=slug).first() if slug else None, measure)
