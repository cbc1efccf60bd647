"""A delivery of area tables (look-up, population): one version of each period, compared."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources.intake import findings, setting_aside
from datasources.intake.findings import ERROR, Finding, Refused, finding
from datasources.intake.losses import Sent
from datasources.intake.plain_rows import Piece
from datasources.intake.reading import Context, Reading, set_aside_rows
from datasources.intake.setting_aside import SetAside
from datasources.intake.staging import about_current, staged
from datasources.intake.words import counted
from datasources.kinds import Kind


def check_usable(read: Sequence[Piece], kind: Kind) -> None:
    """Refuses a table of which no row can be used."""
    if all(piece.frame.empty for piece in read):
        raise Refused(
            findings.NO_GOOD_ROWS if any(one.rows_read for one in read) else findings.NO_ROWS,
            "No row below the headings could be used.",
            f"Expected: {kind.expected}",
        )


def finish(kind: Kind, pieces: list[Piece], context: Context, told: list[Finding]) -> Reading:
    aside = [row for piece in pieces for row in piece.aside]
    sent: dict[str, list[Piece]] = {}
    for piece in pieces:
        if not piece.frame.empty:
            sent.setdefault(piece.period, []).append(piece)
    chosen = {
        period: versions[0]
        for period, versions in sent.items()
        if _is_one(period, versions, told, aside)
    }
    told += [found for piece in chosen.values() for found in piece.told]
    rows_read = sum(piece.rows_read for piece in pieces)
    rows_kept = sum(piece.rows_kept for piece in chosen.values())
    frames = {period: piece.frame for period, piece in chosen.items()}
    slices = staged(frames, kind, context, map(_sent, chosen.values()))
    told += [found for one in slices if (found := about_current(one, kind)) is not None]
    ragged = sum(one.rows for one in aside if one.code == findings.RAGGED_ROWS)
    if ragged:
        words, advice = setting_aside.RAGGED
        message = words.format(counted(ragged, "row", "was"))
        told.append(finding(findings.RAGGED_ROWS, message, advice, count=ragged))
    return Reading(
        slices=slices,
        findings=(*(found for one in slices for found in one.shortfalls), *told),
        rows_read=rows_read,
        rows_kept=rows_kept,
        rows_set_aside=rows_read - rows_kept,
        set_aside=set_aside_rows(aside),
    )


def _sent(piece: Piece) -> Sent:
    """A table is of one period: whatever is set aside of it is of that."""
    of_it = len(piece.frame), piece.missing.total()
    kept, missing = ({piece.period: rows} for rows in of_it)
    return Sent(piece.name, kept, missing)


def _is_one(period: str, versions: list[Piece], told: list[Finding], aside: list[SetAside]) -> bool:
    """Whether a period was sent in one version only. Which of two is right cannot be told."""
    if (whole := _sum_of_others(versions)) is not None:
        told.append(_is_the_sum(whole, len(versions) - 1))
        aside += [
            SetAside(
                one.name, None, one.rows_kept, findings.TOTALS_LEFT_OUT, "a part of another table"
            )
            for one in versions
            if one is not whole
        ]
        versions.sort(key=lambda one: one is not whole)
        return True
    first, others = versions[0], versions[1:]
    if all(_same_rows(first, other) for other in others):
        told += [_twice(one) for one in others]
        aside += [
            SetAside(one.name, None, one.rows_kept, findings.SAME_PERIOD_TWICE, "sent twice")
            for one in others
        ]
        return True
    told += [_undecided(one, len(versions)) for one in versions]
    why = "it is not known which version is right"
    aside += [
        SetAside(one.name, None, one.rows_kept, findings.TWO_VERSIONS, why) for one in versions
    ]
    return False


def _sum_of_others(versions: list[Piece]) -> Piece | None:
    """The table whose numbers are the sums of those of the others, area by area: persons beside
    males and females."""
    numbers = [name for name in versions[0].frame if versions[0].frame[name].dtype == "Int64"]
    if len(versions) < 3 or len(numbers) != 1:
        return None
    (number,) = numbers
    keys = [name for name in versions[0].frame if name != number]
    tables = [one.frame.set_index(keys)[number] for one in versions]
    if any(not one.index.sort_values().equals(tables[0].index.sort_values()) for one in tables):
        return None
    whole = sum(tables[1:], tables[0])
    found = [
        one
        for one, table in zip(versions, tables, strict=True)
        if bool((table * 2 == whole).all()) and bool(table.any())
    ]
    return found[0] if len(found) == 1 else None


def _is_the_sum(piece: Piece, others: int) -> Finding:
    return finding(
        findings.TOTALS_LEFT_OUT,
        f"{piece.period} came in {others + 1} tables, and in every area the numbers of one are the"
        f" sums of the other {others}, as persons are of males and females. The sums were used.",
        "Nothing, if all residents are meant.",
        count=len(piece.frame),
        period=piece.period,
    )


def _same_rows(first: Piece, other: Piece) -> bool:
    """The order of the rows says nothing."""
    return _in_order(first.frame).equals(_in_order(other.frame))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), ignore_index=True)


def _twice(piece: Piece) -> Finding:
    return finding(
        findings.SAME_PERIOD_TWICE,
        f"{piece.period} was sent twice with the same rows; one was used.",
        count=len(piece.frame),
        file=piece.name,
        period=piece.period,
    )


def _undecided(piece: Piece, versions: int) -> Finding:
    return finding(
        findings.TWO_VERSIONS,
        f"{piece.period} was sent in {versions} versions that differ, and we cannot tell which"
        f" is right. None was used: {_which(piece)} has {counted(len(piece.frame), 'area')}.",
        "Find out which is right, and send that one alone.",
        count=len(piece.frame),
        file=piece.name,
        period=piece.period,
        severity=ERROR,
    )


def _which(piece: Piece) -> str:
    """The one meant, and the sum of its numbers, by which a person may know it."""
    numbers = [name for name in piece.frame if piece.frame[name].dtype == "Int64"]
    total = f", {piece.frame[numbers[0]].sum():,} in all," if len(numbers) == 1 else ""
    return (f"the sheet '{piece.sheet}'" if piece.sheet else "this one") + total
