"""Rows that have only a point: counted by the boundaries in use, and anew when others come."""

import pandas as pd
import pytest

from datasources import frames, geography, kinds, samples
from datasources.layouts import Layout
from datasources.models import Evidence, Slice
from datasources.operations import counting, deliveries, evidence, holdings, readings
from partnerships.errors import RuleBroken
from tests.factories.data import (
    make_map,
    make_source,
    receive_and_accept,
    receive_and_read,
)
from tests.factories.maps import feature, map_file
from tests.factories.people import World
from tests.integration.reading import rows
from tests.integration.reading import words as page_words

pytestmark = pytest.mark.slow

MONTHS = ("2025-11", "2025-12")
SEARCHES = kinds.by_slug("police-stop-and-search")


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def searches(world, sample, folder):
    """Two months of searches in use: points on the map, and no area."""
    source = make_source(world.partnership, SEARCHES.slug, by=world.analyst)
    paths = samples.write_sample(folder, SEARCHES, sample.place, MONTHS, rows_per_month=40)
    receive_and_accept(source, paths, by=world.analyst)
    return source


def written(sample):
    """Of each row of the sample, the month and the small area of its point; None without one."""
    place = sample.place
    table = samples.sample_rows(SEARCHES, place, MONTHS, rows_per_month=40)
    rows = pd.DataFrame(table[1:], columns=table[0])
    codes = place.small_areas["lsoa_code"].to_numpy()[place.points["area"]]
    points = place.points[["longitude", "latitude"]].itertuples(index=False, name=None)
    known = {(f"{x:.6f}", f"{y:.6f}"): code for (x, y), code in zip(points, codes, strict=True)}
    return [
        (day[:7], known.get((x, y)))
        for day, x, y in zip(rows["Date"], rows["Longitude"], rows["Latitude"], strict=True)
    ]


def counts(source, code):
    """How many searches there were in an area, as it is answered."""
    question = evidence.ask(
        partnership=source.partnership, analysis="counts", area_code=code, source=source, by=None
    )
    rows = evidence.answer(question).result["rows"]
    found = {}
    for row in rows:
        found[row["month"]] = found.get(row["month"], 0) + row["count"]
    return found


def expected(sample, level, code):
    areas = sample.place.small_areas
    inside = set(areas.loc[areas[level] == code, "lsoa_code"])
    found = dict.fromkeys(MONTHS, 0)
    for month, area in written(sample):
        found[month] += area in inside
    return found


def test_searches_are_counted_where_their_points_lie(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    source = searches(world, sample, tmp_path)

    areas = sample.place.small_areas
    for level in (geography.LAD_CODE, geography.WARD_CODE, geography.LSOA_CODE):
        for code in areas.loc[areas["lad_code"] == sample.place.code, level].unique()[:3]:
            assert counts(source, code) == expected(sample, level, code)


def test_what_was_placed_and_by_which_boundaries_goes_with_the_slice(world, sample, tmp_path):
    its_map = make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    source = searches(world, sample, tmp_path)

    rows = [one for one in written(sample) if one[0] == "2025-12"]
    placed = sum(area is not None for _, area in rows)
    placing = Slice.objects.get(source=source, period="2025-12").placing
    boundaries = Slice.objects.get(source=its_map)
    assert {name: placing[name] for name in placing if name != "key"} == {
        "boundaries": boundaries.pk,
        "vintage": "2021",
        "points": placed,
        "placed": placed,
        "outside": 0,
    }


def test_rows_that_were_there_before_their_map_are_placed_when_it_comes(
    world, sample, tmp_path, sign_in
):
    source = searches(world, sample, tmp_path)
    evidence.refresh(source.pk)
    rows = list(source.slices.values_list("path", "sha256"))
    client = sign_in(world.analyst)
    before = page_words(client.get(source.get_absolute_url()))

    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    evidence.refresh(source.pk)

    assert "none of the rows has an area, so nothing can be counted" in before
    assert "Boundaries of areas, by which rows that have only a point" in before
    code = sample.place.code
    assert counts(source, code) == expected(sample, geography.LAD_CODE, code)
    after = page_words(client.get(source.get_absolute_url()))
    assert "Boundaries of areas (map outlines), Office for National Statistics, 2021" in after
    assert "none of the rows has an area" not in after
    # What was sent stays as it was: where a point lies is asked of the map.
    assert list(source.slices.values_list("path", "sha256")) == rows


def test_without_a_map_the_delivery_says_how_rows_get_an_area(world, sample, tmp_path):
    source = searches(world, sample, tmp_path)

    found = source.deliveries.get().findings.get(code="points-not-placed")

    points = sum(area is not None for _, area in written(sample))
    assert found.severity == "warning"
    assert f"{points} rows have a point on the map and no area" in found.message
    assert "Open Geography Portal" in found.what_to_do
    assert "Rows that are in use by then are placed too." in found.what_to_do


def test_when_another_map_comes_into_use_the_answer_is_another(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    source = searches(world, sample, tmp_path)
    code = sample.place.code
    first = counts(source, code)
    # The same areas, but for the first ward, which is no part of the newer map.
    ward = sample.place.small_areas["ward_code"].iloc[0]
    areas = sample.place.small_areas.query("lad_code == @code and ward_code != @ward")
    features = [
        feature(sample.place.shapes[one], LSOA22CD=one, LSOA22NM=one) for one in areas["lsoa_code"]
    ]
    newer = map_file(tmp_path, "newer.geojson", features)
    theirs = make_source(world.partnership, "boundaries", by=world.analyst, slug="newer-map")
    receive_and_accept(theirs, [newer], by=world.analyst)
    assert counts(source, code) == first  # the map that has more of the areas is used

    delivery = Slice.objects.get(source__slug="boundaries")
    Slice.objects.filter(pk=delivery.pk).update(is_current=False)

    left = expected(sample, geography.LAD_CODE, code)
    gone = expected(sample, geography.WARD_CODE, ward)
    assert counts(source, code) == {month: left[month] - gone[month] for month in MONTHS}
    assert not holdings.map_of(world.partnership).boundaries.is_whole


def test_what_was_counted_by_an_earlier_map_is_known_as_it_was(world, sample, tmp_path):
    source = searches(world, sample, tmp_path)
    one = Slice.objects.get(source=source, period="2025-12")
    unplaced = counting.tally_of(one, None)
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    places = holdings.map_of(world.partnership)

    now = counting.tally_of(one, places)

    assert unplaced["area_code"].isna().all()
    assert now["area_code"].notna().any()
    pd.testing.assert_frame_equal(counting.as_counted(one, None, in_detail=False), unplaced)
    pd.testing.assert_frame_equal(counting.as_counted(one, places, in_detail=False), now)


def test_where_rows_are_gone_their_counts_stay_by_the_map_of_then(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    source = searches(world, sample, tmp_path)
    one = Slice.objects.get(source=source, period="2025-12")
    places = holdings.map_of(world.partnership)
    before = counting.tally_of(one, places)
    Slice.objects.filter(pk=one.pk).update(path="slices/gone.parquet")
    one.refresh_from_db()

    other = holdings.Map(places.slice, places.boundaries, "another")

    pd.testing.assert_frame_equal(counting.tally_of(one, other), before)
    assert Slice.objects.get(pk=one.pk).placing["key"] == places.key


def test_a_delivery_that_was_sent_again_is_equal_whatever_map_is_in_use(world, sample, tmp_path):
    source = searches(world, sample, tmp_path)
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    [path] = samples.write_sample(tmp_path, SEARCHES, sample.place, MONTHS, rows_per_month=40)
    path.write_text(path.read_text() + "\n")

    again = receive_and_read(source, [path], by=world.analyst)

    assert [one.comparison["is_identical"] for one in again.slices.all()] == [True, True]
    assert not any(one.looks_short for one in again.slices.all())


def test_fewer_points_within_the_map_than_usual_are_a_shortfall(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    source = searches(world, sample, tmp_path)
    [path] = samples.write_sample(tmp_path, SEARCHES, sample.place, MONTHS, rows_per_month=40)
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    table.loc[table.index % 2 == 0, ["Longitude", "Latitude"]] = ""
    half = tmp_path / "half.csv"
    table.to_csv(half, index=False)

    again = receive_and_read(source, [half], by=world.analyst)

    assert {one.code for one in again.findings.all()} >= {"fewer-rows-with-place"}


def test_an_answer_that_rests_on_no_point_does_not_name_the_map(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    police = world.partnership.sources.get(kind="police-street")
    evidence.refresh(police.pk)

    answers = [evidence.answer(question) for question in evidence.standard_questions(police)]

    kinds_of = {one.source.kind for answer in answers for one in answer.slices.all()}
    assert kinds_of == {"police-street", "area-look-up", "population"}
    assert Evidence.objects.filter(question__sources=police).count() == len(answers)


def test_points_far_away_are_outside_and_no_rows_without_a_place(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    [path] = samples.write_sample(tmp_path, SEARCHES, sample.place, MONTHS, rows_per_month=40)
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    table.loc[:9, ["Longitude", "Latitude"]] = "0.5", "51.0"
    table.to_csv(path, index=False)
    source = make_source(world.partnership, SEARCHES.slug, by=world.analyst)

    delivery = receive_and_accept(source, [path], by=world.analyst)

    found = {one.code: one.count for one in delivery.findings.all()}
    assert found["points-outside"] == found["rows-outside-partnership"] == 10
    one = Slice.objects.filter(source=source).earliest("period")
    tally = counting.tally_of(one, holdings.map_of(world.partnership))
    assert tally.loc[tally["area_code"] == "outside", "count"].sum() == 10


def test_a_file_that_lies_wholly_outside_is_not_used(world, sample, tmp_path):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    [path] = samples.write_sample(tmp_path, SEARCHES, sample.place, MONTHS, rows_per_month=40)
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    table[["Longitude", "Latitude"]] = "0.5", "51.0"
    table.to_csv(path, index=False)
    source = make_source(world.partnership, SEARCHES.slug, by=world.analyst)

    delivery = receive_and_read(source, [path], by=world.analyst)

    assert delivery.state == "refused"
    assert "nothing-in-partnership" in {one.code for one in delivery.findings.all()}


def test_the_rows_of_a_map_come_back_from_the_original(world, sample, tmp_path):
    source = make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    one = source.slices.get()
    stored = frames.load(one.path)

    readings.restore(one.delivery)

    assert list(stored.columns) == ["area_code", "area_name", "vintage", "frame", "shape"]
    assert stored["area_code"].is_monotonic_increasing
    assert frames.fault(one.path) is None


def test_a_map_of_own_areas_is_refused_and_says_that_they_are_not_counted_by(
    world, sample, tmp_path
):
    code = sample.place.code
    beats = [feature(sample.place.shape_of("lad_code", code), Beat="Town centre")]
    source = make_source(world.partnership, "boundaries", by=world.analyst)

    delivery = receive_and_read(source, [map_file(tmp_path, "b.geojson", beats)], by=world.analyst)

    found = delivery.findings.get(code="no-area-codes")
    assert (delivery.state, found.severity) == ("refused", "error")
    assert "a town centre or a beat, cannot be counted by yet" in found.message


def test_a_question_of_points_without_a_map_says_what_is_needed(world, sample, tmp_path):
    source = searches(world, sample, tmp_path)
    question = evidence.ask(
        partnership=world.partnership, analysis="trend", source=source, by=world.analyst
    )

    with pytest.raises(RuleBroken) as broken:
        evidence.answer(question)

    assert broken.value.reasons[1] == kinds.by_slug("boundaries").needed


def test_the_page_of_a_map_shows_it_in_a_picture_in_words_and_as_a_table(
    world, sample, tmp_path, sign_in
):
    source = make_map(world.partnership, sample.place, tmp_path, by=world.analyst)

    page = sign_in(world.analyst).get(source.get_absolute_url())

    areas = sample.place.small_areas.query("lad_code == @sample.place.code")
    words = page_words(page)
    assert f"{len(areas)} small areas of Wexmere have outlines, of 2021" in words
    assert "The borders of wards are drawn stronger." in words
    table = rows(page, f"{len(areas)} small areas of Wexmere have outlines, of 2021")
    assert sorted(row[1] for row in table) == sorted(areas["lsoa_code"])
    assert page.content.decode().count("<title>Wexmere 0") == len(areas)


def test_other_sources_and_a_map_that_is_not_in_use_or_lost_have_no_picture(
    world, sample, tmp_path, sign_in
):
    client = sign_in(world.analyst)
    police = world.partnership.sources.get(kind="police-street")
    waiting = make_source(world.partnership, "boundaries", by=world.analyst)

    assert client.get(police.get_absolute_url()).context["map"] is None
    assert client.get(waiting.get_absolute_url()).context["map"] is None
    files = samples.write_sample(tmp_path, kinds.by_slug("boundaries"), sample.place, MONTHS)
    receive_and_accept(waiting, files, by=world.analyst)
    Slice.objects.filter(source=waiting).update(path="slices/gone.parquet")
    page = client.get(waiting.get_absolute_url())
    assert (page.status_code, page.context["map"]) == (200, None)


def test_a_map_that_waits_is_shown_by_codes_and_names(world, sample, tmp_path, sign_in):
    source = make_source(world.partnership, "boundaries", by=world.analyst)
    files = samples.write_sample(tmp_path, kinds.by_slug("boundaries"), sample.place, MONTHS)

    delivery = receive_and_read(source, files, by=world.analyst)

    preview = sign_in(world.analyst).get(delivery.get_absolute_url()).context["preview"]
    assert preview.headings == ("Area", "LSOA21NM")
    assert preview.rows[0] == ("X01000001", "Wexmere 001A")


def test_what_is_said_of_the_columns_of_a_map_is_read_anew(world, sample, tmp_path):
    code = sample.place.code
    shape = sample.place.shape_of("lad_code", code)
    path = map_file(tmp_path, "m.geojson", [feature(shape, LAD24CD=code, LAD25CD="X07000002")])
    source = make_source(world.partnership, "boundaries", by=world.analyst)
    delivery = receive_and_read(source, [path], by=world.analyst)
    assert "area-codes-asked" in {one.code for one in delivery.findings.all()}

    layout = Layout(columns={"LAD25CD": "area_code"})
    assert deliveries.put_right(delivery=delivery, layout=layout, by=world.analyst)
    deliveries.read(delivery.pk)

    [one] = delivery.slices.all()
    assert (one.period, frames.load(one.path)["area_code"].tolist()) == ("2025", ["X07000002"])
