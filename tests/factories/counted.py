"""What analyses take, made of rows of police street as a test writes them."""

from collections.abc import Sequence

import pandas as pd

from datasources import kinds, tallies
from datasources.analyses import Inputs
from datasources.kinds import Kind

STREET = kinds.by_slug("police-street")


def tally(rows: pd.DataFrame, kind: Kind = STREET) -> pd.DataFrame:
    return tallies.of_rows(rows, kind)


def inputs_of(
    rows: pd.DataFrame,
    lookup: pd.DataFrame,
    people: pd.DataFrame | None,
    vintage: str | None,
    held: Sequence[str],
) -> Inputs:
    """Of clean rows, an area frame and small areas with their people."""
    if people is not None:
        people = people.rename(columns={"lsoa_code": "area_code", "population": "people"})
    return Inputs(STREET.measures[0], tally(rows), lookup, people, vintage, tuple(held))
