"""What every count of a measure begins with: the areas asked about, their counts, what to know."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from datasources import geography
from datasources.analyses import wording
from datasources.analyses.result import Inputs, Parameters
from datasources.analyses.tally import Counts, counts_in, numbers_in, without_place
from datasources.analyses.window import Window
from datasources.kinds import Measure
from datasources.periods import Grain, Period
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD
from partnerships.words import with_capital

SHARE_MOVED = 0.05
"""Over two real years the share of rows with a place moved by less than a fiftieth."""
MOST_STRANGERS = 0.01


class TooCoarseError(LookupError):
    """Nothing of the measure is known by areas as small as the one asked about."""

    def __init__(self, name: str, measure: Measure) -> None:
        super().__init__(
            f"{measure.label}: the rows name only larger areas than {name}, so nothing can be"
            " counted for it. Ask about the larger area, or ask the sender for rows with smaller"
            " areas."
        )


class NothingSaidError(LookupError):
    """No row says whether it is counted: nothing is known, not even nought."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(
            f"{measure.label}: none of the {measure.of_unit} says {measure.hinges_on}, so nothing"
            " can be counted. Ask the sender for a column that says it, or say in the layout of the"
            " source which column does."
        )


class NoPlacesError(LookupError):
    """No row of the measure has a place: of no area is anything known, not even nought."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(
            f"{measure.label}: none of the rows has an area, so nothing can be counted for any."
            " Ask the sender for a column with areas, or with the ward or small area of each row."
        )


@dataclass(frozen=True)
class Asked:
    """An area that may be made of several codes, and the counts of a measure in it."""

    code: str
    name: str
    counts: Counts
    caveats: tuple[str, ...]
    """What cannot be placed in the area."""
    strangers: int = 0
    """Rows under areas that the look-up does not hold."""
    ended: int = 0
    """Rows under small areas that ended, of which it is not known whether they lie in it."""
    shared: Counts = field(default_factory=dict)
    """Of the counts, those of areas that lie in it in part: an estimate."""
    to_share: Counts = field(default_factory=dict)
    """All rows of these areas: so many there may be at most."""
    places: frozenset[str] = frozenset()
    """Every code whose rows, or numbers, are counted in it."""


def asked(inputs: Inputs, parameters: Parameters, *windows: Window) -> Asked:
    """Counts of all codes together in these windows; TooCoarseError where none could be placed in
    an area so small, NoPlacesError where none could be placed in any."""
    codes = parameters.area_codes
    name = parameters.area_name or geography.names_of(inputs.lookup, codes)
    if not inputs.measure.counts_rows:
        return _of_numbers(inputs, codes, name, windows)
    places = geography.places_in(inputs.lookup, codes)
    periods = tuple(sorted({one for each in windows for one in each.periods}))
    above = geography.coarser_than(inputs.lookup, codes)
    former = geography.former_in(inputs.lookup)
    coarser = _rows_under(inputs, above, periods)
    if len(inputs.tally) and inputs.tally[AREA].isna().all():
        raise NoPlacesError(inputs.measure)
    within = inputs.tally[AREA].isin(places)
    if _rows_under(inputs, above - former, periods) and not within.any():
        raise TooCoarseError(name, inputs.measure)
    strangers, example = _strangers(inputs, periods)
    counts = counts_in(inputs.tally, places, periods)
    across = _across(inputs, places)
    shared = counts_in(across, places, periods)
    to_share = counts_in(across, frozenset(across[AREA]), periods)
    return Asked(
        code=geography.one_code(codes),
        name=name,
        counts=counts,
        caveats=(
            *_about_coarser(inputs, (*codes, *(above - former)), periods, coarser),
            *([wording.FORMER_AREAS] if _rows_under(inputs, places & former, periods) else ()),
            *([wording.MOVED] if _moved(inputs, places, periods) else ()),
            *_about_shared(counts, shared, to_share),
            *_about_strangers(inputs, periods, strangers, example),
            *wording.about_unsaid(_unsaid(inputs, places, periods), inputs.measure),
            *wording.about_silent([one for one in periods if one in inputs.silent], inputs.measure),
            *wording.about_parts_in_use(_in_part(inputs, periods)),
            *wording.about_added_up(_added_up(inputs, periods)),
            *wording.about_newcomers(_newcomers(inputs, periods)),
        ),
        strangers=strangers,
        ended=_rows_under(inputs, above & former, periods),
        shared=shared,
        to_share=to_share,
        places=places,
    )


def _across(inputs: Inputs, places: frozenset[str]) -> pd.DataFrame:
    """The rows of areas that lie in these places in part, as they are shared."""
    return inputs.tally[:0] if inputs.moved is None else inputs.moved.divided_by(places)


def _moved(inputs: Inputs, places: frozenset[str], periods: tuple[str, ...]) -> bool:
    """Whether rows of these places stand in the file under areas that ended."""
    if inputs.moved is None:
        return False
    rows = inputs.moved.rows
    return bool((rows[AREA].isin(places) & rows[PERIOD].isin(periods)).any())


def _about_shared(counts: Counts, shared: Counts, to_share: Counts) -> tuple[str, ...]:
    if not to_share:
        return ()
    every, estimated = (sum(one or 0 for one in each.values()) for each in (counts, shared))
    return (wording.about_shared(every - estimated, every),)


def _about_coarser(
    inputs: Inputs, larger: tuple[str, ...], periods: tuple[str, ...], coarser: int
) -> tuple[str, ...]:
    """Beside all rows that name the larger areas or one in them."""
    if not coarser:
        return ()
    every = _rows_under(inputs, geography.places_in(inputs.lookup, larger), periods)
    return (wording.about_coarser(coarser, every, inputs.measure.unit),)


def _about_strangers(
    inputs: Inputs, periods: tuple[str, ...], strangers: int, example: str
) -> tuple[str, ...]:
    if not strangers:
        return ()
    every = int(inputs.tally.loc[inputs.tally[PERIOD].isin(periods), COUNT].sum())
    return (wording.about_strangers(strangers, every, example),)


def doubt_of(inputs: Inputs, area: Asked, now: Window, before: Window) -> str:
    """Why no rise or fall can be told between two windows; blank where one can.

    Where a part of a period seems to be missing, where the share of rows with a place moved by a
    twentieth or more, or where rows under unknown areas, or under small areas that ended and may
    lie in it, are a hundredth or more of the area's own.
    """
    if _in_part(inputs, now.periods + before.periods):
        return wording.IN_PART
    if not inputs.measure.counts_rows:
        return ""
    shares = [_share_placed(inputs, window) for window in (before, now)]
    if shares[0] is not None and shares[1] is not None:
        moved = round(abs(shares[1] - shares[0]), 9)
        if moved >= SHARE_MOVED:
            return wording.about_share(shares[0], shares[1])
    said = [_share_said(inputs, window) for window in (before, now)]
    if said[0] is not None and said[1] is not None:
        moved = round(abs(said[1] - said[0]), 9)
        if moved >= SHARE_MOVED:
            return wording.about_share_said(said[0], said[1], inputs.measure)
    own = sum(count or 0 for count in area.counts.values())
    if area.strangers and area.strangers >= MOST_STRANGERS * own:
        return wording.STRANGERS_IN_DOUBT
    if area.ended and area.ended >= MOST_STRANGERS * own:
        return wording.ENDED_IN_DOUBT
    return ""


def _in_part(inputs: Inputs, periods: tuple[str, ...]) -> list[str]:
    return [one for one in sorted(periods) if one in inputs.in_part]


def _added_up(inputs: Inputs, periods: tuple[str, ...]) -> dict[str, int]:
    return {
        one: inputs.added_up_before[one]
        for one in sorted(set(periods))
        if one in inputs.added_up_before
    }


def _share_placed(inputs: Inputs, window: Window) -> float | None:
    tally = inputs.tally if inputs.every is None else inputs.every
    rows = tally[tally[PERIOD].isin(_held(inputs, window))]
    total = int(rows[COUNT].sum())
    return int(rows.loc[rows[AREA].notna(), COUNT].sum()) / total if total else None


def _held(inputs: Inputs, window: Window) -> list[str]:
    return [one for one in window.periods if one in inputs.periods_held]


def _share_said(inputs: Inputs, window: Window) -> float | None:
    """Of the rows of which it is asked, the share that says whether they are counted."""
    if inputs.not_known is None or inputs.asked_of is None:
        return None
    every, unsaid = (
        int(one.loc[one[PERIOD].isin(_held(inputs, window)), COUNT].sum())
        for one in (inputs.asked_of, inputs.not_known)
    )
    return 1 - unsaid / every if every else None


def _unsaid(inputs: Inputs, places: frozenset[str], periods: tuple[str, ...]) -> int:
    """How many rows of an area do not say whether they are counted, where others do."""
    if inputs.not_known is None:
        return 0
    rows = inputs.not_known
    held = [one for one in periods if one not in inputs.silent]
    within = rows[AREA].isin(places) & rows[PERIOD].isin(held)
    return int(rows.loc[within, COUNT].sum())


def _newcomers(inputs: Inputs, periods: tuple[str, ...]) -> list[str]:
    """Categories that came into use after the measure was composed, and that it does not count."""
    composed = inputs.measure.composed
    if composed is None or inputs.every is None or not composed.categories:
        return []
    there = inputs.every[inputs.every[PERIOD].isin(periods) & inputs.every[COUNT].gt(0)]
    return sorted({*there[CATEGORY].unique()} - {*composed.known, *composed.categories})


def _strangers(inputs: Inputs, periods: tuple[str, ...]) -> tuple[int, str]:
    """How many rows stand under codes of this country that no look-up has, or that were split
    between councils, and one of them."""
    rows = inputs.tally[inputs.tally[PERIOD].isin(periods) & inputs.tally[AREA].notna()]
    codes = frozenset(rows[AREA].astype("str").unique())
    nowhere = geography.unknown_in(inputs.lookup, codes)
    nowhere |= codes & geography.nowhere_in(inputs.lookup)
    of_ours = geography.countries_in(inputs.lookup)
    rows = rows[rows[AREA].isin([code for code in nowhere if code.startswith(of_ours)])]
    return int(rows[COUNT].sum()), str(rows[AREA].min()) if len(rows) else ""


def _of_numbers(
    inputs: Inputs, codes: tuple[str, ...], name: str, windows: tuple[Window, ...]
) -> Asked:
    """Of numbers that were counted before: those of the areas themselves, else of all their parts.

    Numbers of a larger area and of the smaller ones in it say the same twice and are never added.
    """
    periods = tuple(sorted({one for each in windows for one in each.periods}))
    held = frozenset(inputs.tally[AREA].dropna().unique())
    layers = [geography.layers_in(inputs.lookup, code) for code in codes]
    chosen = [next((layer for layer in each if layer & held), frozenset()) for each in layers]
    if not all(chosen):
        raise TooCoarseError(name, inputs.measure)
    places = frozenset[str]().union(*chosen)
    return Asked(
        code=geography.one_code(codes),
        name=name,
        counts=numbers_in(inputs.tally, places, periods),
        places=places,
        caveats=(
            *wording.about_parts_missing(len(places - held)),
            *wording.about_parts_in_use(_in_part(inputs, periods)),
            *wording.about_added_up(_added_up(inputs, periods)),
            *wording.about_newcomers(_newcomers(inputs, periods)),
        ),
    )


def _rows_under(inputs: Inputs, codes: frozenset[str], periods: tuple[str, ...]) -> int:
    rows = inputs.tally[AREA].isin(codes) & inputs.tally[PERIOD].isin(periods)
    return int(inputs.tally.loc[rows, COUNT].sum())


def unplaced(inputs: Inputs, *windows: Window) -> tuple[str, ...]:
    """What must be known of the rows of these windows that have no place."""
    periods = tuple(one for each in windows for one in each.periods)
    return wording.about_place(without_place(inputs.tally, periods), windows[0])


def when_column(period: str) -> tuple[str, str, str]:
    """Name, label and kind of the column in which the periods of a table stand."""
    grain = Period.of(period).grain
    if grain is Grain.MONTH:
        return "month", "Month", "month"
    return "period", with_capital(grain.label), "period"
