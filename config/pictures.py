"""Small pictures made of SVG attributes: the year as bars, the line beside a number.

Figures of the evidence are drawn by datasources/charts, not here.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from partnerships.words import SHORT_MONTHS, short_month

STEP_WORDS = {"done": "Done", "late": "Late", "running": "Now", "ahead": "To come"}
ROW = 30
TOP = 34
LABELS = 300
WIDTH = 1100
# On a phone the words stand above their bar, and the whole year fits.
NARROW_ROW = 44
NARROW_WIDTH = 330


def of(step: object, name: str) -> Any:
    """A part of a step, be it an object or a dict."""
    return step.get(name) if isinstance(step, dict) else getattr(step, name, None)


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    month = first.replace(day=1)
    found = []
    while month <= last:
        if month >= first:
            found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


def year_picture(
    steps: Sequence[object], first: datetime.date, last: datetime.date, today: datetime.date
) -> SafeString:
    """Every step a bar from its first to its last day, with today's line; wide and for a phone."""
    drawings = (_year(steps, first, last, today, narrow=narrow) for narrow in (False, True))
    return format_html(
        '<div class="app-gantt__scroll" tabindex="0" role="region" '
        'aria-label="The year as a picture">{}{}</div>',
        *drawings,
    )


def _year(
    steps: Sequence[object],
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
    *,
    narrow: bool,
) -> SafeString:
    days = max((last - first).days, 1)
    row = NARROW_ROW if narrow else ROW
    width = NARROW_WIDTH if narrow else WIDTH
    left = 2 if narrow else LABELS
    height = TOP + row * len(steps) + 28

    def x(day: datetime.date) -> int:
        inside = min(max(day, first), last)
        return left + round((inside - first).days * (width - left - 10) / days)

    months = format_html_join(
        "",
        '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" class="app-gantt__month"/>'
        '<text x="{3}" y="22" class="app-gantt__scale">{4}</text>',
        (
            (x(m), TOP - 6, height - 24, x(m) + 4, _month_words(m, narrow=narrow))
            for m in _months(first, last)
        ),
    )
    rows = [
        _row(step, TOP + index * row, x, narrow=narrow)
        for index, step in enumerate(steps)
        if of(step, "starts_on") and of(step, "ends_on")
    ]
    bars = mark_safe("".join(rows))  # noqa: S308 - every row is made by format_html
    now = (
        format_html(
            '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" class="app-gantt__today"/>'
            '<text x="{0}" y="{3}" text-anchor="middle" class="app-gantt__today-word">Today</text>',
            x(today),
            TOP - 6,
            height - 22,
            height - 6,
        )
        if first <= today <= last
        else ""
    )
    return format_html(
        '<svg class="app-gantt__picture app-gantt__picture--{}" viewBox="0 0 {} {}" '
        'aria-hidden="true" focusable="false">{}{}{}</svg>',
        "narrow" if narrow else "wide",
        width,
        height,
        months,
        *((now, bars) if narrow else (bars, now)),
    )


def _month_words(month: datetime.date, *, narrow: bool) -> str:
    if narrow:
        return SHORT_MONTHS[month.month - 1][:1]
    return SHORT_MONTHS[month.month - 1] if month.month > 1 else short_month(month)


def _row(step: object, y: int, x: Callable[[datetime.date], int], *, narrow: bool) -> SafeString:
    starts, ends = of(step, "starts_on"), of(step, "ends_on")
    state = of(step, "state") if of(step, "state") in STEP_WORDS else "ahead"
    words = str(of(step, "words") or "")
    left, bar = x(starts), y + (22 if narrow else 5)
    wide = max(x(ends + datetime.timedelta(days=1)) - left, 6)
    mark = "✓" if state == "done" else "!" if state == "late" else ""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="app-gantt__word">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="16" rx="3" '
        'class="app-gantt__bar app-gantt__bar--{}"/>'
        '<text x="{}" y="{}" class="app-gantt__mark">{}</text>',
        2 if narrow else LABELS - 14,
        y + (16 if narrow else 18),
        "start" if narrow else "end",
        words if len(words) <= 42 else f"{words[:40].rstrip()}…",
        left,
        bar,
        wide,
        state,
        left + wide + 5,
        bar + 13,
        mark,
    )


def spark(values: Sequence[float | int | None], kind: str, words: str) -> SafeString:
    """Bars or a line of 120 by 28; a missing value is a gap, never a zero."""
    known = [value for value in values if value is not None]
    if not known:
        return format_html('<span class="app-spark__none">{}</span>', "no data")
    top, bottom = max([*known, 0]), min([*known, 0])
    scale = 24 / ((top - bottom) or 1)
    step = 120 / len(values)
    heights = [None if value is None else (value - bottom) * scale for value in values]
    inside = _line(heights, step) if kind == "line" else _bars(heights, step, -bottom * scale)
    return format_html(
        '<svg class="app-spark" viewBox="0 0 120 28" width="120" height="28" role="img" '
        'aria-label="{}">{}</svg>',
        words or "Small chart",
        inside,
    )


def _bars(heights: Sequence[float | None], step: float, zero: float) -> SafeString:
    return format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                f"{index * step:.1f}",
                f"{26 - max(height, zero):.1f}",
                f"{max(step - 1.5, 1):.1f}",
                f"{max(abs(height - zero), 0.8):.1f}",
            )
            for index, height in enumerate(heights)
            if height is not None
        ),
    )


def _line(heights: Sequence[float | None], step: float) -> SafeString:
    pieces, piece = [], []
    for index, height in enumerate([*heights, None]):
        if height is not None:
            piece.append(f"{(index + 0.5) * step:.1f},{26 - height:.1f}")
        elif piece:
            pieces.append(piece)
            piece = []
    # One lone point would be invisible as a line, so it is drawn as a short one.
    drawn = ((" ".join(p if len(p) > 1 else [p[0], p[0]]),) for p in pieces)
    return format_html_join("", '<polyline points="{}"/>', drawn)
