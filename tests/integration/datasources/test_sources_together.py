"""Two sources of one kind counted as one: what stands in both counts once, or is asked about."""

from pathlib import Path

import pytest
from django.urls import reverse

from datasources.models import Evidence, Source
from datasources.operations import counting, deliveries, evidence, joining, releases
from datasources.presenters import figures
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive_and_read
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run
from tests.integration.reading import words

pytestmark = pytest.mark.slow

HEADINGS = "Incident number,Date of call,Incident category,Deliberate,LSOA code"
Fire = tuple[str, str, str, str]
"""Reference, day, type, whether deliberate."""


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def county(world) -> Source:
    return fire_source(world, "county", "County")


@pytest.fixture
def railway(world) -> Source:
    return fire_source(world, "railway", "Railway")


def fire_source(world, slug: str, name: str) -> Source:
    return make_source(world.partnership, "fire-incidents", slug=slug, name=name, by=world.analyst)


@pytest.fixture
def send(world, sample, tmp_path):
    area = sample.place.small_areas["lsoa_code"].iloc[0]

    def sent(source: Source, *rows: Fire) -> None:
        path: Path = tmp_path / f"{source.slug}.csv"
        lines = [",".join((*row, area)) for row in rows]
        path.write_text("\n".join([HEADINGS, *lines]) + "\n")
        accept(source, path, world)

    return sent


def accept(source: Source, path: Path, world) -> None:
    """Few rows for a month look like a part of it: they are taken all the same."""
    delivery = receive_and_read(source, [path], by=world.analyst)
    despite = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    deliveries.accept(delivery=delivery, despite=despite, by=world.analyst)


def ask(world, analysis: str = "counts", **said: object):
    said = {"measure": "fire-incidents", **said}
    return evidence.ask(
        partnership=world.partnership, analysis=analysis, together=True, by=None, **said
    )


def total(world, **said: object) -> object:
    return evidence.answer(ask(world, **said)).result["numbers"]["total"]


def test_rows_of_both_are_counted_and_both_are_named(world, county, railway, send):
    send(county, ("A1", "14/01/2025", "Fire", "Y"), ("A2", "15/01/2025", "Fire", "N"))
    send(railway, ("B1", "16/01/2025", "Fire", "Y"))

    answer = evidence.answer(ask(world))

    assert answer.result["numbers"]["total"] == 3
    assert "shared" not in answer.result
    assert [(one["name"], one["period"]) for one in answer.sources] == [
        ("County", "2025-01"),
        ("Railway", "2025-01"),
        ("Area look-up", answer.sources[2]["period"]),
    ]
    assert total(world, measure="deliberate-fires") == 2


def test_one_reference_in_both_counts_once(world, county, railway, send):
    both = ("A1", "14/01/2025", "Fire", "Y")
    send(county, both, ("A2", "15/01/2025", "Fire", "N"))
    send(railway, both, ("B1", "16/01/2025", "Fire", "Y"))

    answer = evidence.answer(ask(world))

    assert (answer.result["numbers"]["total"], answer.result["shared"]) == (3, 1)
    assert answer.result["caveats"][0] == (
        "1 row stands in more than one of the sources under the same reference, and the same in"
        " all: counted once."
    )
    assert total(world, measure="deliberate-fires") == 2


def test_one_reference_with_two_accounts_is_asked_about(world, county, railway, send):
    send(county, ("A1", "14/01/2025", "Fire", "Y"))
    send(railway, ("A1", "14/01/2025", "Fire", "N"))

    with pytest.raises(RuleBroken) as asked:
        total(world)

    assert asked.value.reasons == [
        "1 reference stands in more than one of “County” and “Railway”, each time with another"
        " date, area or type (January 2025). Which is right cannot be told. Ask one of them, or"
        " have the senders settle it."
    ]


def test_rows_without_a_reference_that_are_alike_are_asked_about(world, county, railway, send):
    alike = ("", "14/01/2025", "Fire", "Y")
    send(county, alike, alike, ("", "15/01/2025", "Fire", "N"))
    send(railway, alike, ("B1", "16/01/2025", "Fire", "Y"))

    with pytest.raises(RuleBroken) as asked:
        total(world)

    assert asked.value.reasons == [
        "1 row without a reference is alike in “County” and “Railway” (January 2025). Whether they"
        " are the same events cannot be told. Say whether they are counted once or each, or ask one"
        " of the sources."
    ]
    assert total(world, alike="once") == 4
    assert total(world, alike="apart") == 5
    said = [one.result["caveats"][0] for one in Evidence.objects.order_by("pk")][-2:]
    assert [one.rpartition(": ")[2] for one in said] == [
        "counted once, as was said.",
        "counted each time, as was said.",
    ]
    with pytest.raises(RuleBroken, match="counted once or apart"):
        ask(world, alike="perhaps")


def test_a_month_that_one_of_them_lacks_is_said_and_not_counted(world, county, railway, send):
    send(
        county,
        ("A1", "14/01/2025", "Fire", "Y"),
        ("A2", "14/02/2025", "Fire", "Y"),
        ("A3", "14/03/2025", "Fire", "Y"),
    )
    send(railway, ("B1", "16/01/2025", "Fire", "Y"), ("B2", "16/03/2025", "Fire", "Y"))

    answer = evidence.answer(ask(world))

    assert answer.result["numbers"] == {"total": 4, "months": 2}
    assert answer.result["caveats"][0] == (
        "February 2025: “County” has data and another of the sources has none, so what there was in"
        " all is not known and is not counted here."
    )


def test_sources_without_a_month_in_common_are_refused(world, county, railway, send):
    send(county, ("A1", "14/01/2025", "Fire", "Y"))
    send(railway, ("B1", "16/02/2025", "Fire", "Y"))

    with pytest.raises(RuleBroken, match="have no period in common"):
        total(world)


def test_a_new_source_is_counted_by_the_same_question(world, county, railway, send):
    send(county, ("A1", "14/01/2025", "Fire", "Y"))
    send(railway, ("B1", "16/01/2025", "Fire", "Y"))
    question = ask(world)
    assert evidence.answer(question).result["numbers"]["total"] == 2
    third = fire_source(world, "port", "Port")

    send(third, ("C1", "17/01/2025", "Fire", "Y"))

    assert evidence.answer(question).result["numbers"]["total"] == 3


def test_of_each_alone_and_together_no_few_follow(world, county, railway, send):
    """The railway's two are what is left of all without the county's."""
    send(county, *((f"A{at}", f"{13 + at % 15}/01/2025", "Fire", "Y") for at in range(40)))
    send(railway, *((f"B{at}", f"{13 + at}/01/2025", "Fire", "Y") for at in range(2)))
    alone = evidence.ask(partnership=world.partnership, analysis="counts", source=county, by=None)
    answers = [evidence.answer(alone), evidence.answer(ask(world))]

    releases.held_back(answers, threshold=5)

    shown = [figures.figure(one, suppress_below=5).result.numbers["total"] for one in answers]
    assert None in shown


def test_of_an_answer_with_shared_rows_readers_are_told_no_count(world, county, railway, send):
    many = [(f"A{at}", f"{13 + at % 15}/01/2025", "Fire", "Y") for at in range(40)]
    send(county, *many)
    send(railway, *many[:20], *((f"B{at}", "14/01/2025", "Fire", "Y") for at in range(20)))

    shown = figures.figure(evidence.answer(ask(world)), suppress_below=5).result

    assert shown.numbers["total"] is None
    assert {row["count"] for row in shown.rows} == {None}


def numbers(source: Source, world, folder: Path, *rows: tuple[str, str, int]) -> None:
    path = folder / f"{source.slug}.csv"
    lines = [f"January 2025,{area},{group},{number}" for area, group, number in rows]
    path.write_text("\n".join(["Period,Area code,Offence group,Number", *lines]) + "\n")
    accept(source, path, world)


def test_numbers_of_one_area_and_type_in_two_sources_are_never_added_up(world, sample, tmp_path):
    """Those of two wards are joined; two of one ward are asked about."""
    wards = sorted(set(sample.place.small_areas.query("lad_code == 'X07000001'")["ward_code"]))
    one, other = (
        make_source(world.partnership, "counts", slug=slug, name=slug, by=world.analyst)
        for slug in ("one", "other")
    )
    numbers(one, world, tmp_path, *((ward, "Robbery", 7) for ward in wards[1:]))
    numbers(other, world, tmp_path, (wards[0], "Robbery", 5))

    assert total(world, measure="counts") == 7 * (len(wards) - 1) + 5
    third = make_source(world.partnership, "counts", slug="third", name="third", by=world.analyst)
    numbers(third, world, tmp_path, (wards[0], "Robbery", 5))
    with pytest.raises(RuleBroken) as asked:
        total(world, measure="counts", alike="once")

    assert asked.value.reasons == [
        "“one”, “other” and “third” both give numbers of the same areas and types (January 2025):"
        " 1 of them. Numbers of one thing are never added up. Ask one of them."
    ]


def test_in_explore_one_or_all_may_be_chosen(world, county, railway, send, sign_in):
    both = ("", "14/01/2025", "Fire", "Y")
    send(county, both)
    send(railway, both)
    client = sign_in(world.officer)
    address = reverse("explore", args=[world.partnership.slug])

    page = client.get(address)
    said = {"analysis": "counts", "source": "+fire-incidents:deliberate-fires"}
    asked = client.get(address, said)
    once = client.get(address, {**said, "alike": "once"})

    groups = dict(page.context["form"].fields["source"].choices[1:])
    assert groups["County and Railway, counted together"][0] == (
        "+fire-incidents",
        "All: Fires and other calls to the fire service (all together)",
    )
    assert "Say whether they are counted once or each" in words(asked)
    assert once.context["evidence"].result["numbers"]["total"] == 1
    assert "Source: County (robustness: not reviewed yet); Railway (robustness" in words(once)


def test_the_command_counts_them_together(world, county, railway, send):
    both = ("", "14/01/2025", "Fire", "Y")
    send(county, both)
    send(railway, both)
    here = ["--partnership", world.partnership.slug, "--measure", "fire-incidents"]

    code, reason, _ = refused("answer", "counts", *here, "--together")
    apart = run("answer", "counts", *here, "--together", "--alike", "apart")
    alone = run("answer", "counts", *here, "--source", "railway")

    assert (code, "Say whether they are counted once or each" in reason) == (1, True)
    assert (apart["numbers"]["total"], alone["numbers"]["total"]) == (2, 1)
    assert [one["name"] for one in apart["sources"]][:2] == ["County", "Railway"]


def test_every_source_s_tally_stays_its_own(world, county, railway, send):
    both = ("A1", "14/01/2025", "Fire", "Y")
    send(county, both)
    send(railway, both)
    total(world)

    for source in (county, railway):
        (one,) = source.slices.current()
        assert int(counting.tally_of(one, None)["count"].sum()) == 1
    assert set(joining.ALIKE) == {"once", "apart"}
