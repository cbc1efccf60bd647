"""Claiming background work: never twice at once, never lost with its worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datasources.models import Delivery, Source
from partnerships.operations import work


@pytest.fixture
def delivery(world) -> Delivery:
    source = Source.objects.create(
        partnership=world.partnership, slug="crime", name="Crime", kind="police-street"
    )
    return Delivery.objects.create(source=source, fingerprint="f" * 64)


def claim(delivery: Delivery) -> Delivery | None:
    return work.claim(
        Delivery, delivery.pk, from_states=["received"], to_state="reading", minutes=10
    )


def let_the_lease_run_out(delivery: Delivery) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(lease_until=past)


def waiting() -> list[int]:
    rows = work.waiting(Delivery, queued=["received"], running=["reading"])
    return list(rows.values_list("pk", flat=True))


def test_one_worker_gets_the_row_and_the_next_gets_nothing(delivery):
    first, second = claim(delivery), claim(delivery)

    assert (first.state, first.attempts, second) == ("reading", 1, None)
    assert waiting() == []


def test_a_row_whose_worker_died_is_taken_again(delivery):
    claim(delivery)
    let_the_lease_run_out(delivery)

    assert waiting() == [delivery.pk]
    assert claim(delivery).attempts == 2


def test_a_row_that_is_done_is_not_taken_again(delivery):
    Delivery.objects.filter(pk=delivery.pk).update(state="read")

    assert (claim(delivery), waiting()) == (None, [])


def test_a_worker_that_speaks_keeps_its_row_and_people_see_what_it_says(delivery):
    mine = claim(delivery)
    let_the_lease_run_out(delivery)

    work.progress(mine, "Reading file 3 of 24", 3, 24)

    seen = Delivery.objects.get()
    assert (seen.progress_text, seen.progress_percent) == ("Reading file 3 of 24", 12)
    assert claim(delivery) is None
