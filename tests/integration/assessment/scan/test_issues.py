"""Issues: raised, changed, taken back, offered again from last year, covered by sections."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessment.models import Issue, Priority
from assessment.operations import issues
from assessment.presenters import scan as presenter
from partnerships.errors import RuleBroken
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_an_issue_is_added_in_the_browser_and_stands_in_the_list(world, assessment, sign_in):
    client = sign_in(world.officer)

    answer = client.post(
        reverse("issue-create", args=[assessment.slug]),
        {"title": " Theft from shops ", "description": "Since June", "origin": "data"},
        follow=True,
    )

    issue = Issue.objects.get()
    assert (issue.title, issue.origin, issue.state, issue.raised_by) == (
        "Theft from shops",
        "data",
        "open",
        world.officer,
    )
    assert [str(message) for message in answer.context["messages"]] == [
        "Theft from shops is on the list. Next: add another, or score the issues."
    ]


def test_an_issue_without_a_title_comes_back_with_what_was_typed(world, assessment, sign_in):
    answer = sign_in(world.officer).post(
        reverse("issue-create", args=[assessment.slug]), {"description": "Since June"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter the issue in a few words" in text
    assert "Since June" in text


def test_the_same_issue_is_not_added_twice(world, assessment):
    make_issue(assessment, "Arson", by=world.officer)

    with pytest.raises(RuleBroken) as refused:
        issues.add(assessment=assessment, details=issues.IssueDetails("arson "), by=world.lead)

    assert refused.value.reasons == ["There is already an issue called arson: open that one."]


def test_only_who_raised_it_or_who_agrees_key_lines_changes_an_issue(world, assessment):
    issue = make_issue(assessment, "Arson", by=world.officer)
    details = issues.IssueDetails("Arson at night")

    with pytest.raises(PermissionDenied) as refused:
        issues.change(issue=issue, details=details, by=world.lead)
    issues.change(issue=issue, details=details, by=world.analyst)

    assert str(refused.value) == (
        "You may not change this issue: Community safety officer raised it."
    )
    assert Issue.objects.get().title == "Arson at night"


def test_an_issue_taken_back_can_be_put_on_the_list_again(world, assessment, sign_in):
    issue = make_issue(assessment, "Arson", by=world.officer)
    client = sign_in(world.officer)

    client.post(reverse("issue-withdraw", args=[issue.pk]))
    taken_back = Issue.objects.get()
    client.post(reverse("issue-withdraw", args=[issue.pk]), {"restore": "1"})
    back = Issue.objects.get()

    assert (taken_back.state, taken_back.decided_by) == ("withdrawn", world.officer)
    assert (back.state, back.decided_at, back.decided_by) == ("open", None, None)


def test_last_years_key_lines_and_priorities_are_offered_never_added(world, sign_in):
    before = make_assessment(world.partnership, by=world.analyst, year=2025)
    make_issue(before, "Burglary", by=world.officer, state="key_line", description="In villages")
    make_issue(before, "Litter", by=world.officer)
    Priority.objects.create(
        assessment=before, title="Proposed only", statement="...", proposed_by=world.chair
    )
    assessment = make_assessment(world.partnership, by=world.analyst)
    assessment.previous = before
    assessment.save()

    offered = presenter.suggestions(assessment)
    client = sign_in(world.officer)
    page = client.get(reverse("scan", args=[assessment.slug])).content.decode()
    client.post(
        reverse("issue-create", args=[assessment.slug]),
        {"title": "Burglary", "description": "In villages", "origin": "last_year"},
    )

    assert offered == [presenter.Suggestion("Burglary", "In villages", "Key line of 2025")]
    assert "From last year" in page
    assert presenter.suggestions(assessment) == []
    assert assessment.issues.get().get_origin_display() == "Last year's assessment"


def test_sections_that_cover_an_issue_are_named_on_its_page(world, assessment, sign_in):
    issue = make_issue(assessment, "Arson", by=world.officer, state="key_line")
    box = assessment.sections.get(key="locations.key_information")

    answer = sign_in(world.lead).post(
        reverse("issue-detail", args=[issue.pk]), {"sections": [box.pk]}, follow=True
    )

    assert list(issue.sections.all()) == [box]
    assert box.plan.place in answer.content.decode()


def test_sections_of_another_year_do_not_cover_an_issue(world, assessment):
    issue = make_issue(assessment, "Arson", by=world.officer)
    other = make_assessment(world.partnership, by=world.analyst, year=2025)

    with pytest.raises(RuleBroken):
        issues.cover(issue=issue, sections=other.sections.all()[:1], by=world.lead)
