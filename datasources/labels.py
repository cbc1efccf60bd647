"""What to call a file without saying its name: a person's name may stand in it.

Names are kept once, with the file itself; everything else that is stored says "File 2", or
"File 2, part 7" for what a ZIP holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerships.words import all_of

# Stands between the ZIP's name and its member's in what a finding calls the file.
MEMBER = ".zip: "


def label_of_member(name: str, member: str) -> str:
    """What the reading calls a file within a ZIP."""
    return f"{name.removesuffix('.zip')}{MEMBER}{member}"


def label_of(number: int) -> str:
    return f"File {number}"


def label_of_part(number: int, part: int) -> str:
    return f"{label_of(number)}, part {part}"


@dataclass
class Labels:
    """The labels of the files of one delivery, by their numbers from 1."""

    names: Sequence[str]
    parts: list[list[str]] = field(default_factory=list)
    """Of each file, the names of its members in the order in which they were spoken of."""

    def __post_init__(self) -> None:
        self.parts = [list(known) for known in self.parts] or [[] for _ in self.names]

    def of(self, name: str) -> str:
        """The label for a name as a finding has it; what is no file's name is left alone."""
        same = [at for at, one in enumerate(self.names) if one and one == name]
        if same:
            return all_of((label_of(at + 1) for at in same), last="or")
        for at, one in enumerate(self.names):
            start = label_of_member(one, "") if one else ""
            if start and name.startswith(start):
                members, member = self.parts[at], name.removeprefix(start)
                if member not in members:
                    members.append(member)
                return label_of_part(at + 1, members.index(member) + 1)
        return name
