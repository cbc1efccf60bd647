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
class Vocabulary:
    """The words of a column that may leave the data room, and what every other is counted as.

    Anything may be typed into a file, a person's name too: only declared words are published.
    """

    column: str
    words: tuple[str, ...]
    rest: str

    def published(self, word: str) -> str:
        return word if word in self.words else self.rest


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
    vocabularies: tuple[Vocabulary, ...] = ()
    """Of each column whose words an answer may name. Other texts of a row are never published."""

    @property
    def required_columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)
