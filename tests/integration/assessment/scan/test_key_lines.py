"""Key lines: within the cap, a reason for each issue not taken, opened again with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessment.models import Assessment
from assessment.operations import issues, key_lines, scores
from assessment.presenters.scan import scan_summary
from partnerships.errors import RuleBroken
from tests.factories.scan import fill_sheet, make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(world):
    """Scored by two, closed, with a cap of one: Theft before Arson."""
    assessment = make_assessment(world.partnership, by=world.analyst)
    Assessment.objects.filter(pk=assessment.pk).update(key_line_cap=1)
    make_issue(assessment, "Arson", by=world.officer)
    make_issue(assessment, "Theft", by=world.officer)
    fill_sheet(assessment, by=world.officer, values={"Arson": 1, "Theft": 3})
    fill_sheet(assessment, by=world.lead, values={"Arson": 2, "Theft": 3})
    return scores.close(assessment=assessment, by=world.analyst)


def states(assessment):
    return dict(assessment.issues.values_list("title", "state"))


def test_each_issue_not_taken_needs_its_reason(world, assessment):
    theft = assessment.issues.get(title="Theft")

    with pytest.raises(RuleBroken) as refused:
        key_lines.agree(assessment=assessment, chosen=[theft], reasons={}, by=world.analyst)

    assert refused.value.reasons == ["Say why Arson is not taken."]
    assert states(assessment) == {"Arson": "open", "Theft": "open"}


def test_no_more_than_the_cap_and_no_less_than_one(world, assessment):
    for chosen, reason in (
        (list(assessment.issues.all()), "2 key lines are more than the 1 agreed: few on purpose."),
        ([], "Choose at least one key line of enquiry."),
    ):
        with pytest.raises(RuleBroken) as refused:
            key_lines.agree(
                assessment=assessment,
                chosen=chosen,
                reasons={issue.pk: "Small." for issue in assessment.issues.all()},
                by=world.analyst,
            )
        assert refused.value.reasons == [reason]


def test_key_lines_are_not_chosen_while_scoring_is_open(world):
    assessment = make_assessment(world.partnership, by=world.analyst)
    issue = make_issue(assessment, "Arson", by=world.officer)

    with pytest.raises(RuleBroken) as refused:
        key_lines.agree(assessment=assessment, chosen=[issue], reasons={}, by=world.analyst)

    assert refused.value.reasons == ["Scoring is still open: close it first."]


def test_the_analyst_agrees_them_in_the_browser_and_opens_them_again(world, assessment, sign_in):
    arson = assessment.issues.get(title="Arson")
    theft = assessment.issues.get(title="Theft")
    client = sign_in(world.analyst)
    page = reverse("key-lines", args=[assessment.slug])

    refused = client.post(page, {f"take-{theft.pk}": "on"})
    agreed = client.post(page, {f"take-{theft.pk}": "on", f"reason-{arson.pk}": "Few cases."})
    after_agreeing = states(assessment)
    silent = client.post(page, {"action": "reopen"}, follow=True)
    client.post(page, {"action": "reopen", "reason": "New figures."})

    assert (refused.status_code, "Say why Arson is not taken." in refused.content.decode()) == (
        422,
        True,
    )
    assert agreed.status_code == 302
    assert after_agreeing == {"Arson": "not_taken", "Theft": "key_line"}
    assert [str(message) for message in silent.context["messages"]] == [
        "One key line is agreed. Next: agree how residents are consulted, then go on to the "
        "analysis.",
        "Say why the key lines are reopened.",
    ]
    assert states(assessment) == {"Arson": "open", "Theft": "open"}
    arson.refresh_from_db()
    assert arson.decision_reason == "Few cases."


def test_after_the_choice_no_issue_is_added_or_changed(world, assessment):
    arson = assessment.issues.get(title="Arson")
    theft = assessment.issues.get(title="Theft")
    key_lines.agree(
        assessment=assessment, chosen=[theft], reasons={arson.pk: "Few."}, by=world.analyst
    )

    for act in (
        lambda: issues.add(
            assessment=assessment, details=issues.IssueDetails("Late"), by=world.officer
        ),
        lambda: issues.withdraw(issue=arson, by=world.officer),
    ):
        with pytest.raises(RuleBroken) as refused:
            act()
        assert refused.value.reasons == [
            "The key lines are agreed: reopen them first, with a reason."
        ]


def test_the_cap_is_changed_by_who_agrees_them(world, assessment):
    key_lines.set_cap(assessment=assessment, cap=3, by=world.analyst)

    with pytest.raises(PermissionDenied):
        key_lines.set_cap(assessment=assessment, cap=4, by=world.officer)
    with pytest.raises(RuleBroken):
        key_lines.set_cap(assessment=assessment, cap=0, by=world.analyst)
    assert Assessment.objects.get(pk=assessment.pk).key_line_cap == 3


def test_the_summary_for_the_document_tells_all_but_names(world, assessment):
    arson = assessment.issues.get(title="Arson")
    theft = assessment.issues.get(title="Theft")
    key_lines.agree(
        assessment=assessment, chosen=[theft], reasons={arson.pk: "Few cases."}, by=world.analyst
    )

    summary = scan_summary(Assessment.objects.get(pk=assessment.pk))

    assert [(issue.place, issue.title, issue.mean) for issue in summary.issues] == [
        ("1", "Theft", 100.0),
        ("2", "Arson", 25.0),
    ]
    assert [issue.title for issue in summary.chosen] == ["Theft"]
    assert [(issue.title, issue.reason) for issue in summary.refused] == [("Arson", "Few cases.")]
    assert (summary.scorers, summary.cap) == (2, 1)
    assert summary.organisations == ("Wexmere District Council", "Wexshire Constabulary")
    assert str(world.officer) not in repr(summary)


def test_the_summary_says_no_score_before_scoring_closes(world):
    assessment = make_assessment(world.partnership, by=world.analyst)
    make_issue(assessment, "Arson", by=world.officer)
    fill_sheet(assessment, by=world.officer, values={"Arson": 3})

    summary = scan_summary(assessment)

    assert [(issue.title, issue.mean) for issue in summary.issues] == [("Arson", None)]
    assert summary.how.endswith("Scoring is not closed yet.")
