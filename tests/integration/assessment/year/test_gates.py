"""The gate of each stage: what is missing, in the words that the page and the server share."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from assessment.models import (
    Action,
    Assessment,
    Comment,
    ComponentAnswer,
    Consultation,
    Lesson,
    Meeting,
    Priority,
    Section,
)
from assessment.operations import assessments
from assessment.rules import gates
from assessment.structure import COMPONENTS
from datasources.models import Delivery, Review, Slice, Source
from partnerships.errors import RuleBroken
from tests.factories import text
from tests.factories.board import make_seat, typed
from tests.factories.data import make_source
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def in_stage(assessment, stage):
    Assessment.objects.filter(pk=assessment.pk).update(stage=stage)
    assessment.refresh_from_db()
    return assessment


def standing(assessment):
    """The room's own lines; the room above adds its own."""
    own = {"sources", "scoring", "key-lines", "refused", "consultation", "boxes", "covered"}
    own |= {"components", "comments", "priorities", "verdicts", "lessons", "next"}
    return {
        check.item.slug: list(check.reasons)
        for check in gates.checklist(assessment)
        if check.item.slug in own
    }


def test_a_new_scan_lacks_everything(assessment):
    assert standing(assessment) == {
        "sources": ["No data source is in the register yet."],
        "scoring": ["Scoring is still open."],
        "key-lines": ["The key lines are not agreed yet."],
        "refused": ["No issue has been gathered yet."],
        "consultation": ["The partnership has not agreed yet how residents are consulted."],
    }


def finish_scan(world, assessment):
    police = Source.objects.create(
        partnership=world.partnership,
        slug="police",
        name="Police recorded crime",
        kind="police-street",
    )
    police.review = Review.objects.create(
        source=police, robustness="strong", caveat="Audited.", reviewed_by=world.analyst
    )
    police.save()
    make_issue(assessment, "Arson", by=world.officer, state="key_line")
    make_issue(
        assessment, "Theft", by=world.officer, state="not_taken", decision_reason="Few cases."
    )
    Consultation.objects.create(
        assessment=assessment,
        title="Summer survey",
        whom="Residents",
        how="Paper",
        starts_on=TODAY,
        ends_on=TODAY,
        recorded_by=world.officer,
        agreed_at=NOW,
        agreed_by=world.officer,
    )
    assessment.scoring_closed_at = assessment.key_lines_agreed_at = NOW
    assessment.scoring_closed_by = assessment.key_lines_agreed_by = world.analyst
    assessment.save()


def test_a_finished_scan_is_left_by_the_button(world, assessment, sign_in):
    finish_scan(world, assessment)

    answer = sign_in(world.analyst).post(
        reverse("stage-move", args=[assessment.slug]), {"to": "analyse"}, follow=True
    )

    assessment.refresh_from_db()
    assert assessment.stage == "analyse"
    assert [str(message) for message in answer.context["messages"]] == [
        "The assessment is now in the stage Analyse. What is asked here: Key lines analysed and "
        "the fifteen boxes drafted."
    ]


def test_a_source_in_use_that_nobody_reviewed_holds_the_gate(world, assessment):
    finish_scan(world, assessment)
    fire = make_source(world.partnership, "counts", by=world.analyst, name="Fire incidents")
    delivery = Delivery.objects.create(source=fire)
    put_in_use = {"source": fire, "delivery": delivery, "rows": 1, "sha256": "0" * 64}
    for month in ("2025-01", "2025-02"):
        Slice.objects.create(
            period=month, path=month, is_current=True, accepted_at=NOW, **put_in_use
        )

    with pytest.raises(RuleBroken) as refused:
        assessments.move_stage(assessment=assessment, to="analyse", by=world.analyst)

    assert refused.value.reasons == ["In use and not reviewed yet: Fire incidents."]


def test_a_source_that_only_stands_in_the_register_holds_nothing_up(world, assessment):
    finish_scan(world, assessment)
    fire = make_source(world.partnership, "counts", by=world.analyst, name="Fire incidents")
    delivery = Delivery.objects.create(source=fire)
    Slice.objects.create(
        source=fire, delivery=delivery, period="2025-01", rows=1, path="a", sha256="0" * 64
    )

    assert standing(assessment)["sources"] == []

    Source.objects.update(review=None)

    assert standing(assessment)["sources"] == ["No data source is reviewed yet."]


def test_an_issue_added_after_the_choice_holds_the_gate(world, assessment):
    finish_scan(world, assessment)
    make_issue(assessment, "Late", by=world.officer)

    assert standing(assessment)["refused"] == ["Neither chosen nor refused yet: Late."]


def test_the_analysis_is_left_when_boxes_key_lines_and_components_stand(world, assessment):
    in_stage(assessment, "analyse")
    key_line = make_issue(assessment, "Arson", by=world.officer, state="key_line")
    before = standing(assessment)

    Section.objects.filter(assessment=assessment, key__regex=r"^(v|o|l).*\.").update(
        state="in_review", words=40
    )
    box = assessment.sections.get(key="victims.gaps")
    key_line.sections.add(box)
    words = "Nobody looks after the evening hours in the market towns."
    text.write(box, words, by=world.officer, state="in_review")
    *three, last = COMPONENTS
    for component in three:
        text.point_at(box, component.slug, by=world.officer, passage=words)
    ComponentAnswer.objects.create(
        assessment=assessment, component=last.slug, reason="First year.", pointed_by=world.officer
    )

    assert before == {
        "boxes": [
            "15 of 15 boxes not handed over yet: Victims: key information, Victims: current "
            "work, Victims: progress, Victims: gaps and 11 more."
        ],
        "covered": ["No section is named yet as covering: Arson."],
        "components": [
            "Not answered yet: levels and patterns, changes since last time, why they changed "
            "and last year's plan."
        ],
    }
    assert standing(assessment) == {"boxes": [], "covered": [], "components": []}


def test_a_component_named_without_a_passage_is_not_answered(world, assessment):
    in_stage(assessment, "analyse")
    section = assessment.sections.get(key="analysis.activity")
    text.write(section, "The plan was carried out in most of its parts.", by=world.officer)
    text.point_at(section, "plan", by=world.officer)

    assert "last year's plan" in standing(assessment)["components"][0]


def test_the_response_is_left_when_comments_and_priorities_are_settled(world, assessment):
    in_stage(assessment, "respond")
    section = assessment.sections.get(key="summary")
    comment = Comment.objects.create(section=section, body="Too long", made_by=world.member)
    priority = Priority.objects.create(
        assessment=assessment, title="Arson", statement="Less of it", proposed_by=world.lead
    )
    before = standing(assessment)

    meeting = Meeting.objects.create(
        assessment=assessment, title="Board", held_on=TODAY, quorum=2, recorded_by=world.chair
    )
    for kind in ("police", "fire"):
        make_seat(meeting, world.organisations[kind], by=world.chair)
    priority.state, priority.meeting, priority.reason = "agreed", meeting, "Growing"
    priority.decided_at, priority.decided_by = NOW, world.chair
    priority.save()
    comment.state, comment.answered_at, comment.answered_by = "accepted", NOW, world.officer
    comment.save()

    assert before == {
        "comments": ["One comment waits for an answer."],
        "priorities": ["Not decided yet: Arson.", "The board has not agreed any priority yet."],
    }
    assert standing(assessment) == {"comments": [], "priorities": []}


def test_a_decision_without_quorum_does_not_count(world, assessment):
    in_stage(assessment, "respond")
    meeting = Meeting.objects.create(
        assessment=assessment, title="Board", held_on=TODAY, quorum=2, recorded_by=world.chair
    )
    for person in ("One", "Another"):
        typed(meeting, world.organisations["police"], person)
    Priority.objects.create(
        assessment=assessment,
        title="Arson",
        statement="Less of it",
        proposed_by=world.lead,
        state="agreed",
        meeting=meeting,
        decided_at=NOW,
        decided_by=world.chair,
    )

    assert standing(assessment)["priorities"] == ["Decided by a meeting without quorum: Arson."]


def test_the_year_is_complete_when_the_next_is_open(world, assessment):
    in_stage(assessment, "assess")
    action = Action.objects.create(
        assessment=assessment,
        title="Light the path",
        owner=world.organisations["district"],
        due_on=TODAY,
        measure="Lamps",
        made_by=world.officer,
    )
    before = standing(assessment)

    action.verdict, action.verdict_at, action.verdict_by = "done", NOW, world.officer
    action.save()
    Lesson.objects.create(assessment=assessment, comment="Too long", recorded_by=world.officer)
    assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)

    assert before == {
        "verdicts": ["No verdict yet: Light the path."],
        "lessons": ["No comment on the process has been recorded yet."],
        "next": ["The assessment for 2027 is not opened yet."],
    }
    assert standing(assessment) == {"verdicts": [], "lessons": [], "next": []}


def test_going_back_a_stage_needs_a_reason(world, assessment):
    in_stage(assessment, "analyse")

    with pytest.raises(RuleBroken) as refused:
        assessments.move_stage(assessment=assessment, to="scan", reason=" ", by=world.analyst)
    assessments.move_stage(
        assessment=assessment, to="scan", reason="A source came late.", by=world.analyst
    )

    assert refused.value.reasons == ["Say why the assessment goes back a stage."]
    move = assessment.stage_moves.get()
    assert (move.before, move.after, move.reason) == ("analyse", "scan", "A source came late.")


def test_no_stage_is_jumped(world, assessment):
    with pytest.raises(RuleBroken):
        assessments.move_stage(assessment=assessment, to="respond", by=world.analyst)


def test_only_who_runs_the_year_moves_it(world, assessment):
    with pytest.raises(PermissionDenied):
        assessments.move_stage(assessment=assessment, to="analyse", by=world.officer)


def test_the_page_and_the_server_refuse_with_the_same_words(world, assessment, sign_in):
    client = sign_in(world.analyst)

    page = client.get(reverse("assessment-detail", args=[assessment.slug])).content.decode()
    answer = client.post(
        reverse("stage-move", args=[assessment.slug]), {"to": "analyse"}, follow=True
    )

    reasons = [words for check in gates.checklist(assessment) for words in check.reasons]
    assert [words for words in reasons if words not in page] == []
    assert 'aria-disabled="true" aria-describedby="gate-list"' in page
    assert [str(message) for message in answer.context["messages"]] == [" ".join(reasons)]


def test_a_line_registered_twice_stands_once(assessment):
    item = gates.GateItem("again", "Again", lambda _: ["Not yet."], "scan")
    before = list(gates.GATES["scan"])
    try:
        gates.register("scan", item)
        gates.register("scan", item)
        assert [check.item.slug for check in gates.checklist(assessment)].count("again") == 1
    finally:
        gates.GATES["scan"] = before
