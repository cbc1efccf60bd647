"""The months of a delivery: one version of each, and no crime twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import pandas as pd

from datasources.intake import findings, months
from datasources.intake.comparing import compare
from datasources.intake.findings import Finding, finding
from datasources.intake.street_file import SetAside, StreetFile
from datasources.kinds import police_street as street

Note = Callable[[Finding], None]
SAME_ROWS = [
    name for name in street.CLEAN_COLUMNS if name not in (street.SOURCE_FILE, street.SOURCE_ROW)
]


def by_month(
    files: Sequence[StreetFile], note: Note, set_aside: list[SetAside]
) -> dict[str, pd.DataFrame]:
    """The rows of each month, from one file each."""
    versions: dict[str, list[tuple[str, pd.DataFrame]]] = defaultdict(list)
    for file in files:
        for month in file.offences[street.MONTH].unique():
            is_month = file.offences[street.MONTH] == month
            offences = file.offences if is_month.all() else file.offences[is_month]
            versions[str(month)].append((file.name, _tidy(offences)))
    return {
        period: _newest(period, candidates, note, set_aside)
        for period, candidates in versions.items()
    }


def _tidy(offences: pd.DataFrame) -> pd.DataFrame:
    offences = offences.reset_index(drop=True)
    used = {
        str(name): offences[name].cat.remove_unused_categories()
        for name in offences
        if isinstance(offences[name].dtype, pd.CategoricalDtype)
    }
    return offences.assign(**used)


def _newest(
    period: str,
    candidates: list[tuple[str, pd.DataFrame]],
    note: Note,
    set_aside: list[SetAside],
) -> pd.DataFrame:
    name, chosen = candidates[0]
    for other_name, other in candidates[1:]:
        difference = compare(chosen, other)
        in_words = months.in_words(period)
        if difference.is_identical:
            note(
                finding(
                    findings.SAME_PERIOD_TWICE,
                    f"{in_words} was sent twice with the same rows; one was used.",
                    count=len(other),
                    file=other_name,
                    period=period,
                )
            )
            set_aside.append(
                (other_name, None, len(other), findings.SAME_PERIOD_TWICE, "sent twice")
            )
            continue
        unused = (name, chosen)
        if difference.looks_earlier:
            unused = (other_name, other)
        else:
            name, chosen = other_name, other
        note(
            finding(
                findings.TWO_VERSIONS,
                f"{in_words} was sent in two versions that differ. We used {name}, which looks"
                f" the newer, and not {unused[0]}.",
                "If the other one is right, send that one alone.",
                count=len(unused[1]),
                file=unused[0],
                period=period,
            )
        )
        set_aside.append(
            (unused[0], None, len(unused[1]), findings.TWO_VERSIONS, "another version was used")
        )
    return chosen


def without_copies(
    offences: pd.DataFrame, note: Note, set_aside: list[SetAside], period: str
) -> pd.DataFrame:
    """Copies of rows that have a Crime ID are one crime; rows without one are left alone."""
    has_id = offences[street.CRIME_ID].notna()
    shared = has_id & offences[street.CRIME_ID].duplicated(keep=False)
    if not shared.any():
        return offences
    suspects = offences.loc[shared, SAME_ROWS]
    copies = suspects.index[suspects.duplicated(keep="first")]
    for at in copies:
        row = offences.loc[at]
        reason = "an exact copy of an earlier row with the same Crime ID"
        name, number = str(row[street.SOURCE_FILE]), int(row[street.SOURCE_ROW])
        set_aside.append((name, number, 1, findings.REPEATED_CRIME_ROWS, reason))
    kept = offences.drop(index=copies).reset_index(drop=True)
    ids = kept[street.CRIME_ID].dropna()
    if still := int(ids.duplicated(keep=False).sum()):
        note(
            finding(
                findings.CRIME_ID_TWICE,
                f"{still:,} rows of {months.in_words(period)} share a Crime ID and differ"
                " otherwise. All were kept.",
                count=still,
                period=period,
            )
        )
    return kept
