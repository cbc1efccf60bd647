"""Who sat for which authority at a meeting: one person for each, each person for one."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.models import Attendance, Meeting
from assessment.models.board import SEATED
from assessment.rules import meetings as rules
from partnerships import seats
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import trail
from partnerships.words import said_day

# What may be said of an authority instead of naming who sat for it.
NOBODY, APOLOGIES, AS_RECORDED = "", "apologies", "typed"


@dataclass(frozen=True)
class _Change:
    """One authority's line as it was and as it is to be."""

    organisation: Organisation
    old: tuple[Attendance, ...]
    new: Attendance | None


def seat(*, meeting: Meeting, seated: Mapping[int, str], by: User) -> None:
    """Within the caller's transaction, which holds the meeting."""
    partnership = meeting.assessment.partnership
    authorities = partnership.organisations.filter(is_responsible_authority=True).in_bulk()
    known = {each.key: each for each in seats.candidates(partnership, meeting.held_on)}
    reasons = _reasons_against_keys(meeting, seated, authorities, known)
    if reasons:
        raise RuleBroken(reasons)
    rows = list(meeting.attendances.select_related("organisation"))
    changes = [
        change
        for pk, key in seated.items()
        if key != AS_RECORDED
        and (change := _change(meeting, authorities[pk], rows, known.get(key), key))
    ]
    gone = {row.pk for change in changes for row in change.old}
    stay = [row for row in rows if row.capacity in SEATED and row.pk not in gone]
    new = [change.new for change in changes if change.new is not None]
    reasons = rules.reasons_against_two_seats(
        [*stay, *(row for row in new if row.capacity in SEATED)]
    )
    if reasons:
        raise RuleBroken(reasons)
    meeting.attendances.filter(pk__in=gone).delete()
    Attendance.objects.bulk_create(new)
    if changes:
        trail.record(
            partnership=partnership,
            by=by,
            verb="meeting.seated",
            target=meeting,
            before={c.organisation.name: ", ".join(map(_said, c.old)) for c in changes},
            after={c.organisation.name: _said(c.new) if c.new else "" for c in changes},
        )


def key_of(row: Attendance | None, candidates: list[seats.Candidate]) -> str:
    """What a form shows as chosen; a seat whose person may sit no longer shows as nobody."""
    if row is None:
        return NOBODY
    if row.capacity not in SEATED:
        return row.capacity
    return next((each.key for each in candidates if _is(row, each)), NOBODY)


def _is(row: Attendance, candidate: seats.Candidate) -> bool:
    return (row.user_id, row.deputy_id) == (candidate.user, candidate.deputy)


def _change(
    meeting: Meeting,
    organisation: Organisation,
    rows: list[Attendance],
    candidate: seats.Candidate | None,
    key: str,
) -> _Change | None:
    """None when the record says so already."""
    own = [row for row in rows if row.organisation_id == organisation.pk]
    old = [row for row in own if row.capacity != "attending"]
    new = None
    if candidate is not None:
        if len(old) == 1 and old[0].capacity in SEATED and _is(old[0], candidate):
            return None
        # Whoever was there as a guest of the authority is not there twice.
        old += [row for row in own if row.capacity == "attending" and row.person == candidate.name]
        new = Attendance(
            meeting=meeting,
            organisation=organisation,
            capacity="deputy" if candidate.deputy else "member",
            person=candidate.name,
            email=candidate.email,
            office=candidate.office,
            user_id=candidate.user,
            deputy_id=candidate.deputy,
        )
    elif key == APOLOGIES:
        if [row.capacity for row in old] == [APOLOGIES]:
            return None
        new = Attendance(meeting=meeting, organisation=organisation, capacity=APOLOGIES)
    elif not old:
        return None
    return _Change(organisation, tuple(old), new)


def _said(row: Attendance) -> str:
    return "apologies" if row.capacity == APOLOGIES else row.person


def _reasons_against_keys(
    meeting: Meeting,
    seated: Mapping[int, str],
    authorities: dict[int, Organisation],
    known: dict[str, seats.Candidate],
) -> list[str]:
    reasons = []
    for pk, key in seated.items():
        if pk not in authorities:
            reasons.append("Choose for the responsible authorities of this partnership alone.")
        elif key not in (NOBODY, APOLOGIES, AS_RECORDED) and (
            key not in known or known[key].organisation != pk
        ):
            reasons.append(
                f"{authorities[pk]}: choose one of its board members, or a deputy named by "
                f"{said_day(meeting.held_on)}, the day of the meeting."
            )
    return reasons
