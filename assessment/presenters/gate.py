"""A stage's gate as a checklist: each line with its reasons and where to mend it."""

from dataclasses import dataclass

from django.urls import reverse

from assessment.models import Assessment
from assessment.rules.gates import Check
from partnerships.roles import Permission

# The pages that not every reader of the year may open.
WALLS = {
    "source-list": Permission.SEE_DATA,
    "scan": Permission.SEE_SCAN,
    "key-lines": Permission.SEE_SCAN,
    "document": Permission.SEE_DOCUMENT,
    "component-list": Permission.SEE_DOCUMENT,
    "comment-list": Permission.SEE_DOCUMENT,
    "board": Permission.SEE_BOARD,
    "plan": Permission.SEE_PLAN,
    "lesson-list": Permission.SEE_PLAN,
    "edition-list": Permission.SEE_EDITIONS,
    "assessment-create": Permission.MANAGE_ASSESSMENT,
}


@dataclass(frozen=True)
class CheckLine:
    label: str
    is_met: bool
    reasons: tuple[str, ...]
    href: str


def lines(
    assessment: Assessment, checks: list[Check], may: frozenset[Permission]
) -> list[CheckLine]:
    """The link is given to whoever may open the page behind it."""
    slugs = {"assessment": assessment.slug, "partnership": assessment.partnership.slug}
    return [
        CheckLine(
            check.item.label,
            check.is_met,
            check.reasons,
            reverse(check.item.url_name, args=[slugs[check.item.about]])
            if WALLS.get(check.item.url_name, Permission.SEE_PARTNERSHIP) in may
            else "",
        )
        for check in checks
    ]
