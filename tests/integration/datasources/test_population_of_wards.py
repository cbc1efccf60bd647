"""Rates where residents are held of wards, from the file to the answer."""

import pytest

from datasources import frames
from datasources.operations import deliveries, evidence
from datasources.operations.holdings import InUse
from tests.factories.data import make_source, receive_and_read
from tests.integration.reading import words

PEOPLE_OF_EACH = 1000


@pytest.fixture
def world(world_with_data):
    return world_with_data


@pytest.fixture
def wards(world) -> list[str]:
    look_up = InUse.now(world.partnership).sources_of("area-look-up")[0].slices.get(is_current=True)
    frame = frames.load(look_up.path)
    return sorted(
        frame.loc[frame["lad_code"].isin(world.partnership.area_codes), "ward_code"].unique()
    )


@pytest.fixture
def of_wards(world, wards, tmp_path):
    """A newer table of the wards, by sex, in use beside the small areas."""
    path = tmp_path / "wards.csv"
    rows = [f"{code},mid-2025,{sex},{PEOPLE_OF_EACH // 2}" for code in wards for sex in "MF"]
    path.write_text("\n".join(["Ward code,Period,Sex,Population", *rows]) + "\n")
    source = make_source(world.partnership, "population", slug="of-wards", by=world.analyst)
    delivery = receive_and_read(source, [path], by=world.analyst)
    assert delivery.state == "read"
    deliveries.accept(delivery=delivery, by=world.analyst)
    return source


def rates(world, code: str, in_use: InUse):
    police = world.partnership.sources.get(slug="police-street")
    question = evidence.ask(
        partnership=world.partnership,
        analysis="rates",
        area_code=code,
        source=police,
        by=world.analyst,
    )
    return evidence.would_answer(question, in_use)


def test_small_areas_stay_what_rates_rest_on(world, of_wards, wards):
    in_use = InUse.now(world.partnership)

    assert in_use.residents().source.slug == "population"
    assert in_use.residents().period != "mid-2025"


def test_a_ward_has_a_rate_where_wards_alone_are_held_and_the_council_their_sum(
    world, of_wards, wards
):
    held = InUse.now(world.partnership).slices
    in_use = InUse(tuple(one for one in held if one.source.slug != "population"))

    ward = rates(world, wards[0], in_use)
    council = rates(world, "", in_use)

    assert {row["population"] for row in ward.rows} == {PEOPLE_OF_EACH}
    assert {row["population"] for row in council.rows} == {PEOPLE_OF_EACH * len(wards)}
    assert any("wards or councils" in one for one in ward.caveats)


def test_its_page_says_how_many_live_in_each_ward(world, of_wards, wards, sign_in):
    page = sign_in(world.analyst).get(of_wards.get_absolute_url())

    assert f"{PEOPLE_OF_EACH * len(wards):,} residents in {world.partnership.name}" in words(page)
