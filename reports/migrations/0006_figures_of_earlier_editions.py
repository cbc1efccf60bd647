"""What editions below the board's showed before answers were protected together is known.

Their frozen documents hold the tables; the answer behind each is found by its area and its numbers.
"""

import json

from django.db import migrations

SAID_ONCE = ("area_code", "area_name")
SENTENCES = {
    "counts": ("total",),
    "trend": tuple(
        f"{measure}: last 12 months{ending}"
        for measure in ("all_crime", "anti_social_behaviour", "all")
        for ending in ("", " a year before")
    ),
}


def remember(apps, schema_editor):
    Edition = apps.get_model("reports", "Edition")
    Evidence = apps.get_model("datasources", "Evidence")
    Release = apps.get_model("datasources", "Release")
    for edition in Edition.objects.exclude(audience="board").order_by("pk"):
        partnership = edition.assessment.partnership
        blocks = list(_figures(json.loads(edition.outline)))
        answers = Evidence.objects.filter(question__partnership=partnership) if blocks else ()
        for evidence in answers:
            for block in blocks:
                held_back = _held_back(evidence.result, block)
                if held_back is not None:
                    Release.objects.create(
                        evidence=evidence,
                        threshold=partnership.suppression_threshold,
                        held_back=held_back,
                        is_earlier=True,
                    )


def forget(apps, schema_editor):
    apps.get_model("datasources", "Release").objects.filter(is_earlier=True).delete()


def _figures(plain):
    """Every figure of a frozen document, wherever it stands."""
    if isinstance(plain, dict):
        if plain.get("block") == "FigureBlock":
            yield plain
        for value in plain.values():
            yield from _figures(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _figures(value)


def _held_back(result, block):
    """The places without a number in a figure of this answer; None when it is of another."""
    rows, table = result["rows"], block["table"]
    several = len({row.get("area_code") for row in rows}) > 1
    columns = [each for each in result["columns"] if several or each["name"] not in SAID_ONCE]
    if (
        block["provenance"]["area"] != result["area_name"]
        or [each["label"] for each in columns] != [each["label"] for each in table["columns"]]
        or len(rows) != len(table["rows"])
    ):
        return None
    held_back = []
    for at, (row, cells) in enumerate(zip(rows, table["rows"], strict=True)):
        for column, cell in zip(columns, cells, strict=True):
            value, name = row[column["name"]], column["name"]
            if column["kind"] == "text" and name == "crime_type" and cell != value:
                return None
            if column["kind"] == "count" and value is not None:
                if cell == "suppressed":
                    held_back.append([at, name])
                elif cell.replace(",", "") != str(value):
                    return None
    if block["headline"] != result["finding"]:
        held_back += [[-1, name] for name in SENTENCES.get(result["analysis"], ())]
    return held_back


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_fill_content_digest"),
        ("datasources", "0006_release"),
    ]

    operations = [migrations.RunPython(remember, forget)]
