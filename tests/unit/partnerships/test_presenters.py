"""Records in plain words."""

from datetime import UTC, date, datetime

import pytest

from partnerships.models import SharingAgreement, TrailEntry
from partnerships.presenters.agreements import Status, agreement_status
from partnerships.presenters.trail import Change, thing_words, trail_line, verb_phrase


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2026, 3, 31), Status("Not yet in force", "grey")),
        (date(2026, 4, 1), Status("In force", "green")),
        (date(2027, 1, 14), Status("In force", "green")),
        (date(2027, 1, 15), Status("Review due", "yellow")),
        (date(2027, 3, 31), Status("Review due", "yellow")),
        (date(2027, 4, 1), Status("Ended", "red")),
    ],
)
def test_the_status_of_an_agreement_changes_on_the_day(today, status):
    agreement = SharingAgreement(
        starts_on=date(2026, 4, 1), review_on=date(2027, 1, 15), ends_on=date(2027, 3, 31)
    )

    assert agreement_status(agreement, today) == status


@pytest.mark.parametrize(
    ("verb", "phrase"),
    [
        ("delivery.accepted", "accepted the delivery"),
        ("sharing_agreement.recorded", "recorded the sharing agreement"),
        ("scores.submitted", "submitted"),
        ("section.handed_over", "handed over the section"),
        ("membership.began", "began the membership of"),
        ("swept", "swept"),
    ],
)
def test_a_verb_is_readable_known_or_not(verb, phrase):
    assert verb_phrase(verb) == phrase


@pytest.mark.parametrize(
    ("target_type", "words"),
    [
        ("partnerships.sharingagreement", "Sharing agreement"),
        ("gone.old_thing", "Old thing"),
        ("nonsense", "Nonsense"),
    ],
)
def test_a_thing_is_readable_even_when_its_table_is_gone(target_type, words):
    assert thing_words(target_type) == words


def test_before_and_after_are_said_field_by_field():
    entry = TrailEntry(
        at=datetime(2026, 5, 4, tzinfo=UTC),
        actor_name="Analyst",
        verb="source.changed",
        target_label="Street crime",
        before={
            "ends_on": "2026-03-31",
            "role": "viewer",
            "state": "not_started",
            "rows": 1200,
            "gone": "yes",
        },
        after={
            "state": "in_review",
            "ends_on": "2027-03-31",
            "role": "chair",
            "rows": 61_160,
            "is_located": True,
            "months": ["2026-05", "2026-06"],
            "read_at": "2026-05-04T23:30:00+00:00",
            "nothing": None,
        },
    )

    assert trail_line(entry).changes == (
        Change("End", "31 March 2026", "31 March 2027"),
        Change("Role", "Viewer", "Chair"),
        Change("State", "not started", "in review"),
        Change("Rows", "1200", "61,160"),
        Change("Gone", "yes", ""),
        Change("Is located", "", "yes"),
        Change("Months", "", "2026-05, 2026-06"),
        # Half past midnight in British summer time.
        Change("Read at", "", "5 May 2026"),
    )
