"""Measures that an analyst composes: ticked, counted, saved, changed, retired, and never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from datasources import kinds
from datasources.kinds import composing
from datasources.models import ComposedMeasure, Evidence, MeasureVersion, Source
from datasources.operations import (
    counting,
    currency,
    evidence,
    holdings,
    measures,
    readings,
    releases,
)
from datasources.operations.measures import Definition
from datasources.presenters import figures
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.data import make_source, receive_and_accept
from tests.factories.people import World, make_world
from tests.integration.datasources.commands import refused, run
from tests.integration.reading import words

pytestmark = pytest.mark.slow

THEFT = Definition("Theft", "thefts", ("Bicycle theft", "Shoplifting"))
WIDER = Definition("Theft", "thefts", ("Bicycle theft", "Burglary", "Shoplifting"))


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def police(world: World) -> Source:
    return Source.objects.get(kind="police-street")


@pytest.fixture
def theft(world: World) -> ComposedMeasure:
    return compose(world, THEFT)


def compose(world, definition: Definition, kind: str = "police-street") -> ComposedMeasure:
    return measures.compose(
        partnership=world.partnership, kind=kind, definition=definition, by=world.analyst
    )


def ask(world, measure: str, analysis: str = "counts", **said: object):
    return evidence.ask(
        partnership=world.partnership, analysis=analysis, measure=measure, by=None, **said
    )


def naively(source: Source, words_: tuple[str, ...], areas: set[str]) -> int:
    """How many rows of these types lie in these small areas, tally by tally."""
    counted = 0
    for one in source.slices.current():
        for line in counting.tally_of(one, None).itertuples():
            if line.category in words_ and line.area_code in areas:
                counted += line.count
    return counted


@pytest.mark.parametrize("analysis", ["counts", "trend", "change", "rates"])
def test_each_analysis_answers_for_it(world, police, theft, sample, analysis):
    answer = evidence.answer(ask(world, "theft", analysis))
    frame = sample.place.small_areas
    here = set(frame.loc[frame["lad_code"] == "X07000001", "lsoa_code"])

    assert answer.result["measure"] == "theft"
    assert answer.result["composed"]["version"] == 1
    if analysis == "counts":
        assert answer.result["numbers"]["total"] == naively(police, THEFT.categories, here)
        assert {row["crime_type"] for row in answer.result["rows"]} == set(THEFT.categories)
        assert "thefts were recorded in Wexmere" in answer.result["finding"]


def test_a_changed_definition_is_a_new_version_and_old_answers_keep_theirs(world, theft, sign_in):
    old = evidence.answer(ask(world, "theft"))

    version = measures.change(measure=theft, definition=WIDER, by=world.analyst)
    new = evidence.answer(ask(world, "theft"))

    assert (old.question, version.number) == (new.question, 2)
    assert [one.result["composed"]["version"] for one in (old, new)] == [1, 2]
    assert old.result["numbers"]["total"] < new.result["numbers"]["total"]
    assert currency.standings([old.pk, new.pk])[old.pk].words == "A newer answer stands"
    assert not currency.standings([new.pk])[new.pk].is_overtaken
    assert currency.in_use([old.question_id]) == {old.question_id: new.pk}
    page = words(sign_in(world.officer).get(old.get_absolute_url()))
    assert "Counted as version 1 of Theft : Crime type: Bicycle theft and Shoplifting." in page
    assert "What it counts was changed since: version 2 is asked now." in page


def test_back_to_what_it_was_is_a_version_of_its_own(world, theft):
    first = evidence.answer(ask(world, "theft"))
    measures.change(measure=theft, definition=WIDER, by=world.analyst)

    measures.change(measure=theft, definition=THEFT, by=world.analyst)
    third = evidence.answer(ask(world, "theft"))

    assert third != first
    assert third.result["numbers"] == first.result["numbers"]
    assert third.result["composed"]["version"] == 3


def test_the_same_said_again_is_no_new_version(world, theft):
    assert measures.change(measure=theft, definition=THEFT, by=world.analyst).number == 1
    assert MeasureVersion.objects.count() == 1


def test_who_composed_and_changed_it_is_on_the_trail(world, theft):
    measures.change(measure=theft, definition=WIDER, by=world.analyst)
    measures.retire(measure=theft, reason="Not used.", by=world.analyst)

    entries = TrailEntry.objects.filter(verb__startswith="measure.").order_by("pk")
    assert [(one.verb, one.actor_pk) for one in entries] == [
        ("measure.composed", world.analyst.pk),
        ("measure.changed", world.analyst.pk),
        ("measure.retired", world.analyst.pk),
    ]
    assert entries[1].before["categories"] == ["Bicycle theft", "Shoplifting"]
    assert entries[1].after["categories"] == ["Bicycle theft", "Burglary", "Shoplifting"]


def test_a_retired_one_is_asked_no_more_and_its_answers_stay(world, theft, sign_in):
    answer = evidence.answer(ask(world, "theft", keep=True))

    measures.retire(measure=theft, reason="Burglary is meant as well.", by=world.analyst)

    with pytest.raises(RuleBroken, match="There is no measure called theft"):
        ask(world, "theft")
    with pytest.raises(RuleBroken, match="“theft” is counted no more"):
        evidence.answer(answer.question)
    shown = sign_in(world.officer).get(answer.get_absolute_url())
    assert answer.result["finding"] in words(shown)
    assert "The measure is retired." in words(shown)
    assert figures.figure(answer, suppress_below=5).table.rows
    for twice in (
        lambda: measures.retire(measure=theft, reason="Again.", by=world.analyst),
        lambda: measures.change(measure=theft, definition=WIDER, by=world.analyst),
    ):
        with pytest.raises(RuleBroken, match="“Theft” is retired"):
            twice()


def test_the_kept_question_is_answered_anew_when_it_is_changed(world, police, theft):
    """The sweep rings for it as well, until it was answered."""
    question = ask(world, "theft", keep=True)
    evidence.answer(question)

    measures.change(measure=theft, definition=WIDER, by=world.analyst)
    rung = readings._sources_of_changed_measures()
    evidence.refresh(police.pk)

    assert (rung, readings._sources_of_changed_measures()) == ([police.pk], [])
    found = [one.result["composed"]["version"] for one in question.evidence.order_by("pk")]
    assert found == [1, 2]


def test_a_category_that_a_later_file_brings_is_said_and_not_counted(
    world, theft, police, tmp_path
):
    """Composed when no drugs were in the data: what was never seen was never decided on."""
    version = theft.versions.get()
    seen = [one for one in version.content["known"] if one != "Drugs"]
    version.content = {**version.content, "known": seen}
    version.save()

    answer = evidence.answer(ask(world, "theft"))

    assert (
        "“Drugs” came into the data after this measure was composed, and is not counted in it."
    ) in answer.result["caveats"]
    measures.change(measure=theft, definition=THEFT, by=world.analyst)
    later = evidence.answer(ask(world, "theft"))
    assert not any("came into the data" in one for one in later.result["caveats"])


def test_flags_and_categories_are_ticked_together(world, sample, tmp_path):
    source = make_source(world.partnership, "fire-incidents", name="Fires", by=world.analyst)
    area = sample.place.small_areas["lsoa_code"].iloc[0]
    rows = [
        ("Fire", "Y", "Dwelling"),
        ("Fire", "N", "Dwelling"),
        ("Fire", "Y", "Outdoor"),
        ("Fire", "", "Dwelling"),
        ("False alarm", "Y", "Dwelling"),
    ]
    path = tmp_path / "fires.csv"
    path.write_text(
        "Incident number,Date of call,Incident category,Deliberate,Property category,LSOA code\n"
        + "".join(
            f"F{at},{13 + at}/01/2025,{group},{flag},{sort},{area}\n"
            for at, (group, flag, sort) in enumerate(rows)
        )
    )
    receive_and_accept(source, [path], by=world.analyst)
    definition = Definition(
        "Arson at home",
        "fires set at home",
        ("Fire",),
        {"deliberate": ("yes",), "property": ("Dwelling",), "cause": ()},
    )

    compose(world, definition, "fire-incidents")
    answer = evidence.answer(ask(world, "arson-at-home"))

    assert answer.result["numbers"]["total"] == 1
    assert (
        "1 of the incidents does not say what stands under “Deliberate” and “Property category”,"
        " and are counted neither way."
    ) in answer.result["caveats"]


def test_what_is_left_of_the_whole_does_not_follow_from_a_composed_part(world, police):
    """All types but one: the one that is left is few in some months."""
    every = kinds.by_slug("police-street").measures[0].categories
    compose(world, Definition("All but robbery", "other crimes", tuple(set(every) - {"Robbery"})))
    said = {"period_from": "2025-12", "period_to": "2025-12"}
    whole, part = (
        evidence.answer(ask(world, measure, **said))
        for measure in ("police-street", "all-but-robbery")
    )
    left = whole.result["numbers"]["total"] - part.result["numbers"]["total"]
    assert left < 5

    releases.held_back([whole, part], threshold=5)

    shown = [figures.figure(one, suppress_below=5).result.numbers["total"] for one in (whole, part)]
    assert None in shown


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        (Definition("", "thefts", ("Burglary",)), "Give the measure a name."),
        (Definition("A", "", ("Burglary",)), "Say what it counts"),
        (Definition("A" * 121, "thefts", ("Burglary",)), "longer than 120 letters"),
        (Definition("A", "t" * 81, ("Burglary",)), "more than 80 letters"),
        (Definition("A", "thefts"), "Tick what is counted"),
        (Definition("A", "thefts", ("Kites",)), "“Kites” is no category"),
        (Definition("A", "thefts", ("Burglary",), {"kite": ("yes",)}), "no column “kite”"),
        (Definition("theft", "thefts", ("Burglary",)), "a measure called “theft” already"),
        (
            Definition("Hate crimes", "thefts", ("Burglary",)),
            None,
        ),
        (
            Definition("deliberate FIRES", "thefts", ("Burglary",)),
            "a measure called “deliberate FIRES” already",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(world, theft, definition, reason):
    if reason is None:
        assert compose(world, definition).slug == "hate-crimes-2"
        return
    with pytest.raises(RuleBroken) as refusal:
        compose(world, definition)

    assert any(reason in one for one in refusal.value.reasons)
    assert ComposedMeasure.objects.count() == 1


def test_words_of_a_column_are_checked(world):
    with pytest.raises(RuleBroken, match="“Deliberate” never holds perhaps"):
        compose(
            world,
            Definition("A", "fires", ("Fire",), {"deliberate": ("perhaps",)}),
            "fire-incidents",
        )


def test_of_a_kind_that_is_not_counted_nothing_is_composed(world):
    with pytest.raises(RuleBroken, match="Nothing is counted of “population”"):
        compose(world, THEFT, "population")


def test_one_whose_kind_is_counted_no_more_is_changed_no_more(world, theft):
    ComposedMeasure.objects.update(kind="kites")
    theft.refresh_from_db()

    with pytest.raises(RuleBroken, match="Nothing is counted of “kites”"):
        measures.change(measure=theft, definition=WIDER, by=world.analyst)


def test_an_officer_composes_none(world):
    with pytest.raises(PermissionDenied):
        measures.compose(
            partnership=world.partnership,
            kind="police-street",
            definition=THEFT,
            by=world.officer,
        )


def test_of_another_partnership_it_is_unknown(world, theft, sign_in):
    other = make_world("other")

    page = sign_in(other.analyst).get(theft.get_absolute_url())

    assert page.status_code == 404
    assert holdings.own_measures(other.partnership) == []
    assert not ComposedMeasure.objects.visible_to(other.analyst).exists()
    assert not MeasureVersion.objects.visible_to(other.analyst).exists()
    assert MeasureVersion.objects.visible_to(world.officer).count() == 1


class TestPages:
    def address(self, world) -> str:
        return reverse("measure-create", args=[world.partnership.slug]) + "?kind=police-street"

    def test_it_is_counted_at_once_and_saved_by_another_button(self, world, police, sign_in):
        client = sign_in(world.analyst)
        ticked = {"label": "", "unit": "", "categories": ["Burglary", "Robbery"]}

        begun = client.get(self.address(world))
        counted = client.post(self.address(world), {**ticked, "count": "yes"})
        saved = client.post(
            self.address(world), {**ticked, "label": "Serious", "unit": "serious crimes"}
        )

        assert "Tick what belongs together" in words(begun)
        assert counted.status_code == 200
        (count,) = counted.context["counts"]
        assert len(count.table.rows) == 24
        assert [column.label for column in count.table.columns] == ["Month", "All rows"]
        assert "rows" in count.finding
        assert not any("came into the data" in one for one in count.caveats)
        measure = ComposedMeasure.objects.get()
        assert (measure.slug, saved["Location"]) == ("serious", measure.get_absolute_url())

    def test_nothing_ticked_is_said_and_what_was_typed_stays(self, world, sign_in):
        client = sign_in(world.analyst)

        page = client.post(self.address(world), {"label": "Serious", "unit": "crimes"})

        assert page.status_code == 422
        assert "Tick what is counted" in words(page)
        assert page.context["form"]["label"].value() == "Serious"
        assert not ComposedMeasure.objects.exists()

    def test_first_it_is_asked_of_what(self, world, police, sign_in):
        page = sign_in(world.analyst).get(reverse("measure-create", args=[world.partnership.slug]))

        assert [name for name, _ in page.context["form"].fields["kind"].choices] == [
            "police-street"
        ]

    def test_it_is_changed_listed_asked_and_retired(self, world, theft, sign_in):
        client = sign_in(world.analyst)
        slug = world.partnership.slug
        edit = reverse("measure-edit", args=[slug, "theft"])

        begun = client.get(edit)
        changed = client.post(
            edit, {"label": "Theft", "unit": "thefts", "categories": list(WIDER.categories)},
            follow=True,
        )  # fmt: skip
        asked = client.get(reverse("explore", args=[slug]) + changed.context["query"])
        unsaid = client.post(reverse("measure-retire", args=[slug, "theft"]), {"reason": ""})
        retired = client.post(
            reverse("measure-retire", args=[slug, "theft"]), {"reason": "Done."}, follow=True
        )
        refused_page = client.get(edit, follow=True)
        listed = client.get(reverse("measure-list", args=[slug]))

        assert begun.context["form"]["categories"].value() == list(THEFT.categories)
        assert [one.number for one in changed.context["versions"]] == [2, 1]
        assert asked.context["evidence"].result["measure"] == "theft"
        assert (unsaid.status_code, "Say why it is retired" in words(unsaid)) == (422, True)
        assert "What was answered with it stays" in words(retired)
        assert "“Theft” is retired" in words(refused_page)
        assert "Theft Retired" in words(listed)

    def test_a_measure_of_a_kind_that_is_read_no_more_has_its_page(self, world, theft, sign_in):
        ComposedMeasure.objects.update(kind="kites")
        client = sign_in(world.officer)

        page = client.get(theft.get_absolute_url())

        assert page.status_code == 200
        assert client.get(reverse("measure-list", args=[world.partnership.slug])).status_code == 200


class TestCommands:
    def test_it_is_named_and_answered(self, world, theft):
        here = ["--partnership", world.partnership.slug]

        named = {one["slug"]: one for one in run("measures", *here)}
        answer = run("answer", "counts", *here, "--measure", "theft")

        assert (named["theft"]["version"], named["theft"]["categories"]) == (
            1,
            ["Bicycle theft", "Shoplifting"],
        )
        assert named["police-street"]["version"] is None
        assert "theft" not in {one["slug"] for one in run("measures")}
        assert (answer["measure"], answer["evidence"]) == (
            "theft",
            Evidence.objects.latest("pk").pk,
        )

    def test_of_no_such_partnership_none_is_named(self, db):
        code, reason, _ = refused("measures", "--partnership", "nowhere")

        assert (code, reason) == (2, "There is no partnership nowhere.")


def test_what_is_composed_comes_back_from_where_it_is_stored():
    composed = kinds.Composed(
        "a", "fire-incidents", 2, "A", "as", ("Fire",), (("deliberate", ("yes",)),), ("Fire", "X")
    )

    assert kinds.Composed.from_json(composed.to_json()) == composed
    assert composing.in_words(composed, kinds.by_slug("fire-incidents")) == [
        "Type of incident: Fire",
        "Deliberate: yes",
    ]


def test_of_a_measure_that_is_counted_no_more_nothing_is_shown(world, theft):
    answer = evidence.answer(ask(world, "theft"))
    answer.result["composed"]["of"] = "kites"
    answer.save()

    drawn = figures.figure(answer, suppress_below=5)

    assert drawn.result.counted is None
    assert drawn.table.rows == ()
