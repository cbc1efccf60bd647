"""The map of a source of boundaries: a picture of what is in use, in words, with its areas."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from django.utils.safestring import SafeString, mark_safe

from datasources import frames, geography, kinds
from datasources.charts.outlines import drawn
from datasources.geography import boundaries
from datasources.geography.coordinates import METRES
from datasources.geography.nesting import Nesting
from datasources.kinds import Service
from datasources.models import Slice, Source
from datasources.operations import holdings
from datasources.presenters.figures import Table, TableColumn
from partnerships.store import StoreError

SQUARE_METRES = 1_000_000
# Of more areas than a county has, a picture shows nothing and a table is read by nobody.
MOST = 1_500
LEVELS = {
    geography.LSOA_CODE: ("small area", geography.WARD_CODE),
    geography.WARD_CODE: ("ward", geography.LAD_CODE),
    geography.LAD_CODE: ("council", ""),
}


@dataclass(frozen=True)
class MapFigure:
    """What the page of a source of boundaries shows, in the terms of any other figure."""

    headline: str
    subtitle: str
    description: str
    source_line: str
    caveats: tuple[str, ...]
    svg: SafeString
    table: Table


def map_figure(source: Source) -> MapFigure | None:
    """Of the newest boundaries in use; None of other sources, and where none are in use or the
    rows are lost."""
    if source.kind not in kinds.serving(Service.BOUNDARIES):
        return None
    newest = Slice.objects.current().filter(source=source).order_by("-period").first()
    if newest is None:
        return None
    look_up = holdings.areas(source.partnership)
    try:
        return _figure(
            newest.path,
            look_up.path if look_up else "",
            source.partnership.area_codes,
            source.partnership.name,
            f"Source: {source.name}, {source.publisher or kinds.shown(source.kind).label}.",
        )
    except StoreError:
        return None


# Stored frames never change, so what was drawn from them holds as long as the process.
@lru_cache(maxsize=16)
def _figure(
    path: str, look_up: str, codes: tuple[str, ...], partnership: str, source_line: str
) -> MapFigure | None:
    frame = frames.load(path)
    lookup = frames.load(look_up, geography.NAMED_COLUMNS) if look_up else None
    level = boundaries.level_of(frame[boundaries.CODE], lookup) if lookup is not None else ""
    own = frame
    if lookup is not None and level:
        within = lookup.loc[lookup[geography.LAD_CODE].isin(codes), level]
        own = frame[frame[boundaries.CODE].isin(within)]
    if own.empty or len(own) > MOST:
        return None
    own = own.sort_values([boundaries.NAME, boundaries.CODE], ignore_index=True)
    shapes = boundaries.shapes_in(own, METRES)
    noun, above = LEVELS.get(level, ("area", ""))
    larger = _larger(own[boundaries.CODE], lookup, above)
    vintage = str(own[boundaries.VINTAGE].iloc[0])
    several = f"{len(own):,} {noun}{'' if len(own) == 1 else 's'}"
    of_whom = f" of {partnership}" if level else ""
    size = shapely.area(shapes) / SQUARE_METRES
    words = _in_words(several, of_whom, vintage, shapes, size, own[boundaries.NAME], above)
    picture = drawn(shapes, own[boundaries.NAME].tolist(), larger, words)
    others = len(frame) - len(own)
    return MapFigure(
        headline=f"{several}{of_whom} have outlines, of {vintage}",
        subtitle=f"Points on the map are placed by them. It is {picture.kilometres[0]:,.0f} km from"
        f" west to east and {picture.kilometres[1]:,.0f} km from south to north",
        description=words,
        source_line=f"{source_line} Boundaries of {vintage}.",
        caveats=(f"{others:,} areas outside the partnership are in use and not drawn.",)
        if others
        else (),
        svg=mark_safe(picture.svg),  # noqa: S308 - drawn by us, its texts escaped there
        table=Table(
            (
                TableColumn("Area", numeric=False),
                TableColumn("Code", numeric=False),
                TableColumn("Square kilometres", numeric=True),
            ),
            tuple(
                (name, code, f"{area:,.2f}")
                for name, code, area in zip(
                    own[boundaries.NAME], own[boundaries.CODE], size, strict=True
                )
            ),
        ),
    )


def _larger(codes: pd.Series, lookup: pd.DataFrame | None, above: str) -> list[str]:
    """Of each area the one of the level above that holds it; blank where that is not known."""
    if lookup is None or not above:
        return [""] * len(codes)
    known = set(lookup[above])
    nesting = Nesting(lookup)
    return [next(iter(nesting.holders(code) & known), "") for code in codes]


def _in_words(
    several: str,
    of_whom: str,
    vintage: str,
    shapes: np.ndarray,
    size: np.ndarray,
    names: pd.Series,
    above: str,
) -> str:
    """What somebody who does not see the picture is told."""
    largest, smallest = names.iloc[int(size.argmax())], names.iloc[int(size.argmin())]
    borders = {
        geography.WARD_CODE: " The borders of wards are drawn stronger.",
        geography.LAD_CODE: " The borders of councils are drawn stronger.",
    }
    return (
        f"Map of the outlines of {several}{of_whom}, of {vintage}. Together they cover"
        f" {shapely.area(shapely.union_all(shapes)) / SQUARE_METRES:,.0f} square kilometres. The"
        f" largest is {largest} ({size.max():,.1f}), the smallest {smallest} ({size.min():,.2f})."
        f"{borders.get(above, '')}"
    )
