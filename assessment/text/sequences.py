"""Comparing two sequences in a time that no text can drive up."""

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

# Beyond this many comparisons what differs in the middle is taken as written anew.
MOST_COMPARISONS = 1_000_000

# As difflib has them: verb, from and to in the older, from and to in the newer.
Opcode = tuple[str, int, int, int, int]


def opcodes(older: Sequence[Hashable], newer: Sequence[Hashable]) -> list[Opcode]:
    """How the newer came of the older: what both begin and end with is not compared at length."""
    start = _shared(older, newer)
    end = _shared(older[start:][::-1], newer[start:][::-1])
    to_a, to_b = len(older) - end, len(newer) - end
    found: list[Opcode] = [("equal", 0, start, 0, start)] if start else []
    found += _middle(older[start:to_a], newer[start:to_b], start)
    if end:
        found.append(("equal", to_a, len(older), to_b, len(newer)))
    return found


def _shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)


def _middle(older: Sequence[Hashable], newer: Sequence[Hashable], start: int) -> list[Opcode]:
    if not older and not newer:
        return []
    if len(older) * len(newer) > MOST_COMPARISONS:
        return [("replace", start, start + len(older), start, start + len(newer))]
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    return [
        (verb, from_a + start, to_a + start, from_b + start, to_b + start)
        for verb, from_a, to_a, from_b, to_b in matcher.get_opcodes()
    ]
