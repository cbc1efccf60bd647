"""What a partnership, its people and its papers must be like: each refusal, and where it begins."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partnerships import rules
from partnerships.models import Letter, Membership, Organisation
from tests.factories.partnerships import make_expired_invitation, make_invitation, make_members
from tests.factories.people import make_user, make_world

BAD_SLUG = "The short name may hold small letters, figures and single hyphens, 60 at most: "


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "name", "codes", "reasons"),
    [
        ("north-wex-2", "North Wex", ["E07000010", "W06000001"], []),
        ("a" * 60, "North Wex", ["E07000010"], []),
        ("a" * 61, "North Wex", ["E07000010"], [f"{BAD_SLUG}{'a' * 61!r} does not."]),
        ("North", "North Wex", ["E07000010"], [f"{BAD_SLUG}'North' does not."]),
        ("north--wex", "North Wex", ["E07000010"], [f"{BAD_SLUG}'north--wex' does not."]),
        ("new", "New", ["E07000010"], ["The short name 'new' is kept for a page of the site."]),
        ("north", " ", ["E07000010"], ["A partnership needs a name."]),
        ("north", "N", [], ["A partnership covers at least one local-authority area."]),
        (
            "north",
            "North",
            ["E07000010", "e07"],
            ["e07: an area code is one capital letter and eight figures, for example E07000010."],
        ),
    ],
)
def test_a_new_partnership_has_a_short_name_a_name_and_areas(slug, name, codes, reasons):
    assert rules.reasons_against_creating(slug, name, codes, date(2026, 11, 28)) == reasons


def test_a_short_name_is_given_once(world):
    today = date(2026, 11, 28)
    assert rules.reasons_against_creating("wexmere", "Another", ["E07000010"], today) == [
        "There is already a partnership with the short name 'wexmere'."
    ]


@pytest.mark.parametrize(
    ("threshold", "quorum", "reasons"),
    [
        (1, 2, []),
        (20, 3, []),
        (0, 2, ["The threshold for small numbers is between 1 and 20."]),
        (21, 2, ["The threshold for small numbers is between 1 and 20."]),
        (5, 1, ["A quorum is at least 2 responsible authorities."]),
    ],
)
def test_the_threshold_and_the_quorum_have_their_bounds(threshold, quorum, reasons):
    assert rules.reasons_against_details(threshold, quorum) == reasons


@pytest.mark.parametrize(
    ("partnership", "board", "is_refused"),
    [
        ("OFFICIAL", "OFFICIAL", False),
        ("OFFICIAL", "OFFICIAL-SENSITIVE", False),
        ("OFFICIAL-SENSITIVE", "OFFICIAL", True),
        ("Our own", "OFFICIAL-SENSITIVE", True),
        ("OFFICIAL-SENSITIVE", "Our own", False),
        ("Our own", "Theirs", False),
    ],
)
def test_the_board_s_edition_is_marked_for_no_less_care(partnership, board, is_refused):
    said = (
        "The board's edition shows every count, so its marking cannot be less than the "
        f"partnership's: {partnership}."
    )

    assert rules.reasons_against_markings(partnership, board) == ([said] if is_refused else [])


@pytest.mark.parametrize(
    ("name", "kind", "is_authority", "reasons"),
    [
        ("Wex Probation", "probation", True, []),
        ("Street pastors", "other", False, []),
        (
            "Street pastors",
            "other",
            True,
            ["A co-operating body is not a responsible authority."],
        ),
        ("  ", "health", True, ["An organisation needs a name."]),
        ("Wex", "army", True, ["Say what kind of organisation it is."]),
        (
            " wexshire CONSTABULARY ",
            "police",
            True,
            ["wexshire CONSTABULARY is already an organisation of Wexmere."],
        ),
    ],
)
def test_an_organisation_is_named_once_and_of_a_known_kind(
    world, name, kind, is_authority, reasons
):
    assert (
        rules.reasons_against_organisation(
            world.partnership, name, kind, is_responsible_authority=is_authority
        )
        == reasons
    )


def test_whoever_is_invited_has_an_address_a_role_and_an_organisation_of_here(world):
    elsewhere = make_world("eastmere", area="X07000002").organisations["police"]
    invite, here = rules.reasons_against_inviting, world.partnership

    assert invite(here, "ann@wex.example", "officer", world.organisations["fire"]) == []
    assert invite(here, "ann@wex.example", "officer", None) == []
    assert invite(here, "ann", "king", elsewhere) == [
        "There is no role called 'king'.",
        "Wexshire Constabulary does not belong to Wexmere.",
        "'ann' is not an e-mail address.",
    ]


def test_who_is_added_belongs_to_an_organisation_of_here(world):
    elsewhere = make_world("eastmere", area="X07000002").organisations["police"]

    assert rules.reasons_against_adding(
        world.partnership, "ann@wex.example", "officer", elsewhere
    ) == ["Wexshire Constabulary does not belong to Wexmere."]


def test_nobody_is_given_twice_what_they_hold(world):
    person = world.officer

    def against(role: str) -> list[str]:
        return rules.reasons_against_adding(world.partnership, person.email.upper(), role, None)

    assert (against("officer"), against("chair")) == (
        [f"{person.email.upper()} is already community safety officer of Wexmere."],
        [],
    )
    Membership.objects.filter(user=person).update(ended_at=timezone.now(), ended_by=world.steward)
    assert against("officer") == []


def test_what_one_holds_elsewhere_is_no_hindrance_here(world):
    elsewhere = make_world("eastmere", area="X07000002")

    assert (
        rules.reasons_against_inviting(world.partnership, elsewhere.officer.email, "officer", None)
        == []
    )


def test_a_letter_leads_in_until_it_is_used_withdrawn_or_too_old(world):
    now, make = (
        timezone.now(),
        lambda **how: make_invitation(world.partnership, by=world.steward, **how),
    )
    letters = [
        make(),
        make(accepted_at=now, accepted_by=world.officer),
        make(withdrawn_at=now, withdrawn_by=world.steward),
        make_expired_invitation(world.partnership, by=world.steward),
    ]

    assert [rules.reasons_against_joining(each) for each in letters] == [
        [],
        ["This invitation has been used."],
        ["This invitation has been withdrawn."],
        ["This invitation has expired."],
    ]
    assert [rules.reasons_against_writing(each) for each in letters] == [
        [],
        ["This invitation has been used. Invite the person anew."],
        ["This invitation has been withdrawn. Invite the person anew."],
        ["This invitation has expired. Invite the person anew."],
    ]
    assert [rules.reasons_against_withdrawing(each) for each in letters] == [
        [],
        ["The invitation has been accepted: end the membership instead."],
        ["The invitation has already been withdrawn."],
        [],
    ]


def test_the_link_is_shown_until_its_letter_has_gone(world):
    mine, other = (
        make_invitation(world.partnership, by=world.steward, email=f"{name}@wex.example")
        for name in "ab"
    )
    used = make_invitation(
        world.partnership, by=world.steward, accepted_at=timezone.now(), accepted_by=world.officer
    )
    letter = Letter.objects.create(invitation=mine)
    Letter.objects.create(invitation=used, state="sent", sent_at=timezone.now())
    waiting = rules.reasons_against_showing_the_link(mine)

    letter.state, letter.sent_at = "sent", timezone.now()
    letter.save()

    assert [
        waiting,
        *(rules.reasons_against_showing_the_link(each) for each in (mine, other, used)),
    ] == [
        [],
        ["The letter has gone, and the link is in it. It can be sent again."],
        [],
        ["This invitation has been used."],
    ]


class TestEnding:
    LAST = ["A partnership keeps at least one steward: invite another one first."]

    @staticmethod
    def against(user) -> list[str]:
        return rules.reasons_against_ending(user.memberships.get())

    def test_others_leave_freely_and_leave_once(self, world):
        before = self.against(world.officer)
        Membership.objects.filter(user=world.officer).update(
            ended_at=timezone.now(), ended_by=world.steward
        )

        assert (before, self.against(world.officer)) == (
            [],
            ["This membership has already ended."],
        )

    def test_the_last_steward_stays(self, world):
        make_world("eastmere", area="X07000002")

        assert self.against(world.steward) == self.LAST

    def test_a_second_steward_frees_the_first(self, world):
        make_members(world.partnership, 1, role="steward")

        assert self.against(world.steward) == []

    @pytest.mark.parametrize("is_active", [True, False])
    def test_a_steward_who_left_or_may_not_sign_in_is_none(self, world, is_active):
        second = make_user("second@wex.example", "Second", is_active=is_active)
        Membership.objects.create(
            partnership=world.partnership,
            user=second,
            role="steward",
            ended_at=timezone.now() if is_active else None,
            ended_by=world.steward if is_active else None,
        )

        assert self.against(world.steward) == self.LAST


START = date(2026, 4, 1)
NEVER = "The review lies between the start and the end of the agreement."


@pytest.mark.parametrize(
    ("review", "end", "reasons"),
    [
        (START, START, []),
        (START + timedelta(5), START + timedelta(5), []),
        (START - timedelta(1), START + timedelta(5), [NEVER]),
        (START + timedelta(6), START + timedelta(5), [NEVER]),
        (START, START - timedelta(1), ["The agreement ends before it starts."]),
    ],
)
def test_an_agreement_is_reviewed_between_its_start_and_its_end(world, review, end, reasons):
    assert (
        rules.reasons_against_agreement(
            world.partnership,
            world.organisations["police"],
            starts_on=START,
            review_on=review,
            ends_on=end,
        )
        == reasons
    )


def test_an_agreement_is_with_an_organisation_of_here(world):
    elsewhere = make_world("eastmere", area="X07000002").organisations["police"]

    assert rules.reasons_against_agreement(
        world.partnership, elsewhere, starts_on=START, review_on=START, ends_on=START
    ) == ["Wexshire Constabulary does not belong to Wexmere."]


def test_a_commitment_is_given_once_and_not_ahead(world):
    police, fire = world.organisations["police"], world.organisations["fire"]
    elsewhere = make_world("eastmere", area="X07000002").partnership
    police.commitments.create(
        partnership=world.partnership, kind="time", given_by="The chief", given_on=START
    )

    def against(organisation, kind, given_on=START, partnership=world.partnership) -> list[str]:
        return rules.reasons_against_commitment(organisation, partnership, kind, given_on, START)

    assert [
        against(police, "process"),
        against(fire, "time"),
        against(police, "time"),
        against(fire, "time", START + timedelta(1)),
        against(fire, "time", partnership=elsewhere),
    ] == [
        [],
        [],
        ["Wexshire Constabulary has already given this commitment."],
        ["A commitment is recorded on the day it was given or later."],
        ["Wexshire Fire and Rescue does not belong to Eastmere."],
    ]


def test_the_authorities_that_are_missing_are_those_of_the_law():
    every = [each for each in Organisation.KINDS if each[0] != "other"]

    assert rules.missing_authorities([]) == every
    assert rules.missing_authorities(["police", "fire", "other"]) == [
        ("district", "District, borough or unitary council"),
        ("county", "County council"),
        ("probation", "Probation"),
        ("health", "Health (integrated care board)"),
    ]
