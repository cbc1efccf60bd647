"""Home: what waits for each person, where the year is, what others did."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessment.models import Comment, ComponentAnswer, KeptText, Section, Step
from assessment.operations import assessments, issues
from assessment.presenters import components, home
from assessment.presenters import year as years
from datasources.models import Delivery, Source
from tests.factories import text
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def waiting(user, world, assessment):
    year = years.year(assessment, timezone.localdate())
    return [
        (task.kind, task.words) for task in home.tasks(user, world.partnership, assessment, year)
    ]


def test_without_an_assessment_the_page_teaches_and_offers_to_open_one(world, sign_in):
    page = reverse("partnership-home", args=[world.partnership.slug])

    for_analyst = sign_in(world.analyst).get(page).content.decode()
    for_member = sign_in(world.member).get(page).content.decode()

    button = reverse("assessment-create", args=[world.partnership.slug])
    assert ("Open an assessment" in for_analyst, button in for_analyst) == (True, True)
    assert ("No assessment is open yet" in for_member, button in for_member) == (True, False)
    assert "You may not open an assessment" in for_member


def test_each_person_sees_what_waits_for_them_the_oldest_first(world, assessment):
    today = timezone.localdate()
    Step.objects.create(
        assessment=assessment,
        stage="scan",
        order=1,
        title="Gather issues",
        owner=world.officer,
        starts_on=today - datetime.timedelta(days=40),
        ends_on=today - datetime.timedelta(days=20),
    )
    Step.objects.create(
        assessment=assessment,
        stage="assess",
        order=2,
        title="Far ahead",
        owner=world.officer,
        starts_on=today + datetime.timedelta(days=90),
        ends_on=today + datetime.timedelta(days=99),
    )
    Section.objects.filter(assessment=assessment, key="summary").update(owner=world.officer)
    section = assessment.sections.get(key="gaps")
    Section.objects.filter(pk=section.pk).update(
        state="in_review", touched_by=world.officer, touched_at=timezone.now()
    )
    Comment.objects.create(section=section, body="Why?", made_by=world.member)
    KeptText.objects.create(section=section, started_from=1, document={}, writer=world.officer)
    make_issue(assessment, "Arson", by=world.officer)
    source = Source.objects.create(
        partnership=world.partnership, slug="police", name="Police crime", kind="police-street"
    )
    Delivery.objects.create(source=source, state="read", fingerprint="a")

    gaps = "4 Gaps in current activity, provision and intelligence"
    assert waiting(world.officer, world, assessment) == [
        ("Step", "Gather issues"),
        ("Scores", "Score the issues"),
        ("Kept text", "Put your kept words back: Gaps in current activity, provision and "
         "intelligence"),
        ("Comments", "Answer 1 comment on the draft"),
        ("Section", "Write: Executive summary"),
    ]  # fmt: skip
    assert waiting(world.lead, world, assessment) == [
        ("Scores", "Score the issues"),
        ("Comments", "Answer 1 comment on the draft"),
        ("Section", f"Approve: {gaps}"),
    ]
    assert waiting(world.analyst, world, assessment) == [
        ("Scores", "Score the issues"),
        ("Delivery", "Accept or reject: Police crime"),
        ("Comments", "Answer 1 comment on the draft"),
    ]
    assert waiting(world.viewer, world, assessment) == []


def test_a_member_reads_open_news_and_the_analyst_the_record(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    issue = issues.add(
        assessment=assessment, details=issues.IssueDetails("Arson"), by=world.officer
    )
    issues.withdraw(issue=issue, by=world.officer)

    def told(user):
        return [
            f"{each.who} {each.phrase} {each.label}"
            for each in home.news(user, world.partnership, None)
        ]

    opened = f"Analyst opened the assessment {assessment.title}"
    added = "Community safety officer added the issue Arson"
    assert told(world.member) == [added, opened]
    assert told(world.viewer) == [opened]
    assert told(world.steward) == [
        "Community safety officer took back the issue Arson",
        added,
        opened,
    ]


def test_news_is_what_others_did_since_one_was_last_at_work(world):
    assessment = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    issues.add(assessment=assessment, details=issues.IssueDetails("Arson"), by=world.officer)

    since = home.last_here(world.analyst, world.partnership)
    told = home.news(world.analyst, world.partnership, since)

    assert [(each.who, each.label) for each in told] == [("Community safety officer", "Arson")]


def test_the_meter_says_what_is_answered_and_where(world, assessment):
    box = assessment.sections.get(key="victims.progress")
    old = assessment.sections.get(key="analysis.activity")
    words = "Violence fell in every month of the year but one."
    text.write(box, words, by=world.officer)
    text.point_at(box, by=world.officer, passage=words)
    text.point_at(old, "changes", by=world.officer)
    ComponentAnswer.objects.create(
        assessment=assessment, component="plan", reason="First year.", pointed_by=world.officer
    )

    meter = components.meter(assessment)

    assert [(line.slug, line.state, line.missing) for line in meter] == [
        ("levels", "Answered", ""),
        ("changes", "Look again", f"To be looked at again: {old}."),
        ("reasons", "Not answered", "No passage is named as its answer yet."),
        ("plan", "Not answered, because", ""),
    ]
    assert components.answered_words(meter) == (
        "1 of 4 answered, 1 not answered with the reason given"
    )
    assert [place.words for place in meter[0].standing] == ["2.3.1.3 Victims: progress"]


def test_home_asks_as_many_queries_for_one_task_as_for_thirty(world, assessment, sign_in):
    client = sign_in(world.officer)
    page = reverse("partnership-home", args=[world.partnership.slug])
    source = Source.objects.create(
        partnership=world.partnership, slug="police", name="Police crime", kind="police-street"
    )
    Delivery.objects.create(source=source, state="read", fingerprint="a")
    section = assessment.sections.get(key="summary")
    ComponentAnswer.objects.create(
        assessment=assessment, component="levels", section=section, pointed_by=world.officer
    )
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    Section.objects.filter(assessment=assessment).update(owner=world.officer)
    for number in range(30):
        KeptText.objects.create(section=section, started_from=1, document={}, writer=world.officer)
        Step.objects.create(
            assessment=assessment,
            stage="scan",
            order=number,
            title=f"Step {number}",
            owner=world.officer,
            starts_on=datetime.date(2026, 7, 14),
            ends_on=datetime.date(2026, 8, 4),
        )
    with CaptureQueriesContext(connection) as many:
        answer = client.get(page)

    assert len(answer.context["tasks"]) > 60
    assert len(many) == len(few)
