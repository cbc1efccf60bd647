"""May this person do this in the data room? Every answer comes from their roles."""

from partnerships import permissions
from partnerships.models import Partnership, User
from partnerships.roles import Permission

BUTTONS = {
    "manage": Permission.MANAGE_SOURCES,
    "upload": Permission.UPLOAD_DATA,
    "accept": Permission.ACCEPT_DATA,
    "originals": Permission.HANDLE_ORIGINALS,
    "ask": Permission.ASK_QUESTIONS,
}


def buttons(user: User, partnership: Partnership) -> dict[str, bool]:
    """Which of the room's buttons a person sees at all."""
    granted = permissions.granted(user, partnership)
    return {name: permission in granted for name, permission in BUTTONS.items()}


def check_operation(user: User | None, partnership: Partnership, permission: Permission) -> None:
    """The check of an operation; on the command line nobody is signed in and it is passed by."""
    if user is not None:
        permissions.check(user, partnership, permission)
