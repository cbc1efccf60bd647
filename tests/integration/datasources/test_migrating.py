"""A filled database of the released tables comes through every later migration with its figures."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from datasources.models import Evidence, Slice
from datasources.operations import evidence
from tests.factories.data import make_data

# The last tables before rows were counted into tallies and layouts were said.
RELEASED = ("datasources", "0007_seems_incomplete")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_stored_data_and_answers_survive(world, sample):
    source = make_data(world.partnership, sample, by=world.analyst)
    before = {one.pk: one.result for one in evidence.refresh(source.pk)}
    slices = list(Slice.objects.order_by("pk").values_list("pk", "period", "path", "is_current"))
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("datasources")

    MigrationExecutor(connection).migrate([RELEASED])
    MigrationExecutor(connection).migrate(newest)

    assert list(Slice.objects.order_by("pk").values_list("pk", "period", "path", "is_current")) == (
        slices
    )
    assert set(Slice.objects.values_list("tally_path", flat=True)) == {""}
    assert {one.pk: one.result for one in evidence.refresh(source.pk)} == before
    Evidence.objects.all().delete()
    answered = [one.result for one in evidence.refresh(source.pk)]
    assert answered == list(before.values())
