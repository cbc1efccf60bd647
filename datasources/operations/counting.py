"""The tallies of a slice: made when it is read; anew where lost, or counted otherwise.

Rows that have only a point are counted where the boundaries in use place it: when others come into
use, whatever has points is counted anew from its rows, as it is asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from datasources import frames, kinds, tallies
from datasources.geography import Successors
from datasources.geography.boundaries import placed
from datasources.intake.locating import has_points
from datasources.kinds import Kind, Measure, Role
from datasources.models import Slice
from datasources.operations.holdings import Map
from datasources.tallies import rebasing
from datasources.tallies.rebasing import FORMER, Moved
from partnerships.store import StoreError

FOLDER = "tallies"
BOTH = " became "


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
    moved: Moved | None = None
    """Of its rows, those that stand in the files under areas that ended."""


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


def held_places(one: Slice) -> frozenset[str]:
    """The areas under which rows of a slice were counted last; where that is lost, those that its
    rows name."""
    try:
        if one.tally_path:
            return _places_in(one.tally_path, tallies.AREA)
    except StoreError:
        pass
    return _places_in(one.path, one.source.read_as.column(Role.WHERE))


# Stored frames never change.
@lru_cache(maxsize=2048)
def _places_in(path: str, column: str) -> frozenset[str]:
    return frozenset(frames.load(path, [column])[column].dropna().astype("str").unique())


def together(slices: Iterable[Slice], places: Map | None, *, keep: bool = True) -> pd.DataFrame:
    """The tallies of several slices as one."""
    return tallies.joined(_tallies(slices, places, keep=keep))


def _tallies(slices: Iterable[Slice], places: Map | None, *, keep: bool) -> list[pd.DataFrame]:
    return [
        tally_of(one, places) if keep else as_counted(one, places, in_detail=False)
        for one in slices
    ]


def of_measure(
    slices: Iterable[Slice],
    measure: Measure,
    places: Map | None,
    surplus: pd.DataFrame | None = None,
    *,
    became: Successors | None = None,
    keep: bool = True,
) -> Counted:
    """What several slices hold of a measure, less the rows that stand in them twice; what stands
    under areas that ended, in those that they became. Where it only would be so, nothing is
    stored."""
    slices = list(slices)
    kind = kinds.by_slug(slices[0].source.kind) if slices else None
    twice = None if surplus is None or kind is None else _placed(surplus, kind, places)[0]
    became = became if became and measure.counts_rows else {}
    parts = {code: frozenset(each) for code, each in became.items()}
    every, moved = _rebased(
        _tallies(slices, places, keep=keep),
        None if twice is None else tallies.of_rows(twice, kind),
        became,
        tallies.joined,
    )
    if not measure.within or not slices:
        moved = _of_the_measure(moved, lambda rows: tallies.of_categories(rows, measure))
        return Counted(tallies.of_categories(every, measure), every, moved=Moved(moved, parts))
    details, moved = _rebased(
        [
            details_of(one, places) if keep else as_counted(one, places, in_detail=True)
            for one in slices
        ],
        None if twice is None else tallies.details_of(twice, kind),
        became,
        tallies.joined_details,
    )
    part = tallies.part_of(details, measure)
    moved = _of_the_measure(moved, lambda rows: tallies.part_of(rows, measure).counted)
    return Counted(part.counted, every, part, Moved(moved, parts))


def _rebased(
    of_slices: list[pd.DataFrame],
    twice: pd.DataFrame | None,
    became: Successors,
    joined: Callable[[list[pd.DataFrame]], pd.DataFrame],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tallies or details of several slices as one, in the areas of now, and the lines moved there.

    Each slice for itself, as disclosure control reads them; rows that stand in two are taken out
    before, for else they might be taken out elsewhere than where they are.
    """
    if twice is not None:
        of_slices = [tallies.less(joined(of_slices), twice)]
    each = [rebasing.rebased(one, became) for one in of_slices or [tallies.joined([])]]
    return joined([one for one, _ in each]), pd.concat([one for _, one in each], ignore_index=True)


def _of_the_measure(
    moved: pd.DataFrame, counted: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """The lines moved that a measure counts. They stand under both codes while it counts them."""
    both = moved[FORMER] + BOTH + moved[tallies.AREA]
    found = counted(moved.drop(columns=FORMER).assign(**{tallies.AREA: both}))
    codes = found[tallies.AREA].str.split(BOTH, n=1, expand=True).reindex(columns=[0, 1])
    return found.assign(**{FORMER: codes[0], tallies.AREA: codes[1]})
