"""Setting the fields of a row, and telling the trail what was different before."""

from typing import Any

from django.db import models

from partnerships.models import Partnership, User
from partnerships.operations import trail


def apply(thing: models.Model, **values: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Save what differs; gives what it was before and what it is now, for those fields alone."""
    before = {
        name: getattr(thing, name)
        for name, value in values.items()
        if getattr(thing, name) != value
    }
    after = {name: values[name] for name in before}
    for name, value in after.items():
        setattr(thing, name, value)
    if after:
        thing.save(update_fields=list(after))
    return before, after


def make(
    *,
    thing: models.Model,
    values: dict[str, Any],
    partnership: Partnership,
    verb: str,
    by: User | None,
) -> dict[str, Any]:
    """Save what differs and record it; gives what it is now. Nothing differs, nothing is done."""
    before, after = apply(thing, **values)
    if after:
        trail.record(
            partnership=partnership, by=by, verb=verb, target=thing, before=before, after=after
        )
    return after
