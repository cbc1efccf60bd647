"""The picture of a map: as large as it may be, every area once, stronger borders around others."""

import re

import numpy as np
import pytest
import shapely

from datasources.charts.outlines import HIGH, MARGIN, WIDE, drawn

LEFT, RIGHT = (
    shapely.box(500_000, 300_000, 501_000, 304_000),
    shapely.box(501_000, 300_000, 502_000, 304_000),
)


def numbers(svg):
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", svg)]


@pytest.mark.parametrize("turned", [False, True])
def test_it_fills_the_paper_one_way_and_stands_in_its_middle(turned):
    shapes = np.array([LEFT, RIGHT])
    if turned:
        shapes = shapely.transform(shapes, lambda xy: xy[:, ::-1] * 1.0)

    picture = drawn(shapes, ["A", "B"], ["", ""], "Two areas")

    xs, ys = zip(*numbers(picture.svg), strict=True)
    assert (min(ys), max(ys)) == pytest.approx(
        (MARGIN, HIGH - MARGIN) if not turned else (MARGIN, (WIDE - 2 * MARGIN) / 2 + MARGIN),
        abs=0.1,
    )
    assert min(xs) + max(xs) == pytest.approx(WIDE, abs=0.2)
    assert picture.kilometres == ((4.0, 2.0) if turned else (2.0, 4.0))
    assert f'viewBox="0 0 {WIDE:.0f} ' in picture.svg


def test_north_is_up():
    north, south = shapely.box(0, 100, 100, 200), shapely.box(0, 0, 100, 100)

    picture = drawn(np.array([north, south]), ["North", "South"], ["", ""], "")

    paths = re.findall(r'<path d="([^"]+)"><title>', picture.svg)
    middles = [np.mean([y for _, y in numbers(path)]) for path in paths]
    assert middles[0] < middles[1]


def test_holes_and_parts_are_rings_of_one_path():
    shape = shapely.union_all(
        [LEFT - LEFT.centroid.buffer(100), shapely.box(510_000, 300_000, 511_000, 301_000)]
    )

    picture = drawn(np.array([shape]), ["A"], [""], "")

    [path] = re.findall(r'<path d="([^"]+)"><title>', picture.svg)
    assert (path.count("M"), path.count("Z")) == (3, 3)


def test_larger_areas_have_a_border_around_all_of_theirs():
    picture = drawn(np.array([LEFT, RIGHT]), ["A", "B"], ["X", "X"], "")
    apart = drawn(np.array([LEFT, RIGHT]), ["A", "B"], ["X", "Y"], "")

    assert picture.svg.count("<path") == 3
    assert apart.svg.count("<path") == 4
    border = re.findall(r'<path d="([^"]+)"/>', picture.svg)[0]
    xs = [x for x, _ in numbers(border)]
    assert max(xs) - min(xs) == pytest.approx((HIGH - 2 * MARGIN) / 2, abs=0.2)


def test_names_cannot_break_out_of_the_picture():
    picture = drawn(np.array([LEFT]), ["<script>\"'"], [""], 'A "map" <of> one')

    assert "<script>" not in picture.svg
    assert 'aria-label="A &quot;map&quot; &lt;of&gt; one"' in picture.svg
