"""The stage of the response is left when the public edition stands; reports adds that line."""

import pytest

from assessment.models import Assessment
from assessment.rules import gates
from reports.models import Edition
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


def standing(assessment):
    lines = {check.item.slug: check.reasons for check in gates.checklist(assessment)}
    return lines["public-edition"]


@pytest.mark.parametrize(
    ("audience", "state", "expected"),
    [
        ("public", "done", ()),
        ("public", "queued", ("No public edition has been published yet.",)),
        ("board", "done", ("No public edition has been published yet.",)),
    ],
)
def test_only_a_finished_public_edition_opens_the_gate(world, audience, state, expected):
    assessment = make_assessment(world.partnership, by=world.analyst)
    Assessment.objects.filter(pk=assessment.pk).update(stage="respond")
    assessment.refresh_from_db()
    Edition.objects.create(
        assessment=assessment, number=1, audience=audience, state=state, outline={}, digest="0"
    )

    assert standing(assessment) == expected
