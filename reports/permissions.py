"""Which editions may this person read?"""

from partnerships.models import Partnership, User
from partnerships.permissions import allows
from partnerships.roles import Permission
from reports.models import Edition, EditionQuerySet
from reports.states import AUDIENCES


def readable_audiences(user: User, partnership: Partnership) -> tuple[str, ...]:
    """The board edition holds unsuppressed counts: it is for those who may see the board's room."""
    held = [each.slug for each in AUDIENCES if allows(user, partnership, each.reads)]
    return tuple(held) if allows(user, partnership, Permission.SEE_EDITIONS) else ()


def readable(user: User, partnership: Partnership) -> EditionQuerySet:
    """The partnership's editions that a person may read."""
    return (
        Edition.objects.visible_to(user)
        .filter(assessment__partnership=partnership)
        .for_audiences(readable_audiences(user, partnership))
    )
