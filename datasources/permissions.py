"""May this person do this in the data room? Every answer comes from their roles."""

from django.core.exceptions import PermissionDenied

from datasources.models import Source, Upload
from partnerships import permissions
from partnerships.models import Partnership, User
from partnerships.roles import Permission

BUTTONS = {
    "manage": Permission.MANAGE_SOURCES,
    "upload": Permission.UPLOAD_DATA,
    "accept": Permission.ACCEPT_DATA,
    "originals": Permission.HANDLE_ORIGINALS,
    "ask": Permission.ASK_QUESTIONS,
    "disposals": Permission.READ_TRAIL,
}


def buttons(user: User, partnership: Partnership) -> dict[str, bool]:
    """Which of the room's buttons a person sees at all."""
    granted = permissions.granted(user, partnership)
    return {name: permission in granted for name, permission in BUTTONS.items()}


def reason_against_sending(user: User, source: Source) -> str:
    """Why a person may not send files for a source, in words; empty when they may."""
    if Source.objects.sent_by(user).filter(pk=source.pk).exists():
        return ""
    return permissions.reason_against(user, source.partnership, Permission.UPLOAD_DATA)


def check_sending(user: User | None, source: Source) -> None:
    """The check of an operation by which files come in, or are read once more."""
    if user is not None and (reason := reason_against_sending(user, source)):
        raise PermissionDenied(reason)


def check_sending_anything(user: User, partnership: Partnership) -> None:
    """Files come in before it is said for which source they are; that is checked then."""
    if not permissions.allows(user, partnership, Permission.SEND_OWN_DATA):
        permissions.check(user, partnership, Permission.UPLOAD_DATA)


def check_own(user: User, upload: Upload) -> None:
    if upload.user_id != user.pk:
        raise PermissionDenied("This file is on its way from somebody else.")


def check_operation(user: User | None, partnership: Partnership, permission: Permission) -> None:
    """The check of an operation; on the command line nobody is signed in and it is passed by."""
    if user is not None:
        permissions.check(user, partnership, permission)
