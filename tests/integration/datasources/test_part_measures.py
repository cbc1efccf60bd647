"""A part of a measure, from a partner's file to what is said of it."""

from pathlib import Path

import pytest

from datasources.models import Evidence, Slice, Source
from datasources.operations import counting, evidence, releases
from datasources.presenters import figures
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run

HEADINGS = "Incident number,Date of call,Incident category,Deliberate,LSOA code"


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def fires(world) -> Source:
    return make_source(world.partnership, "fire-incidents", name="Fires", by=world.analyst)


def table(folder: Path, area: str, *flags: str, first: int = 1, group: str = "Fire") -> Path:
    """So many fires of January 2025, each with what its flag says."""
    path = folder / f"fires-{first}.csv"
    rows = [
        f"F{first + at},{13 + at % 15}/01/2025,{group},{flag},{area}"
        for at, flag in enumerate(flags)
    ]
    path.write_text("\n".join([HEADINGS, *rows]) + "\n")
    return path


def total(world, measure: str, **asked: object) -> object:
    question = evidence.ask(
        partnership=world.partnership, analysis="counts", measure=measure, by=None, **asked
    )
    return evidence.answer(question).result["numbers"]["total"]


def area_of(sample) -> str:
    return sample.place.small_areas["lsoa_code"].iloc[0]


def test_a_partners_yes_and_no_are_counted_and_the_rest_is_said(world, fires, sample, tmp_path):
    flags = ("Y", "yes", "TRUE", "Deliberate", "N", "Not deliberate", "maybe", "")
    sent = table(tmp_path, area_of(sample), *flags)

    delivery = receive_and_accept(fires, [sent], by=world.analyst)

    found = [one for one in delivery.findings.all() if one.code == "flags-unknown"]
    assert [(one.count, one.examples) for one in found] == [(1, ["maybe"])]
    assert total(world, "fire-incidents") == 8
    assert total(world, "deliberate-fires") == 4
    answer = Evidence.objects.latest("pk")
    assert (
        "2 of the fires do not say whether they were deliberate, and are counted neither way."
    ) in answer.result["caveats"]


def test_blanks_where_nothing_says_no_are_asked_about(world, fires, sample, tmp_path):
    sent = table(tmp_path, area_of(sample), "Y", "Y", "", "", "")

    delivery = receive_and_read(fires, [sent], by=world.analyst)

    (found,) = [one for one in delivery.findings.all() if one.code == "flags-unknown"]
    assert found.message == (
        "Under “Deliberate” 3 cells are blank and none says no: a blank may mean no, or that it is"
        " not known. Until it is said, blanks are kept as not known."
    )
    assert found.what_to_do == "Say in the layout of this source what a blank means."


def test_slices_from_before_details_were_kept_are_counted_from_their_rows(
    world, fires, sample, tmp_path
):
    receive_and_accept(fires, [table(tmp_path, area_of(sample), "Y", "N")], by=world.analyst)
    of_fires = Slice.objects.filter(source=fires)
    before = counting.details_of(of_fires.get(), None)
    of_fires.update(details_path="", details_shape="")

    assert total(world, "deliberate-fires") == 1
    assert of_fires.get().details_path
    assert counting.details_of(of_fires.get(), None).equals(before)


def test_a_part_is_a_question_of_its_own_and_the_whole_stays_the_one_it_was(
    world, fires, sample, tmp_path
):
    receive_and_accept(fires, [table(tmp_path, area_of(sample), "Y", "N")], by=world.analyst)
    asked = {"partnership": world.partnership, "analysis": "counts", "source": fires, "by": None}

    whole = evidence.ask(**asked)
    named = evidence.ask(**asked, measure="fire-incidents")
    part = evidence.ask(**asked, measure="deliberate-fires")

    assert (whole == named, whole == part) == (True, False)
    assert "measure" not in whole.parameters
    assert evidence.answer(part).result["measure"] == "deliberate-fires"


def test_a_part_of_something_else_is_refused_with_what_there_is(world, fires):
    with pytest.raises(RuleBroken) as asked:
        evidence.ask(
            partnership=world.partnership,
            analysis="counts",
            source=fires,
            measure="hate-crimes",
            by=None,
        )

    assert asked.value.reasons[0].startswith(
        "“hate-crimes” is not counted of “Fires”. What is: Fires and other calls to the fire"
        " service (fire-incidents), Deliberate fires (deliberate-fires)"
    )


def test_where_no_row_says_it_the_command_says_so(world, fires, sample, tmp_path):
    receive_and_accept(fires, [table(tmp_path, area_of(sample), "", "")], by=world.analyst)

    code, reason, _ = refused(
        "answer", "trend", "--partnership", world.partnership.slug, "--measure", "deliberate-fires"
    )

    assert (code, reason.partition(":")[0]) == (1, "Deliberate fires")
    assert "none of the fires says whether they were deliberate" in reason


def test_the_few_that_were_not_deliberate_do_not_follow_from_two_figures(
    world, fires, sample, tmp_path
):
    area = area_of(sample)
    sent = [
        table(tmp_path, area, *["Y"] * 40, *["N"] * 2),
        table(tmp_path, area, *["Y"] * 40, *["N"] * 40, first=200, group="Secondary fire"),
    ]
    receive_and_accept(fires, sent, by=world.analyst)
    answers = []
    for measure in ("fire-incidents", "deliberate-fires"):
        question = evidence.ask(
            partnership=world.partnership, analysis="counts", measure=measure, by=None
        )
        answers.append(evidence.answer(question))

    releases.held_back(answers, threshold=5)

    shown = [
        row["count"]
        for one in answers
        for row in figures.figure(one, suppress_below=5).result.rows
        if row["incident_group"] == "Fire" and row["count"] is not None
    ]
    assert len(shown) < 2


def test_every_part_is_named_by_the_command():
    named = {one["slug"]: one for one in run("measures")}

    assert named["deliberate-fires"]["kind"] == "fire-incidents"
    assert named["deliberate-fires"]["categories"][0] == "Fire"
    assert named["deliberate-fires"]["conditions"] == [
        {
            "deliberate": {"yes": ["yes"], "no": ["no"]},
            "cause": {"yes": ["Deliberate"], "no": ["Accidental"]},
            "incident_group": {
                "yes": ["Deliberate primary fire", "Deliberate secondary fire"],
                "no": [],
            },
        }
    ]
    assert named["police-street"]["conditions"] == []
