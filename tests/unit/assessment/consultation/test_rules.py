"""When a consultation may be agreed, and what a question with its answers must be like."""

from datetime import date

import pytest
from django.utils import timezone

from assessment.models import Consultation
from assessment.rules import consultation as rules

FIRST = date(2026, 8, 1)


def test_a_consultation_may_take_one_day():
    assert [rules.reasons_against_dates(FIRST, date(2026, month, 1)) for month in (8, 9, 7)] == [
        [],
        [],
        ["It ends before it starts: choose a last day on or after the first."],
    ]


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"agreed_at": timezone.now(), "how": ""}, ["It is agreed already."]),
        ({"whom": " ", "how": " "}, ["Say whom you will ask.", "Say how you will ask them."]),
    ],
)
def test_it_is_agreed_once_and_says_whom_and_how(changed, reasons):
    asked = Consultation(**{"whom": "Residents", "how": "Paper", **changed})

    assert rules.reasons_against_agreeing(asked) == reasons


@pytest.mark.parametrize(
    ("question", "respondents", "answers", "reasons"),
    [
        ("Why?", 1, [("Dogs", "", 1)], []),
        ("Why?", 40, [("Dogs", "North", 20), ("Dogs", "South", 20), ("Bikes", "", 40)], []),
        (
            " ",
            0,
            [],
            [
                "Enter the question as it was asked.",
                "Say how many people answered.",
                "Enter at least one answer with its count.",
            ],
        ),
        # Without people nothing is said of their number.
        ("Why?", 0, [("Dogs", "", 1)], ["Say how many people answered."]),
        (
            "Why?",
            1,
            [("Dogs", "", 2)],
            ["Dogs was chosen 2 times, but only 1 person answered."],
        ),
        (
            "Why?",
            1500,
            [("Dogs", "North", 1000), (" Dogs ", "South", 501), ("Bikes", "", 1500)],
            ["Dogs was chosen 1,501 times, but only 1,500 people answered."],
        ),
        (
            "Why?",
            40,
            [("Dogs", "North", 1), (" Dogs", "north ", 1)],
            ["The same choice stands twice for the same ward: add the counts up."],
        ),
    ],
)
def test_a_question_has_people_and_answers_that_can_be_true(
    question, respondents, answers, reasons
):
    assert (
        rules.reasons_against_finding(question=question, respondents=respondents, answers=answers)
        == reasons
    )


def test_a_choice_is_written_alike_everywhere():
    """Else it would be counted, and held back or not, as two smaller ones."""
    answers = [("Straße", "North", 30), ("STRASSE", "South", 30), ("Straße", "East", 1)]

    assert rules.reasons_against_finding(question="Why?", respondents=100, answers=answers) == [
        "Straße and STRASSE are the same choice: write it alike everywhere."
    ]
