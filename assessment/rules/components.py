"""May a section be pointed at as the answer to a statutory component? Sentences, empty when so."""

from assessment.models import Section
from assessment.structure import COMPONENT_BY_SLUG


def is_an_answer(section: Section) -> bool:
    """Only a section with words answers anything."""
    return section.words > 0


def reasons_against_pointing(component: str, section: Section, *, is_pointed: bool) -> list[str]:
    if component not in COMPONENT_BY_SLUG:
        return ["Choose one of the four statutory components."]
    if is_pointed:
        return [f"{section} is named already for {COMPONENT_BY_SLUG[component].label.lower()}."]
    return []
