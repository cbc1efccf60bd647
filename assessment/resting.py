"""What this room has made of answers: said to the room below, before data are replaced there."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from assessment.models import Issue, Priority, Section
from assessment.states import SECTION_BY_SLUG
from datasources import resting
from datasources.resting import Resting, Weight

DECIDED = {"agreed": "was agreed on", "not_agreed": "was decided against on"}


def on_answers(partnership: int) -> list[Resting]:
    """Priorities by their key lines, sections by their figures, issues by what speaks for them."""
    covering = Prefetch("sections", Section.objects.only("pk", "figures"))
    issues = (
        Issue.objects.filter(assessment__partnership=partnership)
        .exclude(state="withdrawn")
        .select_related("assessment")
        .prefetch_related("evidence", covering, "priorities__assessment")
        .annotate(
            sheets=Count(
                "scores__sheet", filter=~Q(scores__sheet__submitted_at=None), distinct=True
            )
        )
    )
    sections = (
        Section.objects.filter(assessment__partnership=partnership)
        .exclude(figures=[])
        .select_related("assessment")
    )
    return [
        *(one for issue in issues for one in _of_issue(issue)),
        *(_of_section(section) for section in sections),
    ]


def register() -> None:
    resting.register("assessment", on_answers)


def _of_issue(issue: Issue) -> Iterable[Resting]:
    own = [one.pk for one in issue.evidence.all()]
    shown = [number for section in issue.sections.all() for number in section.figures]
    for priority in issue.priorities.all():
        if evidence := tuple(dict.fromkeys([*own, *shown])):
            yield _of_priority(priority, evidence)
    if own:
        yield Resting(
            weight=Weight.SCORED if issue.sheets else Weight.DRAFT,
            what=f"Issue “{issue.title}” ({issue.assessment.year})",
            deed=f"was scored by {_people(issue.sheets)} on" if issue.sheets else "was gathered on",
            evidence=tuple(own),
            href=issue.get_absolute_url(),
            stays=_is_past(issue.assessment.stage),
        )


def _of_priority(priority: Priority, evidence: tuple[int, ...]) -> Resting:
    year = priority.assessment.year
    return Resting(
        weight=Weight.DECIDED if priority.state in DECIDED else Weight.DRAFT,
        what=f"Priority {priority.order}, “{priority.title}” ({year}),",
        deed=DECIDED.get(priority.state, "is proposed on"),
        evidence=evidence,
        href=reverse("board", args=[priority.assessment.slug]),
        stays=_is_past(priority.assessment.stage),
    )


def _of_section(section: Section) -> Resting:
    is_approved = section.state == "approved"
    return Resting(
        weight=Weight.APPROVED if is_approved else Weight.DRAFT,
        what=f"Section {section} ({section.assessment.year}),"
        f" {SECTION_BY_SLUG[section.state].label.lower()},",
        deed="was approved with" if is_approved else "shows",
        evidence=tuple(dict.fromkeys(section.figures)),
        href=section.get_absolute_url(),
        stays=_is_past(section.assessment.stage),
    )


def _is_past(stage: str) -> bool:
    """A year that is being carried out tells of its own time: new data overtake nothing in it."""
    return stage == "assess"


def _people(count: int) -> str:
    return "one person" if count == 1 else f"{count} people"
