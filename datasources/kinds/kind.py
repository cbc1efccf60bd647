"""What a kind of dataset is: its columns, how its heading row is known, what to expect of it.

The kinds themselves stand one to a module; reading their files belongs to intake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a kind's file, under the name its publisher gives it."""

    name: str
    meaning: str
    required: bool = True


@dataclass(frozen=True)
class Kind:
    """The shape of a dataset that a source can deliver."""

    slug: str
    label: str
    description: str
    columns: tuple[Column, ...]
    expected: str
    """What a person should send, in one sentence."""
    traps: tuple[str, ...]
    """What has misled others about this data, in plain words."""
    is_heading: Callable[[Sequence[str]], bool]

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)
