"""How an action stands, and which verdicts need a reason."""

import pytest

from assessment.presenters import plan as presenter
from assessment.rules import actions as rules
from tests.factories.board import in_days, make_action, make_progress_note
from tests.factories.years import make_assessment


@pytest.fixture
def act(world):
    assessment = make_assessment(world.partnership, by=world.analyst)

    def made(**fields):
        return make_action(
            assessment, owner=world.organisations["district"], by=world.officer, **fields
        )

    return made


@pytest.mark.parametrize(
    ("days", "verdict", "status"),
    [
        (-1, "", "late"),
        (0, "", "due_soon"),
        (30, "", "due_soon"),
        (31, "", "running"),
        (-1, "done", "done"),
        (31, "not_done", "not_done"),
    ],
)
def test_the_date_speaks_until_somebody_has_judged(act, days, verdict, status):
    action = act(due_on=in_days(days), verdict=verdict, verdict_reason="It was so.")

    assert rules.status_of(action, in_days(0)) == status


def test_a_verdict_short_of_done_needs_its_reason(act):
    action = act()

    assert {
        verdict: rules.reasons_against_verdict(action, verdict, "")
        for verdict in ("done", "partly_done", "not_done", "dropped", "wonderful")
    } == {
        "done": [],
        "partly_done": [
            "Give the reason: next year's document says why the action was carried out in part."
        ],
        "not_done": [
            "Give the reason: next year's document says why the action was not carried out."
        ],
        "dropped": ["Give the reason: next year's document says why the action was dropped."],
        "wonderful": ["Choose one of the verdicts."],
    }


def test_a_correction_needs_its_reason_even_when_it_is_for_the_better(act):
    action = act(verdict="not_done", verdict_reason="Nobody wrote.")

    assert rules.reasons_against_verdict(action, "done", "") == [
        "Give the reason for correcting the verdict."
    ]
    assert rules.reasons_against_verdict(action, "done", "The letters were found.") == []


def test_an_action_with_a_verdict_stays_as_it_was_judged(act):
    assert rules.reasons_against_changing(act()) == []
    assert rules.reasons_against_changing(act(verdict="done")) == [
        "This action has its verdict (carried out): it stays as it was judged. "
        "The verdict itself can be corrected."
    ]


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        (["42 calls", "38 calls"], (42.0, 38.0)),
        (["1,204", "998.5"], (1204.0, 998.5)),
        (["42 calls", "three fewer"], ()),
        (["42 calls", "12%"], ()),
        ([], ()),
    ],
)
def test_a_line_is_drawn_only_of_numbers_said_the_same_way(said, numbers):
    assert presenter.measured_values(said) == numbers


def test_a_line_of_the_plan_carries_its_latest_progress(act, world):
    action = act()
    make_progress_note(action, by=world.officer, text="First letter", measured="12 a month")
    make_progress_note(action, by=world.member, text="Second letter", measured="9 a month")

    line = presenter.action_line(action, in_days(0))

    assert line.latest == presenter.Progress(
        "Second letter", "9 a month", in_days(0), "Board member"
    )
    assert line.measured == (12.0, 9.0)
    assert line.measured_words == "From 12 a month to 9 a month"
