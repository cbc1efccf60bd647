"""File names leave the trail, the findings and everything but the file itself."""

from collections import defaultdict

from django.db import migrations

MEMBER = ".zip: "
LONG_ENOUGH = 5  # a shorter name could be an ordinary word of a sentence


def forwards(apps, schema_editor):
    files_of = defaultdict(list)
    for file in apps.get_model("datasources", "DeliveryFile").objects.order_by("name", "pk"):
        files_of[file.delivery_id].append(file)
    for delivery_id, files in files_of.items():
        for number, file in enumerate(files, start=1):
            file.number = number
        _name_findings_anew(apps, delivery_id, files)
        for file in files:
            file.save(update_fields=["number", "parts"])
    entries = apps.get_model("partnerships", "TrailEntry").objects
    for entry in entries.filter(verb="delivery.received"):
        if isinstance(entry.after.get("files"), list):
            entry.after["files"] = len(entry.after["files"])
            entry.save(update_fields=["after"])


def _name_findings_anew(apps, delivery_id, files):
    names = {file.name: f"File {file.number}" for file in files}
    findings = apps.get_model("datasources", "Finding").objects.filter(delivery=delivery_id)
    for finding in findings:
        for file in files:
            start = f"{file.name.removesuffix('.zip')}{MEMBER}"
            if finding.file.startswith(start) and finding.file not in names:
                file.parts.append(finding.file.removeprefix(start))
                names[finding.file] = f"File {file.number}, part {len(file.parts)}"
    for finding in findings:
        finding.file = names.get(finding.file, finding.file)
        finding.message = _without(names, finding.message)
        finding.examples = [_without(names, str(example)) for example in finding.examples]
        finding.save(update_fields=["file", "message", "examples"])


def _without(names, text):
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= LONG_ENOUGH:
            text = text.replace(name, names[name])
    return text


def backwards(apps, schema_editor):
    """Nothing: what was taken out is not wanted back, and earlier code reads numbers as well."""


class Migration(migrations.Migration):
    dependencies = [
        ("datasources", "0004_originals_deleted"),
        ("partnerships", "0001_initial"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
