"""Editions of before get the hash of what they tell, as new ones have it."""

from importlib import import_module

from django.apps import apps

from reports.models import Edition
from reports.operations import editions
from tests.integration.reports.conftest import Year


def test_the_migration_gives_each_edition_what_publishing_would_give_it(year: Year):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    Edition.objects.update(content_digest="")

    import_module("reports.migrations.0005_fill_content_digest").fill(apps, None)

    assert Edition.objects.get().content_digest == edition.content_digest
    again = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    assert (again.pk, again.stood_already) == (edition.pk, True)
