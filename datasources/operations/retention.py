"""What was kept long enough is disposed of, with a record: files as sent, and rows not in use.

Rows in use stay, and so does every tally: figures that were given rest on those.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from datasources.models import Delivery, Disposal, Slice, Source
from datasources.operations import deliveries
from datasources.states import DONE_WITH
from partnerships import store
from partnerships.models import User
from partnerships.operations import trail

logger = logging.getLogger(__name__)

ASKED_AGAIN = timedelta(days=14)


def due(now: datetime) -> list[Delivery]:
    """Deliveries that are past the period of their source, and still hold something.

    Counted from the decision; of one that nobody decides any more, from when it was read.
    """
    found = Delivery.objects.filter(state__in=DONE_WITH, source__kept_days__isnull=False)
    return [
        delivery
        for delivery in found.select_related("source__partnership").order_by("pk")
        if _since(delivery) + timedelta(days=delivery.source.kept_days) <= now
        and (delivery.files.kept().exists() or delivery.set_aside_path or _unused(delivery))
    ]


def _since(delivery: Delivery) -> datetime:
    return delivery.decided_at or delivery.read_at or delivery.received_at


def _unused(delivery: Delivery) -> list[Slice]:
    return list(delivery.slices.filter(is_current=False, rows_disposed_at=None))


def sweep(now: datetime | None = None) -> list[int]:
    """Dispose of everything that is due; gives the deliveries."""
    found = due(now or timezone.now())
    for delivery in found:
        days = delivery.source.kept_days
        unit = "day" if days == 1 else "days"
        reason = f"The register says that it is kept for {days:,} {unit} after the decision."
        dispose(delivery=delivery, reason=reason, by=None)
    return [delivery.pk for delivery in found]


def dispose(*, delivery: Delivery, reason: str, by: User | None) -> None:
    """Delete the files as they were sent, the rows that are not in use, and those set aside."""
    with transaction.atomic():
        if delivery.files.kept().exists():
            deliveries.delete_originals(delivery=delivery, reason=reason, by=by)
        _dispose_rows(delivery, reason, by)


def _dispose_rows(delivery: Delivery, reason: str, by: User | None) -> None:
    Source.objects.select_for_update(of=("self",)).get(pk=delivery.source_id)
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    unused = _unused(delivery)
    paths = [one.path for one in unused]
    set_aside = 0
    if delivery.set_aside_path:
        paths.append(delivery.set_aside_path)
        set_aside = delivery.rows_set_aside
    if not paths:
        return
    Slice.objects.filter(pk__in=[one.pk for one in unused]).update(rows_disposed_at=timezone.now())
    delivery.set_aside_path = ""
    delivery.save(update_fields=["set_aside_path"])
    rows = sum(one.rows for one in unused)
    Disposal.objects.create(
        delivery=delivery,
        by=by,
        reason=reason,
        rows=rows,
        rows_set_aside=set_aside,
        periods=[one.period for one in unused],
    )
    trail.record(
        partnership=delivery.source.partnership,
        by=by,
        verb="delivery.rows_disposed",
        target=delivery,
        before={"rows": rows, "rows_set_aside": set_aside},
        after={"rows": 0, "rows_set_aside": 0, "reason": reason},
    )
    # When the store is away at this moment, the sweep asks it again.
    transaction.on_commit(lambda: _release(paths), robust=True)


def _release(paths: list[str]) -> None:
    """Take the bytes away on which nothing rests any more: the same rows may be another slice's."""
    for path in sorted(set(paths)):
        is_kept = Slice.objects.filter(path=path, rows_disposed_at=None).exists()
        if not is_kept and not Delivery.objects.filter(set_aside_path=path).exists():
            store.remove(path)


def release_again() -> None:
    """What was disposed of lately is gone: a store that was away at that moment is asked again."""
    lately = timezone.now() - ASKED_AGAIN
    disposed = Slice.objects.filter(rows_disposed_at__gt=lately)
    try:
        _release(list(disposed.values_list("path", flat=True)))
    except store.StoreError as reason:
        logger.warning("disposed rows not released", extra={"reason": str(reason)})
