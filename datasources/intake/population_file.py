"""A population table into clean rows: residents of each small area, one slice a mid-year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from datasources import geography
from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.places import places_of
from datasources.intake.plain_rows import Piece, can_be_codes, gather, with_codes
from datasources.intake.reading import Context
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import population as kind
from datasources.values.markers import HeldBack
from datasources.values.numbers import Number, Numbers, Value, read_numbers
from partnerships.words import listed

Note = Callable[[Finding], None]


def read_population(
    raw: RawTable, name: str, sheet: str, note: Note, context: Context
) -> list[Piece]:
    layout = kind.layout_of(raw.headings, sheet or name)
    if layout is None:  # the heading row was found by the same function
        raise Refused(findings.NO_HEADING, "The headings cannot be read.", "Send it again.")
    positions = {kind.LSOA_CODE: layout.area, **layout.populations}
    # Every heading of these tables is a place, a density or an age: dropping them is no news.
    dropped = DroppedColumns(raw.headings, raw.headings, positions.values())
    rows, read = gather(raw, positions, name, dropped)
    is_footnote = (rows[list(layout.populations)] == "").all(axis=1)
    blank = (rows[kind.LSOA_CODE] == "") | (is_footnote & ~can_be_codes(rows[kind.LSOA_CODE]))
    rows = read.without(rows, blank, findings.BLANK_CODES, "no area code")
    rows = with_codes(rows, [kind.LSOA_CODE], read, note)
    repeated = rows[kind.LSOA_CODE].duplicated(keep="first")
    rows = read.without(rows, repeated, findings.REPEATED_LSOA, "the small area stands twice")
    _tell_of_rows(read, note)
    pieces = [_piece(rows, period, read, note) for period in sorted(layout.populations)]
    if pieces:
        # One row of the table feeds several slices: it is read and kept once.
        pieces[0].rows_read = read.rows_read
        pieces[0].rows_kept = max(len(piece.frame) for piece in pieces)
        pieces[0].aside = read.aside + pieces[0].aside
    in_table = frozenset(rows[kind.LSOA_CODE])
    for piece in pieces:
        if not piece.frame.empty:
            tell_of_partnership(piece, in_table, context, piece.told.append)
    return pieces


def _piece(rows: pd.DataFrame, period: str, read: Piece, note: Note) -> Piece:
    """The residents of one mid-year; where the table holds no settled number, there are none."""
    piece = Piece(read.name, period=period, missing=read.missing.copy())
    cells = {str(text): int(count) for text, count in rows[period].value_counts().items()}
    numbers = read_numbers(cells, whole=True)
    marked = {text: words for text, one in numbers.meanings.items() if (words := marker_in(one))}
    people = rows[period].map({text: people_in(one) for text, one in numbers.meanings.items()})
    people = people.astype("Float64")
    is_marked = rows[period].isin(marked)
    is_bad = people.isna() & ~is_marked
    tell_of_numbers(marked, cells, numbers, int(is_bad.sum()), piece, note)
    kept = piece.without(
        rows, is_marked, findings.NUMBERS_HELD_BACK, f"a marker stands for the {period} population"
    )
    kept = piece.without(
        kept,
        is_bad.loc[kept.index],
        findings.BAD_NUMBERS,
        f"the population of {period} is no whole number",
    )
    piece.frame = pd.DataFrame(
        {
            kind.LSOA_CODE: kept[kind.LSOA_CODE].astype("str"),
            kind.POPULATION: people.loc[kept.index].astype("Int64"),
        }
    ).reset_index(drop=True)
    return piece


def people_in(value: Value | None) -> float | None:
    """A whole number of people that no marker puts in doubt."""
    if not isinstance(value, Number) or value.marks or value.unit:
        return None
    return value.value if value.value >= 0 and value.value.is_integer() else None


def marker_in(value: Value | None) -> str:
    """The words of the marker that stands for a number or beside it; blank where none does."""
    if isinstance(value, HeldBack):
        return value.words
    return listed(value.words_of_marks) if isinstance(value, Number) else ""


def tell_of_numbers(
    marked: Mapping[str, str],
    cells: Mapping[str, int],
    numbers: Numbers,
    bad: int,
    piece: Piece,
    note: Note,
) -> None:
    if marked:
        count = sum(cells[text] for text in marked)
        named = [f"{text} ({words})" if text != words else text for text, words in marked.items()]
        note(
            finding(
                findings.NUMBERS_HELD_BACK,
                f"{counted(count, 'row', 'has')} a marker where the population of {piece.period}"
                f" stands: {listed(sorted(named), 6)}. Set aside: these areas have no rates.",
                "Ask the publisher for the settled numbers. A number held back is not nobody.",
                count=count,
                file=piece.name,
                period=piece.period,
                examples=tuple(sorted(marked)[:5]),
            )
        )
    if bad:
        note(
            finding(
                findings.BAD_NUMBERS,
                " ".join(
                    (
                        f"{counted(bad, 'row', 'has')} no whole number as population of"
                        f" {piece.period}. They were set aside, and these areas have no rates.",
                        *(one.why for one in numbers.asked),
                    )
                ),
                "Ask for the numbers; a blank is not nobody.",
                count=bad,
                file=piece.name,
                period=piece.period,
                examples=tuple(sorted({**numbers.unreadable, **numbers.waiting})[:5]),
            )
        )


def _tell_of_rows(read: Piece, note: Note) -> None:
    if count := read.count(findings.BLANK_CODES):
        note(
            finding(
                findings.BLANK_CODES,
                f"{count:,} rows have no area code (often footnotes) and were set aside.",
                count=count,
                file=read.name,
            )
        )
    if count := read.count(findings.REPEATED_LSOA):
        note(
            finding(
                findings.REPEATED_LSOA,
                f"{count:,} rows repeat a small area. The first row of each was kept.",
                "Check that the table is not by age or sex.",
                count=count,
                file=read.name,
            )
        )


def tell_of_partnership(
    piece: Piece, in_table: frozenset[str], context: Context, note: Note
) -> None:
    places = places_of(context)
    if places is None or not places.inside:
        return
    there = frozenset(piece.frame[kind.LSOA_CODE])
    if not there & places.inside:
        _tell_of_larger_areas(piece, there, context, note)
        return
    is_inside = piece.frame[kind.LSOA_CODE].isin(places.inside)
    missing = places.inside - set(piece.frame.loc[is_inside, kind.LSOA_CODE])
    if missing:
        note(
            finding(
                findings.AREAS_WITHOUT_POPULATION,
                f"{len(missing):,} small areas of this partnership have no population for"
                f" {piece.period}. Rates of areas that contain them will not be shown.",
                "They stand in the table without a number: ask the publisher for it."
                if missing <= in_table
                else "The table may be of another year's areas than the look-up.",
                count=len(missing),
                file=piece.name,
                period=piece.period,
                examples=tuple(sorted(missing)[:5]),
            )
        )
    people = int(piece.frame.loc[is_inside, kind.POPULATION].sum())
    every = len(places.inside)
    areas = (
        f"{every - len(missing):,} of this partnership's {every:,} small areas"
        if missing
        else "this partnership's areas"
    )
    note(
        finding(
            findings.PARTNERSHIP_POPULATION,
            f"{people:,} people live in {areas}, {piece.period}.",
            count=people,
            file=piece.name,
            period=piece.period,
        )
    )


def _tell_of_larger_areas(
    piece: Piece, there: frozenset[str], context: Context, note: Note
) -> None:
    """Of a table without any small area of the partnership: whom it counts, and what it is not."""
    lookup = context.lookup
    if lookup is None:
        return
    known = [
        code
        for code in context.partnership_areas
        if code in frozenset(lookup[geography.LAD_CODE].astype("str"))
    ]
    whole = geography.whole_of(lookup, known, there) if known else None
    of_them = piece.frame[kind.LSOA_CODE].isin(whole or ())
    people = int(piece.frame.loc[of_them, kind.POPULATION].sum())
    said = (
        f"{people:,} people live in this partnership's areas, {piece.period}."
        if whole
        else f"Not all of this partnership's wards or councils stand in the table, {piece.period}."
    )
    note(
        finding(
            findings.PARTNERSHIP_POPULATION,
            f"{said} None of its small areas is among them: the wards or councils named here can"
            " have rates, and the small areas in them cannot.",
            "Send the population of small areas too, where rates of parts of a ward are wanted.",
            count=people,
            file=piece.name,
            period=piece.period,
        )
    )
