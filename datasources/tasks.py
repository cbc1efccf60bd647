"""Doorbells of this room: each fetches nothing itself and calls one operation."""

from celery import shared_task
from celery.signals import worker_init


@worker_init.connect
def load(**_worker: object) -> None:
    """What the first reading would otherwise wait for."""
    from datasources.operations import readings  # noqa: PLC0415 - a task is a doorbell on the ground floor

    readings.prepare()


@shared_task
def read_delivery(delivery_id: int) -> None:
    from datasources.operations import deliveries  # noqa: PLC0415 - a task is a doorbell on the ground floor

    deliveries.read(delivery_id)


@shared_task
def refresh_evidence(source_id: int) -> None:
    from datasources.operations import evidence  # noqa: PLC0415 - a task is a doorbell on the ground floor

    evidence.refresh(source_id)


@shared_task
def sweep_replies() -> None:
    from datasources.operations import replies  # noqa: PLC0415 - a task is a doorbell on the ground floor

    replies.sweep()


@shared_task
def sweep_reminders() -> None:
    from datasources.operations import reminders  # noqa: PLC0415 - a task is a doorbell on the ground floor

    reminders.sweep()


@shared_task
def sweep_uploads() -> None:
    from datasources.operations import uploads  # noqa: PLC0415 - a task is a doorbell on the ground floor

    uploads.sweep()


@shared_task
def sweep_retention() -> None:
    from datasources.operations import retention  # noqa: PLC0415 - a task is a doorbell on the ground floor

    retention.sweep()
    retention.release_again()


@shared_task
def make_plan(plan_id: int) -> None:
    from datasources.operations import replacing  # noqa: PLC0415 - a task is a doorbell on the ground floor

    replacing.make(plan_id)


@shared_task
def plan_again(source_id: int) -> None:
    from datasources.operations import replacing  # noqa: PLC0415 - a task is a doorbell on the ground floor

    replacing.request_beside(source_id)


@shared_task
def sweep_deliveries() -> None:
    from datasources.operations import deliveries, replacing  # noqa: PLC0415 - a task is a doorbell on the ground floor

    deliveries.sweep()
    replacing.sweep()
