"""A map of boundaries into clean rows: one an area, with its code, its name and its outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import shapely

from datasources import geography
from datasources.geography import boundaries as stored
from datasources.intake import findings, outlines, plain_delivery
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import ERROR, Finding, Refused, finding
from datasources.intake.outlines import IN_WORDS, Outlines
from datasources.intake.plain_rows import Piece, can_be_codes, gather
from datasources.intake.reading import Context, Reading
from datasources.intake.setting_aside import ROW
from datasources.intake.tabular.naming import vintages_in, years_in
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import Kind
from datasources.kinds.headings import plain
from datasources.layouts import Layout
from datasources.periods import known
from partnerships.area_codes import as_code
from partnerships.words import all_of, listed

Note = Callable[[Finding], None]
# Fewer cells than this are codes by chance, or only named after one.
NEARLY_ALL = 0.9
# Names are written in letters; numbers, hashes and references less so.
LETTERS = 0.6
ENDINGS = (("cd", "nm"), (" code", " name"), ("code", "name"))


def read_boundaries(raw: RawTable, name: str, note: Note, context: Context) -> list[Piece]:
    """Refused where no column holds codes, or no feature is an area of this country."""
    at_shape = next(at for at, one in enumerate(raw.headings) if plain(one) == "geometry")
    at_system = next((at for at, one in enumerate(raw.headings) if plain(one) == "crs"), None)
    positions = {str(at): at for at in range(len(raw.headings))}
    # Areas and lengths, identifiers and larger areas stand beside the code: no news.
    dropped = DroppedColumns(raw.headings, raw.headings, positions.values())
    rows, piece = gather(raw, positions, name, dropped)
    if rows.empty:
        raise Refused(findings.NO_ROWS, "The map has no feature.", "Download it again.")
    others = {
        str(at): heading
        for at, heading in enumerate(raw.headings)
        if at not in (at_shape, at_system)
    }
    code = _code_column(rows, others, context)
    called = _name_column(rows, others, code, context.layout)
    piece.period = _vintage(others[code], name, context.layout)
    read = outlines.read(rows[str(at_shape)])
    if at_system is not None:
        _check_system(str(rows[str(at_system)].iloc[0]), read.frame, piece, note)
    rows = _usable(rows, read, code, piece, note)
    codes = rows[code].map(as_code)
    frame = pd.DataFrame(
        {
            stored.CODE: codes.astype("str"),
            stored.NAME: (rows[called] if called else codes).astype("str"),
            stored.VINTAGE: pd.Series(piece.period, index=rows.index, dtype="str"),
            stored.FRAME: pd.Series(read.frame, index=rows.index, dtype="str"),
            "_shape": pd.Series(read.shapes, index=pd.RangeIndex(len(read.shapes))).loc[rows.index],
            ROW: rows[ROW],
        }
    )
    frame = _once(frame, piece, note)
    frame[stored.SHAPE] = shapely.to_wkb(frame["_shape"].to_numpy())
    piece.frame = frame[list(stored.COLUMNS)].sort_values(stored.CODE, ignore_index=True)
    piece.rows_kept = len(frame)
    return [piece]


# Which column is which: by what its cells are.


def _code_column(rows: pd.DataFrame, others: dict[str, str], context: Context) -> str:
    """Where several columns hold codes, the one that tells most features apart: of the areas that
    a feature names it is the smallest."""
    said = [
        at for at, heading in others.items() if context.layout.taken_for(heading) == stored.CODE
    ]
    if said:
        return said[0]
    found = [at for at in others if _share(can_be_codes(rows[at]), rows[at] != "") >= NEARLY_ALL]
    if not found:
        raise Refused(
            findings.NO_CODES,
            "No column of the map holds the codes of official areas, such as E01017990; its columns"
            f" are {listed([f'“{heading.strip()}”' for heading in others.values()], 8)}. Areas of"
            " one's own, such as a town centre or a beat, cannot be counted by yet.",
            "Send boundaries of small areas (LSOAs), wards or councils with their codes, as the"
            " Office for National Statistics publishes them.",
        )
    different = {at: rows[at].map(as_code).nunique() for at in found}
    finest = [at for at in found if different[at] == max(different.values())]
    alike = [at for at in finest if rows[at].map(as_code).equals(rows[finest[0]].map(as_code))]
    if len(alike) == len(finest):
        return finest[0]
    smallest = _of_smallest_level(rows, finest, context)
    if smallest:
        return smallest
    names = all_of([f"“{others[at].strip()}”" for at in finest], last="or")
    raise Refused(
        findings.CODES_ASKED,
        f"The codes of the areas may stand under {names}, and nothing tells which.",
        "Say in the layout of this source which column holds the code of the area itself.",
    )


def _share(is_so: pd.Series, among: pd.Series) -> float:
    return float((is_so & among).sum() / among.sum()) if among.any() else 0.0


def _of_smallest_level(rows: pd.DataFrame, columns: Sequence[str], context: Context) -> str:
    """By the area look-up; blank where it does not tell them apart."""
    lookup = context.lookup
    if lookup is None or lookup.empty:
        return ""
    for level, _ in reversed(geography.LEVELS):
        found = [at for at in columns if stored.level_of(rows[at].map(as_code), lookup) == level]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _name_column(rows: pd.DataFrame, others: dict[str, str], code: str, layout: Layout) -> str:
    """The heading that goes with the code's, else the only column of different words; or none."""
    said = [at for at, heading in others.items() if layout.taken_for(heading) == stored.NAME]
    if said:
        return said[0]
    heading = plain(others[code])
    beside = {
        heading.removesuffix(of_codes) + of_names
        for of_codes, of_names in ENDINGS
        if heading.endswith(of_codes)
    }
    paired = [at for at, other in others.items() if plain(other) in beside]
    if paired:
        return paired[0]
    worded = [at for at in others if at != code and _are_names(rows[at])]
    return worded[0] if len(worded) == 1 else ""


def _are_names(cells: pd.Series) -> bool:
    filled = cells[cells != ""]
    if len(filled) < NEARLY_ALL * len(cells) or filled.nunique() < NEARLY_ALL * len(cells):
        return False
    text = "".join(filled.head(200))
    return sum(one.isalpha() or one == " " for one in text) >= LETTERS * len(text)


def _vintage(heading: str, name: str, layout: Layout) -> str:
    """The year of the areas: as was said, by the heading of their codes, or by the file's name."""
    if layout.period and known(layout.period):
        return layout.period
    years = vintages_in([heading]) or years_in(name)
    if len(years) == 1:
        return years.pop()
    raise Refused(
        findings.YEAR_UNKNOWN,
        f"Neither the heading “{heading.strip()}” nor the file's name tells of which year the areas"
        " are.",
        "Say in the layout of this source of which period it is, or name the file for its year.",
    )


# What is wrong with outlines.


def _check_system(system: str, frame: str, piece: Piece, note: Note) -> None:
    """The numbers are believed before the name of their system; of another system nothing is."""
    said = outlines.frame_said(system)
    if said is None:
        raise Refused(
            findings.FRAME_UNKNOWN,
            f"The map says that it is in another coordinate system ({system[:60]}), in which the"
            " same numbers lie elsewhere.",
            "Download or export it in longitude and latitude (EPSG:4326) or on the British National"
            " Grid (EPSG:27700).",
        )
    if said and said != frame:
        note(
            finding(
                findings.FRAME_SAID_OTHERWISE,
                f"The map says that it is in {IN_WORDS[said]}, and its numbers are"
                f" {IN_WORDS[frame]}. They were read as what they are.",
                "Look at the map of the source whether it lies where it should.",
                count=1,
                file=piece.name,
            )
        )


ABOUT_ROWS = {
    findings.NO_OUTLINE: (
        "is no area: it has no polygon",
        "Ask for the boundaries of all areas.",
    ),
    findings.BROKEN_OUTLINES: (
        "has an outline that cannot be read: a ring is not closed, or has too few corners",
        "Download the map again, or ask its publisher.",
    ),
    findings.COORDINATES_ELSEWHERE: (
        "lies elsewhere than the others, outside this country",
        "Look at the numbers of these features, or download the map again.",
    ),
    findings.IMPOSSIBLE_CODES: (
        "has no code, or one that cannot exist",
        "Ask for the codes of these areas.",
    ),
}


def _usable(
    rows: pd.DataFrame, read: Outlines, code: str, piece: Piece, note: Note
) -> pd.DataFrame:
    """Rows by their number, without those that have no outline or no code."""
    numbered = rows.reset_index(drop=True)
    wrong = read.codes.reset_index(drop=True)
    wrong = wrong.mask((wrong == "") & ~can_be_codes(numbered[code]), findings.IMPOSSIBLE_CODES)
    for one, (words, advice) in ABOUT_ROWS.items():
        bad = wrong == one
        if not bad.any():
            continue
        which = [f"row {at}" for at in numbered.loc[bad, ROW].head(5)]
        numbered = piece.without(numbered, bad, one, words)
        wrong = wrong[~bad]
        note(
            finding(
                one,
                f"{counted(int(bad.sum()), 'feature')} {_several(words, int(bad.sum()))}."
                " Set aside: no point is placed there.",
                advice,
                count=int(bad.sum()),
                file=piece.name,
                examples=tuple(which),
                severity=ERROR if one == findings.BROKEN_OUTLINES else None,
            )
        )
    mended = read.mended.reset_index(drop=True).loc[numbered.index]
    if mended.any():
        note(
            finding(
                findings.OUTLINES_MENDED,
                f"{counted(int(mended.sum()), 'outline', 'crosses')} itself. What it encloses was"
                " taken as the area.",
                "Look at these areas on the map of the source.",
                count=int(mended.sum()),
                file=piece.name,
                examples=tuple(numbered.loc[mended, code].map(as_code).head(5)),
            )
        )
    return numbered


def _several(words: str, count: int) -> str:
    if count == 1:
        return words
    verbs = {"is": "are", "has": "have", "lies": "lie"}
    first, _, rest = words.partition(" ")
    return f"{verbs[first]} {rest}".replace(": it has", ": they have")


def _once(frame: pd.DataFrame, piece: Piece, note: Note) -> pd.DataFrame:
    """Each code once: equal outlines are one, parts are joined; of others none is used."""
    again = frame[stored.CODE].duplicated(keep=False)
    if not again.any():
        return frame
    drop: list[int] = []
    joined: list[str] = []
    undecided: list[str] = []
    for code, same in frame[again].groupby(stored.CODE, sort=True):
        shapes = same["_shape"].to_numpy()
        different = shapely.to_wkb(shapely.normalize(shapes))
        if len(set(different)) > 1 and not outlines.are_parts(shapes):
            undecided.append(str(code))
            continue
        if len(set(different)) > 1:
            joined.append(str(code))
            frame.at[same.index[0], "_shape"] = shapely.union_all(shapes)
        drop += same.index[1:].tolist()
    if joined:
        note(
            finding(
                findings.PARTS_JOINED,
                f"{counted(len(joined), 'area', 'has')} several outlines that share no ground; they"
                " were joined as its parts.",
                "Nothing, if the area has parts.",
                count=len(joined),
                file=piece.name,
                examples=tuple(joined[:5]),
            )
        )
    if undecided:
        rows = int(frame[stored.CODE].isin(undecided).sum())
        note(
            finding(
                findings.CODE_TWICE,
                f"{counted(rows, 'feature', 'has')} a code that another feature has too, with"
                " another outline over the same ground. Which is right cannot be told, so none of"
                " them was used.",
                "Ask the publisher which is right, and send that one alone.",
                count=rows,
                file=piece.name,
                examples=tuple(undecided[:5]),
            )
        )
    frame = frame.drop(index=drop)
    bad = frame[stored.CODE].isin(undecided)
    return piece.without(frame, bad, findings.CODE_TWICE, "another outline has the same code")


# All maps of a delivery together.


def finish(kind: Kind, pieces: list[Piece], context: Context, told: list[Finding]) -> Reading:
    together = _joined(pieces, told.append)
    reading = plain_delivery.finish(kind, together, context, told)
    notes = [found for one in reading.slices for found in _about(one.frame, one.period, context)]
    return Reading(**{**vars(reading), "findings": (*reading.findings, *notes)})


def _joined(pieces: Sequence[Piece], note: Note) -> list[Piece]:
    """Maps of one year that share no area are parts of one, as those of several districts are."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.period, []).append(piece)
    together: list[Piece] = []
    for period, several in found.items():
        codes = pd.concat([one.frame[stored.CODE] for one in several], ignore_index=True)
        if len(several) == 1 or codes.duplicated().any():
            together += several
            continue
        whole = Piece(several[0].name, period=period)
        whole.frame = pd.concat([one.frame for one in several], ignore_index=True)
        whole.frame = whole.frame.sort_values(stored.CODE, ignore_index=True)
        whole.rows_read = sum(one.rows_read for one in several)
        whole.rows_kept = sum(one.rows_kept for one in several)
        whole.aside = [row for one in several for row in one.aside]
        together.append(whole)
        note(
            finding(
                findings.PARTS_JOINED,
                f"Boundaries of {period} came in {len(several)} maps that share no area; they were"
                f" joined: {counted(len(whole.frame), 'area')}.",
                "Nothing, if they are parts of one whole.",
                count=len(whole.frame),
                period=period,
                examples=tuple(one.name for one in several[:5]),
            )
        )
    return together


LEVEL_WORDS = {
    geography.LSOA_CODE: "small area",
    geography.WARD_CODE: "ward",
    geography.LAD_CODE: "council",
}


def _about(frame: pd.DataFrame, period: str, context: Context) -> list[Finding]:
    """What the map is beside the area look-up: which areas, of which year, which are lacking."""
    told = [_of_year(frame, period)]
    shapes = shapely.from_wkb(frame[stored.SHAPE].to_numpy())
    if pairs := outlines.overlapping(shapes):
        told.append(_overlap(frame, pairs, period))
    lookup = context.lookup
    if lookup is None or lookup.empty:
        return [*told, _not_checked(period)]
    level = stored.level_of(frame[stored.CODE], lookup)
    known = geography.every_code(lookup)
    strangers = [code for code in frame[stored.CODE] if code not in known]
    if strangers:
        told.append(_strangers(strangers, frame, period))
    if not level:
        return told
    if (year := context.vintages.get(level, period)) != period:
        told.append(_other_year(period, year, level))
    lacking = stored.lacking(frame[stored.CODE], lookup, level, context.partnership_areas)
    if lacking:
        told.append(_lacking(lacking, level, period))
    return told


def _of_year(frame: pd.DataFrame, period: str) -> Finding:
    corners = int(shapely.get_num_coordinates(shapely.from_wkb(frame[stored.SHAPE])).sum())
    return finding(
        findings.VINTAGE_FOUND,
        f"Boundaries of {period}: {counted(len(frame), 'area')} with {corners:,} corners, in"
        f" {IN_WORDS[str(frame[stored.FRAME].iloc[0])]}.",
        "Check that the year fits that of the area look-up.",
        count=len(frame),
        period=period,
    )


def _overlap(frame: pd.DataFrame, pairs: list[tuple[int, int]], period: str) -> Finding:
    first, second = (frame[stored.CODE].iloc[at] for at in pairs[0])
    return finding(
        findings.OUTLINES_OVERLAP,
        f"{counted(len(pairs), 'pair')} of areas share ground, such as {first} and {second}. A"
        " point there is given to the one whose code comes first, and to no other.",
        "Ask for boundaries of one level and one year, in which each place lies in one area.",
        count=len(pairs),
        period=period,
    )


def _not_checked(period: str) -> Finding:
    return finding(
        findings.NO_AREA_LOOKUP,
        "No area look-up is in use, so it was not checked whether these are the areas that figures"
        " are asked of.",
        "Register an area look-up of the same year, and accept it.",
        count=1,
        period=period,
    )


def _strangers(strangers: list[str], frame: pd.DataFrame, period: str) -> Finding:
    of_all = (
        "None of the areas is"
        if len(strangers) == len(frame)
        else (f"{counted(len(strangers), 'area', 'is')} not")
    )
    what = (
        "No point is placed by them."
        if len(strangers) == len(frame)
        else ("A point there is placed in no area.")
    )
    return finding(
        findings.AREAS_NOT_IN_LOOKUP,
        f"{of_all} in the area look-up. {what}",
        "The boundaries may be of another year than the look-up. Register the ones that fit.",
        count=len(strangers),
        period=period,
        examples=tuple(strangers[:5]),
    )


def _other_year(period: str, year: str, level: str) -> Finding:
    return finding(
        findings.OTHER_YEAR,
        f"The boundaries are of {period}, and the {LEVEL_WORDS[level]}s of the area look-up of"
        f" {year}. Where an area was redrawn between the two under the same code, points near its"
        " border are counted by the newer or older line.",
        f"Send boundaries of {year}, or an area look-up of {period}.",
        count=1,
        period=period,
    )


def _lacking(lacking: list[str], level: str, period: str) -> Finding:
    return finding(
        findings.BOUNDARIES_LACK,
        f"{counted(len(lacking), LEVEL_WORDS[level])} of this partnership"
        f" {'has' if len(lacking) == 1 else 'have'} no outline in this map. A point that lies in"
        " none of the others cannot be said to be outside.",
        "Send the boundaries of all of the partnership's areas.",
        count=len(lacking),
        period=period,
        examples=tuple(lacking[:5]),
    )
