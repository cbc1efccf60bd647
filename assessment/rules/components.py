"""What answers a statutory component, and what is only said of it. Sentences, empty when so.

The law wants the four things in the document, and it wants the truth: a component is settled by a
passage that stands in the text as it was named, or by a named person's reason why it is not
answered. The reason passes the gate, because it is printed where the answer would stand.
"""

from assessment.models import ComponentAnswer, Section
from assessment.structure import COMPONENT_BY_SLUG
from assessment.text.documents import Passage, passages
from assessment.text.passages import FEWEST_WORDS, says_something


def stands(answer: ComponentAnswer) -> bool:
    """Its section still holds the passage word for word, or it says why there is none."""
    return not reason_to_look_again(answer)


def reason_to_look_again(answer: ComponentAnswer) -> str:
    """Why an answer that was named counts no longer."""
    if answer.section is None:
        return ""
    if not answer.passage_hash:
        return "Named before passages were asked for: look again."
    if answer.passage_hash in {each.hash for each in passages_of(answer.section)}:
        return ""
    return "The passage has changed or gone since it was named: look again."


def passages_of(section: Section) -> tuple[Passage, ...]:
    return passages(section.document) if section.document else ()


def reasons_against_component(component: str) -> list[str]:
    if component in COMPONENT_BY_SLUG:
        return []
    return ["Choose one of the four statutory components."]


def reasons_against_pointing(
    component: str, section: Section, *, passage_hash: str, named: list[ComponentAnswer]
) -> list[str]:
    """`named`: what is on record of this component."""
    reasons = reasons_against_component(component)
    if reasons:
        return reasons
    if passage_hash not in {each.hash for each in passages_of(section)}:
        return [
            f"Choose a passage that stands in {section.plan.place} now, of at least "
            f"{FEWEST_WORDS} different words."
        ]
    if any(each.section_id == section.pk and each.passage_hash == passage_hash for each in named):
        label = COMPONENT_BY_SLUG[component].label.lower()
        return [f"This passage is named already for {label}."]
    return []


def reasons_against_saying_why_not(
    component: str, reason: str, *, named: list[ComponentAnswer]
) -> list[str]:
    reasons = reasons_against_component(component)
    if reasons:
        return reasons
    if not says_something(reason):
        reasons.append(
            f"Say in a sentence of at least {FEWEST_WORDS} different words why it is not answered: "
            "it is printed where the answer would stand."
        )
    standing = next((each for each in named if each.section and stands(each)), None)
    if standing is not None:
        reasons.append(f"It is answered in {standing.section.plan.place}: take that back first.")
    return reasons
