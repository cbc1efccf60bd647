"""The tallies of a slice: made when it is read; anew where lost, or counted otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from datasources import frames, kinds, tallies
from datasources.kinds import Kind, Measure
from datasources.models import Slice
from partnerships.store import StoreError

FOLDER = "tallies"


@dataclass(frozen=True, eq=False)
class Counted:
    """What slices hold of a measure, and where it is a part of another, what is not known of it."""

    tally: pd.DataFrame
    every: pd.DataFrame
    """The tally of all rows; of a measure that is all of them, the same."""
    part: tallies.Part | None = None


def counted(one: Slice, rows: pd.DataFrame, kind: Kind) -> None:
    """Stores the tallies of clean rows beside their slice, which is saved by whoever calls."""
    if not kind.measures:
        return
    one.tally_path = frames.store(tallies.of_rows(rows, kind), folder=FOLDER).path
    one.tally_shape = tallies.shape_of(kind)
    if kind.details:
        one.details_path = frames.store(tallies.details_of(rows, kind), folder=FOLDER).path
        one.details_shape = tallies.details_shape_of(kind)


def tally_of(one: Slice) -> pd.DataFrame:
    """The tally of a slice; a StoreError when neither it nor the rows are to be had."""
    kind = kinds.by_slug(one.source.kind)
    if one.tally_shape == tallies.shape_of(kind):
        try:
            return frames.load(one.tally_path)
        except StoreError:
            pass  # The rows may still be there.
    _count_again(one, kind)
    return frames.load(one.tally_path)


def details_of(one: Slice) -> pd.DataFrame:
    """The details of a slice whose kind has any; a StoreError as of `tally_of`."""
    kind = kinds.by_slug(one.source.kind)
    if one.details_shape == tallies.details_shape_of(kind):
        try:
            return frames.load(one.details_path)
        except StoreError:
            pass  # The rows may still be there.
    _count_again(one, kind)
    return frames.load(one.details_path)


def _count_again(one: Slice, kind: Kind) -> None:
    counted(one, frames.load(one.path), kind)
    names = ("tally_path", "tally_shape", "details_path", "details_shape")
    Slice.objects.filter(pk=one.pk).update(**{name: getattr(one, name) for name in names})


def together(slices: Iterable[Slice]) -> pd.DataFrame:
    """The tallies of several slices as one."""
    return tallies.joined([tally_of(one) for one in slices])


def of_measure(slices: Iterable[Slice], measure: Measure) -> Counted:
    """What several slices hold of a measure."""
    slices = list(slices)
    every = together(slices)
    if not measure.within or not slices:
        return Counted(tallies.of_categories(every, measure), every)
    part = tallies.part_of(tallies.joined_details([details_of(one) for one in slices]), measure)
    return Counted(part.counted, every, part)
