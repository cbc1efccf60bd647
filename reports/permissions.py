"""Which editions may this person read?"""

from partnerships.models import Partnership, User
from partnerships.permissions import allows
from partnerships.roles import Permission
from reports.models import Edition, EditionQuerySet


def readable_audiences(user: User, partnership: Partnership) -> tuple[str, ...]:
    """The board edition holds unsuppressed counts: it is for those who may see the board's room."""
    if not allows(user, partnership, Permission.SEE_EDITIONS):
        return ()
    if allows(user, partnership, Permission.SEE_BOARD):
        return ("board", "partnership", "public")
    return ("partnership", "public")


def readable(user: User, partnership: Partnership) -> EditionQuerySet:
    """The partnership's editions that a person may read."""
    return (
        Edition.objects.visible_to(user)
        .filter(assessment__partnership=partnership)
        .for_audiences(readable_audiences(user, partnership))
    )
