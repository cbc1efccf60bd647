"""Little-known harm keeps its place: confidence stands beside the mark, on pages and in print."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from assessment.matrix import FACTORS
from assessment.models import Assessment, Factor
from assessment.operations import assessments, factors, scores
from assessment.operations.factors import NewFactor
from assessment.presenters import draft_records
from assessment.presenters import scan as presenter
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.scan import make_issue

pytestmark = pytest.mark.django_db

migration = importlib.import_module("assessment.migrations.0004_confidence_out_of_running_marks")
# By the generic matrix's factors in order; the last says how sure.
GIVEN = {"Trafficking": (4, 3, 1, 2, 1), "Theft from shops": (2, 4, 4, 3, 4)}


@pytest.fixture
def assessment(world):
    """Scored alike by two: much harm of which nobody knows much, and much that is well known."""
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    issues = {title: make_issue(assessment, title, by=world.officer) for title in GIVEN}
    cells = {
        (issues[title].pk, factor.pk): value
        for title, values in GIVEN.items()
        for factor, value in zip(assessment.factors.all(), values, strict=True)
    }
    for scorer in (world.officer, world.lead):
        scores.save(assessment=assessment, values=cells, by=scorer)
        scores.submit(assessment=assessment, by=scorer)
    return scores.close(assessment=assessment, by=world.analyst)


def places(assessment, user):
    return [
        (line.place, line.title, line.mean, line.known.value)
        for line in presenter.issue_lines(assessment, user)
    ]


def as_it_was(assessment):
    """The matrix as every year had it before confidence stood beside the mark."""
    assessment.factors.filter(is_confidence=True).update(is_confidence=False, weight=1)
    return Assessment.objects.get(pk=assessment.pk)


def test_little_known_harm_is_ranked_by_its_harm(world, assessment):
    assert places(assessment, world.analyst) == [
        ("1", "Theft from shops", 66.7, 100.0),
        ("2", "Trafficking", 62.5, 0.0),
    ]


def test_little_known_harm_is_named_on_the_pages(world, assessment, sign_in):
    warning = "Little known, yet scored high for harm to people and how much of it. Find out more."
    issue = assessment.issues.get(title="Trafficking")
    lines = presenter.issue_lines(assessment, world.analyst)

    assert [line.known.warning for line in lines] == ["", warning]
    client = sign_in(world.analyst)
    for page in (
        reverse("scan", args=[assessment.slug]),
        reverse("key-lines", args=[assessment.slug]),
        issue.get_absolute_url(),
    ):
        text = client.get(page).content.decode()
        assert text.count(warning) == 1, page


def test_nothing_is_told_of_how_sure_others_are_before_scoring_closes(world, assessment):
    Assessment.objects.filter(pk=assessment.pk).update(
        scoring_closed_at=None, scoring_closed_by=None
    )
    assessment.refresh_from_db()

    for viewer in (world.officer, world.steward):
        assert {line.known for line in presenter.issue_lines(assessment, viewer)} == {
            presenter.judging.Known()
        }


def test_the_document_prints_it_beside_the_mark(world, assessment):
    made = draft_records.of(assessment)

    (table,) = made.tables["analysis.scanning"]
    assert [(row[0], row[3], row[5]) for row in table.rows] == [
        ("Theft from shops", "67", "very high, 100 of 100"),
        ("Trafficking", "62", "low, 0 of 100"),
    ]
    how, little = made.sentences["analysis.scanning"]
    assert "a generic matrix of 4 factors" in how
    assert "Confidence in the data stands beside the mark and does not count in it" in how
    assert little == (
        "Little known, yet scored high: Trafficking (harm to people and how much of it)."
    )


def test_a_running_year_is_ranked_anew_and_its_scorers_are_told_why(world, assessment, sign_in):
    # Before, the officer's issue of 61.1 with confidence stood above; without it it falls behind.
    known = make_issue(assessment, "Noise", by=world.officer)
    Assessment.objects.filter(pk=assessment.pk).update(
        scoring_closed_at=None, scoring_closed_by=None
    )
    for scorer in (world.officer, world.lead):
        scores.reopen(assessment=assessment, by=scorer)
        cells = {
            (known.pk, factor.pk): value
            for factor, value in zip(assessment.factors.all(), (2, 3, 4, 3, 4), strict=True)
        }
        scores.save(assessment=assessment, values=cells, by=scorer)
        scores.submit(assessment=assessment, by=scorer)
    scores.close(assessment=assessment, by=world.analyst)
    old = as_it_was(assessment)
    assert [(p, t, m) for p, t, m, _ in places(old, world.analyst)] == [
        ("1", "Theft from shops", 70.4),
        ("2", "Noise", 63.0),
        ("3", "Trafficking", 55.6),
    ]

    migration.tell_apart(apps, None)

    new = Assessment.objects.get(pk=assessment.pk)
    assert [(p, t, m) for p, t, m, _ in places(new, world.analyst)] == [
        ("1", "Theft from shops", 66.7),
        ("2", "Trafficking", 62.5),
        ("3", "Noise", 58.3),
    ]
    why = (
        "Confidence in the data no longer counts in the mark; it stands beside it. Nobody&#x27;s "
        "scores were changed. Places that change because of this: Trafficking from 3 to 2 and "
        "Noise from 2 to 3."
    )
    for viewer in (world.officer, world.lead):
        assert why in sign_in(viewer).get(reverse("scan", args=[new.slug])).content.decode()
    assert TrailEntry.objects.filter(verb="scoring.ranked_anew").count() == 1
    assert new.factors.get(is_confidence=True).scores.count() == 6


@pytest.mark.parametrize("change", [{"stage": "assess"}, {"followed": True}])
def test_a_year_that_is_over_keeps_its_printed_marks_and_says_so(
    world, assessment, sign_in, change
):
    as_it_was(assessment)
    if "followed" in change:
        assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)
    else:
        Assessment.objects.filter(pk=assessment.pk).update(**change)

    migration.tell_apart(apps, None)

    kept = Assessment.objects.get(pk=assessment.pk)
    assert [(p, t, m) for p, t, m, _ in places(kept, world.analyst)] == [
        ("1", "Theft from shops", 70.4),
        ("2", "Trafficking", 55.6),
    ]
    page = sign_in(world.analyst).get(reverse("scan", args=[kept.slug])).content.decode()
    assert "counts in the marks of this year (weight 1), as they were printed" in page
    assert "places-moved" not in page


def test_a_year_whose_scoring_is_open_has_nothing_to_explain(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    as_it_was(assessment)

    migration.tell_apart(apps, None)

    assert assessment.factors.get(is_confidence=True).weight == 0
    assert not TrailEntry.objects.filter(verb="scoring.ranked_anew").exists()


def test_going_back_loses_nothing_that_was_scored(world, assessment):
    before = list(Factor.objects.values_list("name", "scores__value").order_by("pk", "scores"))

    migration.forget(apps, None)
    migration.tell_apart(apps, None)

    assert (
        list(Factor.objects.values_list("name", "scores__value").order_by("pk", "scores")) == before
    )


def test_next_years_matrix_asks_beside_the_mark_even_after_a_printed_year(world, assessment):
    as_it_was(assessment)
    Assessment.objects.filter(pk=assessment.pk).update(stage="assess")
    migration.tell_apart(apps, None)

    following = assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)

    assert list(following.factors.values_list("name", "weight", "is_confidence")) == [
        (plan.name, plan.weight, plan.is_confidence) for plan in FACTORS
    ]


SCALE = (
    {"value": 1, "label": "Low", "definition": "a"},
    {"value": 2, "label": "High", "definition": "b"},
)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            [NewFactor("Trust", "Sure?", 3, SCALE, is_confidence=True)],
            "Keep at least one factor that counts in the mark.",
        ),
        (
            [NewFactor("Harm", "How bad?", 0, SCALE)],
            "Keep at least one factor that counts in the mark.",
        ),
        (
            [
                NewFactor("Harm", "How bad?", 1, SCALE),
                NewFactor("Trust", "Sure?", 0, SCALE, is_confidence=True),
                NewFactor("Data", "Sure?", 0, SCALE, is_confidence=True),
            ],
            "Two factors say how sure we are: keep one of them, the other counts in the mark.",
        ),
    ],
)
def test_a_matrix_weighs_by_something_and_asks_once_how_sure(world, written, reason):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    with pytest.raises(RuleBroken) as refused:
        factors.define(assessment=assessment, factors=written, by=world.analyst)

    assert refused.value.reasons == [reason]


def test_the_matrix_is_changed_in_the_browser_and_confidence_never_gets_a_weight(world, sign_in):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    steps = {f"step_{n}": "means" for n in range(1, 5)}
    rows = {
        "factor-1": {"name": "Harm", "asks": "How bad?", "weight": "3", "use": "mark", **steps},
        "factor-2": {"name": "Sure", "asks": "Sure?", "weight": "9", "use": "confidence", **steps},
    }
    data = {
        f"{prefix}-{name}": value for prefix, row in rows.items() for name, value in row.items()
    }

    answer = sign_in(world.analyst).post(reverse("factor-list", args=[assessment.slug]), data)
    light = sign_in(world.analyst).post(
        reverse("factor-list", args=[assessment.slug]), {**data, "factor-1-weight": "0"}
    )

    assert answer.status_code == 302
    assert list(assessment.factors.values_list("name", "weight", "is_confidence")) == [
        ("Harm", 3, False),
        ("Sure", 0, True),
    ]
    assert "Enter a weight from 1 to 10" in light.content.decode()
