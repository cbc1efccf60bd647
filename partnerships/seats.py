"""Who may sit for which authority on a day: its board members, and deputies named by then.

One person stands for one authority, so people are told apart by their e-mail address and, since a
deputy's address is typed, by their name as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone

from partnerships.models import Deputy, Membership, Organisation, Partnership, User
from partnerships.roles import Permission, holders


@dataclass(frozen=True)
class Candidate:
    """Somebody who may sit for an authority; `key` says in a form who is meant."""

    key: str
    organisation: int
    name: str
    email: str
    office: str = ""
    user: int | None = None
    deputy: int | None = None

    @property
    def words(self) -> str:
        return f"{self.name} (deputy)" if self.deputy else self.name


def candidates(partnership: Partnership, day: date) -> tuple[Candidate, ...]:
    """Everybody who may sit at a meeting of that day, members first; two queries.

    A member counts from whenever they joined here, for somebody's seat is older than their account;
    a deputy only from the day on which they were named.
    """
    members = Membership.objects.filter(
        Q(ended_at=None) | Q(ended_at__date__gte=day),
        partnership=partnership,
        role__in=holders(Permission.SIT_ON_BOARD),
        organisation__is_responsible_authority=True,
    ).select_related("user")
    deputies = Deputy.objects.named_for(day).filter(organisation__partnership=partnership)
    found = {
        (each.organisation_id, each.user_id): Candidate(
            f"member-{each.pk}",
            each.organisation_id,
            str(each.user),
            each.user.email.lower(),
            user=each.user_id,
        )
        for each in members
    }
    return (
        *found.values(),
        *(
            Candidate(
                f"deputy-{each.pk}",
                each.organisation_id,
                each.name,
                each.email.lower(),
                each.office,
                deputy=each.pk,
            )
            for each in deputies
        ),
    )


def may_sit(user: User | None, deputy: Deputy | None, organisation: int, day: date) -> bool:
    """Whether a seat is still good on a day: reads the person's memberships, fetched or not."""
    if deputy is not None:
        return deputy.organisation_id == organisation and (
            deputy.named_on <= day and (deputy.ended_on is None or deputy.ended_on >= day)
        )
    return user is not None and any(
        each.organisation_id == organisation
        and each.role in holders(Permission.SIT_ON_BOARD)
        and (each.ended_at is None or timezone.localdate(each.ended_at) >= day)
        for each in user.memberships.all()
    )


def same_person(name: str) -> str:
    """A name as it is compared: without case and spare blanks."""
    return " ".join(name.split()).casefold()


def reasons_against_naming(organisation: Organisation, person: str, email: str) -> list[str]:
    """Why somebody cannot be named as an authority's deputy."""
    reasons = []
    if not organisation.is_responsible_authority:
        reasons.append(f"{organisation} is no responsible authority: it needs nobody for a quorum.")
    if not person:
        reasons.append("Enter the deputy's name.")
    try:
        validate_email(email)
    except ValidationError:
        reasons.append("Enter the deputy's e-mail address, such as name@example.org.")
    if reasons:
        return reasons
    names = {each.pk: each.name for each in organisation.partnership.organisations.all()}
    for known in candidates(organisation.partnership, timezone.localdate()):
        if not is_same(known, person, email):
            continue
        if known.organisation == organisation.pk:
            return [f"{known.name} may sit for {organisation} already."]
        return [
            f"{known.name} sits for {names[known.organisation]}: one person stands for one "
            "authority. If it is somebody else of that name, add a middle initial."
        ]
    return []


def is_same(known: Candidate, person: str, email: str) -> bool:
    return known.email == email.lower() or same_person(known.name) == same_person(person)


def by_organisation(found: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    grouped: dict[int, list[Candidate]] = {}
    for each in found:
        grouped.setdefault(each.organisation, []).append(each)
    return grouped
