"""A period of keeping for each source: what is past it goes, with a record; tallies stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datasources import frames, rules
from datasources.models import Delivery, Disposal, Slice, Source
from datasources.operations import counting, deliveries, putting_back, retention
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.data import (
    make_sample,
    make_source,
    receive,
    receive_and_accept,
    receive_and_read,
)
from tests.integration.reading import rows, said, words

pytestmark = pytest.mark.slow

DAYS = 30
REASON = "The register says that it is kept for 30 days after the decision."


@pytest.fixture
def source(world) -> Source:
    made = make_source(world.partnership, by=world.analyst)
    Source.objects.filter(pk=made.pk).update(kept_days=DAYS)
    return Source.objects.get(pk=made.pk)


def sample_of(folder, rows: int):
    return make_sample(folder, months=2, rows=rows).street


@pytest.fixture
def displaced(world, source, tmp_path) -> Delivery:
    """Was in use, and made way for another that has more rows."""
    first = receive_and_accept(source, sample_of(tmp_path / "a", 30), by=world.analyst)
    later = receive_and_read(source, sample_of(tmp_path / "b", 40), by=world.analyst)
    deliveries.accept(delivery=later, despite=["earlier", "short"], by=world.analyst)
    assert not first.slices.filter(is_current=True).exists()
    return Delivery.objects.get(pk=first.pk)


def decided_long_ago(delivery: Delivery, *, days: int = DAYS, minutes: int = 1) -> None:
    at = timezone.now() - timedelta(days=days, minutes=minutes)
    Delivery.objects.filter(pk=delivery.pk).update(decided_at=at, read_at=at, received_at=at)


@pytest.mark.django_db(transaction=True)
def test_files_and_rows_not_in_use_go_with_a_record_and_their_counts_stay(world, source, displaced):
    one = displaced.slices.order_by("period").first()
    before = counting.tally_of(one, None)
    total = sum(displaced.slices.values_list("rows", flat=True))
    files = list(displaced.files.all())
    decided_long_ago(displaced)

    assert retention.sweep() == [displaced.pk]

    displaced.refresh_from_db()
    assert [store.fault(file.path) is None for file in files] == [False, False]
    assert all(one.rows_disposed_at for one in displaced.slices.all())
    assert frames.fault(one.path) is not None
    assert counting.tally_of(Slice.objects.get(pk=one.pk), None).equals(before)
    record = [
        (each.files, each.rows, each.periods, each.reason, each.by)
        for each in Disposal.objects.order_by("pk")
    ]
    assert record == [
        (2, 0, [], REASON, None),
        (0, total, ["2025-11", "2025-12"], REASON, None),
    ]
    verbs = ["delivery.originals_deleted", "delivery.rows_disposed"]
    assert TrailEntry.objects.filter(verb__in=verbs).count() == 2
    assert retention.sweep() == []
    assert Disposal.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_rows_in_use_stay_and_their_files_go(world, source, tmp_path):
    delivery = receive_and_accept(source, sample_of(tmp_path, 30), by=world.analyst)
    decided_long_ago(delivery)

    retention.sweep()

    assert [frames.fault(one.path) for one in Slice.objects.current()] == [None, None]
    assert not delivery.files.kept().exists()
    assert Disposal.objects.get().rows == 0


@pytest.mark.parametrize(
    ("days", "minutes", "goes"), [(DAYS, -1, False), (DAYS, 1, True), (DAYS - 1, 0, False)]
)
def test_the_period_counts_from_the_decision(world, source, displaced, days, minutes, goes):
    decided_long_ago(displaced, days=days, minutes=minutes)

    assert (retention.sweep() == [displaced.pk]) is goes
    assert Disposal.objects.exists() is goes


def test_a_source_without_a_period_keeps_everything(world, source, displaced):
    decided_long_ago(displaced, days=5000)
    Source.objects.update(kept_days=None)

    assert retention.sweep() == []


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        ("received", False),
        ("reading", False),
        ("read", False),
        ("failed", False),
        ("stopped", False),
        ("refused", True),
        ("rejected", True),
        ("accepted", True),
    ],
)
def test_nothing_goes_that_somebody_still_waits_for(world, source, tmp_path, state, goes):
    delivery = receive(source, sample_of(tmp_path, 5), by=world.analyst)
    Delivery.objects.update(state=state)
    decided = {"decided_at": None}
    at = timezone.now() - timedelta(days=DAYS + 1)
    Delivery.objects.update(read_at=at, received_at=at, **decided)

    assert bool(retention.sweep()) is goes
    assert delivery.files.kept().exists() is not goes


@pytest.mark.django_db(transaction=True)
def test_rows_that_another_slice_shares_stay(world, source, tmp_path):
    """The same rows, rejected once and then accepted, lie in one file."""
    paths = sample_of(tmp_path, 30)
    first = receive_and_read(source, paths, by=world.analyst)
    deliveries.reject(delivery=first, reason="Too early.", by=world.analyst)
    second = receive_and_accept(source, paths, by=world.analyst)
    shared = set(first.slices.values_list("path", flat=True))
    assert shared == set(second.slices.values_list("path", flat=True))
    decided_long_ago(first)

    assert retention.sweep() == [first.pk]

    assert [frames.fault(path) for path in shared] == [None, None]
    assert second.files.kept().count() == 2
    assert all(store.fault(file.path) is None for file in second.files.all())


@pytest.mark.django_db(transaction=True)
def test_what_was_disposed_of_is_neither_put_back_nor_missed(
    world, source, displaced, tmp_path, sign_in
):
    decided_long_ago(displaced)
    retention.sweep()

    with pytest.raises(RuleBroken, match="is still kept, so there is nothing to put back"):
        putting_back.put_back(delivery=displaced, reason="It was right.", by=world.analyst)
    # The same files again are the same files: nothing of theirs is lost.
    with pytest.raises(deliveries.AlreadyReceived):
        receive(source, sample_of(tmp_path / "again", 30), by=world.analyst)
    from django.core.management import call_command

    call_command("check_files")
    page = sign_in(world.analyst).get(f"/deliveries/{displaced.pk}/")
    assert (page.status_code, "rows that were not in use were disposed of" in words(page)) == (
        200,
        True,
    )


@pytest.mark.django_db(transaction=True)
def test_a_store_that_was_away_is_asked_again(world, source, displaced):
    decided_long_ago(displaced)
    retention.sweep()
    path = displaced.slices.first().path
    kept = frames.store(frames.load(Slice.objects.current().first().path), folder="slices")
    Slice.objects.filter(path=path).update(path=kept.path)
    Slice.objects.current().filter(path=kept.path).update(path=path)

    retention.release_again()

    assert frames.fault(kept.path) is not None


def test_the_record_is_a_page_with_each_sources_period(world, source, sign_in, tmp_path):
    delivery = receive_and_read(source, sample_of(tmp_path, 5), by=world.analyst)
    deliveries.delete_originals(delivery=delivery, reason="It held names.", by=world.analyst)

    page = sign_in(world.steward).get("/partnerships/wexmere/disposals/")

    (row,) = rows(page, "Record of disposal, the newest first")
    assert row[1].startswith("Police recorded crime, ")
    assert row[2].startswith("2 files (")
    assert row[3:] == ["Analyst", "It held names."]
    assert "Police recorded crime : 30 days after the decision" in words(page)


@pytest.mark.parametrize(
    ("days", "refused"),
    [(None, False), (0, True), (1, False), (rules.MOST_KEPT_DAYS, False), (3661, True)],
)
def test_how_long_a_source_may_be_kept(days, refused):
    assert bool(rules.reasons_against_keeping(days)) is refused


def test_the_period_is_said_in_the_register(world, source, sign_in):
    client = sign_in(world.analyst)
    address = "/partnerships/wexmere/data/police-street/edit/"
    form = client.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if value not in (None, "")}

    page = client.post(address, {**sent, "kept_days": "90"}, follow=True)

    assert said(page) == ["The entry in the register is changed."]
    assert Source.objects.get().kept_days == 90
    assert "for 90 days after the decision" in words(page)
    assert client.post(address, {**sent, "kept_days": "0"}).status_code == 422
