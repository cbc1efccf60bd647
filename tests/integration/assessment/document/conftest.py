"""The running year of the world, and a section of it."""

import pytest

from assessment.models import Assessment, Section
from tests.factories import text
from tests.factories.people import World
from tests.factories.years import make_assessment


@pytest.fixture
def assessment(world: World) -> Assessment:
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def section(assessment: Assessment) -> Section:
    return text.section_of(assessment)
