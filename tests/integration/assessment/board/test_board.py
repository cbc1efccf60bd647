"""The board's page: what it shows, to whom, and with how many queries."""

import datetime

import pytest

from assessment.models import Comment
from reports.models import Edition
from tests.factories.board import (
    in_days,
    make_decided_priority,
    make_meeting,
    make_paper,
    make_priority,
)
from tests.factories.years import make_assessment
from tests.integration.reading import controls, queries_of, rows, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def test_an_empty_board_teaches_and_offers_one_way_on(world, sign_in, assessment):
    page = sign_in(world.chair).get(f"/assessments/{assessment.slug}/board/")

    assert controls(page) == [
        "Record a meeting",
        "Propose a priority",
        "register of comments",
    ]
    assert "with a quorum, it can decide" in words(page)


def test_a_member_reads_but_is_offered_nothing_that_a_member_may_not_do(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=(world.organisations["police"],))
    make_priority(assessment, by=world.chair)

    page = sign_in(world.member).get(f"/assessments/{assessment.slug}/board/")

    assert "Record a meeting" not in controls(page)
    assert "Propose a priority" not in controls(page)
    assert controls(page)[0] == meeting.title
    assert rows(page, "Proposed priorities") == [
        [
            "Burglary in new estates Homes sold last year are burgled most.",
            "Across the themes",
            "No key line: Residents asked for it at every meeting of the year.",
        ]
    ]


def test_the_next_meeting_comes_first_with_its_papers_and_who_is_expected(
    world, sign_in, assessment
):
    make_meeting(assessment, by=world.chair, title="Summer board", held_on=in_days(-90))
    make_meeting(assessment, by=world.chair, title="Autumn board", held_on=in_days(-7))
    make_meeting(
        assessment,
        by=world.chair,
        title="Winter board",
        held_on=in_days(30),
        present=(world.organisations["police"], world.organisations["fire"]),
    )
    for number, audience, state in [
        (1, "board", "done"),
        (2, "board", "queued"),
        (3, "public", "done"),
    ]:
        Edition.objects.create(
            assessment=assessment,
            number=number,
            audience=audience,
            state=state,
            outline={},
            digest=f"{number}" * 64,
        )

    page = sign_in(world.chair).get(f"/assessments/{assessment.slug}/board/")

    said = words(page)
    assert said.index("Winter board") < said.index("Autumn board") < said.index("Summer board")
    assert "The assessment, edition 1 for the board Hash for the minutes: 111111111111" in said
    assert "2 of 3 responsible authorities expected; 2 needed: enough for a quorum." in said
    assert [row[0] for row in rows(page, "Other meetings")] == ["Summer board"]


def test_nothing_can_be_decided_before_a_quorate_meeting_and_the_page_says_so(
    world, sign_in, assessment
):
    make_priority(assessment, by=world.officer)
    client = sign_in(world.chair)
    address = f"/assessments/{assessment.slug}/board/"

    no_paper = client.get(address)
    make_paper(assessment)
    without = client.get(address)
    make_meeting(assessment, by=world.chair, present=(world.organisations["police"],))
    too_few = client.get(address)
    make_meeting(assessment, by=world.chair, present=tuple(world.organisations.values()))
    enough = client.get(address)

    decide = "Decide on Burglary in new estates"
    assert [decide in controls(page) for page in (without, too_few, enough)] == [False, False, True]
    assert "No meeting has been held yet: record the meeting and who attended it first." in words(
        without
    )
    assert (
        "Autumn board cannot decide: 1 of 3 responsible authorities present; 2 needed: not quorate."
        in words(too_few)
    )
    assert "No board edition of the assessment has been published" in words(no_paper)
    assert "No board edition" not in words(without)


def test_decided_priorities_show_decision_reason_and_meeting(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, held_on=datetime.date(2025, 11, 6))
    make_decided_priority(
        assessment, meeting=meeting, by=world.chair, theme="victims", edition_digest="ab" * 32
    )
    make_decided_priority(
        assessment, meeting=meeting, by=world.chair, title="Litter", state="not_agreed"
    )

    page = sign_in(world.member).get(f"/assessments/{assessment.slug}/board/")

    assert rows(page, "Decided priorities") == [
        [
            "Burglary in new estates Victims",
            "Decision: Agreed",
            "It hurts most people. On no key line: Residents asked for it at every meeting of the "
            "year.",
            "Autumn board, 6 November 2025 Decided before the evidence, the mover and the seconder "
            "were asked for on edition abababababab",
        ],
        [
            "Litter",
            "Decision: Not agreed",
            "It hurts most people. On no key line: Residents asked for it at every meeting of the "
            "year.",
            "Autumn board, 6 November 2025 Decided before the evidence, the mover and the seconder "
            "were asked for",
        ],
    ]


def test_the_page_counts_the_comments_by_their_answer(world, sign_in, assessment):
    for body in ("Too long", "Too short"):
        Comment.objects.create(section=assessment.sections.first(), body=body, made_by=world.member)

    page = sign_in(world.member).get(f"/assessments/{assessment.slug}/board/")

    assert "Comments on the draft Waiting for an answer 2 Accepted 0" in words(page)


def test_thirty_meetings_and_priorities_cost_as_many_queries_as_one(world, sign_in, assessment):
    client = sign_in(world.chair)
    address = f"/assessments/{assessment.slug}/board/"

    def furnish(number: int) -> None:
        meeting = make_meeting(
            assessment,
            by=world.chair,
            title=f"Board {number}",
            held_on=in_days(-number),
            present=tuple(world.organisations.values()),
        )
        make_decided_priority(assessment, meeting=meeting, by=world.chair, title=f"P {number}")
        make_priority(assessment, by=world.officer, title=f"Q {number}")

    furnish(1)
    one = queries_of(client, address)
    for number in range(2, 31):
        furnish(number)

    assert queries_of(client, address) == one
