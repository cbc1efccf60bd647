"""Recording a meeting of the board, and who attended for whom."""

import pytest

from assessment.models import Meeting
from partnerships.models import TrailEntry
from tests.factories.board import in_days, make_decided_priority, make_meeting
from tests.factories.years import make_assessment
from tests.integration.reading import controls, rows, said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


def details(**changed: str) -> dict:
    day = in_days(-3)
    return {
        "title": "Autumn board",
        "held_on_0": str(day.day),
        "held_on_1": str(day.month),
        "held_on_2": str(day.year),
        "place": "The Corn Hall",
        "agenda": "The draft",
        "notes": "",
        **changed,
    }


def test_the_chair_records_a_meeting_and_is_sent_to_say_who_attended(world, sign_in, assessment):
    page = sign_in(world.chair).post(
        f"/assessments/{assessment.slug}/meetings/new/", details(), follow=True
    )

    meeting = Meeting.objects.get()
    assert page.redirect_chain == [(f"/meetings/{meeting.pk}/", 302)]
    assert said(page) == [
        "Autumn board is recorded. 0 of 3 responsible authorities present; 2 needed: not quorate."
    ]
    assert (meeting.held_on, meeting.quorum, meeting.recorded_by) == (in_days(-3), 2, world.chair)
    assert "0 of 3 responsible authorities present; 2 needed: not quorate." in words(page)


def test_the_quorum_of_a_meeting_is_the_one_that_applied_when_it_was_recorded(
    world, sign_in, assessment
):
    client = sign_in(world.chair)
    client.post(f"/assessments/{assessment.slug}/meetings/new/", details())
    world.partnership.quorum = 3
    world.partnership.save()

    page = client.get(Meeting.objects.get().get_absolute_url())

    assert "2 needed" in words(page)


def test_a_meeting_without_name_or_date_is_refused_and_keeps_what_was_typed(
    world, sign_in, assessment
):
    page = sign_in(world.officer).post(
        f"/assessments/{assessment.slug}/meetings/new/",
        details(title="", held_on_1="", notes="We met."),
    )

    assert page.status_code == 422
    assert (
        "Enter what the meeting is called Enter the day of the meeting as day, month and year"
        in words(page)
    )
    assert "We met." in page.content.decode()
    assert not Meeting.objects.exists()


def test_a_guest_is_typed_and_never_counts(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair)
    client = sign_in(world.officer)
    address = f"/meetings/{meeting.pk}/attendance/"
    guest = {"person": "A. Constable", "office": "Area commander"}

    as_police = guest | {"organisation": world.organisations["police"].pk}
    first, again, alone = (
        client.post(address, given, follow=True)
        for given in (as_police, as_police, {"person": "B. Pastor", "organisation": ""})
    )

    assert said(first) == ["A. Constable for Wexshire Constabulary is recorded as in attendance."]
    assert "A. Constable is already recorded for Wexshire Constabulary." in words(again)
    assert said(alone) == ["B. Pastor is recorded as in attendance."]
    assert "0 of 3 responsible authorities present" in words(alone)
    assert [row[:3] for row in rows(alone, "Who attended")] == [
        ["Wexshire Constabulary In attendance: does not count", "A. Constable", "Area commander"],
        ["Guest In attendance: does not count", "B. Pastor", ""],
    ]


def test_somebody_is_removed_as_long_as_nothing_has_been_decided(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=(world.organisations["police"],))
    attendance = meeting.attendances.get()

    page = sign_in(world.chair).post(f"/attendances/{attendance.pk}/remove/", follow=True)

    assert said(page) == [
        "Somebody of Wexshire Constabulary for Wexshire Constabulary "
        "is no longer recorded as there."
    ]
    assert not meeting.attendances.exists()
    assert TrailEntry.objects.get().before == {
        "organisation": "Wexshire Constabulary",
        "person": "Somebody of Wexshire Constabulary",
        "office": "",
    }


def test_nobody_is_removed_once_the_meeting_has_decided(world, sign_in, assessment):
    meeting = make_meeting(assessment, by=world.chair, present=(world.organisations["police"],))
    make_decided_priority(assessment, meeting=meeting, by=world.chair)
    attendance = meeting.attendances.get()

    page = sign_in(world.chair).post(f"/attendances/{attendance.pk}/remove/", follow=True)

    assert said(page) == [
        "This meeting decided on Burglary in new estates: "
        "the record of who was there is part of that decision."
    ]
    assert meeting.attendances.get() == attendance
    assert not [words for words in controls(page) if words.startswith("Remove")]


def test_notes_are_added_later_but_the_date_stays_once_something_was_decided(
    world, sign_in, assessment
):
    meeting = make_meeting(assessment, by=world.chair, held_on=in_days(-3))
    make_decided_priority(assessment, meeting=meeting, by=world.chair)
    client = sign_in(world.chair)
    address = f"/meetings/{meeting.pk}/edit/"
    other_day = in_days(-2)

    moved = client.post(
        address,
        details(held_on_0=other_day.day, held_on_1=other_day.month, held_on_2=other_day.year),
    )
    noted = client.post(address, details(notes="All agreed."), follow=True)

    assert moved.status_code == 422
    assert (
        "This meeting decided on Burglary in new estates: its date is part of that decision."
        in words(moved)
    )
    assert said(noted) == ["The record of Autumn board is saved."]
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.notes) == (in_days(-3), "All agreed.")
    assert TrailEntry.objects.get(verb="meeting.changed").after == {
        "agenda": "The draft",
        "notes": "All agreed.",
    }
