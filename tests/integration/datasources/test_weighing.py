"""Harm weights in use, from their file to an answer: whose they are, what is missing or new."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from datasources import kinds, samples
from datasources.models import Evidence, Slice, Source
from datasources.operations import deliveries, evidence, sources, weighing
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run
from tests.integration.datasources.test_evidence import details_of
from tests.integration.reading import words

pytestmark = pytest.mark.django_db
OURS, THEIRS = "Wexshire", "Eastshire"


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def table(folder: Path, rows: list[tuple[str, str, float | str]], version: int = 2026) -> Path:
    """Of (force or blank, crime type, days)."""
    path = folder / f"index-{version}-{len(list(folder.iterdir()))}.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([("force", "crime_type", "cchi_days"), *rows])
    return path


def in_use(world: World, path: Path, **values: object) -> Source:
    source = Source.objects.filter(kind="harm-weights").first()
    source = source or make_source(world.partnership, "harm-weights", by=world.analyst, **values)
    receive_and_accept(source, [path], by=world.analyst)
    return source


def answered(world: World, **values: object) -> Evidence:
    values = {"by": world.analyst, **values}
    question = evidence.ask(partnership=world.partnership, analysis="harm", **values)
    return evidence.answer(question)


def weights_of(answer: Evidence) -> dict[str, float]:
    rows = answer.result["rows"]
    return {row["crime_type"]: row["weight"] for row in rows if row["weight"] is not None}


def both(ours: float = 365.0, theirs: float = 300.0) -> list[tuple[str, str, float]]:
    return [(OURS, "Robbery", ours), (OURS, "Drugs", 3.5), (THEIRS, "Robbery", theirs)]


def test_without_weights_it_is_said_where_to_get_them(world, police):
    with pytest.raises(RuleBroken) as broken:
        answered(world)

    assert broken.value.reasons == [kinds.by_slug("harm-weights").needed]
    assert "Cambridge Crime Harm Index" in broken.value.reasons[0]


def test_of_several_forces_those_of_the_one_that_recorded_the_rows_are_taken(
    world, police, tmp_path
):
    in_use(world, table(tmp_path, both()), name="The index")

    answer = answered(world)

    assert weights_of(answer) == {"Robbery": 365.0, "Drugs": 3.5}
    assert (
        "Harm is the number of each type times its weight in days: The index, version 2026, for the"
        " crimes of Wexshire. Both years are weighed alike, so that a change in harm is one in what"
        " was recorded."
    ) in answer.result["caveats"]
    assert [(one["kind"], one["period"]) for one in answer.sources] == [
        ("police-street", "2024-01 to 2025-12"),
        ("area-look-up", "2024"),
        ("harm-weights", "2026"),
    ]
    assert answer.slices.filter(source__kind="harm-weights").count() == 1


def test_the_order_of_the_forces_settles_nothing(world, police, tmp_path):
    in_use(world, table(tmp_path, [*reversed(both())]))

    assert weights_of(answered(world)) == {"Robbery": 365.0, "Drugs": 3.5}


def test_a_new_version_makes_a_new_answer_beside_the_old_one(world, police, tmp_path):
    in_use(world, table(tmp_path, both()))
    old = answered(world)

    assert answered(world) == old
    in_use(world, table(tmp_path, both(ours=400.0), version=2027))
    new = answered(world)

    assert new != old
    assert (weights_of(old)["Robbery"], weights_of(new)["Robbery"]) == (365.0, 400.0)
    assert [one["period"] for one in new.sources if one["kind"] == "harm-weights"] == ["2027"]


def test_a_kept_question_is_answered_anew_with_new_weights(world, police, tmp_path):
    source = in_use(world, table(tmp_path, both()))
    old = answered(world, keep=True)

    receive_and_accept(source, [table(tmp_path, both(ours=400.0), version=2027)], by=world.analyst)
    evidence.refresh(source.pk)

    assert old.question.evidence.count() == 2


def test_of_no_force_known_a_person_is_told_what_to_send(world, police, tmp_path):
    rows = [(force, "Robbery", 300.0) for force in (THEIRS, "Northshire")]
    in_use(world, table(tmp_path, rows), name="The index")

    code, reason, _ = refused("answer", "harm", "--partnership", world.partnership.slug)

    assert (code, reason) == (
        1,
        "The harm weights in use (The index, 2026) are of 2 forces (Eastshire and Northshire), and"
        " which of them recorded what is counted here is not known. Send a table with the weights"
        " of your own force alone, or take the look-up of partnerships and police forces into use,"
        " which says whose the area is.",
    )


def test_two_names_of_one_force_are_not_told_apart(world, police, tmp_path):
    rows = [(OURS, "Robbery", 365.0), ("Wexshire Police", "Robbery", 300.0)]
    in_use(world, table(tmp_path, rows))

    with pytest.raises(RuleBroken, match="are of 2 forces"):
        answered(world)


def test_the_look_up_says_whose_the_area_is_where_rows_do_not(world, police, sample, tmp_path):
    in_use(world, table(tmp_path, [(force, "Robbery", 300.0) for force in (THEIRS, "Northshire")]))
    districts = sorted(sample.place.small_areas["lad_code"].unique())
    path = tmp_path / "forces-2024.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ("LAD24CD", "LAD24NM", "CSP24CD", "CSP24NM", "PFA24CD", "PFA24NM"),
                (districts[0], "Wexmere", "X22000001", "Wexmere", "X23000001", "Eastshire"),
                (districts[1], "Next", "X22000002", "Next", "X23000002", "Northshire"),
            ]
        )
    look_up = make_source(world.partnership, "partnership-look-up", by=world.analyst)
    receive_and_accept(look_up, [path], by=world.analyst)

    ours, ward = (
        answered(world, area_code=code)
        for code in (districts[0], sample.place.small_areas["ward_code"].iloc[0])
    )
    next_door = answered(world, area_code=districts[1])

    assert "for the crimes of Eastshire" in ours.result["caveats"][0]
    assert "for the crimes of Eastshire" in ward.result["caveats"][0]
    assert "for the crimes of Northshire" in next_door.result["caveats"][0]
    assert "partnership-look-up" in [one["kind"] for one in ours.sources]
    with pytest.raises(RuleBroken, match="are of 2 forces"):
        answered(world, area_code=districts[2])
    weights, forces = (
        Slice.objects.current().get(source__kind=kind)
        for kind in ("harm-weights", "partnership-look-up")
    )
    with pytest.raises(RuleBroken, match="are of 2 forces"):
        weighing.of(weights, [], forces, lambda: frozenset({districts[0], districts[2]}))
    with pytest.raises(RuleBroken, match="look-up does not hold X99999999"):
        answered(world, area_code="X99999999")


def test_the_provider_says_it_where_nothing_else_does(world, police, tmp_path):
    in_use(world, table(tmp_path, [(force, "Robbery", 300.0) for force in (THEIRS, "Northshire")]))
    details = details_of(police)
    told = []

    for publisher in ("Northshire Constabulary", "Eastshire Police"):
        named = replace(details, provider=None, publisher=publisher)
        sources.change(source=police, details=named, by=world.analyst)
        told.append(answered(world).result["caveats"][0])

    assert "for the crimes of Northshire" in told[0]
    assert "for the crimes of Eastshire" in told[1]


def test_weights_of_one_other_force_are_taken_and_it_is_said(world, police, tmp_path):
    in_use(world, table(tmp_path, [(THEIRS, "Robbery", 300.0)]))

    answer = answered(world)

    assert weights_of(answer) == {"Robbery": 300.0}
    assert any(
        one.startswith("What is counted was recorded by Wexshire Constabulary, and the weights are")
        for one in answer.result["caveats"]
    )


def test_of_rows_that_do_not_all_say_who_recorded_them_it_is_not_known(
    world, police, sample, tmp_path
):
    in_use(world, table(tmp_path, [(THEIRS, "Robbery", 300.0)]))
    newest = sample.street[-1]
    unsaid = tmp_path / newest.name
    unsaid.write_text(newest.read_text().replace("Wexshire Constabulary", ""))
    delivery = receive_and_read(police, [unsaid], by=world.analyst)
    doubts = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    deliveries.accept(delivery=delivery, despite=doubts, by=world.analyst)

    answer = answered(world)

    assert weights_of(answer) == {"Robbery": 300.0}
    assert "was recorded by" not in " ".join(answer.result["caveats"])


def test_what_stands_for_no_force_holds_where_the_force_has_none(world, police, tmp_path):
    in_use(world, table(tmp_path, [*both(), ("", "Drugs", 9.0), ("", "Shoplifting", 1.0)]))

    assert weights_of(answered(world)) == {"Robbery": 365.0, "Drugs": 3.5, "Shoplifting": 1.0}


def test_weights_of_no_force_need_nobody(world, police, tmp_path):
    rows = [("", "Robbery", 365.0), ("", "Drugs", "")]
    rows += [("", "Made up by Priya", 9.0), ("", "And another", 8.0)]
    in_use(world, table(tmp_path, rows))

    answer = answered(world)

    assert weights_of(answer) == {"Robbery": 365.0}
    assert "Priya" not in str(answer.result)
    assert "The table of weights says several" not in str(answer.result)


def test_the_generated_sample_answers_on_the_command_line_and_on_pages(
    world, police, sample, sign_in, tmp_path
):
    kind = kinds.by_slug("harm-weights")
    source = make_source(world.partnership, kind.slug, by=world.analyst)
    files = samples.write_sample(tmp_path, kind, sample.place, ("2025-12",), seed=4)
    receive_and_accept(source, files, by=world.analyst)

    told = run("answer", "harm", "--partnership", world.partnership.slug)
    ward = sample.place.small_areas.iloc[0]["ward_code"]
    smaller = run(
        *("answer", "harm", "--partnership", world.partnership.slug, "--area", ward),
        *("--from", "2025-01", "--to", "2025-06"),
    )
    client = sign_in(world.analyst)
    page = client.get(Evidence.objects.get(pk=told["evidence"]).get_absolute_url())

    assert told["finding"].startswith("By number the largest in the year to December 2025 is ")
    assert smaller["area_code"] == ward
    assert "6 months to June 2025" in smaller["finding"]
    assert told["finding"] in words(page)
    assert "All types with a weight" in words(page)
