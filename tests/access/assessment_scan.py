"""Scanning and consultation: who may open what."""

import datetime

from assessment.models import Consultation, ConsultationFinding, Issue
from tests.access import INSIDERS, Access, roles

ADDS = roles("analyst officer contributor lead")
SCORES = ADDS | roles("member chair")
AGREES = roles("analyst")
CONSULTS = roles("analyst officer")
# Whoever raised the issue, here the officer, and whoever agrees the key lines.
CHANGES = roles("analyst officer")


def _assessment(world) -> list:
    return [world.things["assessment"].slug]


def _issue(world) -> list:
    return [world.things["issue"].pk]


def _consultation(world) -> list:
    return [world.things["consultation"].pk]


def _finding(world) -> list:
    return [world.things["consultation_finding"].pk]


ACCESS: dict[str, Access] = {
    "scan": Access(_assessment, get=INSIDERS),
    "issue-create": Access(_assessment, get=ADDS, post=ADDS),
    "issue-detail": Access(_issue, get=INSIDERS, post=ADDS),
    "issue-edit": Access(_issue, get=CHANGES, post=CHANGES),
    "issue-withdraw": Access(_issue, post=CHANGES),
    "factor-list": Access(_assessment, get=INSIDERS, post=AGREES),
    "score-sheet": Access(_assessment, get=SCORES, post=SCORES),
    "scoring-close": Access(_assessment, post=AGREES),
    "key-lines": Access(_assessment, get=INSIDERS, post=AGREES),
    "consultation-create": Access(_assessment, get=CONSULTS, post=CONSULTS),
    "consultation-detail": Access(_consultation, get=INSIDERS),
    "consultation-edit": Access(_consultation, get=CONSULTS, post=CONSULTS),
    "consultation-agree": Access(_consultation, post=CONSULTS),
    "consultation-finding-create": Access(_consultation, get=CONSULTS, post=CONSULTS),
    "consultation-finding-link": Access(_finding, get=CONSULTS, post=CONSULTS),
}


def furnish(world) -> None:
    """Put one of each of these things into the world."""
    assessment = world.things["assessment"]
    world.things["issue"] = Issue.objects.create(
        assessment=assessment, title="Theft from shops", raised_by=world.officer
    )
    world.things["consultation"] = Consultation.objects.create(
        assessment=assessment,
        title="Summer survey",
        whom="Residents",
        how="Paper forms",
        starts_on=datetime.date(2026, 8, 1),
        ends_on=datetime.date(2026, 8, 31),
        recorded_by=world.officer,
    )
    world.things["consultation_finding"] = ConsultationFinding.objects.create(
        consultation=world.things["consultation"],
        question="What worries you most?",
        respondents=40,
        recorded_by=world.officer,
    )
