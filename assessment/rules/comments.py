"""Is an answer to a comment a fit answer? Sentences, empty when it is."""

from assessment.models import Comment
from assessment.states import ANSWER_BY_SLUG

NEEDS_A_REASON = ("partly", "not_accepted")


def reasons_against_answering(comment: Comment, *, state: str, answer: str) -> list[str]:
    """Every answer short of "accepted" says why."""
    if comment.state != "open":
        label = ANSWER_BY_SLUG[comment.state].label.lower()
        return [f"This comment has been answered already: {label}."]
    if state not in ANSWER_BY_SLUG["open"].moves:
        return ["Say whether the comment is accepted, accepted in part or not accepted."]
    if state in NEEDS_A_REASON and not answer.strip():
        return ["Say why: whoever made the comment will read it, and it is printed in the annex."]
    return []
