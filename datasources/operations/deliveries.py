"""Deliveries: received from a person, accepted or rejected by a person.

Reading them is the worker's part and stands in readings.py.
"""

from collections.abc import Collection, Sequence

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from datasources import frames, geography, kinds, permissions, rules, tasks
from datasources.kinds import Service
from datasources.layouts import Layout
from datasources.models import Delivery, DeliveryFile, Slice, Source
from datasources.operations import layouts, originals, personal_data
from datasources.operations.originals import Original
from datasources.operations.readings import compare_again, read, sweep
from datasources.signals import slices_accepted
from datasources.states import DELIVERY_BY_SLUG
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import PartnershipArea, User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.words import said_day

__all__ = [
    "AlreadyReceived",
    "accept",
    "delete_originals",
    "put_right",
    "read",
    "receive",
    "reject",
    "retry",
    "stop",
    "sweep",
]


class AlreadyReceived(RuleBroken):
    """The same set of files was received before; knows the delivery that it became."""

    def __init__(self, earlier: Delivery) -> None:
        self.earlier = earlier
        when = timezone.localtime(earlier.received_at)
        who = earlier.received_by or "the command line"
        label = DELIVERY_BY_SLUG[earlier.state].label.lower()
        super().__init__(
            f"These very files were already received on {said_day(when)} at {when:%H:%M}"
            f" from {who}. What came of it: {label}. Nothing was stored again."
        )


def receive(*, source: Source, files: Sequence[File], by: User | None) -> Delivery:
    """Store the originals and ask a worker to read them. Whatever they are, they are kept.

    Refused are only an empty choice, a file beyond the size limit, and the same set again; and
    that not where the rows once read from it are lost: reading it again brings them back.
    """
    permissions.check_sending(by, source)
    if not files:
        raise RuleBroken("Choose at least one file.")
    if source.kind not in kinds.BY_SLUG:
        raise RuleBroken(kinds.shown(source.kind).description)
    kept = originals.keep_all(files)
    fingerprint = originals.fingerprint(kept)
    lost = that_lost_rows(source, fingerprint)
    with transaction.atomic():
        # Two people who send the same files at once wait here for one another.
        source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        earlier = received_before(source, fingerprint, lost)
        if earlier is None:
            delivery = _written(source, kept, fingerprint, by)
            tasks.read_delivery.delay_on_commit(delivery.pk)
            return delivery
    # Of an original that was deleted, sending it again must not leave the bytes behind.
    originals.release(one.path for one in kept)
    raise AlreadyReceived(earlier)


def accept(*, delivery: Delivery, despite: Collection[str] = (), by: User | None) -> Delivery:
    """Take the delivery's slices into use.

    The last accepted wins, but a slice that looks like an earlier publication, or of which a part
    seems to be missing, is left out unless that doubt is set aside (`states.DOUBTS`); it can be
    taken in later.
    """
    permissions.check_operation(by, delivery.source.partnership, Permission.ACCEPT_DATA)
    if compare_again(delivery):
        raise RuleBroken(
            "Since this was read, other data came into use for this source. The comparison"
            " on this page is new: look at it and decide again."
        )
    _check_rows(delivery)
    names = _names_of_authorities(delivery)
    with transaction.atomic():
        delivery = _locked(delivery)
        reasons = rules.reasons_against_accepting(delivery, despite=despite)
        if reasons:
            raise RuleBroken(reasons)
        taken, replaced = _take_into_use(delivery, despite)
        before = delivery.state
        delivery.state = "accepted"
        _decide(delivery, by, reason="")
        _name_areas(delivery, names)
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.accepted",
            target=delivery,
            before={"state": before, "current": replaced},
            after={"state": "accepted", "current": [one.period for one in taken]},
        )
        news = {"source_id": delivery.source_id, "delivery_id": delivery.pk}
        transaction.on_commit(lambda: slices_accepted.send(sender=Delivery, **news), robust=True)
    return delivery


def reject(*, delivery: Delivery, reason: str, by: User | None) -> Delivery:
    """Decide against a delivery. The same files may be sent again.

    Its files are kept; those that hold personal data are deleted.
    """
    with transaction.atomic():
        delivery = _locked(delivery)
        permissions.check_operation(by, delivery.source.partnership, Permission.ACCEPT_DATA)
        reasons = rules.reasons_against_rejecting(delivery, reason)
        if reasons:
            raise RuleBroken(reasons)
        before = delivery.state
        delivery.state = "rejected"
        _decide(delivery, by, reason=reason.strip())
        if held := personal_data.what_it_held(delivery):
            reason_to_delete = f"It held {held}, and was rejected: {reason.strip()}"
            originals.dispose(delivery=delivery, reason=reason_to_delete, by=by)
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.rejected",
            target=delivery,
            before={"state": before},
            after={"state": "rejected", "reason": reason.strip()},
        )
    return delivery


def retry(*, delivery: Delivery, by: User | None) -> Delivery:
    """Have a delivery read again that broke off, or of whose tables more was said since."""
    with transaction.atomic():
        delivery = _locked(delivery)
        permissions.check_sending(by, delivery.source)
        reasons = rules.reasons_against_retrying(delivery)
        if reasons:
            raise RuleBroken(reasons)
        before = {"state": delivery.state, "failure": delivery.failure}
        delivery.state = "received"
        delivery.queued_at = timezone.now()
        delivery.attempts = 0
        delivery.failure = delivery.progress_text = delivery.progress_step = ""
        delivery.save()
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.retried",
            target=delivery,
            before=before,
            after={"state": "received"},
        )
        tasks.read_delivery.delay_on_commit(delivery.pk)
    return delivery


def stop(*, delivery: Delivery, by: User | None) -> Delivery:
    """Read it no further: nothing of it is recorded, its files are kept and can be read again.

    A worker that is reading it notices within a second.
    """
    with transaction.atomic():
        delivery = _locked(delivery)
        permissions.check_sending(by, delivery.source)
        reasons = rules.reasons_against_stopping(delivery)
        if reasons:
            raise RuleBroken(reasons)
        before = delivery.state
        delivery.state = "stopped"
        delivery.lease_until = None
        delivery.failure = delivery.progress_text = delivery.progress_step = ""
        delivery.progress_done = delivery.progress_total = 0
        delivery.save()
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.stopped",
            target=delivery,
            before={"state": before},
            after={"state": "stopped"},
        )
    return delivery


def put_right(*, delivery: Delivery, layout: Layout, by: User | None) -> bool:
    """Say how the source writes its tables, and have these files read by it.

    False where something was decided of them: then the next files are read so.
    """
    with transaction.atomic():
        reasons = rules.reasons_against_putting_right(delivery)
        if reasons:
            raise RuleBroken(reasons)
        if layout != layouts.of(layouts.newest(delivery.source)):
            layouts.say(source=delivery.source, layout=layout, by=by)
        if not rules.can_be_read_anew(delivery):
            return False
        retry(delivery=delivery, by=by)
    return True


def received_before(source: Source, fingerprint: str, lost: Collection[int]) -> Delivery | None:
    """The delivery of these very files that something came of, or may still."""
    same = Delivery.objects.filter(source=source, fingerprint=fingerprint)
    of_use = same.exclude(state__in=rules.NOTHING_CAME_OF_IT).exclude(pk__in=lost)
    return of_use.select_related("received_by").first()


def that_lost_rows(source: Source, fingerprint: str) -> list[int]:
    """Earlier deliveries of these files whose stored rows are missing or damaged."""
    earlier = Delivery.objects.filter(source=source, fingerprint=fingerprint)
    kept = Slice.objects.filter(delivery__in=earlier, rows_disposed_at=None)
    slices = kept.values_list("delivery_id", "path")
    return [pk for pk, path in slices if frames.fault(path)]


def _check_rows(delivery: Delivery) -> None:
    """What was read is taken into use only when it lies whole in the store."""
    for one in rules.left_over(delivery):
        if lost := frames.fault(one.path):
            raise lost


def delete_originals(*, delivery: Delivery, reason: str, by: User | None) -> Delivery:
    """Delete the files as they were sent, with their names and what findings quote of them.

    The clean rows stay. The bytes go unless another delivery rests on the same file.
    """
    with transaction.atomic():
        delivery = _locked(delivery)
        permissions.check_operation(by, delivery.source.partnership, Permission.HANDLE_ORIGINALS)
        files = list(delivery.files.kept())
        reasons = rules.reasons_against_deleting_originals(delivery, files, reason)
        if reasons:
            raise RuleBroken(reasons)
        originals.dispose(delivery=delivery, reason=reason.strip(), by=by)
        if delivery.state == "personal":
            # Nothing is left to decide of.
            delivery.state = "rejected"
            _decide(delivery, by, reason=reason.strip())
        quote_no_more(delivery)
    return delivery


def quote_no_more(delivery: Delivery) -> None:
    """What was found stays, without the cells that it quotes: they go where the files go."""
    delivery.findings.update(examples=[])
    delivery.tables = [_without_examples(table) for table in delivery.tables]
    delivery.save(update_fields=["tables"])


def _without_examples(table: dict) -> dict:
    columns = [{**column, "examples": []} for column in table["columns"]]
    return {**table, "columns": columns, "unknown_words": {}}


def _locked(delivery: Delivery) -> Delivery:
    """Parent before child: the source's lock also keeps two deliveries from passing each other."""
    Source.objects.select_for_update(of=("self",)).get(pk=delivery.source_id)
    query = Delivery.objects.select_for_update(of=("self",))
    return query.select_related("source__partnership").get(pk=delivery.pk)


def _written(source: Source, kept: list[Original], fingerprint: str, by: User | None) -> Delivery:
    delivery = Delivery.objects.create(source=source, fingerprint=fingerprint, received_by=by)
    DeliveryFile.objects.bulk_create(
        DeliveryFile(
            delivery=delivery,
            number=number,
            name=one.name,
            sha256=one.sha256,
            size=one.size,
            path=one.path,
        )
        for number, one in enumerate(sorted(kept, key=lambda one: one.name), start=1)
    )
    if not all(store.is_there(one.path) for one in kept):
        raise RuleBroken("The same file was being deleted at this moment. Send it once more.")
    trail.record(
        partnership=source.partnership,
        by=by,
        verb="delivery.received",
        target=delivery,
        after={"files": len(kept), "bytes": sum(one.size for one in kept)},
    )
    return delivery


def _take_into_use(delivery: Delivery, despite: Collection[str]) -> tuple[list[Slice], list[str]]:
    """Which slices became current, and for which periods others made way."""
    now = timezone.now()
    current = {one.period: one for one in Slice.objects.current().filter(source=delivery.source)}
    taken, replaced = [], []
    for one in rules.left_over(delivery):
        in_use = current.get(one.period)
        if rules.doubts_about(one, is_in_use=in_use is not None) - set(despite):
            continue
        if in_use:
            in_use.is_current = False
            in_use.save(update_fields=["is_current"])
            replaced.append(one.period)
        one.is_current = True
        one.accepted_at = now
        one.save(update_fields=["is_current", "accepted_at"])
        taken.append(one)
    return taken, replaced


def _decide(delivery: Delivery, by: User | None, *, reason: str) -> None:
    if by is not None:
        delivery.decided_at = timezone.now()
        delivery.decided_by = by
    delivery.decision_reason = reason
    # What it would have changed was said for this decision.
    delivery.plans.all().delete()
    delivery.save(update_fields=["state", "decided_at", "decided_by", "decision_reason"])


def _names_of_authorities(delivery: Delivery) -> dict[str, str]:
    """Local authorities by code, from a look-up that is about to come into use."""
    if delivery.source.kind not in kinds.serving(Service.AREAS):
        return {}
    newest = delivery.slices.order_by("-period").first()
    if newest is None:
        return {}
    columns = [geography.LAD_CODE, geography.LAD_NAME]
    authorities = frames.load(newest.path, columns).astype("str").drop_duplicates()
    return dict(authorities.itertuples(index=False, name=None))


def _name_areas(delivery: Delivery, names: dict[str, str]) -> None:
    for area in PartnershipArea.objects.filter(partnership=delivery.source.partnership):
        name = names.get(area.code, "")
        if name and name != area.name:
            area.name = name
            area.save(update_fields=["name"])
