"""A priority from its proposal to the board's final decision."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from assessment.models import Issue, Priority
from assessment.operations import priorities
from assessment.presenters import board as presenter
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from reports.models import Edition
from tests.factories.board import (
    in_days,
    make_decided_priority,
    make_meeting,
    make_paper,
    make_priority,
    resolution,
)
from tests.factories.years import make_assessment
from tests.integration.reading import controls, said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def publish(assessment, *, number: int, audience: str = "board", state: str = "done") -> str:
    digest = str(number) * 64
    Edition.objects.create(
        assessment=assessment,
        number=number,
        audience=audience,
        state=state,
        outline={},
        digest=digest,
    )
    return digest


def test_a_lead_proposes_a_priority_that_rests_on_a_key_line(world, sign_in, assessment):
    key_line = Issue.objects.create(
        assessment=assessment, title="Burglary", state="key_line", raised_by=world.officer
    )
    Issue.objects.create(assessment=assessment, title="Litter", raised_by=world.officer)
    client = sign_in(world.lead)
    address = f"/assessments/{assessment.slug}/priorities/new/"

    asked = client.get(address)
    page = client.post(
        address,
        {
            "title": "Burglary in new estates",
            "statement": "Homes sold last year are burgled most.",
            "theme": "victims",
            "key_line": key_line.pk,
        },
        follow=True,
    )

    assert [str(issue) for issue in asked.context["form"].fields["key_line"].queryset] == [
        "Burglary"
    ]
    assert said(page) == [
        "“Burglary in new estates” is proposed. Next: the board decides on it at a meeting."
    ]
    priority = Priority.objects.get()
    assert (priority.order, priority.theme, priority.key_line, priority.state) == (
        1,
        "victims",
        key_line,
        "proposed",
    )


def test_a_proposed_priority_is_worded_differently(world, sign_in, assessment):
    priority = make_priority(assessment, by=world.lead)

    page = sign_in(world.officer).post(
        f"/priorities/{priority.pk}/edit/",
        {"title": "Burglary", "statement": priority.statement, "theme": "", "key_line": ""},
        follow=True,
    )

    assert said(page) == ["“Burglary” is saved. The board has not decided yet."]
    entry = TrailEntry.objects.get()
    assert (entry.verb, entry.before, entry.after) == (
        "priority.changed",
        {"title": "Burglary in new estates", "exception": priority.exception},
        {"title": "Burglary", "exception": ""},
    )


def test_a_decided_priority_keeps_its_words_and_the_page_says_so_before(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair)
    priority = make_decided_priority(assessment, meeting=meeting, by=world.chair)
    client = sign_in(world.officer)
    address = f"/priorities/{priority.pk}/edit/"
    final = (
        "The board has decided on this priority (agreed): its words are final. "
        "Propose another one if the board is to think again."
    )

    asked = client.get(address)
    refused = client.post(address, {"title": "Other", "statement": "Words"})

    assert final in words(asked)
    assert refused.status_code == 422
    assert final in words(refused)
    priority.refresh_from_db()
    assert priority.title == "Burglary in new estates"


def test_the_chair_checks_the_decision_and_then_makes_it_final(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)
    publish(assessment, number=1)
    digest = publish(assessment, number=2)
    publish(assessment, number=3, state="rendering")
    publish(assessment, number=4, audience="public")
    client = sign_in(world.chair)
    address = f"/priorities/{priority.pk}/decide/"
    moved, seconded = meeting.attendances.all()[:2]
    answers = {
        "meeting": meeting.pk,
        "decision": "agreed",
        "evidence_says": "Four in ten homes on the new estates were burgled.",
        "reason": "It hurts more people than anything else we scanned.",
        "moved_by": moved.pk,
        "seconded_by": seconded.pk,
    }

    checked = client.post(address, answers | {"step": "check"})
    priority.refresh_from_db()
    before = priority.state
    changed = client.post(address, answers | {"step": "change"})
    final = client.post(address, answers | {"step": "confirm"}, follow=True)

    assert checked.status_code == 200
    assert "Check the decision before it is final" in words(checked)
    assert "Edition 2 for the board, hash 222222222222" in words(checked)
    assert controls(checked) == ["Make the decision final", "Change something"]
    assert before == "proposed"
    assert "It hurts more people than anything else we scanned." in changed.content.decode()
    assert f"Moved and seconded by {moved}; {seconded}" in words(checked)
    assert said(final) == [
        "“Burglary in new estates”: agreed. The decision is final and stands in the document."
    ]
    priority.refresh_from_db()
    assert (priority.state, priority.evidence_says, priority.reason) == (
        "agreed",
        answers["evidence_says"],
        answers["reason"],
    )
    assert (priority.meeting, priority.moved_by, priority.seconded_by, priority.decided_by) == (
        meeting,
        moved,
        seconded,
        world.chair,
    )
    assert priority.edition_digest == digest


def test_a_decision_without_a_reason_is_refused(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)

    page = sign_in(world.chair).post(
        f"/priorities/{priority.pk}/decide/",
        {"meeting": meeting.pk, "decision": "not_agreed", "reason": " ", "step": "confirm"},
    )

    assert page.status_code == 422
    assert "Enter the board's reason" in words(page)
    priority.refresh_from_db()
    assert priority.state == "proposed"


def test_a_meeting_without_its_quorum_decides_nothing(world, sign_in, assessment):
    make_meeting(
        assessment, by=world.chair, title="Full", present=tuple(world.organisations.values())
    )
    thin = make_meeting(
        assessment, by=world.chair, title="Thin", present=(world.organisations["police"],)
    )
    priority = make_priority(assessment, by=world.lead)

    page = sign_in(world.chair).post(
        f"/priorities/{priority.pk}/decide/",
        {
            "meeting": thin.pk,
            "decision": "agreed",
            "evidence_says": "Four in ten homes on the new estates were burgled.",
            "reason": "It hurts more people than anything else we scanned.",
            "moved_by": thin.attendances.get().pk,
            "seconded_by": thin.attendances.get().pk,
            "step": "check",
        },
    )

    assert page.status_code == 422
    assert (
        "Thin cannot decide: 1 of 3 responsible authorities present; 2 needed: not quorate."
        in words(page)
    )


def test_a_meeting_still_ahead_is_not_offered_and_decides_nothing(world, sign_in, assessment):
    ahead = make_meeting(
        assessment,
        by=world.chair,
        title="Winter board",
        held_on=datetime.date(2099, 12, 1),
        present=tuple(world.organisations.values()),
    )
    priority = make_priority(assessment, by=world.lead)

    page = sign_in(world.chair).get(f"/priorities/{priority.pk}/decide/")

    assert "Winter board" not in words(page)
    assert "No meeting has been held yet" in words(page)
    with pytest.raises(RuleBroken) as refused:
        priorities.decide(priority=priority, resolution=resolution(ahead), by=world.chair)
    assert refused.value.reasons == [
        "Winter board is on 1 December 2099: a decision cannot be recorded before the meeting."
    ]


def test_a_decision_is_made_once(world, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)
    digest = make_paper(assessment)
    no = resolution(meeting, agreed=False)
    priorities.decide(priority=priority, resolution=no, by=world.chair)

    with pytest.raises(RuleBroken) as refused:
        priorities.decide(priority=priority, resolution=resolution(meeting), by=world.chair)

    assert refused.value.reasons == [
        "The board has already decided on this priority, and a decision is final."
    ]
    priority.refresh_from_db()
    assert (priority.state, priority.reason, priority.edition_digest) == (
        "not_agreed",
        no.reason,
        digest,
    )


def test_another_years_meeting_decides_nothing(world, assessment):
    other = make_assessment(world.partnership, by=world.analyst, year=2025)
    meeting = make_meeting(other, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)

    with pytest.raises(RuleBroken) as refused:
        priorities.decide(priority=priority, resolution=resolution(meeting), by=world.chair)

    assert refused.value.reasons == ["That meeting belongs to another year's assessment."]


def test_an_officer_does_not_decide(world, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)

    with pytest.raises(PermissionDenied):
        priorities.decide(priority=priority, resolution=resolution(meeting), by=world.officer)


def test_the_document_is_told_every_decision_with_who_attended(world, assessment):
    meeting = make_meeting(
        assessment,
        by=world.chair,
        held_on=in_days(-7),
        present=(world.organisations["police"], world.organisations["fire"]),
    )
    agreed = make_decided_priority(
        assessment, meeting=meeting, by=world.chair, theme="victims", order=1
    )
    waiting = make_priority(assessment, by=world.lead, title="Litter", order=2)

    assert presenter.decisions(assessment) == (
        presenter.Decision(
            pk=agreed.pk,
            title="Burglary in new estates",
            statement="Homes sold last year are burgled most.",
            theme="victims",
            theme_label="Victims",
            key_line="",
            state="agreed",
            state_label="Agreed",
            state_colour="green",
            exception=agreed.exception,
            evidence_says="",
            reason="It hurts most people.",
            moved_for="",
            seconded_for="",
            moved="",
            lacks=(),
            meeting_pk=meeting.pk,
            meeting="Autumn board",
            held_on=in_days(-7),
            quorum="2 of 3 responsible authorities present; 2 needed: quorate",
            edition_digest="",
            attended=(
                presenter.Present(
                    "Wexshire Constabulary",
                    "Somebody of Wexshire Constabulary",
                    "",
                    True,
                    "Deputy",
                ),
                presenter.Present(
                    "Wexshire Fire and Rescue",
                    "Somebody of Wexshire Fire and Rescue",
                    "",
                    True,
                    "Deputy",
                ),
            ),
        ),
        presenter.Decision(
            pk=waiting.pk,
            title="Litter",
            statement="Homes sold last year are burgled most.",
            theme="",
            theme_label="",
            key_line="",
            state="proposed",
            state_label="Proposed",
            state_colour="blue",
            exception=waiting.exception,
            evidence_says="",
            reason="",
            moved_for="",
            seconded_for="",
            moved="",
            lacks=(),
            meeting_pk=None,
            meeting="",
            held_on=None,
            quorum="",
            edition_digest="",
            attended=(),
        ),
    )


def test_whoever_says_nothing_to_a_decision_counts_for_the_quorum_alone(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    priority = make_priority(assessment, by=world.lead)
    publish(assessment, number=1)
    client = sign_in(world.chair)

    form = client.get(f"/priorities/{priority.pk}/decide/").context["form"]
    priorities.decide(priority=priority, resolution=resolution(meeting), by=world.chair)

    # No votes are counted: what the chair records is the result, and nobody's silence is.
    assert [slug for slug, _ in form.fields["decision"].choices if slug] == [
        "agreed",
        "not_agreed",
    ]
    assert not [name for name in form.fields if "vote" in name or "abst" in name]
    told = words(client.get(meeting.get_absolute_url()))
    assert "3 of 3 responsible authorities present; 2 needed: quorate." in told
