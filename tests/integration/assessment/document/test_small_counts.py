"""Readers below the board are shown no small count in the draft: it is no way around editions."""

import datetime

import pytest
from django.urls import reverse

from assessment.operations import consultations
from assessment.operations.consultations import ConsultationDetails
from datasources.models import Evidence
from tests.factories import text


@pytest.fixture
def evidence(world) -> Evidence:
    made = text.make_evidence(world.partnership)
    made.result["rows"][0] |= {"all_crime": 610, "anti_social_behaviour": 3, "all": 613}
    made.save()
    return made


def cells(client, address: str) -> set[str]:
    page = client.get(address).content.decode()
    return {word for word in ("3", "610", "613", "suppressed") if f">{word}</td>" in page}


@pytest.mark.parametrize(
    ("role", "seen"), [("viewer", {"suppressed", "613"}), ("member", {"3", "610", "613"})]
)
def test_figures_of_the_draft_and_of_a_section(
    world, assessment, section, evidence, sign_in, role, seen
):
    text.write(section, text.figure(evidence), by=world.officer)
    client = sign_in(world.people[role])

    draft = cells(client, reverse("document-read", args=[assessment.slug]))
    page = cells(client, reverse("section-edit", args=[section.pk]))

    assert (draft, page) == (seen, seen)


@pytest.mark.parametrize(("role", "seen"), [("viewer", (False, True)), ("member", (True, False))])
def test_answers_of_residents(world, assessment, sign_in, role, seen):
    asked = consultations.record(
        assessment=assessment,
        details=ConsultationDetails(
            title="Summer survey",
            whom="Residents",
            how="Paper forms",
            starts_on=datetime.date(2026, 8, 1),
            ends_on=datetime.date(2026, 9, 12),
        ),
        by=world.officer,
    )
    consultations.add_finding(
        consultation=asked,
        question="What worries you most?",
        came_from="paper",
        respondents=60,
        answers=[("Noise", "", 40), ("Drugs", "", 16), ("Dogs", "", 4)],
        by=world.officer,
    )

    address = reverse("document-read", args=[assessment.slug])
    page = sign_in(world.people[role]).get(address).content.decode()

    assert ("Dogs (4, 7%)" in page, "not shown" in page) == seen
