"""What the rows of a plain table are: said by a person, counted by it, and never by more."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from datasources.layouts import Layout
from datasources.models import Evidence, Source
from datasources.operations import counting, currency, evidence, layouts, releases, rows_are
from datasources.operations.measures import Definition, compose
from datasources.presenters import composed, measures
from datasources.samples.place import WARDS
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World
from tests.integration.reading import words

COLUMNS = {"Day": "period", "Ward": "area_code", "Sort": "category"}
NUMBERED = {**COLUMNS, "Cases": "number"}
HERE, THERE = WARDS[:2]
INCIDENTS = f"""Day,Ward,Sort
03/10/2025,{HERE},Verbal abuse
14/10/2025,{HERE},verbal abuse
31/10/2025,{THERE},Graffiti
02/11/2025,{HERE},Verbal abuse
17/11/2025,{THERE},Noise
18/11/2025,{THERE},Graffiti
"""
COUNTED = f"""Day,Ward,Sort,Cases
2025-10,{HERE},Verbal abuse,7
2025-10,{HERE},Graffiti,2
2025-10,{HERE},Total,9
2025-11,{HERE},Verbal abuse,
2025-11,{THERE},Graffiti,4
"""


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def plain(world: World, name: str = "Racial incidents", columns: dict = COLUMNS, **said) -> Source:
    source = make_source(
        world.partnership, "plain-table", by=world.analyst, name=name, slug=name.lower()[:6], **said
    )
    layouts.say(source=source, layout=Layout(columns=columns), by=world.analyst)
    return source


def sent(world: World, source: Source, folder: Path, text: str, name: str = "rows.csv"):
    path = folder / name
    path.write_text(text)
    return receive_and_accept(source, [path], by=world.analyst)


@pytest.fixture
def incidents(world, tmp_path) -> Source:
    source = plain(world)
    sent(world, source, tmp_path, INCIDENTS)
    return source


def say(source: Source, world: World, unit="racial incidents", types=(), *, numbers=False):
    return rows_are.say(
        source=source, unit=unit, words=tuple(types), numbers=numbers, by=world.analyst
    )


def answered(world: World, source: Source, analysis: str = "counts") -> Evidence:
    return evidence.answer(
        evidence.ask(partnership=world.partnership, analysis=analysis, source=source, by=None)
    )


def types_of(answer: Evidence) -> dict[str, int]:
    """Over all its periods."""
    counted: Counter[str] = Counter()
    for row in answer.result["rows"]:
        counted[row["category"]] += row["count"]
    return dict(counted)


class TestBeforeAnybodySaidIt:
    def test_rows_are_counted_and_no_word_of_the_file_is_told(self, world, incidents):
        answer = answered(world, incidents)

        assert answer.result["numbers"]["total"] == 6
        assert "6 rows were recorded" in answer.result["finding"]
        assert types_of(answer) == {"Other": 6}
        assert "composed" not in answer.result

    def test_its_page_asks_for_it(self, world, incidents, sign_in):
        page = sign_in(world.analyst).get(incidents.get_absolute_url())

        assert "Nobody has said it yet, so its figures count rows." in words(page)
        assert reverse("source-rows", args=[world.partnership.slug, incidents.slug]) in (
            page.content.decode()
        )


class TestSaid:
    def test_its_rows_are_counted_by_it(self, world, incidents):
        say(incidents, world, types=["Verbal abuse", "Graffiti"])

        answer = answered(world, Source.objects.get(pk=incidents.pk))

        assert "6 racial incidents were recorded" in answer.result["finding"]
        assert types_of(answer) == {"Verbal abuse": 3, "Graffiti": 2, "Other": 1}

    @pytest.mark.parametrize("analysis", ["counts", "trend", "change", "rates"])
    def test_each_analysis_answers_by_it(self, world, incidents, analysis):
        said = say(incidents, world, types=["Graffiti"])

        answer = answered(world, said, analysis)

        assert answer.result["composed"]["unit"] == "racial incidents"
        assert releases.held_back([answer], threshold=5).keys() == {answer.pk}

    def test_the_types_offered_are_spelled_once(self, world, incidents):
        assert rows_are.held(incidents) == rows_are.Held(
            words={"Verbal abuse": 3, "Graffiti": 2, "Noise": 1},
            periods=("2025-10", "2025-11"),
            without_numbers=("2025-10", "2025-11"),
        )

    def test_neither_the_rest_nor_what_is_not_known_is_a_type(self, world, tmp_path):
        source = plain(world)
        rows = f"05/10/2025,{HERE},OTHER\n06/10/2025,{HERE},n/a\n07/10/2025,{HERE},\n"
        sent(world, source, tmp_path, INCIDENTS + rows)

        assert list(rows_are.held(source).words) == ["Verbal abuse", "Graffiti", "Noise"]
        said = say(source, world, types=["Graffiti", "other"])
        assert said.said.words == ("Graffiti",)
        assert types_of(answered(world, said)) == {"Graffiti": 2, "Other": 7}

    def test_the_next_files_may_spell_it_otherwise(self, world, incidents, tmp_path):
        said = say(incidents, world, types=["Verbal abuse"])
        rows = f"Day,Ward,Sort\n15/12/2025,{HERE},VERBAL-ABUSE\n16/12/2025,{HERE},Litter\n"
        sent(world, said, tmp_path, rows, "next.csv")

        assert types_of(answered(world, Source.objects.get(pk=said.pk))) == {
            "Verbal abuse": 4,
            "Other": 4,
        }

    def test_a_type_that_was_named_before_may_stay_though_it_stands_there_no_more(
        self, world, incidents, tmp_path
    ):
        said = say(incidents, world, types=["Noise"])
        sent(world, said, tmp_path, INCIDENTS.replace("Noise", "Litter"), "mended.csv")

        assert "Noise" not in rows_are.held(said).words
        assert say(said, world, "incidents", ["Noise"]).said.words == ("Noise",)

    def test_only_an_analyst_says_it(self, world, incidents):
        with pytest.raises(PermissionDenied):
            rows_are.say(
                source=incidents, unit="incidents", words=(), numbers=False, by=world.officer
            )

    @pytest.mark.parametrize(("letters", "is_refused"), [(80, False), (81, True)])
    def test_its_unit_has_an_end(self, world, incidents, letters, is_refused):
        if is_refused:
            with pytest.raises(RuleBroken, match="takes more than 80 letters"):
                say(incidents, world, "x" * letters)
        else:
            assert say(incidents, world, "x" * letters).said.unit == "x" * letters

    def test_its_figures_are_drawn_anew_though_the_message_is_lost(self, world, incidents):
        evidence.refresh(incidents.pk)
        said = say(incidents, world)

        rung = evidence.sources_said_anew()
        evidence.refresh(said.pk)

        assert (rung, evidence.sources_said_anew()) == ([said.pk], [])

    def test_its_message_is_sent(self, world, incidents, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as sent_:
            say(incidents, world)

        assert len(sent_) == 1

    def test_before_anything_is_in_use_those_of_the_newest_delivery_are_offered(
        self, world, tmp_path
    ):
        source = plain(world)
        path = tmp_path / "rows.csv"
        path.write_text(INCIDENTS)
        receive_and_read(source, [path], by=world.analyst)

        assert list(rows_are.held(source).words) == ["Verbal abuse", "Graffiti", "Noise"]

    def test_what_is_said_is_recorded_and_the_same_again_is_not(self, world, incidents):
        said = say(incidents, world, types=["Graffiti"])
        say(said, world, " racial incidents ", ["Graffiti"])
        entries = TrailEntry.objects.filter(verb="source.rows_said")

        assert [one.after["version"] for one in entries] == [1]
        assert entries[0].after == {
            "slug": "plain-table",
            "of": "plain-table",
            "version": 1,
            "label": "Racial incidents",
            "unit": "racial incidents",
            "categories": [],
            "conditions": [],
            "known": [],
            "words": ["Graffiti"],
            "numbers": False,
        }

    def test_said_anew_the_older_answer_is_overtaken_and_says_what_it_counted(
        self, world, incidents
    ):
        first = answered(world, say(incidents, world, types=["Graffiti"]))
        second = answered(
            world, say(incidents, world, "incidents", types=["Graffiti", "Verbal abuse"])
        )

        assert first.question == second.question
        standing = currency.standings([first.pk, second.pk])
        assert (standing[first.pk].is_overtaken, standing[second.pk].is_overtaken) == (True, False)
        assert composed.counted_in(first).counts == [
            "Racial incidents: each row is one of them",
            "Type: Graffiti and Other",
        ]
        assert types_of(first) == {"Graffiti": 2, "Other": 4}

    def test_the_answer_before_anybody_said_it_is_overtaken_too(self, world, incidents):
        first = answered(world, incidents)
        second = answered(world, say(incidents, world))

        assert currency.standings([first.pk])[first.pk].newer == second.pk

    def test_what_stands_nowhere_among_its_types_is_refused(self, world, incidents):
        with pytest.raises(RuleBroken) as refused:
            say(incidents, world, unit=" ", types=["Graffiti", "Arson"])

        assert refused.value.reasons == [
            "Say what a row is, many of them, as in a sentence: racial incidents.",
            "“Arson” stands nowhere among the types of these rows.",
        ]

    def test_rows_without_numbers_do_not_stand_for_numbers(self, world, incidents):
        with pytest.raises(RuleBroken) as refused:
            say(incidents, world, numbers=True)

        assert refused.value.reasons == [
            "The rows of October 2025 and November 2025 do not say how many they stand for. Say"
            " under “What the columns are” which column holds the number, and have the files sent"
            " again."
        ]
        assert Source.objects.get(pk=incidents.pk).rows_are == {}

    def test_a_kind_that_says_what_its_rows_are_is_left_alone(self, world, police, sign_in):
        with pytest.raises(RuleBroken):
            say(police, world)

        address = reverse("source-rows", args=[world.partnership.slug, police.slug])
        assert sign_in(world.analyst).get(address).url == police.get_absolute_url()


class TestNumbers:
    @pytest.fixture
    def numbered(self, world, tmp_path) -> Source:
        source = plain(world, columns=NUMBERED)
        sent(world, source, tmp_path, COUNTED)
        return source

    def test_they_are_added_up_without_their_totals_and_what_is_not_known_is_not_nought(
        self, world, numbered
    ):
        said = say(numbered, world, types=["Verbal abuse", "Graffiti"], numbers=True)
        tally = counting.together(said.slices.current(), None)

        assert [
            tuple(line)
            for line in tally[["period", "category", "count", "unknown"]].itertuples(index=False)
        ] == [
            ("2025-10", "Graffiti", 2, 0),
            ("2025-10", "Verbal abuse", 7, 0),
            ("2025-11", "Verbal abuse", 0, 1),
            ("2025-11", "Graffiti", 4, 0),
        ]

    def test_the_form_begins_with_them(self, world, numbered, sign_in):
        address = reverse("source-rows", args=[world.partnership.slug, numbered.slug])
        form = sign_in(world.analyst).get(address).context["form"]

        assert form.initial == {"unit": "racial incidents", "numbers": "number", "words": []}

    def test_its_next_files_must_have_them(self, world, numbered, tmp_path):
        say(numbered, world, numbers=True)
        path = tmp_path / "later.csv"
        path.write_text(INCIDENTS.replace("/10/", "/12/").replace("/11/", "/12/"))

        delivery = receive_and_read(Source.objects.get(pk=numbered.pk), [path], by=world.analyst)

        assert delivery.state == "refused"
        assert "How many" in delivery.findings.get(severity="error").message

    def test_rows_put_back_from_before_are_not_known(self, world, numbered, tmp_path):
        source = plain(world, "Street counts")
        sent(world, source, tmp_path, INCIDENTS)
        source.rows_are = {
            **say(numbered, world, numbers=True).rows_are,
        }
        source.save(update_fields=["rows_are"])

        tally = counting.together(source.slices.current(), None)

        assert (tally["count"].sum(), tally["unknown"].sum()) == (0, 6)


class TestSeveral:
    @pytest.fixture
    def others(self, world, incidents, tmp_path) -> Source:
        source = plain(world, "Market stalls")
        sent(world, source, tmp_path, INCIDENTS)
        return source

    def test_what_two_hold_is_never_added_up(self, world, incidents, others):
        with pytest.raises(RuleBroken) as refused:
            evidence.ask(
                partnership=world.partnership,
                analysis="counts",
                source=incidents,
                together=True,
                by=None,
            )

        assert refused.value.reasons == [
            "Plain tables are of different things: they are not added up. Ask each alone."
        ]
        assert not measures.has_several(world.partnership)
        names = [label for label, _ in measures.choices(world.partnership)]
        assert {"Market stalls", "Racial incidents"} <= set(names)
        assert not [name for name in names if "counted together" in name]

    def test_each_is_counted_by_its_own_words(self, world, incidents, others):
        say(incidents, world, types=["Graffiti"])
        say(others, world, "stalls", types=["Verbal abuse"])

        found = [
            types_of(answered(world, Source.objects.get(pk=one.pk))) for one in (incidents, others)
        ]

        assert found == [{"Graffiti": 2, "Other": 4}, {"Verbal abuse": 3, "Other": 3}]

    def test_no_measure_is_composed_of_them(self, world, incidents):
        assert "plain-table" not in composed.kinds_in_use(world.partnership)
        with pytest.raises(RuleBroken, match="no measure can be composed of it"):
            compose(
                partnership=world.partnership,
                kind="plain-table",
                definition=Definition("Graffiti", "graffiti", ("Other",)),
                by=world.analyst,
            )


class TestPage:
    @pytest.fixture
    def address(self, world, incidents) -> str:
        return reverse("source-rows", args=[world.partnership.slug, incidents.slug])

    def test_it_is_said_in_the_browser(self, world, incidents, address, sign_in):
        client = sign_in(world.analyst)
        page = client.get(address)

        assert "Verbal abuse (3)" in words(page)

        sent_ = {"unit": "racial incidents", "numbers": "one", "words": ["Verbal abuse"]}
        assert client.post(address, sent_).url == incidents.get_absolute_url()
        page = client.get(incidents.get_absolute_url())

        assert "Racial incidents: each row is one of them Type: Verbal abuse and Other" in (
            words(page)
        )
        assert client.get(address).context["form"].initial == {
            "unit": "racial incidents",
            "numbers": "one",
            "words": ["Verbal abuse"],
        }

    @pytest.mark.parametrize(
        ("said", "errors"),
        [
            (
                {"unit": "", "numbers": ""},
                {
                    "unit": ["Say what a row is, many of them: racial incidents"],
                    "numbers": ["Say how many each row stands for"],
                },
            ),
            (
                {"unit": "stalls", "numbers": "number"},
                {
                    "__all__": [
                        "The rows of October 2025 and November 2025 do not say how many they stand"
                        " for. Say under “What the columns are” which column holds the number, and"
                        " have the files sent again."
                    ]
                },
            ),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
        self, world, address, sign_in, said, errors
    ):
        page = sign_in(world.analyst).post(address, {**said, "words": ["Graffiti"]})

        assert page.status_code == 422
        assert dict(page.context["form"].errors) == errors
        assert page.context["form"]["words"].value() == ["Graffiti"]
