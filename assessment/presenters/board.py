"""What the board's pages, the document and the reports show of meetings and decisions."""

from dataclasses import dataclass
from datetime import date

from assessment.models import Assessment, Comment, Meeting, Priority
from assessment.rules import meetings as rules
from assessment.states import ANSWERS, PRIORITY_BY_SLUG
from assessment.structure import THEME_BY_SLUG

STATE_COLOURS = {"proposed": "blue", "agreed": "green", "not_agreed": "grey"}


@dataclass(frozen=True)
class Present:
    """Somebody who was there, and for which organisation they sat."""

    organisation: str
    person: str
    office: str
    is_responsible_authority: bool


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
    reason: str
    # Meetings often share a name: tell them apart by this.
    meeting_pk: int | None
    meeting: str
    held_on: date | None
    quorum: str
    edition_digest: str
    attended: tuple[Present, ...]


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
    priorities = assessment.priorities.select_related("meeting", "key_line").prefetch_related(
        "meeting__attendances__organisation"
    )
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
        theme_label=THEME_BY_SLUG[priority.theme].label if priority.theme else "",
        key_line=str(priority.key_line or ""),
        state=state.slug,
        state_label=state.label,
        state_colour=STATE_COLOURS[state.slug],
        reason=priority.reason,
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
    """Who was there, responsible authorities first, then co-operating bodies."""
    people = [
        Present(
            organisation=attendance.organisation.name,
            person=attendance.person,
            office=attendance.office,
            is_responsible_authority=attendance.organisation.is_responsible_authority,
        )
        for attendance in meeting.attendances.all()
    ]
    return tuple(
        sorted(
            people,
            key=lambda each: (not each.is_responsible_authority, each.organisation, each.person),
        )
    )


def gatherings(assessment: Assessment, today: date) -> tuple[Gathering, ...]:
    """The year's meetings, newest first, each with its quorum as a sentence."""
    meetings = assessment.meetings.prefetch_related("attendances__organisation", "priorities")
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
