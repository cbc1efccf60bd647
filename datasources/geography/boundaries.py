"""Areas by their outlines, and which of them a point lies in.

A boundary frame has one row an area: `area_code` and `area_name` (str), `vintage` (str: the year of
its geography), `frame` (str: whether its numbers are degrees or metres) and `shape` (bytes: its
polygons as WKB). Codes stand once, in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from datasources.geography.areas import FORMER, LEVELS
from datasources.geography.coordinates import DEGREES, METRES, PAIRS, to_degrees, to_metres
from datasources.geography.nesting import Nesting

CODE, NAME, VINTAGE, FRAME, SHAPE = "area_code", "area_name", "vintage", "frame", "shape"
COLUMNS = (CODE, NAME, VINTAGE, FRAME, SHAPE)
OUTSIDE = "outside"
"""What stands for the area of a row whose point lies in none, where all areas are on the map."""
MOSTLY = 0.5
CONVERSIONS = {(DEGREES, METRES): to_metres, (METRES, DEGREES): to_degrees}


@dataclass(frozen=True)
class Boundaries:
    """The areas of one level and year that points are placed in."""

    codes: tuple[str, ...]
    """In order: a point on a border belongs to the area that comes first."""
    shapes: np.ndarray
    frame: str
    vintage: str
    level: str
    """As the area look-up calls it; blank where there is none."""
    own: int
    """How many of the partnership's areas, as they are now, are among them."""
    is_whole: bool
    """Whether every area of the partnership is among them: what lies in none is then outside."""
    nesting: Nesting = field(default_factory=lambda: Nesting(None), repr=False)
    _in_frame: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    def areas_of(self, east: np.ndarray, north: np.ndarray, frame: str) -> np.ndarray:
        """For each point the number of the area that it lies in or on the border of; -1 in none."""
        shapes = self._shapes_in(frame)
        found = np.full(len(east), -1, dtype="int32")
        order = np.argsort(east)
        easts, norths = east[order], north[order]
        # Points in order of one number: of each area only those beside it are tried, all at once.
        for number, (left, bottom, right, top) in enumerate(shapely.bounds(shapes)):
            first, last = np.searchsorted(easts, left), np.searchsorted(easts, right, side="right")
            near = np.flatnonzero((norths[first:last] >= bottom) & (norths[first:last] <= top))
            near += first
            if len(near):
                inside = shapely.intersects_xy(shapes[number], easts[near], norths[near])
                within = order[near[inside]]
                found[within[found[within] < 0]] = number
        return found

    def _shapes_in(self, frame: str) -> np.ndarray:
        """Outlines are converted, and once: there are fewer of them than of points."""
        if frame not in self._in_frame:
            shapes = _converted(self.shapes, self.frame, frame)
            shapely.prepare(shapes)
            self._in_frame[frame] = shapes
        return self._in_frame[frame]


def _converted(shapes: np.ndarray, before: str, now: str) -> np.ndarray:
    if before == now:
        return shapes
    convert = CONVERSIONS[before, now]
    moved: np.ndarray = shapely.transform(
        shapes, lambda xy: np.column_stack(convert(xy[:, 0], xy[:, 1]))
    )
    return moved


@dataclass(frozen=True)
class Placing:
    """Rows under the areas of their points."""

    areas: pd.Series
    """Of each row: the area that it names, or that its point lies in; OUTSIDE, or missing (str)."""
    points: int = 0
    """How many rows have a point."""
    placed: int = 0
    """How many are counted where their point is, and not where they say."""
    outside: int = 0
    elsewhere: int = 0
    """How many name an area while their point lies in another."""


def boundaries_in(
    frame: pd.DataFrame, lookup: pd.DataFrame | None, partnership: Iterable[str]
) -> Boundaries | None:
    """Of a boundary frame, the areas that points are placed in: those of the smallest level that
    the area look-up knows. None where it knows none of them."""
    level, own, is_whole = "", 0, False
    if lookup is not None and not lookup.empty:
        level = level_of(frame[CODE], lookup)
        if not level:
            return None
        frame = frame[frame[CODE].isin(lookup[level])]
        wanted = _own(lookup, level, partnership)
        own = len(wanted & set(frame[CODE]))
        is_whole = 0 < len(wanted) == own
    if frame.empty:
        return None
    frame = frame.sort_values(CODE, ignore_index=True)
    first = str(frame[FRAME].iloc[0])
    return Boundaries(
        codes=tuple(frame[CODE]),
        shapes=shapes_in(frame, first),
        frame=first,
        vintage=str(frame[VINTAGE].iloc[0]),
        level=level,
        own=own,
        is_whole=is_whole,
        nesting=Nesting(lookup),
    )


def shapes_in(frame: pd.DataFrame, wanted: str) -> np.ndarray:
    """The outlines of a boundary frame, all of them in one frame."""
    shapes: np.ndarray = shapely.from_wkb(frame[SHAPE].to_numpy())
    for one in (DEGREES, METRES):
        those = (frame[FRAME] == one).to_numpy()
        shapes[those] = _converted(shapes[those], one, wanted)
    return shapes


def level_of(codes: pd.Series, lookup: pd.DataFrame) -> str:
    """The smallest level of the look-up that these areas are of; blank where they are of none."""
    known = {level: int(codes.isin(lookup[level]).sum()) for level, _ in reversed(LEVELS)}
    return next((level for level, count in known.items() if count), "")


def lacking(
    codes: pd.Series, lookup: pd.DataFrame, level: str, partnership: Iterable[str]
) -> list[str]:
    """The partnership's areas of the level that are not among the codes."""
    return sorted(_own(lookup, level, partnership) - set(codes))


def _own(lookup: pd.DataFrame, level: str, partnership: Iterable[str]) -> set[str]:
    """The areas of the level that the partnership has now."""
    if FORMER in lookup:
        lookup = lookup[~lookup[FORMER]]
    council = LEVELS[0][0]
    return set(lookup.loc[lookup[council].isin(list(partnership)), level].astype("str"))


def points_in(rows: pd.DataFrame, frame: str = DEGREES) -> list[tuple[str, np.ndarray]]:
    """Which rows have a point in which frame; of a row with two, the one in the frame asked for."""
    found: list[tuple[str, np.ndarray]] = []
    taken = np.zeros(len(rows), dtype=bool)
    for each in sorted(PAIRS, key=lambda one: one != frame):
        east, north = PAIRS[each]
        if east in rows and north in rows:
            has = (rows[east].notna() & rows[north].notna()).to_numpy() & ~taken
            taken |= has
            if has.any():
                found.append((each, has))
    return found


def placed(
    rows: pd.DataFrame, where: str, boundaries: Boundaries, *, judge: bool = True
) -> Placing:
    """Each row under the smallest area that is known of it.

    A row that names an area stays there, unless its point lies in a smaller area within the one it
    names. `judge` also asks of rows that name an area as small whether their point lies in it;
    without it they are left alone, which costs less and gives the same areas.
    """
    names = pd.Categorical(rows[where] if where in rows else [None] * len(rows))
    pairs = points_in(rows, boundaries.frame)
    has_point = np.zeros(len(rows), dtype=bool)
    for _, has in pairs:
        has_point |= has
    tried = has_point
    if not judge:
        as_small = names.categories.isin(boundaries.codes)
        tried = has_point & ~np.append(as_small, False)[names.codes]
    numbers = np.full(len(rows), -1, dtype="int32")
    for frame, has in pairs:
        at = np.flatnonzero(has & tried)
        if len(at):
            east, north = (rows[name].to_numpy(dtype="float64")[at] for name in PAIRS[frame])
            numbers[at] = boundaries.areas_of(east, north, frame)
    said = pd.DataFrame({"name": names.codes, "number": numbers, "tried": tried})
    return _settled(said, names.categories, has_point, boundaries, rows.index)


def _settled(
    said: pd.DataFrame,
    names: pd.Index,
    has_point: np.ndarray,
    boundaries: Boundaries,
    index: pd.Index,
) -> Placing:
    """What the rows name beside where their points lie, each pair of the two judged once."""
    groups = said.groupby(["name", "number", "tried"], sort=False)
    each = groups.size().reset_index(name="count")
    areas: list[str | None] = []
    placed = outside = elsewhere = 0
    for name, number, is_tried, count in each.itertuples(index=False, name=None):
        named = None if name < 0 else str(names[name])
        point = boundaries.codes[number] if number >= 0 else None
        area = named
        if is_tried and named is None:
            area = point or (OUTSIDE if boundaries.is_whole else None)
            placed, outside = placed + count * bool(point), outside + count * (not point)
        elif point and named and named != point:
            if named in boundaries.nesting.holders(point):
                area, placed = point, placed + count
            elif boundaries.nesting.contradict(named, point):
                elsewhere += count
        areas.append(area)
    known = sorted({area for area in areas if area})
    codes = np.array([known.index(area) if area else -1 for area in areas], dtype="int32")
    found = pd.Categorical.from_codes(
        codes[groups.ngroup().to_numpy()] if len(said) else [],
        categories=pd.Index(known, dtype="str"),
    )
    return Placing(
        pd.Series(found, index=index),
        int(has_point.sum()),
        int(placed),
        int(outside),
        int(elsewhere),
    )
