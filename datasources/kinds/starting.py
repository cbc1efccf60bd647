"""What a register begins with: who gives what by which rule, how often, and where it is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

REGULATIONS = "SI 2007/1831"
"""The Crime and Disorder (Prescribed Information) Regulations 2007, made under section 17A of the
Crime and Disorder Act 1998: each quarter, electronically and without personal details."""
BY_THE_END_OF_THE_NEXT_QUARTER = 92
AGREED = 30


class Sender(Enum):
    """Who gives it: the heading of its group, and the organisations that it may be.

    Of the kinds of organisation named, the first that a partnership has is meant: where there is a
    county council, roads and schools are its business, elsewhere the unitary council's.
    """

    POLICE = "Police", ("police",)
    FIRE = "Fire and rescue authority", ("fire",)
    COUNCIL = "District, borough or unitary council", ("district",)
    COUNTY = "County or unitary council", ("county", "district")
    HEALTH = "Health bodies", ("health",)
    PROBATION = "Probation", ("probation",)
    PARTNERS = "Landlords, services and the partnership itself", ("other",)
    PUBLISHED = "Published openly", ()

    def __init__(self, label: str, organisations: tuple[str, ...]) -> None:
        self.label = label
        self.organisations = organisations


@dataclass(frozen=True)
class Start:
    """One source that a register may begin with; declared by the kind that it is read as.

    What is left blank is as usual for the kind.
    """

    slug: str
    name: str
    sender: Sender
    holds: str
    """What it says, in a phrase."""
    fetched_from: str
    """An address; else from whom it is had."""
    expected: str = ""
    due_days: int | None = None
    publisher: str = ""
    licence: str = ""
    paragraph: str = ""
    """Of the Schedule to the Regulations, where they prescribe it."""

    @property
    def rule(self) -> str:
        return f"{REGULATIONS}, Schedule, paragraph {self.paragraph}" if self.paragraph else ""

    @property
    def sentence(self) -> str:
        """Who gives what by which rule: Police: recorded crimes; SI 2007/1831, paragraph 2."""
        return f"{self.sender.label}: {self.holds}; {self.rule}."


def prescribed(
    slug: str, name: str, sender: Sender, holds: str, paragraph: str, fetched_from: str = ""
) -> Start:
    """What the Regulations ask of an authority: each quarter, by the end of the next."""
    return Start(
        slug,
        name,
        sender,
        holds,
        fetched_from or f"By agreement from the sender ({REGULATIONS})",
        expected="quarterly",
        due_days=BY_THE_END_OF_THE_NEXT_QUARTER,
        licence="Information sharing agreement",
        paragraph=paragraph,
    )


def agreed(
    slug: str,
    name: str,
    sender: Sender,
    holds: str,
    expected: str = "quarterly",
    due_days: int = AGREED,
) -> Start:
    """What is commonly shared by agreement."""
    return Start(
        slug,
        name,
        sender,
        holds,
        "By agreement from the sender",
        expected=expected,
        due_days=due_days,
        licence="Information sharing agreement",
    )


def published(
    slug: str,
    name: str,
    holds: str,
    fetched_from: str,
    *,
    expected: str = "",
    due_days: int | None = None,
    publisher: str = "",
) -> Start:
    """Open data, under the publisher and the licence that are usual for the kind."""
    return Start(slug, name, Sender.PUBLISHED, holds, fetched_from, expected, due_days, publisher)
