"""Comparing an incoming month of police street with the slice that is current for that month.

A month published again usually differs in its outcomes alone: investigations have moved on.
"""

from __future__ import annotations

import pandas as pd

from datasources.intake.reading import Comparison
from datasources.intake.words import counted
from datasources.kinds import police_street as street

FIELDS = tuple(
    name
    for name in street.CLEAN_COLUMNS
    if name not in (street.SOURCE_ROW, street.CRIME_ID, street.LAST_OUTCOME)
)
SETTLED = len(street.UNSETTLED_OUTCOMES)


def compare(current: pd.DataFrame, incoming: pd.DataFrame) -> Comparison:
    """How the incoming rows of a period differ from those held, and which look the earlier."""
    before, now = _plain(current), _plain(incoming)
    crimes_before, crimes_now = _crimes(before), _crimes(now)
    both = crimes_before.merge(
        crimes_now, on=[street.CRIME_ID, "_nth"], suffixes=("_before", "_now"), how="inner"
    )
    outcome_before = both[f"{street.LAST_OUTCOME}_before"]
    outcome_now = both[f"{street.LAST_OUTCOME}_now"]
    outcomes_differ = outcome_before != outcome_now
    other_differ = _any_field_differs(both)
    steps = settledness(outcome_now[outcomes_differ]) - settledness(outcome_before[outcomes_differ])
    less_settled, more_settled = int((steps < 0).sum()), int((steps > 0).sum())
    return Comparison(
        rows_before=len(current),
        rows_now=len(incoming),
        ids_only_before=len(crimes_before) - len(both),
        ids_only_now=len(crimes_now) - len(both),
        outcomes_differ=int(outcomes_differ.sum()),
        other_differ=int(other_differ.sum()),
        asb_rows_differ=_rows_without_id_that_differ(before, now),
        looks_earlier=less_settled > more_settled,
        reason=_reason(less_settled, more_settled),
    )


def _plain(offences: pd.DataFrame) -> pd.DataFrame:
    """Strings and rounded coordinates only: categories of two files do not compare."""
    names = [name for name in street.CLEAN_COLUMNS if name != street.SOURCE_ROW]
    columns: dict[str, pd.Series] = {}
    for name in names:
        column = offences[name]
        if name in (street.LONGITUDE, street.LATITUDE):
            columns[name] = column.astype("float64").round(6).fillna(999.0)
        else:
            columns[name] = column.astype("str").fillna("")
    return pd.DataFrame(columns)


def _crimes(offences: pd.DataFrame) -> pd.DataFrame:
    """Rows with an identifier, numbered within it: a few identifiers stand twice."""
    crimes = offences[offences[street.CRIME_ID] != ""]
    return crimes.assign(_nth=crimes.groupby(street.CRIME_ID, sort=False).cumcount())


def _any_field_differs(both: pd.DataFrame) -> pd.Series:
    differs = pd.Series(data=False, index=both.index)
    for name in FIELDS:
        differs |= both[f"{name}_before"] != both[f"{name}_now"]
    return differs


def _rows_without_id_that_differ(before: pd.DataFrame, now: pd.DataFrame) -> int:
    names = [*FIELDS, street.LAST_OUTCOME]
    counts_before = before[before[street.CRIME_ID] == ""].groupby(names, sort=False).size()
    counts_now = now[now[street.CRIME_ID] == ""].groupby(names, sort=False).size()
    return int(counts_now.sub(counts_before, fill_value=0).abs().sum())


def settledness(outcomes: pd.Series) -> pd.Series:
    """0 for 'Under investigation', rising to a final outcome; a blank is the least settled."""
    ranks = {outcome: rank for rank, outcome in enumerate(street.UNSETTLED_OUTCOMES)}
    settled = [-1 if outcome == "" else ranks.get(outcome, SETTLED) for outcome in outcomes]
    return pd.Series(settled, index=outcomes.index, dtype="int64")


def _reason(less_settled: int, more_settled: int) -> str:
    """What the outcomes say of the two, on both sides."""
    if less_settled > more_settled:
        return (
            f"{counted(less_settled, 'crime', 'has')} an outcome less settled than the one"
            " held, such as"
            " 'Under investigation' where a final outcome is known"
            f"{_and_others(more_settled, 'more')}."
        )
    if more_settled:
        return (
            f"{counted(more_settled, 'crime', 'has')} an outcome more settled than the one held"
            f"{_and_others(less_settled, 'less')}."
        )
    return ""


def _and_others(count: int, how: str) -> str:
    return f", and {count:,} a {how} settled one" if count else ""
