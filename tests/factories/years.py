"""An assessment with all its sections, as a new year begins. Plain rows, no operation."""

from assessment.models import Assessment, Factor, Section
from assessment.structure import SECTIONS
from partnerships.models import Partnership, User

SCALE = [
    {"value": 1, "label": "Low", "definition": "Hardly any"},
    {"value": 2, "label": "Medium", "definition": "Some"},
    {"value": 3, "label": "High", "definition": "Much"},
]


def make_assessment(partnership: Partnership, *, by: User, year: int = 2026) -> Assessment:
    assessment = Assessment.objects.create(
        partnership=partnership,
        year=year,
        slug=f"{partnership.slug}-{year}",
        title=f"{partnership.name} strategic assessment {year}",
        opened_by=by,
    )
    Section.objects.bulk_create(
        Section(assessment=assessment, key=plan.key, order=place, document={})
        for place, plan in enumerate(SECTIONS)
    )
    Factor.objects.create(
        assessment=assessment, order=1, name="Harm", asks="How much harm?", scale=SCALE
    )
    return assessment
