"""The pages of sources that are answered, of questions and of their figures."""

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from tests.factories.data import make_source, receive_and_accept
from tests.factories.people import World
from tests.integration.reading import words


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def test_a_police_source_shows_its_three_figures(world, police, sign_in):
    page = sign_in(world.member).get(police.get_absolute_url())

    figures = page.context["figures"]
    assert [figure.key for figure in figures] == ["trend", "change", "rates"]
    assert all(figure.is_up_to_date for figure in figures)
    assert "mid-2024" in figures[2].source_line
    assert "Months in use" in words(page)
    assert [figure.headline for figure in figures if figure.headline not in words(page)] == []


def test_a_question_is_asked_answered_and_kept(world, police, sign_in):
    client = sign_in(world.officer)
    address = reverse("explore", args=[world.partnership.slug])
    ask = {"analysis": "counts", "area": "", "from": "2025-10", "to": "2025-12"}

    answered = client.get(address, ask)
    kept = client.post(reverse("question-keep", args=[world.partnership.slug]), ask, follow=True)

    evidence = answered.context["evidence"]
    months = {row["month"] for row in evidence.result["rows"]}
    assert months == {"2025-10", "2025-11", "2025-12"}
    assert evidence.slices.filter(source=police).count() == 15
    assert [each["address"] for each in kept.context["kept"]] == [evidence.get_absolute_url()]


def test_wards_small_areas_and_neighbours_can_be_asked_about(world, police, sign_in, sample):
    page = sign_in(world.analyst).get(reverse("explore", args=[world.partnership.slug]))

    groups = [group for group, choices in page.context["form"].fields["area"].choices[1:]]
    assert groups == [
        "Wards of Wexmere",
        "Small areas (LSOAs) of Wexmere",
        "For comparison",
    ]


def test_of_two_police_sources_it_is_asked_which(world, police, sample, sign_in):
    second = make_source(world.partnership, slug="second", name="Railway police", by=world.analyst)
    receive_and_accept(second, sample.street[:2], by=world.analyst)
    client = sign_in(world.officer)
    address = reverse("explore", args=[world.partnership.slug])
    ask = {"analysis": "counts", "area": "", "from": "2024-01", "to": "2024-01"}

    unsaid = client.get(address, ask)
    answered = client.get(address, {**ask, "source": "second"})
    kept = client.post(
        reverse("question-keep", args=[world.partnership.slug]),
        {**ask, "source": "second"},
        follow=True,
    )

    assert "Choose what is counted, and of which source" in words(unsaid)
    assert unsaid.context["evidence"] is None
    assert set(answered.context["evidence"].slices.values_list("source__slug", flat=True)) == {
        "second",
        "area-look-up",
    }
    assert [each["address"] for each in kept.context["kept"]] == [
        answered.context["evidence"].get_absolute_url()
    ]


def test_where_one_source_is_in_use_nobody_is_asked_which(world, police, sign_in):
    make_source(world.partnership, slug="second", name="Railway police", by=world.analyst)

    page = sign_in(world.officer).get(reverse("explore", args=[world.partnership.slug]))

    assert "source" not in page.context["form"].fields


def test_a_question_in_the_wrong_order_is_told_so(world, police, sign_in):
    refused = sign_in(world.analyst).get(
        reverse("explore", args=[world.partnership.slug]),
        {"analysis": "trend", "area": "", "from": "2025-12", "to": "2025-01"},
    )

    assert "The last month is before the first" in words(refused)


def test_room_is_kept_for_each_picture_until_it_comes(world, police, sign_in):
    """No link may move from under a pointer when a picture has been loaded."""
    client = sign_in(world.analyst)
    figure = client.get(police.get_absolute_url()).context["figures"][0]

    page = lxml_html.document_fromstring(client.get(figure.address).content)

    kept = [
        (node.tag, node.get("src") or node.get("srcset"), node.get("width"), node.get("height"))
        for node in page.xpath("//main//picture//*")
    ]
    assert kept == [
        ("source", figure.narrow_picture_url, *room(client, figure.narrow_picture_url)),
        ("img", figure.picture_url, *room(client, figure.picture_url)),
    ]


def room(client, address: str) -> tuple[str, str]:
    """What a picture takes, in tenths of a millimetre, as it says itself in points."""
    drawn = lxml_html.fromstring(client.get(address).content)
    return tuple(
        str(round(float(drawn.get(side).removesuffix("pt")) * 254 / 72))
        for side in ("width", "height")
    )


def test_evidence_can_be_taken_away_as_table_picture_and_chart(world, police, sign_in):
    client = sign_in(world.member)
    figure = client.get(police.get_absolute_url()).context["figures"][2]

    table = client.get(figure.csv_url)
    picture = client.get(figure.picture_url)
    chart = client.get(figure.explore_url)

    lines = table.content.decode().splitlines()
    assert lines[0] == (
        "\ufeffarea_code,area_name,crime_type,count,population,rate_per_1000,count_before,"
        "rate_per_1000_before"
    )
    assert len(lines) == 1 + 16
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content[:500]
    assert sorted(chart.json()) == ["config", "data", "layout"]
