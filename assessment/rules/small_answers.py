"""Which answers of residents readers outside the partnership are not told.

Small counts are held back, and others with them, until what is held back could have come about in
more than one way: also for a reader who knows this rule, the number of people and all the rest.
"""

from collections.abc import Mapping

Counts = Mapping[str, int]


def held_back(counts: Counts, respondents: int, threshold: int) -> frozenset[str]:
    """The choices whose counts are not told.

    A count is small when few chose it, and when few did not. Larger ones are added, the smallest
    first and equal ones together, until at least two are held back which amount to the threshold
    together. People who gave none of the answers are one of them, though nothing names them.
    """
    if respondents < threshold:
        return frozenset(counts)
    hidden = {
        choice
        for choice, count in counts.items()
        if count < threshold or 0 < respondents - count < threshold
    }
    unsaid = respondents - sum(counts.values())
    few_unsaid = [unsaid] if 0 < unsaid < threshold else []
    if not hidden and not few_unsaid:
        return frozenset()
    all_small = len(hidden)
    while len(hidden) < len(counts):
        together = [counts[choice] for choice in hidden] + few_unsaid
        # Small counts, each as large as it can be, could be nothing else; nor could one alone.
        at_their_most = len(hidden) == all_small and sum(together) >= len(together) * (
            threshold - 1
        )
        if sum(together) >= threshold and not at_their_most:
            break
        next_one = min(count for choice, count in counts.items() if choice not in hidden)
        hidden |= {choice for choice, count in counts.items() if count == next_one}
    return frozenset(hidden)
