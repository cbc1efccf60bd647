"""Every section has its guidance, whole."""

import dataclasses

from assessment import guidance
from assessment.structure import SECTION_BY_KEY


def test_every_section_has_guidance():
    assert set(guidance.GUIDANCE) == set(SECTION_BY_KEY)


def test_no_part_of_any_guidance_is_empty():
    empty = {
        f"{key}: {name}"
        for key, each in guidance.GUIDANCE.items()
        for name, value in dataclasses.asdict(each).items()
        if not value or not all(value)
    }

    assert empty == set()


def test_the_boxes_of_the_three_themes_do_not_share_their_guidance():
    purposes = [guidance.for_section(key).purpose for key in SECTION_BY_KEY]
    examples = [guidance.for_section(key).example for key in SECTION_BY_KEY]

    assert len(set(examples)) == len(examples)
    assert len(set(purposes)) == len(purposes)
