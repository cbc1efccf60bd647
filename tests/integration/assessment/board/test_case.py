"""No priority is final without its case, its paper, its mover and its seconder."""

import pytest

from assessment.models import Issue, Priority
from assessment.operations import priorities
from assessment.operations.priorities import PriorityDetails
from assessment.rules import priorities as rules
from assessment.text.passages import says_something
from partnerships.errors import RuleBroken
from tests.factories.board import make_meeting, make_paper, make_priority, resolution
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment
from tests.integration.reading import words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def meeting(world, assessment):
    return make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))


def reasons(world, priority, decision):
    with pytest.raises(RuleBroken) as refused:
        priorities.decide(priority=priority, resolution=decision, by=world.chair)
    assert Priority.objects.get(pk=priority.pk).state == "proposed"
    return refused.value.reasons


def test_because_is_no_case(world, assessment, meeting):
    priority = make_priority(assessment, by=world.chair, exception="")
    seat = meeting.attendances.first()

    told = reasons(
        world,
        priority,
        resolution(
            meeting, evidence_says="Because.", reason="Because.", moved_by=seat, seconded_by=seat
        ),
    )

    ending = (
        ": say it in a sentence of at least 6 different words. "
        "A decision that is not explained now cannot be explained later."
    )
    assert told == [
        rules.NO_CASE,
        rules.NO_EDITION,
        f"What the evidence says{ending}",
        f"Why this and not something else{ending}",
        "Somebody of another authority has to second what was moved.",
    ]


@pytest.mark.parametrize(
    ("words", "enough"),
    [
        ("", False),
        ("Because.", False),
        ("because Because BECAUSE, because. because because because", False),
        ("one two three four five", False),
        ("one two three four five . -", True),
        ("one two three four five six", True),
    ],
)
def test_a_reason_is_a_sentence(words, enough):
    assert says_something(words) is enough


def test_the_reason_says_more_than_the_evidence(world, assessment, meeting):
    make_paper(assessment)
    priority = make_priority(assessment, by=world.chair)
    same = "Four in ten homes were burgled this year."

    assert reasons(
        world, priority, resolution(meeting, evidence_says=same, reason=f" {same}\n")
    ) == ["The reason only repeats what the evidence says: say why this and not something else."]


def test_a_refusal_needs_no_key_line_but_all_the_rest(world, assessment, meeting):
    make_paper(assessment)
    priority = make_priority(assessment, by=world.chair, exception="")

    assert reasons(world, priority, resolution(meeting)) == [rules.NO_CASE]
    decided = priorities.decide(
        priority=priority, resolution=resolution(meeting, agreed=False), by=world.chair
    )

    assert decided.state == "not_agreed"


def test_a_key_line_that_is_one_no_longer_carries_no_priority(world, assessment, meeting):
    make_paper(assessment)
    line = make_issue(assessment, "Burglary", by=world.officer, state="key_line")
    priority = make_priority(assessment, by=world.chair, key_line=line, exception="")
    Issue.objects.filter(pk=line.pk).update(state="not_taken", decision_reason="Small.")

    assert reasons(world, priority, resolution(meeting)) == [
        "Burglary is no key line of enquiry of this year: choose one that is."
    ]


def test_who_moves_and_seconds_sat_there_for_two_authorities(world, assessment, meeting):
    make_paper(assessment)
    other = make_meeting(
        assessment, by=world.chair, title="Summer", present=tuple(world.organisations.values())
    )
    priority = make_priority(assessment, by=world.chair)
    here, elsewhere = meeting.attendances.first(), other.attendances.last()

    assert reasons(world, priority, resolution(meeting, moved_by=here, seconded_by=elsewhere)) == [
        "Choose who moved and who seconded among those who sat for an authority at Autumn board."
    ]
    assert reasons(world, priority, resolution(meeting, moved_by=here, seconded_by=here)) == [
        "Somebody of another authority has to second what was moved."
    ]


def test_only_a_finished_board_edition_is_a_paper(world, assessment, meeting):
    make_paper(assessment)
    assessment.editions.update(audience="public")
    priority = make_priority(assessment, by=world.chair)

    assert reasons(world, priority, resolution(meeting)) == [rules.NO_EDITION]


def test_the_page_says_before_what_the_guard_says_after(world, sign_in, assessment, meeting):
    priority = make_priority(assessment, by=world.chair, exception="")

    asked = words(sign_in(world.chair).get(f"/priorities/{priority.pk}/decide/"))
    board = words(sign_in(world.chair).get(f"/assessments/{assessment.slug}/board/"))

    for reason in (rules.NO_CASE, rules.NO_EDITION):
        assert reason in asked
        assert reason in board


def test_a_priority_is_proposed_on_a_key_line_of_its_year_alone(world, assessment):
    issue = make_issue(assessment, "Litter", by=world.officer)
    other = make_issue(
        make_assessment(world.partnership, by=world.analyst, year=2025),
        "Far",
        by=world.officer,
        state="key_line",
    )

    for details, reason in (
        (
            PriorityDetails("A", "B", key_line=issue),
            "Litter is no key line of enquiry of this year: choose one that is.",
        ),
        (
            PriorityDetails("A", "B", key_line=other),
            "That key line belongs to another year's assessment.",
        ),
        (
            PriorityDetails("A", "B", exception="Because."),
            "Why it rests on no key line: say it in a sentence of at least 6 different words. "
            "A decision that is not explained now cannot be explained later.",
        ),
    ):
        with pytest.raises(RuleBroken) as refused:
            priorities.propose(assessment=assessment, details=details, by=world.lead)
        assert refused.value.reasons == [reason]
    assert not Priority.objects.exists()
