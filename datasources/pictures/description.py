"""A chart in words, for those who do not see it: what is drawn, range, highest, lowest, last."""

from __future__ import annotations

from collections.abc import Sequence

from datasources.pictures.chart import BAR, DOT, GROUPED_BAR, LINE, Series, number_in_words
from partnerships.words import listed, with_capital

KINDS = {
    LINE: "Line chart",
    BAR: "Bar chart",
    GROUPED_BAR: "Bar chart in pairs",
    DOT: "Dot plot with intervals",
}
NAMED_MOST = 3
MOST_LISTED = 10


def describe(kind: str, what: str, categories: Sequence[str], series: Sequence[Series]) -> str:
    sentences = [f"{KINDS[kind]} of {what}."]
    if kind == LINE:
        sentences += [_line(one, categories) for one in series]
    else:
        sentences += [_bars(one, categories) for one in series]
    return _joined([*sentences, _hidden(series)])


def describe_dots(
    what: str,
    categories: Sequence[str],
    dots: Series,
    reference: Series | None,
    sorts: Sequence[str],
) -> str:
    """In the order of the categories, which say nothing of size: how far the dots reach, what the
    line stands for, and what the shapes say, by name."""
    known = _known(dots, categories)
    sentences = [f"{KINDS[DOT]} of {what}.", _reach(dots.name, known)]
    if reference is not None and reference.values[0] is not None:
        sentences.append(f"{reference.name}: {number_in_words(reference.values[0])}.")
    for sort in sorts:
        named = [one for one, its in zip(categories, dots.sorts, strict=True) if its == sort]
        if named:
            sentences.append(f"{with_capital(sort)}: {listed(named, MOST_LISTED)}.")
    return _joined([*sentences, _hidden([dots])])


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _hidden(series: Sequence[Series]) -> str:
    hidden = sum(value is None for one in series for value in one.values)
    noun = "value is" if hidden == 1 else "values are"
    return f"{hidden} {noun} not shown." if hidden else ""


def _known(one: Series, categories: Sequence[str]) -> list[tuple[str, float | int]]:
    pairs = zip(categories, one.values, strict=True)
    return [(category, value) for category, value in pairs if value is not None]


def _line(one: Series, categories: Sequence[str]) -> str:
    known = _known(one, categories)
    reach = _reach(one.name, known)
    if len({value for _, value in known}) < 2:
        return reach
    last, value = known[-1]
    return f"{reach[:-1]}; the last value is {number_in_words(value)} ({last})."


def _reach(name: str, known: Sequence[tuple[str, float | int]]) -> str:
    """From the lowest to the highest, by name."""
    if not known:
        return f"{name}: no data."
    lowest = min(known, key=lambda pair: pair[1])
    highest = max(known, key=lambda pair: pair[1])
    if lowest[1] == highest[1]:
        return f"{name}: {number_in_words(known[0][1])} throughout."
    return (
        f"{name} ranged from {number_in_words(lowest[1])} ({lowest[0]}) to"
        f" {number_in_words(highest[1])} ({highest[0]})."
    )


def _bars(one: Series, categories: Sequence[str]) -> str:
    known = sorted(_known(one, categories), key=lambda pair: -pair[1])
    if not known:
        return f"{one.name}: no data."
    largest = ", ".join(
        f"{category} {number_in_words(value)}" for category, value in known[:NAMED_MOST]
    )
    if len(known) <= NAMED_MOST:
        return f"{one.name}: {largest}."
    last, smallest = known[-1]
    return (
        f"{one.name}: the largest are {largest}; the smallest is {last} with"
        f" {number_in_words(smallest)}."
    )
