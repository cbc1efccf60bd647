"""Comments and their answers: beside a section, in the register, in the annex."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from assessment.models import Assessment, Comment
from assessment.presenters.section_colours import COMMENT_COLOURS
from assessment.states import ANSWER_BY_SLUG, ANSWERS
from partnerships.models import User


@dataclass(frozen=True)
class Remark:
    """A comment with its answer, in words."""

    comment: Comment
    place: str
    state: str
    colour: str
    is_open: bool
    is_mine: bool
    revision: int


@dataclass(frozen=True)
class Filter:
    slug: str
    label: str
    count: int
    is_current: bool


def of_assessment(assessment: Assessment) -> QuerySet[Comment]:
    """Every comment of the year, in the document's order."""
    return Comment.objects.filter(section__assessment=assessment).order_by(
        "section__order", "made_at", "pk"
    )


def remarks(comments: QuerySet[Comment], *, user: User | None = None) -> list[Remark]:
    return [
        remark(comment, user)
        for comment in comments.select_related("section", "revision", "made_by", "answered_by")
    ]


def filters(every: Iterable[Remark], chosen: str) -> list[Filter]:
    """All of them, then one filter for each answer."""
    states = [remark.comment.state for remark in every]
    return [Filter("", "All comments", len(states), not chosen)] + [
        Filter(state.slug, state.label, states.count(state.slug), chosen == state.slug)
        for state in ANSWERS
    ]


def filtered(every: list[Remark], chosen: str) -> list[Remark]:
    """The remarks of one state; an unknown one shows everything."""
    if chosen not in ANSWER_BY_SLUG:
        return every
    return [remark for remark in every if remark.comment.state == chosen]


def remark(comment: Comment, user: User | None) -> Remark:
    return Remark(
        comment=comment,
        place=comment.section.plan.place,
        state=ANSWER_BY_SLUG[comment.state].label,
        colour=COMMENT_COLOURS[comment.state],
        is_open=comment.state == "open",
        is_mine=user is not None and comment.made_by_id == user.pk,
        revision=comment.revision.version if comment.revision else 0,
    )
