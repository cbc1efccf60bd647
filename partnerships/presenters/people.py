"""Who belongs here, who is invited, and what became of the letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships import roles
from partnerships.models import (
    Invitation,
    Letter,
    Membership,
)


@dataclass(frozen=True)
class PersonLine:
    membership: Membership
    role: str
    about: str


def person_lines(memberships: Iterable[Membership]) -> list[PersonLine]:
    return [
        PersonLine(each, roles.named(each.role).label, roles.named(each.role).description)
        for each in memberships
    ]


@dataclass(frozen=True)
class InvitationLine:
    """An open invitation: its role in words, what became of its letter, and what can be done."""

    invitation: Invitation
    role: str
    letter: Letter | None
    may_show_link: bool


def invitation_lines(invitations: Iterable[Invitation]) -> list[InvitationLine]:
    """Open invitations with their letters. One made before letters were kept has none: it went."""
    lines = []
    for each in invitations:
        letter = getattr(each, "letter", None)
        may_show_link = letter is not None and letter.state != "sent"
        lines.append(InvitationLine(each, roles.named(each.role).label, letter, may_show_link))
    return lines


def invited_in_words(invitation: Invitation, letter: Letter) -> str:
    """What the steward is told at once."""
    who = f"{invitation.email} is invited as {roles.named(invitation.role).label.lower()}."
    if not letter.could_not_go:
        return (
            f"{who} The letter can be used for 14 days; until then it is listed under open"
            " invitations."
        )
    if letter.state == "refused":
        return (
            f"{who} But the letter could not go. {letter.failure} If it is misspelt, withdraw the"
            " invitation and invite the right one; if it is right, hand over the link yourself:"
            " both are under open invitations."
        )
    return (
        f"{who} But the letter could not go. {letter.failure} It is tried again by itself;"
        " meanwhile you can hand over the link yourself: see under open invitations."
    )


def sent_again_in_words(invitation: Invitation, letter: Letter) -> str:
    if letter.could_not_go:
        return f"The letter to {invitation.email} still could not go. {letter.failure}"
    return f"The letter to {invitation.email} was sent again."
