"""Several tests at once: which of them still say something when all of them are asked together.

Of a hundred areas that differ by chance alone, five would look different were each judged by
itself.
"""

from __future__ import annotations

from collections.abc import Sequence


def rejected(chances: Sequence[float | None], level: float = 0.05) -> tuple[bool, ...]:
    """Of each chance whether it is small enough among the others, by Benjamini and Hochberg (1995):
    of all that are found so, no more than this share is expected to be so by chance alone.

    None was not tested: it is never found so, and makes no chance of another any larger.
    """
    tested = sorted(one for one in chances if one is not None)
    steps = (one for at, one in enumerate(tested, 1) if one <= at / len(tested) * level)
    # The last step that holds counts, also where earlier ones do not.
    largest = max(steps, default=None)
    return tuple(one is not None and largest is not None and one <= largest for one in chances)
