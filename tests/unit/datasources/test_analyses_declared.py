"""What every analysis keeps with every kind that is counted, whoever writes the next of them."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from datasources import analyses, charts, geography, kinds
from datasources.analyses import ANALYSES, Given, Inputs, NoPlacesError, Parameters, Result, Rows
from datasources.analyses.cells import SENTENCE, Told
from datasources.analyses.published import published
from datasources.analyses.together import counts_told
from datasources.periods import Period
from datasources.pictures import BAR, DOT, GROUPED_BAR, LINE
from tests.unit.datasources.countable import LOOKUP, PLACE, details_of, inputs_of, located, marks_of

WHOLE = Parameters((PLACE.code,))
THRESHOLD = 5
SENTENCES = re.compile(r"“?[A-Z0-9].*[.]", re.DOTALL)
EACH = [
    pytest.param(name, slug, id=f"{name}-{slug}", marks=marks_of(slug))
    for name in ANALYSES
    for slug in kinds.MEASURES
]
OF_EACH = pytest.mark.parametrize(("name", "slug"), EACH)


@cache
def given_of(slug: str) -> Inputs:
    return located(inputs_of(slug))


@cache
def answered(name: str, slug: str) -> Result:
    return analyses.answer(name, given_of(slug), WHOLE)


def told_of(result: Result) -> tuple[Told, ...]:
    """By its analysis alone, without what is held back because it was forgotten."""
    return tuple(ANALYSES[result.analysis].counts_told(result, places_of(result), result.counted))


def places_of(result: Result) -> dict[str, frozenset[str]]:
    codes = {str(row["area_code"]) for row in result.rows if "area_code" in row}
    return {code: geography.made_of(LOOKUP, code) for code in {*codes, result.area_code}}


def cells_of(result: Result, kind: str) -> dict[tuple[int, str], object]:
    return {
        (at, column.name): row[column.name]
        for column in result.columns
        if column.kind == kind
        for at, row in enumerate(result.rows)
    }


@OF_EACH
def test_it_answers_in_a_table_of_the_columns_that_it_names(name, slug):
    result = answered(name, slug)

    assert (result.analysis, result.version) == (name, ANALYSES[name].version)
    assert result.measure == slug
    assert (result.area_code, result.area_name) == (PLACE.code, PLACE.name)
    assert result.rows
    names = [column.name for column in result.columns]
    assert len(set(names)) == len(names)
    assert {tuple(sorted(row)) for row in result.rows} == {tuple(sorted(names))}


@OF_EACH
def test_it_comes_back_from_where_it_is_stored_as_it_went(name, slug):
    result = answered(name, slug)

    assert Result.from_json(json.loads(json.dumps(result.to_json()))) == result


@OF_EACH
def test_its_finding_is_in_sentences_and_its_picture_says_of_which_area(name, slug):
    result = answered(name, slug)
    chart = charts.from_result(result, "Source: sample.")

    for said in (result.finding, *result.caveats):
        assert SENTENCES.fullmatch(said), said
        assert not re.search(r"\b(None|nan)\b|[{}]|_|  ", said), said
    assert result.area_name in f"{result.finding} {chart.subtitle}"
    assert chart.headline == result.finding


@OF_EACH
def test_its_picture_is_drawn_and_described(name, slug):
    chart = charts.from_result(answered(name, slug), "Source: sample.")

    assert chart.kind in (LINE, BAR, GROUPED_BAR, DOT)
    assert chart.source_line == "Source: sample."
    assert not chart.is_empty
    assert all(len(one.values) == len(chart.categories) for one in chart.series)
    assert len({one.name for one in chart.series}) == len(chart.series) > 0
    assert SENTENCES.fullmatch(chart.description)
    for one in chart.series:
        assert f"{one.name}: " in chart.description or f"{one.name} ranged" in chart.description
    assert PLACE.name in chart.description


@OF_EACH
def test_every_count_that_it_shows_is_known_to_those_who_hold_counts_back(name, slug):
    result = answered(name, slug)

    shown = {where for where, value in cells_of(result, "count").items() if value is not None}
    beside = {where for where in shown if where[1] in ANALYSES[name].denominators}
    told = [one.where for one in told_of(result)]
    assert shown - beside == {where for where in told if where[0] != SENTENCE}
    assert len(set(told)) == len(told)
    assert {column for at, column in told if at == SENTENCE} <= set(result.numbers)
    assert set(ANALYSES[name].denominators) <= {one.name for one in result.columns}


@OF_EACH
def test_every_count_is_of_the_places_periods_and_types_that_it_is_said_to_be_of(name, slug):
    result, given = answered(name, slug), given_of(slug)
    told = told_of(result)

    for one in told[:: 1 + len(told) // 60]:
        at, column = one.where
        row = result.numbers if at == SENTENCE else result.rows[at]
        assert row[column] == one.value == counted(given, one)


def counted(given: Inputs, one: Told) -> int:
    """By adding up the tally row by row: of rows those of every place in it; of numbers those of
    the largest areas in them that have any, which make up the whole."""
    places = one.places
    if not given.measure.counts_rows:
        held = set(given.tally["area_code"])
        layers = geography.layers_in(LOOKUP, PLACE.code)
        places = next(layer & places for layer in layers if layer & places & held)
    return sum(
        count
        for period, area, category, count, _ in given.tally.itertuples(index=False)
        if area in places and period in one.periods and one.measure.holds(one.name, category)
    )


@OF_EACH
def test_what_is_told_of_a_period_is_told_of_one_that_is_held(name, slug):
    """Of the newest year one period is not there: no count may take it in, not even as nought."""
    given = given_of(slug)
    gone = given.periods_held[-2]
    held = tuple(one for one in given.periods_held if one != gone)
    tally = given.tally[given.tally["period"] != gone]

    result = analyses.answer(name, replace(given, tally=tally, periods_held=held), WHOLE)
    stray = analyses.answer(name, replace(given, periods_held=held), WHOLE)

    assert {gone} & {period for one in told_of(result) for period in one.periods} == set()
    assert replace(stray, caveats=()) == replace(result, caveats=())


@OF_EACH
def test_what_numbers_do_not_say_of_a_type_is_not_nought(name, slug):
    given = given_of(slug)
    last = given.periods_held[-1]
    word = (*given.measure.categories, given.measure.words.rest)[0]
    of_it = (given.tally["period"] == last) & (given.tally["category"] == word)

    result = analyses.answer(name, replace(given, tally=given.tally[~of_it]), WHOLE)

    values = [one.value for one in told_of(result) if one.name == word and one.periods == {last}]
    assert set(values) <= ({0} if given.measure.counts_rows else set())


def with_more(given: Inputs, count: int, period: Period) -> tuple[Inputs, Inputs]:
    """Two states of affairs that differ in one place of a period, in one type that is counted in
    the first headline: an answer may tell of no other."""
    measure, tally = given.measure, given.tally.reset_index(drop=True)
    then = tally[(tally["period"] == period.key) & tally["area_code"].notna()]
    inside = then[then["area_code"].isin(geography.places_in(LOOKUP, (PLACE.code,)))]
    inside = inside[[measure.holds(measure.main.label, one) for one in inside["category"]]]
    if inside.empty:
        here = LOOKUP.loc[LOOKUP["lad_code"] == PLACE.code, "lsoa_code"].iloc[0]
        words = (*measure.categories, measure.words.rest)
        word = next(one for one in words if measure.holds(measure.main.label, one))
        line = pd.DataFrame([(period.key, here, word, 0, 0)], columns=list(tally))
        tally = pd.concat([tally, line], ignore_index=True)
        inside = tally.tail(1)
    more = tally.copy()
    more.loc[inside.index[0], "count"] += count
    return replace(given, tally=tally), replace(given, tally=more)


@OF_EACH
@pytest.mark.parametrize("more", [1, 400])
@pytest.mark.parametrize("years_ago", [0, 1])
def test_what_is_left_says_nothing_of_the_counts_that_are_held_back(name, slug, years_ago, more):
    """Where every count that tells two states apart is held back, both look the same: rows,
    sentence, numbers, caveats and picture."""
    given = given_of(slug)
    period = Period.of(given.periods_held[-1]).years_later(-years_ago)
    one, other = (analyses.answer(name, each, WHOLE) for each in with_more(given, more, period))
    hidden = {told.where: told.value for told in told_of(one)}.items() ^ {
        told.where: told.value for told in told_of(other)
    }.items()
    held_back = frozenset(where for where, _ in hidden)

    left, also_left = (analyses.without(each, held_back) for each in (one, other))

    assert (one != other) is bool(held_back)
    assert held_back or years_ago
    assert left == also_left
    assert charts.from_result(left, "") == charts.from_result(also_left, "")
    for at, column in held_back:
        assert (left.numbers if at == SENTENCE else left.rows[at])[column] is None
        assert at == SENTENCE or (at, column) in left.suppressed


@OF_EACH
def test_no_small_count_is_left_where_small_ones_are_held_back(name, slug):
    given, result = given_of(slug), answered(name, slug)
    tally = details_of(slug) if given.measure.within else given.tally
    rows = (Rows.of(tally, given.periods_held),) if given.measure.counts_rows else ()

    hidden = analyses.held_back(
        [Given(result, places_of(result), rows, frozenset("m"))], THRESHOLD
    )[0]
    left = analyses.without(result, hidden, threshold=THRESHOLD)

    small = {one.where for one in told_of(result) if one.value < THRESHOLD}
    assert small <= hidden
    assert [one for one in told_of(left) if one.value < THRESHOLD] == []
    assert drawn_small(left, result) == []


def drawn_small(left: Result, whole: Result) -> Iterable[object]:
    """Small counts in the picture of what is left, where the whole picture is of counts."""
    drawn = [value for one in charts.from_result(left, "").series for value in one.values]
    every = [value for one in charts.from_result(whole, "").series for value in one.values]
    if any(isinstance(value, float) for value in every):
        return []
    return [value for value in drawn if value is not None and value < THRESHOLD]


@OF_EACH
def test_a_count_that_was_not_told_of_is_held_back_whatever_it_is(name, slug, monkeypatch):
    result = answered(name, slug)
    forgetful = replace(ANALYSES[name], counts_told=lambda *_: iter(()))
    monkeypatch.setitem(ANALYSES, name, forgetful)

    hidden = analyses.held_back([Given(result, places_of(result), (), frozenset("m"))], THRESHOLD)[
        0
    ]

    shown = {where for where, value in cells_of(result, "count").items() if value is not None}
    assert hidden == {where for where in shown if where[1] not in forgetful.denominators}
    assert all(one.places == frozenset() for one in counts_told(result, places_of(result)))


@OF_EACH
def test_an_answer_of_another_time_is_shown_in_declared_words(name, slug):
    """What would be stored had the kind let every word of its files through: no such word is
    shown, and nothing of what was counted is lost."""
    result = answered(name, slug)
    stored = json.dumps(result.to_json())
    for at, word in enumerate(given_of(slug).measure.words.words[:2]):
        stored = stored.replace(json.dumps(word), json.dumps(f"Priya {at}"))

    shown = published(Result.from_json(stored))

    assert "Priya" not in json.dumps([list(shown.rows), shown.numbers])
    assert {tuple(row) for row in shown.rows} == {tuple(row) for row in result.rows}
    assert sums(shown) == sums(result)


def sums(result: Result) -> dict[str, int]:
    """Of each column of counts, all categories together."""
    measure, found = result.counted, dict[str, int]()
    for (at, column), value in cells_of(result, "count").items():
        is_told = column not in ANALYSES[result.analysis].denominators
        if is_told and not measure.is_total(str(result.rows[at].get(measure.category))):
            found[column] = found.get(column, 0) + (value or 0)
    return found


@pytest.mark.parametrize("name", list(ANALYSES))
def test_rows_of_which_none_has_a_place_say_nothing_of_any(name):
    given = given_of(next(s for s in kinds.countable() if given_of(s).measure.counts_rows))
    nowhere = given.tally.assign(area_code=None).astype({"area_code": "str"})

    with pytest.raises(NoPlacesError, match="none of the rows has an area"):
        analyses.answer(name, replace(given, tally=nowhere), WHOLE)

    one = nowhere.copy()
    one.loc[0, "area_code"] = LOOKUP["lsoa_code"].iloc[0]
    assert analyses.answer(name, replace(given, tally=one), WHOLE).rows
    assert analyses.answer(name, replace(given, tally=nowhere[:0]), WHOLE).rows
