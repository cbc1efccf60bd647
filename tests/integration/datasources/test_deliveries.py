"""From files sent to slices in use: receiving, reading, accepting, rejecting."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from datasources.models import Delivery, Slice
from datasources.operations import deliveries, readings
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.data import (
    first_rows_of,
    make_sample,
    make_source,
    receive,
    receive_and_accept,
    receive_and_read,
)


def verbs() -> list[str]:
    return list(TrailEntry.objects.order_by("pk").values_list("verb", flat=True))


def current(source) -> dict[str, int]:
    return dict(Slice.objects.current().filter(source=source).values_list("period", "delivery"))


def test_files_are_received_read_and_taken_into_use(world, sample):
    source = make_source(world.partnership, by=world.analyst)

    delivery = receive(source, sample.street[:3], by=world.analyst)
    read = deliveries.read(delivery.pk)
    accepted = deliveries.accept(delivery=read, by=world.analyst)

    rows = sum(one.rows for one in accepted.slices.all())
    assert (accepted.state, accepted.rows_read, accepted.rows_kept) == ("accepted", rows, rows)
    assert current(source) == dict.fromkeys(("2024-01", "2024-02", "2024-03"), delivery.pk)
    assert verbs() == [
        "source.registered",
        "delivery.received",
        "delivery.read",
        "delivery.accepted",
    ]


def test_the_same_bytes_are_stored_once(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    other = make_source(world.partnership, slug="second", by=world.analyst)

    first = receive(source, sample.street[:1], by=world.analyst).files.get()
    second = receive(other, sample.street[:1], by=world.analyst).files.get()

    assert first.path == second.path
    assert default_storage.open(first.path).read() == sample.street[0].read_bytes()


def test_an_original_that_was_half_written_is_written_again(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    file = receive(source, sample.street[:1], by=world.analyst).files.get()
    default_storage.save(file.path, ContentFile(b"half"))
    other = make_source(world.partnership, slug="second", by=world.analyst)

    receive(other, sample.street[:1], by=world.analyst)

    assert default_storage.size(file.path) == sample.street[0].stat().st_size


def test_the_same_set_again_is_recognised_whatever_its_order(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    first = receive_and_accept(source, sample.street[:2], by=world.analyst)

    with pytest.raises(deliveries.AlreadyReceived) as refusal:
        receive(source, reversed(sample.street[:2]), by=world.contributor)

    when = refusal.value.earlier.received_at
    assert refusal.value.earlier == first
    assert refusal.value.reasons == [
        f"These very files were already received on {when.day} {when:%B %Y} at {when:%H:%M} from"
        " Analyst. What came of it: accepted. Nothing was stored again."
    ]
    assert Delivery.objects.count() == 1


def test_a_rejected_set_may_be_sent_again(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    first = receive_and_read(source, sample.street[:1], by=world.analyst)
    deliveries.reject(delivery=first, reason="The wrong force.", by=world.analyst)

    again = receive(source, sample.street[:1], by=world.analyst)

    assert again.pk != first.pk


def test_an_empty_choice_is_refused(world):
    source = make_source(world.partnership, by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        receive(source, [], by=world.analyst)

    assert refusal.value.reasons == ["Choose at least one file."]


def test_a_file_beyond_the_limit_is_refused_with_the_limit(world, sample, settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024
    source = make_source(world.partnership, by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        receive(source, sample.street[:1], by=world.analyst)

    assert refusal.value.reasons[0].startswith(f"{sample.street[0].name} is larger than 0 MB")
    assert Delivery.objects.count() == 0


def test_an_earlier_publication_replaces_nothing_unless_told(world, sample, earlier_sample):
    source = make_source(world.partnership, by=world.analyst)
    newer = receive_and_accept(source, sample.street, by=world.analyst)
    earlier = receive_and_read(source, earlier_sample.street, by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        deliveries.accept(delivery=earlier, by=world.analyst)

    comparison = earlier.slices.get().comparison
    assert [name for name, _ in comparison["changed"]] == ["Last outcome category"]
    assert (comparison["gone"], comparison["added"]) == (0, 0)
    assert refusal.value.reasons == [
        "Everything in this delivery looks older than what is in use, so accepting it would change"
        " nothing. Say that it shall replace the newer data, or reject it."
    ]
    assert current(source)["2025-12"] == newer.pk

    deliveries.accept(delivery=earlier, despite=["earlier"], by=world.analyst)

    assert current(source)["2025-12"] == earlier.pk
    assert Slice.objects.filter(source=source, period="2025-12", is_current=True).count() == 1


def test_months_that_look_earlier_are_left_out_and_can_be_taken_in_later(
    world, tmp_path, sample, earlier_sample
):
    source = make_source(world.partnership, by=world.analyst)
    newer = receive_and_accept(source, sample.street, by=world.analyst)
    next_month = make_sample(tmp_path, last="2026-01", months=1).street
    mixed = receive_and_read(source, [*earlier_sample.street, *next_month], by=world.analyst)

    deliveries.accept(delivery=mixed, by=world.analyst)

    assert current(source)["2025-12"] == newer.pk
    assert current(source)["2026-01"] == mixed.pk

    deliveries.accept(delivery=mixed, despite=["earlier"], by=world.analyst)

    assert current(source)["2025-12"] == mixed.pk


def test_an_incomplete_month_is_left_out_beside_whole_ones_and_can_be_taken_in_later(
    world, tmp_path, sample
):
    source = make_source(world.partnership, by=world.analyst)
    before = receive_and_accept(source, sample.street[:-1], by=world.analyst)
    part = first_rows_of(sample.street[-2], 24, tmp_path)
    mixed = receive_and_read(source, [part, sample.street[-1]], by=world.analyst)

    deliveries.accept(delivery=mixed, by=world.analyst)
    after = [current(source)[period] for period in ("2025-11", "2025-12")]
    deliveries.accept(delivery=mixed, despite=["short"], by=world.analyst)

    assert after == [before.pk, mixed.pk]
    assert current(source)["2025-11"] == mixed.pk


def test_a_month_far_below_the_usual_is_kept_out_although_nothing_is_held_for_it(
    world, tmp_path, sample
):
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:-1], by=world.analyst)
    part = first_rows_of(sample.street[-1], 9, tmp_path)
    short = receive_and_read(source, [part], by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        deliveries.accept(delivery=short, despite=["earlier"], by=world.analyst)

    assert refusal.value.reasons[0].startswith("Everything in this delivery seems to be incomplete")
    assert short.findings.first().message == (
        "December 2025 has 9 rows where 60 are usual. It is not taken into use unless you say so."
    )
    assert "2025-12" not in current(source)

    deliveries.accept(delivery=short, despite=["short"], by=world.analyst)

    assert current(source)["2025-12"] == short.pk


def test_what_came_into_use_since_the_reading_shows_what_is_missing(world, tmp_path, sample):
    source = make_source(world.partnership, by=world.analyst)
    part = first_rows_of(sample.street[-1], 9, tmp_path)
    short = receive_and_read(source, [part], by=world.analyst)
    unknown = (short.slices.get().looks_short, short.findings.filter(code="fewer-rows").count())
    receive_and_accept(source, sample.street[:-1], by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        deliveries.accept(delivery=short, by=world.analyst)
    with pytest.raises(RuleBroken) as again:
        deliveries.accept(delivery=short, by=world.analyst)

    assert unknown == (False, 0)
    assert refusal.value.reasons == [
        "Since this was read, other data came into use for this source. The comparison on this"
        " page is new: look at it and decide again."
    ]
    assert again.value.reasons[0].startswith("Everything in this delivery seems to be incomplete")
    assert (short.slices.get().looks_short, short.findings.filter(code="fewer-rows").count()) == (
        True,
        1,
    )
    assert "2025-12" not in current(source)


def test_a_first_delivery_that_keeps_few_of_its_rows_is_not_accepted_in_one_press(
    world, sample, tmp_path
):
    source = make_source(world.partnership, by=world.analyst)
    heading, *rows = sample.street[-1].read_text().splitlines()
    path = tmp_path / sample.street[-1].name
    path.write_text("\n".join([heading, *rows[:19], *["one,two,three"] * 20]) + "\n")
    short = receive_and_read(source, [path], by=world.analyst)
    before = next(iter(short.findings.values_list("code", "period", "count")))
    receive_and_accept(source, sample.street[:-1], by=world.analyst)

    with pytest.raises(RuleBroken) as refusal:
        deliveries.accept(delivery=short, by=world.analyst)
    with pytest.raises(RuleBroken) as again:
        deliveries.accept(delivery=short, by=world.analyst)

    assert before == ("many-rows-set-aside", "2025-12", 20)
    assert refusal.value.reasons[0].startswith("Everything in this delivery seems to be incomplete")
    assert again.value.reasons == refusal.value.reasons
    found = short.findings.filter(code__in=["many-rows-set-aside", "fewer-rows"])
    assert (short.slices.get().looks_short, sorted(one.code for one in found)) == (
        True,
        ["fewer-rows", "many-rows-set-aside"],
    )

    deliveries.accept(delivery=short, despite=["short"], by=world.analyst)

    assert current(source)["2025-12"] == short.pk


def test_what_came_into_use_since_the_reading_is_compared_before_accepting(
    world, sample, earlier_sample
):
    source = make_source(world.partnership, by=world.analyst)
    earlier = receive_and_read(source, earlier_sample.street, by=world.analyst)
    newer = receive_and_accept(source, sample.street[-1:], by=world.analyst)

    with pytest.raises(RuleBroken):
        deliveries.accept(delivery=earlier, by=world.analyst)

    earlier.refresh_from_db()
    assert (earlier.state, earlier.slices.get().looks_earlier) == ("read", True)
    assert current(source) == {"2025-12": newer.pk}


def test_a_look_up_names_the_areas_of_the_partnership(world, sample):
    source = make_source(world.partnership, "area-look-up", by=world.analyst)

    receive_and_accept(source, [sample.lookup], by=world.analyst)

    assert [str(area) for area in world.partnership.areas.all()] == ["Wexmere (X07000001)"]


def test_a_kind_that_is_read_no_more_is_named_and_the_delivery_may_be_tried_again(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    type(source).objects.update(kind="a-kind-that-was-taken-away")

    failed = deliveries.read(delivery.pk)

    assert (failed.state, failed.failure) == (
        "failed",
        "This version reads files of this kind no more.",
    )

    type(source).objects.update(kind="police-street")
    deliveries.retry(delivery=failed, by=world.contributor)
    assert deliveries.read(delivery.pk).state == "read"


def test_after_three_attempts_it_is_given_up_in_words(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=3)

    failed = deliveries.read(delivery.pk)

    assert failed.state == "failed"
    assert failed.failure.startswith("The worker broke off 3 times while reading these files")


def test_a_worker_that_lost_its_claim_records_nothing(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    late = Delivery.objects.get(pk=delivery.pk)
    late.attempts = 1
    Delivery.objects.filter(pk=delivery.pk).update(state="reading", attempts=2)

    recorded = readings._record(late, readings._compute(late, None), None, [], "", {}, 0.1)

    assert recorded is None
    assert Delivery.objects.get(pk=delivery.pk).state == "reading"


def test_reading_twice_changes_nothing(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, sample.street[:2], by=world.analyst)

    assert deliveries.read(delivery.pk) is None
    assert delivery.slices.count() == 2


def test_who_may_not_send_or_accept_is_told_so(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, sample.street[:1], by=world.contributor)

    with pytest.raises(PermissionDenied) as refusal:
        deliveries.accept(delivery=delivery, by=world.contributor)

    assert str(refusal.value) == (
        "You may not accept or reject what was received: that is for the analyst of Wexmere."
    )
