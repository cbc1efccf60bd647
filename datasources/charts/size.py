"""How large a chart's picture is, known before it is drawn: so a page can keep its place free."""

from __future__ import annotations

from dataclasses import dataclass

from datasources.pictures import BAR, DOT, LINE, Chart

# A picture's letters have one size: on a phone's width the picture itself must be narrow.
WIDE_MM, NARROW_MM = 160, 92
# Below this width there is no room for names beside the lines, nor for many months below them.
CRAMPED_MM = 120
EMPTY_HEIGHT_MM = 30
LINE_HEIGHT_MM = 72
BAR_MM = 5.6
GROUP_MM = 8.2
AROUND_BARS_MM = 13
# Sixty of them, with what stands around them, fit a page of A4.
DOT_MM = 3.4
AROUND_DOTS_MM = 24
NARROW_DOT_KEY_MM = 16


@dataclass(frozen=True)
class Size:
    """In tenths of a millimetre: whole numbers, as a page wants them."""

    width: int
    height: int


def size(chart: Chart, width_mm: float) -> Size:
    """The picture's size at this width: what a page keeps free until the picture comes."""
    return Size(round(width_mm * 10), round(height_mm(chart, width_mm) * 10))


def height_mm(chart: Chart, width_mm: float) -> float:
    """As many lines of bars or dots as there are categories; lines over months are all of one
    height. Where it is narrow the names of the shapes stand under another."""
    if chart.is_empty:
        return EMPTY_HEIGHT_MM
    if chart.kind == LINE:
        return LINE_HEIGHT_MM
    if chart.kind == DOT:
        key = NARROW_DOT_KEY_MM if width_mm < CRAMPED_MM else 0
        return AROUND_DOTS_MM + key + DOT_MM * len(chart.categories)
    row = BAR_MM if chart.kind == BAR else GROUP_MM
    return AROUND_BARS_MM + row * len(chart.categories)
