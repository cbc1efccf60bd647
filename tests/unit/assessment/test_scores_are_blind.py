"""Who may see whose scores: the query, against the rule as it is said."""

import itertools

import pytest
from django.utils import timezone

from assessment.models import Score, ScoreSheet
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment


def may_see_scores(*, viewer: int, scorer: int, is_submitted: bool, is_closed: bool) -> bool:
    """One's own always; another's when scoring is closed and they stood by them."""
    return viewer == scorer or (is_closed and is_submitted)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_submitted", "is_closed"), list(itertools.product([False, True], [False, True]))
)
def test_the_query_agrees_with_the_rule(world, is_submitted, is_closed):
    assessment = make_assessment(world.partnership, by=world.analyst)
    issue = make_issue(assessment, "Arson", by=world.officer)
    now = timezone.now()
    sheet = ScoreSheet.objects.create(
        assessment=assessment, scorer=world.lead, submitted_at=now if is_submitted else None
    )
    Score.objects.create(sheet=sheet, issue=issue, factor=assessment.factors.get(), value=3)
    if is_closed:
        assessment.scoring_closed_at, assessment.scoring_closed_by = now, world.analyst
        assessment.save()

    for viewer in (world.lead, world.officer, world.analyst, world.chair):
        expected = may_see_scores(
            viewer=viewer.pk,
            scorer=world.lead.pk,
            is_submitted=is_submitted,
            is_closed=is_closed,
        )
        assert Score.objects.visible_to(viewer).exists() is expected
    assert not Score.objects.visible_to(world.stranger).exists()
