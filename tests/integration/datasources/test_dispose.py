"""`dispose`: originals that were kept long enough go, with a record; rows and figures stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datasources.models import Delivery, Slice
from partnerships.models import TrailEntry
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def received(world) -> list[Delivery]:
    """Three accepted deliveries, received 40, 30 and 10 days ago."""
    found = list(Delivery.objects.order_by("pk"))
    for delivery, days in zip(found, (40, 30, 10), strict=True):
        moment = timezone.now() - timedelta(days=days)
        Delivery.objects.filter(pk=delivery.pk).update(received_at=moment)
    return found


def kept() -> set[int]:
    return set(Delivery.objects.filter(files__deleted_at=None).values_list("pk", flat=True))


def test_those_that_are_old_enough_go_and_their_rows_stay(received):
    first, second, third = received

    result = run("dispose", "--older-than", "30", "--reason", "Kept for a month")

    assert [one["delivery"] for one in result["deliveries"]] == [first.pk, second.pk]
    assert (result["deleted"], kept()) == (True, {third.pk})
    assert Slice.objects.current().filter(delivery=first).exists()
    entries = TrailEntry.objects.filter(verb="delivery.originals_deleted")
    assert [entry.after["reason"] for entry in entries] == ["Kept for a month"] * 2
    assert run("dispose", "--older-than", "30", "--reason", "Again")["deliveries"] == []


def test_a_dry_run_names_them_and_deletes_nothing(received):
    result = run("dispose", "--older-than", "31", "--reason", "Kept for a month", "--dry-run")

    assert [one["delivery"] for one in result["deliveries"]] == [received[0].pk]
    assert (result["deleted"], len(kept())) == (False, 3)


@pytest.mark.parametrize("state", ["read", "failed", "received", "reading"])
def test_what_still_waits_keeps_its_files(received, state):
    Delivery.objects.update(state=state)

    assert run("dispose", "--older-than", "0", "--reason", "Now")["deliveries"] == []


def test_of_another_partnership_nothing_goes(received, world):
    code, told, _ = refused(
        "dispose", "--older-than", "0", "--reason", "Now", "--partnership", "nowhere"
    )

    assert (code, told, len(kept())) == (2, "There is no partnership nowhere.", 3)


def test_a_reason_of_blanks_deletes_nothing(received):
    code, told, _ = refused("dispose", "--older-than", "0", "--reason", " ")

    assert (code, len(kept())) == (2, 3)
    assert "--older-than needs --reason." in told
