"""Questions and stored answers: once computed, once stored, and honest about what is missing."""

import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.utils import timezone

from datasources import kinds, presenters
from datasources.analyses import ANALYSES, Inputs, Parameters, Result
from datasources.kinds.police_street import CRIME_TYPE_WORDS
from datasources.models import Evidence, Question, Slice, Source
from datasources.operations import deliveries, evidence, provenance, sources
from datasources.operations.holdings import InUse
from datasources.presenters import figures
from partnerships.errors import RuleBroken
from partnerships.operations import partnerships
from tests.factories.data import (
    make_sample,
    make_source,
    receive_and_accept,
    receive_and_read,
)
from tests.factories.people import World, make_world


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def details_of(source: Source) -> sources.SourceDetails:
    names = [field.name for field in fields(sources.SourceDetails)]
    return sources.SourceDetails(**{name: getattr(source, name) for name in names})


def standing(source: Source, analysis: str) -> tuple[Evidence | None, bool]:
    found = evidence.standings(source, InUse.now(source.partnership))
    return next((one.evidence, one.is_current) for one in found if one.analysis == analysis)


def ask(world, analysis: str = "trend", **values: object) -> Question:
    return evidence.ask(
        partnership=world.partnership, analysis=analysis, **{"by": world.analyst, **values}
    )


def test_the_same_question_is_one_and_its_answer_is_stored_once(world, police):
    first, second = ask(world, "counts"), ask(world, "counts", by=world.officer)

    assert first == second
    assert evidence.answer(first) == evidence.answer(second)
    assert first.evidence.count() == 1


def test_refreshing_again_computes_nothing(world, police):
    before = list(Evidence.objects.order_by("pk").values_list("pk", flat=True))

    evidence.refresh(police.pk)

    assert list(Evidence.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert len(before) == 3


def test_an_answer_rests_on_the_months_it_reaches(world, police):
    question = ask(world, "counts", period_from="2025-11", period_to="2025-12")

    answer = evidence.answer(question)

    months = answer.slices.filter(source=police).order_by("period")
    assert list(months.values_list("period", flat=True)) == [
        f"2024-{month}" for month in (11, 12)
    ] + [f"2025-{month:02d}" for month in range(1, 13)]


def test_new_data_are_answered_beside_the_old_answer(world, police, sample, tmp_path):
    question = ask(world, "trend")
    old = evidence.answer(question)
    next_month = make_sample(tmp_path, last="2026-01", months=1).street

    receive_and_accept(police, next_month, by=world.analyst)
    stale, is_current = standing(police, "trend")
    evidence.refresh(police.pk)

    assert (stale, is_current) == (old, False)
    newest, is_current = standing(police, "trend")
    assert (newest.result["period_to"], is_current) == ("2026-01", True)
    assert Evidence.objects.get(pk=old.pk).result["period_to"] == "2025-12"


def test_kept_questions_are_answered_again_and_passing_ones_are_not(world, police, tmp_path):
    kept, passing = ask(world, "counts", keep=True), ask(world, "counts", period_from="2025-01")
    evidence.answer(kept)
    evidence.answer(passing)
    next_month = make_sample(tmp_path, last="2026-01", months=1).street

    receive_and_accept(police, next_month, by=world.analyst)
    evidence.refresh(police.pk)

    assert (kept.evidence.count(), passing.evidence.count()) == (2, 1)


def test_a_look_up_that_comes_after_the_police_data_is_enough(db, sample):
    world = make_world("bare")
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street, by=world.analyst)
    assert evidence.refresh(source.pk) == []

    areas = make_source(world.partnership, "area-look-up", by=world.analyst)
    receive_and_accept(areas, [sample.lookup], by=world.analyst)

    answered = evidence.refresh(areas.pk)
    assert [each.question.analysis for each in answered] == ["trend", "change"]


def test_a_rating_reaches_the_figure_and_answers_nothing_anew(world, police):
    answer = standing(police, "change")[0]
    stored = list(Evidence.objects.order_by("pk").values("pk", "hash", "result", "sources"))
    before = presenters.figure(answer, suppress_below=None).source_line

    sources.review(source=police, robustness="care", reason="Map points.", by=world.analyst)
    evidence.refresh(police.pk)

    assert standing(police, "change") == (answer, True)
    after = presenters.figure(answer, suppress_below=None).source_line
    assert list(Evidence.objects.order_by("pk").values("pk", "hash", "result", "sources")) == stored
    assert "Police recorded crime, data.police.uk (robustness: not reviewed yet)" in before
    assert "Police recorded crime, data.police.uk (robustness: usable with care)" in after


def test_a_mended_name_stands_with_every_figure_and_the_old_one_beside_it(world, police):
    answer = standing(police, "trend")[0]
    details = replace(details_of(police), name="Recorded crime", licence="OGL 3")

    sources.change(source=police, details=details, by=world.analyst)

    shown = figures.sources_in_words(answer)
    assert [(one["name"], one["licence"], one["then"]) for one in shown] == [
        (
            "Recorded crime",
            "OGL 3",
            "Name: Police recorded crime; Licence: Open Government Licence v3.0",
        ),
        ("Area look-up", "Open Government Licence v3.0", ""),
    ]
    assert presenters.figure(answer, suppress_below=None).source_line.startswith(
        "Source: Recorded crime, data.police.uk"
    )


def test_words_of_one_partnership_are_never_those_of_another(world, police, sample, db):
    other = make_world("other")
    theirs = make_source(other.partnership, by=other.analyst)
    details = replace(details_of(theirs), name="Somebody else's")
    sources.change(source=theirs, details=details, by=other.analyst)
    answer = standing(police, "trend")[0]

    assert [one["name"] for one in provenance.now([answer])[answer.pk]] == [
        "Police recorded crime",
        "Area look-up",
    ]


def test_a_source_that_is_registered_no_more_keeps_the_words_it_had(world, police):
    answer = standing(police, "trend")[0]
    Source.objects.filter(pk=police.pk).update(slug="elsewhere")

    assert provenance.now([answer])[answer.pk] == answer.sources


def test_what_the_measure_counts_is_part_of_an_answer(world, police, monkeypatch):
    """One that counts otherwise is answered anew; words about it are no part of the answer."""
    question = ask(world, "trend")
    old = evidence.answer(question)
    kind = kinds.by_slug("police-street")
    (measure,) = kind.measures

    def of(**changed: object) -> None:
        new = replace(kind, measures=(replace(measure, **changed),))
        monkeypatch.setitem(kinds.BY_SLUG, kind.slug, new)

    of(unit="mended words", caveats=("A mended caveat.",))
    assert evidence.answer(question) == old
    of(headlines=(replace(measure.main, leaves_out=()), *measure.headlines[1:]))
    assert evidence.answer(question) != old


def test_why_a_question_has_no_answer_is_recorded_until_it_has_one(db, sample, tmp_path):
    world = make_world("bare")
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:2], by=world.analyst)
    areas = make_source(world.partnership, "area-look-up", by=world.analyst)
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text(sample.lookup.read_text().replace("X0700000", "X0700001"))
    receive_and_accept(areas, [elsewhere], by=world.analyst)

    evidence.refresh(source.pk)

    def lacking() -> dict[str, tuple[str, ...]]:
        found = evidence.standings(source, InUse.now(source.partnership))
        return {one.analysis: one.lacking for one in found}

    before = lacking()
    assert "does not hold X07000001" in " ".join(before["trend"])
    assert "population" in " ".join(before["rates"])
    Slice.objects.update(accepted_at=timezone.now() - timedelta(days=2))
    assert evidence.sources_without_answers() == []
    # As an upgraded database has it: nothing was answered, and nobody wrote down why.
    Question.objects.update(unanswered=[])
    assert evidence.sources_without_answers() == [source.pk]

    receive_and_accept(areas, [sample.lookup], by=world.analyst)
    evidence.refresh(areas.pk)

    assert lacking() == {**before, "trend": (), "change": ()}


def test_what_is_missing_is_said_with_where_to_get_it(db, sample):
    world = make_world("bare")
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:1], by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        evidence.answer(ask(world, "rates"))

    assert [reason.split(":")[0].split(",")[0] for reason in refusal.value.reasons] == [
        "An area look-up",
        "The population of small areas",
    ]


def test_an_area_that_the_look_up_does_not_hold_is_told_so(world, police):
    with pytest.raises(RuleBroken) as refusal:
        evidence.answer(ask(world, "counts", area_code="X99999999"))

    assert refusal.value.reasons == [
        "The area look-up does not hold X99999999. Check the code and the year of the look-up."
    ]


def test_small_counts_are_words_when_held_back_and_never_nought(world, police):
    answer = standing(police, "change")[0]

    open_figure = presenters.figure(answer, suppress_below=None)
    closed = presenters.figure(answer, suppress_below=5)

    small = [
        number
        for number, row in enumerate(answer.result["rows"])
        if 0 < (row["count_now"] or 0) < 5
    ]
    column = [one.label for one in closed.columns].index("This year")
    assert small
    assert {closed.rows[number][column] for number in small} == {"suppressed"}
    assert {open_figure.rows[number][column] for number in small} <= {"1", "2", "3", "4"}


def test_another_force_of_the_same_partnership_is_a_source_of_its_own(world, police, sample):
    second = make_source(world.partnership, slug="second-force", by=world.analyst)
    receive_and_accept(second, sample.street[:12], by=world.analyst)

    first_answer = evidence.answer(ask(world, "counts", source=police))
    second_answer = evidence.answer(ask(world, "counts", source=second))

    assert first_answer.result["period_to"] == "2025-12"
    assert second_answer.result["period_to"] == "2024-12"
    with pytest.raises(RuleBroken) as asked:
        ask(world, "counts")
    assert asked.value.reasons == [
        "More than one source of “Police recorded crime and anti-social behaviour” is in use:"
        " “Police recorded crime” (police-street)"
        " and “Police recorded crime” (second-force). Their counts are not added up by"
        " themselves, since the same may stand in both. Say which of them is asked, or that all are"
        " asked together."
    ]


def test_a_delivery_that_is_only_read_changes_no_answer(world, police, tmp_path):
    answer = standing(police, "trend")
    next_month = make_sample(tmp_path, last="2026-01", months=1).street

    delivery = receive_and_read(police, next_month, by=world.analyst)

    assert standing(police, "trend") == answer
    deliveries.accept(delivery=delivery, by=world.analyst)
    assert standing(police, "trend") == (answer[0], False)


def test_a_better_analysis_answers_anew(world, police, monkeypatch):
    """What an earlier version answered is kept, and never served for a later one's answer."""
    question = ask(world, "trend")
    old = evidence.answer(question)
    assert evidence.answer(question) == old
    known = ANALYSES["trend"]

    def better(inputs: Inputs, parameters: Parameters) -> Result:
        return replace(known.answer(inputs, parameters), version=known.version + 1)

    later = replace(known, version=known.version + 1, answer=better)
    monkeypatch.setitem(ANALYSES, "trend", later)

    new = evidence.answer(question)

    assert (new.pk != old.pk, new.analysis_version) == (True, str(known.version + 1))
    assert evidence.answer(question) == new
    assert standing(police, "trend") == (new, True)
    assert Evidence.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("analysis", ["change", "counts", "rates"])
def test_an_answer_stored_with_words_of_a_file_is_shown_without_them(world, police, analysis):
    """As an earlier version stored it; answers are never changed."""
    named = "Assault on Priya Ramaswamidas"
    answer = evidence.answer(ask(world, analysis))
    stored = json.dumps(answer.result).replace("Burglary", named)
    Evidence.objects.filter(pk=answer.pk).update(result=json.loads(stored))
    answer.refresh_from_db()

    shown = [presenters.figure(answer, suppress_below=below) for below in (None, 5)]

    assert named in json.dumps(answer.result)
    assert [named in repr(figure) + figure.svg for figure in shown] == [False, False]
    rest = [
        [row["crime_type"] for row in figure.result.rows].count(CRIME_TYPE_WORDS.rest)
        for figure in shown
    ]
    assert rest == [stored.count(f'"crime_type": "{named}"')] * 2


def test_other_areas_of_the_partnership_are_answered_for_and_the_old_answer_stays(
    world, police, django_capture_on_commit_callbacks
):
    before, _ = standing(police, "change")

    with django_capture_on_commit_callbacks(execute=True):
        partnerships.change_areas(
            partnership=world.partnership,
            area_codes=["X07000001", "X07000002"],
            by=world.steward,
        )
    evidence.refresh(police.pk)

    after, is_current = standing(police, "change")
    assert (before.result["area_name"], is_current) == ("Wexmere", True)
    assert {row["area_code"] for row in after.result["rows"]} == {"X07000001+X07000002"}
    assert Evidence.objects.get(pk=before.pk).result == before.result
