from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0007_guests_do_not_count")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="structure_version",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="section",
            name="number",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="section",
            name="title",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="section",
            name="level",
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
