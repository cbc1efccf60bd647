"""Handing over, approving, sending back, assigning: the operations and their buttons."""

import pytest
from django.urls import reverse

from assessment.models import Approval, Comment, Section
from assessment.operations import sections
from partnerships.errors import RuleBroken
from tests.factories import text
from tests.integration import reading


def state_of(section: Section) -> str:
    return Section.objects.get(pk=section.pk).state


def test_a_section_goes_from_writer_to_lead(world, section, sign_in):
    text.write(section, "Ready to be read.", by=world.officer)

    handed = sign_in(world.officer).post(
        reverse("section-hand-over", args=[section.pk]), follow=True
    )
    approved = sign_in(world.lead).post(
        reverse("section-approve", args=[section.pk]), {"version": 1}, follow=True
    )

    assert reading.said(handed) == [
        "Handed over. Somebody who wrote none of what is new reads it now and approves it."
    ]
    assert reading.said(approved) == ["Revision 1 is approved, until somebody changes the text."]
    approval = Approval.objects.get()
    assert (state_of(section), approval.revision.version, approval.approved_by) == (
        "approved",
        1,
        world.lead,
    )
    assert "Revision 1 approved by Strategic lead" in reading.words(approved)


def test_nobody_approves_what_they_saved(world, section, sign_in):
    text.write(section, "I wrote this.", by=world.lead, state="in_review")
    client = sign_in(world.lead)

    page = client.get(section.get_absolute_url())
    answer = client.post(reverse("section-approve", args=[section.pk]), {"version": 1}, follow=True)

    reason = "You saved revision 1 yourself: somebody who did not save it has to approve it."
    assert reason in reading.words(page)
    assert (reading.said(answer), state_of(section)) == ([reason], "in_review")


def test_a_revision_that_is_no_longer_the_newest_is_not_approved(world, section):
    older = text.write(section, "First.", by=world.officer)
    text.write(section, "Second.", by=world.officer, state="in_review")

    with pytest.raises(RuleBroken) as refusal:
        sections.approve(section=section, revision=older, by=world.lead)

    assert refusal.value.reasons == [
        "The text has changed since you read it: revision 2 is the newest. "
        "Read that one, then approve it."
    ]


def test_an_approval_needs_to_say_which_revision_was_read(world, section, sign_in):
    text.write(section, "Words.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(
        reverse("section-approve", args=[section.pk]), {}, follow=True
    )

    assert reading.said(answer) == ["Read the section first: an approval belongs to a revision."]


def test_an_edit_after_approval_reopens_the_section_and_says_so(world, section, sign_in):
    text.write(section, "Approved words.", by=world.officer, state="approved")

    answer = sign_in(world.officer).post(
        section.get_absolute_url(), {"started_from": 1, "text": "Other words."}, follow=True
    )

    assert reading.said(answer) == [
        "Saved as revision 2. The approval was for revision 1: the section is being written again. "
        "Hand it over when it is ready."
    ]
    assert state_of(section) == "drafting"


def test_sending_back_leaves_the_reason_among_the_comments(world, section, sign_in):
    text.write(section, "Thin.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(
        reverse("section-return", args=[section.pk]), {"reason": "Name the groups."}, follow=True
    )

    comment = Comment.objects.get()
    assert reading.said(answer) == [
        "Sent back. Your reason stands among the comments, to be answered."
    ]
    assert (comment.body, comment.made_by, comment.state, state_of(section)) == (
        "Sent back: Name the groups.",
        world.lead,
        "open",
        "drafting",
    )


def test_sending_back_needs_a_reason(world, section, sign_in):
    text.write(section, "Thin.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(reverse("section-return", args=[section.pk]), {"reason": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"] == [
        "Say what has to change before it can be approved."
    ]
    assert state_of(section) == "in_review"


def test_a_button_that_cannot_be_pressed_says_why(world, section, sign_in):
    page = sign_in(world.officer).get(section.get_absolute_url())

    assert "Not yet, because: Nothing has been written yet." in reading.words(page)


def test_a_writer_is_named_and_no_one_else_can_be(world, section, sign_in):
    client = sign_in(world.officer)
    address = reverse("section-assign", args=[section.pk])

    named = client.post(address, {"owner": world.contributor.pk}, follow=True)
    refused = client.post(address, {"owner": world.viewer.pk})

    assert reading.said(named) == ["Contributor writes it now."]
    assert refused.status_code == 422
    assert Section.objects.get(pk=section.pk).owner == world.contributor


def test_naming_somebody_who_may_not_write_is_refused(world, section):
    with pytest.raises(RuleBroken) as refusal:
        sections.assign(section=section, owner=world.member, by=world.officer)

    assert refusal.value.reasons == [
        "Board member may not write in Wexmere: choose one of its writers."
    ]


def test_handing_over_saves_what_was_typed_first(world, section, sign_in):
    text.write(section, "Old words.", by=world.officer)

    answer = sign_in(world.officer).post(
        reverse("section-hand-over", args=[section.pk]),
        {"started_from": 1, "text": "New words."},
        follow=True,
    )

    assert reading.said(answer) == [
        "Saved as revision 2. Handed over. Somebody who wrote none of what is new reads it now "
        "and approves it."
    ]
    newest = section.revisions.first()
    assert (newest.document, newest.saved_by, state_of(section)) == (
        text.text_of("New words."),
        world.officer,
        "in_review",
    )


def test_what_cannot_be_saved_is_not_handed_over(world, section, sign_in):
    text.write(section, "Old words.", by=world.officer)
    words = "[Here](javascript:alert(1))"

    answer = sign_in(world.officer).post(
        reverse("section-hand-over", args=[section.pk]), {"started_from": 1, "text": words}
    )

    assert (answer.status_code, answer.context["editor"].text) == (422, words)
    assert "It is not handed over yet." in reading.words(answer)
    assert state_of(section) == "drafting"


@pytest.mark.parametrize("deed", ["section-hand-over", "section-approve"])
def test_words_that_meet_anothers_stop_the_deed(world, section, sign_in, deed):
    text.write(section, "First.", by=world.officer)
    text.write(section, "Theirs.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(
        reverse(deed, args=[section.pk]),
        {"started_from": 1, "text": "Mine.", "version": 1},
        follow=True,
    )

    kept = section.kept_texts.get()
    assert answer.redirect_chain == [(reverse("kept-text-detail", args=[kept.pk]), 302)]
    assert (kept.writer, state_of(section)) == (world.lead, "in_review")


def test_nobody_approves_what_they_have_just_typed_and_the_words_stay(world, section, sign_in):
    text.write(section, "Theirs.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(
        reverse("section-approve", args=[section.pk]),
        {"started_from": 1, "text": "Theirs.\n\nMine.", "version": 1},
        follow=True,
    )

    assert reading.said(answer) == [
        "Your words are saved as revision 2. You saved revision 2 yourself: somebody who did not "
        "save it has to approve it."
    ]
    assert (section.revisions.first().saved_by, state_of(section)) == (world.lead, "in_review")


def test_an_unchanged_text_that_comes_along_is_approved_as_it_was_read(world, section, sign_in):
    text.write(section, "Theirs.", by=world.officer, state="in_review")

    sign_in(world.lead).post(
        reverse("section-approve", args=[section.pk]),
        {"started_from": 1, "text": "Theirs.", "version": 1},
    )

    assert (state_of(section), section.revisions.count()) == ("approved", 1)


def test_sending_back_saves_what_was_typed_before_it_asks_why(world, section, sign_in):
    text.write(section, "Theirs.", by=world.officer, state="in_review")

    answer = sign_in(world.lead).post(
        section.get_absolute_url(),
        {"started_from": 1, "text": "Theirs, mended.", "then": "return"},
        follow=True,
    )

    assert answer.redirect_chain == [(reverse("section-return", args=[section.pk]), 302)]
    assert section.revisions.first().document == text.text_of("Theirs, mended.")


def test_every_button_of_the_page_carries_the_text(world, section, sign_in):
    text.write(section, "Theirs.", by=world.officer, state="in_review")

    page = sign_in(world.lead).get(section.get_absolute_url()).content.decode()

    main = page.split("<main")[1].split("</main")[0]
    assert main.count("<form") == 1
    assert main.count('form="section-text"') == 2


def test_who_reopens_what_was_approved_is_told_before_and_others_after(world, section, sign_in):
    text.write(section, "Approved words.", by=world.officer, state="approved")
    client = sign_in(world.contributor)

    before = client.get(section.get_absolute_url())
    client.post(section.get_absolute_url(), {"started_from": 1, "text": "Approved words, mine."})
    home = sign_in(world.member).get(reverse("partnership-home", args=[world.partnership.slug]))

    assert "Saving a change opens the section again" in reading.words(before)
    assert f"Contributor reopened the section {section}" in reading.words(home)
