"""A filled database of the released tables comes through every later migration with its figures."""

import hashlib
import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from datasources.models import Evidence, Slice, Source
from datasources.operations import evidence, sources
from datasources.presenters.deliveries import difference_in_words
from tests.factories.data import make_data

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


@pytest.fixture(autouse=True)
def made_by_the_migrations(pytestconfig):
    if pytestconfig.getoption("nomigrations"):
        pytest.skip("the tables are made as the models say; --migrations makes them by these")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
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
