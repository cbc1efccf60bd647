"""A map of areas as SVG: their outlines, with those of the larger areas that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely

from datasources.charts import theme

WIDE, HIGH = 860.0, 520.0
"""The picture's size at the most; what is drawn stands in its middle."""
MARGIN = 6.0
# Finer than a screen shows; borders that two areas share are simplified alike.
FINEST = 0.35


@dataclass(frozen=True)
class Drawn:
    """The picture, and how much ground it shows from west to east and from south to north."""

    svg: str
    kilometres: tuple[float, float]


def drawn(
    shapes: np.ndarray, names: Sequence[str], larger: Sequence[str], description: str
) -> Drawn:
    """`shapes` in metres; `names` are shown on pointing at an area; areas of one `larger` area have
    a stronger border around them (blank: of none)."""
    left, bottom, right, top = shapely.total_bounds(shapes)
    scale = min((WIDE - 2 * MARGIN) / (right - left), (HIGH - 2 * MARGIN) / (top - bottom))
    high = (top - bottom) * scale + 2 * MARGIN
    middle = (WIDE - (right - left) * scale) / 2

    def on_paper(points: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [(points[:, 0] - left) * scale + middle, (top - points[:, 1]) * scale + MARGIN]
        )

    plain = shapely.coverage_simplify(shapely.transform(shapes, on_paper), FINEST)
    areas = "".join(
        f'<path d="{_path(shape)}"><title>{escape(name)}</title></path>'
        for shape, name in zip(plain, names, strict=True)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:.0f} {high:.0f}" role="img"'
        f' aria-label="{escape(description)}">'
        f'<g fill="{theme.BEFORE_FILL}" stroke="{theme.PAPER}" stroke-width="1"'
        f' stroke-linejoin="round">{areas}</g>'
        f'<g fill="none" stroke="{theme.PALETTE[0]}" stroke-width="1.6" stroke-linejoin="round">'
        f"{_borders(plain, larger)}</g></svg>"
    )
    return Drawn(svg, ((right - left) / 1000, (top - bottom) / 1000))


def _borders(shapes: np.ndarray, larger: Sequence[str]) -> str:
    groups = np.array(larger, dtype=object)
    together = [shapely.union_all(shapes[groups == one]) for one in sorted({*larger} - {""})]
    return "".join(f'<path d="{_path(shape)}"/>' for shape in together)


def _path(shape: shapely.Geometry) -> str:
    """Every ring of every part, to a tenth of a point."""
    rings = [ring for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]
    return "".join(
        "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]) + "Z"
        for ring in rings
    )
