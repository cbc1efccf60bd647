"""Two people score without seeing each other; closing shows the ranked list with its spread."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Score
from assessment.operations import scores
from assessment.presenters import scan as presenter
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.scan import fill_sheet, make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(world):
    assessment = make_assessment(world.partnership, by=world.analyst)
    make_issue(assessment, "Arson", by=world.officer)
    make_issue(assessment, "Theft", by=world.officer)
    return assessment


def cells_of(assessment, value):
    factor = assessment.factors.get()
    return {(issue.pk, factor.pk): value for issue in assessment.issues.all()}


def marks_shown(assessment, user):
    return [
        (line.title, line.mean, line.spread) for line in presenter.issue_lines(assessment, user)
    ]


def test_nobody_sees_anothers_scores_before_scoring_closes(world, assessment, sign_in):
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})
    # The leak is possible: the scores are there, submitted, and the viewer may see the room.
    assert Score.objects.filter(sheet__scorer=world.officer).count() == 2

    for viewer in (world.lead, world.analyst, world.steward):
        assert marks_shown(assessment, viewer) == [("Arson", None, None), ("Theft", None, None)]
        page = sign_in(viewer).get(reverse("scan", args=[assessment.slug])).content.decode()
        assert "app-spread" not in page

    assert marks_shown(assessment, world.officer) == [
        ("Arson", 100.0, None),
        ("Theft", 50.0, None),
    ]


def test_closing_shows_every_submitted_sheet_ranked_with_its_spread(world, assessment):
    fill_sheet(assessment, by=world.officer, values={"Arson": 2, "Theft": 3})
    fill_sheet(assessment, by=world.lead, values={"Arson": 2, "Theft": 1})
    fill_sheet(assessment, by=world.chair, values={"Arson": 3, "Theft": 3}, submit=False)

    assessment = scores.close(assessment=assessment, by=world.analyst)

    lines = presenter.issue_lines(assessment, world.member)
    assert [(line.title, line.place, line.mean, line.spread) for line in lines] == [
        ("Arson", "1=", 50.0, 0.0),
        ("Theft", "1=", 50.0, 100.0),
    ]
    assert [(mark.scorer, mark.organisation, mark.value) for mark in lines[1].marks] == [
        ("Community safety officer", "Wexmere District Council", 100.0),
        ("Strategic lead", "Wexshire Constabulary", 0.0),
    ]


def test_a_sheet_is_kept_in_parts_and_submitted_when_it_is_whole(world, assessment):
    fill_sheet(assessment, by=world.officer, values={"Arson": 3}, submit=False)

    with pytest.raises(RuleBroken) as refused:
        scores.submit(assessment=assessment, by=world.officer)
    fill_sheet(assessment, by=world.officer, values={"Theft": 1})

    assert refused.value.reasons == [
        "One score is still missing: score every issue by every factor."
    ]
    assert presenter.progress(assessment, world.officer).words == "You have submitted your scores."


def test_a_submitted_sheet_is_reopened_before_it_is_changed(world, assessment):
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})

    with pytest.raises(RuleBroken):
        scores.save(assessment=assessment, values=cells_of(assessment, 1), by=world.officer)
    scores.reopen(assessment=assessment, by=world.officer)
    scores.save(assessment=assessment, values=cells_of(assessment, 1), by=world.officer)

    assert set(Score.objects.values_list("value", flat=True)) == {1}


def test_only_steps_of_the_scale_and_issues_of_the_year_are_kept(world, assessment):
    other = make_assessment(world.partnership, by=world.analyst, year=2025)
    alien = make_issue(other, "Alien", by=world.officer)
    factor = assessment.factors.get()

    for values in ({(alien.pk, factor.pk): 1}, dict.fromkeys(cells_of(assessment, 9), 9)):
        with pytest.raises(RuleBroken):
            scores.save(assessment=assessment, values=values, by=world.officer)

    assert not Score.objects.exists()


def test_one_sheet_is_not_enough_without_a_reason(world, assessment):
    with pytest.raises(RuleBroken) as nobody:
        scores.close(assessment=assessment, by=world.analyst)
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})
    with pytest.raises(RuleBroken) as alone:
        scores.close(assessment=assessment, by=world.analyst)
    closed = scores.close(assessment=assessment, reason="The lead is ill.", by=world.analyst)

    assert nobody.value.reasons == ["Nobody has submitted their scores yet."]
    assert alone.value.reasons == [
        "Only one person has submitted their scores: wait for another, or say why one is enough."
    ]
    assert closed.scoring_closed_by == world.analyst


def test_a_closed_scoring_stays_closed(world, assessment):
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})
    scores.close(assessment=assessment, reason="Only one.", by=world.analyst)

    for act in (scores.submit, scores.reopen, scores.close):
        with pytest.raises(RuleBroken):
            act(assessment=assessment, by=world.analyst)


def test_who_does_not_score_may_not(world, assessment):
    with pytest.raises(PermissionDenied):
        scores.save(assessment=assessment, values=cells_of(assessment, 1), by=world.steward)


def test_the_record_says_that_somebody_scored_never_what(world, assessment):
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})

    entries = TrailEntry.objects.filter(verb__startswith="scores.").order_by("pk")
    assert [(entry.verb, entry.before, entry.after) for entry in entries] == [
        ("scores.saved", {}, {"cells": 2}),
        ("scores.submitted", {}, {}),
    ]


def test_the_sheet_keeps_what_was_filled_in_when_submitting_is_refused(world, assessment, sign_in):
    arson, factor = assessment.issues.get(title="Arson"), assessment.factors.get()
    page = reverse("score-sheet", args=[assessment.slug])

    answer = sign_in(world.officer).post(
        page, {f"score-{arson.pk}-{factor.pk}": "3", "action": "submit"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "One score is still missing" in text
    assert f'id="score-{arson.pk}-{factor.pk}-3" name' in text
    assert Score.objects.get().value == 3


def test_the_sheet_is_saved_submitted_and_reopened_in_the_browser(world, assessment, sign_in):
    client = sign_in(world.lead)
    page = reverse("score-sheet", args=[assessment.slug])
    data = {f"score-{issue}-{factor}": "2" for issue, factor in cells_of(assessment, 2)}

    saved = client.post(page, {**data, "action": "save"}, follow=True)
    submitted = client.post(page, {**data, "action": "submit"}, follow=True)
    shown = client.get(page)
    reopened = client.post(page, {"action": "reopen"}, follow=True)

    assert [str(message) for message in saved.context["messages"]] == [
        "Saved. You have scored 2 of 2 issues."
    ]
    assert submitted.redirect_chain == [(reverse("scan", args=[assessment.slug]), 302)]
    assert "Reopen your sheet" in shown.content.decode()
    assert [str(message) for message in reopened.context["messages"]] == [
        "Your sheet is open again: submit it when you are done."
    ]


def test_the_scan_asks_as_many_queries_for_two_issues_as_for_thirty(world, assessment, sign_in):
    client = sign_in(world.analyst)
    page = reverse("scan", args=[assessment.slug])
    fill_sheet(assessment, by=world.officer, values={"Arson": 3, "Theft": 2})
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(page)
    for number in range(30):
        make_issue(assessment, f"Issue {number}", by=world.officer)
    scores.reopen(assessment=assessment, by=world.officer)
    titles = dict.fromkeys(assessment.issues.values_list("title", flat=True), 2)
    fill_sheet(assessment, by=world.officer, values=titles)
    fill_sheet(assessment, by=world.lead, values=titles)
    scores.close(assessment=assessment, by=world.analyst)
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) <= len(few) + 1  # Who closed scoring is named.
