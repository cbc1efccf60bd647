"""The tallies of a slice: made when it is read; anew where lost, or counted otherwise.

Rows that have only a point are counted where the boundaries in use place it: when others come into
use, whatever has points is counted anew from its rows, as it is asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from datasources import frames, kinds, tallies
from datasources.geography.boundaries import placed
from datasources.intake.locating import has_points
from datasources.kinds import Kind, Measure, Role
from datasources.models import Slice
from datasources.operations.holdings import Map
from partnerships.store import StoreError

FOLDER = "tallies"


@dataclass(frozen=True)
class Kept:
    """A tally that is kept beside a slice: where it says its path and what it was made by."""

    path: str
    shape: str
    made: Callable[[pd.DataFrame, Kind], pd.DataFrame]
    shape_of: Callable[[Kind], str]


TALLY = Kept("tally_path", "tally_shape", tallies.of_rows, tallies.shape_of)
DETAILS = Kept("details_path", "details_shape", tallies.details_of, tallies.details_shape_of)


@dataclass(frozen=True, eq=False)
class Counted:
    """What slices hold of a measure, and where it is a part of another, what is not known of it."""

    tally: pd.DataFrame
    every: pd.DataFrame
    """The tally of all rows; of a measure that is all of them, the same."""
    part: tallies.Part | None = None


def counted(one: Slice, rows: pd.DataFrame, kind: Kind, places: Map | None) -> None:
    """Stores the tallies of clean rows beside their slice, which is saved by whoever calls."""
    if not kind.measures:
        return
    rows, one.placing = _placed(rows, kind, places)
    for each in _kept_of(kind):
        setattr(one, each.path, frames.store(each.made(rows, kind), folder=FOLDER).path)
        setattr(one, each.shape, each.shape_of(kind))


def _kept_of(kind: Kind) -> tuple[Kept, ...]:
    return (TALLY, DETAILS) if kind.details else (TALLY,)


def _placed(
    rows: pd.DataFrame, kind: Kind, places: Map | None
) -> tuple[pd.DataFrame, dict[str, object]]:
    """The rows under the areas that count them, and by what their points were placed."""
    if not has_points(kind) or places is None:
        return rows, {}
    where = kind.column(Role.WHERE)
    found = placed(rows, where, places.boundaries, judge=False)
    placing = {
        "key": places.key,
        "boundaries": places.slice.pk,
        "vintage": places.boundaries.vintage,
        "points": found.points,
        "placed": found.placed,
        "outside": found.outside,
    }
    return rows.assign(**{where: found.areas}), placing


def is_placed_otherwise(one: Slice, places: Map | None) -> bool:
    """Whether its rows were counted by other boundaries than these. Without any nothing is."""
    if places is None or not has_points(one.source.read_as):
        return False
    return one.placing.get("key") != places.key


def rests_on(one: Slice, places: Map | None) -> bool:
    """Whether its counts depend on these boundaries, as far as is known before it is counted."""
    if places is None or not has_points(one.source.read_as):
        return False
    if is_placed_otherwise(one, places):
        return True
    return bool(one.placing["placed"] or one.placing["outside"])


def place_anew(slices: Iterable[Slice], places: Map | None) -> None:
    """Counts again what was placed by other boundaries, where its rows are still there."""
    for one in slices:
        if is_placed_otherwise(one, places):
            tally_of(one, places)


def tally_of(one: Slice, places: Map | None) -> pd.DataFrame:
    """The tally of a slice; a StoreError when neither it nor the rows are to be had.

    Where the rows are gone, it stays counted by the boundaries of then.
    """
    return _held(one, places, TALLY)


def details_of(one: Slice, places: Map | None) -> pd.DataFrame:
    """The details of a slice whose kind has any; as of `tally_of`."""
    return _held(one, places, DETAILS)


def _held(one: Slice, places: Map | None, kept: Kept) -> pd.DataFrame:
    kind = one.source.read_as
    stored = _stored(one, kind, kept)
    if stored is not None and not is_placed_otherwise(one, places):
        return stored
    try:
        rows = frames.load(one.path)
    except StoreError:
        if stored is None:
            raise
        return stored
    counted(one, rows, kind, places)
    names = ["placing", *(name for each in (TALLY, DETAILS) for name in (each.path, each.shape))]
    Slice.objects.filter(pk=one.pk).update(**{name: getattr(one, name) for name in names})
    return frames.load(getattr(one, kept.path))


def _stored(one: Slice, kind: Kind, kept: Kept) -> pd.DataFrame | None:
    """As it was counted last; None where that is lost, or was made otherwise."""
    if getattr(one, kept.shape) != kept.shape_of(kind):
        return None
    try:
        return frames.load(getattr(one, kept.path))
    except StoreError:
        return None


def as_counted(one: Slice, places: Map | None, *, in_detail: bool) -> pd.DataFrame:
    """Its tally as an answer had it that rests on these boundaries, or on none; nothing is stored.
    A StoreError where it was counted otherwise since, and its rows are gone."""
    kind, kept = one.source.read_as, DETAILS if in_detail else TALLY
    is_same = one.placing.get("key", "") == (places.key if places else "")
    moves_nothing = places is None and not (one.placing.get("placed") or one.placing.get("outside"))
    if (is_same or moves_nothing) and (stored := _stored(one, kind, kept)) is not None:
        return stored
    rows, _ = _placed(frames.load(one.path), kind, places)
    return kept.made(rows, kind)


def together(slices: Iterable[Slice], places: Map | None, *, keep: bool = True) -> pd.DataFrame:
    """The tallies of several slices as one."""
    return tallies.joined(
        [
            tally_of(one, places) if keep else as_counted(one, places, in_detail=False)
            for one in slices
        ]
    )


def of_measure(
    slices: Iterable[Slice],
    measure: Measure,
    places: Map | None,
    surplus: pd.DataFrame | None = None,
    *,
    keep: bool = True,
) -> Counted:
    """What several slices hold of a measure, less the rows that stand in them twice. Where it only
    would be so, nothing is stored."""
    slices = list(slices)
    every = together(slices, places, keep=keep)
    kind = kinds.by_slug(slices[0].source.kind) if slices else None
    twice = None if surplus is None or kind is None else _placed(surplus, kind, places)[0]
    if twice is not None:
        every = tallies.less(every, tallies.of_rows(twice, kind))
    if not measure.within or not slices:
        return Counted(tallies.of_categories(every, measure), every)
    details = [
        details_of(one, places) if keep else as_counted(one, places, in_detail=True)
        for one in slices
    ]
    if twice is not None:
        again = tallies.details_of(twice, kind)
        details.append(again.assign(**{tallies.COUNT: -again[tallies.COUNT]}))
    part = tallies.part_of(tallies.joined_details(details), measure)
    return Counted(part.counted, every, part)
