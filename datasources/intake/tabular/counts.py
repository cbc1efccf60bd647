"""Numbers that were counted before they were sent: each place and category once, and no totals."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from datasources.intake import findings
from datasources.intake.findings import Finding, finding
from datasources.intake.tabular.gathering import ROW
from datasources.intake.tabular.table import Piece
from datasources.intake.words import counted
from datasources.kinds import Role
from datasources.kinds.columns import AREA, PERIOD
from datasources.kinds.headings import plain

Note = Callable[[Finding], None]
TOTALS = frozenset(
    {"total", "all", "grand total", "sub total", "subtotal", "overall", "sum", "all categories"}
)


def one_number_each(piece: Piece, note: Note) -> None:
    """Leaves out totals among the categories, and rows that repeat a place and category.

    Of several numbers for one place and category the one that is the sum of the others is meant,
    as persons are beside males and females; where none is, it is asked, and none is used.
    """
    kind = piece.kind
    rows = piece.rows
    number, what = kind.column(Role.HOW_MANY), kind.column(Role.WHAT)
    if what in rows:
        names = rows[what].astype("object")
        is_total = names.map(lambda text: isinstance(text, str) and plain(text) in TOTALS)
        is_total = is_total.astype("bool")
        if not is_total.all():
            rows = piece.without(rows, is_total, findings.TOTALS_LEFT_OUT, "a total of other rows")
    keys = [name for name in (PERIOD, AREA, what) if name in rows]
    again = rows.duplicated(keys, keep=False)
    if again.any():
        rows = _settled(rows, again, keys, number, piece, note)
    piece.rows = rows.reset_index(drop=True)


def _settled(
    rows: pd.DataFrame, again: pd.Series, keys: list[str], number: str, piece: Piece, note: Note
) -> pd.DataFrame:
    groups = rows.loc[again].groupby(keys, observed=True, dropna=False, sort=False)[number]
    total, largest = groups.transform("sum"), groups.transform("max")
    sizes = groups.transform("size")
    is_sum = (rows.loc[again, number] * 2 == total) & (sizes > 2)
    first = is_sum & ~rows.loc[again].assign(_is=is_sum).duplicated([*keys, "_is"], keep="first")
    whole = first.groupby(rows.loc[again, keys].apply(tuple, axis=1)).sum()
    if (whole == 1).all() and (rows.loc[again, number][first] == largest[first]).all():
        others = pd.Series(data=False, index=rows.index)
        others[first.index] = ~first
        return piece.without(rows, others, findings.TOTALS_LEFT_OUT, "a part of another row")
    count = int(again.sum())
    note(
        finding(
            findings.REPEATED_NUMBERS,
            f"{counted(count, 'row', 'gives')} a number for a place and category that another row"
            " gives too, and none of them is the sum of the others. It cannot be told whether they"
            " are parts or versions, so none of these rows was used.",
            "Ask the sender what tells these rows apart, and name that column as the category in"
            " the layout of this source.",
            count=count,
            file=piece.name,
            examples=tuple(f"row {at}" for at in rows.loc[again, ROW].head(5)),
            severity=findings.ERROR,
        )
    )
    return piece.without(rows, again, findings.REPEATED_NUMBERS, "another row says the same place")
