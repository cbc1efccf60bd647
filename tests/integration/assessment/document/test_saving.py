"""Saving a section: revisions, states, and nobody's words lost."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from assessment.models import KeptText, Revision, Section
from assessment.operations import sections
from assessment.text.documents import plain_text
from partnerships.errors import EditConflict, RuleBroken
from partnerships.models import TrailEntry
from tests.factories import text
from tests.factories.people import make_partnership, make_world
from tests.factories.years import make_assessment


def test_a_save_keeps_a_revision_and_says_what_the_section_holds(world, section):
    evidence = text.make_evidence(world.partnership)
    document = text.text_of("Young adults are hurt most.", text.figure(evidence))

    revision = sections.save(section=section, document=document, started_from=0, by=world.officer)

    stored = Section.objects.get(pk=section.pk)
    assert (revision.version, revision.saved_by, revision.document) == (1, world.officer, document)
    assert (stored.version, stored.state, stored.words, stored.figures, stored.touched_by) == (
        1,
        "drafting",
        5,
        [evidence.pk],
        world.officer,
    )
    entry = TrailEntry.objects.get(verb="section.saved")
    assert entry.after == {"version": 1, "state": "drafting", "words": 5}


def test_unchanged_text_makes_no_new_revision(world, section):
    document = text.text_of("The same.")
    first = sections.save(section=section, document=document, started_from=0, by=world.officer)

    again = sections.save(section=section, document=document, started_from=1, by=world.lead)

    assert (again, section.revisions.count()) == (first, 1)


def test_an_empty_first_save_makes_no_revision(world, section):
    saved = sections.save(
        section=section, document=sections.EMPTY, started_from=0, by=world.officer
    )

    assert (saved, section.state, section.revisions.count()) == (None, "not_started", 0)


def test_a_second_saver_keeps_their_words(world, section):
    theirs, mine = text.text_of("Theirs."), text.text_of("Mine.")
    sections.save(section=section, document=theirs, started_from=0, by=world.officer)

    with pytest.raises(EditConflict) as refusal:
        sections.save(section=section, document=mine, started_from=0, by=world.lead)

    kept = KeptText.objects.get()
    assert str(refusal.value) == (
        "Community safety officer saved this section while you were writing. Your words are kept."
    )
    assert (refusal.value.current.document, refusal.value.yours) == (theirs, kept)
    assert (kept.document, kept.writer, kept.started_from, kept.settled_at) == (
        mine,
        world.lead,
        0,
        None,
    )
    assert Section.objects.get(pk=section.pk).document == theirs


def test_who_changed_nothing_meets_no_conflict(world, section):
    first = text.text_of("First.")
    sections.save(section=section, document=first, started_from=0, by=world.officer)
    newest = sections.save(
        section=section, document=text.text_of("Second."), started_from=1, by=world.officer
    )

    saved = sections.save(section=section, document=first, started_from=1, by=world.lead)

    assert (saved, KeptText.objects.count()) == (newest, 0)


def test_the_same_words_twice_meet_no_conflict(world, section):
    """A save whose answer was lost on the way, sent again."""
    document = text.text_of("Sent twice.")
    first = sections.save(section=section, document=document, started_from=0, by=world.officer)

    again = sections.save(section=section, document=document, started_from=0, by=world.officer)

    assert (again, KeptText.objects.count()) == (first, 0)


def test_a_save_that_settles_kept_words_does_both(world, section):
    sections.save(
        section=section, document=text.text_of("Theirs."), started_from=0, by=world.officer
    )
    kept = text.keep(section, "Mine.", by=world.lead)

    revision = sections.save(
        section=section,
        document=text.text_of("Theirs.", "Mine."),
        started_from=1,
        by=world.lead,
        settling=kept,
    )

    kept.refresh_from_db()
    assert (revision.version, kept.settled_by) == (2, world.lead)


def test_a_figure_of_another_partnership_is_refused(world, section):
    elsewhere = make_partnership("far-away", "Far Away", areas=("X07000005",))
    foreign = text.make_evidence(elsewhere)
    document = text.text_of("Look.", text.figure(foreign))

    with pytest.raises(RuleBroken) as refusal:
        sections.save(section=section, document=document, started_from=0, by=world.officer)

    assert refusal.value.reasons == [
        f"A figure in the text (number {foreign.pk}) is not this partnership's. Take it out."
    ]


def test_text_of_an_unknown_form_is_refused(world, section):
    with pytest.raises(RuleBroken) as refusal:
        sections.save(
            section=section,
            document={"type": "doc", "content": [{"type": "iframe"}]},
            started_from=0,
            by=world.officer,
        )

    assert refusal.value.reasons == ["The text has a form that this site does not know."]


def test_a_member_may_not_save(world, section):
    with pytest.raises(PermissionDenied):
        sections.save(
            section=section, document=text.text_of("Mine."), started_from=0, by=world.member
        )

    assert Revision.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_people_who_save_at_once_both_keep_their_words():
    """At once where the database can; one after the other on the embedded one, which queues."""
    world = make_world()
    section = text.section_of(make_assessment(world.partnership, by=world.analyst))
    texts = {world.officer: "The officer's words.", world.lead: "The lead's words."}
    ready = threading.Barrier(2)

    def save(person, words: str, *, together: bool) -> None:
        if together:
            ready.wait()
        try:
            sections.save(
                section=Section.objects.get(pk=section.pk),
                document=text.text_of(words),
                started_from=0,
                by=person,
            )
        except EditConflict:
            pass
        finally:
            if together:
                connections.close_all()

    if connection.vendor == "postgresql":
        threads = [
            threading.Thread(target=save, args=each, kwargs={"together": True})
            for each in texts.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for person, words in texts.items():
            save(person, words, together=False)

    saved = [(each.saved_by, plain_text(each.document)) for each in Revision.objects.all()]
    kept = [(each.writer, plain_text(each.document)) for each in KeptText.objects.all()]
    assert (len(saved), len(kept)) == (1, 1)
    assert dict(saved + kept) == texts
