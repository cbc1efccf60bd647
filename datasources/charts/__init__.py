"""Charts: an answer as a neutral description, and its two drawings, for screen and for print."""

from __future__ import annotations

from datasources.charts.drawing import from_result

__all__ = ["from_result"]
