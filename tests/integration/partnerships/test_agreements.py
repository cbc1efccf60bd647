"""Sharing agreements and commitments: recorded, shown, changed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partnerships.models import Commitment, SharingAgreement, TrailEntry
from tests.factories.partnerships import make_agreement
from tests.integration.reading import rows, said, words


def day(name: str, value: date) -> dict[str, str]:
    return {
        f"{name}_0": str(value.day),
        f"{name}_1": str(value.month),
        f"{name}_2": str(value.year),
    }


def agreement(world, **changed: object) -> dict:
    return {
        "organisation": world.organisations["police"].pk,
        "purpose": "Recorded crime by month and small area.",
        "gateway": "Crime and Disorder Act 1998, section 115",
        "other_gateway": "",
        "liaison_officer": "Inspector J. Hale",
        "liaison_email": "j.hale@wexshire.example",
        **day("starts_on", date(2026, 4, 1)),
        **day("review_on", date(2027, 1, 15)),
        **day("ends_on", date(2027, 3, 31)),
        **changed,
    }


def test_the_steward_records_an_agreement_with_the_police(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/agreements/new/", agreement(world), follow=True
    )

    recorded = SharingAgreement.objects.get()
    assert said(page) == [
        "The sharing agreement with Wexshire Constabulary is recorded. "
        "A source in the data register can now name it."
    ]
    assert (
        recorded.organisation,
        recorded.purpose,
        recorded.legal_gateway,
        recorded.liaison_officer,
        recorded.liaison_email,
        recorded.starts_on,
        recorded.review_on,
        recorded.ends_on,
        recorded.recorded_by,
    ) == (
        world.organisations["police"],
        "Recorded crime by month and small area.",
        "Crime and Disorder Act 1998, section 115",
        "Inspector J. Hale",
        "j.hale@wexshire.example",
        date(2026, 4, 1),
        date(2027, 1, 15),
        date(2027, 3, 31),
        world.steward,
    )
    assert TrailEntry.objects.get().after["ends_on"] == "2027-03-31"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (day("ends_on", date(2026, 3, 1)), "The agreement ends before it starts."),
        (
            day("review_on", date(2027, 4, 15)),
            "The review lies between the start and the end of the agreement.",
        ),
        ({"gateway": "other"}, "Name the power or duty"),
        ({"starts_on_0": "31", "starts_on_1": "2"}, "There is no such day: check the start"),
        ({"ends_on_2": "27"}, "Enter the year with four figures, for example 2026"),
        ({"ends_on_1": ""}, "Enter the end as day, month and year"),
    ],
)
def test_an_agreement_that_makes_no_sense_is_refused_with_the_reason(
    world, sign_in, changed, reason
):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/agreements/new/", agreement(world, **changed)
    )

    assert page.status_code == 422
    assert reason in words(page)
    assert SharingAgreement.objects.count() == 0


def test_the_statuses_are_said_in_words(world, sign_in):
    today = timezone.localdate()
    fire = world.organisations["fire"]
    for starts, review, ends in [(-400, -200, -1), (-90, -1, 90), (-60, 30, 90), (5, 30, 90)]:
        make_agreement(
            world.partnership,
            fire,
            starts_on=today + timedelta(days=starts),
            review_on=today + timedelta(days=review),
            ends_on=today + timedelta(days=ends),
        )

    page = sign_in(world.viewer).get("/partnerships/wexmere/about/")

    # The newest start first; a viewer has no column of things to do.
    assert [row[4] for row in rows(page, "Sharing agreements")] == [
        "Status: Not yet in force",
        "Status: In force",
        "Status: Review due",
        "Status: Ended",
    ]


def test_a_change_keeps_what_was_said_before(world, sign_in):
    recorded = make_agreement(world.partnership, world.organisations["police"])
    client = sign_in(world.analyst)
    address = f"/agreements/{recorded.pk}/edit/"

    form = client.get(address)
    page = client.post(
        address,
        agreement(
            world,
            gateway="other",
            other_gateway="Data Protection Act 2018, schedule 8",
            liaison_email="",
        ),
        follow=True,
    )

    assert 'value="Inspector J. Hale"' in form.content.decode()
    assert said(page) == ["The sharing agreement with Wexshire Constabulary is saved."]
    entry = TrailEntry.objects.get()
    assert (entry.verb, entry.before, entry.after) == (
        "agreement.changed",
        {"legal_gateway": "Crime and Disorder Act 1998, section 115"},
        {"legal_gateway": "Data Protection Act 2018, schedule 8"},
    )


def test_commitments_are_shown_by_organisation_and_kind(world, sign_in):
    today = timezone.localdate()
    page = sign_in(world.analyst).post(
        "/partnerships/wexmere/commitments/new/",
        {
            "organisation": world.organisations["police"].pk,
            "kind": "information",
            "given_by": "Supt. C. Low",
            **day("given_on", today),
        },
        follow=True,
    )

    assert said(page) == ["The commitment of Wexshire Constabulary is recorded."]
    when = f"{today.day} {today:%B %Y}"
    assert rows(page, "Commitments of each organisation") == [
        ["Wexmere District Council", "Not yet", "Not yet", "Not yet"],
        ["Wexshire Constabulary", "Not yet", f"Supt. C. Low, {when}", "Not yet"],
        ["Wexshire Fire and Rescue", "Not yet", "Not yet", "Not yet"],
    ]


@pytest.mark.parametrize(
    ("kind", "days", "reason"),
    [
        ("process", 0, "Wexshire Constabulary has already given this commitment."),
        ("time", 1, "A commitment is recorded on the day it was given or later."),
    ],
)
def test_a_commitment_is_given_once_and_not_in_the_future(world, sign_in, kind, days, reason):
    police = world.organisations["police"]
    today = timezone.localdate()
    Commitment.objects.create(
        partnership=world.partnership,
        organisation=police,
        kind="process",
        given_by="Supt. C. Low",
        given_on=today,
    )

    page = sign_in(world.steward).post(
        "/partnerships/wexmere/commitments/new/",
        {
            "organisation": police.pk,
            "kind": kind,
            "given_by": "Supt. C. Low",
            **day("given_on", today + timedelta(days=days)),
        },
    )

    assert page.status_code == 422
    assert reason in words(page)
    assert Commitment.objects.count() == 1
