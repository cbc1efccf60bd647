"""What several tables say of one period: the same, parts of it, or versions that are not one.

The order of the files says nothing. Tables that share no row are parts and are joined; of others it
is asked which is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import pandas as pd

from datasources.intake import findings
from datasources.intake.comparing import compared
from datasources.intake.findings import Finding, finding
from datasources.intake.setting_aside import ROW, SetAside
from datasources.intake.tabular.table import Piece
from datasources.intake.words import counted
from datasources.kinds import Kind, Role, Shape
from datasources.kinds.columns import PERIOD
from datasources.periods import said

Note = Callable[[Finding], None]


def by_period(
    pieces: Sequence[Piece], kind: Kind, note: Note, set_aside: list[SetAside]
) -> dict[str, pd.DataFrame]:
    """The clean rows of each period; none where its versions differ and nothing tells which."""
    found: dict[str, list[tuple[str, pd.DataFrame]]] = defaultdict(list)
    for piece in pieces:
        for period, rows in piece.rows.groupby(PERIOD, observed=True, sort=True):
            found[str(period)].append((piece.name, rows.reset_index(drop=True)))
    together: dict[str, pd.DataFrame] = {}
    for period, versions in sorted(found.items()):
        different = _different(period, versions, kind, note, set_aside)
        if len(different) == 1:
            together[period] = different[0][1]
        elif are_parts([rows for _, rows in different], kind):
            together[period] = _joined(period, different, note)
        else:
            note(_undecided(period, different))
            set_aside += [
                SetAside(
                    name, None, len(rows), findings.TWO_VERSIONS, "it is not known which is right"
                )
                for name, rows in different
            ]
    return together


def _different(
    period: str,
    versions: Sequence[tuple[str, pd.DataFrame]],
    kind: Kind,
    note: Note,
    set_aside: list[SetAside],
) -> list[tuple[str, pd.DataFrame]]:
    kept: list[tuple[str, pd.DataFrame]] = []
    for name, rows in versions:
        if any(compared(kind, other, rows).is_identical for _, other in kept):
            note(
                finding(
                    findings.SAME_PERIOD_TWICE,
                    f"{said(period)} was sent twice with the same rows; one was used.",
                    count=len(rows),
                    file=name,
                    period=period,
                )
            )
            set_aside.append(
                SetAside(name, None, len(rows), findings.SAME_PERIOD_TWICE, "sent twice")
            )
        else:
            kept.append((name, rows))
    return kept


def are_parts(tables: Sequence[pd.DataFrame], kind: Kind) -> bool:
    """Whether no row of one stands in another: by what tells rows apart where the kind has it."""
    names = telling(tables, kind)
    marks = [_marks(rows, names) for rows in tables]
    together = pd.concat([one.drop_duplicates() for one in marks], ignore_index=True)
    return not together.duplicated().any()


def telling(tables: Sequence[pd.DataFrame], kind: Kind) -> list[str]:
    """The columns by which a row is known again: its reference; area and category of a number."""
    common = [
        str(name) for name in tables[0] if name != ROW and all(name in rows for rows in tables)
    ]
    key = kind.column(Role.KEY)
    if key in common and all(rows[key].notna().all() for rows in tables):
        return [key]
    if kind.shape is Shape.COUNTS:
        numbers = {column.name for column in kind.columns if column.role is Role.HOW_MANY}
        return [name for name in common if name not in numbers]
    return common


def _marks(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    return rows[list(names)].astype("object").where(rows[list(names)].notna(), "")


def _joined(period: str, parts: Sequence[tuple[str, pd.DataFrame]], note: Note) -> pd.DataFrame:
    rows = pd.concat([_wide(part) for _, part in parts], ignore_index=True)
    note(
        finding(
            findings.PARTS_JOINED,
            f"{said(period)} came in {len(parts)} parts that share no row; they were joined:"
            f" {counted(len(rows), 'row')}.",
            "Nothing, if they are parts of one whole.",
            count=len(rows),
            period=period,
            examples=tuple(name for name, _ in parts[:5]),
        )
    )
    return rows


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Categories of two files are not the same: as texts they can stand in one column."""
    texts = [name for name in rows if isinstance(rows[name].dtype, pd.CategoricalDtype)]
    return rows.astype(dict.fromkeys(texts, "str"))


def _undecided(period: str, versions: Sequence[tuple[str, pd.DataFrame]]) -> Finding:
    rows = [len(one) for _, one in versions]
    is_one_file = len({name for name, _ in versions}) == 1
    return finding(
        findings.TWO_VERSIONS,
        f"{said(period)} stands in {len(versions)} {'tables' if is_one_file else 'files'} that"
        " share rows and differ in others"
        f" ({', '.join(f'{count:,}' for count in rows)} rows), and we cannot tell which is right."
        " None was used.",
        "If the line above each table, or the name of its sheet, says of what it is, say so in the"
        " layout of this source. Else ask the sender which is right, and send that one alone."
        if is_one_file
        else "Ask the sender which is right, and send that one alone.",
        count=max(rows),
        period=period,
        severity=findings.ERROR,
        examples=tuple(name for name, _ in versions[:5]),
    )
