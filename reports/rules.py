"""Is this document fit to be published? Errors stop; warnings are for a person to weigh."""

from assessment.models import Assessment, Section
from assessment.structure import SECTIONS
from reports.states import AUDIENCES

WRITTEN = [plan.key for plan in SECTIONS if plan.is_written]


def reasons_against_publishing(assessment: Assessment, audience: str) -> list[str]:
    """What stops an edition for this audience."""
    if audience not in dict(AUDIENCES):
        return [f"There is no audience called {audience}: choose board, partnership or public."]
    reasons = []
    if not assessment.sections.filter(version__gt=0, words__gt=0).exists():
        reasons.append("Nothing has been written yet: an edition needs at least one section.")
    if assessment.sections.filter(kept_texts__settled_at=None, kept_texts__isnull=False).exists():
        reasons.append(
            "Somebody's words are still kept beside a section: settle them first, "
            "so that the edition holds what its writers meant."
        )
    return reasons


def warnings_before_publishing(assessment: Assessment) -> list[str]:
    """What the publisher should know and may accept."""
    sections = Section.objects.filter(assessment=assessment, key__in=WRITTEN)
    empty = sections.filter(words=0).count()
    unapproved = sections.filter(words__gt=0).exclude(state="approved").count()
    unanswered = assessment.sections.filter(comments__state="open").distinct().count()
    lines = []
    if not assessment.priorities.exclude(state="proposed").exists():
        lines.append("The board has decided no priorities yet; the edition will say so.")
    if empty:
        lines.append(f"{_sections(empty)} nothing in {_it(empty)}; the edition will say so.")
    if unapproved:
        lines.append(f"{_sections(unapproved)} words that nobody has approved.")
    if unanswered:
        lines.append(f"{_sections(unanswered)} comments without an answer.")
    return lines


def _sections(count: int) -> str:
    return "1 section has" if count == 1 else f"{count} sections have"


def _it(count: int) -> str:
    return "it" if count == 1 else "them"
