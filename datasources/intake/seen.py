"""How a table was understood, for a person to look at and to put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

import pyarrow as pa

from datasources import geography
from datasources.intake import privacy
from datasources.intake.reading import ColumnSeen, Context, TableSeen
from datasources.intake.steps import Place
from datasources.intake.tabular import across
from datasources.intake.tabular.dating import dating
from datasources.intake.tabular.matching import (
    BY_HEADING,
    LIKE_LAST_TIME,
    Used,
    candidates,
    date_parts,
    whens,
)
from datasources.intake.text import RawTable
from datasources.kinds import Kind, Role
from datasources.values import coded
from datasources.values.looks import look
from partnerships.words import all_of

TOGETHER = "together with its neighbours"
LOOKED_AT = 500
EXAMPLES = 3
LONGEST = 40
# Of more different words than these a column may be anything that people write.
FEW_WORDS = 60
HALF, MOSTLY = 0.5, 0.75
# As many cells show what a column looks like; to judge more would cost the reading of each file.
JUDGED = 60
LETTERS_OF_A_MONTH = 3
OWN_LEVELS = {
    "councils": geography.LAD_CODE,
    "wards": geography.WARD_CODE,
    "small areas": geography.LSOA_CODE,
}


def looked_at(raw: RawTable) -> list[list[str]]:
    """The cells of the first rows, column by column; the rows are still there to be read."""
    first = next(raw.batches, None)
    if first is None:
        return [[] for _ in raw.headings]
    raw.batches = chain([first], raw.batches)
    top = first.slice(0, LOOKED_AT)
    return [_texts(top.column(at)) for at in range(len(raw.headings))]


def _texts(cells: pa.ChunkedArray) -> list[str]:
    return [cell.strip() for cell in coded.texts_in(cells).to_pylist() if cell.strip()]


def table_seen(
    kind: Kind,
    raw: RawTable,
    place: Place,
    context: Context,
    cells: Sequence[Sequence[str]],
    *,
    judges: bool = True,
) -> TableSeen:
    """`judges` is whether it is said what the cells look like: of tables alike, of the first."""
    used = {one.at: one for one in candidates(kind, raw.headings, context.layout)}
    return TableSeen(
        file=place.name,
        sheet=place.sheet,
        heading_row=raw.heading_row,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        columns=tuple(_columns(kind, raw.headings, context, used, cells, judges=judges)),
    )


def _columns(
    kind: Kind,
    headings: Sequence[str],
    context: Context,
    used: dict[int, Used],
    cells: Sequence[Sequence[str]],
    *,
    judges: bool,
) -> Iterator[ColumnSeen]:
    layout = context.layout
    when = kind.first(Role.WHEN)
    parts = _date_parts(kind, headings, context, used, cells)
    has_when = any(one.column.role is Role.WHEN for one in used.values())
    number = kind.first(Role.HOW_MANY)
    role, standing = across.across(headings, kind, number, context) if number else (None, [])
    periods = set(standing) if role is Role.WHEN and not has_when else set()
    numbers = set(standing) - periods if role is not Role.WHEN else set()
    areas = _own_areas(context) if judges else {}
    for at, heading in enumerate(headings):
        one = used.get(at)
        examples = _examples(heading, cells[at], one)
        looks = _looks(heading, cells[at], areas) if judges else ""
        if one is not None:
            purpose = one.column.role.value
            yield ColumnSeen(heading, one.column.name, purpose, one.why, examples, looks)
        elif number is not None and at in numbers:
            why = LIKE_LAST_TIME if layout.taken_for(heading) == number.name else TOGETHER
            yield ColumnSeen(heading, number.name, number.role.value, why, examples, looks)
        elif when is not None and (at in parts.values() or at in periods):
            yield ColumnSeen(heading, when.name, when.role.value, TOGETHER, examples, looks)
        else:
            why = LIKE_LAST_TIME if layout.taken_for(heading) == "" else "no heading of this kind"
            yield ColumnSeen(heading, "", "", why, examples, looks)


def _date_parts(
    kind: Kind,
    headings: Sequence[str],
    context: Context,
    used: dict[int, Used],
    cells: Sequence[Sequence[str]],
) -> Mapping[str, int]:
    """The columns that say together when it was; of those used, none then says it alone."""
    found = date_parts(kind, headings, context.layout)
    if not found:
        return {}
    first = whens(kind, headings, context.layout, found)
    at = first[0].at if first else None
    alone, parts = dating(at, found, lambda one: Counter(cells[one]), context.layout)
    for one in [one.at for one in used.values() if one.column.role is Role.WHEN]:
        del used[one]
    when = kind.first(Role.WHEN)
    if alone is not None and when is not None:
        used[alone] = first[0] if alone == at else Used(alone, headings[alone], when, BY_HEADING)
    return parts


def _own_areas(context: Context) -> dict[str, frozenset[str]]:
    """The names and codes of the partnership's areas, by what they are together: wards of Fenland.

    Nothing without a look-up, and nothing of a level of which there is one area alone.
    """
    lookup = context.lookup
    if lookup is None or lookup.empty:
        return {}
    own = lookup[lookup[geography.LAD_CODE].astype("str").isin(context.partnership_areas)]
    whose = all_of(sorted(own[geography.LAD_NAME].astype("str").unique()))
    found = {}
    for noun, level in OWN_LEVELS.items():
        areas = own.drop_duplicates(level)
        if len(areas) > 1:
            names = areas[dict(geography.LEVELS)[level]]
            found[f"{noun} of {whose}"] = frozenset(
                [*areas[level].astype("str"), *names.astype("str")]
            )
    return found


def _looks(heading: str, cells: Sequence[str], areas: Mapping[str, Collection[str]]) -> str:
    """What most of the cells looked at look like: 98% dates. That they are areas of the
    partnership says more than that they are words or codes."""
    judged = look(Counter(cells[:JUDGED]), name=heading, vocabularies=areas)
    most = [one for one in judged.looks if one.share >= HALF]
    best = next((one for one in most if one.name in areas), most[0] if most else None)
    return f"{best.share:.0%} {best.name}" if best else ""


def _come_again(cells: Sequence[str], different: Sequence[str]) -> bool:
    """Words of types come again and again; names of persons seldom do."""
    return 2 * len(different) <= len(cells)


def _figures_of(cells: Sequence[str]) -> list[str]:
    """The different figures of a column of them, without the notes below it; none of others."""
    figures = [text for text in cells if _is_of_figures(text)]
    return list(dict.fromkeys(figures)) if len(figures) >= MOSTLY * len(cells) else []


def _is_of_figures(text: str) -> bool:
    """A date, a time, a number or a code: figures, with hardly a letter beside them."""
    letters = sum(map(str.isalpha, text))
    return any(map(str.isdigit, text)) and letters <= LETTERS_OF_A_MONTH


def _examples(heading: str, cells: Sequence[str], one: Used | None) -> tuple[str, ...]:
    """A few different cells; none of references, of free words, or of what may be a person's."""
    different = list(dict.fromkeys(cells))
    if one is not None and one.column.role is Role.KEY:
        return ()
    is_told = one is not None and one.column.role in (Role.WHEN, Role.TIME, Role.HOW_MANY)
    if not is_told and len(different) > FEW_WORDS:
        return ()
    if privacy.is_personal_heading(heading) or privacy.patterns_in(different):
        return ()
    if one is None and not _come_again(cells, different):
        different = _figures_of(cells)
    return tuple(text[:LONGEST] for text in different[:EXAMPLES])
