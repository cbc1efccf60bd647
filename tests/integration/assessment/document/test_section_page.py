"""The page on which a section is written: both forms of the text, refusals, what stands beside."""

import json

import pytest
from django.urls import reverse

from assessment.models import KeptText, Section
from assessment.text.documents import to_plain
from partnerships.models import User
from tests.factories import text
from tests.integration import reading


@pytest.fixture
def officer(world, sign_in):
    return sign_in(world.officer)


def test_the_plain_form_saves_formatted_text(section, officer):
    words = "# Who\n\n- young adults\n- older people\n\n**Most** of them live alone."

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "text": words, "document": ""}, follow=True
    )

    stored = Section.objects.get(pk=section.pk)
    assert reading.said(answer) == [
        "Saved as revision 1. Hand the section over when it is ready to be approved."
    ]
    assert to_plain(stored.document) == words
    assert [block["type"] for block in stored.document["content"]] == [
        "heading",
        "bulletList",
        "paragraph",
    ]


def test_the_editors_document_comes_before_the_plain_form(section, officer):
    document = text.text_of("From the editor.")

    officer.post(
        section.get_absolute_url(),
        {"started_from": 0, "text": "From the text area.", "document": json.dumps(document)},
    )

    assert Section.objects.get(pk=section.pk).document == document


def test_nothing_changed_makes_no_revision(world, section, officer):
    text.write(section, "The same.", by=world.officer)

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 1, "text": "The same."}, follow=True
    )

    assert reading.said(answer) == ["Nothing had changed, so there is no new revision."]
    assert section.revisions.count() == 1


def test_refused_plain_text_stays_in_the_box(section, officer):
    words = "See [this](javascript:alert(1)) and more."

    answer = officer.post(section.get_absolute_url(), {"started_from": 0, "text": words})

    assert answer.status_code == 422
    assert answer.context["editor"].text == words
    assert answer.context["editor"].document is None
    assert len(answer.context["form"].errors["text"]) == 1
    assert Section.objects.get(pk=section.pk).version == 0


def test_a_refused_document_stays_in_the_editor(world, section, officer):
    document = text.text_of(
        "My words.", {"type": "figure", "attrs": {"evidence": "999999", "note": ""}}
    )

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "document": json.dumps(document)}
    )

    editor = answer.context["editor"]
    assert answer.status_code == 422
    assert (editor.document, editor.is_unsaved) == (document, True)
    assert answer.context["form"].non_field_errors() == [
        "A figure in the text (number 999999) is not this partnership's. Take it out."
    ]


@pytest.mark.parametrize("sent", ["{", "[]", "7", '"words"', "[" * 100_000])
def test_a_document_that_did_not_arrive_whole_is_refused(section, officer, sent: str):
    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "document": sent, "text": "Older words."}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["document"] == [
        "The text did not arrive whole. Copy your words, open the page again, paste them."
    ]
    assert answer.context["editor"].text == "Older words."


@pytest.mark.parametrize(
    "attrs", [{"level": 20_000_000}, {"level": 10**15}, {"level": "x" * 1000}, {"level": None}]
)
def test_what_failed_its_check_is_never_drawn(section, officer, attrs):
    heading = {"type": "heading", "attrs": attrs, "content": [{"type": "text", "text": "Mine"}]}
    sent = json.dumps({"type": "doc", "content": [heading]})

    answer = officer.post(section.get_absolute_url(), {"started_from": 0, "document": sent})

    blank = officer.get(section.get_absolute_url())
    assert answer.status_code == 422
    assert (answer.context["editor"].document, answer.context["editor"].text) == (None, "Mine")
    assert len(answer.content) < len(blank.content) + 5_000
    assert "All your words stand below, without their form" in reading.words(answer)


def test_a_document_that_is_too_long_comes_back_as_its_words(section, officer):
    words = "word " * 60_001
    document = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}],
    }

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "document": json.dumps(document)}
    )

    assert answer.context["editor"].text == words
    assert "5 more than the 300,000 that fit" in reading.words(answer)


def test_a_bad_link_stays_in_the_editor_with_its_form(section, officer):
    link = [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]
    runs = [{"type": "text", "text": "x", "marks": link}]
    document = {"type": "doc", "content": [{"type": "paragraph", "content": runs}]}

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "document": json.dumps(document)}
    )

    assert (answer.status_code, answer.context["editor"].document) == (422, document)


def test_the_second_saver_is_taken_to_both_texts(world, section, officer):
    text.write(section, "Theirs.", by=world.lead)

    answer = officer.post(
        section.get_absolute_url(), {"started_from": 0, "text": "Mine."}, follow=True
    )

    kept = KeptText.objects.get()
    assert answer.redirect_chain == [(reverse("kept-text-detail", args=[kept.pk]), 302)]
    assert reading.said(answer) == [
        "Strategic lead saved this section while you were writing. Your words are kept. "
        "Both texts are below: choose what the section shall say."
    ]


def test_guidance_and_example_stand_beside_the_text(section, officer):
    page = officer.get(section.get_absolute_url())

    words = reading.words(page)
    assert "Which groups of people suffer, how much, and from what." in words
    assert "Of Wexmere, a district that does not exist. Every number is invented." in words


def test_kept_evidence_of_the_partnership_may_be_put_into_the_text(world, section, officer):
    kept = text.make_evidence(world.partnership, "Offences fell")
    text.make_evidence(world.partnership, "Asked in passing", is_kept=False)

    page = officer.get(section.get_absolute_url())

    assert [(each.pk, each.headline, each.about) for each in page.context["figures"]] == [
        (kept.pk, "Offences fell", "Wexmere, May 2026 to June 2026")
    ]
    assert page.context["editor"].figures == [
        {
            "evidence": str(kept.pk),
            "headline": "Offences fell",
            "picture": reverse("evidence-svg", args=[kept.pk]),
        }
    ]


def test_a_reader_sees_the_text_and_no_form(world, section, sign_in):
    evidence = text.make_evidence(world.partnership, "Offences fell")
    text.write(section, "Read me.", text.figure(evidence, "A note"), by=world.officer)

    page = sign_in(world.member).get(section.get_absolute_url())

    words = reading.words(page)
    assert all(each in words for each in ("Read me.", "Offences fell", "Figure 1", "A note"))
    assert b"data-editor" not in page.content


def test_who_may_not_enter_the_data_room_sees_the_picture_within_the_page(world, section, sign_in):
    evidence = text.make_evidence(world.partnership, "Offences fell")
    text.write(section, text.figure(evidence), by=world.officer)
    picture = reverse("evidence-svg", args=[evidence.pk])

    viewer = sign_in(world.viewer).get(section.get_absolute_url()).content.decode()
    member = sign_in(world.member).get(section.get_absolute_url()).content.decode()

    assert ('class="app-figure__picture"' in viewer, f'<img src="{picture}"' in member) == (
        True,
        True,
    )
    assert (
        f'<img src="{picture}" alt="O' in viewer,
        "<svg" in viewer.split("app-figure__p")[1],
    ) == (
        False,
        True,
    )


def test_the_page_asks_as_much_for_one_comment_and_revision_as_for_thirty(world, section, officer):
    text.write(section, "One.", by=world.officer)
    text.comment_on(section, "One.", by=world.member)
    # How an answer stands is asked once there is one.
    text.make_evidence(world.partnership)
    address = section.get_absolute_url()
    officer.get(address)
    few = reading.queries_of(officer, address)

    for number in range(30):
        text.write(section, f"Words {number}.", by=world.lead)
        text.comment_on(section, f"Point {number}.", by=world.member)
        text.make_evidence(world.partnership, f"Finding {number}")

    assert reading.queries_of(officer, address) == few


def test_whoever_may_not_see_the_data_room_is_shown_no_way_into_it(world, section, sign_in):
    def offers(user: User) -> bool:
        return (
            'href="/partnerships/wexmere/data/"'
            in (sign_in(user).get(section.get_absolute_url()).content.decode().split("<main")[1])
        )

    assert [offers(world.member), offers(world.viewer)] == [True, False]
