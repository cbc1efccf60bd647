"""Opening a year: what a new assessment begins with, and when it is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from assessment.matrix import FACTORS
from assessment.models import Assessment
from assessment.operations import assessments
from assessment.structure import SECTIONS
from partnerships.errors import RuleBroken
from partnerships.models import Membership, TrailEntry
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_new_year_begins_with_the_timetable_of_the_memo(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    first = assessment.steps.first()
    last = assessment.steps.last()
    assert (first.title, first.owner, first.starts_on, first.ends_on) == (
        "Review the data sources",
        world.analyst,
        datetime.date(2026, 7, 14),
        datetime.date(2026, 8, 4),
    )
    assert (last.title, last.ends_on) == ("Open next year's assessment", datetime.date(2027, 7, 13))
    papers = assessment.steps.get(title="Complete the documents")
    assert papers.ends_on == datetime.date(2027, 1, 31)


def test_a_new_year_has_every_section_empty_and_the_generic_matrix(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    assert [section.key for section in assessment.sections.all()] == [p.key for p in SECTIONS]
    assert set(assessment.sections.values_list("state", "version")) == {("not_started", 0)}
    assert [(f.name, f.weight, f.scale) for f in assessment.factors.all()] == [
        (plan.name, plan.weight, plan.scale) for plan in FACTORS
    ]


def test_a_step_has_no_owner_where_two_hold_the_role(world):
    second = make_user("second@wexmere.example", "Second analyst")
    Membership.objects.create(partnership=world.partnership, user=second, role="analyst")

    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    owners = set(assessment.steps.values_list("owner__name", flat=True))
    assert owners == {None, str(world.officer), str(world.chair)}


def test_next_year_follows_this_one_and_keeps_its_matrix_and_cap(world):
    before = assessments.open_year(partnership=world.partnership, year=2025, by=world.analyst)
    before.factors.exclude(order=1).delete()
    before.factors.update(name="Our own factor", weight=9)
    Assessment.objects.filter(pk=before.pk).update(key_line_cap=3)

    after = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    assert (after.previous, after.key_line_cap) == (before, 3)
    assert list(after.factors.values_list("name", "weight")) == [("Our own factor", 9)]


def test_a_year_is_opened_once(world):
    assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    with pytest.raises(RuleBroken) as refused:
        assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    assert refused.value.reasons == ["Wexmere already has an assessment for 2026: open that one."]


def test_a_year_that_cannot_be_meant_is_refused(world):
    with pytest.raises(RuleBroken):
        assessments.open_year(partnership=world.partnership, year=1998, by=world.analyst)


def test_only_who_manages_the_assessment_opens_a_year(world):
    with pytest.raises(PermissionDenied):
        assessments.open_year(partnership=world.partnership, year=2026, by=world.member)


def test_the_command_line_opens_a_year_without_a_person(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=None)

    entry = TrailEntry.objects.get(verb="assessment.opened")
    assert (entry.actor_name, entry.target_label) == ("The system", assessment.title)
