"""What became of small areas that ended, and by how many people each of the new ones is weighed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from datasources.geography.areas import LSOA_CODE, without_former

Successors = Mapping[str, Mapping[str, int]]
"""Of each small area that ended, those of now that it became, with their people.

One that became a single area needs nobody counted: it stands with one person.
"""


def successors(
    lookup: pd.DataFrame, before: pd.Series, after: pd.Series, people: pd.Series | None
) -> Successors:
    """`people` is by the code of the small area. An area of which a part is not in the look-up, or
    that was split between areas of which not all have people, is left out: nothing is guessed."""
    now = without_former(lookup)[LSOA_CODE].astype("str")
    pairs = pd.DataFrame({"before": before.astype("str"), "after": after.astype("str")})
    pairs = pairs[~pairs["before"].isin(now)].drop_duplicates()
    pairs["is_known"] = pairs["after"].isin(now)
    known = {} if people is None else people.dropna().astype("int64").to_dict()
    found: dict[str, Mapping[str, int]] = {}
    for code, parts in pairs.groupby("before", sort=True):
        names = sorted(parts["after"])
        if not parts["is_known"].all():
            continue
        if len(names) == 1:
            found[str(code)] = {names[0]: 1}
        elif all(one in known for one in names) and any(known[one] for one in names):
            found[str(code)] = {one: known[one] for one in names}
    return found


def divided(lookup: pd.DataFrame, before: pd.Series, after: pd.Series) -> frozenset[str]:
    """The small areas that ended and became more than one."""
    pairs = pd.DataFrame({"before": before.astype("str"), "after": after.astype("str")})
    ended = pairs[~pairs["before"].isin(without_former(lookup)[LSOA_CODE].astype("str"))]
    parts = ended.drop_duplicates().groupby("before").size()
    return frozenset(parts.index[parts > 1])
