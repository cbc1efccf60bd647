"""The areas inside the area asked about, side by side: which they are, their counts and residents.

All of them are counted at once: a force has a thousand small areas and more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datasources import geography
from datasources.analyses.options import LEVELS
from datasources.analyses.result import PEOPLE, Inputs, Parameters
from datasources.analyses.tally import Counts, total
from datasources.kinds import Measure
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD, UNKNOWN
from datasources.tallies.rebasing import FORMER
from partnerships.words import all_of

PART = "part_code"
HAS_ENDED = "has_ended"
DEPTH = "depth"
"""0 for the area itself, then one more for each smaller level in it."""


@dataclass(frozen=True)
class Level:
    """A level of the area look-up, and how it is said of one area and of many."""

    said: str
    """As an option says it."""
    one: str
    many: str

    @property
    def depth(self) -> int:
        """How many levels stand above it."""
        return list(LEVELS).index(self.said)


BY_DEPTH = (
    Level("district", "district", "districts"),
    Level("ward", "ward", "wards"),
    Level("lsoa", "small area", "small areas"),
)


class NoPartsError(LookupError):
    """The area asked about is not made of areas of this level, or nothing is known by them."""


@dataclass(frozen=True, eq=False)
class Parts:
    """Areas of one level, and every code under which a row may stand that lies in one."""

    level: Level
    names: Mapping[str, str]
    """By code, in the order of the names: namesakes are told apart."""
    places: pd.DataFrame
    """`AREA`, `PART`, `DEPTH` and `HAS_ENDED`: whether it is a small area of an earlier year."""
    is_alone: bool = False
    """Whether it is the area asked about itself, for want of smaller ones."""


def parts_of(inputs: Inputs, parameters: Parameters, name: str) -> Parts:
    """Of the level that is asked for; else wards of one council, districts of several, small areas
    of a ward. NoPartsError where it has none such, or where nothing is known by such.

    Where no level is asked for and nothing is known of smaller areas, the area by itself.
    """
    codes, lookup = parameters.area_codes, inputs.lookup
    own = max(_depth_of(lookup, code) for code in codes)
    below = BY_DEPTH[own if len(codes) > 1 else own + 1 :]
    wanted = parameters.said.get("level", "")
    if wanted:
        level = next((one for one in below if one.said == wanted), None)
        if level is None:
            raise NoPartsError(_none_such(wanted, below, name))
        parts = _parts(lookup, codes, level)
        if not is_known(inputs, codes, parts):
            raise NoPartsError(_too_coarse(level, name, inputs.measure))
        return parts
    if below and is_known(inputs, codes, parts := _parts(lookup, codes, below[0])):
        return parts
    return replace(_parts(lookup, codes, BY_DEPTH[own]), is_alone=True)


def _depth_of(lookup: pd.DataFrame, code: str) -> int:
    for depth, (level, _) in enumerate(geography.LEVELS):
        if (lookup[level] == code).any():
            return depth
    raise geography.UnknownAreaError(code)


def _none_such(wanted: str, below: Sequence[Level], name: str) -> str:
    if wanted not in LEVELS:
        return f"There is no level {wanted}. Known are: {all_of(LEVELS)}."
    many = BY_DEPTH[list(LEVELS).index(wanted)].many
    ask = (
        f"Ask for {all_of([f'{one.many} ({one.said})' for one in below], last='or')}"
        if below
        else "Ask about the ward or the council that it lies in"
    )
    return f"{name} is not made of {many}. {ask}, or about a larger area."


def _too_coarse(level: Level, name: str, measure: Measure) -> str:
    return (
        f"{measure.label}: nothing is known by areas as small as the {level.many} of {name}, so"
        " they cannot be set side by side. Ask for larger areas, or ask the sender for rows with"
        " smaller ones."
    )


def _parts(lookup: pd.DataFrame, codes: Sequence[str], level: Level) -> Parts:
    levels = [code for code, _ in geography.LEVELS]
    inside = lookup[lookup[levels].isin(codes).any(axis=1)]
    column, name = geography.LEVELS[level.depth]
    now = geography.without_former(inside)
    found = frozenset(now[column].astype("str")) - {""}
    # Asked of its namesakes too, as names are told apart elsewhere.
    alike = lookup[lookup[name].isin(now[name])]
    names = geography.told_apart(alike, column)
    former = geography.former_in(inside)
    inside = inside[inside[column].isin(found)]
    each = [
        pd.DataFrame({AREA: inside[lower], PART: inside[column], DEPTH: depth})
        for depth, lower in enumerate(levels[level.depth :])
    ]
    places = pd.concat(each).astype({AREA: "str", PART: "str"}).drop_duplicates()
    places = places[places[AREA] != ""]
    return Parts(
        level=level,
        names={code: names[code] for code in sorted(found, key=lambda code: (names[code], code))},
        places=places.assign(**{HAS_ENDED: places[AREA].isin(former)}).reset_index(drop=True),
    )


def is_known(inputs: Inputs, codes: Sequence[str], parts: Parts) -> bool:
    """Whether anything is known by areas so small: rows that name one, or none that names a larger
    one; of numbers, those of any."""
    held = frozenset(inputs.tally[AREA].dropna().unique())
    places = frozenset(parts.places[AREA])
    if held & places:
        return True
    return inputs.measure.counts_rows and not held & geography.places_in(inputs.lookup, codes)


def totals_of(
    inputs: Inputs, parts: Parts, periods: tuple[str, ...], name: str
) -> Mapping[str, int | None]:
    """Of each part the count of a category, or of a total of the measure, in these periods
    together: what `total` is of one area."""
    if not inputs.measure.counts_rows:
        counts = _numbers_of(inputs, parts, periods)
        return {code: total(counts[code], periods, name, inputs.measure) for code in parts.names}
    tally = inputs.tally
    wanted = [one for one in tally[CATEGORY].unique() if inputs.measure.holds(name, str(one))]
    rows = tally[tally[PERIOD].isin(periods) & tally[CATEGORY].isin(wanted)]
    by_place = rows.groupby(AREA, sort=False)[COUNT].sum().reset_index()
    sums = by_place.merge(parts.places, on=AREA).groupby(PART)[COUNT].sum()
    return dict.fromkeys(parts.names, 0) | dict(zip(sums.index, sums.tolist(), strict=True))


def _numbers_of(inputs: Inputs, parts: Parts, periods: Sequence[str]) -> Mapping[str, Counts]:
    """Of each part its numbers, known where every place of it has one: as `numbers_in` has them of
    one area."""
    places = _as_numbers_are_held(inputs, parts)
    within = inputs.tally[inputs.tally[PERIOD].isin(periods)].merge(places, on=AREA)
    groups = within.groupby([PART, PERIOD, CATEGORY], observed=True, sort=False)
    sums = groups.agg({COUNT: "sum", UNKNOWN: "sum", AREA: "nunique"})
    needed = places.groupby(PART).size().loc[sums.index.get_level_values(PART)].to_numpy()
    is_whole = (sums[UNKNOWN] == 0) & (sums[AREA] == needed)
    found: dict[str, dict[tuple[str, str], int | None]] = {one: {} for one in parts.names}
    for (part, period, category), count, whole in zip(
        sums.index.to_flat_index(), sums[COUNT].tolist(), is_whole.tolist(), strict=True
    ):
        found[part][(period, category)] = count if whole else None
    return found


def _as_numbers_are_held(inputs: Inputs, parts: Parts) -> pd.DataFrame:
    """Of each part its largest places of which any has a number: larger and smaller say the same
    twice."""
    held = parts.places[parts.places[AREA].isin(inputs.tally[AREA])]
    first = held.groupby(PART)[DEPTH].min()
    chosen = parts.places[PART].map(first) == parts.places[DEPTH]
    return parts.places[chosen]


@dataclass(frozen=True)
class People:
    """Who lives in each part, as far as it is known."""

    of: Mapping[str, int | None]
    is_of_larger: bool = False
    """Whether numbers are, or what is held instead is, those of wards or councils as a whole."""


def residents_of(inputs: Inputs, parts: Parts) -> People:
    """By the small areas of each part, else by itself, else by those between: as one area has its
    residents (`geography.whole_of`)."""
    unknown: dict[str, int | None] = dict.fromkeys(parts.names)
    if inputs.population is None:
        return People(unknown)
    people = inputs.population[inputs.population[PEOPLE].notna()]
    places = parts.places[~parts.places[HAS_ENDED]].merge(people, on=AREA, how="left")
    groups = places.groupby([PART, DEPTH])[PEOPLE]
    layers = pd.DataFrame({"sum": groups.sum(), "whole": groups.count() == groups.size()})
    whole = layers[layers["whole"]].reset_index()
    smallest = len(BY_DEPTH) - 1 - parts.level.depth
    # The smallest stand first; of the others the largest.
    whole["order"] = whole[DEPTH].where(whole[DEPTH] != smallest, -1)
    chosen = whole.sort_values("order").drop_duplicates(PART)
    known = dict(zip(chosen[PART], chosen["sum"].astype("int64").tolist(), strict=True))
    lacking = len(known) < len(parts.names)
    return People(
        {code: known.get(code) for code in parts.names},
        bool((chosen[DEPTH] != smallest).any()) or (lacking and _has_larger(inputs, people)),
    )


def _has_larger(inputs: Inputs, people: pd.DataFrame) -> bool:
    small = frozenset(inputs.lookup[geography.LSOA_CODE].astype("str"))
    return bool((geography.every_code(inputs.lookup) - small) & frozenset(people[AREA]))


def placed_larger(
    inputs: Inputs, codes: Sequence[str], parts: Parts, periods: Sequence[str]
) -> tuple[int, int]:
    """How many rows in the area asked about lie in no part that is known, of how many."""
    if not inputs.measure.counts_rows:
        return 0, 0
    tally, inside = inputs.tally, geography.places_in(inputs.lookup, codes)
    beyond = tally[tally[AREA].isin(inside - frozenset(parts.places[AREA]))]
    larger = int(beyond.loc[beyond[PERIOD].isin(periods), COUNT].sum())
    if not larger:
        return 0, 0
    return larger, int(
        tally.loc[tally[AREA].isin(inside) & tally[PERIOD].isin(periods), COUNT].sum()
    )


def are_shared(inputs: Inputs, parts: Parts, periods: Sequence[str]) -> bool:
    """Whether rows of small areas that were split are shared between parts."""
    if inputs.moved is None:
        return False
    rows = inputs.moved.rows[inputs.moved.rows[PERIOD].isin(periods)]
    part_of = dict(zip(parts.places[AREA], parts.places[PART], strict=True))
    ended = [inputs.moved.parts[code] for code in rows[FORMER].unique()]
    return any(len({part_of.get(one) for one in became}) > 1 for became in ended)
