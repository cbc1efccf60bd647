"""The hash of what each edition tells, without its number, date and stamp: of those there were."""

import hashlib
import json

from django.db import migrations


def fill(apps, schema_editor):
    editions = apps.get_model("reports", "Edition").objects.filter(content_digest="")
    for edition in editions.only("pk", "outline").iterator(chunk_size=20):
        try:
            frozen = json.loads(edition.outline)
        except ValueError:
            continue
        frozen |= {"edition": 0, "edition_label": "", "issued_on": "", "digest": ""}
        plain = json.dumps(
            frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        digest = hashlib.sha256(plain.encode()).hexdigest()
        editions.model.objects.filter(pk=edition.pk).update(content_digest=digest)


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_edition_content_digest")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
