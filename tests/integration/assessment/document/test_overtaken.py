"""New data never leave old figures standing silently, and one press takes the newer answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessment.models import Assessment
from assessment.operations import figures
from assessment.presenters import overtaken
from assessment.presenters.section_page import figure_choices
from assessment.text.documents import with_figures
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from reports import rules as publishing
from tests.factories import text
from tests.factories.answers import answer, make_slice, make_source, use_again
from tests.factories.board import make_decided_priority, make_meeting
from tests.factories.scan import make_issue
from tests.integration import reading

PLACE = "2.3.1.1 Victims: key information"


@pytest.fixture
def source(world):
    source = make_source(world.partnership)
    make_slice(source, "2026-01")
    return source


@pytest.fixture
def old(section, source, world):
    """A figure in an approved section; then a corrected month comes and is answered."""
    first = answer(source, finding="Crime fell by 4%.")
    text.write(
        section,
        "Before it.",
        text.figure(first, note="A note of ours"),
        "After it.",
        by=world.officer,
        state="approved",
    )
    return first


@pytest.fixture
def newer(old, source):
    make_slice(source, "2026-01")
    return answer(source, of=old, finding="Crime rose by 11%.")


def everywhere(section, sign_in, user):
    client = sign_in(user)
    slug = section.assessment.slug
    return {
        "section": client.get(section.get_absolute_url()),
        "outline": client.get(reverse("document", args=[slug])),
        "draft": client.get(reverse("document-read", args=[slug])),
        "home": client.get(reverse("partnership-home", args=[section.assessment.partnership.slug])),
    }


def test_an_older_figure_is_named_wherever_it_stands(world, section, sign_in, newer):
    key_line = make_issue(section.assessment, "Burglary", by=world.officer, state="key_line")
    key_line.sections.add(section)
    meeting = make_meeting(section.assessment, by=world.chair)
    make_decided_priority(section.assessment, meeting=meeting, by=world.chair, key_line=key_line)

    pages = everywhere(section, sign_in, world.officer)

    assert "New data have come: one figure has a newer answer" in reading.words(
        pages["section"]
    ).replace("1 figure has", "one figure has")
    assert "The section was approved on the older figures." in reading.words(pages["section"])
    sentences = [
        f"New data have come since: {PLACE} shows older figures.",
        f"Approved on the older figures: {PLACE}.",
        "Decided on the older figures: Burglary in new estates.",
    ]
    for sentence in sentences:
        assert sentence in reading.words(pages["outline"])
    assert "A newer answer stands." in reading.words(pages["draft"])
    assert "Newer data: look at the older figures in 1 section" in reading.words(pages["home"])
    assert publishing.older_figures(section.assessment) == sentences
    assert set(sentences) <= set(publishing.warnings_before_publishing(section.assessment))


def test_nothing_is_said_while_every_figure_stands(world, section, sign_in, old):
    for name, page in everywhere(section, sign_in, world.officer).items():
        assert "ewer" not in reading.words(page).replace("Newest answer", ""), name
    assert publishing.older_figures(section.assessment) == []


def test_one_press_takes_the_newer_answer_and_reopens_the_approval(
    world, section, sign_in, old, newer
):
    page = sign_in(world.lead).post(reverse("section-figures", args=[section.pk]), follow=True)

    section.refresh_from_db()
    assert reading.said(page) == [
        "The newer answers stand in the text, as revision 2. It was approved and is being written "
        "again. Read the words around them: numbers that were typed do not change by themselves."
    ]
    assert (section.figures, section.state, section.version) == ([newer.pk], "drafting", 2)
    assert section.document == text.text_of(
        "Before it.", text.figure(newer, note="A note of ours"), "After it."
    )
    assert section.revisions.first().saved_by == world.lead
    entry = TrailEntry.objects.get(verb="section.figures_renewed")
    assert (entry.before, entry.after) == ({"figures": [old.pk]}, {"figures": [newer.pk]})
    assert overtaken.section_of(section) is None
    with pytest.raises(RuleBroken) as refused:
        figures.take_newer(section=section, by=world.lead)
    assert refused.value.reasons == ["No figure of this section has a newer answer."]


def test_one_press_takes_them_in_the_whole_document(world, section, sign_in, old, newer):
    other = text.section_of(section.assessment, "victims.gaps")
    text.write(other, text.figure(old), text.figure(newer), by=world.officer)

    page = sign_in(world.officer).post(
        reverse("document-figures", args=[section.assessment.slug]), follow=True
    )

    assert reading.said(page) == [
        f"The newer answers stand in 2 sections: {PLACE} and 2.3.1.4 Victims: gaps. Read the words "
        "around them: numbers that were typed do not change by themselves."
    ]
    assert overtaken.sections_of(section.assessment) == []


def test_an_answer_taken_back_is_overtaken_by_the_earlier_one(world, section, source, old, newer):
    text.write(section, text.figure(newer), by=world.officer)
    use_again(source.slices.order_by("pk").first())

    figures.take_newer(section=section, by=world.officer)

    assert section.figures == [old.pk]


def test_data_replaced_and_not_answered_yet_is_said_and_cannot_be_taken(
    world, section, sign_in, source, old
):
    make_slice(source, "2026-01")

    page = sign_in(world.officer).get(section.get_absolute_url())

    assert "1 figure rests on data that were replaced and have no newer answer yet" in (
        reading.words(page)
    )
    assert "Take the newer answers" not in reading.controls(page)
    with pytest.raises(RuleBroken):
        figures.take_all_newer(assessment=section.assessment, by=world.officer)


def test_a_year_that_is_being_carried_out_keeps_the_figures_of_its_time(
    world, section, sign_in, newer
):
    Assessment.objects.filter(pk=section.assessment_id).update(stage="assess")
    section.refresh_from_db()

    page = sign_in(world.officer).get(section.get_absolute_url())

    assert "New data have come" not in reading.words(page)
    with pytest.raises(RuleBroken):
        figures.take_newer(section=section, by=world.officer)


def test_who_may_not_write_is_told_and_takes_nothing(world, section, sign_in, newer):
    page = sign_in(world.member).get(section.get_absolute_url())

    assert "New data have come" in reading.words(page)
    assert "Take the newer answers" not in reading.controls(page)
    with pytest.raises(PermissionDenied):
        figures.take_all_newer(assessment=section.assessment, by=world.member)


def test_the_picker_says_which_answer_is_the_newest(world, section, source, old, newer):
    said = [(c.pk, c.is_newest, c.standing) for c in figure_choices(world.partnership, section)]

    assert said == [(newer.pk, True, ""), (old.pk, False, "A newer answer stands")]
    use_again(source.slices.order_by("pk").first())
    said = [(c.pk, c.is_newest) for c in figure_choices(world.partnership, section)]
    assert said == [(old.pk, True)]


def test_thirty_sections_cost_as_many_queries_as_one(world, section, sign_in, old, newer):
    client = sign_in(world.officer)
    address = reverse("document", args=[section.assessment.slug])
    client.get(address)
    one = reading.queries_of(client, address)
    for other in section.assessment.sections.exclude(pk=section.pk)[:30]:
        text.write(other, text.figure(old), by=world.officer)

    assert reading.queries_of(client, address) == one


def test_only_the_figures_named_are_put_in_place_of_others(world):
    first, second, third = (text.make_evidence(world.partnership) for _ in range(3))
    document = text.text_of("Words.", text.figure(first, note="N"), text.figure(second))

    assert with_figures(document, {first.pk: third.pk}) == text.text_of(
        "Words.", text.figure(third, note="N"), text.figure(second)
    )
    assert with_figures(document, {}) == document
