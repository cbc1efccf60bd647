"""Inviting people, letting them in, and ending their membership."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from partnerships import permissions, rules
from partnerships.errors import RuleBroken
from partnerships.models import Invitation, Membership, Organisation, Partnership, User
from partnerships.operations import letters, partnerships, trail
from partnerships.roles import Permission


def invite(
    *,
    partnership: Partnership,
    email: str,
    role: str,
    organisation: Organisation | None,
    by: User | None,
) -> Invitation:
    """Write to somebody that they may join; a new letter replaces an open one to the same person.

    The letter goes out after the commit. When the mail server is away the invitation stands, its
    letter waits, and the list of open invitations says so.
    """
    email = email.strip().lower()
    with transaction.atomic():
        partnership = partnerships.held(
            pk=partnership.pk, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        reasons = rules.reasons_against_inviting(partnership, email, role, organisation)
        if reasons:
            raise RuleBroken(reasons)
        replaced = _replace_open_letters(partnership, email, by)
        invitation = Invitation.objects.create(
            partnership=partnership,
            email=email,
            role=role,
            organisation=organisation,
            invited_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="invitation.sent",
            target=invitation,
            before={"role": replaced.role} if replaced else {},
            after={"role": role if replaced else None, "organisation": organisation},
        )
        letters.write_to(invitation)
    return invitation


def _replace_open_letters(
    partnership: Partnership, email: str, by: User | None
) -> Invitation | None:
    """The newest open letter to this person, now closed together with any older one."""
    opened = Invitation.objects.open().filter(partnership=partnership, email__iexact=email)
    newest = opened.first()
    if newest is not None:
        now = timezone.now()
        if by is None:
            # Nobody to name as the one who withdrew it: it ends by its date.
            opened.update(expires_at=now)
        else:
            opened.update(withdrawn_at=now, withdrawn_by=by)
    return newest


def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """The letter's address leads nowhere from now on."""
    with transaction.atomic():
        partnership = partnerships.held(
            pk=invitation.partnership_id, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        reasons = rules.reasons_against_withdrawing(invitation)
        if reasons:
            raise RuleBroken(reasons)
        invitation.withdrawn_at = timezone.now()
        invitation.withdrawn_by = by
        invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
        trail.record(partnership=partnership, by=by, verb="invitation.withdrawn", target=invitation)
    return invitation


def accept(
    *, invitation: Invitation, name: str = "", password: str = "", by: User | None = None
) -> User:
    """Join by a letter: a new person with a name and password, or `by`, whom it was sent to."""
    with transaction.atomic():
        partnership = Partnership.objects.select_for_update().get(pk=invitation.partnership_id)
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        reasons = rules.reasons_against_joining(invitation)
        if reasons:
            raise RuleBroken(reasons)
        user = _known(invitation, by) if by is not None else _new(invitation, name, password)
        membership, is_new = Membership.objects.get_or_create(
            partnership=partnership,
            user=user,
            role=invitation.role,
            ended_at=None,
            defaults={"organisation": invitation.organisation},
        )
        invitation.accepted_at = timezone.now()
        invitation.accepted_by = user
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        permissions.forget_roles(user)
        trail.record(
            partnership=partnership, by=user, verb="invitation.accepted", target=invitation
        )
        if is_new:
            _record_beginning(membership, user)
    return user


def _known(invitation: Invitation, user: User) -> User:
    if user.email.lower() != invitation.email.lower():
        raise PermissionDenied(f"This invitation was sent to {invitation.email}.")
    return user


def _new(invitation: Invitation, name: str, password: str) -> User:
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise RuleBroken(f"{invitation.email} has an account already: sign in to accept.")
    if not name.strip():
        raise RuleBroken("Enter your name.")
    user = User.objects.create_user(invitation.email, password, name=name.strip())
    # Whoever opened the letter has shown that the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add(
    *,
    partnership: Partnership,
    user: User,
    role: str,
    organisation: Organisation | None,
    by: User | None,
) -> Membership:
    """Somebody who has an account becomes a member without a letter."""
    with transaction.atomic():
        partnership = partnerships.held(
            pk=partnership.pk, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        reasons = rules.reasons_against_adding(partnership, user.email, role, organisation)
        if reasons:
            raise RuleBroken(reasons)
        membership = Membership.objects.create(
            partnership=partnership, user=user, role=role, organisation=organisation
        )
        permissions.forget_roles(user)
        _record_beginning(membership, by)
    return membership


def _record_beginning(membership: Membership, by: User | None) -> None:
    trail.record(
        partnership=membership.partnership,
        by=by,
        verb="membership.began",
        target=membership,
        after={"organisation": membership.organisation},
    )


def end(*, membership: Membership, by: User) -> Membership:
    """The person loses this role at once; what they wrote stays theirs."""
    with transaction.atomic():
        partnership = partnerships.held(
            pk=membership.partnership_id, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
        reasons = rules.reasons_against_ending(membership)
        if reasons:
            raise RuleBroken(reasons)
        membership.ended_at = timezone.now()
        membership.ended_by = by
        membership.save(update_fields=["ended_at", "ended_by"])
        permissions.forget_roles(by)
        trail.record(
            partnership=partnership,
            by=by,
            verb="membership.ended",
            target=membership,
        )
    return membership
