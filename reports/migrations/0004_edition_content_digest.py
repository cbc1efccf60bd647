from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_queued_at")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="content_digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        )
    ]
