"""The four statutory components: answered by a passage, or not answered, because."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessment.models import ComponentAnswer
from assessment.operations import components
from assessment.presenters import draft_records
from assessment.presenters.components import meter
from assessment.text.passages import hash_of
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories import text
from tests.factories.years import make_assessment
from tests.integration import reading

WORDS = "Violence is two in five of all offences."
WHY = "No earlier plan is recorded here."


@pytest.fixture
def listed(assessment) -> str:
    return reverse("component-list", args=[assessment.slug])


@pytest.fixture
def address(assessment) -> str:
    return reverse("component-answer", args=[assessment.slug, "levels"])


def line_of(assessment, slug="levels"):
    return next(line for line in meter(assessment) if line.slug == slug)


def test_a_named_person_says_which_passage_answers_it(world, section, sign_in, address, listed):
    text.write(section, "Because.", WORDS, by=world.officer)
    client = sign_in(world.officer)

    asked = client.get(address, {"section": section.pk})
    named = client.post(
        address,
        {"section": section.pk, "passage": hash_of(WORDS), "note": "First line."},
        follow=True,
    )

    # One word is no passage to choose.
    assert list(asked.context["passage_form"].passages.values()) == [WORDS]
    assert reading.said(named) == [
        "Levels and patterns: answered in 2.3.1.1 Victims: key information."
    ]
    assert named.redirect_chain == [(listed, 302)]
    line = line_of(section.assessment)
    (place,) = line.places
    assert (line.state, place.passage, place.note, place.who) == (
        "Answered",
        WORDS,
        "First line.",
        str(world.officer),
    )
    assert f"“{WORDS}” First line. Named by {world.officer}," in reading.words(named)
    assert TrailEntry.objects.get().after == {
        "component": "levels",
        "section": "2.3.1.1 Key information",
        "passage": WORDS,
        "note": "First line.",
    }


def test_one_word_answers_nothing(world, section, sign_in, address):
    text.write(section, "Because.", by=world.officer)

    page = sign_in(world.officer).get(address, {"section": section.pk})

    assert "has no passage that can answer anything yet" in reading.words(page)
    with pytest.raises(RuleBroken):
        components.point(
            assessment=section.assessment,
            component="levels",
            section=section,
            passage="Because.",
            by=world.officer,
        )
    assert line_of(section.assessment).state == "Not answered"


def test_a_passage_that_changes_has_to_be_looked_at_again(world, section, sign_in, listed):
    text.write(section, WORDS, by=world.officer)
    text.point_at(section, by=world.officer, passage=WORDS)
    before = line_of(section.assessment).state

    text.write(section, WORDS.replace("two", "three"), by=world.lead)
    changed = line_of(section.assessment)
    text.write(section, "A new first paragraph stands before it.", WORDS, by=world.lead)

    assert (before, changed.state, line_of(section.assessment).state) == (
        "Answered",
        "Look again",
        "Answered",
    )
    assert changed.missing == "To be looked at again: 2.3.1.1 Victims: key information."


def test_an_answer_of_old_is_looked_at_again_and_gives_way(world, section, sign_in, listed):
    text.write(section, WORDS, by=world.officer)
    text.point_at(section, by=world.officer)
    page = reading.words(sign_in(world.viewer).get(listed))

    components.point(
        assessment=section.assessment,
        component="levels",
        section=section,
        passage=WORDS,
        by=world.lead,
    )

    assert "Named before passages were asked for: look again." in page
    assert [place.look_again for place in line_of(section.assessment).places] == [""]


def test_not_answered_because_is_an_honest_state(world, assessment, sign_in):
    address = reverse("component-answer", args=[assessment.slug, "plan"])
    client = sign_in(world.officer)

    short = client.post(address, {"reason": "Because."})
    said = client.post(address, {"reason": WHY}, follow=True)

    assert short.status_code == 422
    assert "Say in a sentence of at least 6 different words" in reading.words(short)
    assert reading.said(said) == ["Last year's plan: recorded as not answered, with the reason."]
    line = line_of(assessment, "plan")
    assert (line.is_answered, line.state, line.why_not.reason, line.why_not.who) == (
        False,
        "Not answered, because",
        WHY,
        str(world.officer),
    )
    (table,) = draft_records.of(assessment).annexes["appendices.components"][2]
    assert table.rows[3][1:] == ("Not answered, because", WHY)


def test_an_answer_takes_the_place_of_the_reason_and_not_the_other_way(world, section):
    text.write(section, WORDS, by=world.officer)
    common = {"assessment": section.assessment, "component": "plan", "by": world.officer}
    components.say_why_not(reason=WHY, **common)

    components.point(section=section, passage=WORDS, **common)
    with pytest.raises(RuleBroken) as refused:
        components.say_why_not(reason=WHY, **common)

    assert refused.value.reasons == [
        "It is answered in 2.3.1.1 Victims: key information: take that back first."
    ]
    assert [answer.passage for answer in ComponentAnswer.objects.all()] == [WORDS]


def test_the_database_wants_a_passage_or_a_reason(world, section):
    common = {
        "assessment": section.assessment,
        "component": "levels",
        "pointed_by": world.officer,
    }

    for wrong in (
        {},
        {"section": section, "reason": WHY},
        {"reason": WHY, "passage": WORDS, "passage_hash": hash_of(WORDS)},
        {"section": section, "passage": WORDS},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ComponentAnswer.objects.create(**common, **wrong)


def test_an_answer_is_taken_back(world, section, sign_in):
    named = text.point_at(section, by=world.officer)

    answer = sign_in(world.officer).post(
        reverse("component-answer-remove", args=[named.pk]), follow=True
    )

    assert reading.said(answer) == [
        "2.3.1.1 Victims: key information is no longer named. Its text stays as it is."
    ]
    assert ComponentAnswer.objects.count() == 0


def test_a_reader_sees_no_way_to_answer(world, sign_in, listed):
    page = sign_in(world.viewer).get(listed)

    assert reading.controls(page) == []
    assert reading.words(page).count("Not answered") == 4


def test_a_component_that_nobody_asks_for_is_no_page(world, assessment, sign_in):
    page = sign_in(world.officer).get(
        reverse("component-answer", args=[assessment.slug, "weather"])
    )

    assert page.status_code == 404


def test_another_years_section_is_no_choice(world, section, sign_in, address):
    other = text.section_of(make_assessment(world.partnership, by=world.analyst, year=2025))
    text.write(other, WORDS, by=world.officer)

    page = sign_in(world.officer).post(address, {"section": other.pk, "passage": hash_of(WORDS)})

    assert page.status_code == 422
    assert not ComponentAnswer.objects.exists()
