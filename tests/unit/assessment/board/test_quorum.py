"""When a meeting of the board may decide, in words."""

import datetime

from assessment.rules import meetings as rules
from partnerships.models import Organisation
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
