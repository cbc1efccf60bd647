"""Doorbells of this room: each takes an id and calls one operation."""

from celery import shared_task


@shared_task
def render_edition(edition_id: int) -> None:
    from reports.operations import editions  # noqa: PLC0415 - a task is a doorbell

    editions.render(edition_id)


@shared_task
def sweep_editions() -> None:
    from reports.operations import editions  # noqa: PLC0415 - a task is a doorbell

    editions.sweep()
