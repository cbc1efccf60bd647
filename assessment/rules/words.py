"""Counting things in the sentences that rules and presenters build."""


def counted(number: int, one: str, many: str) -> str:
    """One issue, 3 issues."""
    return f"{number:,} {one if number == 1 else many}"
