"""The four statutory components: named, counted when there are words, taken back."""

import pytest
from django.urls import reverse

from assessment.models import ComponentAnswer
from tests.factories import text
from tests.integration import reading


@pytest.fixture
def address(assessment) -> str:
    return reverse("component-list", args=[assessment.slug])


def test_a_section_with_words_answers_a_component(world, section, sign_in, address):
    text.write(section, "Violence is two in five of all offences.", by=world.officer)

    answer = sign_in(world.officer).post(
        address, {"component": "levels", "section": section.pk, "note": "First line."}, follow=True
    )

    line = answer.context["meter"][0]
    assert reading.said(answer) == [
        "Levels and patterns: answered in 2.3.1.1 Victims: key information."
    ]
    assert (line.slug, line.is_answered, line.missing) == ("levels", True, "")
    assert [(place.words, place.note, place.has_text) for place in line.places] == [
        ("2.3.1.1 Victims: key information", "First line.", True)
    ]


def test_a_section_without_words_is_named_but_does_not_count(world, section, sign_in, address):
    answer = sign_in(world.officer).post(
        address, {"component": "levels", "section": section.pk}, follow=True
    )

    line = answer.context["meter"][0]
    assert reading.said(answer) == [
        "Levels and patterns: 2.3.1.1 Victims: key information is named. "
        "It counts as an answer once something is written there."
    ]
    assert (line.is_answered, line.missing) == (
        False,
        "Nothing is written yet in 2.3.1.1 Victims: key information.",
    )


def test_the_same_section_is_named_once(world, section, sign_in, address):
    text.point_at(section, by=world.officer)

    answer = sign_in(world.lead).post(address, {"component": "levels", "section": section.pk})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "2.3.1.1 Key information is named already for levels and patterns."
    ]


def test_an_answer_is_taken_back(world, section, sign_in):
    named = text.point_at(section, by=world.officer)

    answer = sign_in(world.officer).post(
        reverse("component-answer-remove", args=[named.pk]), follow=True
    )

    assert reading.said(answer) == [
        "2.3.1.1 Victims: key information is no longer named. Its text stays as it is."
    ]
    assert ComponentAnswer.objects.count() == 0


def test_a_reader_sees_no_form(world, sign_in, address):
    page = sign_in(world.viewer).get(address)

    assert "Name this section" not in reading.controls(page)
    assert reading.words(page).count("Not answered") == 4
