"""A database as the released version left it, brought to the newest tables, and what is there then.

For a program of its own, whose database is empty. The last line that `main` prints is JSON.

`released.tar.xz` holds `tables.json`, what the released version's own tables held (commit 7ef9765,
by its own operations on a synthetic sample), and `files`, its store.
"""

import json
import tarfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings

from datasources import frames
from datasources.models import Delivery, Evidence, Question, Slice, Source
from datasources.operations import evidence
from datasources.presenters.deliveries import difference_in_words
from partnerships.models import User

PACKED = Path(__file__).with_name("released.tar.xz")
RELEASED = [
    ("partnerships", "0006_markings_as_they_were"),
    ("datasources", "0007_seems_incomplete"),
    ("assessment", "0013_guests_stand_last"),
    ("reports", "0006_figures_of_earlier_editions"),
]


def fill(content: list[dict], released) -> None:
    """Each row under its number, by the models of then."""
    held: list[tuple[models.Model, dict[str, list[int]]]] = []
    for entry in content:
        model = released.get_model(entry["model"])
        values, several = {"pk": entry["pk"]}, {}
        for name, value in entry["fields"].items():
            field = model._meta.get_field(name)
            if field.many_to_many:
                several[name] = value
            elif field.is_relation:
                values[field.attname] = value
            else:
                values[name] = field.to_python(value)
        held.append((model(**values), several))
    with transaction.atomic():
        for one, _ in held:
            kept = {each.attname: getattr(one, each.attname) for each in one._meta.fields}
            one.save(force_insert=True)
            # What is set to now whenever it is saved is as it was.
            type(one)._default_manager.filter(pk=one.pk).update(**kept)
        for one, several in held:
            for name, numbers in several.items():
                getattr(one, name).set(numbers)
    filled = {type(one) for one, _ in held}
    with connection.cursor() as cursor:
        for command in connection.ops.sequence_reset_sql(no_style(), list(filled)):
            cursor.execute(command)


def statuses(user: User) -> dict[str, int]:
    """Of every page that shows what was filled in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    shown = [*Source.objects.all(), *Delivery.objects.all(), *Evidence.objects.all()]
    addresses = [one.get_absolute_url() for one in shown]
    return {address: client.get(address).status_code for address in addresses}


def main() -> None:
    with tarfile.open(PACKED) as packed:
        packed.extractall(settings.DATA_DIR, filter="data")
    content = json.loads((settings.DATA_DIR / "tables.json").read_text())

    fill(content, MigrationExecutor(connection).migrate(RELEASED).apps)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    police = Source.objects.get(slug="police-street")
    stored = {one.pk: one.result for one in Evidence.objects.all()}
    known_by = {one.pk: one.hash for one in Evidence.objects.all()}
    answered = evidence.refresh(police.pk)
    with override_settings(ALLOWED_HOSTS=["*"]):
        pages = statuses(User.objects.get(email="analyst@wexmere.example"))
    moved = Slice.objects.exclude(comparison={}).order_by("pk")
    print(
        json.dumps(
            {
                "stored": stored,
                "known by": known_by,
                "answered": {one.question.analysis: [one.pk, one.result] for one in answered},
                "slices": [
                    [one.pk, one.period, one.path, one.is_current, len(frames.load(one.path))]
                    for one in Slice.objects.order_by("pk")
                ],
                "differ": [difference_in_words(one.comparison) for one in moved],
                "review": [police.robustness, police.caveat, police.review.reviewed_by.email],
                "rhythm": sorted(Source.objects.values_list("slug", "expected", "due_days")),
                "kept": list(Question.objects.filter(is_kept=True).values_list("pk", flat=True)),
                "deliveries": list(Delivery.objects.order_by("pk").values_list("pk", "state")),
                "pages": pages,
                "rows of tables": {
                    model._meta.label_lower: model._default_manager.count()
                    for model in apps.get_models()
                },
            }
        )
    )
