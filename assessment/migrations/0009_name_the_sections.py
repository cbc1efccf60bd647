"""What every section there is was called by the structure until now, and which structure that was."""

from django.db import migrations

VERSION = "f8f184e8e843"
SECTIONS = [
    ("summary", "", "Executive summary", 1),
    ("introduction", "1", "Introduction", 1),
    ("introduction.team", "1.1", "The team", 2),
    ("introduction.methodology", "1.2", "Methodology", 2),
    ("introduction.sources", "1.3", "Data sources", 2),
    ("introduction.consultation", "1.4", "How residents were consulted", 2),
    ("analysis", "2", "The analysis", 1),
    ("analysis.context", "2.1", "Contextual information", 2),
    ("analysis.scanning", "2.2", "The scanning exercise", 2),
    ("analysis.themes", "2.3", "Victims, offenders and locations", 2),
    ("victims", "2.3.1", "Victims", 3),
    ("victims.key_information", "2.3.1.1", "Victims: key information", 4),
    ("victims.current_work", "2.3.1.2", "Victims: current work", 4),
    ("victims.progress", "2.3.1.3", "Victims: progress", 4),
    ("victims.gaps", "2.3.1.4", "Victims: gaps", 4),
    ("victims.recommendations", "2.3.1.5", "Victims: recommendations", 4),
    ("offenders", "2.3.2", "Offenders", 3),
    ("offenders.key_information", "2.3.2.1", "Offenders: key information", 4),
    ("offenders.current_work", "2.3.2.2", "Offenders: current work", 4),
    ("offenders.progress", "2.3.2.3", "Offenders: progress", 4),
    ("offenders.gaps", "2.3.2.4", "Offenders: gaps", 4),
    ("offenders.recommendations", "2.3.2.5", "Offenders: recommendations", 4),
    ("locations", "2.3.3", "Locations", 3),
    ("locations.key_information", "2.3.3.1", "Locations: key information", 4),
    ("locations.current_work", "2.3.3.2", "Locations: current work", 4),
    ("locations.progress", "2.3.3.3", "Locations: progress", 4),
    ("locations.gaps", "2.3.3.4", "Locations: gaps", 4),
    ("locations.recommendations", "2.3.3.5", "Locations: recommendations", 4),
    ("analysis.activity", "2.4", "Current activity and progress", 2),
    ("priorities", "3", "Priorities", 1),
    ("priorities.process", "3.1", "The priority selection process", 2),
    ("priorities.strategic", "3.2", "The strategic priorities", 2),
    ("gaps", "4", "Gaps in current activity, provision and intelligence", 1),
    ("gaps.local", "4.1", "Local experience", 2),
    ("conclusion", "5", "Conclusion", 1),
    ("conclusion.next", "5.1", "Next steps", 2),
    ("appendices", "", "Appendices", 1),
]


def fill(apps, schema_editor):
    sections = apps.get_model("assessment", "Section").objects
    for key, number, title, level in SECTIONS:
        sections.filter(key=key).update(number=number, title=title, level=level)
    keys = {key for key, *_ in SECTIONS}
    for assessment in apps.get_model("assessment", "Assessment").objects.all():
        held = set(sections.filter(assessment=assessment).values_list("key", flat=True))
        if held == keys:
            assessment.structure_version = VERSION
            assessment.save(update_fields=["structure_version"])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0008_section_keeps_its_name")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
