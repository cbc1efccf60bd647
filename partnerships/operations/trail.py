"""Writing down who did what, in the same transaction as the deed."""

from datetime import date, datetime
from typing import Any

from django.db import models

from partnerships.models import Partnership, TrailEntry, User


def record(
    *,
    partnership: Partnership,
    by: User | None,
    verb: str,
    target: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> TrailEntry:
    """Record one act; `by` is None when a worker did it by itself."""
    return TrailEntry.objects.create(
        partnership_pk=partnership.pk,
        partnership_name=partnership.name,
        actor_pk=by.pk if by else None,
        actor_name=str(by) if by else "The system",
        verb=verb,
        target_type=target._meta.label_lower,
        target_pk=str(target.pk),
        target_label=str(target)[:250],
        before=_plain(before or {}),
        after=_plain(after or {}),
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _word(value) for key, value in values.items()}


def _word(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list | tuple):
        return [_word(item) for item in value]
    return value
