"""Town centres, neighbourhoods, beats: areas of the partnership's own, asked about like a ward."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import call_command
from django.urls import reverse

from datasources import frames, kinds
from datasources.models import Evidence, Slice, Source
from datasources.operations import deliveries, evidence, holdings, own_areas
from datasources.presenters import areas
from datasources.presenters.figures import figure
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World
from tests.integration.datasources.commands import run
from tests.integration.datasources.test_releases import read
from tests.integration.reading import words

MARKET = "own:own-areas:market place"


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def small_areas(world: World) -> pd.DataFrame:
    """Those of the partnership, with their wards."""
    look_up = frames.load(holdings.areas(world.partnership).path)
    here = look_up["lad_code"].isin(world.partnership.area_codes)
    return look_up[here].sort_values("lsoa_code", ignore_index=True)


@pytest.fixture
def source(world: World) -> Source:
    return make_source(world.partnership, "own-areas", by=world.analyst)


def table(folder: Path, *rows: tuple[str, str], name: str = "areas.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("LSOA21CD", "Neighbourhood"), *rows])
    return path


def taken(world: World, source: Source, path: Path) -> None:
    receive_and_accept(source, [path], by=world.analyst)


def answered(world: World, area: str, analysis: str = "counts", **more: str) -> Evidence:
    question = evidence.ask(
        partnership=world.partnership, analysis=analysis, area_code=area, by=world.analyst, **more
    )
    return evidence.answer(question)


def counted_by_hand(codes: set[str]) -> int:
    """Rows of all months in use of the police source that stand under these small areas."""
    slices = Slice.objects.current().filter(source__slug="police-street")
    return sum(int(frames.load(one.path)["lsoa_code"].isin(codes).sum()) for one in slices)


def test_an_own_area_is_counted_as_the_small_areas_that_it_is_made_of(
    world, source, small_areas, tmp_path
):
    market = list(small_areas["lsoa_code"][:3])
    fringe = list(small_areas["lsoa_code"][2:5])
    rows = [(code, "Market Place") for code in market] + [(code, "The Fringe") for code in fringe]
    delivery = receive_and_read(source, [table(tmp_path, *rows)], by=world.analyst)

    assert [one.code for one in delivery.findings.exclude(severity="note")] == []
    assert delivery.rows_kept == 6
    deliveries.accept(delivery=delivery, by=world.analyst)

    assert [(one.code, one.name, one.small_areas) for one in own_areas.of(world.partnership)] == [
        (MARKET, "Market Place", tuple(market)),
        ("own:own-areas:the fringe", "The Fringe", tuple(fringe)),
    ]
    answer = answered(world, MARKET)
    assert answer.result["area_name"] == "Market Place"
    total = sum(row["count"] for row in answer.result["rows"])
    assert total == counted_by_hand(set(market)) > 0
    assert source in {one.source for one in answer.slices.all()}


def test_names_are_one_however_they_are_spelled_and_blank_ones_none(
    world, source, small_areas, tmp_path
):
    codes = list(small_areas["lsoa_code"][:4])
    names = ["Market Place", "Market Place", "market  place", ""]
    taken(world, source, table(tmp_path, *zip(codes, names, strict=True)))

    (one,) = own_areas.of(world.partnership)

    assert (one.code, one.name, one.small_areas) == (MARKET, "Market Place", tuple(codes[:3]))


def test_an_area_defined_anew_is_answered_anew_and_the_old_answer_stays(
    world, source, small_areas, tmp_path
):
    first, second = small_areas["lsoa_code"][:2], small_areas["lsoa_code"][:4]
    taken(world, source, table(tmp_path, *((code, "Market Place") for code in first)))
    old = answered(world, MARKET)
    kept = dict(old.result)
    taken(world, source, table(tmp_path, *((code, "Market Place") for code in second)))

    new = answered(world, MARKET)

    assert new.pk != old.pk
    assert sum(row["count"] for row in new.result["rows"]) == counted_by_hand(set(second))
    old.refresh_from_db()
    assert old.result == kept


def test_an_area_that_is_defined_no_more_is_said(world, source, small_areas, tmp_path):
    code = small_areas["lsoa_code"][0]
    taken(world, source, table(tmp_path, (code, "Market Place")))
    taken(world, source, table(tmp_path, (code, "Old Town")))

    with pytest.raises(RuleBroken, match="No own area called “market place” is in use.*Old Town"):
        answered(world, MARKET)
    with pytest.raises(RuleBroken, match="No own area called “x” is in use"):
        answered(world, "own:nothing:x")


def test_a_small_area_that_the_look_up_does_not_hold_is_named(world, source, tmp_path):
    taken(world, source, table(tmp_path, ("E01999999", "Market Place")))

    with pytest.raises(RuleBroken, match="does not hold E01999999"):
        answered(world, MARKET)


def test_namesakes_of_two_sources_are_told_apart(world, source, small_areas, tmp_path):
    beats = make_source(
        world.partnership, "own-areas", slug="beats", name="Police beats", by=world.analyst
    )
    for one, code in zip((source, beats), small_areas["lsoa_code"], strict=False):
        taken(world, one, table(tmp_path, (code, "Market Place")))

    (_, _whole), (group, own), *_ = areas.choices(world.partnership)

    assert group == "Own areas"
    assert own == (
        (MARKET, f"Market Place ({source.name})"),
        ("own:beats:market place", "Market Place (Police beats)"),
    )
    assert answered(world, MARKET).result["area_name"] == f"Market Place ({source.name})"


def test_it_is_chosen_on_the_page_and_named_in_the_command(
    world, source, small_areas, tmp_path, sign_in, capsys
):
    codes = list(small_areas["lsoa_code"][:3])
    taken(world, source, table(tmp_path, *((code, "Market Place") for code in codes)))

    page = sign_in(world.analyst).get(
        reverse("explore", args=[world.partnership.slug]),
        {"analysis": "counts", "area": MARKET, "from": "", "to": "", "source": "police-street"},
    )
    call_command("answer", "counts", partnership=world.partnership.slug, area=MARKET, json=True)

    assert "Market Place" in words(page)
    told = json.loads(capsys.readouterr().out)
    assert told["area_name"] == "Market Place"
    assert sum(row["count"] for row in told["table"]) == counted_by_hand(set(codes))


def test_no_small_count_follows_from_a_ward_and_an_area_that_is_nearly_all_of_it(
    world, source, small_areas, tmp_path
):
    ward, within = next(
        (ward, rows) for ward, rows in small_areas.groupby("ward_code") if len(rows) > 2
    )
    but_one = list(within["lsoa_code"])[1:]
    taken(world, source, table(tmp_path, *((code, "Market Place") for code in but_one)))
    month = {"period_from": "2025-12", "period_to": "2025-12"}
    answers = [answered(world, area, "change", **month) for area in (str(ward), MARKET)]
    for one in answers:
        figure(one, suppress_below=5)

    places = {str(ward): list(within["lsoa_code"]), answers[1].result["area_code"]: but_one}
    reader, small = read(*answers, places=places)

    assert small
    assert reader.works_out(small) == {}


@pytest.mark.parametrize(
    ("headings", "is_known"),
    [
        (["LSOA code", "Beat name"], True),
        (["LSOA21CD", "LSOA21NM", "Neighbourhood"], True),
        (["LSOA code", "Ward"], False),
        (["LSOA code", "Beat", "Date"], False),
    ],
)
def test_the_kind_is_known_by_its_headings(headings, is_known):
    assert kinds.by_slug("own-areas").known_by(headings) is is_known


@pytest.mark.parametrize(
    "spelled", [MARKET, "own:own-areas:Market  Place", "OWN:own-areas:MARKET PLACE"]
)
def test_an_own_area_is_asked_about_by_command_however_it_is_spelled(
    world, source, small_areas, tmp_path, spelled
):
    market = list(small_areas["lsoa_code"][:3])
    taken(world, source, table(tmp_path, *((code, "Market Place") for code in market)))

    printed = run("answer", "counts", "--partnership", "wexmere", "--area", spelled)

    total = sum(row["count"] for row in printed["table"])
    assert (printed["area_name"], total) == ("Market Place", counted_by_hand(set(market)))
