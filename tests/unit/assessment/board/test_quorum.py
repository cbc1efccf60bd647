"""When a meeting of the board may decide, in words."""

import datetime

from assessment.models import Attendance
from assessment.rules import meetings as rules
from partnerships.models import Membership, Organisation
from tests.factories.board import in_days, make_decided_priority, make_meeting, typed
from tests.factories.years import make_assessment


def test_an_authority_counts_once_however_many_of_its_people_came(world):
    police = world.organisations["police"]
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst), by=world.chair, present=(police,)
    )
    typed(meeting, police, "The sergeant too")

    quorum = rules.quorum_of(meeting)

    assert quorum == rules.Quorum(present=1, members=3, needed=2)
    assert (
        rules.quorum_sentence(quorum)
        == "1 of 3 responsible authorities present; 2 needed: not quorate"
    )


def test_a_co_operating_body_does_not_count(world):
    pastors = Organisation.objects.create(
        partnership=world.partnership,
        name="Street pastors",
        kind="other",
        is_responsible_authority=False,
    )
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst),
        by=world.chair,
        present=(world.organisations["police"], world.organisations["fire"], pastors),
    )

    quorum = rules.quorum_of(meeting)

    assert quorum == rules.Quorum(present=2, members=3, needed=2)
    assert (
        rules.quorum_sentence(quorum, is_ahead=True)
        == "2 of 3 responsible authorities expected; 2 needed: enough for a quorum"
    )


def test_a_quorate_meeting_that_was_held_may_decide(world):
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst),
        by=world.chair,
        present=tuple(world.organisations.values()),
    )

    assert rules.reasons_against_deciding_at(meeting, in_days(0)) == []


def test_a_meeting_ahead_decides_nothing_yet(world):
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst),
        by=world.chair,
        title="Winter board",
        held_on=datetime.date(2099, 12, 1),
    )

    assert rules.reasons_against_deciding_at(meeting, in_days(0)) == [
        "Winter board is on 1 December 2099: a decision cannot be recorded before the meeting.",
    ]


def test_the_record_of_a_meeting_that_decided_stays(world):
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst),
        by=world.chair,
        present=(world.organisations["police"],),
    )
    attendance = meeting.attendances.get()
    before = rules.reasons_against_removing(attendance)
    make_decided_priority(
        meeting.assessment, meeting=meeting, by=world.chair, title="Night-time violence"
    )

    assert before == []
    assert rules.reasons_against_removing(meeting.attendances.get()) == [
        "This meeting decided on Night-time violence: "
        "the record of who was there is part of that decision."
    ]
    assert rules.reasons_against_moving(meeting, in_days(-9)) == [
        "This meeting decided on Night-time violence: its date is part of that decision."
    ]


def sits(meeting, user, organisation) -> Attendance:
    return Attendance.objects.create(
        meeting=meeting,
        organisation=organisation,
        capacity="member",
        user=user,
        person=str(user),
        email=user.email,
    )


def test_a_meeting_is_moved_to_a_day_on_which_who_sat_could_sit(world):
    police = world.organisations["police"]
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst), by=world.chair, present=(police,)
    )
    sits(meeting, world.member, world.organisations["district"])

    assert rules.reasons_against_moving(meeting, in_days(-8)) == []
    assert rules.reasons_against_moving(meeting, datetime.date(2020, 5, 4)) == [
        "Somebody of Wexshire Constabulary could not sit for Wexshire Constabulary on 4 May 2020: "
        "change who sat for it first."
    ]


def test_a_seat_is_lost_with_its_office_until_the_meeting_has_decided(world):
    member = world.member
    organisation = member.memberships.get().organisation
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst), by=world.chair, held_on=in_days(0)
    )
    seat = sits(meeting, member, organisation)
    held = rules.seats_of(meeting)
    Membership.objects.filter(user=member).update(role="viewer")
    meeting.refresh_from_db()
    lost = rules.seats_of(meeting)
    make_decided_priority(meeting.assessment, meeting=meeting, by=world.chair)

    assert (held, lost, rules.seats_of(meeting)) == ([seat], [], [seat])


def test_a_name_typed_for_two_authorities_is_one_authority_and_decides_nothing(world):
    police, fire, district = (world.organisations[kind] for kind in ("police", "fire", "district"))
    meeting = make_meeting(
        make_assessment(world.partnership, by=world.analyst), by=world.chair, present=(district,)
    )
    typed(meeting, police, "Jo Hale")
    alone = rules.named_twice(meeting)
    typed(meeting, fire, " jo  HALE")
    quorum = rules.quorum_of(meeting)

    assert (alone, rules.named_twice(meeting)) == ("", " jo  HALE")
    assert quorum == rules.Quorum(present=2, members=3, needed=2, typed=1)
    assert (
        rules.quorum_sentence(quorum)
        == "2 of 3 responsible authorities present (1 recorded by name alone); 2 needed: quorate"
    )
    assert rules.reasons_against_deciding_at(meeting, in_days(0)) == [
        "Autumn board cannot decide:  jo  HALE is recorded by name for more than one authority, "
        "and one person stands for one. Choose who sat for each."
    ]


def test_one_person_takes_one_seat(world):
    police, fire = world.organisations["police"], world.organisations["fire"]
    rows = [
        Attendance(organisation=police, person="Jo Hale", email="jo@wex.example"),
        Attendance(organisation=fire, person="Ann", email="ann@wex.example"),
    ]
    reason = (
        "{} cannot sit for Wexshire Constabulary and for Wexshire Fire and Rescue as well: "
        "one person stands for one authority."
    )

    def against(person: str, email: str) -> list[str]:
        other = Attendance(organisation=fire, person=person, email=email)
        return rules.reasons_against_two_seats([rows[0], other])

    assert rules.reasons_against_two_seats(rows) == []
    assert [against("jo  HALE", "other@wex.example"), against("Joanna", "jo@wex.example")] == [
        [reason.format("jo  HALE")],
        [reason.format("Joanna")],
    ]


def test_one_authority_is_one_authority():
    quorum = rules.Quorum(present=1, members=1, needed=2)

    assert (
        rules.quorum_sentence(quorum, is_ahead=True)
        == "1 of 1 responsible authority expected; 2 needed: not enough yet"
    )


def test_a_name_counts_where_it_was_typed_for_an_authority_that_was_there(world):
    police, fire, district = (world.organisations[kind] for kind in ("police", "fire", "district"))
    pastors = Organisation.objects.create(
        partnership=world.partnership,
        name="Street pastors",
        kind="other",
        is_responsible_authority=False,
    )
    meeting = make_meeting(make_assessment(world.partnership, by=world.analyst), by=world.chair)
    typed(meeting, pastors, "Jo Hale")
    Attendance.objects.create(
        meeting=meeting, organisation=fire, capacity="apologies", person="Jo Hale"
    )
    typed(meeting, police, "Jo Hale")
    once = rules.named_twice(meeting)
    typed(meeting, district, "Jo Hale")

    assert (once, rules.named_twice(meeting)) == ("", "Jo Hale")
