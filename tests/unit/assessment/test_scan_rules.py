"""Gathering, scoring and choosing: the refusals, and where each begins."""

import pytest
from django.utils import timezone

from assessment.models import Assessment, ScoreSheet
from assessment.rules import scan as rules
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

NOW = timezone.now()
AGREED = ["The key lines are agreed: reopen them first, with a reason."]


@pytest.fixture
def assessment(world) -> Assessment:
    return make_assessment(world.partnership, by=world.analyst)


def test_issues_are_gathered_until_the_key_lines_are_agreed():
    assert [
        rules.reasons_against_gathering(Assessment(key_lines_agreed_at=at)) for at in (None, NOW)
    ] == [[], AGREED]


def test_a_title_is_given_once_whatever_its_letters(world, assessment):
    issue = make_issue(assessment, "Arson", by=world.officer)
    other = make_assessment(world.partnership, by=world.analyst, year=2027)

    assert [
        rules.reasons_against_title(assessment, "  "),
        rules.reasons_against_title(assessment, " ARSON "),
        rules.reasons_against_title(assessment, "Arson", but=issue.pk),
        rules.reasons_against_title(assessment, "Theft"),
        rules.reasons_against_title(other, "Arson"),
    ] == [
        ["Give the issue a short title."],
        ["There is already an issue called ARSON: open that one."],
        [],
        [],
        [],
    ]


def test_the_matrix_stays_once_somebody_scores(world, assessment):
    before = rules.reasons_against_defining(assessment)
    ScoreSheet.objects.create(assessment=assessment, scorer=world.officer)

    assert (before, rules.reasons_against_defining(assessment)) == (
        [],
        ["Somebody has begun to score: the matrix stays as it is this year."],
    )


def test_scoring_wants_issues_and_factors_and_to_be_open(world, assessment):
    make_issue(assessment, "Taken back", by=world.officer, state="withdrawn")
    bare = make_assessment(world.partnership, by=world.analyst, year=2027)
    bare.factors.all().delete()
    said = [rules.reasons_against_scoring(each) for each in (assessment, bare)]
    make_issue(assessment, "Arson", by=world.officer)
    ready = rules.reasons_against_scoring(assessment)
    assessment.scoring_closed_at = NOW

    assert [*said, ready, rules.reasons_against_scoring(assessment)] == [
        ["There is no issue to score yet."],
        ["There is no issue to score yet.", "The matrix has no factor yet."],
        [],
        ["Scoring is closed."],
    ]


def test_a_sheet_is_handed_in_whole(world, assessment):
    make_issue(assessment, "Arson", by=world.officer)

    assert [
        rules.reasons_against_submitting(assessment, missing=missing) for missing in (0, 1, 2)
    ] == [
        [],
        ["One score is still missing: score every issue by every factor."],
        ["2 scores are still missing: score every issue by every factor."],
    ]


def test_one_person_s_scores_are_enough_only_with_a_reason(world, assessment):
    early = rules.reasons_against_closing(assessment, submitted=2, reason="")
    make_issue(assessment, "Arson", by=world.officer)
    lonely = (
        "Only one person has submitted their scores: wait for another, or say why one is enough."
    )

    assert [
        early,
        *(
            rules.reasons_against_closing(assessment, submitted=count, reason=reason)
            for count, reason in ((0, "All away"), (1, " "), (1, "All away"), (2, ""))
        ),
    ] == [
        ["There is no issue to score yet."],
        ["Nobody has submitted their scores yet."],
        [lonely],
        [],
        [],
    ]
    closed = Assessment(scoring_closed_at=NOW)
    assert [
        [rules.asks_reason_to_close(year, submitted=count) for count in range(3)]
        for year in (assessment, closed)
    ] == [[False, True, False], [False, False, False]]


def test_key_lines_are_at_least_one_and_at_most_as_many_as_agreed():
    assert [rules.reasons_against_number_of_key_lines(chosen, 3) for chosen in (0, 1, 3, 4)] == [
        ["Choose at least one key line of enquiry."],
        [],
        [],
        ["4 key lines are more than the 3 agreed: few on purpose."],
    ]


def test_key_lines_are_chosen_after_scoring_and_once():
    def against(**fields: object) -> list[str]:
        return rules.reasons_against_opening_key_lines(Assessment(**fields))

    assert [
        against(),
        against(scoring_closed_at=NOW),
        against(scoring_closed_at=NOW, key_lines_agreed_at=NOW),
    ] == [["Scoring is still open: close it first."], [], AGREED]


def test_a_choice_is_among_this_year_s_issues_and_says_why_not(world, assessment):
    assessment.key_line_cap = 1
    arson, theft, noise = (
        make_issue(assessment, title, by=world.officer) for title in ("Arson", "Theft", "Noise")
    )

    def against(*chosen: int, **why: str) -> list[str]:
        return rules.reasons_against_agreeing(
            assessment,
            issues=[arson, theft, noise],
            chosen=set(chosen),
            reasons={theft.pk: why.get("theft", ""), noise.pk: why.get("noise", "Few cases.")},
        )

    still_open = against(arson.pk, theft="Few cases.")
    assessment.scoring_closed_at = NOW

    assert [
        still_open,
        against(arson.pk, theft="Few cases."),
        against(arson.pk, noise.pk + 99),
        against(arson.pk, noise.pk, theft=" "),
        against(noise.pk, theft="Few cases."),
    ] == [
        ["Scoring is still open: close it first."],
        [],
        ["Choose among the issues of this assessment that nobody took back."],
        ["2 key lines are more than the 1 agreed: few on purpose.", "Say why Theft is not taken."],
        ["Say why Arson is not taken."],
    ]


def test_key_lines_are_reopened_in_the_scan_and_with_a_reason():
    def against(reason: str, **fields: object) -> list[str]:
        return rules.reasons_against_reopening(Assessment(**fields), reason)

    assert [
        against("Late", stage="scan"),
        against("Late", stage="analyse", key_lines_agreed_at=NOW),
        against(" ", stage="scan", key_lines_agreed_at=NOW),
        against("Late", stage="scan", key_lines_agreed_at=NOW),
    ] == [
        ["The key lines are not agreed yet."],
        ["The assessment has left the scan: take it back to that stage first."],
        ["Say why the key lines are reopened."],
        [],
    ]
