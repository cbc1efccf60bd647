"""Comments: made by a member, answered by an officer, listed in a register."""

import pytest
from django.urls import reverse

from assessment.models import Comment
from tests.factories import text
from tests.integration import reading


def register_of(assessment) -> str:
    return reverse("comment-list", args=[assessment.slug])


def test_a_member_comments_on_the_words_they_quote(world, section, sign_in):
    revision = text.write(section, "Young adults are hurt most.", by=world.officer)

    answer = sign_in(world.member).post(
        reverse("comment-create", args=[section.pk]),
        {"body": "Since when?", "quote": "hurt most"},
        follow=True,
    )

    comment = Comment.objects.get()
    assert reading.said(answer) == [
        "Your comment is with the writers. You will find the answer beside it."
    ]
    assert (comment.body, comment.quote, comment.made_by, comment.revision, comment.state) == (
        "Since when?",
        "hurt most",
        world.member,
        revision,
        "open",
    )


def test_an_empty_comment_is_refused(world, section, sign_in):
    answer = sign_in(world.member).post(reverse("comment-create", args=[section.pk]), {"body": " "})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "body": ["Write what you want to say about this section."]
    }


@pytest.mark.parametrize(
    ("state", "words"), [("accepted", ""), ("partly", "Half."), ("not_accepted", "Not ours.")]
)
def test_an_officer_answers(world, section, sign_in, state: str, words: str):
    comment = text.comment_on(section, "Since when?", by=world.member)

    answer = sign_in(world.officer).post(
        reverse("comment-answer", args=[comment.pk]), {"state": state, "answer": words}, follow=True
    )

    comment.refresh_from_db()
    assert reading.said(answer) == ["Answered. The answer is printed in the annex of comments."]
    assert (comment.state, comment.answer, comment.answered_by) == (state, words, world.officer)


def test_a_refusal_without_a_reason_is_sent_back(world, section, sign_in):
    comment = text.comment_on(section, "Since when?", by=world.member)

    answer = sign_in(world.officer).post(
        reverse("comment-answer", args=[comment.pk]), {"state": "not_accepted", "answer": ""}
    )

    comment.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Say why: whoever made the comment will read it, and it is printed in the annex."
    ]
    assert comment.state == "open"


def test_the_register_counts_and_filters(world, assessment, section, sign_in):
    first = text.comment_on(section, "First.", by=world.member)
    text.comment_on(section, "Second.", by=world.chair)
    client = sign_in(world.officer)
    client.post(reverse("comment-answer", args=[first.pk]), {"state": "accepted"})

    page = client.get(register_of(assessment), {"state": "open"})

    assert [(each.slug, each.count) for each in page.context["filters"]] == [
        ("", 2),
        ("open", 1),
        ("accepted", 1),
        ("partly", 0),
        ("not_accepted", 0),
    ]
    assert [each.comment.body for each in page.context["remarks"]] == ["Second."]


def test_an_empty_register_teaches(world, assessment, sign_in):
    page = sign_in(world.member).get(register_of(assessment))

    assert "Whoever reads the draft can comment on a section." in reading.words(page)


def test_only_who_may_answer_is_offered_to(world, assessment, section, sign_in):
    text.comment_on(section, "First.", by=world.member)

    offered = [
        "Answer the comment of Board member"
        in reading.controls(sign_in(person).get(register_of(assessment)))
        for person in (world.officer, world.member)
    ]

    assert offered == [True, False]


def test_the_register_asks_as_much_for_one_comment_as_for_thirty(
    world, assessment, section, sign_in
):
    client = sign_in(world.officer)
    text.comment_on(section, "First.", by=world.member)
    client.get(register_of(assessment))
    few = reading.queries_of(client, register_of(assessment))

    for number in range(30):
        text.comment_on(section, f"Point {number}.", by=world.chair)

    assert reading.queries_of(client, register_of(assessment)) == few
