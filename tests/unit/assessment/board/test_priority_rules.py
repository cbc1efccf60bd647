"""Whether any meeting at all can decide on a priority now."""

import pytest

from assessment.rules import priorities as rules
from tests.factories.board import (
    in_days,
    make_decided_priority,
    make_meeting,
    make_paper,
    make_priority,
)
from tests.factories.years import make_assessment


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_what_is_decided_is_not_decided_again(world, assessment):
    meeting = make_meeting(assessment, by=world.chair)
    priority = make_decided_priority(assessment, meeting=meeting, by=world.chair)

    assert rules.reasons_against_deciding(priority, in_days(0)) == [
        "The board has already decided on this priority, and a decision is final."
    ]


def test_a_quorate_meeting_decides_once_the_paper_is_there(world, assessment):
    make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)
    without = rules.reasons_against_deciding(priority, in_days(0))

    make_paper(assessment)

    assert (without, rules.reasons_against_deciding(priority, in_days(0))) == (
        [rules.NO_EDITION],
        [],
    )


def test_no_meeting_or_none_with_a_quorum_is_said_with_the_missing_paper(world, assessment):
    said = []
    for held_on in (in_days(1), in_days(0), in_days(-1)):
        make_meeting(assessment, by=world.chair, held_on=held_on)
        said.append(
            rules.reasons_against_any_decision(
                list(assessment.meetings.all()), in_days(0), has_edition=len(said) == 2
            )
        )

    assert said == [
        [
            "No meeting has been held yet: record the meeting and who attended it first.",
            rules.NO_EDITION,
        ],
        [
            "Autumn board cannot decide: 0 of 3 responsible authorities present; 2 needed: "
            "not quorate.",
            rules.NO_EDITION,
        ],
        ["No meeting so far was quorate: record who sat for each responsible authority."],
    ]
