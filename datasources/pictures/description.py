"""A chart in words, for those who do not see it: what is drawn, range, highest, lowest, last."""

from __future__ import annotations

from collections.abc import Sequence

from datasources.pictures.chart import BAR, GROUPED_BAR, LINE, Series, number_in_words

KINDS = {LINE: "Line chart", BAR: "Bar chart", GROUPED_BAR: "Bar chart in pairs"}
NAMED_MOST = 3


def describe(kind: str, what: str, categories: Sequence[str], series: Sequence[Series]) -> str:
    sentences = [f"{KINDS[kind]} of {what}."]
    if kind == LINE:
        sentences += [_line(one, categories) for one in series]
    else:
        sentences += [_bars(one, categories) for one in series]
    hidden = sum(value is None for one in series for value in one.values)
    if hidden:
        noun = "value is" if hidden == 1 else "values are"
        sentences.append(f"{hidden} {noun} not shown.")
    return " ".join(sentence for sentence in sentences if sentence)


def _known(one: Series, categories: Sequence[str]) -> list[tuple[str, float | int]]:
    pairs = zip(categories, one.values, strict=True)
    return [(category, value) for category, value in pairs if value is not None]


def _line(one: Series, categories: Sequence[str]) -> str:
    known = _known(one, categories)
    if not known:
        return f"{one.name}: no data."
    lowest = min(known, key=lambda pair: pair[1])
    highest = max(known, key=lambda pair: pair[1])
    if lowest[1] == highest[1]:
        return f"{one.name}: {number_in_words(known[0][1])} throughout."
    return (
        f"{one.name} ranged from {number_in_words(lowest[1])} ({lowest[0]}) to"
        f" {number_in_words(highest[1])} ({highest[0]}); the last value is"
        f" {number_in_words(known[-1][1])} ({known[-1][0]})."
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
