"""Numbers that were counted before they were sent: each place and category once, and no totals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from datasources.intake import findings, totals
from datasources.intake.findings import Finding, finding
from datasources.intake.setting_aside import ROW
from datasources.intake.tabular.table import Piece
from datasources.intake.totals import TOTALS
from datasources.intake.words import counted
from datasources.kinds import Kind, Role
from datasources.kinds.columns import AREA, PERIOD
from datasources.kinds.headings import plain

Note = Callable[[Finding], None]

# Seldomer than this numbers may add up by chance.
OFTEN = 3
NO_CHANCE = 10
"""A blank that is the sum of others is a total where it is as much; below, where it often is."""
MOST_BLANKS = 8
"""So many ways in which rows may be blank are looked at."""
OF_ALL = TOTALS | {"persons", "person", "people", "all persons", "all people", "both", "all ages"}


def one_number_each(piece: Piece, note: Note) -> None:
    """Leaves out totals among the rows, so that what is left adds up.

    Rows are of the same where their period and all cells are written alike, but for the number and
    for whom it is of. Of those, the one of all persons is meant where it is named or is the sum of
    the others; where they are of different persons and none is of all, they are its parts; else it
    is asked, and none is used.
    """
    rows, written = _without_blank_totals(piece, *_without_total_words(piece))
    keys = _numbered(rows, written.drop(columns=list(piece.of_persons)))
    again = keys.duplicated(keep=False)
    if again.any():
        rows = _settled(rows, written, keys, again, piece, note)
    piece.rows = rows.reset_index(drop=True)


def _without_total_words(piece: Piece) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, written = piece.rows, piece.as_written
    what = piece.kind.column(Role.WHAT)
    if what not in rows:
        return rows, written
    is_total = _sums_up(rows[what], piece.kind)
    is_total &= _has_others(rows, is_total)
    if not is_total.any():
        return rows, written
    return (
        piece.without(rows, is_total, findings.TOTALS_LEFT_OUT, "a total of other rows"),
        written[~is_total],
    )


def _without_blank_totals(
    piece: Piece, rows: pd.DataFrame, written: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Without rows that are blank where others have a word, and are the sum of these."""
    is_blank = (written.drop(columns=list(piece.of_persons)) == "").to_numpy()
    names = written.columns.drop(list(piece.of_persons))
    total = pd.Series(data=False, index=rows.index)
    for blanks in np.unique(is_blank[is_blank.any(axis=1)], axis=0)[:MOST_BLANKS]:
        sums = pd.Series((is_blank == blanks).all(axis=1), index=rows.index)
        parts = pd.Series(~is_blank[:, blanks].any(axis=1), index=rows.index)
        keys = _numbered(rows, written[[*names[~blanks], *piece.of_persons]])
        total |= _proven(rows[piece.kind.column(Role.HOW_MANY)], sums, parts, keys)
    if not total.any():
        return rows, written
    return (
        piece.without(rows, total, findings.TOTALS_LEFT_OUT, "a total of other rows"),
        written[~total],
    )


def _proven(numbers: pd.Series, may_be: pd.Series, parts: pd.Series, keys: pd.Series) -> pd.Series:
    """The rows of `may_be` beside their parts, where each of them that can be is the sum of these.

    Among few or small numbers a sum may come about by chance; where a number is held back nothing
    is known. One row that is no sum says that none is meant as one.
    """
    numbers = numbers.astype("float64")
    beside = may_be & parts.groupby(keys).transform("any")
    unknown = (numbers.isna() & (may_be | parts)).groupby(keys).transform("any")
    judged = beside & ~unknown
    agrees = numbers == numbers.where(parts, 0).groupby(keys).transform("sum")
    agrees &= may_be.groupby(keys).transform("sum") == 1
    several = (parts & (numbers > 0)).groupby(keys).transform("sum") > 1
    telling = judged & agrees & several
    is_sure = telling.sum() >= OFTEN or bool((telling & (numbers >= NO_CHANCE)).any())
    return beside & (is_sure and not (judged & ~agrees).any())


def _sums_up(cells: pd.Series, kind: Kind) -> pd.Series:
    declared = kind.first(Role.WHAT)
    words = declared.words if declared else None
    known = {plain(one) for one in (*words.words, *words.also)} if words else set()
    found = cells.astype("object").map(
        lambda text: isinstance(text, str) and plain(text) not in known and totals.is_total(text)
    )
    return found.astype("bool")


def _has_others(rows: pd.DataFrame, is_total: pd.Series) -> pd.Series:
    """Whether beside a total its parts stand: other rows of the same period and place."""
    keys = [name for name in (PERIOD, AREA) if name in rows]
    groups = [rows[name].astype("object").fillna("") for name in keys]
    return (~is_total).groupby(groups, sort=False).transform("any")


def _says(cells: pd.Series, words: frozenset[str]) -> pd.Series:
    found = cells.astype("object").map(lambda text: isinstance(text, str) and plain(text) in words)
    return found.astype("bool")


def _numbered(rows: pd.DataFrame, written: pd.DataFrame) -> pd.Series:
    """A number for all rows that are of the same."""
    same = written.assign(**{PERIOD: rows[PERIOD]})
    return same.groupby(list(same), observed=True, dropna=False, sort=False).ngroup()


def _settled(
    rows: pd.DataFrame,
    written: pd.DataFrame,
    keys: pd.Series,
    again: pd.Series,
    piece: Piece,
    note: Note,
) -> pd.DataFrame:
    keys, numbers = keys[again], rows.loc[again, piece.kind.column(Role.HOW_MANY)]
    persons = written.loc[again, list(piece.of_persons)]
    of_all = pd.Series(data=False, index=keys.index)
    if len(persons.columns):
        of_all = pd.concat([_says(persons[name], OF_ALL) for name in persons], axis=1).all(axis=1)
    groups = numbers.groupby(keys)
    is_sum = (numbers * 2 == groups.transform("sum")) & (groups.transform("size") > 2)
    is_sum &= numbers == groups.transform("max")
    of_all |= _always(is_sum, persons)
    has_all, has_sum = (one.groupby(keys).transform("sum") == 1 for one in (of_all, is_sum))
    nobody = of_all.groupby(keys).transform("sum") == 0
    same = persons.assign(_key=keys).duplicated(keep=False)
    are_parts = nobody & ~same.groupby(keys).transform("any") & bool(len(persons.columns))
    kept = is_sum.where(has_sum & ~are_parts, other=are_parts)
    kept = of_all.where(has_all, other=kept)
    unsettled = ~(has_all | are_parts | (has_sum & nobody))
    return _left(rows, kept, unsettled, piece, note)


def _always(is_sum: pd.Series, persons: pd.DataFrame) -> pd.Series:
    """Rows of persons whose number is the sum of the others wherever they stand."""
    if not len(persons.columns):
        return pd.Series(data=False, index=is_sum.index)
    groups = is_sum.groupby([persons[name].astype("str") for name in persons])
    found: pd.Series = groups.transform("all") & (groups.transform("size") >= OFTEN)
    return found


def _left(
    rows: pd.DataFrame, kept: pd.Series, unsettled: pd.Series, piece: Piece, note: Note
) -> pd.DataFrame:
    others = _everywhere(~kept & ~unsettled, rows)
    asked = _everywhere(unsettled, rows)
    if asked.any():
        note(_asked(rows[asked], piece))
    piece.without(rows, others, findings.TOTALS_LEFT_OUT, "a part of another row")
    reason = "another row says the same place"
    piece.without(rows, asked, findings.REPEATED_NUMBERS, reason, rows[PERIOD])
    return rows[~(others | asked)]


def _everywhere(some: pd.Series, rows: pd.DataFrame) -> pd.Series:
    return some.reindex(rows.index, fill_value=False)


def _asked(rows: pd.DataFrame, piece: Piece) -> Finding:
    return finding(
        findings.REPEATED_NUMBERS,
        f"{counted(len(rows), 'row', 'gives')} a number for a place and category that another row"
        " gives too, and none of them is the sum of the others. It cannot be told whether they"
        " are parts or versions, so none of these rows was used.",
        "Ask the sender what tells these rows apart, and name that column as the category in"
        " the layout of this source.",
        count=len(rows),
        file=piece.name,
        examples=tuple(f"row {at}" for at in rows[ROW].head(5)),
        severity=findings.ERROR,
    )
