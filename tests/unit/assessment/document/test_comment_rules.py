"""When an answer is a fit answer."""

import pytest

from assessment.models import Comment
from assessment.rules import comments as rules

WHY = "Say why: whoever made the comment will read it, and it is printed in the annex."


@pytest.mark.parametrize(
    ("state", "answer", "reasons"),
    [
        ("accepted", "", []),
        ("partly", "The first half.", []),
        ("not_accepted", "The source says otherwise.", []),
        ("partly", " ", [WHY]),
        ("not_accepted", "", [WHY]),
        ("open", "", ["Say whether the comment is accepted, accepted in part or not accepted."]),
        (
            "nonsense",
            "",
            ["Say whether the comment is accepted, accepted in part or not accepted."],
        ),
    ],
)
def test_every_answer_short_of_accepted_says_why(state: str, answer: str, reasons: list[str]):
    comment = Comment(state="open")

    assert rules.reasons_against_answering(comment, state=state, answer=answer) == reasons


def test_a_comment_is_answered_once():
    answered = Comment(state="partly")

    assert rules.reasons_against_answering(answered, state="accepted", answer="") == [
        "This comment has been answered already: accepted in part."
    ]
