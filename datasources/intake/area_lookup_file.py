"""An area look-up into clean rows: one row a small area, with the year of each geography."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from datasources import geography
from datasources.intake import findings
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.plain_rows import Piece, gather, with_codes
from datasources.intake.reading import Context
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import area_lookup as kind
from datasources.kinds.area_lookup import COUNTY_OR_REGION
from datasources.kinds.headings import plain

Note = Callable[[Finding], None]


def read_area_lookup(
    raw: RawTable, name: str, _sheet: str, note: Note, context: Context
) -> list[Piece]:
    layout = kind.layout_of(raw.headings)
    if layout is None:  # the heading row was found by the same function
        raise Refused(findings.NO_HEADING, "The headings cannot be read.", "Send it again.")
    known = [
        heading
        for heading in raw.headings
        if COUNTY_OR_REGION.match(plain(heading)) or kind.HEADING.match(plain(heading))
    ]
    dropped = DroppedColumns(raw.headings, known, layout.positions.values())
    rows, piece = gather(raw, layout.positions, name, dropped)
    dropped.tell(note, name)
    codes = [geography.LSOA_CODE, geography.WARD_CODE, geography.LAD_CODE]
    blank = (rows[codes] == "").any(axis=1)
    rows = piece.without(rows, blank, findings.BLANK_CODES, "a code is missing")
    rows = with_codes(rows, codes, piece, note)
    repeated = rows[geography.LSOA_CODE].duplicated(keep="first")
    examples = tuple(rows.loc[repeated, geography.LSOA_CODE].head(5))
    rows = piece.without(rows, repeated, findings.REPEATED_LSOA, "the small area stands twice")
    piece.period = layout.vintages["lad"]
    piece.frame = _clean(rows, layout)
    piece.rows_kept = len(piece.frame)
    _tell(piece, layout, note, examples)
    if not piece.frame.empty:
        _tell_of_partnership(piece, context, note)
    return [piece]


def _clean(rows: pd.DataFrame, layout: kind.Layout) -> pd.DataFrame:
    columns = {}
    for level in kind.LEVELS:
        code, name = f"{level}_code", f"{level}_name"
        columns[code] = rows[code].astype("str")
        columns[name] = rows[name].astype("str") if name in rows else columns[code]
        columns[f"{level}_vintage"] = pd.Series(
            layout.vintages[level], index=rows.index, dtype="str"
        )
    return pd.DataFrame(columns)[list(kind.CLEAN_COLUMNS)].reset_index(drop=True)


def _tell(piece: Piece, layout: kind.Layout, note: Note, examples: tuple[str, ...]) -> None:
    years = layout.vintages
    note(
        finding(
            findings.VINTAGE_FOUND,
            f"Small areas of {years['lsoa']}, wards of {years['ward']}, local authorities of"
            f" {years['lad']}: {len(piece.frame):,} small areas.",
            "Check that the years fit the data to be counted.",
            count=len(piece.frame),
            file=piece.name,
            period=piece.period,
        )
    )
    if count := piece.count(findings.REPEATED_LSOA):
        note(
            finding(
                findings.REPEATED_LSOA,
                f"{counted(count, 'row', 'names')} a small area that an earlier row has placed."
                " The first row of each was kept, so that no crime is counted twice.",
                "Use a best-fit look-up, in which each small area stands once.",
                count=count,
                file=piece.name,
                examples=examples,
            )
        )
    if count := piece.count(findings.BLANK_CODES):
        note(
            finding(
                findings.BLANK_CODES,
                f"{count:,} rows lack a code (often footnotes) and were set aside.",
                count=count,
                file=piece.name,
            )
        )


def _tell_of_partnership(piece: Piece, context: Context, note: Note) -> None:
    lads = piece.frame[geography.LAD_CODE]
    absent = [code for code in context.partnership_areas if not (lads == code).any()]
    if absent:
        note(
            finding(
                findings.PARTNERSHIP_NOT_IN_LOOKUP,
                f"The look-up does not hold {', '.join(absent)}, which belongs to this"
                " partnership. Nothing can be counted for it.",
                "Check the area codes of the partnership and the year of the look-up.",
                count=len(absent),
                file=piece.name,
                examples=tuple(absent),
            )
        )
    count = int(lads.isin(context.partnership_areas).sum())
    if count:
        note(
            finding(
                findings.PARTNERSHIP_AREAS,
                f"{count:,} small areas belong to this partnership.",
                count=count,
                file=piece.name,
            )
        )
