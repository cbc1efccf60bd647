"""What the commands print as JSON, key by key: a program that reads it relies on each."""

import pytest

from datasources import kinds
from datasources.models import Evidence
from tests.integration.datasources.commands import run


def shape(value: object) -> object:
    """What stands where, without what it says: of a list each different shape once."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        shapes = [shape(one) for one in value]
        return [one for at, one in enumerate(shapes) if one not in shapes[:at]]
    return type(value).__name__


SOURCE = dict.fromkeys(
    (
        "slug",
        "kind",
        "name",
        "publisher",
        "period",
        "robustness",
        "robustness_words",
        "robustness_reason",
        "licence",
    ),
    "str",
)


def answered(table: list[dict[str, str]], numbers: dict[str, str], denominator: str = "str"):
    return {
        "partnership": "str",
        "measure": "str",
        "analysis": "str",
        "version": "int",
        "area_code": "str",
        "area_name": "str",
        "period_from": "str",
        "period_to": "str",
        "finding": "str",
        "columns": [{"name": "str", "label": "str", "kind": "str"}],
        "table": table,
        "numbers": numbers,
        "denominator": denominator,
        "caveats": ["str"],
        "sources": [SOURCE],
        "evidence": "int",
        "seconds": "float",
    }


OF_AN_AREA = {"area_code": "str", "area_name": "str"}


@pytest.fixture
def here(world, sample) -> list[str]:
    here = ["--partnership", world.partnership.slug]
    run("receive", "look-up", sample.lookup, *here, "--accept")
    run("receive", "police", *sample.street[-13:], *here, "--accept")
    return here


def test_an_answer_has_these_keys_and_no_others(here):
    counts = run("answer", "counts", *here)

    row = {**OF_AN_AREA, "month": "str", "crime_type": "str", "count": "int"}
    assert shape(counts) == answered([row], {"total": "int", "months": "int"})
    assert (counts["partnership"], counts["measure"], counts["analysis"]) == (
        "wexmere",
        "police-street",
        "counts",
    )
    assert counts["evidence"] == Evidence.objects.get(question__analysis="counts").pk


def test_an_answer_that_is_not_known_in_part_has_them_too(here):
    trend = run("answer", "trend", *here)

    assert shape(trend) | {"table": 0, "numbers": 0} == answered(0, 0)
    # A database of its own mind about the order of keys; which they are is the same.
    assert [set(row) for row in trend["table"]] == [
        {one["name"] for one in trend["columns"]}
    ] * len(trend["table"])


OPTION = {"name": "str", "takes": "str", "default": "str"}


def test_each_analysis_is_named_with_these_keys_and_no_others():
    named = run("answer", "--list")

    assert shape(named) == [
        {
            "name": "str",
            "label": "str",
            "version": "int",
            "needs": ["str"],
            "is_standard": "bool",
            "described": "str",
            "not_for": ["str"],
            "options": [OPTION],
            "example": "str",
        }
    ]
    assert [one["name"] for one in named] == [
        *("trend", "change", "rates", "counts", "harm", "league", "season"),
    ]
    of_any = ["measure", "source", "together", "alike", "area"]
    others = ("trend", "change", "rates", "counts", "harm", "season")
    assert {one["name"]: [option["name"] for option in one["options"]] for one in named} == {
        **dict.fromkeys(others, [*of_any, "from", "to"]),
        "league": [*of_any, "level", "from", "to"],
    }


PLAIN_COLUMN = {"also": [], "required": False, "words": []}


def test_each_kind_is_named_with_these_keys_and_no_others():
    named = run("kinds")

    keys = [
        *("slug", "label", "shape", "description", "expected", "traps", "usual", "prescribed"),
        *("best_for", "measures", "columns"),
    ]
    of_column = ["name", "heading", "also", "role", "required", "meaning", "words"]
    assert [list(one) for one in named] == [keys] * len(kinds.KINDS)
    assert {(*column,) for one in named for column in one["columns"]} == {(*of_column,)}
    assert {tuple(one["usual"]) for one in named} == {
        ("publisher", "licence", "expected", "due_days")
    }
    assert [one["slug"] for one in named] == list(kinds.BY_SLUG)
    assert named[list(kinds.BY_SLUG).index("plain-table")] == {
        "slug": "plain-table",
        "label": "Plain table (you say what its columns are)",
        "shape": "plain",
        "description": "A table of no kind that is known here. You name its columns for the period,"
        " the area, the type and the number.",
        "expected": "Any table with one row of headings; you say what its columns are.",
        "traps": [
            "Nothing is known of how it was made: write down who counted what, and how.",
            "Totals among the rows are counted again unless they are left out.",
            "A number that was left out to protect people is not nought.",
        ],
        "usual": {"publisher": "", "licence": "", "expected": "once", "due_days": 0},
        "prescribed": "County or unitary council: each racial incident that the council knows of,"
        " with time, date and location; SI 2007/1831, Schedule, paragraph 7.",
        "best_for": [],
        "measures": ["plain-table"],
        "columns": [
            {
                "name": "period",
                "heading": "When",
                "role": "when it was",
                "meaning": "when it was, if a column says so",
                **PLAIN_COLUMN,
            },
            {
                "name": "area_code",
                "heading": "Where",
                "role": "which area it belongs to",
                "meaning": "where it was, if a column says so",
                **PLAIN_COLUMN,
            },
            {
                "name": "category",
                "heading": "What",
                "role": "what it was",
                "meaning": "what it was, if a column says so",
                **PLAIN_COLUMN,
            },
            {
                "name": "number",
                "heading": "How many",
                "role": "how many",
                "meaning": "where a row stands for several",
                **PLAIN_COLUMN,
            },
        ],
    }


def test_the_kinds_that_others_rely_on_have_their_names():
    """A program, a saved question or a register of a partnership may name any of these."""
    others = {
        *("police-street", "police-outcomes", "police-stop-and-search", "crime-extract"),
        *("asb-incidents", "fire-incidents", "road-collisions", "counts", "indicators"),
        *("survey-responses", "population", "deprivation", "area-look-up", "area-change"),
        *("boundaries", "harm-weights", "plain-table"),
    }

    assert others - {one["slug"] for one in run("kinds")} == set()


def test_each_measure_is_named_with_these_keys_and_no_others():
    named = run("measures")

    keys = [
        *("slug", "label", "kind", "unit", "category", "categories", "totals", "version"),
        *("conditions", "caveats"),
    ]
    assert [list(one) for one in named] == [keys] * len(named)
    assert [one["slug"] for one in named] == [
        measure.slug for kind in kinds.KINDS for measure in kind.measures
    ]
    (fires,) = (one for one in named if one["slug"] == "deliberate-fires")
    assert fires == {
        "slug": "deliberate-fires",
        "label": "Deliberate fires",
        "kind": "fire-incidents",
        "unit": "deliberate fires",
        "category": "incident_group",
        "categories": [
            *("Fire", "Primary fire", "Secondary fire", "Chimney fire"),
            *("Deliberate primary fire", "Deliberate secondary fire"),
        ],
        "totals": ["All deliberate fires"],
        "version": None,
        "conditions": [
            {
                "deliberate": {"yes": ["yes"], "no": ["no"]},
                "cause": {"yes": ["Deliberate"], "no": ["Accidental"]},
                "incident_group": {
                    "yes": ["Deliberate primary fire", "Deliberate secondary fire"],
                    "no": [],
                },
            }
        ],
        "caveats": ["Whether a fire was deliberate is judged by the crew that put it out."],
    }
