"""Answers speak in the words that a kind declares, never in those of a file."""

import json
from dataclasses import replace

import pytest

from datasources import analyses, kinds
from datasources.analyses import ANALYSES, Parameters, Result
from datasources.analyses.published import published
from datasources.analyses.questions import change
from datasources.kinds import police_street as street
from tests.unit.datasources.building import ALSO_INSIDE, DISTRICT, INSIDE, inputs, year

NAMED = "Assault on Priya Ramaswamidas"
ALSO_NAMED = "zz theft by G Prytherwell"
MONTHS = (*year(2024), *year(2025))
ASKED = Parameters((DISTRICT,))
PEOPLE = {INSIDE: 1_000, ALSO_INSIDE: 500}


def rows(first: str, second: str) -> list[tuple[str, str, str, int]]:
    return [
        ("2024-03", first, INSIDE, 40),
        ("2024-05", second, INSIDE, 30),
        ("2025-03", first, ALSO_INSIDE, 60),
        ("2025-03", second, INSIDE, 80),
        ("2025-04", "Drugs", INSIDE, 25),
        ("2025-04", street.ANTI_SOCIAL_BEHAVIOUR, INSIDE, 25),
    ]


def answered(name: str, first: str, second: str) -> Result:
    return analyses.answer(name, inputs(rows(first, second), MONTHS, people=PEOPLE), ASKED)


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_an_answer_names_no_word_of_a_file(name):
    told = json.dumps(answered(name, NAMED, ALSO_NAMED).to_json())

    assert "Priya" not in told
    assert "Prytherwell" not in told


def test_the_rest_is_counted_under_one_name():
    result = answered("change", NAMED, ALSO_NAMED)

    by_type = {row["crime_type"]: row for row in result.rows}
    assert [row["crime_type"] for row in result.rows][:2] == list(by_type)[:2]
    rest = by_type[street.CRIME_TYPE_WORDS.rest]
    assert (rest["count_before"], rest["count_now"]) == (70, 140)
    assert by_type["All crime (excluding anti-social behaviour)"]["count_now"] == 165
    assert any(street.CRIME_TYPE_WORDS.rest in caveat for caveat in result.caveats)


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_an_old_answer_is_shown_as_a_new_one_would_be(name):
    """What an earlier version stored: the same answer with the words of the file in it."""
    stand_ins = dict(zip(street.OLDER_CRIME_TYPES, (ALSO_NAMED, NAMED), strict=True))
    stored = json.dumps(answered(name, *reversed(street.OLDER_CRIME_TYPES)).to_json())
    for stand_in, word in stand_ins.items():
        stored = stored.replace(stand_in, word)
        stored = stored.replace(stand_in[0].lower() + stand_in[1:], word[0].lower() + word[1:])
    new = answered(name, NAMED, ALSO_NAMED)

    shown = published(Result.from_json(stored))

    assert sorted(shown.caveats) == sorted(new.caveats)
    assert _judged(replace(shown, caveats=new.caveats)) == _judged(new)


def _judged(result: Result) -> Result:
    """But for what is told of several types together: how they swing was not kept of each."""
    rest = street.CRIME_TYPE_WORDS.rest
    return replace(
        result,
        rows=tuple(
            {name: one for name, one in row.items() if name not in ("verdict", "reason")}
            if row.get("crime_type") == rest
            else row
            for row in result.rows
        ),
    )


def test_of_types_that_are_counted_together_only_later_no_rise_is_told():
    stored = json.dumps(answered("change", *reversed(street.OLDER_CRIME_TYPES)).to_json())
    for stand_in, word in zip(street.OLDER_CRIME_TYPES, (ALSO_NAMED, NAMED), strict=True):
        stored = stored.replace(stand_in, word)

    shown = published(Result.from_json(stored))

    rest = next(r for r in shown.rows if r["crime_type"] == street.CRIME_TYPE_WORDS.rest)
    assert (rest["verdict"], rest["reason"]) == ("cannot tell", change.OF_SEVERAL)


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_an_answer_in_declared_words_is_left_as_it_is(name):
    result = answered(name, "Violent crime", "Burglary")

    assert published(result) is result
    # Some tell of headlines alone.
    assert "Violent crime" in json.dumps(result.to_json()) or name in ("trend", "season", "league")


def test_of_an_analysis_that_is_made_no_more_strangers_are_not_shown():
    old = replace(answered("counts", "Drugs", "Burglary"), analysis="hot-spots")
    stored = json.dumps(old.to_json()).replace("Burglary", NAMED)

    shown = published(Result.from_json(stored))

    assert (shown.rows, shown.caveats) == ((), ())
    assert "Priya" not in json.dumps(shown.to_json())
    assert published(old) is old


def test_a_kind_declares_words_for_columns_that_it_keeps():
    for kind in kinds.KINDS:
        for words in kind.vocabularies:
            assert words.rest not in words.words
            # Of a kind whose rows are what a person says, that person names them.
            assert kind.is_said or words.words
            assert all(words.published(word) == word for word in words.words)
            assert words.published("anything else") == words.rest


def test_outcomes_are_declared_too():
    assert street.OUTCOME_WORDS.published("Cautioned G Prytherwell") == street.OUTCOME_WORDS.rest
