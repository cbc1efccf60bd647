"""What tallies say of the data themselves."""

import pandas as pd
import pytest

from datasources import tallies
from datasources.dimensions import graded
from datasources.tallies import quality
from datasources.tallies.quality import Changed, Placed


def tally(*rows: tuple) -> pd.DataFrame:
    names = ("area_code", "category", "count")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    frame = pd.DataFrame({"period": ["2026-01"] * len(rows), **columns, "unknown": 0})
    return frame.astype(tallies.TYPES)


def test_rows_with_a_place_and_with_one_that_is_known_are_counted_apart():
    one = tally(("E01", "Burglary", 7), ("E02", "Burglary", 2), (None, "Robbery", 1))

    assert quality.placed(one, {"E01"}) == Placed(10, 9, 7)
    assert quality.placed(one, None) == Placed(10, 9, 0)


def series(category: str, *counts: int) -> list[pd.DataFrame]:
    return [tally((None, "Theft", 5), (None, category, count)) for count in counts]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((0, 0, 4, 6), (Changed("Robbery", 2, True),)),
        ((0, 0, 0, 10), (Changed("Robbery", 3, True),)),
        ((0, 0, 4, 5), ()),
        ((6, 4, 0, 0), (Changed("Robbery", 1, False),)),
        ((5, 4, 0, 0), ()),
        ((0, 1, 40, 60), ()),
        ((0, 0, 60), ()),
        # The half that is longer by one is the later.
        ((0, 0, 3, 4, 3), (Changed("Robbery", 2, True),)),
    ],
)
def test_a_type_that_begins_or_ceases_is_told_from_chance(counts, found):
    assert quality.changed(series("Robbery", *counts)) == found


@pytest.mark.parametrize(
    ("share", "suggests"),
    [(1.0, "good"), (0.95, "good"), (0.949, "care"), (0.8, "care"), (0.799, "poor"), (0.0, "poor")],
)
def test_a_share_suggests_an_answer_by_its_bounds(share, suggests):
    assert graded(share, 0.95, 0.8) == suggests
