"""An assessment with words, a figure of small counts, and a decision of the board."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.models import Assessment
from assessment.operations import priorities
from assessment.operations.priorities import PriorityDetails
from datasources.models import Evidence
from reports.models import Edition
from reports.operations import editions
from tests.factories import text
from tests.factories.board import make_meeting, make_paper, resolution
from tests.factories.data import make_data, make_sample
from tests.factories.people import World, make_world
from tests.factories.years import make_assessment


@dataclass
class Year:
    """A year ready to be published, and the people who made it."""

    world: World
    assessment: Assessment
    evidence: Evidence


def make_year() -> Year:
    world = make_world()
    evidence = text.make_evidence(world.partnership)
    assessment = make_assessment(world.partnership, by=world.analyst)
    section = text.section_of(assessment, "victims.key_information")
    text.write(section, "Before the figure.", text.figure(evidence), by=world.officer)
    text.write(text.section_of(assessment, "summary"), "In short.", by=world.officer)
    return Year(world, assessment, evidence)


def published(year: Year, audience: str = "board") -> Edition:
    edition = editions.request(assessment=year.assessment, audience=audience, by=year.world.analyst)
    editions.render(edition.pk)
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture(scope="module")
def prepared_year(prepare) -> Year:
    return prepare(make_year, kept_as="year")


@pytest.fixture
def year(prepared_year: Year, fresh) -> Year:
    return fresh(prepared_year)


@pytest.fixture
def world(year: Year) -> World:
    return year.world


@pytest.fixture
def counted(decided: "Year", tmp_path: Path) -> Year:
    """The decided year with a figure of real answers, many of whose counts are small."""
    world = decided.world
    make_data(world.partnership, make_sample(tmp_path, months=24, rows=40), by=world.analyst)
    evidence = Evidence.objects.filter(
        question__analysis="change", question__parameters__area_code=""
    ).latest("pk")
    section = text.section_of(decided.assessment, "offenders.key_information")
    text.write(section, text.figure(evidence), by=world.officer, state="approved")
    return Year(world, decided.assessment, evidence)


@pytest.fixture
def decided(year: Year) -> Year:
    """The same year after the board's meeting."""
    chair = year.world.chair
    meeting = make_meeting(
        year.assessment,
        by=chair,
        held_on=year.assessment.opened_at.date(),
        present=tuple(year.world.organisations.values()),
    )
    priority = priorities.propose(
        assessment=year.assessment,
        details=PriorityDetails(
            title="Safer at home",
            statement="Fewer people suffer at their own door.",
            theme="victims",
            exception="Residents asked for it at every meeting of the year.",
        ),
        by=chair,
    )
    paper = make_paper(year.assessment)
    priorities.decide(
        priority=priority,
        resolution=resolution(meeting, reason="Harm is high and falls on the same people again."),
        by=chair,
    )
    # The paper served its purpose: the tests number their own editions from one.
    Edition.objects.filter(digest=paper).delete()
    return year
