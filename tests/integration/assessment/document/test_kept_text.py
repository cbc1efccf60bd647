"""Two texts side by side, and one text made of them."""

import json

import pytest
from django.urls import reverse

from assessment.models import KeptText, Section
from assessment.operations import sections
from partnerships.errors import EditConflict, RuleBroken
from tests.factories import text
from tests.integration import reading


@pytest.fixture
def kept(world, section) -> KeptText:
    text.write(section, "Both have this.", "Only saved.", by=world.officer)
    return text.keep(section, "Both have this.", "Only kept.", by=world.lead)


@pytest.fixture
def address(kept) -> str:
    return reverse("kept-text-detail", args=[kept.pk])


@pytest.fixture
def lead(world, sign_in):
    return sign_in(world.lead)


def test_both_texts_are_shown_with_what_each_has_alone(kept, address, lead):
    page = lead.get(address)

    assert [
        [(str(block.html), block.is_alone) for block in page.context[side]]
        for side in ("saved", "other")
    ] == [
        [("<p>Both have this.</p>", False), ("<p>Only saved.</p>", True)],
        [("<p>Both have this.</p>", False), ("<p>Only kept.</p>", True)],
    ]
    assert reading.words(page).count("Only here") == 2


def test_the_editor_begins_with_everybodys_sentences(kept, address, lead):
    both = lead.get(address).context["editor"]
    mine = lead.get(address, {"start": "mine"}).context["editor"]
    theirs = lead.get(address, {"start": "theirs"}).context["editor"]

    assert (both.text, both.is_unsaved) == (
        "Both have this.\n\nOnly saved.\n\nOnly kept.",
        True,
    )
    assert (mine.text, mine.is_unsaved) == ("Both have this.\n\nOnly kept.", True)
    assert (theirs.text, theirs.is_unsaved) == ("Both have this.\n\nOnly saved.", False)


def test_one_paragraph_that_both_changed_stands_twice_and_is_marked(world, section, lead):
    first = text.write(section, "Before.", "It fell.", "After.", by=world.officer)
    text.write(section, "Before.", "It fell by 4%.", "After.", by=world.officer)
    kept = text.keep(
        section, "Before.", "It fell again.", "After.", by=world.lead, started_from=first.version
    )

    page = lead.get(reverse("kept-text-detail", args=[kept.pk]))

    assert page.context["editor"].text.split("\n\n") == [
        "Before.",
        "[Two wordings. As Community safety officer saved it:]",
        "It fell by 4%.",
        "[Two wordings. As Strategic lead wrote it:]",
        "It fell again.",
        "After.",
    ]
    assert "both wordings stand in the text" in reading.words(page)


def test_a_text_with_two_wordings_is_not_handed_over(world, section):
    text.write(section, "[Two wordings. As Anna saved it:]", "One.", by=world.officer)

    with pytest.raises(RuleBroken) as refusal:
        sections.hand_over(section=section, by=world.officer)

    assert refusal.value.reasons == [
        "Two wordings of one paragraph still stand side by side: "
        "choose one, and take out the lines in square brackets."
    ]


def test_no_button_leaves_words_out_without_saying_whose(world, section, kept, address, lead):
    words = {"do": "save", "started_from": 1, "text": "Both have this.\n\nOnly kept."}

    asked = lead.post(address, words)

    assert asked.status_code == 422
    assert (
        "This text leaves out 1 word of Community safety officer. Put them in, or press the button "
        "below once more: it says so, and they are told."
    ) in reading.words(asked)
    assert "Save without 1 word of Community safety officer" in reading.controls(asked)
    assert asked.context["editor"].text == words["text"]
    assert section.revisions.count() == 1

    done = lead.post(address, {**words, "leaving_out": 1}, follow=True)

    kept.refresh_from_db()
    assert reading.said(done) == ["Saved as revision 2. Both texts remain in the record."]
    assert kept.left_out == {str(world.officer.pk): 1}


def test_whose_words_were_left_out_is_told(world, section, kept, address, lead, sign_in):
    lead.post(address, {"do": "save", "started_from": 1, "text": "Only kept.", "leaving_out": 4})
    officer = sign_in(world.officer)

    page = officer.get(section.get_absolute_url())
    home = officer.get(reverse("partnership-home", args=[world.partnership.slug]))

    told = "and words of yours do not stand in it."
    of_lead = lead.get(section.get_absolute_url())
    assert [told in reading.words(each) for each in (page, of_lead)] == [True, False]
    assert f"Words of yours were left out: {section.plan.full_title}" in reading.controls(home)


def test_leaving_the_section_as_it_is_says_whose_words_stay_out(kept, address, sign_in, world):
    officer = sign_in(world.officer)

    page = officer.get(address)
    officer.post(address, {"do": "leave"})

    assert "Leave the section as it is, without 1 word of Strategic lead" in reading.controls(page)
    kept.refresh_from_db()
    assert kept.left_out == {str(world.lead.pk): 1}


def test_what_was_settled_is_shown_as_it_met(world, section, lead):
    """Not beside the newest text, which says the same as whoever settled it wanted."""
    text.write(section, "Both have this.", "Only saved.", by=world.officer)
    with pytest.raises(EditConflict) as conflict:
        sections.save(
            section=section,
            document=text.text_of("Both have this.", "Only kept."),
            started_from=0,
            by=world.lead,
        )
    address = reverse("kept-text-detail", args=[conflict.value.yours.pk])
    lead.post(address, {"do": "save", "started_from": 1, "text": "New.", "leaving_out": 9})

    page = lead.get(address)

    assert [[str(block.html) for block in page.context[side]] for side in ("saved", "other")] == [
        ["<p>Both have this.</p>", "<p>Only saved.</p>"],
        ["<p>Both have this.</p>", "<p>Only kept.</p>"],
    ]
    assert "Revision 2 was made of the two; it leaves out 5 words of Community safety officer" in (
        reading.words(page)
    )


def test_two_tabs_of_one_person_are_named_as_such(world, section, sign_in):
    client = sign_in(world.officer)
    client.post(section.get_absolute_url(), {"started_from": 0, "text": "In one."}, follow=True)

    answer = client.post(
        section.get_absolute_url(), {"started_from": 0, "text": "In another."}, follow=True
    )

    assert reading.said(answer) == [
        "You saved this section yourself in another tab while you were writing here. These words "
        "are kept. Both texts are below: choose what the section shall say."
    ]
    assert "One person wrote in two places at once" in reading.words(answer)


def test_one_text_made_of_both_settles_the_kept_words(world, section, kept, address, lead):
    document = text.text_of("Both have this.", "Only saved.", "Only kept.")

    answer = lead.post(
        address, {"do": "save", "started_from": 1, "document": json.dumps(document)}, follow=True
    )

    kept.refresh_from_db()
    assert reading.said(answer) == ["Saved as revision 2. Both texts remain in the record."]
    assert (Section.objects.get(pk=section.pk).document, kept.settled_by) == (document, world.lead)


def test_the_section_may_stay_as_it_is(world, section, kept, address, lead):
    answer = lead.post(address, {"do": "leave"}, follow=True)

    kept.refresh_from_db()
    assert reading.said(answer) == [
        "The section stays as it is. The other words remain in the record."
    ]
    assert (section.revisions.count(), kept.settled_by) == (1, world.lead)


def test_a_third_save_meanwhile_keeps_the_merged_words_too(world, section, kept, address, lead):
    text.write(section, "A third.", by=world.contributor)

    answer = lead.post(address, {"do": "save", "started_from": 1, "text": "Merged."}, follow=True)

    newest = KeptText.objects.latest("pk")
    assert answer.redirect_chain == [(reverse("kept-text-detail", args=[newest.pk]), 302)]
    assert newest.document == text.text_of("Merged.")
    assert KeptText.objects.get(pk=kept.pk).settled_at is None


def test_refused_words_stay_on_the_page(kept, address, lead):
    words = "[Here](javascript:alert(1))"

    answer = lead.post(address, {"do": "save", "started_from": 1, "text": words})

    assert (answer.status_code, answer.context["editor"].text) == (422, words)


def test_settled_words_can_still_be_read(kept, address, lead):
    lead.post(address, {"do": "leave"})

    page = lead.get(address)

    assert "Settled by Strategic lead" in reading.words(page)
    assert "Only kept." in reading.words(page)
    assert b"data-editor" not in page.content


def test_the_section_says_that_words_are_kept(world, section, kept, lead):
    page = lead.get(section.get_absolute_url())

    assert "See both texts and settle it" in reading.controls(page)
    assert page.context["against_handing_over"] == [
        "One person's words are still kept beside the text: settle them first."
    ]
