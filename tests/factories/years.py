"""An assessment with all its sections, as a new year begins."""

from assessment.models import Assessment, Factor
from assessment.operations import structures
from assessment.structure import SECTIONS, SectionPlan
from partnerships.models import Partnership, User

SCALE = [
    {"value": 1, "label": "Low", "definition": "Hardly any"},
    {"value": 2, "label": "Medium", "definition": "Some"},
    {"value": 3, "label": "High", "definition": "Much"},
]


def make_assessment(
    partnership: Partnership,
    *,
    by: User,
    year: int = 2026,
    sections: tuple[SectionPlan, ...] = SECTIONS,
    previous: Assessment | None = None,
) -> Assessment:
    assessment = Assessment.objects.create(
        partnership=partnership,
        year=year,
        slug=f"{partnership.slug}-{year}",
        title=f"{partnership.name} strategic assessment {year}",
        previous=previous,
        opened_by=by,
    )
    structures.lay(assessment, sections)
    Factor.objects.create(
        assessment=assessment, order=1, name="Harm", asks="How much harm?", scale=SCALE
    )
    return assessment
