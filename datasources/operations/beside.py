"""A period that was sent beside the one in use for it, and beside the year before: what the page
says before anybody accepts it."""

import dataclasses
import functools
import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from datasources import frames, kinds
from datasources.geography.boundaries import placed
from datasources.geography.coordinates import PAIRS
from datasources.intake import comparing, completeness
from datasources.intake.completeness import Profile
from datasources.intake.locating import has_points
from datasources.intake.places import places_of
from datasources.intake.reading import Comparison, Context
from datasources.kinds import Kind, Role, Service
from datasources.models import Slice, Source
from datasources.operations import holdings
from datasources.periods import known
from partnerships import store

# The file is gone for good; an unavailable store is only waited for.
LOST = (store.MissingError, store.DamagedError)
MOST_TOLD = 5

ProfileOf = Callable[[str], Profile | None]


def lookup_of(source: Source, newest: Slice | None) -> pd.DataFrame | None:
    """The newest area look-up in use in the partnership, with areas of an earlier year."""
    if newest is None:
        return None
    return holdings.area_frame(newest, holdings.former_areas(source.partnership))


def paths_in_use(source: Source) -> dict[str, str]:
    return dict(Slice.objects.current().filter(source=source).values_list("period", "path"))


def known_areas(source: Source) -> frozenset[str] | None:
    """Every area that the look-up in use has; None where there is none, or it is what is read."""
    if source.kind in kinds.serving(Service.AREAS):
        return None
    places = places_of(Context(lookup=lookup_of(source, holdings.areas(source.partnership))))
    return places.every_known if places else None


def map_of(source: Source) -> holdings.Map | None:
    """What the points of a source are placed by; None where its kind has none."""
    if not has_points(source.read_as):
        return None
    return holdings.map_of(source.partnership)


def profiles(source: Source, paths: Mapping[str, str]) -> ProfileOf:
    """What each of these stored periods holds; None of one that is not there, or lost."""
    kind = source.read_as
    areas = functools.cache(lambda: known_areas(source))
    places = functools.cache(lambda: map_of(source))

    @functools.cache
    def profile(period: str) -> Profile | None:
        if period not in paths:
            return None
        try:
            return profile_of(kind, paths[period], areas(), places())
        except LOST:
            return None

    return profile


def profile_of(
    kind: Kind, path: str, areas: frozenset[str] | None, places: holdings.Map | None
) -> Profile:
    """Of stored rows, under the areas that count them."""
    names = [kind.column(Role.WHAT), kind.column(Role.WHERE)]
    names += [*itertools.chain(*PAIRS.values())] if places else []
    return profile_in(kind, frames.load(path, [name for name in names if name]), areas, places)


def profile_in(
    kind: Kind, rows: pd.DataFrame, areas: frozenset[str] | None, places: holdings.Map | None
) -> Profile:
    where = kind.column(Role.WHERE)
    if places is not None:
        rows = rows.assign(**{where: placed(rows, where, places.boundaries, judge=False).areas})
    return completeness.profile_of(rows, kind, areas)


def told(
    kind: Kind,
    period: str,
    now: Profile,
    comparison: Comparison | None,
    in_use: Slice | None,
    profile: ProfileOf,
) -> dict[str, Any]:
    """As it is kept with the slice, in words of the kind; empty where nothing is held beside it.

    `profile` is asked of the periods in use, and of those that came with it.
    """
    content: dict[str, Any] = {}
    if comparison is not None:
        content = {
            **dataclasses.asdict(comparison),
            "changed": [
                [comparing.heading_of(kind, name), count]
                for name, count in comparison.changed.items()
            ],
            "differs": comparing.what_differs(comparison, kind),
            "is_identical": comparison.is_identical,
            "slice": in_use.pk if in_use else None,
        }
        if in_use is not None and (before := profile(period)) is not None:
            content["beside"] = _beside(kind, before, now)
    year = known(period)
    if year is not None and (then := profile(year.year_before.key)) is not None:
        content["year_before"] = {
            "period": year.year_before.key,
            **_beside(kind, then, now),
        }
    return content


def again(kind: Kind, one: Slice, in_use: Slice, profile: ProfileOf) -> dict[str, Any]:
    """The same of a slice that was read before, with what is in use now."""
    incoming = frames.load(one.path)
    comparison = comparing.compared(kind, frames.load(in_use.path), incoming)
    now = profile_in(kind, incoming, None, map_of(in_use.source))
    return told(kind, one.period, now, comparison, in_use, profile)


def _beside(kind: Kind, before: Profile, now: Profile) -> dict[str, Any]:
    found = comparing.beside(kind, before, now)
    return {
        "rows": list(found.rows),
        "located": list(found.located),
        "categories": [list(one) for one in found.categories[:MOST_TOLD]],
        "areas": [list(one) for one in found.areas[:MOST_TOLD]],
        "areas_more": sum(now > before for _, before, now in found.areas),
        "areas_fewer": sum(now < before for _, before, now in found.areas),
    }
