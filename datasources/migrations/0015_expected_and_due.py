"""How often a source is expected is said by the year that is meant, and in how many days it is due."""

from django.db import migrations, models

# As the released rules had it: figures of a month or quarter two months after its end, those of a
# year by the end of the November of the next; of a mid-year by that of the year after.
DAYS = {
    "monthly": 61,
    "quarterly": 61,
    "yearly": 334,
    "financial": 244,
    "academic": 330,
    "mid-year": 518,
}


def _which_year(source, newest):
    """The year that a source said to be yearly is about, by what it sent; else by its kind."""
    if newest.startswith("mid-") or (not newest and source.kind == "population"):
        return "mid-year"
    if "/" in newest:
        return "academic" if source.kind == "school-exclusions" else "financial"
    return "yearly"


def _say_when(apps, schema_editor):
    slices = apps.get_model("datasources", "Slice").objects.filter(is_current=True)
    for source in apps.get_model("datasources", "Source").objects.exclude(expected="once"):
        if source.expected == "yearly":
            last = slices.filter(source=source).order_by("period").values_list("period", flat=True)
            source.expected = _which_year(source, last.last() or "")
        source.due_days = DAYS[source.expected]
        source.save(update_fields=["expected", "due_days"])


def _say_yearly(apps, schema_editor):
    years = ["financial", "academic", "mid-year"]
    sources = apps.get_model("datasources", "Source").objects.filter(expected__in=years)
    sources.update(expected="yearly")


class Migration(migrations.Migration):
    dependencies = [("datasources", "0014_placing")]

    operations = [
        migrations.AddField("source", "began_as", models.CharField(blank=True, max_length=60)),
        migrations.AddField("source", "due_days", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("source", "fetched_from", models.CharField(blank=True, max_length=250)),
        migrations.AlterField(
            "source",
            "expected",
            models.CharField(
                choices=[
                    ("once", "Once"),
                    ("monthly", "Every month"),
                    ("quarterly", "Every quarter"),
                    ("yearly", "Every calendar year"),
                    ("financial", "Every financial year (April to March)"),
                    ("academic", "Every school year (September to August)"),
                    ("mid-year", "Every year, as at 30 June"),
                ],
                default="once",
                max_length=12,
            ),
        ),
        migrations.RunPython(_say_when, _say_yearly),
    ]
