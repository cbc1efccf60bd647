"""The matrix: changed as a whole, until somebody has begun to score."""

import pytest
from django.urls import reverse

from tests.factories.scan import fill_sheet, make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def written(prefix, name, **changes):
    fields = {"name": name, "asks": "How bad?", "weight": "2", "step_1": "a", "step_2": "b"}
    fields |= {"step_3": "c"} | changes
    return {f"{prefix}-{key}": value for key, value in fields.items()}


def test_the_analyst_changes_a_factor_and_adds_another(world, assessment, sign_in):
    answer = sign_in(world.analyst).post(
        reverse("factor-list", args=[assessment.slug]),
        written("factor-1", "Harm") | written("factor-new", "Concern", step_4="d"),
    )

    assert answer.status_code == 302
    assert [(f.order, f.name, f.weight, len(f.scale)) for f in assessment.factors.all()] == [
        (1, "Harm", 2, 3),
        (2, "Concern", 2, 4),
    ]
    assert assessment.factors.first().scale[0] == {"value": 1, "label": "Low", "definition": "a"}


def test_a_factor_without_words_for_its_scale_comes_back(world, assessment, sign_in):
    answer = sign_in(world.analyst).post(
        reverse("factor-list", args=[assessment.slug]),
        written("factor-1", "Harm", step_2="") | {"factor-new-weight": "1"},
    )

    assert answer.status_code == 422
    assert "Say what 2 means" in answer.content.decode()


def test_the_last_factor_cannot_be_taken_out(world, assessment, sign_in):
    answer = sign_in(world.analyst).post(
        reverse("factor-list", args=[assessment.slug]),
        written("factor-1", "") | {"factor-new-weight": "1"},
    )

    assert answer.status_code == 422
    assert "Keep at least one factor." in answer.content.decode()


def test_the_matrix_stays_once_somebody_has_begun_to_score(world, assessment, sign_in):
    make_issue(assessment, "Arson", by=world.officer)
    fill_sheet(assessment, by=world.officer, values={"Arson": 2}, submit=False)
    client = sign_in(world.analyst)
    page = reverse("factor-list", args=[assessment.slug])

    shown = client.get(page).content.decode()
    refused = client.post(page, written("factor-1", "Other") | {"factor-new-weight": "1"})

    words = "Somebody has begun to score: the matrix stays as it is this year."
    assert words in shown
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert assessment.factors.get().name == "Harm"
