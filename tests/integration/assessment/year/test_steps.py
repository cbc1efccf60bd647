"""Steps: who, when, done; late is what ended before today and is not done."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessment.models import Step
from assessment.operations import steps
from assessment.presenters import year as years
from assessment.states import STAGES
from partnerships.errors import RuleBroken
from tests.factories.years import make_assessment
from tests.integration.reading import rows

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 8, 10)


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def make_step(assessment, title, starts, ends, *, owner=None, order=1):
    return Step.objects.create(
        assessment=assessment,
        stage="scan",
        order=order,
        title=title,
        owner=owner,
        starts_on=DAY + datetime.timedelta(days=starts),
        ends_on=DAY + datetime.timedelta(days=ends),
    )


def test_a_step_is_late_the_day_after_it_ended(world, assessment):
    make_step(assessment, "Ended yesterday", -9, -1, order=1)
    make_step(assessment, "Ends today", -9, 0, order=2)
    make_step(assessment, "Begins tomorrow", 1, 9, order=3)
    done = make_step(assessment, "Done in time", -9, -5, order=4)
    steps.finish(step=done, by=world.analyst)

    year = years.year(assessment, DAY)

    assert [(step.words, step.state, step.days_late) for step in year.steps] == [
        ("Ended yesterday", "late", 1),
        ("Ends today", "running", 0),
        ("Begins tomorrow", "ahead", 0),
        ("Done in time", "done", 0),
    ]
    assert year.late[0].late_words == "one day late"


def test_the_owner_marks_a_step_as_done_and_takes_it_back(world, assessment, sign_in):
    step = make_step(assessment, "Gather issues", -9, -1, owner=world.officer)
    client = sign_in(world.officer)
    page = reverse("step-done", args=[step.pk])

    client.post(page)
    done = Step.objects.get()
    client.post(page, {"undo": "1"})
    undone = Step.objects.get()

    assert done.done_by == world.officer
    assert (undone.done_at, undone.done_by) == (None, None)


def test_somebody_elses_step_is_not_theirs_to_finish(world, assessment):
    step = make_step(assessment, "Gather issues", -9, -1, owner=world.officer)

    with pytest.raises(PermissionDenied):
        steps.finish(step=step, by=world.lead)


def test_the_analyst_changes_a_step_in_the_browser(world, assessment, sign_in):
    step = make_step(assessment, "Gather issues", -9, -1)

    answer = sign_in(world.analyst).post(
        reverse("step-edit", args=[step.pk]),
        {
            "title": "Gather issues with everybody",
            "owner": world.lead.pk,
            "starts_on_0": "1",
            "starts_on_1": "8",
            "starts_on_2": "2026",
            "ends_on_0": "31",
            "ends_on_1": "8",
            "ends_on_2": "2026",
        },
    )

    step.refresh_from_db()
    assert answer["Location"] == f"{assessment.get_absolute_url()}#step-{step.pk}"
    assert (step.title, step.owner, step.starts_on, step.ends_on) == (
        "Gather issues with everybody",
        world.lead,
        datetime.date(2026, 8, 1),
        datetime.date(2026, 8, 31),
    )


def test_a_step_does_not_end_before_it_starts_nor_belong_to_a_stranger(world, assessment):
    step = make_step(assessment, "Gather issues", -9, -1)

    with pytest.raises(RuleBroken) as refused:
        steps.change(
            step=step,
            title="Gather",
            owner=world.stranger,
            starts_on=DAY,
            ends_on=DAY - datetime.timedelta(days=1),
            by=world.analyst,
        )

    assert refused.value.reasons == [
        "The step ends before it starts: choose a last day on or after the first.",
        "A stranger does not belong to Wexmere: choose one who does.",
    ]


@pytest.mark.parametrize(
    ("hour", "told", "untold"), [(22, "Now", "one day late"), (23, "one day late", "Now")]
)
def test_a_day_ends_at_midnight_in_london_in_summer_too(
    world, assessment, sign_in, monkeypatch, hour, told, untold
):
    Step.objects.create(
        assessment=assessment,
        stage="scan",
        order=1,
        title="Gather issues",
        starts_on=datetime.date(2027, 7, 1),
        ends_on=datetime.date(2027, 7, 31),
    )
    # 23:30 and 00:30 in British summer time.
    now = datetime.datetime(2027, 7, 31, hour, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    page = sign_in(world.viewer).get(f"/assessments/{assessment.slug}/")

    (row,) = rows(page, f"Steps of the stage {STAGES[0].label}")
    assert row[4].startswith(told)
    assert untold not in row[4]
