"""What a whole column decided, or could not: which reading holds, why, and what must be asked.

One cell may mean two things: 01/02/2024, 1,234, 2011-12. Its column says which, or a person does;
it is never settled by taking the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")
Told = Mapping[str, str]
"""What is known beforehand: of each question (`Decision.about`) the key of its reading."""

NOTHING_TOLD: Told = {}
# Fewer different texts than these may look alike by chance.
SO_MANY_BY_NO_CHANCE = 3


class State(Enum):
    """How firmly a reading stands."""

    TOLD = "told"
    """The caller knew: a person answered, or the kind of table allows only one."""
    PROVED = "proved"
    """Some cells can be read in one way alone, and none in the other alone."""
    LIKELY = "likely"
    """No cell proves it, and the column makes sense in this way and not in the other."""
    ASKED = "asked"
    """Both fit: a person must say."""
    CONTRADICTORY = "contradictory"
    """Some cells can be read in one way alone, and some in the other alone."""


class Reading(NamedTuple):
    """One of the two ways to read a column: its key, and the words for it."""

    key: str
    words: str


@dataclass(frozen=True)
class Question:
    """What a column may have to decide, and the two ways to read it."""

    about: str
    first: Reading
    second: Reading

    @property
    def readings(self) -> tuple[Reading, Reading]:
        return self.first, self.second

    @property
    def keys(self) -> tuple[str, str]:
        return self.first.key, self.second.key


class Pending(NamedTuple, Generic[Meaning]):
    """What one text means in each of the two ways; None where it means nothing in that way."""

    question: Question
    first: Meaning | None
    second: Meaning | None


@dataclass(frozen=True)
class Decision:
    """What the column decided about one question; `chosen` is None where a person must say."""

    about: str
    state: State
    chosen: str | None
    why: str

    @property
    def is_open(self) -> bool:
        return self.chosen is None


@dataclass
class Evidence:
    """How many cells can be read in one way alone, and how many in both, with a text of each."""

    first_only: int = 0
    second_only: int = 0
    differing: int = 0
    first_example: str = ""
    second_example: str = ""
    differing_example: str = ""

    def add(self, text: str, pending: Pending[Meaning], cells: int) -> None:
        if pending.second is None:
            self.first_only += cells
            self.first_example = _earlier(self.first_example, text)
        elif pending.first is None:
            self.second_only += cells
            self.second_example = _earlier(self.second_example, text)
        elif pending.first != pending.second:
            self.differing += cells
            self.differing_example = _earlier(self.differing_example, text)


def _earlier(one: str, other: str) -> str:
    """The same example, in whatever order the cells stand."""
    return min(one, other) if one else other


def evidence_of(readings: Mapping[str, Pending[Meaning]], cells: Mapping[str, int]) -> Evidence:
    evidence = Evidence()
    for text, pending in readings.items():
        evidence.add(text, pending, cells[text])
    return evidence


def told(question: Question, given: Told) -> Decision | None:
    """The decision that the caller knew beforehand; a key that is none of the two is a mistake."""
    key = given.get(question.about)
    if key is None:
        return None
    if key not in question.keys:
        raise ValueError(f"{key!r} is no answer to {question.about!r}: {question.keys}.")
    words = question.first.words if key == question.first.key else question.second.words
    return Decision(question.about, State.TOLD, key, f"It was said that {words}.")


def proved(question: Question, evidence: Evidence) -> Decision | None:
    """What cells that fit one way alone decide; None where there are no such cells."""
    first, second = question.first, question.second
    if evidence.first_only and evidence.second_only:
        return Decision(
            question.about,
            State.CONTRADICTORY,
            None,
            f"{_cells(evidence.first_only, evidence.first_example)} can be read only if"
            f" {first.words}, and {_cells(evidence.second_only, evidence.second_example)} only if"
            f" {second.words}.",
        )
    if evidence.first_only:
        return _by(question, first, evidence.first_only, evidence.first_example)
    if evidence.second_only:
        return _by(question, second, evidence.second_only, evidence.second_example)
    return None


def settled(
    question: Question,
    pending: Mapping[str, Pending[Meaning]],
    cells: Mapping[str, int],
    given: Told,
    otherwise: Callable[[Evidence], Decision],
) -> Decision | None:
    """What was said, or what the cells prove; else what `otherwise` makes of their evidence.

    None where no cell could mean two things.
    """
    if not pending:
        return None
    evidence = evidence_of(pending, cells)
    if decision := told(question, given) or proved(question, evidence):
        return decision
    return otherwise(evidence) if evidence.differing else None


def _by(question: Question, reading: Reading, cells: int, example: str) -> Decision:
    why = f"{_cells(cells, example)} can be read only if {reading.words}."
    return Decision(question.about, State.PROVED, reading.key, why)


def _cells(count: int, example: str) -> str:
    return f"1 cell ({example})" if count == 1 else f"{count:,} cells (such as {example})"
