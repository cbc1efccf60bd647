"""Counting in sentences: '1 row has', '2,838 rows have'."""

from __future__ import annotations


def counted(count: int, noun: str, verb: str = "") -> str:
    """'1 row' or '5 rows'; with a verb ('has', 'lies', 'differs'), in its right form."""
    if count == 1:
        return f"1 {noun} {verb}".strip()
    return f"{count:,} {noun}s {_plural(verb)}".strip()


def _plural(verb: str) -> str:
    return {"has": "have", "was": "were", "is": "are"}.get(verb, verb.removesuffix("s"))
