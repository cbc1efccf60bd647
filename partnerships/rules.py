"""Is the thing in a fit state? Each rule answers with reasons that a person can act on."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from partnerships import local_authorities, roles
from partnerships.models import Invitation, Letter, Membership, Organisation, Partnership

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# "new" is the address of the page that creates a partnership.
TAKEN_BY_PAGES = frozenset({"new"})


def reasons_against_creating(
    slug: str, name: str, area_codes: Sequence[str], today: date
) -> list[str]:
    reasons = reasons_against_name(name)
    if not SLUG.fullmatch(slug) or len(slug) > 60:
        reasons.append(
            "The short name may hold small letters, figures and single hyphens, "
            f"60 at most: {slug!r} does not."
        )
    if slug in TAKEN_BY_PAGES:
        reasons.append(f"The short name {slug!r} is kept for a page of the site.")
    if Partnership.objects.filter(slug=slug).exists():
        reasons.append(f"There is already a partnership with the short name {slug!r}.")
    return reasons + reasons_against_areas(area_codes, today)


def reasons_against_areas(codes: Sequence[str], today: date) -> list[str]:
    """A partnership covers areas of local authorities that there are, at least one."""
    if not codes:
        return ["A partnership covers at least one local-authority area."]
    found = (local_authorities.reason_against(code, today) for code in codes)
    return [reason for reason in found if reason]


def reasons_against_name(name: str) -> list[str]:
    return [] if name.strip() else ["A partnership needs a name."]


def reasons_against_details(suppression_threshold: int, quorum: int) -> list[str]:
    reasons = []
    if not 1 <= suppression_threshold <= 20:
        reasons.append("The threshold for small numbers is between 1 and 20.")
    if quorum < 2:
        reasons.append("A quorum is at least 2 responsible authorities.")
    return reasons


MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")
"""From the least to the most careful. A marking of a partnership's own is taken for the most."""


def reasons_against_markings(partnership_marking: str, board_marking: str) -> list[str]:
    """The board's edition shows every count: whoever may see less must not be told to take more
    care of it."""
    if care(board_marking) >= care(partnership_marking):
        return []
    return [
        f"The board's edition shows every count, so its marking cannot be less than the"
        f" partnership's: {partnership_marking}."
    ]


def care(marking: str) -> int:
    return MARKINGS.index(marking) if marking in MARKINGS else len(MARKINGS)


def reasons_against_organisation(
    partnership: Partnership, name: str, kind: str, *, is_responsible_authority: bool
) -> list[str]:
    reasons = reasons_against_organisation_name(partnership.organisations.all(), partnership, name)
    if kind not in dict(Organisation.KINDS):
        reasons.append("Say what kind of organisation it is.")
    if kind == "other" and is_responsible_authority:
        reasons.append("A co-operating body is not a responsible authority.")
    return reasons


def reasons_against_organisation_name(
    others: QuerySet[Organisation], partnership: Partnership, name: str
) -> list[str]:
    """An organisation has a name that none of the others has."""
    if not name.strip():
        return ["An organisation needs a name."]
    if others.filter(name__iexact=name.strip()).exists():
        return [f"{name.strip()} is already an organisation of {partnership.name}."]
    return []


def reasons_against_inviting(
    partnership: Partnership, email: str, role: str, organisation: Organisation | None
) -> list[str]:
    reasons = reasons_against_role(role) + _reasons_against_stranger(partnership, organisation)
    if role in roles.BOUND and organisation is None:
        label = roles.named(role).label.lower()
        reasons.append(
            f"Say which organisation the person works for: a {label} sees what belongs to it."
        )
    try:
        validate_email(email)
    except ValidationError:
        reasons.append(f"{email!r} is not an e-mail address.")
    if not reasons and _holds(partnership, email, role):
        label = roles.named(role).label.lower()
        reasons.append(f"{email} is already {label} of {partnership.name}.")
    return reasons


def reasons_against_role(role: str) -> list[str]:
    return [] if role in roles.BY_SLUG else [f"There is no role called {role!r}."]


def _reasons_against_stranger(
    partnership: Partnership, organisation: Organisation | None
) -> list[str]:
    if organisation is not None and organisation.partnership_id != partnership.pk:
        return [f"{organisation} does not belong to {partnership.name}."]
    return []


def _holds(partnership: Partnership, email: str, role: str) -> bool:
    held = Membership.objects.current().filter(partnership=partnership, role=role)
    return held.filter(user__email__iexact=email).exists()


def reasons_against_adding(
    partnership: Partnership, email: str, role: str, organisation: Organisation | None
) -> list[str]:
    """Somebody who has an account becomes a member: the same rules as for a letter to them."""
    return reasons_against_inviting(partnership, email, role, organisation)


def reasons_against_joining(invitation: Invitation) -> list[str]:
    """Why an invitation leads nowhere any more."""
    if invitation.accepted_at is not None:
        return ["This invitation has been used."]
    if invitation.withdrawn_at is not None:
        return ["This invitation has been withdrawn."]
    if not invitation.is_open:
        return ["This invitation has expired."]
    return []


def reasons_against_writing(invitation: Invitation) -> list[str]:
    """Why no letter goes to the invited person any more."""
    return [f"{reason} Invite the person anew." for reason in reasons_against_joining(invitation)]


def reasons_against_showing_the_link(invitation: Invitation) -> list[str]:
    """Whoever holds the link joins as the invited person, so a letter that went is not doubled."""
    reasons = reasons_against_joining(invitation)
    if not reasons and Letter.objects.filter(invitation=invitation, state="sent").exists():
        reasons.append("The letter has gone, and the link is in it. It can be sent again.")
    return reasons


def reasons_against_withdrawing(invitation: Invitation) -> list[str]:
    if invitation.accepted_at is not None:
        return ["The invitation has been accepted: end the membership instead."]
    if invitation.withdrawn_at is not None:
        return ["The invitation has already been withdrawn."]
    return []


def reasons_against_ending(membership: Membership) -> list[str]:
    if membership.ended_at is not None:
        return ["This membership has already ended."]
    others = Membership.objects.current().filter(
        partnership=membership.partnership_id, role="steward", user__is_active=True
    )
    if membership.role == "steward" and not others.exclude(pk=membership.pk).exists():
        return ["A partnership keeps at least one steward: invite another one first."]
    return []


def reasons_against_agreement(
    partnership: Partnership,
    organisation: Organisation,
    *,
    starts_on: date,
    review_on: date,
    ends_on: date,
) -> list[str]:
    reasons = _reasons_against_stranger(partnership, organisation)
    if ends_on < starts_on:
        reasons.append("The agreement ends before it starts.")
    elif not starts_on <= review_on <= ends_on:
        reasons.append("The review lies between the start and the end of the agreement.")
    return reasons


def reasons_against_commitment(
    organisation: Organisation, partnership: Partnership, kind: str, given_on: date, today: date
) -> list[str]:
    reasons = _reasons_against_stranger(partnership, organisation)
    if given_on > today:
        reasons.append("A commitment is recorded on the day it was given or later.")
    if organisation.commitments.filter(kind=kind).exists():
        reasons.append(f"{organisation} has already given this commitment.")
    return reasons


def missing_authorities(kinds_present: Iterable[str]) -> list[tuple[str, str]]:
    """The kinds of section 5 that no responsible authority of the partnership is of yet.

    A county council is asked for only where there is none and the area has two tiers; that is for
    people to know, so it is listed with the others and the page says so.
    """
    present = set(kinds_present)
    return [(kind, label) for kind, label in Organisation.KINDS if kind not in present | {"other"}]
