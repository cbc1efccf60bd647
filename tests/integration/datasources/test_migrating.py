"""A filled database of the released tables comes through every later migration with its figures."""

import hashlib
import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from datasources.analyses.questions.trend import MOVED, TOLD
from datasources.models import Evidence, Slice, Source
from datasources.operations import evidence, sources
from datasources.presenters.deliveries import difference_in_words
from tests.factories.data import make_data
from tests.integration.datasources.as_a_program import said_by

AS_A_PROGRAM = """
import django
django.setup()
from tests.integration.datasources import from_released
from_released.main()
"""
# The last tables before rows were counted into tallies and layouts were said.
RELEASED = ("datasources", "0007_seems_incomplete")

# How a month differed from the one in use, as it was kept then.
RELEASED_COMPARISON = {
    "rows_before": 6116,
    "rows_now": 6117,
    "ids_only_before": 0,
    "ids_only_now": 1,
    "outcomes_differ": 913,
    "other_differ": 0,
    "asb_rows_differ": 2,
    "looks_earlier": True,
    "reason": "",
    "crimes_in_both": 5245,
    "slice": 7,
    "is_identical": False,
    "only_outcomes_differ": False,
}


def released_hash(evidence: Evidence) -> str:
    """What an answer was known by then: the words said of its sources were part of it."""
    content = {
        "question": evidence.question_id,
        "version": int(evidence.analysis_version),
        "slices": sorted(one.pk for one in evidence.slices.all()),
        "areas": sorted(one.code for one in evidence.question.partnership.areas.all()),
        "sources": evidence.sources,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@pytest.fixture
def made_by_the_migrations(pytestconfig):
    if pytestconfig.getoption("nomigrations"):
        pytest.skip("the tables are made as the models say; --migrations makes them by these")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("made_by_the_migrations")
def test_stored_data_and_answers_survive(world, sample):
    source = make_data(world.partnership, sample, by=world.analyst)
    before = {one.pk: one.result for one in evidence.refresh(source.pk)}
    slices = list(Slice.objects.order_by("pk").values_list("pk", "period", "path", "is_current"))
    sources.review(source=source, robustness="care", reason="Map points.", by=world.analyst)
    expected = list(Source.objects.order_by("slug").values_list("slug", "expected", "due_days"))
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("datasources")

    MigrationExecutor(connection).migrate([RELEASED])
    known_by = dict(Evidence.objects.values_list("pk", "hash"))
    Slice.objects.filter(period="2025-12").update(comparison=RELEASED_COMPARISON)
    MigrationExecutor(connection).migrate(newest)

    assert list(Slice.objects.order_by("pk").values_list("pk", "period", "path", "is_current")) == (
        slices
    )
    assert (
        list(Source.objects.order_by("slug").values_list("slug", "expected", "due_days"))
        == expected
        == [
            ("area-look-up", "yearly", 334),
            ("police-street", "monthly", 61),
            ("population", "mid-year", 518),
        ]
    )
    source.refresh_from_db()
    assert (source.robustness, source.caveat, source.review.reviewed_by) == (
        "care",
        "Map points.",
        world.analyst,
    )
    (moved,) = Slice.objects.filter(period="2025-12")
    assert difference_in_words(moved.comparison) == (
        "6,116 rows before, 6,117 now. 1 row is only in this file; 913 of 5,245 rows differ in Last"
        " outcome category; 2 rows without an identifier differ"
    )
    assert known_by == {one.pk: released_hash(one) for one in Evidence.objects.all()}
    assert set(Slice.objects.values_list("tally_path", flat=True)) == {""}
    assert {one.pk: one.result for one in evidence.refresh(source.pk)} == before
    Evidence.objects.all().delete()
    answered = [one.result for one in evidence.refresh(source.pk)]
    assert answered == list(before.values())


def in_the_new_words(result: dict) -> dict:
    """An answer without what is said otherwise now: the version it was made by, and how a rise or
    fall is told from chance."""
    kept = {
        name: one for name, one in result.items() if name not in ("measure", "doubt", "version")
    }
    return kept | {
        "rows": [
            {name: one for name, one in row.items() if name not in ("verdict", "reason")}
            for row in kept["rows"]
        ],
        "numbers": {
            name: one
            for name, one in kept["numbers"].items()
            if name.rsplit(": ", 1)[-1] not in ("chance", "swing", TOLD, MOVED)
        },
        "caveats": [one for one in kept["caveats"] if not any(words in one for words in OF_CHANCE)],
    }


OF_CHANCE = (
    "Rises and falls are told from chance",
    "A rise or fall is told only",
    "looked at together",
)


@pytest.mark.slow
@pytest.mark.database
def test_what_the_released_version_left_comes_through_with_its_figures(own_database, tmp_path):
    with tarfile.open(Path(__file__).with_name("released.tar.xz")) as packed:
        released = json.load(packed.extractfile("tables.json"))

    said = said_by(AS_A_PROGRAM, database=own_database, data=tmp_path, timeout=500)

    held = {
        name: {
            one["pk"]: one["fields"] for one in released if one["model"] == f"datasources.{name}"
        }
        for name in ("evidence", "slice", "delivery", "question")
    }
    assert len(held["evidence"]) == 4
    assert said["stored"] == {str(pk): one["result"] for pk, one in held["evidence"].items()}
    # Each was found to be the answer that its hash said, and is known by what it rests on alone.
    assert {one["hash"] for one in held["evidence"].values()}.isdisjoint(said["known by"].values())
    assert said["slices"] == [
        [pk, one["period"], one["path"], one["is_current"], one["rows"]]
        for pk, one in sorted(held["slice"].items())
    ]
    then = {held["question"][one["question"]]["analysis"]: one for one in held["evidence"].values()}
    assert {name: in_the_new_words(result) for name, (_, result) in said["answered"].items()} == {
        name: in_the_new_words(one["result"]) for name, one in then.items()
    }
    assert said["differ"] == ["8 of 21 rows differ in Last outcome category; nothing else differs"]
    assert said["review"] == ["care", "Map points.", "analyst@wexmere.example"]
    assert said["rhythm"] == [
        ["area-look-up", "yearly", 334],
        ["police-street", "monthly", 61],
        ["population", "mid-year", 518],
    ]
    assert said["kept"] == [pk for pk, one in held["question"].items() if one["is_kept"]] == [4]
    assert said["deliveries"] == [
        [pk, one["state"]] for pk, one in sorted(held["delivery"].items())
    ]
    assert set(said["pages"].values()) == {200}
    # Each was answered by a later version of its analysis, and whoever looked was signed in.
    new = {"datasources.evidence": 4, "datasources.review": 1, "sessions.session": 1}
    counted = Counter(one["model"] for one in released) + Counter(new)
    assert {name: rows for name, rows in said["rows of tables"].items() if rows} == counted
