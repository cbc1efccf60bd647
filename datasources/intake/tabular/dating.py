"""Which column of a table says when it was, or which of them say it together.

A year beside its quarters or months is only a part of the date: read alone, what belongs to a
quarter would be taken for the whole year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from datasources.kinds.dates import FINER, YEARS, say_it_together
from datasources.kinds.headings import plain
from datasources.layouts import Layout
from datasources.periods import MONTHS_IN_A_YEAR
from datasources.values.dates import read_dates
from datasources.values.markers import is_not_known
from datasources.values.spellings import Span, When
from datasources.values.together import MONTH, YEAR

TextsAt = Callable[[int], Mapping[str, int]]
"""The different cells of a column, with how many there are of each."""
MOSTLY = 0.5


def dating(
    when: int | None, parts: Mapping[str, int], texts_at: TextsAt, layout: Layout
) -> tuple[int | None, Mapping[str, int]]:
    """The one column that says when it was, or the parts that say it together.

    A column of whole years says no more than the year, where a finer part stands beside it. Parts
    without any cell say nothing.
    """
    filled = {part: at for part, at in parts.items() if any(map(str.strip, texts_at(at)))}
    finer = [part for part in FINER if part in filled]
    if when is not None:
        if not finer or not _are_years(texts_at(when), layout):
            return when, {}
        filled = {YEAR: when, **{part: filled[part] for part in finer}}
    for part in finer:
        if _are_whole(texts_at(filled[part]), layout):
            return filled[part], {}
    if say_it_together(filled):
        return None, _of_one_length(filled)
    years = [filled[part] for part in YEARS if part in filled]
    return (years[0], {}) if years else (None, parts)


def _of_one_length(parts: Mapping[str, int]) -> Mapping[str, int]:
    """Without quarters where months stand, and without days that no month holds."""
    if MONTH in parts:
        return {part: at for part, at in parts.items() if part in (*YEARS, MONTH, FINER[0])}
    return {part: at for part, at in parts.items() if part != FINER[0]}


def counts_from_january(headings: Sequence[str], parts: Mapping[str, int]) -> bool:
    """Whether a heading says that years or quarters are those of the calendar, and none not."""
    first_words = {plain(headings[at]).split(" ")[0] for at in parts.values()}
    return "calendar" in first_words and not first_words & {"financial", "fiscal"}


def _are_years(texts: Mapping[str, int], layout: Layout) -> bool:
    """Whether every cell that says a date says a whole year."""
    meanings = read_dates(texts, given=layout.told)
    lengths = {_months(when) for when in meanings.meanings.values() if when is not None}
    return lengths == {MONTHS_IN_A_YEAR} and not meanings.waiting


def _are_whole(texts: Mapping[str, int], layout: Layout) -> bool:
    """Whether most cells say by themselves of which year they are, and less than a year."""
    dates = read_dates(texts, given=layout.told)
    filled = sum(count for text, count in texts.items() if not is_not_known(text))
    read = sum(
        texts[text]
        for text, when in dates.meanings.items()
        if when is not None and _months(when) < MONTHS_IN_A_YEAR
    )
    return read + sum(dates.waiting.values()) > MOSTLY * filled


def _months(when: When) -> int:
    if isinstance(when, Span):
        return when.last.last - when.first.start + 1
    return when.period.grain.months
