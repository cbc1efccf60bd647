"""Maps of boundaries as publishers and people send them: read, or refused in plain words."""

import gzip
import json
import zipfile
from collections import Counter

import pandas as pd
import pytest
import shapely

from datasources import kinds, samples
from datasources.geography.boundaries import boundaries_in, placed
from datasources.geography.coordinates import to_metres
from datasources.intake import Context, IncomingFile, read_files
from datasources.intake.recognising import recognised
from datasources.layouts import Layout
from tests.factories.maps import feature, map_file

pytestmark = pytest.mark.slow

KIND = kinds.by_slug("boundaries")
PLACE = samples.wexmere(seed=3, small_areas=8)
AREAS = PLACE.small_areas
OWN = AREAS[AREAS["lad_code"] == PLACE.code]
CODES = OWN["lsoa_code"].tolist()
LOOKUP = AREAS
SQUARE = shapely.box(0, 52, 0.1, 52.1)
RIGHT_OF_IT = shapely.box(0.1, 52, 0.2, 52.1)
A, B = "E01000001", "E01000002"


def own_features(**extra):
    return [
        feature(PLACE.shapes[code], **{"LSOA21CD": code, "LSOA21NM": f"Area {code}", **extra})
        for code in CODES
    ]


def squares(*pairs):
    return [
        feature(shape, LSOA21CD=code, LSOA21NM=f"Name of {code}")
        for code, shape in pairs or ((A, SQUARE), (B, RIGHT_OF_IT))
    ]


def in_metres(shape):
    return shapely.transform(
        shape, lambda xy: pd.DataFrame(to_metres(xy[:, 0], xy[:, 1])).T.to_numpy()
    )


def read(*paths, **context):
    context = {"partnership_areas": (PLACE.code,), **context}
    files = [IncomingFile(path.name, path) for path in paths]
    return read_files(KIND, files, Context(**context))


def read_map(folder, features, name="map.geojson", *, members=None, **context):
    return read(map_file(folder, name, features, **(members or {})), **context)


def frame(reading):
    return reading.slices[0].frame


def told(reading):
    """What was noticed beside its year, and that there is no look-up."""
    left = {"vintage-found", "no-area-look-up"}
    return [(one.code, one.severity, one.count) for one in reading.findings if one.code not in left]


def said(reading, code):
    return next(one for one in reading.findings if one.code == code)


def test_a_map_becomes_one_row_an_area(tmp_path):
    reading = read_map(tmp_path, own_features(), lookup=LOOKUP)

    clean = frame(reading)
    assert clean["area_code"].tolist() == sorted(CODES)
    assert clean["area_name"].tolist() == [f"Area {code}" for code in sorted(CODES)]
    assert {tuple(row) for row in clean[["vintage", "frame"]].to_numpy()} == {("2021", "degrees")}
    shapes = shapely.from_wkb(clean["shape"].to_numpy())
    assert all(
        shape.equals(PLACE.shapes[code])
        for code, shape in zip(clean["area_code"], shapes, strict=True)
    )
    assert told(reading) == []
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (8, 8, 0)
    assert reading.slices[0].period == "2021"


def topology(features):
    """The same map with each area's border as a line of its own, in steps of a millionth."""
    arcs, geometries = [], []
    for one in features:
        shape = shapely.from_geojson(json.dumps(one["geometry"]))
        line, last = [], (0, 0)
        for x, y in shape.exterior.coords:
            at = (round((x + 9) * 1e6), round((y - 49) * 1e6))
            line.append([at[0] - last[0], at[1] - last[1]])
            last = at
        arcs.append(line)
        geometries.append(
            {"type": "Polygon", "arcs": [[len(arcs) - 1]], "properties": one["properties"]}
        )
    return {
        "type": "Topology",
        "transform": {"scale": [1e-6, 1e-6], "translate": [-9, 49]},
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


@pytest.mark.parametrize("way", ["gz", "zip", "lines", "list", "topology", "BOM"])
def test_however_it_is_wrapped_it_is_the_same_map(tmp_path, way):
    features = own_features()
    plain = read_map(tmp_path, features, lookup=LOOKUP)
    path = map_file(tmp_path, "map.geojson", features)
    wrapped = tmp_path / f"wrapped.{way}"
    if way == "gz":
        wrapped.write_bytes(gzip.compress(path.read_bytes()))
    elif way == "zip":
        with zipfile.ZipFile(wrapped, "w") as archive:
            archive.write(path, "folder/map.geojson")
    elif way == "lines":
        wrapped.write_text("\n".join(map(json.dumps, features)))
    elif way == "list":
        wrapped.write_text(json.dumps(features))
    elif way == "topology":
        wrapped.write_text(json.dumps(topology(features)))
    else:
        wrapped.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    found, expected = frame(read(wrapped, lookup=LOOKUP)), frame(plain)

    rounded = [
        shapely.to_wkb(shapely.normalize(shapely.set_precision(shapely.from_wkb(one), 1e-6)))
        for one in (found["shape"].to_numpy(), expected["shape"].to_numpy())
    ]
    assert rounded[0].tolist() == rounded[1].tolist()
    columns = ["area_code", "area_name", "vintage", "frame"]
    pd.testing.assert_frame_equal(found[columns], expected[columns])


def test_it_is_recognised_without_being_told(tmp_path):
    path = map_file(tmp_path, "map.geojson", own_features())

    assert recognised([IncomingFile(path.name, path)]) == (KIND,)


def test_maps_of_several_districts_are_one(tmp_path):
    first = map_file(tmp_path, "first.geojson", squares((A, SQUARE)))
    second = map_file(tmp_path, "second.geojson", squares((B, RIGHT_OF_IT)))

    reading = read(second, first)

    assert frame(reading)["area_code"].tolist() == [A, B]
    assert told(reading) == [("parts-joined", "note", 2)]


def test_two_maps_of_one_area_that_differ_are_asked_about(tmp_path):
    first = map_file(tmp_path, "first.geojson", squares((A, SQUARE)))
    second = map_file(tmp_path, "second.geojson", squares((A, RIGHT_OF_IT)))

    reading = read(first, second)

    assert reading.slices == ()
    assert told(reading) == [("two-versions-of-a-period", "error", 1)] * 2


def test_years_of_two_geographies_are_two_slices(tmp_path):
    small = map_file(tmp_path, "small.geojson", squares())
    wards = map_file(tmp_path, "wards.geojson", [feature(SQUARE, WD25CD="E05000001", WD25NM="W")])

    reading = read(small, wards)

    assert [(one.period, one.rows) for one in reading.slices] == [("2021", 2), ("2025", 1)]


# Which column is which.


def test_the_code_is_known_by_its_cells_and_the_name_beside_it(tmp_path):
    features = [
        feature(shape, uid=f"q{at}", place=code.lower(), called=name, LAD22CD="E06000031", size=at)
        for at, (code, name, shape) in enumerate([(A, "Abbey", SQUARE), (B, "Arbury", RIGHT_OF_IT)])
    ]

    reading = read_map(tmp_path, features, "beats of 2022.geojson")

    clean = frame(reading)
    assert clean["area_code"].tolist() == [A, B]
    assert clean["area_name"].tolist() == ["Abbey", "Arbury"]
    assert clean["vintage"].tolist() == ["2022"] * 2


def test_without_a_column_of_names_the_codes_stand_for_them(tmp_path):
    features = [feature(SQUARE, LSOA21CD=A, hash="284839d3-e900-4e57")]

    assert frame(read_map(tmp_path, features))["area_name"].tolist() == [A]


def test_of_one_area_with_its_council_the_look_up_tells_which_code_is_its_own(tmp_path):
    ward = OWN["ward_code"].iloc[0]
    features = [feature(PLACE.shape_of("ward_code", ward), WD24CD=ward, LAD24CD=PLACE.code)]

    assert frame(read_map(tmp_path, features, lookup=LOOKUP))["area_code"].tolist() == [ward]
    asked = read_map(tmp_path, features)
    assert told(asked) == [("area-codes-asked", "error", 1)]
    assert "“WD24CD” or “LAD24CD”" in said(asked, "area-codes-asked").message


def test_of_two_codes_of_one_level_neither_is_taken_by_its_place(tmp_path):
    first, second = OWN["ward_code"].unique()[:2]
    features = [feature(SQUARE, WD24CD=first, WD25CD=second)]

    for columns in (("WD24CD", "WD25CD"), ("WD25CD", "WD24CD")):
        turned = [feature(SQUARE, **{one: features[0]["properties"][one] for one in columns})]
        asked = read_map(tmp_path, turned, lookup=LOOKUP)
        assert told(asked) == [("area-codes-asked", "error", 1)]


def test_what_was_said_of_the_columns_is_believed(tmp_path):
    ward = OWN["ward_code"].iloc[0]
    features = [feature(SQUARE, WD24CD=ward, LAD24CD=PLACE.code, words="Here")]
    layout = Layout(columns={"LAD24CD": "area_code", "words": "area_name"}, period="2023")

    clean = frame(read_map(tmp_path, features, layout=layout))

    assert clean[["area_code", "area_name", "vintage"]].to_numpy().tolist() == [
        [PLACE.code, "Here", "2023"]
    ]


def test_a_map_without_codes_is_refused(tmp_path):
    reading = read_map(tmp_path, [feature(SQUARE, beat="North", LAD="Fenland")])

    assert told(reading) == [("no-area-codes", "error", 1)]
    assert "its columns are “beat” and “LAD”" in said(reading, "no-area-codes").message


def test_a_map_of_no_year_is_refused(tmp_path):
    reading = read_map(tmp_path, [feature(SQUARE, code=A)])

    assert told(reading) == [("year-unknown", "error", 1)]


# Where on earth.


def test_metres_of_the_national_grid_are_known_by_their_size(tmp_path):
    reading = read_map(tmp_path, squares((A, in_metres(SQUARE)), (B, in_metres(RIGHT_OF_IT))))

    assert frame(reading)["frame"].unique().tolist() == ["metres"]
    assert told(reading) == []
    boundaries = boundaries_in(frame(reading), None, ())
    points = pd.DataFrame({"longitude": [0.05, 0.15], "latitude": [52.05] * 2})
    assert placed(points, "area_code", boundaries).areas.tolist() == [A, B]


def crs(name):
    return {"crs": {"type": "name", "properties": {"name": name}}}


@pytest.mark.parametrize(
    ("system", "shape", "codes"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", SQUARE, []),
        ("urn:ogc:def:crs:EPSG::4326", SQUARE, []),
        ("EPSG:27700", in_metres(SQUARE), []),
        ("EPSG:27700", SQUARE, [("coordinate-system-said-otherwise", "warning", 1)]),
        ("EPSG:4326", in_metres(SQUARE), [("coordinate-system-said-otherwise", "warning", 1)]),
        ("urn:ogc:def:crs:EPSG::4277", SQUARE, [("coordinate-system-unknown", "error", 1)]),
    ],
)
def test_numbers_are_believed_before_the_system_that_is_named(tmp_path, system, shape, codes):
    assert told(read_map(tmp_path, squares((A, shape)), members=crs(system))) == codes


def swapped(shape):
    return shapely.transform(shape, lambda xy: xy[:, ::-1])


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (swapped(SQUARE), "coordinates-swapped"),
        (shapely.box(-20_000, 6_800_000, -10_000, 6_900_000), "coordinates-elsewhere"),
        (shapely.box(100, 10, 101, 11), "coordinates-elsewhere"),
    ],
)
def test_a_map_of_elsewhere_is_refused(tmp_path, shape, code):
    reading = read_map(tmp_path, squares((A, shape)))

    assert told(reading) == [(code, "error", 1)]


def test_one_area_that_lies_elsewhere_is_left_out(tmp_path):
    reading = read_map(tmp_path, squares((A, SQUARE), (B, shapely.box(-0.1, -0.1, 0.1, 0.1))))

    assert frame(reading)["area_code"].tolist() == [A]
    assert told(reading) == [("coordinates-elsewhere", "warning", 1)]
    assert reading.set_aside[["row", "code"]].to_numpy().tolist() == [[3, "coordinates-elsewhere"]]


# Outlines that are none.

POINT = {"type": "Point", "coordinates": [0, 52]}
OPEN = {"type": "Polygon", "coordinates": [[[0, 52], [0.1, 52], [0.1, 52.1], [0, 52.1]]]}
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[0, 52], [0.1, 52.1], [0.1, 52], [0, 52.1], [0, 52]]],
}


def test_a_map_of_points_alone_is_refused(tmp_path):
    reading = read_map(tmp_path, squares((A, POINT), (B, POINT)))

    assert told(reading) == [("no-outline", "error", 1)]
    assert "no feature of it is a polygon. It has point." in said(reading, "no-outline").message


def test_points_among_areas_and_areas_without_an_outline_are_left_out(tmp_path):
    reading = read_map(
        tmp_path, [*squares((A, SQUARE), (B, POINT)),
                   {"type": "Feature", "properties": {"LSOA21CD": "E01000003"}, "geometry": None}]
    )  # fmt: skip

    assert frame(reading)["area_code"].tolist() == [A]
    assert told(reading) == [("no-outline", "warning", 2)]


def test_a_ring_that_is_not_closed_is_an_error_of_that_area(tmp_path):
    reading = read_map(tmp_path, squares((A, SQUARE), (B, OPEN)))

    assert frame(reading)["area_code"].tolist() == [A]
    assert told(reading) == [("broken-outlines", "error", 1)]


def test_an_outline_that_crosses_itself_is_what_it_encloses_and_said(tmp_path):
    reading = read_map(tmp_path, squares((A, BOW_TIE), (B, RIGHT_OF_IT)))

    assert told(reading) == [("outlines-mended", "warning", 1)]
    [shape] = shapely.from_wkb(frame(reading)["shape"].to_numpy())[:1]
    assert shape.area == pytest.approx(0.1 * 0.1 / 2)
    assert said(reading, "outlines-mended").examples == (A,)


def test_an_area_without_a_code_is_left_out(tmp_path):
    pairs = [(f"E0100002{at}", shapely.box(at / 10, 53, at / 10 + 0.1, 53.1)) for at in range(10)]
    features = squares((A, SQUARE), *pairs, ("none", RIGHT_OF_IT))

    reading = read_map(tmp_path, features)

    assert len(frame(reading)) == 11
    assert told(reading) == [("impossible-area-codes", "error", 1)]


# One code, several outlines.


def test_parts_of_an_area_are_joined(tmp_path):
    island = shapely.box(0.5, 52, 0.6, 52.1)

    reading = read_map(tmp_path, squares((A, SQUARE), (A, island), (B, RIGHT_OF_IT)))

    [first, _] = shapely.from_wkb(frame(reading)["shape"].to_numpy())
    assert first.equals(shapely.union_all([SQUARE, island]))
    assert told(reading) == [("parts-joined", "note", 1)]


def test_equal_outlines_of_one_code_are_one(tmp_path):
    turned = shapely.Polygon(list(SQUARE.exterior.coords)[2:] + list(SQUARE.exterior.coords)[1:3])

    reading = read_map(tmp_path, squares((A, SQUARE), (A, turned)))

    assert (len(frame(reading)), told(reading)) == (1, [])


def test_different_outlines_of_one_code_are_settled_by_nothing(tmp_path):
    larger = shapely.box(0, 52, 0.1, 52.2)

    for pair in ((SQUARE, larger), (larger, SQUARE)):
        reading = read_map(tmp_path, squares((A, pair[0]), (A, pair[1]), (B, RIGHT_OF_IT)))

        assert frame(reading)["area_code"].tolist() == [B]
        assert told(reading) == [("area-code-twice", "error", 2)]


def test_areas_that_share_ground_are_said(tmp_path):
    half = shapely.box(0.05, 52, 0.15, 52.1)
    sliver = shapely.box(0.0999, 52, 0.2, 52.1)

    assert told(read_map(tmp_path, squares((A, SQUARE), (B, half)))) == [
        ("outlines-overlap", "warning", 1)
    ]
    assert told(read_map(tmp_path, squares((A, SQUARE), (B, sliver)))) == []


# Beside the look-up.


def test_areas_that_the_look_up_does_not_know_are_said(tmp_path):
    some = read_map(tmp_path, [*own_features(), *squares()], lookup=LOOKUP)
    none = read_map(tmp_path, squares(), lookup=LOOKUP)

    assert told(some) == [("areas-not-in-look-up", "warning", 2)]
    assert "2 areas are not in the area look-up." in said(some, "areas-not-in-look-up").message
    assert told(none) == [("areas-not-in-look-up", "warning", 2)]
    assert "None of the areas is in" in said(none, "areas-not-in-look-up").message


def test_areas_of_the_partnership_that_are_not_on_the_map_are_said(tmp_path):
    reading = read_map(tmp_path, own_features()[:-1], lookup=LOOKUP)

    assert told(reading) == [("boundaries-lack-areas", "warning", 1)]
    assert said(reading, "boundaries-lack-areas").examples == (CODES[-1],)


def test_boundaries_of_another_year_than_the_areas_are_said(tmp_path):
    vintages = {"lsoa_code": "2011", "ward_code": "2024"}

    reading = read_map(tmp_path, own_features(), lookup=LOOKUP, vintages=vintages)
    same = read_map(tmp_path, own_features(), lookup=LOOKUP, vintages={"lsoa_code": "2021"})

    assert told(reading) == [("boundaries-of-another-year", "warning", 1)]
    words = said(reading, "boundaries-of-another-year").message
    assert "of 2021, and the small areas of the area look-up of 2011." in words
    assert told(same) == []


def test_without_a_look_up_it_is_said_that_codes_were_not_checked(tmp_path):
    reading = read_map(tmp_path, squares())

    assert [one.code for one in reading.findings][-1] == "no-area-look-up"


def test_a_map_that_is_sent_again_differs_by_its_areas(tmp_path):
    held = {"2021": frame(read_map(tmp_path, squares()))}

    same = read_map(tmp_path, squares(), current=held.get)
    moved = read_map(
        tmp_path, squares((A, SQUARE), (B, shapely.box(0.1, 52, 0.3, 52.1))), current=held.get
    )

    assert same.slices[0].compares.is_identical
    assert moved.slices[0].compares.changed == {"shape": 1}
    assert "1 of 2 rows differs in geometry" in said(moved, "republished").message


def test_a_map_cut_short_is_damaged(tmp_path):
    path = map_file(tmp_path, "map.geojson", squares())
    path.write_text(path.read_text()[:-40])

    assert told(read(path)) == [("json-damaged", "error", 1)]


@pytest.mark.parametrize(
    "content",
    [
        {"type": "FeatureCollection", "features": []},
        {"type": "FeatureCollection", "features": "none"},
        {"type": "Topology", "objects": {}, "arcs": []},
        {"type": "Topology", "objects": {"a": {"geometries": [{"type": "Polygon", "arcs": [[9]]}]}},
         "arcs": []},
        {"type": "Feature", "properties": None, "geometry": None},
        {"type": "Feature", "properties": {"LSOA21CD": A}, "geometry": {"type": "Polygon"}},
        {"type": "Feature", "properties": {"LSOA21CD": A},
         "geometry": {"type": "Polygon", "coordinates": [[["a", "b"]]]}},
        {"type": "Feature", "properties": {"LSOA21CD": [1]},
         "geometry": {"type": "Polygon", "coordinates": []}},
        [{"type": "Feature"}, 3],
    ],
)  # fmt: skip
def test_whatever_else_is_sent_is_refused_and_says_what_to_do(tmp_path, content):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps(content))

    reading = read(path)

    assert reading.slices == ()
    errors = [one for one in reading.findings if one.severity == "error"]
    assert errors
    assert all(one.what_to_do for one in errors)


def test_other_kinds_read_a_map_as_records_alone(tmp_path):
    path = map_file(tmp_path, "map.geojson", [feature(SQUARE, Period="2025", Number="3")])

    reading = read_files(kinds.by_slug("counts"), [IncomingFile(path.name, path)], Context())

    headings = Counter(column.theirs for table in reading.tables for column in table.columns)
    assert "geometry" not in headings
