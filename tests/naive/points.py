"""Which area a point lies in, slow and obvious: exact fractions, one ring after another."""

from fractions import Fraction

Point = tuple[float, float]
Ring = list[Point]


def on_border(point: Point, ring: Ring) -> bool:
    x, y = map(Fraction, point)
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        a, b, c, d = map(Fraction, (x1, y1, x2, y2))
        is_on_line = (c - a) * (y - b) == (d - b) * (x - a)
        if is_on_line and min(a, c) <= x <= max(a, c) and min(b, d) <= y <= max(b, d):
            return True
    return False


def within(point: Point, ring: Ring) -> bool:
    """Whether a line to the right of it crosses the ring an odd number of times."""
    x, y = map(Fraction, point)
    is_within = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        a, b, c, d = map(Fraction, (x1, y1, x2, y2))
        if (b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b):
            is_within = not is_within
    return is_within


def is_near(point: Point, ring: Ring) -> bool:
    """Neither left nor right of all of it, neither above nor below."""
    (x, y), xs, ys = point, [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)


def in_polygon(point: Point, rings: list[Ring]) -> bool:
    """The first ring is around it, the others are holes; a border belongs to it."""
    if not is_near(point, rings[0]):
        return False
    if any(on_border(point, ring) for ring in rings):
        return True
    return within(point, rings[0]) and not any(within(point, hole) for hole in rings[1:])


def area_of(point: Point, polygons: dict[str, list[list[Ring]]]) -> str | None:
    """Of the areas that it is in or on the border of, the one whose code comes first."""
    for code in sorted(polygons):
        if any(in_polygon(point, rings) for rings in polygons[code]):
            return code
    return None
