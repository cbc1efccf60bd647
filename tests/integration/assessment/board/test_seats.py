"""Quorum by people: one person sits for one authority, chosen from its members or deputies."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.models import Attendance, Meeting
from assessment.operations import meetings, priorities
from assessment.operations.meetings import MeetingDetails
from assessment.rules import meetings as rules
from assessment.rules.priorities import Resolution
from partnerships import seats
from partnerships.errors import RuleBroken
from partnerships.models import Membership, Organisation, TrailEntry
from partnerships.operations import deputies
from tests.factories.board import (
    in_days,
    make_decided_priority,
    make_meeting,
    make_paper,
    make_priority,
    make_seat,
    typed,
)
from tests.factories.partnerships import make_deputy
from tests.factories.people import make_user
from tests.factories.years import make_assessment
from tests.integration.reading import queries_of, rows, said, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def meeting(world, assessment):
    return make_meeting(assessment, by=world.chair)


def key(world, person, kind):
    """What a form sends for a member of an authority."""
    held = Membership.objects.current().get(user=person, organisation=world.organisations[kind])
    return f"member-{held.pk}"


def chosen(world, **kinds):
    return {world.organisations[kind].pk: value for kind, value in kinds.items()}


def recorded(meeting):
    found = meeting.attendances.order_by("organisation__name", "person")
    return [(str(each.organisation), each.capacity, each.person) for each in found]


def refused(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as broken:
        act(*args, **kwargs)
    return broken.value.reasons


def test_a_meeting_is_recorded_on_one_page_with_who_sat(world, sign_in, assessment):
    day = in_days(-3)
    page = sign_in(world.chair).post(
        f"/assessments/{assessment.slug}/meetings/new/",
        {
            "title": "Autumn board",
            "held_on_0": day.day,
            "held_on_1": day.month,
            "held_on_2": day.year,
            f"seat-{world.organisations['district'].pk}": key(world, world.member, "district"),
            f"seat-{world.organisations['fire'].pk}": key(world, world.chair, "fire"),
            f"seat-{world.organisations['police'].pk}": "apologies",
        },
        follow=True,
    )

    assert said(page) == [
        "Autumn board is recorded. 2 of 3 responsible authorities present; 2 needed: quorate."
    ]
    assert recorded(Meeting.objects.get()) == [
        ("Wexmere District Council", "member", "Board member"),
        ("Wexshire Constabulary", "apologies", ""),
        ("Wexshire Fire and Rescue", "member", "Chair"),
    ]
    assert [row[:2] for row in rows(page, "Who attended")] == [
        ["Wexmere District Council", "Board member"],
        ["Wexshire Fire and Rescue", "Chair"],
    ]
    assert "Apologies: Wexshire Constabulary." in words(page)


def test_only_an_authoritys_own_members_and_deputies_are_offered(world, sign_in, meeting):
    make_deputy(world.organisations["police"], by=world.steward, name="In time")
    make_deputy(
        world.organisations["police"],
        by=world.steward,
        name="Too late",
        email="late@wexmere.example",
        named_on=in_days(0),
    )

    form = sign_in(world.officer).get(f"/meetings/{meeting.pk}/seats/").context["form"]

    assert [
        (each.label, [choice for _, choice in each.choices]) for each in form.fields.values()
    ] == [
        ("Wexmere District Council", ["Nobody recorded", "Board member", "Apologies"]),
        ("Wexshire Constabulary", ["Nobody recorded", "In time (deputy)", "Apologies"]),
        ("Wexshire Fire and Rescue", ["Nobody recorded", "Chair", "Apologies"]),
    ]


def test_nobody_is_typed_for_an_authority(world, meeting):
    police = world.organisations["police"]
    late = make_deputy(police, by=world.steward, named_on=meeting.held_on + datetime.timedelta(1))
    on_the_day = make_deputy(
        police, by=world.steward, email="day@wexmere.example", named_on=meeting.held_on
    )
    told = "Wexshire Constabulary: choose one of its board members, or a deputy named by "

    for given in (
        "Josephine Arkle",
        key(world, world.member, "district"),
        # The lead works for the police and does not sit on the board.
        key(world, world.lead, "police"),
        f"deputy-{late.pk}",
        "attending",
    ):
        (reason,) = refused(
            meetings.seat, meeting=meeting, seated=chosen(world, police=given), by=world.chair
        )
        assert reason.startswith(told), given
    assert recorded(meeting) == []
    meetings.seat(
        meeting=meeting, seated=chosen(world, police=f"deputy-{on_the_day.pk}"), by=world.chair
    )
    assert recorded(meeting) == [("Wexshire Constabulary", "deputy", "Dana Standin")]


def test_one_person_sits_for_one_authority(world, meeting):
    # The chair belongs to two authorities, and may sit for either, not for both.
    Membership.objects.create(
        partnership=world.partnership,
        user=world.chair,
        role="member",
        organisation=world.organisations["police"],
    )
    both = chosen(
        world, police=key(world, world.chair, "police"), fire=key(world, world.chair, "fire")
    )
    told = [
        "Chair cannot sit for Wexshire Constabulary and for Wexshire Fire and Rescue as well: "
        "one person stands for one authority."
    ]

    at_once = refused(meetings.seat, meeting=meeting, seated=both, by=world.chair)
    police, fire = both.items()
    meetings.seat(meeting=meeting, seated=dict([police]), by=world.chair)
    one_by_one = refused(meetings.seat, meeting=meeting, seated=dict([fire]), by=world.chair)
    # Moving from one to the other in one step is no doubling.
    meetings.seat(meeting=meeting, seated={police[0]: "", fire[0]: fire[1]}, by=world.chair)

    assert (at_once, one_by_one) == (told, told)
    assert recorded(meeting) == [("Wexshire Fire and Rescue", "member", "Chair")]


def test_a_namesake_with_another_address_is_no_second_person(world, meeting):
    make_deputy(
        world.organisations["police"], by=world.steward, name="  CHAIR ", email="else@b.example"
    )
    deputy = seats.by_organisation(seats.candidates(world.partnership, meeting.held_on))[
        world.organisations["police"].pk
    ][0]

    reasons = refused(
        meetings.seat,
        meeting=meeting,
        seated=chosen(world, police=deputy.key, fire=key(world, world.chair, "fire")),
        by=world.chair,
    )

    assert len(reasons) == 1


def test_the_database_knows_one_person_and_one_seat(world, meeting):
    seat = make_seat(meeting, world.organisations["police"], by=world.chair)
    common = {"meeting": meeting, "capacity": "deputy", "deputy": seat.deputy, "person": "X"}

    for wrong in (
        # The same person for another authority; another person for the same one; nobody's seat.
        {**common, "organisation": world.organisations["fire"], "email": seat.email},
        {**common, "organisation": world.organisations["police"], "email": "other@b.example"},
        {**common, "organisation": None, "email": "other@b.example"},
        {**common, "organisation": world.organisations["fire"], "email": ""},
        {
            "meeting": meeting,
            "capacity": "member",
            "organisation": world.organisations["fire"],
            "person": "Typed",
            "email": "t@b.example",
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(**wrong)


def test_a_guest_of_an_authority_is_not_there_twice_when_they_sit_for_it(world, meeting):
    meetings.attend(
        meeting=meeting, person="Chair", organisation=world.organisations["fire"], by=world.officer
    )

    meetings.seat(
        meeting=meeting,
        seated=chosen(world, fire=key(world, world.chair, "fire")),
        by=world.officer,
    )

    assert recorded(meeting) == [("Wexshire Fire and Rescue", "member", "Chair")]


def test_the_record_says_what_changed_and_nothing_when_nothing_did(world, meeting):
    seated = chosen(world, fire=key(world, world.chair, "fire"), police="apologies")

    for _ in range(2):
        meetings.seat(meeting=meeting, seated=seated, by=world.chair)

    entry = TrailEntry.objects.get(verb="meeting.seated")
    assert (entry.before, entry.after) == (
        {"Wexshire Constabulary": "", "Wexshire Fire and Rescue": ""},
        {"Wexshire Constabulary": "apologies", "Wexshire Fire and Rescue": "Chair"},
    )


def test_a_seat_is_lost_with_the_membership_it_rests_on_until_the_meeting(world, meeting):
    member, chair = key(world, world.member, "district"), key(world, world.chair, "fire")
    meetings.seat(
        meeting=meeting, seated=chosen(world, district=member, fire=chair), by=world.chair
    )
    quorate = rules.quorum_of(meeting).present
    noon = timezone.make_aware(datetime.datetime.combine(meeting.held_on, datetime.time(12)))

    def present_when_ended(days):
        Membership.objects.filter(pk=member.removeprefix("member-")).update(
            ended_at=noon + datetime.timedelta(days=days), ended_by=world.steward
        )
        return rules.quorum_of(Meeting.objects.get(pk=meeting.pk)).present

    assert quorate == 2
    assert [present_when_ended(days) for days in (-1, 0, 1)] == [1, 2, 2]


def test_a_meeting_is_not_dated_to_a_day_on_which_its_people_could_not_sit(world, meeting):
    make_seat(meeting, world.organisations["police"], by=world.chair)
    named = meeting.attendances.get().deputy.named_on
    early = MeetingDetails("Autumn board", named - datetime.timedelta(days=1))

    reasons = refused(meetings.change, meeting=meeting, details=early, by=world.chair)
    moved = meetings.change(
        meeting=meeting, details=MeetingDetails("Autumn board", named), by=world.chair
    )

    assert len(reasons) == 1
    assert reasons[0].startswith("Somebody of Wexshire Constabulary could not sit for Wexshire")
    assert moved.held_on == named


def test_who_sat_stays_once_the_meeting_has_decided(world, sign_in, meeting):
    make_decided_priority(meeting.assessment, meeting=meeting, by=world.chair)
    told = (
        "This meeting decided on Burglary in new estates: the record of who sat for whom is part "
        "of it."
    )
    seated = chosen(world, fire="apologies")

    assert refused(meetings.seat, meeting=meeting, seated=seated, by=world.chair) == [told]
    assert told in words(sign_in(world.chair).get(f"/meetings/{meeting.pk}/seats/"))


def test_a_member_records_nobody(world, meeting):
    with pytest.raises(PermissionDenied):
        meetings.seat(meeting=meeting, seated=chosen(world, fire="apologies"), by=world.member)


def test_another_partnerships_body_has_no_seat_here(world, meeting):
    elsewhere = Organisation.objects.create(
        partnership=world.stranger.memberships.first().partnership, name="Far", kind="fire"
    )
    pastors = Organisation.objects.create(
        partnership=world.partnership, name="Pastors", kind="other", is_responsible_authority=False
    )

    for body in (elsewhere, pastors):
        assert refused(
            meetings.seat, meeting=meeting, seated={body.pk: "apologies"}, by=world.chair
        ) == ["Choose for the responsible authorities of this partnership alone."]


def test_one_typed_name_for_three_authorities_is_one_authority_and_decides_nothing(
    world, sign_in, assessment, meeting
):
    for body in world.organisations.values():
        typed(meeting, body, "Josephine Arkle")
    priority = make_priority(assessment, by=world.officer)
    make_paper(assessment)

    assert rules.quorum_sentence(rules.quorum_of(meeting)) == (
        "1 of 3 responsible authorities present (1 recorded by name alone); 2 needed: not quorate"
    )
    one = meeting.attendances.first()
    minutes = Resolution(meeting, True, "Words.", "Words.", moved_by=one, seconded_by=one)
    (reason,) = refused(priorities.decide, priority=priority, resolution=minutes, by=world.chair)
    assert reason.startswith("Autumn board cannot decide: 1 of 3")


def test_a_name_typed_twice_stops_a_meeting_that_is_quorate_without_it(world, assessment, meeting):
    county = Organisation.objects.create(
        partnership=world.partnership, name="County", kind="county"
    )
    for body, name in [
        ("police", "J. Arkle"),
        ("fire", "Somebody else"),
        ("district", " j.  ARKLE"),
    ]:
        typed(meeting, world.organisations[body], name)
    typed(meeting, county, "A fourth")

    assert rules.quorum_of(meeting).is_met
    assert rules.reasons_against_deciding_at(meeting, in_days(0)) == [
        "Autumn board cannot decide: J. Arkle is recorded by name for more than one authority, and "
        "one person stands for one. Choose who sat for each."
    ]


def test_typed_names_of_different_people_count_as_recorded(world, meeting):
    for body in world.organisations.values():
        typed(meeting, body, f"Somebody of {body}")

    assert rules.quorum_of(meeting) == rules.Quorum(present=3, members=3, needed=2, typed=3)
    assert rules.reasons_against_deciding_at(meeting, in_days(0)) == []


def test_a_meeting_that_has_decided_stays_as_it_was_and_says_so(world, sign_in, meeting):
    for body in world.organisations.values():
        typed(meeting, body, "Josephine Arkle")
    make_decided_priority(meeting.assessment, meeting=meeting, by=world.chair)

    page = sign_in(world.chair).get(f"/meetings/{meeting.pk}/")

    assert (
        "3 of 3 responsible authorities present (3 recorded by name alone); 2 needed: quorate."
        in words(page)
    )
    assert words(page).count("Recorded by name, before people were chosen") == 3


def test_a_typed_name_gives_way_to_a_person_and_stays_when_left_alone(world, sign_in, meeting):
    typed(meeting, world.organisations["police"], "P. Typed")
    typed(meeting, world.organisations["fire"], "F. Typed")
    client = sign_in(world.chair)
    address = f"/meetings/{meeting.pk}/seats/"
    form = client.get(address).context["form"]
    given = {name: field.initial for name, field in form.fields.items()}

    client.post(
        address, given | {f"seat-{world.organisations['fire'].pk}": key(world, world.chair, "fire")}
    )

    assert recorded(meeting) == [
        ("Wexshire Constabulary", "typed", "P. Typed"),
        ("Wexshire Fire and Rescue", "member", "Chair"),
    ]


def test_the_migration_keeps_names_and_makes_guests_of_co_operating_bodies(world, meeting):
    pastors = Organisation.objects.create(
        partnership=world.partnership, name="Pastors", kind="other", is_responsible_authority=False
    )
    typed(meeting, pastors, "A. Pastor")
    typed(meeting, world.organisations["police"], "A. Constable")
    before = recorded(meeting)
    migration = importlib.import_module("assessment.migrations.0007_guests_do_not_count")

    migration.guests(apps, None)

    assert recorded(meeting) == [
        ("Pastors", "attending", "A. Pastor"),
        ("Wexshire Constabulary", "typed", "A. Constable"),
    ]
    migration.typed(apps, None)
    assert recorded(meeting) == before


def named(world, *, by, kind="police", person="Dana Standin", email="dana@police.example"):
    return deputies.name(organisation=world.organisations[kind], person=person, email=email, by=by)


def test_a_deputy_is_named_by_the_steward_or_by_whoever_sits_for_the_authority(world):
    named(world, by=world.steward)
    named(world, by=world.chair, kind="fire", person="F", email="f@fire.example")

    # The officer works for the district; the member sits for another authority.
    for person, kind in ((world.officer, "district"), (world.member, "fire")):
        with pytest.raises(PermissionDenied):
            named(world, by=person, kind=kind, person="Other", email="o@x.example")
    assert [entry.verb for entry in TrailEntry.objects.all()] == ["deputy.named"] * 2


def test_one_person_deputises_for_one_authority(world):
    named(world, by=world.steward)
    told = "Dana Standin sits for Wexshire Constabulary: one person stands for one authority."

    for person, email in (
        ("Dana Standin", "else@b.example"),
        ("D. Standin", "DANA@police.example"),
    ):
        (reason,) = refused(named, world, by=world.steward, kind="fire", person=person, email=email)
        assert reason.startswith(told)
    (member,) = refused(
        named, world, by=world.steward, person="A chair", email=world.chair.email.upper()
    )
    (again,) = refused(named, world, by=world.steward)

    assert member.startswith("Chair sits for Wexshire Fire and Rescue")
    assert again == "Dana Standin may sit for Wexshire Constabulary already."


def test_a_deputy_ends_and_the_meetings_they_sat_at_stay(world, sign_in, meeting):
    seat = make_seat(meeting, world.organisations["police"], by=world.chair)

    page = sign_in(world.steward).post(f"/deputies/{seat.deputy.pk}/end/", follow=True)

    assert said(page) == [
        "Somebody of Wexshire Constabulary no longer stands in for Wexshire Constabulary."
    ]
    assert rules.quorum_of(Meeting.objects.get()).present == 1
    assert seats.candidates(world.partnership, in_days(1)) == tuple(
        each for each in seats.candidates(world.partnership, in_days(1)) if each.user
    )


def test_a_deputy_is_named_on_a_page_and_shown_beside_the_authority(world, sign_in):
    district = world.organisations["district"]
    page = sign_in(world.member).post(
        f"/organisations/{district.pk}/deputies/new/",
        {"person": " Dana  Standin ", "email": "dana@district.example", "office": "Head of safety"},
        follow=True,
    )

    assert said(page) == [
        "Dana Standin may sit for Wexmere District Council from today on, when its members cannot."
    ]
    (row,) = [row for row in rows(page, "Organisations of Wexmere") if row[0] == str(district)]
    assert row[3] == (
        "Board member Dana Standin (deputy) End the deputising of Dana Standin Name a deputy for "
        "Wexmere District Council"
    )


def test_a_deputy_needs_a_name_an_address_and_an_authority(world):
    pastors = Organisation.objects.create(
        partnership=world.partnership, name="Pastors", kind="other", is_responsible_authority=False
    )

    assert refused(
        deputies.name, organisation=pastors, person="A", email="a@b.example", by=world.steward
    ) == ["Pastors is no responsible authority: it needs nobody for a quorum."]
    assert refused(named, world, by=world.steward, person=" ", email="x") == [
        "Enter the deputy's name.",
        "Enter the deputy's e-mail address, such as name@example.org.",
    ]


def test_six_authorities_cost_as_many_queries_as_three(world, sign_in, meeting):
    client = sign_in(world.chair)
    address = f"/meetings/{meeting.pk}/seats/"
    client.get(address)
    three = queries_of(client, address)
    for number in range(3):
        body = Organisation.objects.create(
            partnership=world.partnership, name=f"Body {number}", kind="health"
        )
        Membership.objects.create(
            partnership=world.partnership,
            user=make_user(f"m{number}@b.example", f"M {number}"),
            role="member",
            organisation=body,
        )

    assert queries_of(client, address) == three
