"""Comparing column headings as people and publishers really write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NOT_A_LETTER_OR_NUMBER = re.compile(r"[^0-9a-z]+")


def plain(heading: object) -> str:
    """A heading without case, punctuation or line breaks: 'Crime_ID ' and 'crime id' are one."""
    return _plain(str(heading))


@lru_cache(maxsize=32_768)
def _plain(heading: str) -> str:
    return NOT_A_LETTER_OR_NUMBER.sub(" ", heading.replace("\ufeff", "").lower()).strip()


def plain_set(headings: Iterable[object]) -> frozenset[str]:
    return frozenset(name for name in (plain(heading) for heading in headings) if name)


def position_of(name: str, headings: Iterable[object]) -> int | None:
    """Where the heading stands in the row, or None."""
    wanted = plain(name)
    return next((at for at, heading in enumerate(headings) if plain(heading) == wanted), None)
