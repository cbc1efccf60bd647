"""The shapes of the sample's records; each is made by one operation."""

from dataclasses import dataclass

Day = tuple[int, int, int]


@dataclass(frozen=True)
class Raised:
    """An issue put forward. Those with `covered_in` became key lines, the others have a reason."""

    title: str
    description: str
    origin: str
    covered_in: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Found:
    """A question to residents with its answers: choice, ward, count."""

    question: str
    came_from: str
    answers: tuple[tuple[str, str, int], ...]
    bears_on: tuple[str, ...] = ()

    @property
    def respondents(self) -> int:
        return sum(count for _, _, count in self.answers)


@dataclass(frozen=True)
class Asked:
    """How residents were consulted."""

    title: str
    whom: str
    how: str
    starts_on: Day
    ends_on: Day
    meeting_on: Day
    meeting_place: str
    meeting_discussed: str
    findings: tuple[Found, ...]


@dataclass(frozen=True)
class Remark:
    """A comment on the draft; one without a verdict still waits for its answer."""

    section: str
    by: str
    body: str
    verdict: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Meets:
    """A meeting of the board."""

    title: str
    held_on: Day
    place: str
    agenda: str
    notes: str = ""


@dataclass(frozen=True)
class Proposal:
    """A priority put to the board, and what the board said."""

    title: str
    statement: str
    theme: str
    key_line: str
    agreed: bool
    evidence: str
    reason: str


@dataclass(frozen=True)
class Advice:
    """A recommendation in a box, with the gap that it closes."""

    section: str
    text: str
    gap: str
    intervention: str
    owner: str


@dataclass(frozen=True)
class Act:
    """An action of the plan: what it serves, how it went, and the verdict."""

    title: str
    owner: str
    due_on: Day
    measure: str
    priority: str
    advice: int
    notes: tuple[tuple[Day, str, str], ...] = ()
    verdict: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Learned:
    """What somebody said about the process, and what was changed because of it."""

    comment: str
    change: str
