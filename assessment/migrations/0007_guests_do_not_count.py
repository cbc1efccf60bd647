"""People of co-operating bodies never counted for a quorum: they were in attendance.

Names typed for a responsible authority stay as they were recorded ("typed").
"""

from django.db import migrations


def guests(apps, schema_editor):
    Attendance = apps.get_model("assessment", "Attendance")
    rows = Attendance.objects.filter(
        capacity="typed", organisation__is_responsible_authority=False
    )
    Attendance.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        capacity="attending"
    )


def typed(apps, schema_editor):
    """Before capacities every row named an organisation and a person."""
    Attendance = apps.get_model("assessment", "Attendance")
    Attendance.objects.filter(capacity="apologies").delete()
    Attendance.objects.filter(capacity="attending", organisation=None).delete()
    Attendance.objects.update(capacity="typed", user=None, deputy=None, email="")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_who_sat_and_the_case")]

    operations = [migrations.RunPython(guests, typed)]
