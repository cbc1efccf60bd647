"""What must be so before a stage is left: one table a stage, read by the page and the guard alike.

The app above adds its own line with `register`, so that this room need not know editions.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from assessment.models import Assessment, Comment
from assessment.rules import components, meetings, scan
from assessment.states import SECTION_DRAFTED, STAGE_BY_SLUG, STAGE_ORDER
from assessment.structure import BOXES, COMPONENTS, THEMES, box_key
from datasources.models import Slice
from partnerships.words import listed

Reasons = Callable[[Assessment], list[str]]


@dataclass(frozen=True)
class GateItem:
    """One line of a checklist: what is asked, what is still missing, where to mend it."""

    slug: str
    label: str
    reasons: Reasons
    url_name: str
    # Whose slug the address takes.
    about: str = "assessment"


@dataclass(frozen=True)
class Check:
    """A line of the checklist as it stands: met when no reason is left."""

    item: GateItem
    reasons: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        return not self.reasons


def sources_reviewed(assessment: Assessment) -> list[str]:
    """Of a source that has sent nothing yet there is nothing to judge."""
    sources = assessment.partnership.sources
    if not sources.exists():
        return ["No data source is in the register yet."]
    in_use = sources.filter(slices__in=Slice.objects.current())
    unrated = in_use.filter(review=None).distinct().values_list("name", flat=True)
    if unrated:
        return [f"In use and not reviewed yet: {listed(unrated)}."]
    return [] if sources.exclude(review=None).exists() else ["No data source is reviewed yet."]


def scoring_closed(assessment: Assessment) -> list[str]:
    return [] if assessment.scoring_closed_at else ["Scoring is still open."]


def key_lines_agreed(assessment: Assessment) -> list[str]:
    if not assessment.key_lines_agreed_at:
        return ["The key lines are not agreed yet."]
    chosen = assessment.issues.filter(state="key_line").count()
    return scan.reasons_against_number_of_key_lines(chosen, assessment.key_line_cap)


def refused_with_reason(assessment: Assessment) -> list[str]:
    waiting = list(assessment.issues.filter(state="open").values_list("title", flat=True))
    if waiting:
        return [f"Neither chosen nor refused yet: {listed(waiting)}."]
    if not assessment.issues.exclude(state="withdrawn").exists():
        return ["No issue has been gathered yet."]
    return []


def consultation_agreed(assessment: Assessment) -> list[str]:
    if assessment.consultations.filter(agreed_at__isnull=False).exists():
        return []
    return ["The partnership has not agreed yet how residents are consulted."]


def boxes_drafted(assessment: Assessment) -> list[str]:
    names = {
        box_key(theme.slug, box.slug): f"{theme.label}: {box.label.lower()}"
        for theme in THEMES
        for box in BOXES
    }
    held = dict(assessment.sections.filter(key__in=names).values_list("key", "state"))
    missing = [names[key] for key in names if key in held and held[key] not in SECTION_DRAFTED]
    if not missing:
        return []
    return [f"{len(missing)} of {len(held)} boxes not handed over yet: {listed(missing)}."]


def key_lines_covered(assessment: Assessment) -> list[str]:
    key_lines = assessment.issues.filter(state="key_line")
    if not key_lines.exists():
        return ["There is no key line to cover yet."]
    bare = key_lines.annotate(places=Count("sections")).filter(places=0)
    titles = list(bare.values_list("title", flat=True))
    if not titles:
        return []
    return [f"No section is named yet as covering: {listed(titles)}."]


def components_answered(assessment: Assessment) -> list[str]:
    """Answered by a passage that stands, or said by somebody why not."""
    answers = list(assessment.component_answers.select_related("section"))
    settled = {answer.component for answer in answers if components.stands(answer)}
    missing = [c.label.lower() for c in COMPONENTS if c.slug not in settled]
    return [f"Not answered yet: {listed(missing)}."] if missing else []


def comments_answered(assessment: Assessment) -> list[str]:
    count = Comment.objects.filter(section__assessment=assessment, state="open").count()
    if not count:
        return []
    said = "One comment waits" if count == 1 else f"{count} comments wait"
    return [f"{said} for an answer."]


def priorities_decided(assessment: Assessment) -> list[str]:
    priorities = list(
        assessment.priorities.select_related("meeting").prefetch_related(
            *(f"meeting__{path}" for path in meetings.WITH_SEATS)
        )
    )
    reasons = []
    waiting = [p.title for p in priorities if p.state == "proposed"]
    if waiting:
        reasons.append(f"Not decided yet: {listed(waiting)}.")
    if not any(p.state == "agreed" for p in priorities):
        reasons.append("The board has not agreed any priority yet.")
    thin = [
        p.title
        for p in priorities
        if p.meeting is not None and not meetings.quorum_of(p.meeting, members=0).is_met
    ]
    if thin:
        reasons.append(f"Decided by a meeting without quorum: {listed(thin)}.")
    return reasons


def verdicts_given(assessment: Assessment) -> list[str]:
    actions = assessment.actions.all()
    if not actions:
        return ["The plan has no action yet."]
    open_actions = [action.title for action in actions if not action.verdict]
    return [f"No verdict yet: {listed(open_actions)}."] if open_actions else []


def lessons_recorded(assessment: Assessment) -> list[str]:
    if assessment.lessons.exists():
        return []
    return ["No comment on the process has been recorded yet."]


def next_opened(assessment: Assessment) -> list[str]:
    if Assessment.objects.filter(previous=assessment).exists():
        return []
    return [f"The assessment for {assessment.year + 1} is not opened yet."]


GATES: dict[str, list[GateItem]] = {
    "scan": [
        GateItem(
            "sources", "Every data source in use is reviewed", sources_reviewed, "source-list",
            "partnership",
        ),
        GateItem("scoring", "Scoring is closed", scoring_closed, "scan"),
        GateItem(
            "key-lines", "Key lines are agreed, within the cap", key_lines_agreed, "key-lines"
        ),
        GateItem(
            "refused", "Every issue not taken has its reason", refused_with_reason, "key-lines"
        ),
        GateItem(
            "consultation", "The way of consulting residents is agreed", consultation_agreed,
            "scan",
        ),
    ],
    "analyse": [
        GateItem("boxes", "The fifteen boxes are drafted", boxes_drafted, "document"),
        GateItem("covered", "Every key line is covered", key_lines_covered, "scan"),
        GateItem(
            "components", "The statutory components are answered", components_answered,
            "component-list",
        ),
    ],
    "respond": [
        GateItem("comments", "Every comment is answered", comments_answered, "comment-list"),
        GateItem(
            "priorities", "Priorities are decided by a quorate meeting", priorities_decided,
            "board",
        ),
    ],
    "assess": [
        GateItem("verdicts", "Every action has its verdict", verdicts_given, "plan"),
        GateItem("lessons", "Lessons are recorded", lessons_recorded, "lesson-list"),
        GateItem(
            "next", "Next year's assessment is opened", next_opened, "assessment-create",
            "partnership",
        ),
    ],
}  # fmt: skip


def register(stage: str, item: GateItem) -> None:
    """Add a line to a stage's gate; the same line twice counts once."""
    GATES[stage] = [known for known in GATES[stage] if known.slug != item.slug] + [item]


def checklist(assessment: Assessment) -> list[Check]:
    """The gate of the stage that the assessment is in."""
    return [Check(item, tuple(item.reasons(assessment))) for item in GATES[assessment.stage]]


def next_stage(assessment: Assessment) -> str:
    """The stage after this one; empty in the last."""
    place = STAGE_ORDER.index(assessment.stage)
    return STAGE_ORDER[place + 1] if place + 1 < len(STAGE_ORDER) else ""


def reasons_against_moving(assessment: Assessment, to: str, *, reason: str) -> list[str]:
    """Forward through the gate; back only to the stage before, and with a reason."""
    if to not in STAGE_BY_SLUG[assessment.stage].moves:
        return ["Choose the next stage, or the one before."]
    if STAGE_ORDER.index(to) > STAGE_ORDER.index(assessment.stage):
        return [words for check in checklist(assessment) for words in check.reasons]
    if not reason.strip():
        return ["Say why the assessment goes back a stage."]
    return []
