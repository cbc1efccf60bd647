"""Lessons: a comment on the process, and the change that it led to."""

from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment, Lesson
from partnerships import permissions
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


def record(*, assessment: Assessment, comment: str, by: User) -> Lesson:
    """Keep what somebody says about how the year went."""
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.RECORD_LESSONS)
        lesson = Lesson.objects.create(assessment=assessment, comment=comment, recorded_by=by)
        trail.record(
            partnership=partnership,
            by=by,
            verb="lesson.recorded",
            target=lesson,
            after={"comment": comment},
        )
    return lesson


def note_change(*, lesson: Lesson, change: str, by: User) -> Lesson:
    """Say what was changed because of it; a later wording replaces an earlier one."""
    with transaction.atomic():
        lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
        partnership = lesson.assessment.partnership
        permissions.check(by, partnership, Permission.RECORD_LESSONS)
        before = lesson.change
        lesson.change = change
        lesson.changed_at = timezone.now()
        lesson.changed_by = by
        lesson.save(update_fields=["change", "changed_at", "changed_by"])
        trail.record(
            partnership=partnership,
            by=by,
            verb="lesson.change_noted",
            target=lesson,
            before={"change": before},
            after={"change": change},
        )
    return lesson
