"""What is wanted of words that were kept: the revision they met."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    KeptText = apps.get_model("assessment", "KeptText")
    Revision = apps.get_model("assessment", "Revision")
    earlier = Revision.objects.filter(
        section=OuterRef("section"), saved_at__lte=OuterRef("kept_at")
    ).order_by("-version")
    KeptText.objects.filter(met=None).update(met=Subquery(earlier.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("assessment", "0010_kept_text_met_and_settled_in")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
