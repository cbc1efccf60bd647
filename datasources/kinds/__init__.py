"""The kinds of dataset that a source can deliver: an explicit registry, one module per kind."""

from __future__ import annotations

from datasources.kinds import area_lookup, police_street, population
from datasources.kinds.kind import Column, Kind, Vocabulary

KINDS: tuple[Kind, ...] = (police_street.KIND, area_lookup.KIND, population.KIND)
BY_SLUG: dict[str, Kind] = {kind.slug: kind for kind in KINDS}


def by_slug(slug: str) -> Kind:
    """The kind of that name; an unknown name is a KeyError that lists the known ones."""
    if slug not in BY_SLUG:
        raise KeyError(f"There is no kind {slug!r}. Known: {', '.join(BY_SLUG)}.")
    return BY_SLUG[slug]


def shown(slug: str) -> Kind:
    """The kind of that name; of one that is read no more, what is left of it: its name in words."""
    return BY_SLUG.get(slug) or Kind(
        slug=slug,
        label=slug.replace("-", " ").capitalize(),
        description="This version reads files of this kind no more.",
        columns=(),
        expected="Nothing: this version reads files of this kind no more.",
        traps=(),
        is_heading=lambda cells: False,
    )


__all__ = ["BY_SLUG", "KINDS", "Column", "Kind", "Vocabulary", "by_slug", "shown"]
