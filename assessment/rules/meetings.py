"""When a meeting of the board may decide, and what of its record may still change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.models import Attendance, Meeting
from assessment.models.board import SEATED
from partnerships.models import Organisation
from partnerships.seats import may_sit, same_person
from partnerships.words import said_day

# What a page fetches with its meetings, so that their quorum costs no query of its own.
WITH_SEATS = (
    "attendances__organisation",
    "attendances__deputy",
    "attendances__user__memberships",
    "priorities",
)


@dataclass(frozen=True)
class Quorum:
    """How many responsible authorities were there, of how many, and how many are needed."""

    present: int
    members: int
    needed: int
    # Of those present, so many are known only by a name that somebody typed.
    typed: int = 0

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


def seats_of(meeting: Meeting) -> list[Attendance]:
    """Whose attendance counts: one person for each authority, each person for one authority.

    Once the meeting has decided, its record stands as it is. Until then a seat is lost with the
    office it rests on, and names typed before people were chosen count once a person too: one name
    for three authorities is one authority.
    """
    is_decided = bool(meeting.priorities.all())
    attendances = [
        each
        for each in meeting.attendances.all()
        if each.organisation is not None and each.organisation.is_responsible_authority
    ]
    seats = [
        each
        for each in attendances
        if each.capacity in SEATED
        and (is_decided or may_sit(each.user, each.deputy, each.organisation_id, meeting.held_on))
    ]
    typed = [each for each in attendances if each.capacity == "typed"]
    return seats + _typed_seats(typed, seats, as_recorded=is_decided)


def _typed_seats(
    typed: Iterable[Attendance], seats: list[Attendance], *, as_recorded: bool
) -> list[Attendance]:
    taken = {each.organisation_id for each in seats}
    people = {same_person(each.person) for each in seats}
    counted = []
    for each in typed:
        person = same_person(each.person)
        if each.organisation_id in taken or (person in people and not as_recorded):
            continue
        taken.add(each.organisation_id)
        people.add(person)
        counted.append(each)
    return counted


def quorum_of(meeting: Meeting, *, members: int | None = None) -> Quorum:
    """Co-operating bodies, guests and apologies do not count.

    `members` spares a page with many meetings the same count again.
    """
    seats = seats_of(meeting)
    if members is None:
        members = members_of(meeting.assessment.partnership_id)
    typed = sum(each.capacity == "typed" for each in seats)
    return Quorum(len(seats), members, meeting.quorum, typed)


def members_of(partnership_id: int) -> int:
    """How many responsible authorities a partnership has."""
    return Organisation.objects.filter(
        partnership_id=partnership_id, is_responsible_authority=True
    ).count()


def quorum_sentence(quorum: Quorum, *, is_ahead: bool = False) -> str:
    """The quorum as a sentence; for a meeting still ahead, of those who are expected."""
    many = "authority" if quorum.members == 1 else "authorities"
    there, enough, short = (
        ("expected", "enough for a quorum", "not enough yet")
        if is_ahead
        else ("present", "quorate", "not quorate")
    )
    by_name = f" ({quorum.typed} recorded by name alone)" if quorum.typed else ""
    return (
        f"{quorum.present} of {quorum.members} responsible {many} {there}{by_name}; "
        f"{quorum.needed} needed: {enough if quorum.is_met else short}"
    )


def reasons_against_deciding_at(meeting: Meeting, today: date) -> list[str]:
    """Why this meeting cannot decide anything."""
    if meeting.held_on > today:
        return [
            f"{meeting.title} is on {said_day(meeting.held_on)}: "
            "a decision cannot be recorded before the meeting."
        ]
    quorum = quorum_of(meeting)
    if not quorum.is_met:
        return [f"{meeting.title} cannot decide: {quorum_sentence(quorum)}."]
    twice = named_twice(meeting)
    if twice:
        return [
            f"{meeting.title} cannot decide: {twice} is recorded by name for more than one "
            "authority, and one person stands for one. Choose who sat for each."
        ]
    return []


def named_twice(meeting: Meeting) -> str:
    """A name that was typed for several authorities; empty when there is none."""
    known: dict[str, int] = {}
    for each in meeting.attendances.all():
        counts = each.organisation is not None and each.organisation.is_responsible_authority
        if not counts or each.capacity not in (*SEATED, "typed"):
            continue
        if known.setdefault(same_person(each.person), each.organisation_id) != each.organisation_id:
            return each.person
    return ""


def reasons_against_two_seats(seats: list[Attendance]) -> list[str]:
    """The same person for two authorities, by address or by name."""
    return [
        f"{row.person} cannot sit for {other.organisation} and for {row.organisation} as well: "
        "one person stands for one authority."
        for place, row in enumerate(seats)
        for other in seats[:place]
        if row.email == other.email or same_person(row.person) == same_person(other.person)
    ]


def reasons_against_seating(meeting: Meeting) -> list[str]:
    """Why the record of who sat for whom cannot change."""
    return _reasons_once_decided(meeting, "the record of who sat for whom is part of it.")


def reasons_against_removing(attendance: Attendance) -> list[str]:
    """Why somebody cannot be taken off the list of those who were there."""
    return _reasons_once_decided(
        attendance.meeting, "the record of who was there is part of that decision."
    )


def reasons_against_moving(meeting: Meeting, to: date) -> list[str]:
    """Why a meeting cannot be dated so: what it decided stands, and whoever sat could sit then."""
    return _reasons_once_decided(meeting, "its date is part of that decision.") or [
        f"{each.person} could not sit for {each.organisation} on {said_day(to)}: "
        "change who sat for it first."
        for each in meeting.attendances.all()
        if each.capacity in SEATED and not may_sit(each.user, each.deputy, each.organisation_id, to)
    ]


def _reasons_once_decided(meeting: Meeting, because: str) -> list[str]:
    # All of them, not a filtered query: a page may have fetched them already.
    decided = [priority.title for priority in meeting.priorities.all()]
    if not decided:
        return []
    return [f"This meeting decided on {decided[0]}: {because}"]
