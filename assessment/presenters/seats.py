"""For each authority, who may sit for it at a meeting and who does: the lines of one page."""

from dataclasses import dataclass
from datetime import date

from assessment.models import Meeting
from assessment.operations import seating
from partnerships import seats
from partnerships.models import Organisation, Partnership


@dataclass(frozen=True)
class SeatLine:
    """One authority's choice."""

    organisation: Organisation
    choices: tuple[tuple[str, str], ...]
    chosen: str
    hint: str


def lines(partnership: Partnership, day: date, meeting: Meeting | None = None) -> list[SeatLine]:
    """`day` is the meeting's: a deputy named later is not offered."""
    candidates = seats.by_organisation(seats.candidates(partnership, day))
    rows = [] if meeting is None else meeting.attendances.exclude(capacity="attending")
    recorded = {}
    for row in rows:
        recorded.setdefault(row.organisation_id, row)
    return [
        _line(each, candidates.get(each.pk, []), recorded.get(each.pk))
        for each in partnership.organisations.filter(is_responsible_authority=True)
    ]


def _line(organisation: Organisation, candidates: list, row: object) -> SeatLine:
    choices = [(seating.NOBODY, "Nobody recorded")]
    choices += [(each.key, each.words) for each in candidates]
    choices.append((seating.APOLOGIES, "Apologies"))
    if row is not None and row.capacity == "typed":
        choices.append((seating.AS_RECORDED, f"As recorded by name: {row.person}"))
    hint = "" if candidates else "No board member of it has joined, and no deputy is named."
    return SeatLine(organisation, tuple(choices), seating.key_of(row, candidates), hint)
