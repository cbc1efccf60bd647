"""What a chart shows, as plain data and in words; how it is drawn is for `charts` to say.

An analysis declares its picture with these, and knows nothing of screens and paper.
"""

from __future__ import annotations

from datasources.pictures.chart import BAR, DOT, GROUPED_BAR, LINE, Chart, Series, number_in_words
from datasources.pictures.description import describe, describe_dots

__all__ = [
    "BAR",
    "DOT",
    "GROUPED_BAR",
    "LINE",
    "Chart",
    "Series",
    "describe",
    "describe_dots",
    "number_in_words",
]
