"""Guidance and an example for every section of the document. Content only: no rule rests on it."""

from assessment.guidance import fixed, locations, offenders, victims
from assessment.guidance.guidance import Guidance

GUIDANCE: dict[str, Guidance] = {
    **fixed.GUIDANCE,
    **victims.GUIDANCE,
    **offenders.GUIDANCE,
    **locations.GUIDANCE,
}


def for_section(key: str) -> Guidance | None:
    """None for a section that the structure has no more."""
    return GUIDANCE.get(key)


__all__ = ["GUIDANCE", "Guidance", "for_section"]
