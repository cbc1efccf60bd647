"""Wards of one name in two councils are told apart wherever they are named."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from datasources import frames, presenters
from datasources.models import Evidence
from datasources.operations import evidence
from datasources.presenters import areas
from datasources.presenters.figures import title
from datasources.samples import Sample
from partnerships.models import PartnershipArea
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World, make_world
from tests.integration.reading import words

HERE, THERE = BOTH = ("X07000001", "X07000002")


def with_namesakes(sample: Sample, folder: Path) -> tuple[Path, dict[str, str]]:
    """The look-up with one ward of each council called Abbey; and their codes by council."""
    with sample.lookup.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wards = {row["ltla24_code"]: row["ward24_code"] for row in rows if row["ltla24_code"] in BOTH}
    for row in rows:
        if row["ward24_code"] in wards.values():
            row["ward24_name"] = "Abbey"
    path = folder / sample.lookup.name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path, wards


@pytest.fixture(scope="module")
def prepared(prepare, sample, tmp_path_factory) -> tuple[World, dict[str, str]]:
    def made() -> tuple[World, dict[str, str]]:
        world = make_world()
        PartnershipArea.objects.create(partnership=world.partnership, code=THERE)
        path, wards = with_namesakes(sample, tmp_path_factory.mktemp("namesakes"))
        look_up = make_source(world.partnership, "area-look-up", by=world.analyst)
        receive_and_accept(look_up, [path], by=world.analyst)
        police = make_source(world.partnership, by=world.analyst)
        receive_and_accept(police, sample.street, by=world.analyst)
        return world, wards

    return prepare(made)


@pytest.fixture
def world(prepared, fresh) -> World:
    return fresh(prepared[0])


@pytest.fixture
def wards(prepared) -> dict[str, str]:
    return prepared[1]


def answered(world: World, ward: str) -> Evidence:
    return evidence.answer(
        evidence.ask(
            partnership=world.partnership,
            analysis="counts",
            area_code=ward,
            period_from="2025-12",
            period_to="2025-12",
            by=world.analyst,
        )
    )


def test_sentences_titles_and_source_lines_name_the_council(world, wards):
    answers = {council: answered(world, ward) for council, ward in wards.items()}
    names = {HERE: "Abbey (Wexmere)", THERE: "Abbey (Harrowby Vale)"}

    for council, answer in answers.items():
        figure = presenters.figure(answer, suppress_below=None)
        assert answer.result["area_name"] == names[council]
        assert names[council] in answer.result["finding"]
        assert names[council] in figure.source_line
        assert title(answer).endswith(names[council])


def test_the_table_and_its_csv_say_which_of_them_it_is(world, wards, sign_in):
    client = sign_in(world.analyst)
    shown = {}
    for council, ward in wards.items():
        answer = answered(world, ward)
        page = client.get(answer.get_absolute_url())
        saved = client.get(reverse("evidence-csv", args=[answer.pk]))
        text = (b"".join(saved.streaming_content) if saved.streaming else saved.content).decode(
            "utf-8-sig"
        )
        shown[council] = (
            "Abbey (Wexmere)" in words(page),
            {row["area_code"] for row in csv.DictReader(text.splitlines())},
        )

    assert shown == {HERE: (True, {wards[HERE]}), THERE: (False, {wards[THERE]})}


def test_the_list_of_areas_tells_them_apart_by_name_and_leaves_others_alone(world, wards):
    names = {
        code: name for _, choices in areas.choices(world.partnership)[1:] for code, name in choices
    }

    assert (names[wards[HERE]], names[wards[THERE]]) == (
        "Abbey (Wexmere)",
        "Abbey (Harrowby Vale)",
    )
    assert [name for name in names.values() if name.startswith("Abbey")] == [
        "Abbey (Wexmere)",
        "Abbey (Harrowby Vale)",
    ]


def test_a_partner_s_ward_is_asked_about_and_taken_with_its_council_beside_it(
    world, wards, tmp_path
):
    rows = {
        "21/12/2025": "Abbey",
        "22/12/2025": "Abbey (Harrowby Vale)",
        "23/12/2025": "Abbey, Wexmere",
    }
    path = tmp_path / "asb.csv"
    lines = [f'{day},Noise,"{ward}"' for day, ward in rows.items()]
    path.write_text("\n".join(["Date reported,Type,Ward", *lines]) + "\n")
    source = make_source(world.partnership, "asb-incidents", by=world.analyst)

    delivery = receive_and_read(source, [path], by=world.analyst)

    told = delivery.findings.get(code="places-of-one-name")
    assert told.count == 1
    placed = frames.load(delivery.slices.get().path)["area_code"].astype(object)
    assert placed.where(placed.notna(), None).tolist() == [None, wards[THERE], wards[HERE]]
