"""Points of any table: which can be, what was wrong with the others, where they lie."""

import csv

import numpy as np
import pandas as pd
import pytest

from datasources import kinds, samples
from datasources.geography.coordinates import DEGREES, METRES, PAIRS
from datasources.intake import Context, IncomingFile, points, read_files
from datasources.kinds import Role
from tests.factories.maps import boundaries_of

PLACE = samples.wexmere(seed=3, small_areas=8)
HELD = boundaries_of(PLACE)
COLLISIONS = kinds.by_slug("road-collisions")
X, Y = PLACE.points["longitude"].iloc[0], PLACE.points["latitude"].iloc[0]
HERE = PLACE.small_areas["lsoa_code"].iloc[0]
WARD = PLACE.small_areas["ward_code"].iloc[0]
ELSEWHERE = PLACE.small_areas["lsoa_code"].iloc[5]
ON_GRID = ("easting", "northing")


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.slug)
def test_points_of_every_kind_are_pairs_that_can_be_placed(kind):
    names = {column.name for column in kind.columns if column.role is Role.POINT}

    assert names in [set(), *map(set, PAIRS.values()), set().union(*PAIRS.values())]


def checked(rows, columns=("longitude", "latitude")):
    told = []
    clean = pd.DataFrame(rows, columns=list(columns), dtype="float64")
    numbers = pd.Series(range(2, len(clean) + 2))
    found = points.checked(clean, numbers, "file.csv", told.append)
    return found.astype(object).where(found.notna(), None).to_numpy().tolist(), told


NO_POINT = [None, None]
FAR = [[-9.0, 49.0], [2.5, 61.5]]
MANY = [[0.1, 52.1]] * 40
MANY_ON_GRID = [[540_000, 260_000]] * 40


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ([0, 0], "coordinates-nought"),
        ([52.1, 0.1], "coordinates-swapped"),
        ([540_000, 260_000], "coordinates-in-metres"),
        ([-9.01, 52.0], "coordinates-elsewhere"),
        ([0.1, 61.51], "coordinates-elsewhere"),
        ([100, 10], "coordinates-elsewhere"),
    ],
)
def test_a_point_that_cannot_be_is_left_blank_and_told(point, code):
    rows, told = checked([point, *MANY, *FAR])

    assert rows == [NO_POINT, *MANY, *FAR]
    assert [(one.code, one.count, one.examples) for one in told] == [(code, 1, ("row 2",))]
    assert "places the row in no area" in told[0].message


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ([0, 0], "coordinates-nought"),
        ([0.1, 52.1], "coordinates-in-degrees"),
        ([700_001, 260_000], "coordinates-elsewhere"),
        ([540_000, 1_300_001], "coordinates-elsewhere"),
    ],
)
def test_so_is_one_on_the_grid(point, code):
    rows, told = checked([point, *MANY_ON_GRID], ON_GRID)

    assert rows == [NO_POINT, *MANY_ON_GRID]
    assert [(one.code, one.count) for one in told] == [(code, 1)]


def test_numbers_that_stand_for_not_known_are_no_fault():
    assert checked([[-1, -1], [0.1, 52.1]]) == ([NO_POINT, [0.1, 52.1]], [])
    assert checked([[-1, -1], [540_000, 260_000]], ON_GRID)[1] == []
    assert checked([[None, 52.1], [0.1, None]]) == ([[None, 52.1], [0.1, None]], [])


def test_a_whole_column_of_the_other_sort_is_read_as_what_it_is():
    in_degrees, told = checked([*MANY, [None, None], [9, 9]], ON_GRID)
    assert in_degrees[0] == [None, None, 0.1, 52.1]
    assert in_degrees[-1] == [None, None, None, None]
    assert [(one.code, one.count) for one in told] == [
        ("points-read-as", 40),
        ("coordinates-elsewhere", 1),
    ]
    in_metres, told = checked(MANY_ON_GRID)
    assert in_metres[0] == [None, None, 540_000, 260_000]
    assert "Under longitude and latitude stand metres of the National Grid" in told[0].message


def test_nineteen_of_twenty_are_a_whole_column_and_fewer_are_not():
    nearly = [[0.1, 52.1]] * 19 + [[540_000, 260_000]]
    fewer = [[0.1, 52.1]] * 18 + [[540_000, 260_000]] * 2

    assert next(one.code for one in checked(nearly, ON_GRID)[1]) == "points-read-as"
    assert [one.code for one in checked(fewer, ON_GRID)[1]] == ["coordinates-in-degrees"]


def test_where_both_pairs_are_there_neither_is_read_as_the_other():
    both = pd.DataFrame(
        [[0.1, 52.1, 0.1, 52.1]], columns=[*PAIRS[DEGREES], *PAIRS[METRES]], dtype="float64"
    )
    told = []

    found = points.checked(both, pd.Series([2]), "f", told.append)

    assert found[["longitude", "latitude"]].to_numpy().tolist() == [[0.1, 52.1]]
    assert np.isnan(found[["easting", "northing"]].to_numpy()).all()
    assert [one.code for one in told] == ["coordinates-in-degrees"]


# Whole files.

HEADINGS = ["Date", "Severity", "LSOA code", "Longitude", "Latitude"]


def read(tmp_path, *rows, boundaries=HELD, headings=HEADINGS):
    path = tmp_path / "collisions.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    context = Context((PLACE.code,), PLACE.small_areas, boundaries=lambda: boundaries or None)
    return read_files(COLLISIONS, [IncomingFile(path.name, path)], context)


def about_points(reading):
    return {one.code: one.count for one in reading.findings if one.code.startswith("points-")}


def row(area="", x=X, y=Y, day=1):
    return [f"2025-11-{day:02}", "Slight", area, x, y]


def test_rows_are_placed_by_their_points_and_keep_what_they_say(tmp_path):
    reading = read(
        tmp_path,
        row(),
        row(HERE, day=2),
        row(WARD, day=3),
        row(ELSEWHERE, day=4),
        row(x="", y="", day=5),
        row(x="0.5", y="51", day=6),
        row(x="0", y="0", day=7),
    )

    assert about_points(reading) == {
        "points-placed": 2,
        "points-outside": 1,
        "points-in-another-area": 1,
    }
    codes = {one.code: (one.severity, one.count) for one in reading.findings}
    assert codes["points-in-another-area"] == ("warning", 1)
    assert codes["rows-without-place"] == ("note", 2)
    assert codes["rows-outside-partnership"] == ("note", 1)
    assert codes["coordinates-nought"] == ("warning", 1)
    kept = reading.slices[0].frame["area_code"]
    assert kept.astype(object).where(kept.notna(), None).tolist() == [
        None, HERE, WARD, ELSEWHERE, None, None, None,
    ]  # fmt: skip


def test_a_few_points_over_the_border_are_no_warning(tmp_path):
    rows = [row(HERE, day=day) for day in range(1, 20)]

    reading = read(tmp_path, row(ELSEWHERE, day=20), row(ELSEWHERE, day=21), *rows)
    few = next(one for one in reading.findings if one.code == "points-in-another-area")
    assert (few.severity, few.count) == ("note", 2)
    assert "(9.5% of those with a point)" in few.message
    reading = read(tmp_path, row(ELSEWHERE, day=20), row(ELSEWHERE, day=21), *rows[:18])
    many = next(one for one in reading.findings if one.code == "points-in-another-area")
    assert (many.severity, many.count) == ("warning", 2)


def test_without_boundaries_only_points_without_an_area_are_told(tmp_path):
    reading = read(tmp_path, row(), row(HERE, day=2), row(x="", y="", day=3), boundaries=None)

    assert about_points(reading) == {"points-not-placed": 1}
    assert about_points(read(tmp_path, row(HERE), boundaries=None)) == {}


def test_the_same_places_on_the_grid(tmp_path):
    from datasources.geography.coordinates import to_metres

    east, north = to_metres(np.array([X]), np.array([Y]))
    headings = ["Date", "Severity", "LSOA code", "Easting", "Northing"]

    reading = read(tmp_path, row(x=f"{east[0]:.1f}", y=f"{north[0]:.1f}"), headings=headings)

    assert about_points(reading) == {"points-placed": 1}


def test_a_map_that_lacks_areas_leaves_the_rest_without_a_place(tmp_path):
    partly = boundaries_of(PLACE)
    object.__setattr__(partly, "is_whole", False)

    reading = read(tmp_path, row(), row(x="0.5", y="51", day=2), boundaries=partly)

    codes = {one.code: one.count for one in reading.findings}
    assert (codes["points-outside"], codes["rows-without-place"]) == (1, 1)
    assert "rows-outside-partnership" not in codes
    words = next(one.message for one in reading.findings if one.code == "points-outside")
    assert "do not hold all areas of the partnership" in words
