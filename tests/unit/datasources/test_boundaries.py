"""Which area a point lies in: by outlines in either frame, on borders, beside what a row names."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from datasources import geography, samples
from datasources.geography.boundaries import OUTSIDE, boundaries_in, placed, points_in
from datasources.geography.coordinates import DEGREES, METRES, frame_of, to_degrees, to_metres
from datasources.geography.nesting import Nesting
from tests.factories.maps import boundaries_of
from tests.factories.maps import frame_of as map_of
from tests.naive.points import area_of

PLACE = samples.wexmere(seed=3, small_areas=24)
SMALL = boundaries_of(PLACE)
A, B, C = "X01000001", "X01000002", "X01000003"
LOOKUP = pd.DataFrame(
    {
        "lsoa_code": [A, B, C],
        "lsoa_name": ["A", "B", "C"],
        "ward_code": ["X05000001", "X05000001", "X05000002"],
        "ward_name": ["One", "One", "Two"],
        "lad_code": ["X07000001"] * 3,
        "lad_name": ["Wexmere"] * 3,
    }
)
# Two squares side by side with a hole in the first, and an area of two parts.
SQUARES = {
    A: shapely.box(0, 50, 1, 51) - shapely.box(0.4, 50.4, 0.6, 50.6),
    B: shapely.box(1, 50, 2, 51),
    C: shapely.union_all([shapely.box(0, 51, 0.5, 52), shapely.box(1.5, 51, 2, 52)]),
}


def squares(**given):
    frame = map_of(SQUARES)
    return boundaries_in(
        given.get("frame", frame), given.get("lookup", LOOKUP), given.get("own", ("X07000001",))
    )


def rows(*points, named=None):
    frame = pd.DataFrame(points, columns=["longitude", "latitude"], dtype="float64")
    return frame.assign(area_code=pd.Series(named, dtype="str")) if named else frame


def areas(found):
    return found.areas.astype("object").where(found.areas.notna(), None).tolist()


def test_a_hole_is_no_part_of_its_area_and_a_part_is():
    found = placed(rows((0.1, 50.1), (0.5, 50.5), (0.2, 51.5), (1.8, 51.5)), "area_code", squares())

    assert areas(found) == [A, OUTSIDE, C, C]
    assert (found.points, found.placed, found.outside, found.elsewhere) == (4, 3, 1, 0)


@pytest.mark.parametrize(
    ("point", "area"),
    [((1, 50.5), A), ((1, 51), A), ((0.5, 51), A), ((0, 50), A), ((2, 51), B), ((0.4, 50.5), A)],
)
def test_a_point_on_a_border_lies_in_the_first_area_alone(point, area):
    assert areas(placed(rows(point), "area_code", squares())) == [area]


def test_the_order_of_a_map_decides_nothing():
    frame = map_of(SQUARES)
    turned = frame.iloc[::-1].reset_index(drop=True)

    assert squares(frame=turned).codes == squares().codes == (A, B, C)
    assert areas(placed(rows((1, 50.5)), "area_code", squares(frame=turned))) == [A]


def test_one_number_alone_is_no_point():
    found = placed(rows((0.1, None), (None, 50.1), (None, None)), "area_code", squares())

    assert areas(found) == [None] * 3
    assert (found.points, found.placed, found.outside) == (0, 0, 0)


def test_what_lies_outside_is_known_only_where_all_of_the_partnership_is_on_the_map():
    part = {code: SQUARES[code] for code in (A, B)}
    partly = squares(frame=map_of(part))

    assert not partly.is_whole
    assert areas(placed(rows((0.2, 51.5), (0.1, 50.1)), "area_code", partly)) == [None, A]
    assert squares().is_whole
    assert not squares(own=("X07000099",)).is_whole
    assert not squares(lookup=None).is_whole


def test_the_smallest_level_that_the_look_up_knows_is_placed_by():
    ward = shapely.union_all([SQUARES[A], SQUARES[B]])
    both = map_of({**SQUARES, "X05000001": ward, "X07000001": ward})
    wards = map_of({"X05000001": ward})

    assert squares(frame=both).codes == (A, B, C)
    assert (squares(frame=wards).codes, squares(frame=wards).level) == (("X05000001",), "ward_code")
    assert squares(frame=map_of({"E01000001": ward})) is None
    assert squares(frame=map_of({"E01000001": ward}), lookup=None).codes == ("E01000001",)


def test_a_row_stays_in_the_area_that_it_names_and_goes_to_a_smaller_one_within_it():
    found = placed(
        rows((0.1, 50.1), (0.1, 50.1), (0.1, 50.1), (0.1, 50.1), (0.1, 50.1), (9, 9),
             named=["X07000001", "X05000001", B, A, "X05000002", "X05000001"]),
        "area_code",
        squares(),
    )  # fmt: skip

    assert areas(found) == [A, A, B, A, "X05000002", "X05000001"]
    assert (found.placed, found.outside, found.elsewhere) == (2, 0, 2)


def test_a_named_small_area_in_the_ward_of_its_point_is_no_contradiction():
    wards = squares(frame=map_of({"X05000001": SQUARES[A], "X05000002": SQUARES[C]}))
    found = placed(rows((0.1, 50.1), (0.1, 50.1), named=[B, C]), "area_code", wards)

    assert areas(found) == [B, C]
    assert found.elsewhere == 1


def test_of_an_area_that_is_not_known_nothing_is_said():
    found = placed(rows((0.1, 50.1), named=["E01000001"]), "area_code", squares())

    assert (areas(found), found.elsewhere) == (["E01000001"], 0)


def test_small_areas_of_an_earlier_year_contradict_where_they_share_no_ward():
    former = LOOKUP.assign(is_former=False)
    extra = former.iloc[[0, 2]].assign(lsoa_code=["X01000008", "X01000009"], is_former=True)
    divided = former.iloc[[0]].assign(lsoa_code="X01000007", ward_code="", is_former=True)
    nesting = Nesting(pd.concat([former, extra, divided], ignore_index=True))

    assert not nesting.contradict("X01000008", A)
    assert nesting.contradict("X01000009", A)
    assert not nesting.contradict("X01000007", A)
    assert not nesting.contradict(A, "X01000008")


def test_rows_that_name_an_area_as_small_need_not_be_tried_to_be_counted():
    random = np.random.default_rng(5)
    points = np.column_stack([random.uniform(-0.2, 2.2, 400), random.uniform(49.9, 52.1, 400)])
    names = random.choice(np.array([A, B, C, "X05000001", "X07000001", None], dtype=object), 400)
    frame = pd.DataFrame(points, columns=["longitude", "latitude"]).assign(area_code=names)

    judged = placed(frame, "area_code", squares())
    quick = placed(frame, "area_code", squares(), judge=False)

    assert areas(quick) == areas(judged)
    assert (quick.placed, quick.outside) == (judged.placed, judged.outside)
    assert judged.elsewhere > quick.elsewhere


def test_no_rows_are_placed_nowhere():
    found = placed(rows(), "area_code", squares())

    assert (len(found.areas), found.points) == (0, 0)


def test_a_point_in_metres_lies_where_it_does_in_degrees():
    points = PLACE.points[["longitude", "latitude"]]
    easting, northing = to_metres(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    metres = pd.DataFrame({"easting": easting, "northing": northing})

    by_degrees = placed(points, "area_code", SMALL)
    by_metres = placed(metres, "area_code", SMALL)

    codes = PLACE.small_areas["lsoa_code"].to_numpy()[PLACE.points["area"]]
    assert areas(by_degrees) == areas(by_metres) == codes.tolist()


def test_a_map_in_metres_places_points_in_degrees():
    frame = map_of(
        {
            code: shapely.transform(
                shape, lambda xy: np.column_stack(to_metres(xy[:, 0], xy[:, 1]))
            )
            for code, shape in SQUARES.items()
        },
        frame=METRES,
    )

    assert areas(placed(rows((0.1, 50.1), (1.9, 51.9)), "area_code", squares(frame=frame))) == [
        A,
        C,
    ]


def test_maps_in_both_frames_may_stand_in_one():
    in_degrees = map_of({A: SQUARES[A]})
    in_metres = map_of(
        {
            B: shapely.transform(
                SQUARES[B], lambda xy: np.column_stack(to_metres(xy[:, 0], xy[:, 1]))
            )
        },
        frame=METRES,
    )
    both = pd.concat([in_metres, in_degrees], ignore_index=True)

    found = placed(rows((0.1, 50.1), (1.5, 50.5)), "area_code", squares(frame=both))

    assert areas(found) == [A, B]


def test_of_two_points_the_one_in_the_frame_of_the_map_is_meant():
    frame = pd.DataFrame({"longitude": [1.0, None], "latitude": [52.0, 52.0],
                          "easting": [5e5, 5e5], "northing": [3e5, 3e5]})  # fmt: skip

    in_degrees = {name: has.tolist() for name, has in points_in(frame, DEGREES)}
    in_metres = {name: has.tolist() for name, has in points_in(frame, METRES)}

    assert in_degrees == {DEGREES: [True, False], METRES: [False, True]}
    assert in_metres == {METRES: [True, True]}


# The worked example of Ordnance Survey's guide, and a ward's middle as it is published in both.
@pytest.mark.parametrize(
    ("degrees", "metres"),
    [((1.716073973, 52.658007833), (651411.2, 313180.6)), ((0.158569, 52.21127), (547579, 259200))],
)
def test_degrees_and_metres_are_converted_to_a_few_metres(degrees, metres):
    easting, northing = to_metres(*(np.array([one]) for one in degrees))
    longitude, latitude = to_degrees(easting, northing)

    assert (easting[0], northing[0]) == pytest.approx(metres, abs=3)
    assert (longitude[0], latitude[0]) == pytest.approx(degrees, abs=1e-7)


@pytest.mark.parametrize(
    ("east", "north", "frame"),
    [
        ([-9.0, 2.5], [49.0, 61.5], DEGREES),
        ([-9.1, 2.5], [49.0, 61.5], ""),
        ([0, 700_000], [91, 1_300_000], METRES),
        ([0, 700_001], [91, 1_300_000], ""),
        ([0, 700_000], [90, 1_300_000], ""),
        ([52.0], [0.1], ""),
        ([], [], ""),
    ],
)
def test_the_frame_is_told_by_the_numbers(east, north, frame):
    assert frame_of(np.array(east), np.array(north)) == frame


FEW = samples.wexmere(seed=6, small_areas=4)
BY_LEVEL = [boundaries_of(FEW, level) for level in (geography.LSOA_CODE, geography.WARD_CODE)]
SHARE = st.floats(0, 1, allow_nan=False)


def in_plain_python(boundaries):
    return {
        code: [
            [list(ring.coords) for ring in (part.exterior, *part.interiors)]
            for part in shapely.get_parts(shape)
        ]
        for code, shape in zip(boundaries.codes, boundaries.shapes, strict=True)
    }


@settings(max_examples=60)
@given(st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=5), st.sampled_from(BY_LEVEL))
def test_each_point_lies_in_the_area_that_plain_python_finds(points, boundaries):
    """Anywhere in and around the districts, and on corners and borders of areas."""
    left, bottom, right, top = shapely.total_bounds(boundaries.shapes)
    corners = shapely.get_coordinates(boundaries.shapes)
    spots = [(left + x * (right - left), bottom + y * (top - bottom)) for x, y in points]
    spots += [tuple(corners[int(x * (len(corners) - 1))]) for x, _ in points]

    found = placed(rows(*spots), "area_code", boundaries)

    polygons = in_plain_python(boundaries)
    assert areas(found) == [area_of(spot, polygons) or OUTSIDE for spot in spots]
