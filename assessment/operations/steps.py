"""Steps of the timetable: who, from when to when, done or not."""

import datetime

from django.db import transaction
from django.utils import timezone

from assessment import permissions as own_permissions
from assessment.models import Step
from assessment.rules import year as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Membership, User
from partnerships.operations import trail
from partnerships.roles import Permission


def change(
    *,
    step: Step,
    title: str,
    owner: User | None,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: User | None,
) -> Step:
    """Change a line of the timetable; its owner is one of the partnership's people."""
    with transaction.atomic():
        step = _locked(step)
        partnership = step.assessment.partnership
        if by is not None:
            permissions.check(by, partnership, Permission.MANAGE_ASSESSMENT)
        reasons = rules.reasons_against_dates(starts_on, ends_on)
        if owner is not None and not _belongs(owner, partnership.pk):
            reasons.append(f"{owner} does not belong to {partnership.name}: choose one who does.")
        if reasons:
            raise RuleBroken(reasons)
        before = _told(step)
        step.title, step.owner = title.strip(), owner
        step.starts_on, step.ends_on = starts_on, ends_on
        step.save(update_fields=["title", "owner", "starts_on", "ends_on"])
        trail.record(
            partnership=partnership,
            by=by,
            verb="step.changed",
            target=step,
            before=before,
            after=_told(step),
        )
    return step


def finish(*, step: Step, done: bool = True, by: User) -> Step:
    """Mark a step as done, or take that back."""
    with transaction.atomic():
        step = _locked(step)
        own_permissions.check_finishing(by, step)
        if done == (step.done_at is not None):
            return step
        step.done_at = timezone.now() if done else None
        step.done_by = by if done else None
        step.save(update_fields=["done_at", "done_by"])
        trail.record(
            partnership=step.assessment.partnership,
            by=by,
            verb="step.finished" if done else "step.reopened",
            target=step,
        )
    return step


def _locked(step: Step) -> Step:
    rows = Step.objects.select_for_update(of=("self",)).select_related("assessment__partnership")
    return rows.get(pk=step.pk)


def _belongs(user: User, partnership_pk: int) -> bool:
    current = Membership.objects.current()
    return current.filter(user=user, partnership_id=partnership_pk).exists()


def _told(step: Step) -> dict:
    return {
        "title": step.title,
        "owner": step.owner,
        "starts_on": step.starts_on,
        "ends_on": step.ends_on,
    }
