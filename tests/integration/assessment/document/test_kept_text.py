"""Two texts side by side, and one text made of them."""

import json

import pytest
from django.urls import reverse

from assessment.models import KeptText, Section
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


def test_the_editor_begins_with_either_text(kept, address, lead):
    mine = lead.get(address).context["editor"]
    theirs = lead.get(address, {"start": "theirs"}).context["editor"]

    assert (mine.text, mine.is_unsaved) == ("Both have this.\n\nOnly kept.", True)
    assert (theirs.text, theirs.is_unsaved) == ("Both have this.\n\nOnly saved.", False)


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
