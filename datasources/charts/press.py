"""A chart as SVG for print and for pages without JavaScript, drawn by Matplotlib.

The same chart gives the same bytes: no date, fixed identifiers. Text is drawn as outlines, because
an SVG within a page or a PDF cannot rely on any font being there; the description says it in words.
"""

from __future__ import annotations

import functools
import io
import threading
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from datasources import typefaces
from datasources.charts import svg_cleaning, theme
from datasources.charts.size import CRAMPED_MM, WIDE_MM, height_mm
from datasources.pictures import DOT, LINE, Chart, Series, number_in_words
from partnerships.words import with_capital

MILLIMETRES_IN_AN_INCH = 25.4
TEXT = 9.0
SMALL = 8.2
MOST_TICKS, MOST_WHERE_NARROW = 9, 4
# Months without their year take less room.
MOST_SHORT, SHORT_NAME = 12, 3
BOLD = 700


def _families() -> list[str]:
    """Our own typefaces, made known to Matplotlib: the house's first, then those that stand in.

    A family without a bold would be named in the log at every chart, so it is left out.
    """
    faces = typefaces.faces()
    for face in faces:
        font_manager.fontManager.addfont(face.path)
    return list(dict.fromkeys(face.family for face in faces if face.weight == BOLD))


# Read by Matplotlib while it writes; the same for every chart, so no chart can disturb another.
matplotlib.rcParams["svg.hashsalt"] = "chart"
matplotlib.rcParams["svg.fonttype"] = "path"
matplotlib.rcParams["font.family"] = [*_families(), "DejaVu Sans"]
# Matplotlib's font measuring is not made for several threads at once.
ONE_AT_A_TIME = threading.Lock()


def svg(chart: Chart, *, width_mm: float = WIDE_MM) -> str:
    """The chart alone: no headline, no source line; these stand around it as text."""
    return _drawn(repr(chart), chart, width_mm)


# Drawing costs a tenth of a second and the same chart stands on many pages. Its words are part of
# the key, because to Python 12 and 12.0 are equal and in print they are not.
@functools.lru_cache(maxsize=256)
def _drawn(_in_words: str, chart: Chart, width_mm: float) -> str:
    with ONE_AT_A_TIME:
        figure = Figure(
            figsize=(
                width_mm / MILLIMETRES_IN_AN_INCH,
                height_mm(chart, width_mm) / MILLIMETRES_IN_AN_INCH,
            ),
            layout=ConstrainedLayoutEngine(w_pad=0.02, h_pad=0.02),
        )
        # A plate behind it: dark ink on a dark or forced-colour screen cannot be read.
        figure.patch.set_facecolor(theme.PAPER)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        if chart.is_empty:
            _say_nothing_to_draw(axes)
        elif chart.kind == LINE:
            _draw_lines(axes, chart)
        elif chart.kind == DOT:
            _draw_dots(axes, chart)
        else:
            _draw_bars(axes, chart)
        written = io.StringIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(written, metadata={"Date": None, "Creator": None})
    return svg_cleaning.clean(
        written.getvalue(), title=chart.subtitle, description=chart.description
    )


def _say_nothing_to_draw(axes: Axes) -> None:
    axes.set_axis_off()
    axes.text(
        0.5,
        0.5,
        "No number can be shown.",
        ha="center",
        va="center",
        fontsize=TEXT + 1,
        color=theme.QUIET,
        transform=axes.transAxes,
    )


def _frame(axes: Axes, *, keep: str) -> None:
    for side, spine in axes.spines.items():
        spine.set_visible(side == keep)
        spine.set_color(theme.AXIS)
        spine.set_linewidth(0.8)
    axes.tick_params(labelsize=TEXT, colors=theme.QUIET, labelcolor=theme.INK, length=0, pad=4)
    axes.set_axisbelow(True)


def _draw_lines(axes: Axes, chart: Chart) -> None:
    positions = range(len(chart.categories))
    _frame(axes, keep="bottom")
    axes.grid(axis="y", color=theme.GRID, linewidth=0.7)
    for at, one in enumerate(chart.series):
        values = [float("nan") if value is None else value for value in one.values]
        axes.plot(
            positions,
            values,
            color=theme.colour(at),
            linewidth=1.9,
            linestyle=theme.DASHES[at % len(theme.DASHES)],
            marker=theme.PRINT_MARKERS[at % len(theme.PRINT_MARKERS)],
            markersize=4.2,
            markeredgecolor="white",
            markeredgewidth=0.7,
            clip_on=False,
            zorder=3,
            label=one.name,
        )
    axes.set_ylim(bottom=0, top=_top(chart.series) * 1.08 or 1)
    axes.set_xlim(-0.4, len(chart.categories) - 0.6 if len(chart.categories) > 1 else 0.6)
    _ticks_of_months(axes, chart.categories)
    axes.yaxis.set_major_formatter(lambda value, _at: _tick(value))
    axes.yaxis.set_major_locator(
        MaxNLocator(nbins=5, integer=_is_whole(chart.series), steps=[1, 2, 2.5, 5, 10])
    )
    axes.set_ylabel(chart.y_label, fontsize=SMALL, color=theme.QUIET)
    if _is_narrow(axes):
        _legend(axes)
    else:
        _label_lines(axes, chart)


def _ticks_of_months(axes: Axes, categories: tuple[str, ...]) -> None:
    """As many names as fit, and the last month always; the year on a line of its own."""
    most = MOST_WHERE_NARROW if _is_narrow(axes) else MOST_TICKS
    if all(len(name) <= SHORT_NAME for name in categories):
        most = MOST_SHORT
    step = max(1, -(-len(categories) // most))
    chosen = sorted(range(len(categories) - 1, -1, -step))
    axes.set_xticks(chosen, [categories[at].replace(" ", "\n", 1) for at in chosen])


def _label_lines(axes: Axes, chart: Chart) -> None:
    """Names at the right end of the lines, moved apart where they would touch."""
    top = _top(chart.series) * 1.08 or 1
    gap = top * 0.14
    ends = []
    for at, one in enumerate(chart.series):
        known = [value for value in one.values if value is not None]
        if known:
            ends.append((float(known[-1]), at, f"{one.name}\n{number_in_words(known[-1])}"))
    lowest = 0.0
    for value, _, words in sorted(ends):
        height = max(value, lowest)
        lowest = height + gap
        axes.annotate(
            words,
            xy=(len(chart.categories) - 1, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=TEXT,
            linespacing=1.05,
            color=theme.INK,
            fontweight="bold",
            annotation_clip=False,
        )


def _is_narrow(axes: Axes) -> bool:
    figure = axes.get_figure(root=True)
    return figure is not None and figure.get_figwidth() * MILLIMETRES_IN_AN_INCH < CRAMPED_MM


def _draw_bars(axes: Axes, chart: Chart) -> None:
    _frame(axes, keep="left")
    count = len(chart.series)
    thickness = 0.66 if count == 1 else 0.38
    top = _top(chart.series) or 1
    for at, one in enumerate(chart.series):
        offset = 0.0 if count == 1 else (at - (count - 1) / 2) * (thickness + 0.03)
        places = [place + offset for place in range(len(chart.categories))]
        axes.barh(
            places,
            [value or 0 for value in one.values],
            height=thickness,
            color=theme.colour(0) if at == 0 else theme.BEFORE_FILL,
            edgecolor=theme.colour(0),
            linewidth=0.6,
            label=one.name,
        )
        for place, value in zip(places, one.values, strict=True):
            axes.text(
                (value or 0) + top * 0.008,
                place,
                number_in_words(value),
                va="center_baseline",
                fontsize=TEXT if count == 1 else SMALL,
                color=theme.INK if at == 0 else theme.QUIET,
                fontweight="bold" if at == 0 and count > 1 else "normal",
                fontstyle="italic" if value is None else "normal",
            )
    axes.set_yticks(range(len(chart.categories)), chart.categories)
    axes.set_ylim(len(chart.categories) - 0.45, -0.55)
    axes.set_xlim(0, top * 1.09)
    # Every bar carries its number, so a scale would say it twice.
    axes.set_xticks([])
    if count > 1:
        _legend(axes)


def _draw_dots(axes: Axes, chart: Chart) -> None:
    """From above in the order of the categories; a shape for each sort that there is."""
    _frame(axes, keep="bottom")
    axes.grid(axis="x", color=theme.GRID, linewidth=0.7)
    (dots,) = chart.series
    for at, sort in enumerate(chart.sorts):
        mine = [
            (place, value, low, high)
            for place, (value, low, high, its) in enumerate(
                zip(dots.values, dots.low, dots.high, dots.sorts, strict=True)
            )
            if its == sort and value is not None and low is not None and high is not None
        ]
        if not mine:
            continue
        places, values, lows, highs = zip(*mine, strict=True)
        axes.hlines(places, lows, highs, color=theme.colour(0), linewidth=1.1, zorder=3)
        axes.plot(
            values,
            places,
            linestyle="none",
            marker=theme.DOT_MARKERS[at],
            markersize=4.6,
            markerfacecolor=theme.PAPER if at >= theme.HOLLOW_FROM else theme.colour(0),
            markeredgecolor=theme.colour(0),
            markeredgewidth=0.9,
            zorder=4,
            label=with_capital(sort),
        )
    if chart.reference is not None and chart.reference.values[0] is not None:
        axes.axvline(
            chart.reference.values[0],
            color=theme.INK,
            linewidth=1.1,
            linestyle="dashed",
            zorder=2,
            label=f"{chart.reference.name}: {number_in_words(chart.reference.values[0])}",
        )
    axes.set_yticks(range(len(chart.categories)), chart.categories)
    axes.tick_params(axis="y", labelsize=SMALL)
    axes.set_ylim(len(chart.categories) - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4 if _is_narrow(axes) else 7))
    axes.xaxis.set_major_formatter(lambda value, _at: _tick(value))
    axes.set_xlabel(chart.x_label, fontsize=SMALL, color=theme.QUIET)
    _legend(axes)


def _legend(axes: Axes) -> None:
    """Above the picture; one name under another where it is narrow."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.008, 1.0),
        ncols=1 if _is_narrow(axes) else 2,
        frameon=False,
        fontsize=TEXT,
        labelcolor=theme.INK,
        handlelength=2.4 if axes.lines else 1.3,
        handleheight=0.9,
        columnspacing=1.6,
        borderpad=0.2,
    )


def _top(series: tuple[Series, ...]) -> float:
    return max(
        (float(value) for one in series for value in one.values if value is not None), default=0
    )


def _is_whole(series: tuple[Series, ...]) -> bool:
    return all(
        isinstance(value, int) for one in series for value in one.values if value is not None
    )


def _tick(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
