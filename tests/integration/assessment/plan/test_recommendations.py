"""Adding and rewording recommendations."""

import pytest

from assessment.models import Recommendation
from assessment.operations import recommendations
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.board import make_recommendation
from tests.factories.years import make_assessment
from tests.integration.reading import said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_a_contributor_adds_a_recommendation_to_a_box(world, sign_in, assessment):
    box = assessment.sections.get(key="offenders.recommendations")

    page = sign_in(world.contributor).post(
        f"/assessments/{assessment.slug}/recommendations/new/",
        {"section": box.pk, "text": "Share the list", "gap": "Nobody has it.", "owner": ""},
        follow=True,
    )

    assert page.redirect_chain == [(f"/assessments/{assessment.slug}/plan/", 302)]
    assert said(page) == ["The recommendation is added. Next: say which actions carry it out."]
    made = Recommendation.objects.get()
    assert (made.section, made.text, made.gap, made.owner, made.made_by) == (
        box,
        "Share the list",
        "Nobody has it.",
        None,
        world.contributor,
    )


def test_only_the_fifteen_boxes_are_offered_and_a_link_may_choose_one(world, sign_in, assessment):
    box = assessment.sections.get(key="victims.gaps")

    page = sign_in(world.lead).get(
        f"/assessments/{assessment.slug}/recommendations/new/?section={box.pk}"
    )

    form = page.context["form"]
    labels = [label for _, label in form.fields["section"].choices]
    assert labels[:3] == ["Choose a box", "Victims: key information", "Victims: current work"]
    assert len(labels) == 16
    assert form["section"].value() == str(box.pk)


def test_a_recommendation_without_box_or_words_is_refused(world, sign_in, assessment):
    page = sign_in(world.officer).post(f"/assessments/{assessment.slug}/recommendations/new/", {})

    assert page.status_code == 422
    assert "Choose the box that it belongs to Enter what the partnership should do" in words(page)


def test_a_recommendation_is_reworded_and_the_trail_keeps_what_it_was(world, sign_in, assessment):
    recommendation = make_recommendation(assessment, by=world.officer)

    page = sign_in(world.lead).post(
        f"/recommendations/{recommendation.pk}/edit/",
        {"section": recommendation.section_id, "text": "Fit better locks"},
        follow=True,
    )

    assert said(page) == ["The recommendation is saved."]
    entry = TrailEntry.objects.get()
    assert (entry.actor_name, entry.before, entry.after) == (
        "Strategic lead",
        {"text": "Fit locks before families move in"},
        {"text": "Fit better locks"},
    )


def test_a_section_that_is_no_box_takes_no_recommendation(world, assessment):
    with pytest.raises(RuleBroken) as refused:
        recommendations.add(
            assessment=assessment,
            details=recommendations.RecommendationDetails(
                section=assessment.sections.get(key="introduction"), text="Write more"
            ),
            by=world.officer,
        )

    assert refused.value.reasons == ["A recommendation belongs to one of the fifteen boxes."]
