"""Each judgement of a source is kept as a review; letters chase what is late."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def _kept_as_reviews(apps, schema_editor):
    """The one rating that a source had is its first review."""
    reviews = apps.get_model("datasources", "Review").objects
    for source in apps.get_model("datasources", "Source").objects.exclude(robustness=""):
        made = reviews.create(
            source=source,
            robustness=source.robustness,
            caveat=source.robustness_reason,
            reviewed_by_id=source.reviewed_by_id,
        )
        day = source.reviewed_at or source.created_at
        reviews.filter(pk=made.pk).update(reviewed_at=day)
        source.review = made
        source.save(update_fields=["review"])
    # PostgreSQL makes no index of a table while it still has keys of its rows to check.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ("datasources", "0021_what_differs_in_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('progress_text', models.CharField(blank=True, max_length=200)),
                ('progress_done', models.PositiveIntegerField(default=0)),
                ('progress_total', models.PositiveIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('refused', 'Refused'), ('ended', 'Not sent')], default='waiting', max_length=8)),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('periods', models.JSONField(default=list)),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('robustness', models.CharField(choices=[('strong', 'Strong'), ('care', 'Usable with care'), ('weak', 'Weak')], max_length=8)),
                ('caveat', models.TextField()),
                ('answers', models.JSONField(default=dict)),
                ('best_use', models.JSONField(default=dict)),
                ('reviewed_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-reviewed_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='reminder',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='datasources.source'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='reviewed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='datasources.source'),
        ),
        migrations.AddField(
            model_name='source',
            name='review',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='datasources.review'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='reminder_sent_at'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('robustness__in', ['strong', 'care', 'weak']), models.Q(('caveat', ''), _negated=True)), name='review_rates_with_a_reason'),
        ),
        migrations.RunPython(_kept_as_reviews, migrations.RunPython.noop),
    ]
