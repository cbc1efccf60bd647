"""One's own steps and one's own issues, and who may change those of others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessment import permissions
from assessment.models import Step
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

NOT_THE_TIMETABLE = (
    "You may not open an assessment, change its timetable or its stage: "
    "that is for the analyst of Wexmere."
)


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_a_step_is_finished_by_its_owner_or_whoever_runs_the_timetable(world, assessment):
    today = timezone.localdate()
    step = Step(assessment=assessment, owner=world.viewer, starts_on=today, ends_on=today)
    nobodys = Step(assessment=assessment, starts_on=today, ends_on=today)
    people = (world.viewer, world.analyst, world.officer)

    assert [
        [permissions.reason_against_finishing(user, one) for user in people]
        for one in (step, nobodys)
    ] == [["", "", NOT_THE_TIMETABLE], [NOT_THE_TIMETABLE, "", NOT_THE_TIMETABLE]]
    permissions.check_finishing(world.viewer, step)
    with pytest.raises(PermissionDenied) as refused:
        permissions.check_finishing(world.officer, step)
    assert str(refused.value) == NOT_THE_TIMETABLE


def test_an_issue_is_changed_by_who_raised_it_or_who_agrees_the_key_lines(world, assessment):
    issue = make_issue(assessment, "Arson", by=world.officer)
    of_a_viewer = make_issue(assessment, "Theft", by=world.viewer)
    raised = f"You may not change this issue: {world.officer} raised it."
    no_issues = (
        "You may not add issues: that is for the analyst, community safety officer, contributor "
        "or strategic lead of Wexmere."
    )

    assert [
        permissions.reason_against_changing(user, issue)
        for user in (world.officer, world.analyst, world.lead, world.viewer)
    ] == ["", "", raised, no_issues]
    assert permissions.reason_against_changing(world.viewer, of_a_viewer) == no_issues
    permissions.check_changing(world.officer, issue)
    with pytest.raises(PermissionDenied) as refused:
        permissions.check_changing(world.lead, issue)
    assert str(refused.value) == raised
