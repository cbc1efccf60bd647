"""Consulting residents: agreed, answered, tied to issues, told in the document."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Consultation, ConsultationFinding
from assessment.operations import consultations
from assessment.operations.consultations import ConsultationDetails
from assessment.presenters.consultation import ChoiceLine, consultation_statement
from partnerships.errors import RuleBroken
from tests.factories.scan import make_issue
from tests.factories.years import make_assessment

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 1)


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def consultation(world, assessment):
    return consultations.record(
        assessment=assessment,
        details=ConsultationDetails(
            title="Summer survey",
            whom="People who live or work in the district",
            how="Paper forms in libraries",
            starts_on=datetime.date(2026, 8, 1),
            ends_on=datetime.date(2026, 9, 12),
        ),
        by=world.officer,
    )


def process_of(consultation, **changes):
    names = ("title", "whom", "how", "starts_on", "ends_on")
    said = {name: getattr(consultation, name) for name in names}
    return ConsultationDetails(**said | changes)


def add_finding(consultation, answers, *, respondents, by):
    return consultations.add_finding(
        consultation=consultation,
        question="What worries you most?",
        came_from="paper",
        respondents=respondents,
        answers=answers,
        by=by,
    )


def test_the_officer_records_it_in_the_browser_and_marks_it_as_agreed(world, assessment, sign_in):
    client = sign_in(world.officer)
    days = {"starts_on": "2026-08-01", "ends_on": "2026-09-12", "meeting_on": "2026-09-03"}
    dates = {
        f"{name}_{place}": part
        for name, day in days.items()
        for place, part in enumerate(reversed(day.split("-")))
    }

    client.post(
        reverse("consultation-create", args=[assessment.slug]),
        {"title": "Summer survey", "whom": "Residents", "how": "Paper", **dates},
    )
    consultation = Consultation.objects.get()
    answer = client.post(reverse("consultation-agree", args=[consultation.pk]), follow=True)

    consultation.refresh_from_db()
    assert (consultation.meeting_on, consultation.agreed_by) == (
        datetime.date(2026, 9, 3),
        world.officer,
    )
    assert [str(message) for message in answer.context["messages"]][-1] == (
        "Summer survey is agreed. Next: enter what residents answered, question by question."
    )


def test_changing_what_was_agreed_takes_the_agreement_back(world, consultation):
    consultations.agree(consultation=consultation, by=world.officer)

    met = consultations.change(
        consultation=consultation,
        details=process_of(consultation, meeting_on=datetime.date(2026, 9, 3)),
        by=world.officer,
    )
    changed = consultations.change(
        consultation=consultation,
        details=process_of(consultation, how="Paper forms and a stall"),
        by=world.officer,
    )

    assert (met.agreed_by, changed.agreed_by) == (world.officer, None)


def test_it_does_not_end_before_it_starts(world, consultation):
    with pytest.raises(RuleBroken) as refused:
        consultations.change(
            consultation=consultation,
            details=process_of(consultation, ends_on=datetime.date(2026, 7, 1)),
            by=world.officer,
        )

    assert refused.value.reasons == [
        "It ends before it starts: choose a last day on or after the first."
    ]


def finding_form(**changes):
    return {
        "question": "What worries you most?",
        "came_from": "paper",
        "respondents": "100",
        "lines": "Speeding; Old Town; 40\nSpeeding; Harbour; 20\nBurglary; 30",
    } | changes


def stored(finding):
    return [(a.choice, a.ward, a.count) for a in finding.answers.all()]


def test_answers_are_typed_line_by_line_and_tied_to_an_issue(
    world, assessment, consultation, sign_in
):
    issue = make_issue(assessment, "Speeding in villages", by=world.officer)
    client = sign_in(world.officer)

    answer = client.post(
        reverse("consultation-finding-create", args=[consultation.pk]), finding_form()
    )
    finding = ConsultationFinding.objects.get()
    client.post(reverse("consultation-finding-link", args=[finding.pk]), {"issues": [issue.pk]})
    page = client.get(reverse("issue-detail", args=[issue.pk])).content.decode()

    assert answer["Location"] == reverse("consultation-finding-link", args=[finding.pk])
    assert (finding.came_from, finding.respondents, stored(finding)) == (
        "paper",
        100,
        [("Burglary", "", 30), ("Speeding", "Harbour", 20), ("Speeding", "Old Town", 40)],
    )
    assert "100 people answered most often: Speeding (60, 60%) and Burglary (30, 30%)." in page


def test_a_csv_file_takes_the_place_of_typed_lines(world, consultation, sign_in):
    file = SimpleUploadedFile(
        "answers.csv", "\ufeffchoice,ward,count\r\nSpeeding,Old Town,40\r\n".encode()
    )

    sign_in(world.officer).post(
        reverse("consultation-finding-create", args=[consultation.pk]),
        finding_form(lines="", file=file),
    )

    finding = ConsultationFinding.objects.get()
    assert (finding.came_from, stored(finding)) == ("csv", [("Speeding", "Old Town", 40)])


def test_a_csv_file_with_mistakes_comes_back_as_lines_to_be_mended(world, consultation, sign_in):
    file = SimpleUploadedFile("answers.csv", b"choice,ward,count\nSpeeding,Old Town,forty\n")

    answer = sign_in(world.officer).post(
        reverse("consultation-finding-create", args=[consultation.pk]),
        finding_form(lines="", file=file),
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: “forty” is not a whole number." in text
    assert "Speeding,Old Town,forty" in text
    assert not ConsultationFinding.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01PDF", b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x00", b"a" * 1_100_000]
)
def test_anything_may_be_uploaded_and_is_refused_in_words(world, consultation, sign_in, content):
    answer = sign_in(world.officer).post(
        reverse("consultation-finding-create", args=[consultation.pk]),
        finding_form(lines="", file=SimpleUploadedFile("answers.csv", content)),
    )

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_typed_lines_come_back_with_what_is_wrong(world, consultation, sign_in):
    answer = sign_in(world.officer).post(
        reverse("consultation-finding-create", args=[consultation.pk]),
        finding_form(lines="Speeding; 40\nBurglary", respondents=""),
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Speeding; 40\nBurglary</textarea>" in text.replace("\r\n", "\n")
    assert "Line 2: give the choice, the ward if known, and the count" in text
    assert "Enter how many people answered" in text


def test_no_choice_was_given_by_more_people_than_answered(world, consultation):
    with pytest.raises(RuleBroken) as refused:
        add_finding(
            consultation,
            [("Speeding", "Old Town", 40), ("Speeding", "Harbour", 20), ("Theft", "", 50)],
            respondents=50,
            by=world.officer,
        )

    assert refused.value.reasons == ["Speeding was chosen 60 times, but only 50 people answered."]


def test_a_finding_bears_on_issues_of_the_same_year_alone(world, assessment, consultation):
    other = make_assessment(world.partnership, by=world.analyst, year=2025)
    finding = add_finding(consultation, [("Speeding", "", 4)], respondents=40, by=world.officer)

    with pytest.raises(RuleBroken):
        consultations.link(
            finding=finding, issues=[make_issue(other, "Old", by=world.officer)], by=world.officer
        )


def test_the_page_asks_as_many_queries_for_one_finding_as_for_thirty(
    world, assessment, consultation, sign_in
):
    client = sign_in(world.officer)
    issue = make_issue(assessment, "Speeding", by=world.officer)
    page = reverse("consultation-detail", args=[consultation.pk])

    def grow(number):
        for _ in range(number):
            finding = add_finding(
                consultation, [("Speeding", "Harbour", 4)], respondents=40, by=world.officer
            )
            finding.issues.add(issue)

    grow(1)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    grow(29)
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) == len(few)


def test_without_a_consultation_the_document_says_so(assessment):
    statement = consultation_statement(assessment)

    assert statement.text == ("No consultation of residents has been recorded for this assessment.")


def test_the_document_says_whom_how_when_and_what_they_answered(world, assessment, consultation):
    consultations.change(
        consultation=consultation,
        details=process_of(
            consultation,
            meeting_on=datetime.date(2026, 9, 3),
            meeting_place="the Corn Exchange",
            meeting_discussed="speeding in the villages",
        ),
        by=world.officer,
    )
    add_finding(
        consultation,
        [("Speeding", "Harbour", 60), ("Theft", "", 30), ("Dogs", "", 3)],
        respondents=100,
        by=world.officer,
    )

    statement = consultation_statement(assessment, today=TODAY)

    assert statement.sentences == (
        "Summer survey: the partnership asked people who live or work in the district from "
        "1 August 2026 to 12 September 2026, by these means: Paper forms in libraries. "
        "100 people answered.",
        "A public meeting was held on 3 September 2026 at the Corn Exchange. It discussed: "
        "speeding in the villages.",
        "Asked “What worries you most?”, 100 people answered most often: Speeding (60, 60%), "
        "Theft (30, 30%) and Dogs (3, 3%).",
    )
    assert (statement.methods[0].when, statement.methods[0].answers) == (
        "1 August 2026 to 12 September 2026",
        "100 people",
    )


def test_small_counts_do_not_leave_the_partnership(world, assessment, consultation):
    add_finding(
        consultation,
        [("Speeding", "Harbour", 60), ("Theft", "", 37), ("Dogs", "", 3)],
        respondents=100,
        by=world.officer,
    )

    inside = consultation_statement(assessment, today=TODAY).questions[0]
    outside = consultation_statement(assessment, today=TODAY, suppress_below=5)

    assert [(line.choice, line.count) for line in inside.choices] == [
        ("Speeding", 60),
        ("Theft", 37),
        ("Dogs", 3),
    ]
    assert [(line.choice, line.ward, line.count) for line in inside.wards] == [
        ("Speeding", "Harbour", 60)
    ]
    # With "Dogs" alone hidden, 100 less the others would tell it: the next smallest goes too.
    assert outside.questions[0].choices == (
        ChoiceLine("Speeding", 60, 60, "60"),
        ChoiceLine("Dogs", None, None, "not shown"),
        ChoiceLine("Theft", None, None, "not shown"),
    )
    assert outside.questions[0].wards == ()
    assert "Dogs" not in outside.text


def test_a_question_that_few_answered_keeps_its_numbers_inside(world, assessment, consultation):
    add_finding(consultation, [("Speeding", "", 3)], respondents=4, by=world.officer)

    outside = consultation_statement(assessment, today=TODAY, suppress_below=5)

    assert [line.count for line in outside.questions[0].choices] == [None]
    assert outside.questions[0].finding == (
        "Asked “What worries you most?”, fewer than 5 people answered."
    )
    assert outside.methods[0].answers == "fewer than 5 people"


def test_of_fewer_than_twenty_people_no_per_cent_is_said(world, assessment, consultation):
    add_finding(consultation, [("Speeding", "", 9)], respondents=19, by=world.officer)

    statement = consultation_statement(assessment, today=TODAY)

    assert statement.questions[0].finding == (
        "Asked “What worries you most?”, 19 people answered most often: Speeding (9)."
    )


def test_small_answers_are_not_told_by_how_few_they_can_be(world, assessment, consultation):
    """Two answers that are each under 5 and add up to 8 could only be 4 and 4."""
    add_finding(
        consultation,
        [("Noise", "", 40), ("Drugs", "", 12), ("Dogs", "", 4), ("Lights", "", 4)],
        respondents=60,
        by=world.officer,
    )

    (question,) = consultation_statement(assessment, suppress_below=5, today=TODAY).questions

    assert [(line.choice, line.words) for line in question.choices] == [
        ("Noise", "40"),
        ("Dogs", "not shown"),
        ("Drugs", "not shown"),
        ("Lights", "not shown"),
    ]


def test_answers_not_told_stand_in_the_order_of_the_alphabet(world, assessment, consultation):
    """By their true counts, 47 people with 40 for dogs would say which is 4 and which is 3."""
    add_finding(
        consultation,
        [("Dogs", "", 40), ("Assault at home", "", 3), ("Bikes", "", 4)],
        respondents=47,
        by=world.officer,
    )

    (question,) = consultation_statement(assessment, suppress_below=5, today=TODAY).questions

    assert [(line.choice, line.words) for line in question.choices] == [
        ("Dogs", "40"),
        ("Assault at home", "not shown"),
        ("Bikes", "not shown"),
    ]
