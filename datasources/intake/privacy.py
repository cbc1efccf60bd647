"""What may be shown of a file before anybody has decided of it: nothing that may be a person's."""

from __future__ import annotations

from collections.abc import Iterable

from datasources.personal import things
from datasources.personal.judging import things_in


def is_personal_heading(heading: str) -> bool:
    return bool(things.by_heading(heading))


def patterns_in(values: Iterable[str]) -> tuple[str, ...]:
    """Which things some texts hold, by their labels."""
    found = {slug for value in values for slug in things_in(value)}
    return tuple(one.label for one in things.THINGS if one.slug in found)


def personal_values(values: Iterable[str]) -> set[str]:
    """Those of the given texts that hold personal data."""
    return {value for value in values if things_in(value)}
