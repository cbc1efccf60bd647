"""Claiming background work: never twice at once, never lost with its worker."""

import time
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
    return work.claim(Delivery, delivery.pk, from_states=["received"], to_state="reading")


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
    assert (seen.progress_text, seen.progress_done, seen.progress_total) == (
        "Reading file 3 of 24",
        3,
        24,
    )
    assert claim(delivery) is None


def test_people_wait_less_than_90_seconds_for_work_whose_worker_was_killed(delivery, settings):
    """The lease, then the next sweep: nobody need do anything."""
    mine = claim(delivery)

    sweeps = [each["schedule"] for each in settings.CELERY_BEAT_SCHEDULE.values()]
    longest = (mine.lease_until - timezone.now()).total_seconds() + max(sweeps)
    assert longest < 90


@pytest.mark.django_db(transaction=True)
def test_work_that_says_nothing_for_long_keeps_its_row(delivery, monkeypatch):
    monkeypatch.setattr(work, "BEAT_SECONDS", 0.02)
    mine = claim(delivery)
    let_the_lease_run_out(delivery)

    with work.kept(mine):
        for _ in range(200):
            if not waiting():
                break
            time.sleep(0.02)

    assert (claim(delivery), waiting()) == (None, [])


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_row_was_taken_by_another_leaves_it_alone(delivery):
    mine = claim(delivery)
    let_the_lease_run_out(delivery)
    other = claim(delivery)
    let_the_lease_run_out(delivery)

    work.push_on(mine)
    assert waiting() == [delivery.pk]
    work.push_on(other)
    assert waiting() == []
