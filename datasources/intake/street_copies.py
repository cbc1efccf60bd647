"""Rows of a month that stand in a file more than once: copies, or incidents of their own.

A Crime ID says which it is. Anti-social behaviour has none, and equal incidents are usual there:
they are copies only where everything in the month came again.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from datasources.intake import findings
from datasources.intake.comparing import settledness
from datasources.intake.differing import all_differ
from datasources.intake.findings import Finding, finding
from datasources.intake.limits import Limits
from datasources.intake.setting_aside import SetAside, aside
from datasources.intake.words import counted
from datasources.kinds import police_street as street
from partnerships.words import said_month

Note = Callable[[Finding], None]

SAME_ROWS = [name for name in street.CLEAN_COLUMNS if name != street.SOURCE_ROW]
BUT_OUTCOME = [name for name in SAME_ROWS if name != street.LAST_OUTCOME]
# That so many different rows all come twice by chance is less likely than one in a million.
ENOUGH_TO_TELL = 20
MOST = 0.5


def without_copies(
    offences: pd.DataFrame, note: Note, set_aside: list[SetAside], period: str
) -> pd.DataFrame | None:
    """The month with every crime once; None where copies cannot be told from incidents."""
    ids = offences[street.CRIME_ID]
    if ids.notna().any() and all_differ(ids):
        return offences
    offences = _once(offences, note, set_aside, period)
    copies = _copies(offences)
    if copies.any():
        if _incidents_are_in_doubt(offences, copies):
            note(_in_doubt(offences, copies, period))
            _put_aside(offences, findings.MOST_ROWS_AGAIN, "copies cannot be told", set_aside)
            return None
        reason = "an exact copy of an earlier row with the same Crime ID"
        _put_aside(offences[copies], findings.REPEATED_CRIME_ROWS, reason, set_aside)
        offences = offences[~copies].reset_index(drop=True)
    return _with_one_outcome(offences, note, set_aside, period)


def _once(
    offences: pd.DataFrame, note: Note, set_aside: list[SetAside], period: str
) -> pd.DataFrame:
    ids = offences[street.CRIME_ID].dropna()
    if not ids.duplicated(keep=False).all():
        return offences
    group = offences.groupby(SAME_ROWS, dropna=False, observed=True, sort=False).ngroup()
    sizes = np.bincount(group)
    times = int(np.gcd.reduce(sizes))
    if times == 1 or len(sizes) < ENOUGH_TO_TELL:
        return offences
    again = group.groupby(group).cumcount() >= sizes[group] // times
    kept = offences[~again].reset_index(drop=True)
    note(
        finding(
            findings.EVERY_ROW_AGAIN,
            f"Every row of {said_month(period)} stands in the file {times} times or a multiple of"
            f" it, anti-social behaviour too: the file holds the month {times} times over."
            f" {counted(len(offences), 'row', 'was')} read and {len(kept):,} kept, so that each is"
            " counted once.",
            "Look whether the file was joined from copies of one download, and send the original"
            " alone next time.",
            count=int(again.sum()),
            file=_file(offences),
            period=period,
        )
    )
    reason = f"the file holds the month {times} times over"
    _put_aside(offences[again], findings.EVERY_ROW_AGAIN, reason, set_aside)
    return kept


def _copies(offences: pd.DataFrame) -> pd.Series:
    copies = pd.Series(data=False, index=offences.index)
    ids = offences[street.CRIME_ID]
    shared = ids.notna() & ids.duplicated(keep=False)
    copies[shared] = offences.loc[shared, SAME_ROWS].duplicated(keep="first")
    return copies


def _incidents_are_in_doubt(offences: pd.DataFrame, copies: pd.Series) -> bool:
    ids = offences[street.CRIME_ID]
    again = ids[copies].nunique()
    if again < ENOUGH_TO_TELL or again < MOST * ids.nunique():
        return False
    return bool(offences.loc[ids.isna(), SAME_ROWS].duplicated().any())


def _in_doubt(offences: pd.DataFrame, copies: pd.Series, period: str) -> Finding:
    ids = offences[street.CRIME_ID]
    again = ids[copies].nunique()
    return finding(
        findings.MOST_ROWS_AGAIN,
        f"{again:,} of the {ids.nunique():,} crimes of {said_month(period)} stand in the file"
        " again, exactly. So do rows of anti-social behaviour, which have no identifier: how many"
        " of them are copies and how many are incidents of their own cannot be told. Nothing of"
        " this month was used.",
        "Ask the sender for the month as the police publish it, and send that file alone.",
        count=again,
        file=_file(offences),
        period=period,
    )


def _with_one_outcome(
    offences: pd.DataFrame, note: Note, set_aside: list[SetAside], period: str
) -> pd.DataFrame:
    """Rows of one crime that differ in the outcome alone are one; other rows are left as sent."""
    ids = offences[street.CRIME_ID]
    shared = ids.notna() & ids.duplicated(keep=False)
    if not shared.any():
        return offences
    rows = offences.loc[shared, BUT_OUTCOME]
    outcome = offences.loc[shared, street.LAST_OUTCOME].astype("str").fillna("")
    # The sort is stable: of equally settled ones the first is kept, and says no outcome.
    rows = rows.assign(_settled=settledness(outcome, street.UNSETTLED_OUTCOMES)).sort_values(
        "_settled", ascending=False, kind="stable"
    )
    other = rows.index[rows.duplicated(BUT_OUTCOME, keep="first")].sort_values()
    undecided = rows.index[rows.duplicated(keep=False)].difference(other)
    reason = "another outcome of a crime that is counted once"
    _put_aside(offences.loc[other], findings.OTHER_OUTCOME, reason, set_aside)
    offences = offences.assign(
        **{street.LAST_OUTCOME: offences[street.LAST_OUTCOME].mask(offences.index.isin(undecided))}
    )
    offences = offences.drop(index=other).reset_index(drop=True)
    if still := int(offences[street.CRIME_ID].dropna().duplicated(keep=False).sum()):
        note(
            finding(
                findings.CRIME_ID_TWICE,
                f"{still:,} rows of {said_month(period)} share a Crime ID and differ in more than"
                " the outcome. All were kept.",
                count=still,
                period=period,
            )
        )
    return offences


def _file(offences: pd.DataFrame) -> str:
    """A month comes from one file."""
    return str(offences[street.SOURCE_FILE].iloc[0])


def _put_aside(rows: pd.DataFrame, code: str, reason: str, set_aside: list[SetAside]) -> None:
    if rows.empty:
        return
    numbers = rows[street.SOURCE_ROW].tolist()
    set_aside += aside(_file(rows), numbers, code, reason, Limits.set_aside_listed)
