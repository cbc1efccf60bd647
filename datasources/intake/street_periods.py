"""The months of a delivery: one version of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from datasources.intake import completeness, findings
from datasources.intake.comparing import compared
from datasources.intake.findings import Finding, finding
from datasources.intake.setting_aside import SetAside
from datasources.intake.street_file import StreetFile
from datasources.intake.words import counted
from datasources.kinds import police_street as street
from partnerships.words import said_month

Note = Callable[[Finding], None]


# Fewer crimes than these may share nothing by chance.
ENOUGH_TO_TELL = 20
LESS_SETTLED = "beside the version used, its outcomes are less settled"


class Version(NamedTuple):
    """A month as one file has it."""

    name: str
    offences: pd.DataFrame


def by_month(
    files: Sequence[StreetFile], note: Note, set_aside: list[SetAside]
) -> dict[str, pd.DataFrame | None]:
    """The rows of each month, from one file each; None where nothing tells which one is meant."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for file in files:
        for month, offences in _by_month(file.offences):
            versions[month].append(Version(file.name, _tidy(offences)))
    return {
        period: _meant(period, _different(period, candidates, note, set_aside), note, set_aside)
        for period, candidates in versions.items()
    }


def _by_month(offences: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each month, in the order in which the months begin."""
    codes = offences[street.MONTH].cat.codes.to_numpy()
    changes = np.flatnonzero(np.diff(codes)) + 1
    begins = [0, *changes.tolist()]
    months = offences[street.MONTH].cat.categories
    if len({int(codes[at]) for at in begins}) == len(begins):
        # Month after month, as published: each is a part of the frame, and nothing is copied.
        for begin, end in zip(begins, [*begins[1:], len(codes)], strict=True):
            yield str(months[int(codes[begin])]), offences.iloc[begin:end]
        return
    for code in pd.unique(codes):
        yield str(months[int(code)]), offences[codes == code]


def _tidy(offences: pd.DataFrame) -> pd.DataFrame:
    offences = offences.reset_index(drop=True)
    used = {
        str(name): _of_used_words(offences[name])
        for name in offences
        if isinstance(offences[name].dtype, pd.CategoricalDtype)
    }
    return offences.assign(**used)


def _of_used_words(column: pd.Series) -> pd.Series:
    """The same column without categories that no row has."""
    codes = column.cat.codes.to_numpy()
    is_used = (
        np.bincount(codes.astype("int64") + 1, minlength=len(column.cat.categories) + 1)[1:] > 0
    )
    if is_used.all():
        return column
    places = np.append(np.cumsum(is_used) - 1, -1)
    kept = pd.Categorical.from_codes(places[codes], categories=column.cat.categories[is_used])
    return pd.Series(kept, index=column.index, name=column.name)


def _different(
    period: str, candidates: list[Version], note: Note, set_aside: list[SetAside]
) -> list[Version]:
    """The versions that differ; a month sent twice with the same rows is one."""
    kept: list[Version] = []
    for one in candidates:
        if any(compared(street.KIND, other.offences, one.offences).is_identical for other in kept):
            note(
                finding(
                    findings.SAME_PERIOD_TWICE,
                    f"{said_month(period)} was sent twice with the same rows; one was used.",
                    count=len(one.offences),
                    file=one.name,
                    period=period,
                )
            )
            _put_aside(one, findings.SAME_PERIOD_TWICE, "sent twice", set_aside)
        else:
            kept.append(one)
    return kept


def _meant(
    period: str, versions: list[Version], note: Note, set_aside: list[SetAside]
) -> pd.DataFrame | None:
    """The version beside which every other looks earlier and which lacks nothing of theirs.

    The order of the files says nothing.
    """
    if len(versions) == 1:
        return versions[0].offences
    if _are_parts(versions):
        return _joined(period, versions, note)
    used = next(
        (one for one in versions if all(_takes_over(one, other) for other in versions)), None
    )
    unused = [one for one in versions if one is not used]
    for one in unused:
        if used is None:
            note(_undecided(period, one, versions))
            _put_aside(one, findings.TWO_VERSIONS, "it is not known which is right", set_aside)
        else:
            note(_left_for_the_more_settled(period, one, used))
            _put_aside(one, findings.TWO_VERSIONS, LESS_SETTLED, set_aside)
    return used.offences if used else None


def _are_parts(versions: list[Version]) -> bool:
    """Whether no crime of one stands in another: two versions of a month share nearly all."""
    ids = [one.offences[street.CRIME_ID].dropna().astype("str") for one in versions]
    together = pd.concat([one.drop_duplicates() for one in ids], ignore_index=True)
    return min(map(len, ids)) >= ENOUGH_TO_TELL and not together.duplicated().any()


def _joined(period: str, parts: list[Version], note: Note) -> pd.DataFrame:
    texts = [
        str(name)
        for name in parts[0].offences
        if isinstance(parts[0].offences[name].dtype, pd.CategoricalDtype)
    ]
    plain = [one.offences.astype(dict.fromkeys(texts, "str")) for one in parts]
    rows = pd.concat(plain, ignore_index=True).astype(dict.fromkeys(texts, "category"))
    note(
        finding(
            findings.PARTS_JOINED,
            f"{said_month(period)} came in {len(parts)} files that share no crime: they are parts"
            f" of it and were joined, {counted(len(rows), 'row')} in all.",
            "Nothing, if they are parts of one month.",
            count=len(rows),
            period=period,
            examples=tuple(one.name for one in parts),
        )
    )
    return rows


def _takes_over(one: Version, other: Version) -> bool:
    """Its outcomes are the more settled, and no part of the other is missing in it."""
    return one is other or (
        compared(street.KIND, one.offences, other.offences).looks_earlier
        and not completeness.against_version(
            "",
            completeness.profile_of(other.offences, street.KIND),
            completeness.profile_of(one.offences, street.KIND),
        )
    )


def _undecided(period: str, one: Version, versions: list[Version]) -> Finding:
    return finding(
        findings.TWO_VERSIONS,
        f"{said_month(period)} was sent in {len(versions)} versions that differ, and we"
        f" cannot tell which is right. None was used: this one has"
        f" {counted(len(one.offences), 'row')}.",
        "Ask the sender which is right, and send that one alone.",
        count=len(one.offences),
        file=one.name,
        period=period,
        severity=findings.ERROR,
    )


def _left_for_the_more_settled(period: str, one: Version, used: Version) -> Finding:
    return finding(
        findings.TWO_VERSIONS,
        f"{said_month(period)} was sent in versions that differ. This one was not used:"
        " beside the one used, its outcomes are less settled.",
        "If this one is right all the same, send it alone.",
        count=len(one.offences),
        file=one.name,
        period=period,
        examples=(used.name,),
    )


def _put_aside(one: Version, code: str, reason: str, set_aside: list[SetAside]) -> None:
    set_aside.append(SetAside(one.name, None, len(one.offences), code, reason))
