"""What may be done in the data room, and by whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from datasources import permissions, rules
from datasources.models import Delivery, DeliveryFile, Slice, Source
from partnerships.models import Partnership
from partnerships.roles import Permission
from tests.factories.partnerships import make_agreement
from tests.factories.people import make_world

ROLES = ("analyst", "officer", "contributor", "viewer")
NO_BUTTON = dict.fromkeys(permissions.BUTTONS, False)


@pytest.mark.parametrize(
    ("expected", "days", "reasons"),
    [
        ("monthly", 0, []),
        ("mid-year", 1500, []),
        ("monthly", 1501, ["A delivery is due 0 to 1,500 days after the end of its period."]),
        ("monthly", -1, ["A delivery is due 0 to 1,500 days after the end of its period."]),
        ("weekly", 7, ["Choose how often the source is expected."]),
        ("", 7, ["Choose how often the source is expected."]),
    ],
)
def test_how_often_is_one_of_the_rhythms_and_the_days_have_their_bounds(expected, days, reasons):
    assert rules.reasons_against_rhythm(expected, days) == reasons


@pytest.mark.parametrize("slug", ["new", "start", "calendar", "upload", "explore"])
def test_the_site_s_own_addresses_are_no_short_names(slug):
    assert rules.reasons_against_slug(Partnership(), slug) == [
        f"The short name {slug} is used by the site itself. Choose another."
    ]


def test_a_short_name_is_given_once_in_a_partnership(world):
    elsewhere = make_world("eastmere", area="X07000002").partnership
    Source.objects.create(partnership=world.partnership, slug="police", name="P", kind="counts")

    assert [
        rules.reasons_against_slug(world.partnership, "police"),
        rules.reasons_against_slug(world.partnership, "fire"),
        rules.reasons_against_slug(elsewhere, "police"),
    ] == [["There is a source with the short name police already."], [], []]


def test_provider_and_agreement_are_of_the_partnership_of_the_source(world):
    other = make_world("eastmere", area="X07000002")
    pairs = [
        (each.organisations["police"], make_agreement(each.partnership, each.organisations["fire"]))
        for each in (world, other)
    ]
    against = rules.reasons_against_partners

    assert [
        against(world.partnership, None, None),
        against(world.partnership, *pairs[0]),
        against(world.partnership, *pairs[1]),
    ] == [
        [],
        [],
        [
            "The provider must be an organisation of this partnership.",
            "The sharing agreement must be one of this partnership's.",
        ],
    ]


@pytest.fixture
def delivery(world) -> Delivery:
    source = Source.objects.create(
        partnership=world.partnership, slug="police", name="Police", kind="police-street"
    )
    return Delivery.objects.create(source=source, state="read")


def add_slice(delivery: Delivery, period: str, **fields: object) -> Slice:
    return Slice.objects.create(
        delivery=delivery,
        source=delivery.source,
        period=period,
        sha256=period * 4,
        rows=1,
        path=period,
        **fields,
    )


class TestAccepting:
    OLDER = [
        "Everything in this delivery looks older than what is in use, so accepting it would"
        " change nothing. Say that it shall replace the newer data, or reject it."
    ]

    SHORT = [
        "Everything in this delivery seems to be incomplete, so accepting it would change nothing."
        " Say that it shall be used all the same, or reject it and ask for the whole."
    ]
    BOTH = [
        "Every period in this delivery is held back (looks earlier or seems incomplete), so"
        " accepting it would change nothing. Say for each that it shall be used, or reject it."
    ]

    @staticmethod
    def against(delivery: Delivery, *despite: str) -> list[str]:
        return rules.reasons_against_accepting(delivery, despite=despite)

    @pytest.mark.parametrize(
        ("state", "label"), [("received", "waiting to be read"), ("rejected", "rejected")]
    )
    def test_only_what_waits_for_a_decision_is_accepted(self, delivery, state, label):
        add_slice(delivery, "2025-01")
        delivery.state = state

        assert [self.against(delivery, *despite) for despite in ((), ("earlier",))] == [
            [f"Only a delivery that waits for a decision can be accepted; this one is: {label}."]
        ] * 2

    def test_one_month_that_is_not_older_is_enough(self, delivery):
        add_slice(delivery, "2025-01", looks_earlier=True)
        before = [self.against(delivery), self.against(delivery, "earlier")]
        add_slice(delivery, "2025-02")

        assert (before, self.against(delivery)) == ([self.OLDER, []], [])

    def test_each_doubt_is_set_aside_by_itself(self, delivery):
        add_slice(delivery, "2025-01", looks_short=True)
        short = [self.against(delivery, *despite) for despite in ((), ("earlier",), ("short",))]
        add_slice(delivery, "2025-02", looks_earlier=True)
        mixed = [self.against(delivery), self.against(delivery, "earlier")]
        delivery.state = "accepted"
        label = "Only a delivery that waits for a decision can be accepted; this one is: accepted."

        assert (short, mixed) == ([self.SHORT, self.SHORT, []], [self.BOTH, []])
        assert [self.against(delivery, *despite) for despite in ((), ("short",))] == [[label], []]

    def test_one_period_may_bear_both_doubts_and_needs_both_set_aside(self, delivery):
        add_slice(delivery, "2025-01", looks_short=True, looks_earlier=True)

        assert [
            self.against(delivery),
            self.against(delivery, "earlier"),
            self.against(delivery, "short"),
            self.against(delivery, "earlier", "short"),
        ] == [[*self.OLDER, *self.SHORT], self.SHORT, self.OLDER, []]

    def test_of_an_accepted_one_what_was_left_out_is_taken_in(self, delivery):
        add_slice(delivery, "2025-01", accepted_at=timezone.now())
        delivery.state = "accepted"
        label = "Only a delivery that waits for a decision can be accepted; this one is: accepted."
        nothing_left = self.against(delivery, "earlier")
        left = add_slice(delivery, "2025-02", looks_earlier=True)

        assert [
            rules.left_over(delivery),
            nothing_left,
            self.against(delivery),
            self.against(delivery, "earlier"),
        ] == [[left], [label], [label], []]


def test_a_delivery_is_rejected_once_and_with_a_reason(delivery):
    why = "Say why it is rejected, so that the sender can be told."
    with_reason, bare = (rules.reasons_against_rejecting(delivery, said) for said in ("Old", " "))
    delivery.state = "accepted"

    assert (with_reason, bare, rules.reasons_against_rejecting(delivery, "")) == (
        [],
        [why],
        [
            "Only a delivery that waits for a decision can be rejected; this one is: accepted.",
            why,
        ],
    )


@pytest.mark.parametrize(
    ("state", "kept", "reason", "reasons"),
    [
        ("read", 1, "Kept too long", []),
        ("failed", 1, "Kept too long", []),
        (
            "received",
            0,
            "Kept too long",
            ["The files are still to be read. Wait until they are, then delete them."],
        ),
        (
            "accepted",
            0,
            " ",
            [
                "The originals of this delivery were deleted before.",
                "Say why the originals are deleted: the record keeps the reason.",
            ],
        ),
    ],
)
def test_originals_go_once_after_they_were_read_and_with_a_reason(state, kept, reason, reasons):
    files = [DeliveryFile()] * kept

    assert rules.reasons_against_deleting_originals(Delivery(state=state), files, reason) == reasons


def test_only_a_reading_that_broke_off_is_tried_again_while_its_files_are_there(delivery):
    delivery.files.create(sha256="a" * 64, size=1, path="a")
    waiting = rules.reasons_against_retrying(delivery)
    delivery.state = "failed"
    broken = rules.reasons_against_retrying(delivery)
    delivery.files.update(deleted_at=timezone.now(), deletion_reason="Kept too long")

    assert (waiting, broken, rules.reasons_against_retrying(delivery)) == (
        [
            "Nothing more was said of the source's tables since this was read, so reading it again"
            " would find the same."
        ],
        [],
        ["The originals were deleted, so they cannot be read again. Send them anew."],
    )


def test_what_was_decided_is_not_read_again(delivery):
    delivery.state = "accepted"

    assert rules.reasons_against_retrying(delivery) == [
        "Only a delivery whose reading broke off can be read again; this one is: accepted."
    ]


@pytest.mark.parametrize("state", ["read", "refused"])
def test_what_more_was_said_of_its_tables_is_a_reason_to_read_again(delivery, state):
    delivery.state = state
    delivery.files.create(sha256="a" * 64, size=1, path="a")
    said = delivery.source.layouts.create(number=1, content={})
    newer = rules.reasons_against_retrying(delivery)
    delivery.layout = said

    assert newer == []
    assert rules.reasons_against_retrying(delivery) != []
    delivery.source.layouts.create(number=2, content={})
    assert rules.reasons_against_retrying(delivery) == []


def test_each_button_of_the_room_is_for_whoever_may_press_it(world):
    assert {role: permissions.buttons(world.people[role], world.partnership) for role in ROLES} == {
        "analyst": dict.fromkeys(permissions.BUTTONS, True),
        "officer": {**NO_BUTTON, "ask": True},
        "contributor": {**NO_BUTTON, "upload": True},
        "viewer": NO_BUTTON,
    }


def test_on_the_command_line_nobody_is_asked_who_they_are(world):
    permissions.check_operation(None, world.partnership, Permission.ACCEPT_DATA)
    permissions.check_operation(world.analyst, world.partnership, Permission.ACCEPT_DATA)
    with pytest.raises(PermissionDenied) as refused:
        permissions.check_operation(world.officer, world.partnership, Permission.ACCEPT_DATA)

    assert str(refused.value) == (
        "You may not accept or reject what was received: that is for the analyst of Wexmere."
    )
