"""How far is the text? The outline, its filters, the grid."""

import pytest
from django.urls import reverse

from tests.factories import board, text
from tests.integration import reading

OUTLINE = "Sections with their state, owner, last change and open comments"


@pytest.fixture
def address(assessment) -> str:
    return reverse("document", args=[assessment.slug])


def test_the_grid_says_state_words_and_what_is_missing(world, section, sign_in, address):
    text.write(section, "Young adults.", by=world.officer)

    page = sign_in(world.viewer).get(address)

    victims = page.context["themes"][0]
    cell = victims["cells"][0]
    assert [theme["words"] for theme in page.context["themes"]] == [
        "Victims",
        "Offenders",
        "Locations",
    ]
    assert {len(theme["cells"]) for theme in page.context["themes"]} == {5}
    assert cell == {
        "name": "Key information",
        "href": section.get_absolute_url(),
        "state": "Being written",
        "colour": "blue",
        "missing": "Hardly any words; no figure",
        "note": "2 words, nobody's yet",
    }


def test_a_recorded_recommendation_is_not_missing(world, assessment, sign_in, address):
    board.make_recommendation(assessment, by=world.officer, box="victims.gaps")

    page = sign_in(world.officer).get(address)

    assert [theme["cells"][4]["missing"] for theme in page.context["themes"]] == [
        "No words yet",
        "No words yet; no recommendation recorded",
        "No words yet; no recommendation recorded",
    ]


def test_the_outline_says_state_owner_and_comments(world, section, sign_in, address):
    section.owner = world.contributor
    text.write(section, "Young adults.", by=world.officer)
    text.comment_on(section, "Since when?", by=world.member)

    page = sign_in(world.contributor).get(address, {"show": "mine"})

    rows = reading.rows(page, OUTLINE)
    assert [row[:4] + row[5:] for row in rows] == [
        ["2.3.1.1 Victims: key information", "Being written", "Contributor", "2", "1"]
    ]


def test_an_empty_filter_says_so(world, sign_in, address):
    page = sign_in(world.officer).get(address, {"show": "in-review"})

    assert "No section is in this state at the moment." in reading.words(page)


def test_the_page_asks_as_much_for_an_empty_text_as_for_a_full_one(
    world, assessment, sign_in, address
):
    client = sign_in(world.officer)
    client.get(address)
    few = reading.queries_of(client, address)

    for section in assessment.sections.all():
        section.owner = world.lead
        text.write(section, "Words.", by=world.officer)
        text.comment_on(section, "Point.", by=world.member)
        text.point_at(section, by=world.officer)

    assert reading.queries_of(client, address) == few
