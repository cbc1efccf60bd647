"""Areas side by side, asked as people ask: by command, on the page, with and without residents."""

import pytest
from django.urls import reverse

from datasources.analyses.cells import SENTENCE
from datasources.models import Evidence, Slice
from datasources.operations import evidence, releases
from datasources.presenters.figures import figure
from partnerships.errors import RuleBroken
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run
from tests.integration.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def asked(world: World, **said: str) -> Evidence:
    question = evidence.ask(
        partnership=world.partnership, analysis="league", said=said, by=world.analyst
    )
    return evidence.answer(question)


def test_the_level_is_a_part_of_the_question(world):
    wards, small_areas, again = asked(world), asked(world, level="lsoa"), asked(world, level="")

    assert wards == again != small_areas
    assert [one.question.parameters.get("level") for one in (wards, small_areas)] == [None, "lsoa"]
    assert [one.result["columns"][1]["label"] for one in (wards, small_areas)] == [
        "Ward",
        "Small area",
    ]


def test_it_is_asked_by_command(world, sample):
    here = ["--partnership", world.partnership.slug]

    answer = run("answer", "league", *here, "--level", "lsoa")
    code, reason, _ = refused("answer", "league", *here, "--level", "district")
    beside, no_option, _ = refused("answer", "trend", *here, "--level", "ward")

    inside = sample.place.small_areas
    codes = set(inside.loc[inside["lad_code"] == sample.place.code, "lsoa_code"])
    assert {row["area_code"] for row in answer["table"]} == codes
    assert (code, reason) == (
        1,
        "Wexmere is not made of districts. Ask for wards (ward) or small areas (lsoa), or about a"
        " larger area.",
    )
    assert (beside, no_option) == (
        1,
        "“Monthly trend” does not take “level”, so the answer would be about something else than"
        " was asked. Ask again without it.",
    )


@pytest.mark.parametrize("level", ["", "lsoa"])
def test_it_is_asked_on_the_page_and_drawn(world, sign_in, level):
    client = sign_in(world.analyst)
    address = reverse("explore", args=[world.partnership.slug])

    page = client.get(address, {"analysis": "league", "level": level})

    answer = page.context["evidence"]
    assert answer == asked(world, level=level)
    assert answer.result["finding"] in words(page)
    for name in ("evidence-detail", "evidence-svg", "evidence-csv", "evidence-chart"):
        assert client.get(reverse(name, args=[answer.pk])).status_code == 200


def test_without_residents_in_use_the_counts_stand_alone(world):
    with_them = asked(world)
    Slice.objects.filter(source__kind="population").update(is_current=False)

    without = asked(world)

    assert with_them != without
    assert with_them.slices.filter(source__kind="population").exists()
    assert {row["rate_per_1000"] for row in without.result["rows"]} == {None}
    assert [row["count"] for row in without.result["rows"]] == [
        row["count"] for row in with_them.result["rows"]
    ]
    assert without.result["caveats"][0].startswith("No population is in use")


class TestReadersBelowTheBoard:
    def test_no_small_count_is_given_nor_what_would_give_it(self, world):
        answer = asked(world, level="lsoa")

        given = figure(answer, suppress_below=20).result

        whole = answer.result["rows"]
        small = [at for at, row in enumerate(whole) if row["count"] < 20]
        gone = [at for at, row in enumerate(given.rows) if row["count"] is None]
        assert small
        assert set(small) <= set(gone)
        assert len(gone) != 1
        for at in gone:
            told = ("count", "rate_per_1000", "low", "high", "beside_whole")
            assert {given.rows[at][name] for name in told} == {None}

    def test_beside_the_rates_of_the_whole_nothing_more_is_lost(self, world):
        """That no row names the district itself is no count that needs to be kept."""
        question = evidence.ask(partnership=world.partnership, analysis="rates", by=world.analyst)
        answers = [asked(world), evidence.answer(question)]

        hidden = releases.held_back(answers, threshold=2)

        assert hidden[answers[0].pk] == frozenset()

    def test_of_more_areas_than_can_be_weighed_nothing_is_given(self, world, monkeypatch):
        answer = asked(world)
        monkeypatch.setattr(releases, "MOST_AREAS", len(answer.result["rows"]))

        given = figure(answer, suppress_below=5).result

        assert {row["count"] for row in given.rows} == {None}
        assert given.numbers["count"] is None
        (release,) = answer.releases.all()
        assert [SENTENCE, "count"] in release.held_back
        # What comes later is not weighed against it either.
        assert figure(asked(world, level="lsoa"), suppress_below=5).result.rows


def test_a_level_that_there_is_not_is_refused(world):
    with pytest.raises(RuleBroken, match="There is no level street"):
        asked(world, level="street")
