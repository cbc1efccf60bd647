"""The kinds of dataset that a source can deliver, found by themselves: each module with a KIND."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from datasources.kinds import composing
from datasources.kinds.composing import Composed
from datasources.kinds.headings import plain_set
from datasources.kinds.kind import Column, Kind, LookAlike, Part, Usual
from datasources.kinds.measure import NO, NOT_KNOWN, YES, Measure, Total, Vocabulary
from datasources.kinds.shape import Role, Service, Shape
from datasources.kinds.starting import Sender, Start


def kinds_in(modules: Iterable[ModuleType]) -> dict[str, Kind]:
    """By slug, those of the modules that declare one. A slug that stands twice is a ValueError."""
    found: dict[str, Kind] = {}
    for module in modules:
        kind = getattr(module, "KIND", None)
        if kind is None:
            continue
        if kind.slug in found:
            raise ValueError(f"Two kinds are called {kind.slug}.")
        found[kind.slug] = kind
    return dict(sorted(found.items(), key=lambda item: item[1].label))


def starts_in(declared: Iterable[Kind]) -> dict[str, tuple[Kind, Start]]:
    """The starting list, by slug: what a register may begin with, and the kind it is read as.

    It is in order of who gives it, what is prescribed first. A slug that stands twice is a
    ValueError.
    """
    found = [(kind, start) for kind in declared for start in kind.starts]
    slugs = [start.slug for _, start in found]
    if twice := {slug for slug in slugs if slugs.count(slug) > 1}:
        raise ValueError(f"Two entries of the starting list are called {', '.join(sorted(twice))}.")
    senders = list(Sender)
    order = sorted(
        found,
        key=lambda one: (
            senders.index(one[1].sender),
            not one[1].paragraph,
            _number(one[1].paragraph),
            one[1].name,
        ),
    )
    return {start.slug: (kind, start) for kind, start in order}


def _number(paragraph: str) -> tuple[int, str]:
    """Of a paragraph such as 11(b), in the order of the Schedule."""
    figures = paragraph.partition("(")[0]
    return int(figures or 0), paragraph


def _modules() -> Iterable[ModuleType]:
    return (import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__))


BY_SLUG = kinds_in(_modules())
KINDS = tuple(BY_SLUG.values())
STARTS = starts_in(KINDS)
MEASURES = {measure.slug: measure for kind in KINDS for measure in kind.measures}
KIND_OF = {measure.slug: kind for kind in KINDS for measure in kind.measures}
"""The kind that a declared measure is counted of."""

ANY = next(kind for kind in KINDS if not kind.required_columns)
"""What any table can be kept as: it needs no column, and a person says what its columns are."""

UNNAMED_MEASURE = next(one.slug for one in MEASURES.values() if one.was_alone)


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
        shape=Shape.EVENTS,
        described="a file of a kind that is read no more",
        description="This version reads files of this kind no more.",
        columns=(),
        expected="Nothing: this version reads files of this kind no more.",
        traps=(),
    )


@lru_cache(maxsize=256)
def composed_measure(composed: Composed) -> Measure | None:
    """The measure that a person composed; None where what it is a part of is counted no more."""
    kind = KIND_OF.get(composed.of)
    return composing.measure_of(composed, kind) if kind else None


def as_said(kind: Kind, said: Composed | None) -> Kind:
    """A kind whose rows are what a person says, as it is of one source; any other as declared.

    Where rows stand for numbers, every file must have them.
    """
    if not kind.is_said or said is None:
        return kind
    measure = composing.measure_of(said, kind)
    columns = tuple(
        replace(one, words=measure.words)
        if one.role is Role.WHAT
        else replace(one, required=said.numbers or one.required)
        if one.role is Role.HOW_MANY
        else one
        for one in kind.columns
    )
    return replace(kind, columns=columns, measures=(measure,))


def seen_in(headings: Sequence[str]) -> tuple[Kind, ...]:
    """Every kind whose files begin with such headings."""
    return tuple(kind for kind in KINDS if kind.known_by(headings))


def look_alike(headings: Sequence[str]) -> LookAlike | None:
    """The file that is sent in the place of another, where it is one with these headings."""
    names = plain_set(headings)
    others = (one for kind in KINDS for one in kind.look_alikes)
    return next((one for one in others if names >= plain_set(one.headings)), None)


def described(headings: Sequence[str]) -> str | None:
    """What a file with these headings is, in words that complete "This is ...", or None."""
    if (other := look_alike(headings)) is not None:
        return other.described
    return next((kind.described for kind in seen_in(headings)), None)


def serving(service: Service) -> tuple[str, ...]:
    """The slugs of the kinds that serve the others in this way."""
    return tuple(kind.slug for kind in KINDS if kind.serves is service)


def countable() -> tuple[str, ...]:
    """The slugs of the kinds whose rows are counted."""
    return tuple(kind.slug for kind in KINDS if kind.measures)


__all__ = [
    "ANY",
    "BY_SLUG",
    "KINDS",
    "KIND_OF",
    "MEASURES",
    "NO",
    "NOT_KNOWN",
    "STARTS",
    "UNNAMED_MEASURE",
    "YES",
    "as_said",
    "Column",
    "Composed",
    "Kind",
    "LookAlike",
    "look_alike",
    "Measure",
    "Part",
    "Role",
    "Sender",
    "Service",
    "Shape",
    "Start",
    "Total",
    "Usual",
    "Vocabulary",
    "by_slug",
    "composed_measure",
    "countable",
    "described",
    "kinds_in",
    "seen_in",
    "serving",
    "shown",
    "starts_in",
]
