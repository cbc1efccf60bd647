"""A population table by sex or age, or of larger areas than LSOAs, into the residents of each area.

What is said to be of all residents is their number; where only parts stand there, they are added up
if they are provably all: every age once, or males and females. What is left over is only compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import ERROR, Finding, Refused, finding
from datasources.intake.plain_rows import Piece, can_be_codes, gather
from datasources.intake.population_file import (
    marker_in,
    people_in,
    tell_of_numbers,
    tell_of_partnership,
)
from datasources.intake.reading import Context
from datasources.intake.setting_aside import (
    IMPOSSIBLE_CODES,
    NO_SUCH_CODE,
    about,
    codes_rewritten,
)
from datasources.intake.tabular.placing import Gazetteer
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import population as kind
from datasources.kinds import residents
from datasources.kinds.headings import plain
from datasources.kinds.residents import ALL, UNSAID_AGES, UNSAID_SEX, Part, Parts
from datasources.values.numbers import read_numbers
from datasources.values.people import FEMALE, MALE, AgeBand
from partnerships.words import listed

Note = Callable[[Finding], None]
AREA, SEX, AGE, PERIOD, INDICATOR, MEASURE = (
    "area", "sex", "age", "period", "indicator", "measure",
)  # fmt: skip
CODE, OF_WHOM = "code", "of_whom"


def read_parts(raw: RawTable, parts: Parts, name: str, note: Note, context: Context) -> list[Piece]:
    """A piece for each mid-year; none where the table is of one sex alone."""
    if parts.only:
        note(_of_one_sex(parts.only, name))
        return []
    years = parts.years or {}
    positions = {
        AREA: parts.area,
        **{
            called: at
            for called, at in (
                (SEX, parts.sex), (AGE, parts.age), (PERIOD, parts.period),
                (INDICATOR, parts.indicator), (MEASURE, parts.measure),
            )
            if at is not None
        },
        **{str(at): at for at in (*parts.numbers, *years.values())},
    }  # fmt: skip
    dropped = DroppedColumns(raw.headings, raw.headings, positions.values())
    rows, read = gather(raw, positions, name, dropped)
    numbers = [str(at) for at in (*parts.numbers, *years.values())]
    rows = _placed(rows, numbers, read, context, note)
    _check_that_residents_are_meant(rows, name)
    of_years: dict[str, tuple[pd.DataFrame, Mapping[int, Part]]]
    if years:
        of_years = {period: (rows, {at: ALL}) for period, at in sorted(years.items())}
    else:
        of_years = {
            period: (within, parts.numbers)
            for period, within in _by_period(rows, parts, read, note).items()
        }
    pieces = [
        _piece(within, columns, period, read, note)
        for period, (within, columns) in of_years.items()
    ]
    if not pieces:
        return [read]
    first = pieces[0]
    first.rows_read = read.rows_read
    if years:
        # One row of the table feeds several slices: it is read and kept once.
        first.rows_kept = max(piece.rows_kept for piece in pieces)
        for piece in pieces[1:]:
            piece.rows_kept = 0
    first.aside = read.aside + first.aside
    first.missing.update(read.missing)
    for piece in pieces:
        if not piece.frame.empty:
            tell_of_partnership(piece, frozenset(rows[CODE]), context, piece.told.append)
    return pieces


def _of_one_sex(sex: str, name: str) -> Finding:
    return finding(
        findings.RESIDENTS_IN_PART,
        f"This table is called one of {sex.lower()}s alone, so it was not taken for all residents.",
        "Send the table of all persons, or one table with a column that says the sex.",
        file=name,
        severity=findings.WARNING,
    )


def _placed(
    rows: pd.DataFrame, numbers: Sequence[str], read: Piece, context: Context, note: Note
) -> pd.DataFrame:
    """The rows under the codes of their areas, without those that are of no area."""
    nothing = (rows[numbers] == "").all(axis=1)
    blank = (rows[AREA] == "") | (nothing & ~can_be_codes(rows[AREA]))
    rows = read.without(rows, blank, findings.BLANK_CODES, "no area code")
    if count := read.count(findings.BLANK_CODES):
        words = f"{counted(count, 'row', 'has')} no area (often footnotes); set aside."
        note(finding(findings.BLANK_CODES, words, count=count, file=read.name))
    said = Gazetteer(context).place(rows[AREA].unique())
    rows = rows.assign(**{CODE: rows[AREA].map(said.codes).astype("str")})
    by_code = can_be_codes(rows[AREA])
    if count := int((by_code & (rows[CODE] != rows[AREA])).sum()):
        note(codes_rewritten(count, read.name))
    for texts, code, why in (
        (said.unknown, findings.PLACES_UNKNOWN, "no area that is known by code or name"),
        (said.ambiguous, findings.PLACES_AMBIGUOUS, "several areas have this name"),
    ):
        there = rows[AREA].isin(list(texts))
        if there.any():
            names = sorted(set(rows.loc[there, AREA]))
            note(
                finding(
                    code,
                    f"{counted(int(there.sum()), 'row', 'names')} {listed(names, 6)}: {why}. Set"
                    " aside, so these residents are in no rate.",
                    "Ask the sender for the codes of the areas.",
                    count=int(there.sum()),
                    file=read.name,
                    examples=tuple(names[:5]),
                )
            )
        rows = read.without(rows, there, code, why)
    impossible = rows[AREA].isin(list(said.impossible))
    rows = read.without(rows, impossible, findings.IMPOSSIBLE_CODES, NO_SUCH_CODE, cells=rows[AREA])
    for one in about(read.aside, {findings.IMPOSSIBLE_CODES: IMPOSSIBLE_CODES}):
        note(one)
    return rows


def _check_that_residents_are_meant(rows: pd.DataFrame, name: str) -> None:
    """Refuses a table of indicators among which are others: nothing tells how they add up."""
    others: list[str] = []
    if INDICATOR in rows:
        others += [
            one
            for one in rows[INDICATOR].unique()
            if not residents.RESIDENTS_ALONE.fullmatch(plain(one))
        ]
    if MEASURE in rows:
        others += [one for one in rows[MEASURE].unique() if plain(one) not in residents.NO_SHARE]
    if others:
        raise Refused(
            findings.WRONG_KIND,
            f"{name} holds {listed(sorted(others), 4)}, which is not the number of all residents.",
            "Send the rows of the total resident population alone, as counts; or send the file to"
            " a source of published indicators.",
        )


def _by_period(
    rows: pd.DataFrame, parts: Parts, read: Piece, note: Note
) -> dict[str, pd.DataFrame]:
    if PERIOD not in rows:
        return {parts.year: rows} if len(rows) else {}
    meant = {text: residents.mid_year_of(text) for text in rows[PERIOD].unique()}
    periods = rows[PERIOD].map(meant).astype("str")
    bad = periods == ""
    if bad.any():
        texts = sorted(set(rows.loc[bad, PERIOD]))
        note(
            finding(
                findings.PERIODS_UNREADABLE,
                f"{counted(int(bad.sum()), 'row', 'has')} no middle of a year as its period:"
                f" {listed(texts, 6)}. Set aside.",
                "Residents are read of 30 June: write 2024, mid-2024 or 2024-06-30.",
                count=int(bad.sum()),
                file=read.name,
                examples=tuple(texts[:5]),
            )
        )
    kept = read.without(
        rows, bad, findings.PERIODS_UNREADABLE, "no middle of a year", cells=rows[PERIOD]
    )
    return {str(period): within for period, within in kept.groupby(periods.loc[kept.index])}


@dataclass
class _Way:
    """Parts that are all residents, each once."""

    parts: tuple[Part, ...]
    words: str


def ways(present: Sequence[Part]) -> list[_Way]:
    """How all residents of an area are told by these parts: the plainest first."""
    there = frozenset(present)
    found = _of_sex("", there)
    if not any(one.sex == UNSAID_SEX for one in there):
        halves = [_of_sex(sex, there) for sex in (FEMALE, MALE)]
        if all(halves):
            chosen = [half[0] for half in halves]
            ages = max(len(one.parts) for one in chosen)
            words = "males and females" if ages == 1 else f"males and females of {ages} ages"
            found.append(_Way(tuple(part for one in chosen for part in one.parts), words))
    return found


def _of_sex(sex: str, there: frozenset[Part]) -> list[_Way]:
    found = [_Way((Part(sex),), "")] if Part(sex) in there else []
    bands = [one.ages for one in there if one.sex == sex and one.ages is not None]
    if UNSAID_AGES in bands:
        return found
    for finest in (True, False):
        life = residents.whole_life(bands, finest=finest)
        way = _Way(tuple(Part(sex, one) for one in life), f"{len(life)} age groups")
        if life and way not in found:
            found.append(way)
    return found


@dataclass
class _Settled:
    """What became of the areas of a period."""

    people: pd.Series
    pattern: pd.Series
    chosen: dict[int, frozenset[Part]] = field(default_factory=dict)
    unsettled: set[str] = field(default_factory=set)
    differ: dict[str, str] = field(default_factory=dict)
    added_up: dict[str, int] = field(default_factory=dict)
    texts: list[pd.Series] = field(default_factory=list)
    """Of the cells that were used."""
    marked: set[str] = field(default_factory=set)


def _piece(
    rows: pd.DataFrame, columns: Mapping[int, Part], period: str, read: Piece, note: Note
) -> Piece:
    piece = Piece(read.name, period=period, rows_read=len(rows))
    rows, parts_in = _with_whom(rows)
    table, repeated = _by_part(rows, parts_in, columns)
    again = rows[CODE].isin(repeated)
    if again.any():
        note(_asked(rows[again], piece))
    rows = piece.without(rows, again, findings.REPEATED_NUMBERS, "another row says the same part")
    table = table[~table.index.isin(repeated)]
    texts = table.stack().value_counts() if len(table.columns) else pd.Series(dtype="int64")
    numbers = read_numbers({str(text): int(count) for text, count in texts.items()}, whole=True)
    values = {text: people_in(one) for text, one in numbers.meanings.items()}
    marked = {text: words for text, one in numbers.meanings.items() if (words := marker_in(one))}
    settled = _settled(table, values, marked)
    rows = piece.without(
        rows,
        rows[CODE].isin(settled.unsettled),
        findings.RESIDENTS_IN_PART,
        "only a part of the residents",
    )
    rows = piece.without(
        rows,
        rows[CODE].isin(settled.marked),
        findings.NUMBERS_HELD_BACK,
        f"a marker stands for the {period} population",
    )
    good = settled.people.dropna()
    bad = ~rows[CODE].isin(good.index)
    without = rows.loc[bad, CODE].nunique()
    used = pd.concat(settled.texts).value_counts() if settled.texts else pd.Series(dtype="int64")
    cells = {str(text): int(count) for text, count in used.items()}
    shown = {text: words for text, words in marked.items() if text in cells}
    tell_of_numbers(shown, cells, numbers, without, piece, note)
    rows = piece.without(
        rows, bad, findings.BAD_NUMBERS, f"the population of {period} is no whole number"
    )
    is_used = [
        bool(parts_of_row & settled.chosen[pattern])
        for parts_of_row, pattern in zip(
            (_whom(parts_in[at], columns) for at in rows[OF_WHOM]),
            rows[CODE].map(settled.pattern),
            strict=True,
        )
    ]
    left_out = ~pd.Series(is_used, index=rows.index, dtype="bool")
    rows = piece.without(rows, left_out, findings.TOTALS_LEFT_OUT, "a part of another row")
    piece.rows_kept = len(rows)
    _tell(settled, int(left_out.sum()), len(good), piece, note)
    good = good.sort_index()
    order = {code: at for at, code in enumerate(dict.fromkeys(rows[CODE]))}
    good = good.loc[sorted(good.index, key=order.__getitem__)]
    piece.frame = pd.DataFrame(
        {
            kind.LSOA_CODE: pd.Series(good.index, dtype="str"),
            kind.POPULATION: good.astype("Int64").to_numpy(),
        }
    ).astype({kind.LSOA_CODE: "str", kind.POPULATION: "Int64"})
    return piece


def _with_whom(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Part]]:
    """Each row with the number of the part that its own cells say it is of."""
    blank = pd.Series("", index=rows.index)
    pairs = list(zip(rows.get(SEX, blank), rows.get(AGE, blank), strict=True))
    known = {pair: at for at, pair in enumerate(dict.fromkeys(pairs))}
    parts = [
        Part(
            _sex(sex) if SEX in rows else "",
            _ages(age) if AGE in rows else None,
        )
        for sex, age in known
    ]
    numbers = pd.Series([known[pair] for pair in pairs], index=rows.index, dtype="int64")
    return rows.assign(**{OF_WHOM: numbers}), parts


def _sex(text: str) -> str:
    found = residents.sex_of(text) if text else None
    return UNSAID_SEX if found is None else found


def _ages(text: str) -> AgeBand | None:
    if plain(text) in residents.OF_ALL_AGES:
        return None
    return residents.ages_of(text) or UNSAID_AGES


def _joined(of_row: Part, of_column: Part) -> Part:
    return Part(of_row.sex or of_column.sex, of_row.ages or of_column.ages)


def _whom(of_row: Part, columns: Mapping[int, Part]) -> frozenset[Part]:
    return frozenset(_joined(of_row, one) for one in columns.values())


def _by_part(
    rows: pd.DataFrame, parts_in: Sequence[Part], columns: Mapping[int, Part]
) -> tuple[pd.DataFrame, frozenset[str]]:
    """The cells of each area under the part that they are of; and the areas of which one part has
    several. A blank says nothing: what stands under it is not there."""
    found: dict[Part, list[pd.Series]] = {}
    for of_whom, within in rows.groupby(OF_WHOM):
        for at, column in columns.items():
            cells = within.set_index(CODE)[str(at)]
            part = _joined(parts_in[int(str(of_whom))], column)
            found.setdefault(part, []).append(cells[cells != ""])
    repeated: set[str] = set()
    under: dict[int, pd.Series] = {}
    for at, cells in enumerate(map(pd.concat, found.values())):
        again = cells.index.duplicated(keep=False)
        repeated |= set(cells.index[again])
        under[at] = cells[~cells.index.duplicated()].astype("object")
    every = pd.Index(dict.fromkeys(rows[CODE]), dtype="object")
    table = pd.DataFrame({at: cells.reindex(every) for at, cells in under.items()}, index=every)
    table.columns = pd.Index(range(len(table.columns)))
    table.attrs["parts"] = list(found)
    return table, frozenset(repeated)


def _settled(
    table: pd.DataFrame, values: Mapping[str, float | None], marked: Mapping[str, str]
) -> _Settled:
    parts: list[Part] = table.attrs["parts"]
    numbers = table.apply(lambda cells: cells.map(values)).astype("float64")
    is_there = table.notna().to_numpy()
    patterns, of_row = np.unique(is_there, axis=0, return_inverse=True)
    settled = _Settled(
        pd.Series(np.nan, index=table.index, dtype="float64"),
        pd.Series(of_row.reshape(-1), index=table.index),
    )
    for at, pattern in enumerate(patterns):
        codes = table.index[settled.pattern == at]
        present = [parts[one] for one in np.flatnonzero(pattern)]
        found = ways(present)
        settled.chosen[at] = frozenset(found[0].parts if found else ())
        if not found:
            settled.unsettled |= set(codes) if present else set()
            continue
        first, *others = [[parts.index(one) for one in way.parts] for way in found]
        used = table.loc[codes, first]
        settled.texts.append(pd.Series(used.to_numpy().ravel()))
        is_marked = used.isin(list(marked)).any(axis=1)
        settled.marked |= set(codes[is_marked])
        people = numbers.loc[codes, first].sum(axis=1, skipna=False)
        settled.people.loc[codes] = people.mask(is_marked)
        if words := found[0].words:
            settled.added_up[words] = settled.added_up.get(words, 0) + len(codes)
        for columns, way in zip(others, found[1:], strict=True):
            other = numbers.loc[codes, columns].sum(axis=1, skipna=False)
            is_other = other.notna() & people.notna() & (other != people)
            for code in codes[is_other]:
                settled.differ.setdefault(
                    str(code), f"{code}: {people[code]:,.0f} and {other[code]:,.0f} of {way.words}"
                )
    return settled


def _asked(rows: pd.DataFrame, piece: Piece) -> Finding:
    areas = rows[CODE].nunique()
    return finding(
        findings.REPEATED_NUMBERS,
        f"{counted(len(rows), 'row', 'gives')} residents of {piece.period} of"
        f" {counted(areas, 'area')} whose sex and age group another row gives too. What tells them"
        " apart is not known, so none was used: added up they might count people twice.",
        "Ask the sender what tells these rows apart, and send one row for each area, sex and age"
        " group.",
        count=len(rows),
        file=piece.name,
        period=piece.period,
        examples=tuple(sorted(set(rows[CODE]))[:5]),
        severity=ERROR,
    )


def _tell(settled: _Settled, left_out: int, areas: int, piece: Piece, note: Note) -> None:
    if settled.unsettled:
        codes = sorted(settled.unsettled)
        note(
            finding(
                findings.RESIDENTS_IN_PART,
                f"Of {counted(len(codes), 'area')} only some of the residents of {piece.period}"
                " stand in the table: neither all persons, nor every age, nor both males and"
                " females. They were set aside, and these areas have no rates.",
                "Ask for the totals. If a word for a sex or an age group is unusual, ask what it"
                " means.",
                count=len(codes),
                file=piece.name,
                period=piece.period,
                examples=tuple(codes[:5]),
            )
        )
    if settled.differ:
        examples = list(settled.differ.values())
        note(
            finding(
                findings.RESIDENTS_DIFFER,
                f"Of {counted(len(examples), 'area')} the residents of {piece.period} are not the"
                f" sum of their parts ({examples[0]}). The total was used.",
                "Ask the publisher which is right; rates of these areas rest on the total.",
                count=len(examples),
                file=piece.name,
                period=piece.period,
                examples=tuple(examples[:5]),
            )
        )
    for words, count in settled.added_up.items():
        note(
            finding(
                findings.RESIDENTS_ADDED_UP,
                f"No total stands there for {counted(count, 'area')}: {words} were added up to the"
                f" residents of {piece.period}.",
                "Nothing, if these are all residents.",
                count=count,
                file=piece.name,
                period=piece.period,
            )
        )
    if left_out:
        note(
            finding(
                findings.TOTALS_LEFT_OUT,
                f"{counted(left_out, 'row', 'is')} a part of another row (a sex, or an age group)"
                f" and was not added to it: {counted(areas, 'area', 'has')} one number each.",
                "Nothing, if all residents are meant.",
                count=left_out,
                file=piece.name,
                period=piece.period,
            )
        )
