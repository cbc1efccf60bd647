"""An action from its place in the plan to the verdict on it."""

import pytest
from django.core.exceptions import PermissionDenied

from assessment.models import Action
from assessment.operations import actions
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.board import (
    in_days,
    make_action,
    make_decided_priority,
    make_meeting,
    make_progress_note,
    make_recommendation,
)
from tests.factories.years import make_assessment
from tests.integration.reading import controls, queries_of, said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def action(world, assessment):
    return make_action(assessment, owner=world.organisations["district"], by=world.officer)


def test_the_officer_adds_an_action_to_the_plan(world, sign_in, assessment):
    recommendation = make_recommendation(assessment, by=world.officer)
    due = in_days(60)

    page = sign_in(world.officer).post(
        f"/assessments/{assessment.slug}/actions/new/",
        {
            "title": "Write to the builders",
            "owner": world.organisations["district"].pk,
            "due_on_0": due.day,
            "due_on_1": due.month,
            "due_on_2": due.year,
            "measure": "Burglaries a month, from 12 to 6",
            "recommendation": recommendation.pk,
            "priority": "",
        },
        follow=True,
    )

    action = Action.objects.get()
    assert page.redirect_chain == [(f"/actions/{action.pk}/", 302)]
    assert said(page) == [
        "“Write to the builders” is in the plan. Next: its owner reports progress here."
    ]
    assert (action.owner, action.due_on, action.recommendation, action.priority) == (
        world.organisations["district"],
        due,
        recommendation,
        None,
    )


def test_an_action_needs_owner_date_and_measure(world, sign_in, assessment):
    page = sign_in(world.officer).post(
        f"/assessments/{assessment.slug}/actions/new/", {"title": "Do something"}
    )

    assert page.status_code == 422
    assert (
        "Choose the organisation that owns it Enter the day it is due as day, month and year "
        "Enter how you will know that it worked"
    ) in words(page)


def test_an_action_cannot_serve_what_the_board_refused(world, assessment):
    meeting = make_meeting(assessment, by=world.chair)
    refused = make_decided_priority(
        assessment, meeting=meeting, by=world.chair, title="Litter", state="not_agreed"
    )

    with pytest.raises(RuleBroken) as broken:
        actions.add(
            assessment=assessment,
            details=actions.ActionDetails(
                title="Sweep",
                owner=world.organisations["district"],
                due_on=in_days(9),
                measure="Bags",
                priority=refused,
            ),
            by=world.officer,
        )

    assert broken.value.reasons == ["The board did not agree Litter: an action cannot serve it."]


def test_a_member_reports_progress_with_the_measure_as_it_is_now(world, sign_in, action):
    page = sign_in(world.member).post(
        f"/actions/{action.pk}/progress/",
        {"text": "Letters went out.", "measured": "9 a month"},
        follow=True,
    )

    assert said(page) == ["Your note is added: the plan shows it as the latest progress."]
    assert "9 a month Letters went out. Reported by Board member" in words(page)
    assert TrailEntry.objects.get().verb == "action.progress_noted"


def test_a_viewer_reads_an_action_and_is_offered_nothing(world, sign_in, action):
    page = sign_in(world.viewer).get(f"/actions/{action.pk}/")

    assert controls(page) == []
    assert "Nothing has been reported yet." in words(page)


def test_an_action_short_of_done_gets_its_verdict_only_with_a_reason(world, sign_in, action):
    client = sign_in(world.officer)
    address = f"/actions/{action.pk}/verdict/"

    bare = client.post(address, {"verdict": "partly_done", "reason": ""})
    page = client.post(
        address, {"verdict": "partly_done", "reason": "Two builders of five."}, follow=True
    )

    assert bare.status_code == 422
    assert (
        "Give the reason: next year's document says why the action was carried out in part."
        in words(bare)
    )
    assert said(page) == [
        "“Write to the builders”: carried out in part. "
        "Next year's document opens with this verdict."
    ]
    assert "Correct the verdict" in controls(page)
    assert "Change the action" not in controls(page)
    action.refresh_from_db()
    assert (action.verdict, action.verdict_reason, action.verdict_by) == (
        "partly_done",
        "Two builders of five.",
        world.officer,
    )


def test_a_verdict_is_corrected_by_another_and_the_trail_keeps_both(world, action):
    actions.give_verdict(action=action, verdict="done", reason="", by=world.officer)
    with pytest.raises(RuleBroken):
        actions.give_verdict(action=action, verdict="not_done", reason=" ", by=world.lead)
    actions.give_verdict(
        action=action, verdict="not_done", reason="The letters came back.", by=world.lead
    )

    assert [
        (entry.verb, entry.actor_name, entry.before, entry.after)
        for entry in TrailEntry.objects.all()
    ] == [
        (
            "action.verdict_corrected",
            "Strategic lead",
            {"verdict": "done", "reason": ""},
            {"verdict": "not_done", "reason": "The letters came back."},
        ),
        (
            "action.verdict_given",
            "Community safety officer",
            {"verdict": "", "reason": ""},
            {"verdict": "done", "reason": ""},
        ),
    ]


def test_an_action_with_a_verdict_is_not_reworded(world, sign_in, action):
    actions.give_verdict(action=action, verdict="done", reason="", by=world.officer)

    page = sign_in(world.officer).get(f"/actions/{action.pk}/edit/")

    assert "This action has its verdict (carried out): it stays as it was judged." in words(page)


def test_a_member_gives_no_verdict(world, action):
    with pytest.raises(PermissionDenied):
        actions.give_verdict(action=action, verdict="done", reason="", by=world.member)


def test_thirty_notes_cost_as_many_queries_as_one(world, sign_in, action):
    client = sign_in(world.viewer)
    address = f"/actions/{action.pk}/"
    make_progress_note(action, by=world.member)
    one = queries_of(client, address)
    for _ in range(29):
        make_progress_note(action, by=world.member)

    assert queries_of(client, address) == one
