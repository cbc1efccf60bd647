"""When a section may be handed over, approved, sent back: the sentences a refusal says too."""

from assessment.models import Revision, Section
from assessment.rules import sections as rules
from partnerships.models import User


def section(**fields: object) -> Section:
    return Section(**{"key": "victims.gaps", "state": "drafting", "words": 12, **fields})


def test_a_section_with_words_may_be_handed_over():
    assert rules.reasons_against_handing_over(section()) == []


def test_a_section_without_words_may_not_be_handed_over():
    empty = section(state="not_started", words=0)

    assert rules.reasons_against_handing_over(empty) == ["Nothing has been written yet."]


def test_what_was_handed_over_is_not_handed_over_again():
    assert [
        rules.reasons_against_handing_over(section(state=state))
        for state in ("in_review", "approved")
    ] == [
        ["It has been handed over already and waits to be approved."],
        ["It is approved. Change the text and it can be handed over again."],
    ]


def test_kept_words_come_first():
    assert [
        rules.reasons_against_handing_over(section(), kept_texts=count) for count in (1, 2)
    ] == [
        ["One person's words are still kept beside the text: settle them first."],
        ["2 people's words are still kept beside the text: settle them first."],
    ]


def test_whoever_did_not_save_the_newest_revision_may_approve_it():
    writer, lead = User(pk=1, name="Writer"), User(pk=2, name="Lead")
    newest = Revision(version=3, saved_by=writer)
    in_review = section(state="in_review")

    assert (
        rules.reasons_against_approving(in_review, newest=newest, approver=lead, own_words={}) == []
    )
    assert rules.reasons_against_approving(
        in_review, newest=newest, approver=writer, own_words={}
    ) == ["You saved revision 3 yourself: somebody who did not save it has to approve it."]


def test_whoever_has_words_in_the_text_may_not_approve_it():
    lead = User(pk=2)
    newest = Revision(version=3, saved_by=User(pk=1))

    reasons = rules.reasons_against_approving(
        section(state="in_review"), newest=newest, approver=lead, own_words={2: 1}
    )

    assert reasons == [
        "The text holds 1 word of yours that nobody else has approved yet (from revision 2): "
        "somebody who wrote none of it has to approve it. Where there is nobody else, a writer "
        "says it in other words, or the steward names a second strategic lead."
    ]


def test_only_what_was_handed_over_is_approved():
    lead = User(pk=2)
    newest = Revision(version=3, saved_by=User(pk=1))

    assert [
        rules.reasons_against_approving(
            section(state=state), newest=newest, approver=lead, own_words={}
        )
        for state in ("drafting", "approved")
    ] == [
        ["It has not been handed over yet: a writer hands it over when it is ready."],
        ["The newest revision is approved already."],
    ]


def test_an_older_revision_is_not_approved():
    older, newest = Revision(pk=1, version=1), Revision(pk=2, version=2)

    assert rules.reasons_against_approving_revision(newest, newest=newest) == []
    assert rules.reasons_against_approving_revision(older, newest=newest) == [
        "The text has changed since you read it: revision 2 is the newest. "
        "Read that one, then approve it."
    ]


def test_only_what_is_in_review_or_approved_is_sent_back():
    assert {
        state: rules.reasons_against_sending_back(section(state=state))
        for state in ("not_started", "drafting", "in_review", "approved")
    } == {
        "not_started": [
            "It is not started: only a section in review or approved can be sent back."
        ],
        "drafting": ["It is being written: only a section in review or approved can be sent back."],
        "in_review": [],
        "approved": [],
    }
