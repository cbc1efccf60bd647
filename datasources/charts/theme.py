"""The look that the screen's and the printed chart share."""

from __future__ import annotations

# The categorical palette of the Government Analysis Function, in its order.
PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
INK = "#1D2B36"
QUIET = "#4C5A66"
GRID = "#DDE3E8"
AXIS = "#8A97A3"
PAPER = "#FFFFFF"
# The year before stands back: the same hue, pale with a dark edge, so that it prints in grey too.
BEFORE_FILL = "#C6D5E3"

# Each line has its own dash and marker, so that colour never speaks alone.
DASHES = ("solid", "dashed", "dashdot", "dotted", "solid", "dashed")
PRINT_MARKERS = ("o", "s", "^", "D", "v", "P")
SCREEN_MARKERS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
# Above, below and neither by their shape; what says nothing is hollow.
DOT_MARKERS = ("^", "o", "v", "s", "D")
SCREEN_DOT_MARKERS = ("triangle-up", "circle", "triangle-down", "square-open", "diamond-open")
HOLLOW_FROM = 3
SCREEN_DASHES = ("solid", "dash", "dashdot", "dot", "solid", "dash")


def colour(number: int) -> str:
    return PALETTE[number % len(PALETTE)]
