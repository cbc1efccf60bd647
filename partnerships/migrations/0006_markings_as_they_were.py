"""Until now one marking served every reader: the public edition keeps it, and the board's, which
shows every count, is never marked for less."""

from django.db import migrations

MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")


def forwards(apps, schema_editor):
    for partnership in apps.get_model("partnerships", "Partnership").objects.all():
        is_usual = partnership.marking in MARKINGS
        partnership.marking_board = MARKINGS[-1] if is_usual else partnership.marking
        partnership.marking_public = partnership.marking
        partnership.save(update_fields=["marking_board", "marking_public"])


def backwards(apps, schema_editor):
    """Nothing: the partnership's marking stands where it stood."""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_marking_by_audience")]
    operations = [migrations.RunPython(forwards, backwards)]
