"""Doorbells of this room: each calls one operation."""

from celery import shared_task


@shared_task
def sweep_letters() -> None:
    from partnerships.operations import letters  # noqa: PLC0415 - a task is a doorbell on the ground floor

    letters.sweep()
