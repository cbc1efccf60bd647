"""Setting the fields of a row, and telling the trail what was different before."""

from typing import Any

from django.db import models


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
