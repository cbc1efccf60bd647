"""Single lines of the gates, where the journeys through a year do not come to their edges."""

from assessment.models import Assessment
from assessment.rules import gates
from assessment.states import STAGE_ORDER
from tests.factories import text
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment


def test_comments_wait_that_nobody_has_answered_of_this_year(world):
    year, other = (
        make_assessment(world.partnership, by=world.analyst, year=when) for when in (2026, 2027)
    )
    said = []
    for assessment in (other, year, year):
        text.comment_on(text.section_of(assessment), "Too long", by=world.member)
        said.append(gates.comments_answered(year))

    assert said == [
        [],
        ["One comment waits for an answer."],
        ["2 comments wait for an answer."],
    ]


def test_there_is_no_key_line_to_cover(world):
    year = make_assessment(world.partnership, by=world.analyst)

    assert gates.key_lines_covered(year) == ["There is no key line to cover yet."]


def test_each_stage_leads_to_the_next_and_the_last_to_none():
    assert {stage: gates.next_stage(Assessment(stage=stage)) for stage in STAGE_ORDER} == {
        "scan": "analyse",
        "analyse": "respond",
        "respond": "assess",
        "assess": "",
    }


def test_a_stage_is_left_forward_through_the_gate_and_back_with_a_reason(world):
    year = make_assessment(world.partnership, by=world.analyst)
    year.stage = "analyse"
    gate = [words for check in gates.checklist(year) for words in check.reasons]

    def against(to: str, reason: str = "") -> list[str]:
        return gates.reasons_against_moving(year, to, reason=reason)

    assert gate
    assert {to: against(to) for to in STAGE_ORDER} == {
        "scan": ["Say why the assessment goes back a stage."],
        "analyse": ["Choose the next stage, or the one before."],
        "respond": gate,
        "assess": ["Choose the next stage, or the one before."],
    }
    assert against("scan", "A source came late.") == []


def test_a_plan_without_actions_has_no_verdicts(world):
    year = make_assessment(world.partnership, by=world.analyst)

    assert gates.verdicts_given(year) == ["The plan has no action yet."]


def test_an_issue_that_was_taken_back_is_none(world):
    year = make_assessment(world.partnership, by=world.analyst)
    said = []
    for state in ("withdrawn", "key_line", "open"):
        make_issue(year, state.title(), by=world.officer, state=state)
        said.append(gates.refused_with_reason(year))

    assert said == [
        ["No issue has been gathered yet."],
        [],
        ["Neither chosen nor refused yet: Open."],
    ]
