"""A chart as a Plotly figure (JSON) to explore on screen. Headline and source stand around it."""

from __future__ import annotations

from typing import Any

from datasources.charts import theme
from datasources.pictures import BAR, DOT, LINE, Chart, Series, number_in_words
from partnerships.words import with_capital

ROW_HEIGHT = 30
DOT_HEIGHT = 20
HEIGHT = 420


def figure_json(chart: Chart) -> dict[str, Any]:
    """`data` and `layout` for Plotly.newPlot; the font is inherited from the page."""
    traces = {LINE: _lines, DOT: _dots}.get(chart.kind, _bars)
    return {
        "data": traces(chart),
        "layout": _layout(chart),
        "config": {"displaylogo": False, "responsive": True},
    }


def _hover(one: Series, categories: tuple[str, ...]) -> list[str]:
    pairs = zip(categories, one.values, strict=True)
    return [f"{category}<br>{one.name}: {number_in_words(value)}" for category, value in pairs]


def _lines(chart: Chart) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": one.name,
            "x": list(chart.categories),
            "y": list(one.values),
            "connectgaps": False,
            "line": {
                "color": theme.colour(at),
                "width": 2.5,
                "dash": theme.SCREEN_DASHES[at % len(theme.SCREEN_DASHES)],
            },
            "marker": {"symbol": theme.SCREEN_MARKERS[at % len(theme.SCREEN_MARKERS)], "size": 8},
            "text": _hover(one, chart.categories),
            "hovertemplate": "%{text}<extra></extra>",
        }
        for at, one in enumerate(chart.series)
    ]


def _bars(chart: Chart) -> list[dict[str, Any]]:
    """Horizontal; the same order of series and the same filling as in print."""
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": one.name,
            "y": list(chart.categories),
            "x": list(one.values),
            "marker": {
                "color": theme.colour(0) if at == 0 else theme.BEFORE_FILL,
                "line": {"color": theme.colour(0), "width": 1},
            },
            "text": [number_in_words(value) for value in one.values],
            "textposition": "outside",
            "cliponaxis": False,
            "hovertext": _hover(one, chart.categories),
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        for at, one in enumerate(chart.series)
    ]
    # Plotly draws a group from below; the first series belongs on top.
    return list(reversed(traces))


def _dots(chart: Chart) -> list[dict[str, Any]]:
    """One trace for each shape that there is: the same colour for all."""
    (dots,) = chart.series
    rows = list(zip(chart.categories, dots.values, dots.low, dots.high, dots.sorts, strict=True))
    traces = []
    for at, sort in enumerate(chart.sorts):
        mine = [
            (name, value, low, high)
            for name, value, low, high, its in rows
            if its == sort and value is not None and low is not None and high is not None
        ]
        if not mine:
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": with_capital(sort),
                "x": [value for _, value, _, _ in mine],
                "y": [name for name, *_ in mine],
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [high - value for _, value, _, high in mine],
                    "arrayminus": [value - low for _, value, low, _ in mine],
                    "color": theme.colour(0),
                    "thickness": 1.5,
                    "width": 0,
                },
                "marker": {
                    "symbol": theme.SCREEN_DOT_MARKERS[at],
                    "size": 9,
                    "color": theme.colour(0),
                },
                "text": [
                    f"{name}<br>{dots.name}: {number_in_words(value)} ({number_in_words(low)} to"
                    f" {number_in_words(high)})<br>{with_capital(sort)}"
                    for name, value, low, high in mine
                ],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    return traces


def _reference(chart: Chart) -> dict[str, Any]:
    """A line across all of the picture, named among the shapes: beside it a name hides dots."""
    if chart.reference is None or chart.reference.values[0] is None:
        return {}
    value = chart.reference.values[0]
    line = {
        "type": "line",
        "layer": "below",
        "name": f"{chart.reference.name}: {number_in_words(value)}",
        "showlegend": True,
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.INK, "width": 1.5, "dash": "dash"},
    }
    return {"shapes": [line]}


def _layout(chart: Chart) -> dict[str, Any]:
    numbers = {
        "rangemode": "tozero",
        "gridcolor": theme.GRID,
        "zerolinecolor": theme.AXIS,
        "separatethousands": True,
        "automargin": True,
    }
    names: dict[str, Any] = {"type": "category", "automargin": True, "linecolor": theme.AXIS}
    layout: dict[str, Any] = {
        "font": {"family": "inherit", "color": theme.INK, "size": 15},
        "paper_bgcolor": theme.PAPER,
        "plot_bgcolor": theme.PAPER,
        "margin": {"l": 8, "r": 48, "t": 8, "b": 8},
        "showlegend": len(chart.series) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "hoverlabel": {"bgcolor": theme.INK, "font": {"color": theme.PAPER}},
        "hovermode": "closest",
    }
    if chart.kind == LINE:
        return layout | {
            "height": HEIGHT,
            "xaxis": names | {"title": {"text": chart.x_label}, "nticks": 12},
            "yaxis": numbers | {"title": {"text": chart.y_label}},
        }
    if chart.kind == DOT:
        return (
            layout
            | {
                "height": max(240, 130 + DOT_HEIGHT * len(chart.categories)),
                "showlegend": True,
                "xaxis": numbers | {"title": {"text": chart.x_label}},
                "yaxis": names
                | {
                    "autorange": "reversed",
                    "categoryorder": "array",
                    "categoryarray": list(chart.categories),
                    "tickmode": "linear",
                },
            }
            | _reference(chart)
        )
    bars = len(chart.categories) * len(chart.series)
    return layout | {
        "height": max(240, 90 + bars * (ROW_HEIGHT if chart.kind == BAR else ROW_HEIGHT * 0.75)),
        "barmode": "group",
        "bargap": 0.3,
        "legend": layout["legend"] | {"traceorder": "reversed"},
        "xaxis": numbers | {"title": {"text": chart.x_label}},
        "yaxis": names | {"autorange": "reversed"},
    }
