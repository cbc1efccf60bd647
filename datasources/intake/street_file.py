"""One police street file into clean rows, with what was noticed in that file.

What only several files together can tell is in street_delivery.py and its neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import findings, points, street_months
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.headings import have_twins
from datasources.intake.limits import Limits
from datasources.intake.setting_aside import EXAMPLES, NO_SUCH_CODE, SetAside, aside, miss
from datasources.intake.tabular.gathering import gathered, without_blanks
from datasources.intake.text import RawTable
from datasources.kinds import police_street as street
from datasources.kinds.headings import plain, position_of
from partnerships import area_codes
from partnerships.words import listed, said_month

Note = Callable[[Finding], None]
NUMBERS = (street.LONGITUDE, street.LATITUDE)
READ = tuple(street.HEADINGS)
TELLING = {street.MONTH, street.CRIME_TYPE, street.CRIME_ID, street.LSOA_CODE}
"""A row that is blank in all of these is none."""
DECLARED = {
    one.column: {plain(word): word for word in one.words} for one in street.KIND.vocabularies
}
# One month fills a file of the publisher; a few rows of another are a mistake, not a second month.
NEARLY_ALL = 0.9


@dataclass
class StreetFile:
    """The clean rows of one file and what is known of it."""

    name: str
    offences: pd.DataFrame
    rows_read: int
    force: str
    set_aside: list[SetAside] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    """Rows set aside that are no copies: of each month; under a blank, of months not known."""
    unknown: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Of each column with declared words, the others that it holds."""
    rewritten_months: int = 0
    month_notes: tuple[str, ...] = ()
    """What to know of how months were read that were not written as 2024-01."""
    rewritten_codes: int = 0
    unreadable_coordinates: int = 0
    misplaced: dict[str, list[int]] = field(default_factory=dict)
    """Of each way in which map points are no places here, the rows that have such a point."""

    @property
    def rows_set_aside(self) -> int:
        return sum(one.rows for one in self.set_aside)

    def stands_on(self, sheet: str) -> None:
        """Says of its rows that are set aside which sheet they stand on."""
        self.set_aside = [one._replace(sheet=sheet) for one in self.set_aside]


def read_street_file(raw: RawTable, name: str, note: Note, limits: Limits) -> StreetFile:
    positions = {
        column: at
        for column, heading in street.HEADINGS.items()
        if (at := position_of(heading, raw.headings)) is not None
    }
    _check_headings_once(raw.headings)
    dropped = DroppedColumns(
        raw.headings, (*street.HEADINGS.values(), *street.NOT_KEPT), positions.values()
    )
    rows = _gather(raw, positions, dropped)
    dropped.tell(note, name)
    ragged_lines = sum(ragged.lines for ragged in raw.ragged)
    file = StreetFile(name, pd.DataFrame(), len(rows) + ragged_lines, "")
    _set_aside_ragged(raw, file, limits)
    miss(file.missing, findings.RAGGED_ROWS, ragged_lines)
    if raw.holds_lines:
        joined = _holds_line_break(rows)
        reason = "lines were joined into one"
        rows = _without(rows, joined, file, limits, findings.RAGGED_ROWS, reason)
    rows = _checked_rows(rows, file, limits)
    file.offences = _typed(rows, file)
    file.force = _main_force(file.offences)
    _check_month_of_file(file, note, limits)
    if file.rows_read == 0:
        raise Refused(
            findings.NO_ROWS,
            "There are column headings and no rows below them.",
            "An empty month is not a month without crime. Ask whether the right file was sent.",
        )
    if file.offences.empty:
        reason = file.set_aside[0][4] if file.set_aside else "no row could be read"
        raise Refused(
            findings.NO_GOOD_ROWS,
            f"Every row had to be set aside. The first reason: {reason}.",
            "Look at the file in Excel and compare it with a month that was read before.",
        )
    return file


def _check_headings_once(headings: list[str]) -> None:
    twins = have_twins(headings)
    twice = [heading for heading in street.HEADINGS.values() if plain(heading) in twins]
    if twice:
        raise Refused(
            findings.REPEATED_HEADING,
            f"The column heading {twice[0]} stands twice, so we cannot know which is meant.",
            "Remove or rename one of the two columns and send the file again.",
        )


def _gather(raw: RawTable, positions: dict[str, int], dropped: DroppedColumns) -> pd.DataFrame:
    """All rows as categories of strings; blank lines are left out and row numbers kept."""
    raw = replace(raw, batches=_of_one_row_each(raw))
    telling = TELLING & positions.keys()
    rows = gathered(raw, positions, (street.CRIME_ID,), dropped, telling=telling)
    nothing = pd.Categorical.from_codes(
        np.zeros(len(rows), dtype="int8"), categories=pd.Index([""])
    )
    rows = rows.assign(**{name: nothing for name in READ if name not in positions})
    return rows if street.CRIME_ID in positions else rows.astype({street.CRIME_ID: "str"})


def _of_one_row_each(raw: RawTable) -> Iterator[pa.Table]:
    counts = {at: name for at, name in enumerate(raw.headings) if street.is_count(name)}
    for batch in raw.batches:
        for at, heading in counts.items():
            if _holds_other_than_one(batch.column(at)):
                raise _counts_not_rows(heading)
        yield batch


def _counts_not_rows(heading: str) -> Refused:
    # The numbers are not quoted: under such a heading a telephone number can stand too.
    return Refused(
        findings.COUNTS_NOT_ROWS,
        f"The column “{heading.strip()}” holds numbers other than 1: a row seems to stand"
        " for several crimes. Here each row is counted as one, so every figure would be"
        " wrong. Nothing of the file was read.",
        "Ask the sender for the table with one row for each crime. If the column says"
        " something else, rename or remove it and send the file again.",
    )


def _holds_other_than_one(cells: pa.ChunkedArray) -> bool:
    texts = pd.Series(cells.unique().to_pylist(), dtype="str").str.replace(",", "")
    values = pd.to_numeric(texts, errors="coerce")
    return bool((values.notna() & (values != 1)).any())


def _set_aside_ragged(raw: RawTable, file: StreetFile, limits: Limits) -> None:
    for at, ragged in enumerate(raw.ragged):
        reason = ragged.reason(len(raw.headings))
        if at < limits.set_aside_listed or ragged.lines > 1:
            file.set_aside.append(
                SetAside(file.name, ragged.row, ragged.lines, findings.RAGGED_ROWS, reason)
            )
        else:
            rest = sum(one.lines for one in raw.ragged[at:])
            file.set_aside.append(SetAside(file.name, None, rest, findings.RAGGED_ROWS, reason))
            break


def _checked_rows(rows: pd.DataFrame, file: StreetFile, limits: Limits) -> pd.DataFrame:
    """Rows with a month and a crime type; the others are set aside."""
    if rows.empty:
        return rows
    read, file.month_notes = street_months.months_of(rows[street.MONTH].value_counts())
    is_bad = rows[street.MONTH].isin([text for text, good in read.items() if good is None])
    otherwise = [text for text, good in read.items() if good not in (None, text)]
    rewritten = rows[street.MONTH].isin(otherwise)
    file.rewritten_months = int(rewritten.sum())
    code, reason, sent = findings.BAD_MONTHS, "the month cannot be read", rows[street.MONTH]
    rows = rows.assign(**{street.MONTH: _renamed(rows[street.MONTH], read)})
    rows = _without(rows, is_bad, file, limits, code, reason, cells=sent)
    no_type = rows[street.CRIME_TYPE] == ""
    reason, months = "no crime type", rows[street.MONTH]
    rows = _without(rows, no_type, file, limits, findings.BLANK_CRIME_TYPE, reason, months)
    return _with_codes(rows, file, limits)


def _with_codes(rows: pd.DataFrame, file: StreetFile, limits: Limits) -> pd.DataFrame:
    """Small areas under their codes; a row without one has no place, and is no fault."""
    if rows.empty:
        return rows
    column = rows[street.LSOA_CODE]
    codes = {text: area_codes.as_code(text) for text in column.cat.categories.tolist()}
    impossible = [text for text, code in codes.items() if code and not area_codes.can_exist(code)]
    is_bad = column.isin(impossible)
    otherwise = [text for text, code in codes.items() if code not in ("", text)]
    file.rewritten_codes = int((column.isin(otherwise) & ~is_bad).sum())
    rows = rows.assign(**{street.LSOA_CODE: _renamed(column, {**codes})})
    code, months = findings.IMPOSSIBLE_CODES, rows[street.MONTH]
    return _without(rows, is_bad, file, limits, code, NO_SUCH_CODE, months, column)


def _holds_line_break(rows: pd.DataFrame) -> pd.Series:
    broken = pd.Series(data=False, index=rows.index)
    for name in READ:
        if name == street.LOCATION:
            # Words of a place may stand on two lines; what a stray mark swallows was found before.
            continue
        column = rows[name]
        if name == street.CRIME_ID or not isinstance(column.dtype, pd.CategoricalDtype):
            broken |= column.str.contains("\n", regex=False)
        else:
            bad = [text for text in column.cat.categories.tolist() if "\n" in text]
            if bad:
                broken |= column.isin(bad)
    return broken


def _without(
    rows: pd.DataFrame,
    bad: pd.Series,
    file: StreetFile,
    limits: Limits,
    code: str,
    reason: str,
    months: pd.Series | None = None,
    cells: pd.Series | None = None,
) -> pd.DataFrame:
    if not bad.any():
        return rows
    numbers = rows.loc[bad, street.SOURCE_ROW].tolist()
    miss(file.missing, code, len(numbers) if months is None else months[bad])
    shown = [] if cells is None else [str(one) for one in cells[bad].head(EXAMPLES)]
    most = limits.set_aside_listed
    file.set_aside += aside(file.name, numbers, code, reason, most, cells=shown)
    return rows[~bad]


def _renamed(column: pd.Series, names: dict[str, str | None]) -> pd.Series:
    """The category column with each category renamed; two may become one, None becomes blank."""
    wanted = pd.Index(sorted({name for name in names.values() if name}), dtype="str")
    place = {name: at for at, name in enumerate(wanted)}
    texts = column.cat.categories.tolist()
    codes = np.array([place.get(names.get(text) or "", -1) for text in texts] + [-1], dtype="int32")
    return pd.Series(
        pd.Categorical.from_codes(codes[column.cat.codes.to_numpy()], categories=wanted),
        index=column.index,
        name=column.name,
    )


def _typed(rows: pd.DataFrame, file: StreetFile) -> pd.DataFrame:
    """The clean frame: known spellings, blanks as missing, numbers as numbers."""
    if not len(rows):
        return pd.DataFrame({name: [] for name in (*street.CLEAN_COLUMNS, street.SOURCE_FILE)})
    columns: dict[str, pd.Series] = {}
    for name in READ:
        column = rows[name]
        if name == street.CRIME_ID:
            columns[name] = without_blanks(column)
        elif name in NUMBERS:
            columns[name] = _number(column, file)
        else:
            columns[name] = _renamed(column, _names(name, column, file))
    file.misplaced, misplaced = points.misplaced(
        columns[street.LONGITUDE], columns[street.LATITUDE], rows[street.SOURCE_ROW]
    )
    for name in NUMBERS if file.misplaced else ():
        columns[name] = columns[name].mask(misplaced)
    columns[street.SOURCE_FILE] = pd.Series(
        pd.Categorical.from_codes(
            np.zeros(len(rows), dtype="int8"), categories=pd.Index([file.name])
        ),
        index=rows.index,
    )
    columns[street.SOURCE_ROW] = rows[street.SOURCE_ROW].astype("int64")
    ordered = {name: columns[name] for name in (*street.CLEAN_COLUMNS, street.SOURCE_FILE)}
    return pd.DataFrame(ordered, copy=False).reset_index(drop=True)


def _number(column: pd.Series, file: StreetFile) -> pd.Series:
    texts = column.cat.categories.to_numpy(dtype=object)
    values = _numbers(texts)
    unreadable = [text for text in texts[np.isnan(values)] if text]
    if unreadable:
        file.unreadable_coordinates += int(column.isin(unreadable).sum())
    values = np.append(values, np.nan)
    return pd.Series(values[column.cat.codes.to_numpy()], index=column.index)


def _numbers(texts: np.ndarray) -> np.ndarray:
    """What is no number is missing (float64)."""
    cells = pa.array(texts, pa.string())
    try:
        # Several times as fast, and equal; it gives up at the first that is no number.
        numbers = pc.if_else(pc.equal(cells, ""), None, cells).cast(pa.float64())
        return np.asarray(numbers.to_numpy(zero_copy_only=False), "float64")
    except pa.ArrowInvalid:
        return pd.to_numeric(pd.Series(texts), errors="coerce").to_numpy("float64")


def _names(name: str, column: pd.Series, file: StreetFile) -> dict[str, str | None]:
    texts = column.cat.categories.tolist()
    names: dict[str, str | None] = {text: text or None for text in texts}
    if name in DECLARED:
        words = DECLARED[name]
        names = {text: words.get(plain(text), text) or None for text in texts}
        _count_unknown(column, names, set(words.values()), file.unknown[name])
    return names


def _count_unknown(
    column: pd.Series, names: dict[str, str | None], known: set[str], unknown: Counter[str]
) -> None:
    strangers = [text for text, name in names.items() if name and name not in known]
    if strangers:
        counts = column[column.isin(strangers)].value_counts()
        unknown.update({str(names[text]): int(counts[text]) for text in strangers if counts[text]})


def _main_force(offences: pd.DataFrame) -> str:
    if offences.empty or offences[street.REPORTED_BY].isna().all():
        return ""
    return str(offences[street.REPORTED_BY].value_counts().index[0])


def _check_month_of_file(file: StreetFile, note: Note, limits: Limits) -> None:
    """The Month column is believed; the file's name and a few stray rows are not."""
    if file.offences.empty:
        return
    named = street_months.month_in_name(file.name)
    counts = file.offences[street.MONTH].value_counts()
    counts = counts[counts > 0]
    main = str(counts.index[0])
    if named is None:
        return
    if len(counts) > 1 and counts.iloc[0] >= NEARLY_ALL * counts.sum():
        stray = file.offences[street.MONTH] != main
        file.offences = _without(
            file.offences,
            stray,
            file,
            limits,
            findings.OTHER_MONTH_ROWS,
            f"the row is of another month than its file ({said_month(main)})",
        ).reset_index(drop=True)
        counts = counts.iloc[:1]
    if named not in counts.index or len(counts) > 1:
        holds = listed(map(said_month, sorted(map(str, counts.index))), 6)
        note(
            finding(
                findings.MONTH_NOT_AS_NAMED,
                f"The file is named for {said_month(named)} and its rows are of {holds}."
                " The rows were believed.",
                "Look whether the right file was sent under the right name.",
                count=int(counts.sum() - counts.get(named, 0)),
                file=file.name,
                period=main,
            )
        )
