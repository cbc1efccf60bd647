"""What the board's pages, the document and the reports show of meetings and decisions."""

from dataclasses import dataclass
from datetime import date

from assessment.models import Assessment, Comment, Meeting, Priority
from assessment.rules import meetings as rules
from assessment.rules import priorities as cases
from assessment.states import ANSWERS, PRIORITY_BY_SLUG
from assessment.structure import theme_label

# What is said beside a name; whoever simply sat for their authority needs no words.
PARTS = {
    "member": "",
    "deputy": "Deputy",
    "typed": "Recorded by name, before people were chosen from an authority's members",
    "attending": "In attendance: does not count",
    "apologies": "Sent apologies",
}
STATE_COLOURS = {"proposed": "blue", "agreed": "green", "not_agreed": "grey"}


@dataclass(frozen=True)
class Present:
    """Somebody who was there, and for which organisation they sat."""

    organisation: str
    person: str
    office: str
    # It counted for the quorum: somebody sat for a responsible authority.
    is_responsible_authority: bool
    part: str = ""


@dataclass(frozen=True)
class Decision:
    """A priority with what the board said to it; undecided ones have no meeting and no date."""

    pk: int
    title: str
    statement: str
    theme: str
    theme_label: str
    key_line: str
    state: str
    state_label: str
    state_colour: str
    # Why it rests on no key line.
    exception: str
    evidence_says: str
    reason: str
    # Which authorities' people moved and seconded; empty before that was recorded.
    moved_for: str
    seconded_for: str
    moved: str
    # What stands in the way of agreeing it, whatever meeting decides.
    lacks: tuple[str, ...]
    # Meetings often share a name: tell them apart by this.
    meeting_pk: int | None
    meeting: str
    held_on: date | None
    quorum: str
    edition_digest: str
    attended: tuple[Present, ...]

    @property
    def case(self) -> str:
        """What the evidence says and why this, as one text."""
        return " ".join(part for part in (self.evidence_says, self.reason) if part)

    @property
    def is_of_old(self) -> bool:
        """Decided before the case, the mover and the seconder were asked for."""
        return self.state != "proposed" and not self.moved_for


@dataclass(frozen=True)
class Gathering:
    """A meeting as the board's pages show it."""

    meeting: Meeting
    quorum: str
    is_ahead: bool
    decided: int


@dataclass(frozen=True)
class AnswerCount:
    """How many comments on the draft stand at one answer."""

    label: str
    value: str
    tone: str = ""


def decisions(assessment: Assessment) -> tuple[Decision, ...]:
    """Every priority in the board's order: what was decided, where, and who was there."""
    priorities = assessment.priorities.select_related(
        "meeting", "key_line", "moved_by__organisation", "seconded_by__organisation"
    ).prefetch_related(*(f"meeting__{path}" for path in rules.WITH_SEATS))
    members = rules.members_of(assessment.partnership_id)
    return tuple(_decision(priority, members) for priority in priorities)


def _decision(priority: Priority, members: int) -> Decision:
    meeting = priority.meeting
    state = PRIORITY_BY_SLUG[priority.state]
    return Decision(
        pk=priority.pk,
        title=priority.title,
        statement=priority.statement,
        theme=priority.theme,
        theme_label=theme_label(priority.theme),
        key_line=str(priority.key_line or ""),
        state=state.slug,
        state_label=state.label,
        state_colour=STATE_COLOURS[state.slug],
        exception=priority.exception,
        evidence_says=priority.evidence_says,
        reason=priority.reason,
        moved_for=str(priority.moved_by.organisation) if priority.moved_by else "",
        seconded_for=str(priority.seconded_by.organisation) if priority.seconded_by else "",
        moved=f"Moved by {priority.moved_by}, seconded by {priority.seconded_by}"
        if priority.moved_by
        else "",
        lacks=tuple(cases.reasons_of_the_case(priority)) if state.moves else (),
        meeting_pk=priority.meeting_id,
        meeting=str(meeting or ""),
        held_on=meeting.held_on if meeting else None,
        quorum=_sentence(meeting, members) if meeting else "",
        edition_digest=priority.edition_digest,
        attended=present_at(meeting) if meeting else (),
    )


def _sentence(meeting: Meeting, members: int) -> str:
    return rules.quorum_sentence(rules.quorum_of(meeting, members=members))


def present_at(meeting: Meeting) -> tuple[Present, ...]:
    """Who was there: who sat for the responsible authorities first, then who was in attendance."""
    seats = {each.pk for each in rules.seats_of(meeting)}
    people = [
        Present(
            organisation=attendance.organisation.name if attendance.organisation else "",
            person=attendance.person,
            office=attendance.office,
            is_responsible_authority=attendance.pk in seats,
            part=PARTS[attendance.capacity],
        )
        for attendance in meeting.attendances.all()
        if attendance.capacity != "apologies"
    ]
    return tuple(
        sorted(
            people,
            key=lambda each: (not each.is_responsible_authority, each.organisation, each.person),
        )
    )


def gatherings(assessment: Assessment, today: date) -> tuple[Gathering, ...]:
    """The year's meetings, newest first, each with its quorum as a sentence."""
    meetings = assessment.meetings.prefetch_related(*rules.WITH_SEATS)
    members = rules.members_of(assessment.partnership_id)
    return tuple(gathering(meeting, today, members=members) for meeting in meetings)


def gathering(meeting: Meeting, today: date, *, members: int) -> Gathering:
    quorum = rules.quorum_of(meeting, members=members)
    is_ahead = meeting.held_on > today
    return Gathering(
        meeting=meeting,
        quorum=rules.quorum_sentence(quorum, is_ahead=is_ahead),
        is_ahead=is_ahead,
        decided=len(meeting.priorities.all()),
    )


def comment_counts(assessment: Assessment) -> tuple[AnswerCount, ...]:
    """The register of comments in four numbers; none when nobody has commented."""
    # Counted here: the database's grouping would need the default order taken off, for no gain.
    states = list(
        Comment.objects.filter(section__assessment=assessment).values_list("state", flat=True)
    )
    if not states:
        return ()
    return tuple(
        AnswerCount(
            answer.label,
            str(states.count(answer.slug)),
            "warn" if answer.slug == "open" and "open" in states else "",
        )
        for answer in ANSWERS
    )
