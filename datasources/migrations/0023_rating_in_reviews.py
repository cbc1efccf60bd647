"""What a source is rated stands in its newest review alone."""

from django.conf import settings
from django.db import migrations


def _told_again(apps, schema_editor):
    """Going back, the newest review is what the source says of itself."""
    for source in apps.get_model("datasources", "Source").objects.exclude(review=None):
        source.robustness = source.review.robustness
        source.robustness_reason = source.review.caveat
        if source.review.reviewed_by_id:
            source.reviewed_by_id = source.review.reviewed_by_id
            source.reviewed_at = source.review.reviewed_at
        source.save()
        source.review = None
        source.save(update_fields=["review"])
    _settled(schema_editor)


def _settled(schema_editor):
    """PostgreSQL makes no index of a table while it still has keys of its rows to check."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("datasources", "0022_reviews_and_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _told_again),
        migrations.RemoveConstraint("source", "source_reviewed_at_and_by"),
        migrations.RemoveConstraint("source", "robustness_has_a_reason"),
        migrations.RemoveField("source", "reviewed_at"),
        migrations.RemoveField("source", "reviewed_by"),
        migrations.RemoveField("source", "robustness"),
        migrations.RemoveField("source", "robustness_reason"),
    ]
