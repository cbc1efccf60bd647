"""Lessons about the process: recorded, followed by a change, read again next year."""

import pytest

from assessment.models import Lesson
from assessment.operations import assessments
from tests.factories.board import make_lesson
from tests.factories.years import make_assessment
from tests.integration.reading import controls, queries_of, said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_an_empty_list_teaches_with_an_example(world, sign_in, assessment):
    page = sign_in(world.analyst).get(f"/assessments/{assessment.slug}/lessons/")

    assert controls(page) == ["Record a lesson"]
    assert "For example: Hospital counts came too late to be used." in words(page)


def test_the_analyst_records_a_comment_and_then_the_change(world, sign_in, assessment):
    client = sign_in(world.analyst)

    recorded = client.post(
        f"/assessments/{assessment.slug}/lessons/new/",
        {"comment": "The data came late"},
        follow=True,
    )
    lesson = Lesson.objects.get()
    before = words(recorded)
    changed = client.post(
        f"/lessons/{lesson.pk}/change/", {"change": "Asked for in June"}, follow=True
    )

    assert said(recorded) == ["The comment is recorded. Next: note the change that it leads to."]
    assert "The data came late Note the change" in before
    assert "No change noted yet" in before
    assert said(changed) == ["The change is noted beside the comment that led to it."]
    assert "Changed: Asked for in June" in words(changed)
    lesson.refresh_from_db()
    assert (lesson.recorded_by, lesson.changed_by) == (world.analyst, world.analyst)


def test_an_empty_comment_is_refused(world, sign_in, assessment):
    page = sign_in(world.member).post(
        f"/assessments/{assessment.slug}/lessons/new/", {"comment": "  "}
    )

    assert page.status_code == 422
    assert "Enter what should be remembered" in words(page)


def test_next_year_is_shown_last_years_lessons_with_their_changes(world, sign_in):
    last = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    make_lesson(last, by=world.officer, change="Asked for in June")

    this = assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)
    page = sign_in(world.viewer).get(f"/assessments/{this.slug}/lessons/")

    assert (
        "This year, 2027 Nothing has been recorded yet. "
        "Last year, 2026 The data came late Changed: Asked for in June"
    ) in words(page)
    assert controls(page) == []


def test_thirty_lessons_cost_as_many_queries_as_one(world, sign_in, assessment):
    client = sign_in(world.member)
    address = f"/assessments/{assessment.slug}/lessons/"
    make_lesson(assessment, by=world.officer, change="Changed")
    one = queries_of(client, address)
    for _ in range(29):
        make_lesson(assessment, by=world.officer, change="Changed")

    assert queries_of(client, address) == one
