"""How a slice differs from the one in use is kept in words, for every kind alike."""

from django.db import migrations

OUTCOME = "Last outcome category"


def _differs(old):
    parts = []
    if old["ids_only_before"]:
        parts.append(f"{_rows(old['ids_only_before'])} only in what is held")
    if old["ids_only_now"]:
        parts.append(f"{_rows(old['ids_only_now'])} only in this file")
    if old["outcomes_differ"]:
        both = old.get("crimes_in_both", old["rows_now"])
        verb = "differs" if old["outcomes_differ"] == 1 else "differ"
        parts.append(f"{old['outcomes_differ']:,} of {both:,} rows {verb} in {OUTCOME}")
    if old["other_differ"]:
        parts.append(f"{old['other_differ']:,} differ in something else")
    if old["asb_rows_differ"]:
        parts.append(f"{old['asb_rows_differ']:,} rows without an identifier differ")
    if old["outcomes_differ"] and len(parts) == 1:
        parts.append("nothing else differs")
    return "; ".join(parts)


def _rows(count):
    return "1 row is" if count == 1 else f"{count:,} rows are"


def _said_anew(old):
    return {
        "rows_before": old["rows_before"],
        "rows_now": old["rows_now"],
        "differs": _differs(old),
        "is_identical": old["is_identical"],
        "looks_earlier": old["looks_earlier"],
        "reason": old["reason"],
        "slice": old["slice"],
    }


def say_anew(apps, schema_editor):
    Slice = apps.get_model("datasources", "Slice")
    for one in Slice.objects.exclude(comparison={}).iterator():
        if "ids_only_before" in one.comparison:
            one.comparison = _said_anew(one.comparison)
            one.save(update_fields=["comparison"])


class Migration(migrations.Migration):
    dependencies = [("datasources", "0020_replacement_plans")]

    operations = [migrations.RunPython(say_anew, migrations.RunPython.noop)]
