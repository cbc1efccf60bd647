"""What a chart shows, as plain data and in words; how it is drawn is for `charts` to say.

An analysis declares its picture with these, and knows nothing of screens and paper.
"""

from __future__ import annotations

from datasources.pictures.chart import BAR, GROUPED_BAR, LINE, Chart, Series, number_in_words
from datasources.pictures.description import describe

__all__ = [
    "BAR",
    "GROUPED_BAR",
    "LINE",
    "Chart",
    "Series",
    "describe",
    "number_in_words",
]
