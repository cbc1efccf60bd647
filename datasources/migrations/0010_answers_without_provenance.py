"""Stored answers are known again by what they rest on, no more by what was said of their sources."""

import hashlib
import json
from functools import partial

from django.db import migrations

# What the released measure counted: its definition as it was when this was written.
MEASURE = "police-street"
DEFINITION = "656710a7ebd9"


def _hash(content):
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _before(asked, evidence):
    return _hash({**asked, "sources": evidence.sources})


def _after(asked, evidence):
    return _hash({**asked, "measure": [MEASURE, DEFINITION]})


def _known_anew(known, becomes, apps, schema_editor):
    """The newest answer of several that differed in words alone is the one that is found again.

    One that was worked out for other areas, or of which slices are gone, keeps its hash: it stays
    as it is, and its question is answered anew when somebody asks.
    """
    areas = {}
    for code, partnership in (
        apps.get_model("partnerships", "PartnershipArea")
        .objects.order_by("code")
        .values_list("code", "partnership_id")
    ):
        areas.setdefault(partnership, []).append(code)
    stored = apps.get_model("datasources", "Evidence").objects
    taken = set(stored.values_list("hash", flat=True))
    for evidence in stored.select_related("question").order_by("-computed_at", "-pk"):
        if evidence.result.get("measure", MEASURE) != MEASURE:
            continue
        code = evidence.question.parameters["area_code"]
        asked = {
            "question": evidence.question_id,
            "version": int(evidence.analysis_version),
            "slices": sorted(evidence.slices.values_list("pk", flat=True)),
            "areas": [code] if code else areas.get(evidence.question.partnership_id, []),
        }
        new = becomes(asked, evidence)
        if evidence.hash == known(asked, evidence) and new not in taken:
            taken.add(new)
            stored.filter(pk=evidence.pk).update(hash=new)


class Migration(migrations.Migration):
    dependencies = [("datasources", "0009_layouts")]

    operations = [
        migrations.RunPython(
            partial(_known_anew, _before, _after), partial(_known_anew, _after, _before)
        )
    ]
