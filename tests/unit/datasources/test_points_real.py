"""Real collisions and searches in real boundaries, where REAL_DATA names their folder: each point
in the area that plain Python finds."""

import csv
import gzip
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyproj
import pytest

from datasources import kinds
from datasources.geography.boundaries import OUTSIDE, boundaries_in, placed
from datasources.intake import Context, IncomingFile, read_files
from tests.naive.points import area_of

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
DISTRICTS = ("E06000031", "E07000008", "E07000009", "E07000010", "E07000011", "E07000012")
HERE = ZoneInfo("Europe/London")


def read(slug, paths, context):
    files = [IncomingFile(path.name, path) for path in sorted(paths)]
    return read_files(kinds.by_slug(slug), files, context)


@pytest.fixture(scope="module")
def lookup(real_data: Path) -> pd.DataFrame:
    path = real_data / "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz"
    return read("area-look-up", [path], Context(DISTRICTS)).slices[0].frame


@pytest.fixture(scope="module")
def boundaries(real_data: Path, lookup: pd.DataFrame):
    paths = (real_data / "boundaries/lsoa21").glob("*.geojson")
    reading = read("boundaries", paths, Context(DISTRICTS, lookup))
    found = boundaries_in(reading.slices[0].frame, lookup, DISTRICTS)
    assert (len(found.codes), found.vintage, found.is_whole) == (516, "2021", True)
    return found


@pytest.fixture(scope="module")
def polygons(real_data: Path) -> dict[str, list]:
    """As the files have them, read by nothing of the house."""
    found = {}
    for path in sorted((real_data / "boundaries/lsoa21").glob("*.geojson")):
        for one in json.loads(path.read_text())["features"]:
            shape = one["geometry"]
            parts = shape["coordinates"]
            parts = [parts] if shape["type"] == "Polygon" else parts
            code = one["properties"]["LSOA21CD"]
            found[code] = [[[tuple(xy) for xy in ring] for ring in part] for part in parts]
    return found


def counted(reading, boundaries):
    """How many rows each area has in each month."""
    found: Counter = Counter()
    for one in reading.slices:
        areas = placed(one.frame, "area_code", boundaries).areas
        for code, count in areas.value_counts().items():
            found[one.period, code] += int(count)
        found[one.period, None] += int(areas.isna().sum())
    return +found


def test_searches_lie_where_plain_python_finds_them(real_data, lookup, boundaries, polygons):
    paths = list((real_data / "police-uk/stop-and-search").glob("*.csv"))
    context = Context(DISTRICTS, lookup, boundaries=lambda: boundaries)
    reading = read("police-stop-and-search", paths, context)

    expected: Counter = Counter()
    areas: dict = {}
    for path in paths:
        with path.open(newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                spot = (row["Longitude"], row["Latitude"])
                if spot not in areas:
                    areas[spot] = (
                        area_of((float(spot[0]), float(spot[1])), polygons) or OUTSIDE
                        if all(spot)
                        else None
                    )
                # Times are universal; a month begins at midnight in this country.
                month = datetime.fromisoformat(row["Date"]).astimezone(HERE).strftime("%Y-%m")
                expected[month, areas[spot]] += 1
    assert counted(reading, boundaries) == expected
    told = {one.code: one.count for one in reading.findings}
    assert told["points-placed"] == sum(
        count for (_, code), count in expected.items() if code not in (None, OUTSIDE)
    )
    assert told["points-outside"] == sum(
        count for (_, code), count in expected.items() if code == OUTSIDE
    )
    assert (told["points-placed"], told["points-outside"]) == (2793, 57)


def test_collisions_on_the_grid_lie_where_plain_python_finds_them(
    real_data, lookup, boundaries, polygons
):
    """The points are converted by another library's own choice of method, within a few metres."""
    path = real_data / "road-casualties/Cambs_RTC.csv.gz"
    context = Context(DISTRICTS, lookup, boundaries=lambda: boundaries)
    reading = read("road-collisions", [path], context)
    with gzip.open(path, "rt", encoding="cp1252", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Date"].startswith("2016")]
    to_degrees = pyproj.Transformer.from_crs(27700, 4326, always_xy=True)
    east, north = to_degrees.transform(
        np.array([float(row["Easting"]) for row in rows]),
        np.array([float(row["Northing"]) for row in rows]),
    )

    expected: Counter = Counter()
    for row, x, y in zip(rows, east.tolist(), north.tolist(), strict=True):
        expected[f"2016-{row['Date'][4:6]}", area_of((x, y), polygons) or OUTSIDE] += 1
    found = Counter(
        {
            key: count
            for key, count in counted(reading, boundaries).items()
            if key[0].startswith("2016")
        }
    )
    assert sum(found.values()) == len(rows)
    # A point nearer to a border than the two methods are to one another may lie on its other side.
    moved = (found - expected).total()
    assert moved <= 3
    told = {one.code: one.count for one in reading.findings}
    assert told["points-placed"] + told.get("points-outside", 0) == 12_108


def test_points_of_crimes_are_in_the_area_that_they_name_but_for_a_few(
    real_data, lookup, boundaries
):
    """The files' own account of it: 97% of the points lie in the small area that is given."""
    paths = (real_data / "police-uk/street").glob("2024-0[1-3]*.csv.gz")
    reading = read(
        "police-street", paths, Context(DISTRICTS, lookup, boundaries=lambda: boundaries)
    )

    told = {one.code: one.count for one in reading.findings}
    points = sum(int(one.frame["longitude"].notna().sum()) for one in reading.slices)
    assert 0.02 < told["points-in-another-area"] / points < 0.04
    assert "points-placed" not in told
