"""Many looks at once: which of them stand when one in twenty looks clear by chance alone."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = 0.05
"""Of what is told, the share that may be chance: one in twenty."""


def rejected(chances: Sequence[float | None], level: float = LEVEL) -> tuple[bool, ...]:
    """Of each probability under chance alone, whether it stands among the others.

    Of those that do, a share of `level` at most is expected to be chance (Benjamini and Hochberg,
    Journal of the Royal Statistical Society B 57, 1995). Where there is no probability (None)
    nothing was looked at: it never stands, and does not count.
    """
    looked = sorted(one for one in chances if one is not None)
    limit = -1.0
    for place, chance in enumerate(looked, start=1):
        if chance <= level * place / len(looked):
            limit = chance
    return tuple(one is not None and one <= limit for one in chances)
