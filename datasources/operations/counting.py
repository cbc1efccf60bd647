"""The tally of a slice: made when it is read; anew where it is lost, or was counted otherwise."""

from collections.abc import Iterable

import pandas as pd

from datasources import frames, kinds, tallies
from datasources.kinds import Kind
from datasources.models import Slice
from partnerships.store import StoreError

FOLDER = "tallies"


def counted(one: Slice, rows: pd.DataFrame, kind: Kind) -> None:
    """Stores the tally of clean rows beside their slice, which is saved by whoever calls."""
    if not kind.measures:
        return
    one.tally_path = frames.store(tallies.of_rows(rows, kind), folder=FOLDER).path
    one.tally_shape = tallies.shape_of(kind)


def tally_of(one: Slice) -> pd.DataFrame:
    """The tally of a slice; a StoreError when neither it nor the rows are to be had."""
    kind = kinds.by_slug(one.source.kind)
    if one.tally_shape == tallies.shape_of(kind):
        try:
            return frames.load(one.tally_path)
        except StoreError:
            pass  # The rows may still be there.
    counted(one, frames.load(one.path), kind)
    Slice.objects.filter(pk=one.pk).update(tally_path=one.tally_path, tally_shape=one.tally_shape)
    return frames.load(one.tally_path)


def together(slices: Iterable[Slice]) -> pd.DataFrame:
    """The tallies of several slices as one."""
    return tallies.joined([tally_of(one) for one in slices])
