"""What the plan's pages, the document and the reports show of recommendations and actions."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from assessment.models import Action, Assessment, ProgressNote, Recommendation
from assessment.rules import actions as rules
from assessment.states import VERDICT_BY_SLUG
from assessment.structure import SECTION_BY_KEY, retired

# What the date says while nobody has judged, then what people judged: slug to label and colour.
STATUSES: dict[str, tuple[str, str]] = {
    "late": ("Late", "red"),
    "due_soon": ("Due soon", "yellow"),
    "running": ("In time", "blue"),
    "done": (VERDICT_BY_SLUG["done"].label, "green"),
    "partly_done": (VERDICT_BY_SLUG["partly_done"].label, "teal"),
    "not_done": (VERDICT_BY_SLUG["not_done"].label, "orange"),
    "dropped": (VERDICT_BY_SLUG["dropped"].label, "grey"),
}
MEASURED = re.compile(r"^\D*?(-?\d[\d,]*(?:\.\d+)?)(.*)$")


@dataclass(frozen=True)
class Progress:
    """What somebody said has been done."""

    text: str
    measured: str
    noted_on: date
    noted_by: str


@dataclass(frozen=True)
class ActionLine:
    """A line of the plan, with how it stands by its date and what was judged of it."""

    pk: int
    title: str
    owner_pk: int
    owner: str
    due_on: date
    measure: str
    priority_pk: int | None
    priority: str
    recommendation_pk: int | None
    recommendation: str
    status: str
    status_label: str
    status_colour: str
    verdict: str
    verdict_label: str
    verdict_reason: str
    verdict_on: date | None
    latest: Progress | None
    # The measured values as numbers, oldest first; empty when they are not of one kind.
    measured: tuple[float, ...]
    # "From 41 calls to 29 calls"; empty as long as there are not two such values.
    measured_words: str


@dataclass(frozen=True)
class RecommendationLine:
    """What the partnership should do, and the actions made of it."""

    pk: int
    text: str
    gap: str
    intervention: str
    owner: str
    section_key: str
    section_label: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class SectionRecommendations:
    """The recommendations of one box."""

    key: str
    number: str
    label: str
    theme: str
    recommendations: tuple[RecommendationLine, ...]


@dataclass(frozen=True)
class Ledger:
    """Last year's recommendations and actions with their verdicts: they open this year's."""

    slug: str
    title: str
    year: int
    recommendations: tuple[RecommendationLine, ...]
    # Actions that rest on no recommendation.
    other_actions: tuple[ActionLine, ...]
    waiting: int
    sentence: str


@dataclass(frozen=True)
class PriorityActions:
    """The actions that serve one priority; the last group serves none yet."""

    priority_pk: int | None
    title: str
    state: str
    theme: str
    actions: tuple[ActionLine, ...]


def actions(assessment: Assessment, today: date | None = None) -> tuple[ActionLine, ...]:
    """Every action of the year with its latest progress and its verdict, soonest due first."""
    return tuple(action_line(action, today or timezone.localdate()) for action in _rows(assessment))


def _rows(assessment: Assessment) -> QuerySet[Action]:
    return assessment.actions.select_related(
        "owner", "priority", "recommendation"
    ).prefetch_related("progress_notes__noted_by")


def action_line(action: Action, today: date) -> ActionLine:
    status = rules.status_of(action, today)
    label, colour = STATUSES[status]
    notes = list(action.progress_notes.all())
    said = [note.measured for note in notes if note.measured]
    values = measured_values(said)
    return ActionLine(
        pk=action.pk,
        title=action.title,
        owner_pk=action.owner_id,
        owner=action.owner.name,
        due_on=action.due_on,
        measure=action.measure,
        priority_pk=action.priority_id,
        priority=str(action.priority or ""),
        recommendation_pk=action.recommendation_id,
        recommendation=action.recommendation.text if action.recommendation else "",
        status=status,
        status_label=label,
        status_colour=colour,
        verdict=action.verdict,
        verdict_label=VERDICT_BY_SLUG[action.verdict].label,
        verdict_reason=action.verdict_reason,
        verdict_on=timezone.localdate(action.verdict_at) if action.verdict_at else None,
        latest=progress(notes[-1]) if notes else None,
        measured=values,
        measured_words=f"From {said[0]} to {said[-1]}" if len(values) > 1 else "",
    )


def progress(note: ProgressNote) -> Progress:
    return Progress(
        text=note.text,
        measured=note.measured,
        noted_on=timezone.localdate(note.noted_at),
        noted_by=str(note.noted_by),
    )


def measured_values(said: list[str]) -> tuple[float, ...]:
    """The numbers in "42 calls", "38 calls": only when all have one, with the same words after."""
    found = [MEASURED.match(words) for words in said]
    if not all(found) or len({match[2].strip().lower() for match in found}) > 1:
        return ()
    return tuple(float(match[1].replace(",", "")) for match in found)


def recommendations_by_section(
    assessment: Assessment, lines: tuple[ActionLine, ...] | None = None
) -> tuple[SectionRecommendations, ...]:
    """The boxes that hold recommendations, in the document's order, each with its actions.

    A page that has the year's actions already hands them over as `lines`.
    """
    found = recommendations(assessment, actions(assessment) if lines is None else lines)
    return tuple(
        _of_section(key, tuple(group))
        for key, group in groupby(found, key=lambda line: line.section_key)
    )


def recommendations(
    assessment: Assessment, lines: tuple[ActionLine, ...]
) -> tuple[RecommendationLine, ...]:
    """The year's recommendations in the document's order, each with those of `lines` made of it."""
    rows = assessment.recommendations.select_related("section", "owner")
    return tuple(
        _recommendation(row, tuple(line for line in lines if line.recommendation_pk == row.pk))
        for row in rows
    )


def _recommendation(row: Recommendation, lines: tuple[ActionLine, ...]) -> RecommendationLine:
    return RecommendationLine(
        pk=row.pk,
        text=row.text,
        gap=row.gap,
        intervention=row.intervention,
        owner=row.owner.name if row.owner else "",
        section_key=row.section.key,
        section_label=row.section.plan.full_title,
        actions=lines,
    )


def _of_section(key: str, lines: tuple[RecommendationLine, ...]) -> SectionRecommendations:
    plan = SECTION_BY_KEY.get(key)
    if plan is None:
        plan = retired(key, number="", title=lines[0].section_label, level=4)
    return SectionRecommendations(key, plan.number, plan.full_title, plan.theme, lines)


def last_year(assessment: Assessment, today: date | None = None) -> Ledger | None:
    """What the year before recommended and did, and how far it was carried out."""
    previous = assessment.previous
    if previous is None:
        return None
    lines = actions(previous, today)
    return Ledger(
        slug=previous.slug,
        title=previous.title,
        year=previous.year,
        recommendations=recommendations(previous, lines),
        other_actions=tuple(line for line in lines if line.recommendation_pk is None),
        waiting=sum(not line.verdict for line in lines),
        sentence=carried_out_sentence(lines),
    )


def carried_out_sentence(lines: tuple[ActionLine, ...]) -> str:
    """ "7 of 9 actions carried out, 1 in part, 1 without a verdict yet." """
    if not lines:
        return "No actions were recorded."
    counts = {slug: sum(line.verdict == slug for line in lines) for slug in VERDICT_BY_SLUG}
    parts = [f"{counts['done']} of {len(lines)} action{'' if len(lines) == 1 else 's'} carried out"]
    words = {
        "partly_done": "in part",
        "not_done": "not carried out",
        "dropped": "dropped",
        "": "without a verdict yet",
    }
    parts += [f"{counts[slug]} {said}" for slug, said in words.items() if counts[slug]]
    return ", ".join(parts) + "."


def by_priority(
    assessment: Assessment, lines: tuple[ActionLine, ...], *, is_narrowed: bool = False
) -> tuple[PriorityActions, ...]:
    """Agreed priorities first, each with its actions; then proposed ones; then the rest.

    An agreed priority without an action is shown, because that is what somebody must mend;
    not so when the reader asked for some actions only.
    """
    order = {"agreed": 0, "proposed": 1, "not_agreed": 2}
    priorities = sorted(assessment.priorities.all(), key=lambda each: order[each.state])
    groups = [
        PriorityActions(
            each.pk,
            each.title,
            each.state,
            each.theme,
            tuple(line for line in lines if line.priority_pk == each.pk),
        )
        for each in priorities
    ]
    shown = [
        group for group in groups if group.actions or (group.state == "agreed" and not is_narrowed)
    ]
    loose = tuple(line for line in lines if line.priority_pk is None)
    if loose:
        shown.append(PriorityActions(None, "Not tied to a priority", "", "", loose))
    return tuple(shown)
